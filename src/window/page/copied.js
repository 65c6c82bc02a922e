// Comes in: what is told of a dossier that was copied: lines that tell of the old one's time, by file. Goes out:
// on each of its screens those lines, until somebody has looked at them. Must not know: how they are found.
// They live as long as the tab: each is a reminder, no finding.
// @ts-check

import { button, make } from "./dom.js";

const KEPT = "chep-lai";

/** @typedef {{ lines: Record<string, string[]>, lists: string[], facts: string }} Kept */

/** @returns {Kept} */
function kept() {
  return JSON.parse(sessionStorage.getItem(KEPT) ?? '{"lines":{},"lists":[],"facts":""}');
}

/** @param {{ facts: string, of_old: { id: string, line: string }[], lists: string[] }} told */
export function remember(told) {
  /** @type {Record<string, string[]>} */
  const lines = {};
  for (const { id, line } of told.of_old) (lines[id] ??= []).push(line);
  sessionStorage.setItem(KEPT, JSON.stringify({ lines, lists: told.lists, facts: told.facts }));
}

/** Gives what is to be looked at on the screen of a file; nothing where nothing is.
 * @param {string} id @param {(words: string) => boolean} seek goes to words of the file @returns {HTMLElement | null} */
export function reminded(id, seek) {
  const { lines, lists, facts } = kept();
  const own = lines[id] ?? [];
  const about = id === facts ? rest(lines, lists, id) : [];
  if (own.length + about.length === 0) return null;
  const seen = button("Đã xem", "da-xem", () => {
    const now = kept();
    delete now.lines[id];
    sessionStorage.setItem(KEPT, JSON.stringify(id === now.facts ? { ...now, facts: "" } : now));
    card.remove();
  });
  const told = own.length === 0 ? [] : [make("p", {}, "Những dòng sau chép theo từ hồ sơ cũ, còn ngày tháng viết tay hay nói năm cũ. Dòng nào là của lần trước thì sửa; dòng nào vẫn đúng thì để nguyên."), make("ul", {}, own.map((line) => one(line, seek)))];
  const card = make("section", { class: "card warned", "aria-label": "Xem lại bản chép" }, [...about, ...told, make("p", {}, seen)]);
  return card;
}

/** A line, and the way to it. @param {string} line @param {(words: string) => boolean} seek */
function one(line, seek) {
  const there = button("Tới chỗ ấy", "toi-cho", () => {
    if (!seek(line)) there.replaceWith(make("span", { class: "soft" }, "(không còn thấy nguyên dòng này)"));
  });
  there.className = "why";
  return make("li", {}, [make("span", { translate: "no" }, line.replace(/\*+/g, "")), " ", there]);
}

/** Gives the lines of a file that nobody has said to have looked at. @param {string} id @returns {string[]} */
export function unseen(id) {
  return kept().lines[id] ?? [];
}

/** What the facts' screen says of the other files. @param {Record<string, string[]>} lines @param {string[]} lists @param {string} id */
function rest(lines, lists, id) {
  const others = Object.keys(lines).filter((other) => other !== id).length;
  return [
    others > 0 ? make("p", {}, `Hồ sơ này vừa chép từ hồ sơ cũ: ${others} văn bản còn dòng có ngày tháng viết tay hay nói năm cũ. Mở từng văn bản, những dòng ấy được kể ở đầu trang.`) : null,
    lists.length > 0 ? make("p", {}, `Danh sách khách mời chép theo từ lần trước: ${lists.join(", ")}. Khách mời đã đổi thì chọn danh sách khác.`) : null,
  ].filter((part) => part !== null);
}
