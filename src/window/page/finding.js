// Comes in: something that was found. Goes out: what a clerk reads of it: what is wrong, what to do;
// why and by which article on asking. Must not know: who found it, fields.
// @ts-check

import { ask } from "./ask.js";
import { button, make } from "./dom.js";

/** Is what may be done about a finding at once. @typedef {{ word: string, act: string, then: () => unknown }} Remedy */

/** Tells a finding; `silent` lets it be told no more, where that is possible.
 * @param {any} finding @param {Remedy} [remedy] @param {((finding: any) => unknown) | null} [silent] */
export function told(finding, remedy, silent) {
  const hints = finding.goi_y.map((/** @type {string} */ hint) => make("div", {}, plain(hint)));
  const why = make("div", { class: "soft", tabindex: "-1" });
  const asked = button("Vì sao?", "vi-sao", async () => {
    const answer = await ask("why", { code: finding.ma });
    const by = finding.dieu === "" ? "" : ` Theo ${law(finding.dieu)}.`;
    const let_be = silent !== null && silent !== undefined && finding.muc === "canh-bao" ? button("Cố ý để vậy…", "co-y", () => silent(finding)) : null;
    why.replaceChildren(plain(answer.why ?? ""), by, ...(let_be === null ? [] : [" ", let_be]));
    asked.remove();
    // Whoever has no mouse goes on from here.
    why.focus();
  });
  asked.className = "why";
  return make("li", { class: finding.muc, "data-ma": finding.ma }, [plain(finding.thong_bao), " ", asked, ...hints, remedy === undefined ? null : button(remedy.word, remedy.act, remedy.then), why]);
}

/** @param {any} finding */
export function line(finding) {
  return told(finding);
}

/** Gives a text of messages without the marks around words of files. @param {string} text */
export function plain(text) {
  return text.replaceAll("`", "");
}

/** Names a rule as a clerk knows it, not as the program's own notes do. @param {string} article */
export function law(article) {
  return article
    .replaceAll("HD05", "Hướng dẫn 05-HD/VPTW")
    .replaceAll("HD36", "Hướng dẫn 36-HD/VPTW")
    .replaceAll(/NĐ30\b/g, "Nghị định 30/2020/NĐ-CP")
    .replaceAll(/\bPL /g, "Phụ lục ")
    .replaceAll(/ Đ\.(\d)/g, " Điều $1")
    .replaceAll(/ ([IVX]+)\.(\d)/g, " phần $1 mục $2")
    .replaceAll(/§/g, "mục ");
}

/** Parts a help into its words and the rule it names at its end. @param {string} help */
export function helped(help) {
  const laws = / \(((?:HD05|HD36|NĐ30)[^)]*)\)/g;
  const named = [...help.matchAll(laws)].map((found) => law(found[1]));
  return { words: help.replaceAll(laws, ""), by: named.join("; ") };
}
