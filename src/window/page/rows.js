// Comes in: a list as it was read, its copies. Goes out: a table, above each column how it was
// understood, beside each guest how the copy is. Must not know: how copies are made.
// @ts-check

import { button, make } from "./dom.js";
import { line } from "./finding.js";

const OTHER = "khác bản đã ban hành";
const STATES = { made: "đã lập", old: "đã khác, cần lập lại", new: "chưa lập", struck: "số đã huỷ", other: OTHER };

export class Rows {
  /** @param {(column: any, field: string) => unknown} name @param {(file: string) => unknown} print @param {() => void} ticked
   * @param {(row: number) => void} again opens a row once more that was set right */
  constructor(name, print, ticked, again) {
    this.again = again;
    this.name = name;
    this.print = print;
    this.tell = ticked;
    this.element = make("div");
    /** @type {Map<number, { number: HTMLElement, state: HTMLElement }>} */
    this.ends = new Map();
    /** @type {HTMLInputElement[]} */
    this.ticks = [];
  }

  /** @param {any} told */
  show({ list, fields }) {
    this.ends.clear();
    this.ticks = [];
    if (list.rows.length === 0) return this.element.replaceChildren();
    const shown = list.columns.flatMap((/** @type {any} */ column, /** @type {number} */ at) => (column.field === "so" ? [] : [{ column, at }]));
    const numbers = list.columns.filter((/** @type {any} */ column) => column.field === "so").map((/** @type {any} */ column) => `${column.header} (cột ${column.letters})`);
    /** @type {Map<number, any[]>} */
    const found = new Map();
    for (const one of list.found) if (one.dong_bang !== null && one.ma !== "khach::dong") found.set(one.dong_bang, [...(found.get(one.dong_bang) ?? []), one]);
    const head = make("tr", {}, [
      make("th", { scope: "col" }, this.every()),
      make("th", { scope: "col" }, "Dòng"),
      make("th", { scope: "col", class: "number", hidden: true }, "Số"),
      make("th", { scope: "col" }, "Bản"),
      ...shown.map((/** @type {{ column: any }} */ { column }) => this.column(column, fields, list.inline)),
    ]);
    const body = list.rows.flatMap((/** @type {any} */ row) => this.row(row, shown, found.get(row.row) ?? []));
    const table = make("table", {}, [make("caption", { hidden: true }, "Từng dòng của danh sách"), make("thead", {}, head), make("tbody", {}, body)]);
    const sheet = make("div", { class: "sheet", tabindex: "0", role: "region", "aria-label": "Từng dòng của danh sách" }, table);
    const only = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", name: "chi-dong-can-xem" }));
    only.addEventListener("change", () => sheet.classList.toggle("only", only.checked));
    const tools = make("p", { class: "acts" }, [make("label", { class: "tick" }, [only, "Chỉ hiện dòng cần xem"]), numbers.length > 0 ? make("span", { class: "soft" }, `Cột số thứ tự, không in: ${numbers.join(", ")}`) : null]);
    this.element.replaceChildren(make("section", { class: "card" }, [make("h2", {}, "Từng dòng của danh sách"), tools, sheet]));
  }

  /** Ticks all or none. */
  every() {
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", "aria-label": "Chọn mọi khách", name: "chon-het" }));
    box.addEventListener("change", () => {
      for (const tick of this.ticks) tick.checked = box.checked;
      this.tell();
    });
    return box;
  }

  /** @param {any} column @param {any[]} fields @param {boolean} inline */
  column(column, fields, inline) {
    const bare = column.header === `cột ${column.letters}`;
    const head = [make("small", {}, column.letters), column.header];
    if (inline || bare) return make("th", { scope: "col" }, [...head, make("small", {}, column.said)]);
    const kept = column.field === "" || column.named ? [make("option", { value: "", selected: column.field === "" }, "giữ nguyên, không in")] : [];
    const known = fields.map((one) => make("option", { value: one.key, selected: one.key === column.field }, one.label));
    const field = /** @type {HTMLSelectElement} */ (make("select", { class: column.sure ? "" : "doubt", "aria-label": `Cột ${column.header} là gì`, name: `cot-${column.letters}` }, [...kept, ...known]));
    field.addEventListener("change", () => this.name(column, field.value));
    const doubt = column.sure ? null : make("small", { class: "warned" }, column.field === "" ? "chưa chắc: có in không?" : "đoán theo chữ trong cột");
    const joined = column.said.includes(",") && column.field !== "" ? make("small", {}, column.said) : null;
    return make("th", { scope: "col" }, [...head, field, doubt, joined]);
  }

  /** @param {any} row @param {{ column: any, at: number }[]} shown @param {any[]} found */
  row(row, shown, found) {
    const plain = row.became === "guest" && found.length === 0 ? "plain" : "";
    if (row.became === "nobody") {
      const [why, text] = row.nobody;
      return [make("tr", { class: "nobody plain" }, [make("td"), make("td", {}, String(row.row)), make("td", { class: "number", hidden: true }), make("td"), make("td", { colspan: String(shown.length) }, [text, make("small", {}, ` (không phải khách: ${why})`)])])];
    }
    const number = make("td", { class: "number", hidden: true });
    const state = make("td", { class: "end" }, row.became === "bad" ? "cần sửa" : "");
    const tick = row.became === "guest" ? this.tick(row, shown) : null;
    if (row.became === "guest") this.ends.set(row.row, { number, state });
    const cells = shown.map(({ at }) => make("td", {}, row.cells[at] ?? ""));
    const own = make("tr", { class: `${row.became} ${plain} ${found.length > 0 ? "noted" : ""}` }, [make("td", {}, tick), make("td", {}, [String(row.row), ...this.mended(row)]), number, state, ...cells]);
    if (found.length === 0) return [own];
    const note = make("td", { colspan: String(shown.length + 4) }, make("ul", { class: "found" }, found.map((one) => line({ ...one, thong_bao: short(one.thong_bao) }))));
    return [own, make("tr", { class: "note" }, note)];
  }

  /** Says that a row was set right, and lets it be once more. @param {any} row */
  mended(row) {
    if (!row.mended) return [];
    const again = button("Sửa lại", "sua-lai", () => this.again(row.row));
    again.className = "why";
    again.setAttribute("aria-label", `Sửa lại dòng ${row.row}`);
    return [make("small", {}, " đã sửa "), ...(row.open === undefined ? [] : [again])];
  }

  /** @param {any} row @param {{ column: any, at: number }[]} shown */
  tick(row, shown) {
    const name = shown.find(({ column }) => column.field === "ho_ten");
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", "aria-label": `Chọn dòng ${row.row}, ${name === undefined ? "" : row.cells[name.at]}`, name: `chon-${row.row}`, value: String(row.row) }));
    box.addEventListener("change", () => this.tell());
    this.ticks.push(box);
    return box;
  }

  /** Gives the rows that are ticked. @returns {number[]} */
  ticked() {
    return this.ticks.filter((tick) => tick.checked).map((tick) => Number(tick.value));
  }

  /** Says beside each guest how the copy is. @param {any} told */
  mark(told) {
    this.element.querySelectorAll(".number").forEach((cell) => /** @type {HTMLElement} */ (cell).toggleAttribute("hidden", !told.numbered));
    for (const copy of told.copies) {
      for (const row of copy.rows) {
        const end = this.ends.get(row);
        if (end === undefined) continue;
        end.number.textContent = copy.number === undefined ? "" : String(copy.number).padStart(2, "0");
        const state = /** @type {keyof typeof STATES} */ (copy.state);
        const print = state === "made" ? button("In", "in-mot-ban", () => this.print(copy.name)) : null;
        if (print !== null) print.setAttribute("aria-label", `In bản ${copy.name.replace(/\.pdf$/, "")}`);
        end.state.className = `end ${state === "old" || state === "other" ? "warned" : ""}`;
        // What was issued is not to be made again.
        end.state.replaceChildren(state === "old" && told.issued !== null ? OTHER : STATES[state], " ", ...(print === null ? [] : [print]));
      }
    }
  }
}

/** Leaves the file, the sheet and the row out of a message that stands at the row. @param {string} text */
function short(text) {
  return text.replace(/^[^:]*?dòng \d+(?:, |: )/, "");
}
