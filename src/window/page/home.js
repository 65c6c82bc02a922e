// Comes in: the dossiers of the office. Goes out: the first screen. Must not know: how far a paper
// has come by itself: the program says it.
// @ts-check

import { ask } from "./ask.js";
import { again, choice, first, newDossier, newPaper } from "./begin.js";
import { button, day, make, place } from "./dom.js";
import { add } from "./documents.js";
import { removed } from "./removed.js";
import { reminders } from "./waiting.js";

/** @param {any} paper @param {string} id */
function row(paper, id) {
  const link = make("a", { href: `#/van-ban/${id}` }, paper.summary || paper.path.split("/").pop().replace(/\.ya?ml$/, ""));
  const number = paper.printed ?? (paper.foreseen === null ? "" : `sẽ là ${paper.foreseen}`);
  const notes = [];
  if (paper.guests > 0) notes.push(`${paper.guests} khách`);
  if (paper.warnings > 0) notes.push(`${paper.warnings} cảnh báo`);
  return make("tr", { "data-giai-doan": paper.stage }, [
    make("td", {}, paper.kind ?? "?"),
    make("td", { class: paper.printed === null ? "soft" : "" }, number),
    make("td", {}, link),
    make("td", {}, [make("span", { class: `stage ${paper.stage}` }, paper.said), notes.length > 0 ? make("small", {}, ` ${notes.join(", ")}`) : null]),
  ]);
}

/** @param {any} dossier @param {string[]} ids @param {string} facts */
function card(dossier, ids, facts) {
  const when = [day(dossier.day), dossier.time?.slice(0, 5), dossier.place].filter(Boolean).join(" · ");
  const head = ["Loại", "Số", "Trích yếu", "Đến đâu"].map((text) => make("th", { scope: "col" }, text));
  const acts = [
    make("a", { href: `#/van-ban/${facts}` }, "Thông tin hội nghị"),
    button("Thêm văn bản…", "them-van-ban", () => newPaper(facts, dossier.title)),
    button("Chép thành hồ sơ mới…", "chep-ho-so", () => again(facts, dossier.title)),
    add(dossier.folder, () => undefined),
  ];
  const papers = make("table", {}, [
    make("thead", {}, make("tr", {}, head)),
    make("tbody", {}, dossier.papers.map((/** @type {any} */ paper, /** @type {number} */ at) => row(paper, ids[at]))),
  ]);
  return make("section", { class: "card", "aria-label": dossier.title }, [
    make("h2", {}, dossier.title),
    make("p", { class: "soft acts" }, [when === "" ? null : make("span", {}, when), ...(dossier.folder === "" ? [] : acts)]),
    dossier.papers.length === 0 ? make("p", {}, "Chưa có văn bản nào.") : papers,
  ]);
}

export async function home() {
  const told = await ask("home", {});
  if (told.first === true) {
    await first(told.folder, () => void home());
    return {};
  }
  if (told.found !== undefined) {
    place(make("section", { class: "card" }, [make("h1", {}, "Chưa mở được cơ quan này"), ...told.found.map((/** @type {any} */ one) => make("p", {}, one.thong_bao))]));
    return {};
  }
  const office = document.getElementById("office");
  if (office !== null) office.textContent = told.play ? `${told.office} (chơi thử)` : told.office;
  document.title = `${told.office} · vanthu`;
  const cards = told.dossiers.map((/** @type {any} */ dossier, /** @type {number} */ at) => card(dossier, told.ids[at], told.facts[at]));
  const { offices } = await ask("offices", {});
  const begin = button("Hồ sơ mới…", "ho-so-moi", newDossier);
  begin.className = "main";
  const waiting = await reminders();
  const gone = await removed();
  place(
    make("h1", {}, "Hồ sơ và văn bản"),
    make("p", {}, begin),
    ...waiting,
    ...(cards.length > 0 ? cards : [make("p", {}, "Chưa có hồ sơ nào trong thư mục này.")]),
    ...gone,
    offices.length > 1 ? choice(offices, () => void home()) : null,
  );
  return {};
}
