// Comes in: what waits in the office, as the program tells it. Goes out: the reminders of the first
// screen. Must not know: what waits by itself.
// @ts-check

import { ask } from "./ask.js";
import { listed } from "./dialog.js";
import { button, make } from "./dom.js";
import { choose } from "./drop.js";
import { reminder } from "./saving.js";
import { heal } from "./vault.js";

/** Is how many papers are listed. */
const MOST = 8;

/** @returns {Promise<HTMLElement[]>} */
export async function reminders() {
  const answer = await ask("waiting", {});
  if (answer.found !== undefined) return [make("section", { class: "card", "aria-label": "Sổ và kho" }, listed(answer.found) ?? "")];
  const { unsigned, unkept, half } = answer.waiting;
  return [...reminder(answer.backup), ...cutOff(unkept, answer.unkept, half), ...waiting(unsigned)];
}

/** @param {any[]} unkept @param {(string | null)[]} papers @param {any[]} half */
function cutOff(unkept, papers, half) {
  if (unkept.length === 0 && half.length === 0) return [];
  const told = make("div");
  const rows = unkept.map((one, at) => {
    const text = `${one.row.nhu_tren_giay} đã cấp số mà chưa vào kho`;
    const paper = papers[at];
    return make("li", {}, paper === null ? text : [make("a", { href: `#/van-ban/${paper}` }, text), ": mở ra, bấm Ban hành để làm nốt, giữ nguyên số"]);
  });
  const finish = half.length === 0 ? null : make("p", {}, [`${half.length} việc giữa sổ và kho bị dừng giữa chừng. `, button("Làm nốt", "lam-not", () => heal(told))]);
  return [make("section", { class: "card", "aria-label": "Việc dở dang" }, [make("h2", {}, "Việc dở dang"), make("ul", {}, rows), finish, told])];
}

/** @param {any[]} rows */
function waiting(rows) {
  if (rows.length === 0) return [];
  /** @type {Map<string, any[]>} */
  const papers = new Map();
  for (const one of rows) papers.set(one.row.doi_tuong, [...(papers.get(one.row.doi_tuong) ?? []), one]);
  const items = [...papers.values()].slice(0, MOST).map((own) => {
    const [first, last] = [own[0], own[own.length - 1]];
    const numbers = own.length > 1 ? `${first.row.nhu_tren_giay} … ${last.row.nhu_tren_giay}` : first.row.nhu_tren_giay;
    return make("li", {}, [make("a", { href: `#/kho/${encodeURIComponent(first.row.doi_tuong)}` }, numbers), `, ${first.day}: ${first.row.trich_yeu}`]);
  });
  const rest = papers.size - items.length;
  return [
    make("section", { class: "card", "aria-label": "Chờ bản ký" }, [
      make("h2", {}, "Chờ bản ký"),
      make("p", {}, [choose(), make("span", { class: "soft aside" }, "hoặc thả tệp PDF đã ký, bản quét vào bất cứ đâu trên trang này")]),
      make("ul", {}, items),
      rest > 0 ? make("p", {}, make("a", { href: "#/so" }, `và ${rest} văn bản nữa`)) : null,
    ]),
  ];
}
