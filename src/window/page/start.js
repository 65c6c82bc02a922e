// Comes in: the address the program opened. Goes out: the screen it names. Must not know: what
// is on a screen.
// @ts-check

import { admit, ask, Lost } from "./ask.js";
import { back, spot } from "./back.js";
import { book } from "./book.js";
import { button, make, place, say } from "./dom.js";
import { guests } from "./guests.js";
import * as drop from "./drop.js";
import { help } from "./help.js";
import { home } from "./home.js";
import { paper } from "./paper.js";
import * as search from "./search.js";
import * as tab from "./tab.js";
import { vault } from "./vault.js";

/** @typedef {{ leave?: () => Promise<void> | void }} Screen */

/** @type {Screen} */
let shown = {};

/** Is where somebody was who asked for help. @type {{ way: string, spot: import("./back.js").Spot | null } | null} */
let before = null;

/** Screens come one after another: a slow one never comes over the one that was asked for later. */
let last = Promise.resolve();
let asked = 0;

function show() {
  const own = ++asked;
  last = last.then(() => (own === asked ? one() : undefined));
  return last;
}

async function one() {
  const way = location.hash;
  const [, name = "", id = ""] = way.split("/");
  try {
    await shown.leave?.();
    shown = {};
    if (name === "van-ban") shown = await paper(decodeURIComponent(id));
    else if (name === "khach") shown = await guests(decodeURIComponent(id));
    else if (name === "so") shown = await book();
    else if (name === "kho") shown = await vault(decodeURIComponent(id));
    else if (name === "tim") shown = await search.found();
    else if (name === "tro-giup") shown = await help(decodeURIComponent(id));
    else if (name === "thiet-dat") shown = await settings();
    else shown = await home();
    // Who asks for another screen already is not there any more.
    if (name !== "tro-giup" && location.hash === way) {
      if (before?.way === way) back(before.spot);
      before = null;
    }
    // Somebody may type in the new screen already.
    const main = document.getElementById("main");
    if (!main?.contains(document.activeElement)) main?.focus({ preventScroll: true });
  } catch (error) {
    trouble(error);
  }
}

async function settings() {
  const { settings } = await ask("home", {});
  return paper(settings);
}

/** @param {unknown} error */
function trouble(error) {
  const lost = error instanceof Lost;
  place(
    make("section", { class: "card" }, [
      make("h1", {}, lost ? "Cửa sổ này không còn nối với vanthu" : "Có lỗi"),
      make("p", {}, lost ? error.message : `Chương trình không làm được việc vừa rồi: ${error}`),
    ]),
  );
}

document.getElementById("quit")?.addEventListener("click", () => void quit(false));

/** Ends the program; where something is not saved, only if it is given up. @param {boolean} anyway */
async function quit(anyway) {
  await shown.leave?.();
  shown = {};
  const { saved } = await ask("quit", { anyway });
  if (!saved && !anyway) {
    const back = button("Quay lại", "quay-lai", () => void show());
    back.className = "main";
    return place(
      make("section", { class: "card" }, [
        make("h1", {}, "Chưa thoát: còn điều đã gõ chưa lưu"),
        make("p", {}, "Có ô hai người cùng sửa chưa chọn, hoặc tệp không ghi được. Quay lại văn bản ấy để chọn; thoát ngay thì mất phần chưa lưu."),
        make("p", {}, [back, " ", button("Thoát, bỏ phần chưa lưu", "bo-thoat", () => void quit(true))]),
      ]),
    );
  }
  sessionStorage.clear();
  place(make("section", { class: "card" }, [make("h1", {}, "Đã thoát"), make("p", {}, `${saved ? "Mọi điều đã gõ đều đã lưu." : "Phần chưa lưu đã bỏ."} Đóng thẻ này được rồi.`)]));
  say("");
}

addEventListener("hashchange", () => void show());
// A page that a link opens by itself has no keys; one that this page opens has its own.
addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  if (!(event.ctrlKey || event.metaKey || event.shiftKey)) {
    // The screen somebody is on already, whatever they have opened in it: it begins anew.
    if (link.closest("nav") !== null && link.getAttribute("href") === (location.hash || "#/")) void show();
    return;
  }
  event.preventDefault();
  open(link.href);
});
addEventListener("keydown", (event) => {
  if (event.key !== "F1") return;
  event.preventDefault();
  const [, name = ""] = location.hash.split("/");
  if (name === "tro-giup") return;
  before = { way: location.hash, spot: spot() };
  location.hash = `#/tro-giup/${encodeURIComponent(name || "trang-chinh")}`;
});
drop.listen();
search.listen();
tab.listen();

const key = /^#k=([0-9a-f]{32})$/.exec(location.hash)?.[1];
if (key !== undefined) history.replaceState(null, "", "/");
try {
  await admit(key);
  await show();
} catch (error) {
  trouble(error);
}
