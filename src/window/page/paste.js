// Comes in: what is pasted into a field. Goes out: the same as the field may hold it, as one step
// that Ctrl+Z takes back. Must not know: how it is read: the program does.
//
// A field is never assigned to: what is put in goes the way of the keyboard.
// @ts-check

import { ask, Refused } from "./ask.js";
import { button, make, say } from "./dom.js";
import { isTable } from "./torows.js";

/** @typedef {{ text?: string, table?: string[][] }} Piece */
/** Puts tables where text cannot hold them: gives whether it could.
 * @typedef {(before: string, pieces: Piece[], after: string) => void} Tables */

/** Makes rows of a list of a table: gives whether it is to be text all the same.
 * @typedef {(pieces: Piece[], said: string[]) => Promise<boolean>} Rows */

/** The most that is asked about (signs); more is pasted as the browser would, and said. */
const MOST = 300_000;

/** Lets a field take what is pasted as its grammar has it.
 * @param {HTMLInputElement | HTMLTextAreaElement} field @param {Tables | null} tables @param {Rows | null} [rows] */
export function pasting(field, tables, rows = null) {
  field.addEventListener("paste", (given) => {
    const event = /** @type {ClipboardEvent} */ (given);
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const html = copied(event.clipboardData?.getData("text/html") ?? "");
    // A line of plain letters is what it is.
    if (text === "" || (html === "" && /^[ -~]*$/.test(text) && !text.includes("  "))) return;
    if (text.length + html.length > MOST) return say("phần vừa dán quá dài: chữ đậm, chữ nghiêng, bảng không theo vào; dán từng phần thì có");
    event.preventDefault();
    void put(field, text, html, tables, rows);
  });
}

/** Leaves out what Word puts around what was copied: its styles are many times as long.
 * @param {string} html */
function copied(html) {
  const [start, end] = [html.indexOf("<!--StartFragment-->"), html.indexOf("<!--EndFragment-->")];
  return start < 0 || end < start ? html : html.slice(start, end);
}

/** @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} text @param {string} html @param {Tables | null} tables @param {Rows | null} rows */
async function put(field, text, html, tables, rows) {
  const [start, end] = [field.selectionStart ?? 0, field.selectionEnd ?? 0];
  let told;
  try {
    told = await ask("paste", { text, html: html === "" ? null : html });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    told = { pieces: [{ text }], legacy: null, said: [] };
  }
  const pieces = told.legacy !== null && (await agreed(told.legacy[0], flat(told.pieces), flat(told.legacy[1]))) ? told.legacy[1] : told.pieces;
  field.focus();
  // Where the caret was, unless somebody went on typing.
  if (document.activeElement === field && field.selectionStart === start) field.setSelectionRange(start, end);
  if (tables !== null && pieces.some((/** @type {Piece} */ piece) => piece.table !== undefined)) {
    tables(field.value.slice(0, start), pieces, field.value.slice(end));
    return heard(told.said);
  }
  if (rows !== null && isTable(pieces)) {
    if (!(await rows(pieces, told.said))) return;
    field.focus();
    field.setSelectionRange(start, end);
  }
  const plain = flat(pieces);
  const put = field instanceof HTMLInputElement ? plain.replaceAll("\n", " ") : plain;
  // The only way that keeps Ctrl+Z.
  document.execCommand("insertText", false, put);
  heard(told.said);
}

/** Says what is to be looked at of what was pasted. @param {string[]} said */
function heard(said) {
  if (said.length === 0) return say("");
  const box = /** @type {HTMLDialogElement} */ (make("dialog", { "aria-label": "Vừa dán" }, [make("h2", {}, "Phần vừa dán"), make("ul", {}, said.map((/** @type {string} */ words) => make("li", {}, words))), make("p", { class: "acts" }, button("Đã rõ", "da-ro", () => box.close()))]));
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

/** Gives parts as text: the cells of a row behind one another. @param {Piece[]} pieces */
function flat(pieces) {
  return pieces.map((piece) => piece.text ?? (piece.table ?? []).map((row) => row.join(" ")).join("\n")).join("\n");
}

/** Asks whether old letters are to be new ones. @param {string} name @param {string} before @param {string} after @returns {Promise<boolean>} */
function agreed(name, before, after) {
  const short = (/** @type {string} */ text) => (text.length > 160 ? `${text.slice(0, 160)}…` : text);
  return new Promise((then) => {
    const box = /** @type {HTMLDialogElement} */ (make("dialog", { "aria-label": "Bảng mã cũ" }));
    let yes = false;
    const take = button("Chuyển", "chuyen-ma", () => {
      yes = true;
      box.close();
    });
    take.className = "main";
    box.append(
      make("h2", {}, `Chữ vừa dán viết bằng bảng mã cũ: ${name}`),
      make("p", { class: "soft" }, short(before)),
      make("p", {}, ["Chuyển thành: ", make("strong", {}, short(after))]),
      make("p", {}, [take, " ", button("Giữ nguyên", "giu-nguyen", () => box.close())]),
    );
    box.addEventListener("close", () => {
      box.remove();
      then(yes);
    });
    document.body.append(box);
    box.showModal();
  });
}
