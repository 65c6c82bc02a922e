// Comes in: the bad rows of a list. Goes out: fields beside each, and what is typed into them.
// Must not know: who keeps it.
// @ts-check

import { button, make } from "./dom.js";
import { line } from "./finding.js";

/** Is how many rows are shown at once. */
const SHOWN = 20;

/** @param {any} list @param {Map<number, string[]>} typed what is typed and not kept
 * @param {(row: number, cells: string[]) => Promise<any[]>} keep gives what is still wrong
 * @param {Set<number>} again rows that were set right and are to be set right once more
 * @param {(row: number) => void} let_be closes such a row
 * @returns {HTMLElement[]} */
export function mending(list, typed, keep, again, let_be) {
  const bad = list.rows.filter((/** @type {any} */ row) => row.became === "bad" || (again.has(row.row) && row.open !== undefined));
  // What somebody has just opened comes first.
  bad.sort((/** @type {any} */ first, /** @type {any} */ other) => Number(again.has(other.row)) - Number(again.has(first.row)));
  if (bad.length === 0) return [];
  if (list.inline) return [make("section", { class: "card" }, [make("h2", {}, `Khách cần sửa (${bad.length})`), make("p", {}, "Sửa ở văn bản."), make("ul", { class: "found" }, list.found.filter((/** @type {any} */ one) => one.ma === "khach::dong").map(line))])];
  const rows = bad.slice(0, SHOWN).map((/** @type {any} */ row) => one(list, row, typed, keep, again.has(row.row) ? () => let_be(row.row) : null));
  const rest = bad.length > SHOWN ? make("p", { class: "soft" }, `… và ${bad.length - SHOWN} dòng nữa, hiện ra khi các dòng trên sửa xong.`) : null;
  const head = [make("h2", {}, `Dòng cần sửa (${bad.length})`), make("p", { class: "help" }, "Sửa tại đây thì tệp danh sách giữ nguyên; dòng khác không phải chờ, số của ai cũng không đổi.")];
  return [make("section", { class: "card mend", "aria-label": "Dòng cần sửa" }, [...head, ...rows, rest])];
}

/** @param {any} list @param {any} row @param {Map<number, string[]>} typed @param {(row: number, cells: string[]) => Promise<any[]>} keep @param {(() => void) | null} close */
function one(list, row, typed, keep, close) {
  const cells = typed.get(row.row) ?? [...(row.typed ?? row.cells)];
  const why = list.found.filter((/** @type {any} */ found) => found.dong_bang === row.row && found.ma === "khach::dong");
  const found = make("ul", { class: "found", id: `sai-${row.row}` }, why.map(line));
  const fields = list.columns.map((/** @type {any} */ column, /** @type {number} */ at) => field(column, row, cells, at, why, () => typed.set(row.row, cells)));
  const save = button("Lưu dòng này", "luu-dong", async () => {
    const wrong = await keep(row.row, cells);
    if (wrong.length > 0) found.replaceChildren(...wrong.map(line));
  });
  const back = close === null ? [] : [button("Thôi", "thoi-sua", close)];
  const box = make("fieldset", {}, [make("legend", {}, `Dòng ${row.row}`), make("div", { class: "row" }, [...fields, save, ...back]), found]);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) save.click();
  });
  return box;
}

/** @param {any} column @param {any} row @param {string[]} cells @param {number} at @param {any[]} why @param {() => void} changed */
function field(column, row, cells, at, why, changed) {
  const text = row.cells[at] ?? "";
  if (column.field === "so") return null;
  if (!row.open[at]) return make("div", {}, [make("small", {}, column.header), make("div", {}, text)]);
  const wrong = why.some((found) => found.thong_bao.includes(`cột ${column.header}: `));
  const id = `sua-${row.row}-${at}`;
  const input = /** @type {HTMLInputElement} */ (make("input", { type: "text", id, name: `dong-${row.row}.${column.letters}`, autocomplete: "off", translate: "no", spellcheck: "false", "data-gramm": "false", "aria-invalid": wrong ? "true" : undefined, "aria-describedby": `sai-${row.row}` }));
  input.value = cells[at] ?? "";
  input.addEventListener("input", () => {
    cells[at] = input.value;
    changed();
  });
  return make("div", {}, [make("label", { for: id }, column.header), input]);
}
