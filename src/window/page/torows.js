// Comes in: a table that was pasted into a field of a list's row. Goes out: the rows it becomes, as
// somebody has looked at them. Must not know: how a column is guessed, where the rows go.
// @ts-check

import { counts, guessed, made, places } from "./columns.js";
import { dialog, ticked } from "./dialog.js";
import { button, local, make } from "./dom.js";

/** @typedef {import("./paste.js").Piece} Piece */
/** @typedef {{ rows: any[], instead: boolean }} Chosen */

/** Tells whether something pasted holds a table that may be rows. @param {Piece[]} pieces */
export function isTable(pieces) {
  return pieces.some(wide);
}

/** @param {Piece} piece */
function wide(piece) {
  return piece.table !== undefined && piece.table.length > 1 && piece.table[0].length > 1;
}

/** Shows as bold what a cell has between two stars. @param {string} cell */
function bold(cell) {
  return cell.split(/\*\*([^*]+)\*\*/).map((part, at) => (at % 2 === 0 ? part : make("strong", {}, part)));
}

/** Shows which column goes where, and asks; gives the rows, that it is to be text, or that nothing is to be done.
 * @param {{ title: string, entries: import("./form.js").Entry[], there: number, pieces: Piece[], said: string[] }} asked
 * @returns {Promise<Chosen | "text" | null>} */
export function toRows({ title, entries, there, pieces, said }) {
  const fields = places(entries);
  const width = pieces.find(wide)?.table?.[0].length ?? 0;
  const own = pieces.filter((piece) => wide(piece) && piece.table?.[0].length === width);
  const rows = own.flatMap((piece) => piece.table ?? []);
  const beside = pieces.filter((piece) => !own.includes(piece)).map((piece) => (piece.text ?? (piece.table ?? []).map((row) => row.join(" ")).join(" ")).trim()).filter(Boolean);
  const first = guessed(rows, fields);
  const { head } = first;
  const columns = [...first.columns];
  const top = Math.max(head, 0);
  const names = ticked(`Dòng ${top + 1} là tên cột, không đưa vào`, "dong-ten");
  names.box.checked = head >= 0;
  const instead = ticked(`Thay cả ${there} mục đang có ở ${title}`, "thay-ca");
  const body = make("tbody");
  const notes = make("div", { role: "status" });
  const fixed = [...beside.map((text) => `Chữ ngoài bảng không đưa vào: “${text.length > 160 ? `${text.slice(0, 160)}…` : text}”.`), ...said.map((words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`)];

  return new Promise((then) => {
    /** @type {Chosen | "text" | null} */
    let answer = null;
    const done = (/** @type {Chosen | "text" | null} */ given) => {
      answer = given;
      box.close();
    };
    const now = () => made(rows, names.box.checked ? top : -1, columns, fields);
    const go = button("", "dua-vao", () => done({ rows: now().members, instead: instead.box.checked }));
    go.className = "main";
    const draw = () => {
      const { members, lines, became, notes: told } = now();
      body.replaceChildren(...rows.map((row, line) => {
        const cells = row.map((cell, at) => {
          const other = became.get(`${line} ${at}`);
          return make("td", { class: columns[at] === null ? "soft" : undefined }, [...bold(cell), other === undefined ? null : make("small", {}, ` → ${local(other)}`)]);
        });
        return make("tr", { class: lines.has(line) ? undefined : "nobody" }, [make("td", {}, String(line + 1)), ...cells]);
      }));
      const all = [...fixed, ...told];
      notes.replaceChildren(...(all.length === 0 ? [] : [make("p", { class: "warned" }, "Xem lại:"), make("ul", {}, all.map((words) => make("li", {}, words)))]));
      const inner = members.length === lines.size ? "" : ` từ ${lines.size} dòng bảng`;
      go.textContent = `Đưa vào thành ${members.length} dòng${inner}`;
      go.disabled = members.length === 0;
    };
    const heads = columns.map((place, at) => {
      const over = head < 0 ? "" : rows[head][at].replaceAll("*", "");
      const bare = place === null && !counts(over, rows.slice(head + 1).map((row) => row[at]));
      const field = /** @type {HTMLSelectElement} */ (make("select", { class: bare ? "doubt" : undefined, name: `cot-${at + 1}`, "aria-label": `Cột ${at + 1}${over === "" ? "" : `, ${over},`} vào ô nào` }, [
        make("option", { value: "" }, "(bỏ qua)"),
        ...fields.map((one, order) => make("option", { value: String(order), selected: one === place }, one.label)),
      ]));
      field.addEventListener("change", () => {
        columns[at] = field.value === "" ? null : fields[Number(field.value)];
        field.classList.toggle("doubt", columns[at] === null);
        draw();
      });
      return make("th", { scope: "col" }, [over === "" ? `Cột ${at + 1}` : over, field]);
    });
    names.box.addEventListener("change", draw);
    const table = make("table", {}, [make("caption", { class: "hidden" }, "Bảng vừa dán"), make("thead", {}, make("tr", {}, [make("th", { scope: "col" }, "Dòng"), ...heads])), body]);
    const sheet = make("div", { class: "sheet", tabindex: "0", role: "region", "aria-label": "Bảng vừa dán" }, table);
    draw();
    const box = dialog("Bảng vừa dán thành các dòng", [
      make("p", {}, ["Mỗi dòng của bảng thành một dòng của ", make("strong", {}, title), ". Xem mỗi cột vào ô nào; sai thì chọn lại."]),
      sheet,
      notes,
      names.element,
      there > 0 ? instead.element : null,
      make("p", { class: "acts foot" }, [go, button("Dán như chữ thường", "nhu-chu", () => done("text")), button("Thôi", "thoi", () => done(null))]),
    ]);
    box.classList.add("wide");
    box.addEventListener("close", () => then(answer));
    go.focus();
  });
}
