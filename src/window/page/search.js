// Comes in: words of the search field. Goes out: one list of what has them, saying where each lies.
// Must not know: where the program looks. The words stay out of the address: addresses are kept in
// histories.
// @ts-check

import { ask } from "./ask.js";
import { listed } from "./dialog.js";
import { local, make, place } from "./dom.js";

let words = "";

/** Makes the field of the header search. */
export function listen() {
  const form = document.getElementById("search");
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById("tim"));
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    words = field?.value.trim() ?? "";
    if (words === "") return;
    if (location.hash === "#/tim") dispatchEvent(new HashChangeEvent("hashchange"));
    else location.hash = "#/tim";
  });
}

export async function found() {
  if (words === "") {
    place(make("h1", {}, "Tìm"), make("p", {}, "Gõ vào ô Tìm ở đầu trang: không cần dấu; số, ký hiệu như 07-kh/du thì tới thẳng văn bản."));
    return {};
  }
  const answer = await ask("search", { words });
  const exact = answer.exact ?? null;
  const target = exact === null ? null : way(answer.hits[exact]);
  if (target !== null) {
    location.replace(target);
    return {};
  }
  const hits = answer.hits ?? [];
  const heads = ["Số, ký hiệu", "Ngày", "Loại, trích yếu", "Tình trạng", "Nằm ở"].map((text) => make("th", { scope: "col" }, text));
  const table = make("table", {}, [make("thead", {}, make("tr", {}, heads)), make("tbody", {}, hits.map(row))]);
  place(
    make("h1", {}, `Tìm “${words}”`),
    make("p", { class: "soft", role: "status" }, hits.length === 0 ? "Không thấy ở bản gõ, danh sách khách, sổ hay kho lưu." : `${hits.length} kết quả`),
    listed(answer.found ?? answer.unread),
    hits.length === 0 ? null : make("section", { class: "card", "aria-label": "Kết quả" }, table),
  );
  return {};
}

/** Gives the way to a hit. @param {any} one */
function way({ hit, paper }) {
  if (paper !== null) return `#/van-ban/${paper}`;
  return hit.object === null ? null : `#/kho/${encodeURIComponent(hit.object)}`;
}

/** @param {any} one */
function row(one) {
  const { hit, paper } = one;
  const target = way(one);
  const text = [hit.kind, hit.summary].filter((part) => part !== "").join(" ") || hit.path;
  const places = [
    paper === null ? null : make("a", { href: `#/van-ban/${paper}` }, "bản gõ"),
    hit.row === null ? null : make("a", { href: "#/so" }, "sổ"),
    hit.object === null ? null : make("a", { href: `#/kho/${encodeURIComponent(hit.object)}` }, "kho lưu"),
  ].filter((place) => place !== null);
  return make("tr", {}, [
    make("td", { class: "number" }, hit.printed),
    make("td", { class: "number" }, local(hit.date)),
    make("td", {}, target === null ? text : make("a", { href: target }, text)),
    make("td", {}, hit.stands.filter((/** @type {string} */ word) => word !== "").join(", ")),
    make("td", {}, places.flatMap((place, at) => (at === 0 ? [place] : [", ", place]))),
  ]);
}
