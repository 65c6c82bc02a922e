// Comes in: the id of a paper. Goes out: the screen of its guests: the list as it was read, rows to
// be set right, the copies. Must not know: how a list is read, how copies are made.
// @ts-check

import { ask, askFile, askPictures, Refused } from "./ask.js";
import { back, spot } from "./back.js";
import { Copies } from "./copies.js";
import { button, make, place, say } from "./dom.js";
import { sheets } from "./drop.js";
import { line } from "./finding.js";
import { mending } from "./mend.js";
import { Rows } from "./rows.js";

/** @param {string} id */
export async function guests(id) {
  const screen = new Guests(id);
  screen.frame();
  await screen.read();
  const dropped = sheets.next;
  sheets.next = null;
  if (dropped !== null) await screen.take(dropped);
  return { leave: () => screen.leave() };
}

class Guests {
  /** @param {string} id */
  constructor(id) {
    this.id = id;
    /** @type {any} */
    this.told = null;
    /** What is typed beside bad rows and not kept yet. @type {Map<number, string[]>} */
    this.typed = new Map();
    this.head = make("div");
    this.bad = make("div");
    /** Rows that were set right and are open once more. @type {Set<number>} */
    this.reopened = new Set();
    this.rows = new Rows((column, field) => this.name(column, field), (name) => this.copies.print(name), () => this.copies.chosen(this.rows.ticked()), (row) => void this.reopen(row));
    this.copies = new Copies(id, {
      edit: async (path, verb, value) => {
        await this.edit(path, verb, value);
        await this.read();
      },
      told: (copies) => this.rows.mark(copies),
    });
    this.keys = (/** @type {KeyboardEvent} */ event) => this.key(event);
  }

  frame() {
    const box = make("div", { class: "guests" }, [this.head, this.bad, this.copies.element, this.rows.element]);
    sheets.take = (file) => void this.take(file);
    place(box);
    addEventListener("keydown", this.keys);
  }

  leave() {
    removeEventListener("keydown", this.keys);
    sheets.take = null;
    this.copies.leave();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key !== "F8") return;
    event.preventDefault();
    const fields = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.mend [aria-invalid="true"], .sheet select.doubt, .sheet tr.noted input')]);
    const here = document.activeElement;
    const after = fields.find((one) => here !== null && (here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 && one.closest("fieldset") !== here.closest("fieldset"));
    (after ?? fields[0])?.focus();
  }

  async read() {
    const told = await ask("guests", { id: this.id });
    if (told.found !== undefined) {
      this.head.replaceChildren(make("section", { class: "card" }, [make("h1", {}, "Khách mời"), make("ul", { class: "found" }, told.found.map(line))]));
      return;
    }
    this.told = told;
    const here = spot();
    this.about();
    this.bad.replaceChildren(...mending(told.list, this.typed, (row, cells) => this.mend(row, cells), this.reopened, (row) => void this.reopen(row, false)));
    this.rows.show(told);
    const shown = this.copies.show(told);
    // Whoever works with the keyboard goes on where they were.
    if (document.activeElement === document.body) back(here);
    await shown;
  }

  /** Says which list there is and how it was read. */
  about() {
    const { list, dossier } = this.told;
    const back = make("a", { class: "button", href: `#/van-ban/${this.id}`, "data-viec": "van-ban" }, "◀ Văn bản");
    const input = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: ".xlsx,.xlsm,.xls,.ods,.csv,.txt,.tsv", hidden: true, name: "danh-sach" }));
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      if (file !== undefined) void this.take(file);
    });
    const choose = button(list.file === null ? "Chọn danh sách…" : "Chọn danh sách khác…", "chon-danh-sach", () => input.click());
    const free = list.found.filter((/** @type {any} */ one) => one.dong_bang === null);
    const heard = list.rows.length > 0;
    const [first, ...rest] = list.said;
    const parts = [
      make("div", { class: "bar" }, [back, choose, input, counted(list)]),
      make("h1", {}, ["Khách mời ", make("small", {}, dossier ?? "")]),
      make("p", {}, this.source(list)),
      this.sheets(list),
      heard ? make("details", {}, [make("summary", {}, first), ...rest.map((/** @type {string} */ text) => make("div", { class: "soft" }, plain(text.trim())))]) : null,
      make("ul", { class: "found" }, free.map(line)),
      heard ? null : this.unheard(list),
      list.stopped > 0 ? make("p", { class: "warned" }, ["Văn bản còn ", make("a", { href: `#/van-ban/${this.id}` }, `${list.stopped} lỗi`), " nên chưa lập được bản nào."]) : null,
    ];
    this.head.replaceChildren(make("section", { class: "card" }, parts.filter((part) => part !== null)));
  }

  /** @param {any} list */
  source(list) {
    if (list.inline) return "Khách được ghi ngay trong văn bản; thêm, bớt, sửa ở ô Khách mời viết tại đây của văn bản. Thả một tệp vào đây thì dùng tệp ấy.";
    if (list.file === null) return "Chưa có danh sách. Thả tệp Excel (.xlsx, .xls), OpenOffice (.ods) hoặc CSV vào đây, hoặc bấm Chọn danh sách…; tệp được chép vào thư mục của văn bản, tệp gốc giữ nguyên.";
    const sheet = list.sheet === null ? "" : `, trang ${list.sheet}`;
    const row = list.header_row > 0 ? `, tiêu đề ở dòng ${list.header_row}` : "";
    return ["Đọc từ ", make("strong", {}, list.file), `${sheet}${row}. Thả tệp khác vào đây để thay; tệp cũ vẫn còn.`];
  }

  /** @param {any} list */
  sheets(list) {
    const held = this.told.source?.trang ?? "";
    const known = held === "" || list.sheets.some((/** @type {any} */ sheet) => sheet.name === held);
    if (list.sheets.every((/** @type {any} */ sheet) => sheet.name === null) || (list.sheets.length === 1 && known)) return null;
    const one = (/** @type {any} */ sheet) => {
      const notes = [`${sheet.rows} dòng`, sheet.list ? null : "không thấy tiêu đề", sheet.hidden ? "đang ẩn" : null].filter((note) => note !== null);
      return make("option", { value: sheet.name, selected: sheet.name === list.sheet }, `${sheet.name} (${notes.join(", ")})`);
    };
    const free = list.sheet === null ? make("option", { value: "", selected: true }, "(chọn trang)") : null;
    const field = /** @type {HTMLSelectElement} */ (make("select", { id: "trang", name: "danh_sach.trang" }, [free, ...[...list.sheets].sort((/** @type {any} */ first, /** @type {any} */ second) => Number(second.list) - Number(first.list)).map(one)]));
    field.addEventListener("change", async () => {
      await this.edit("danh_sach.trang", "set", field.value);
      await this.read();
    });
    return make("p", { class: "row" }, make("div", {}, [make("label", { for: "trang" }, "Trang được đọc"), field]));
  }

  /** Where no header was found: somebody says which cell stands over the names. @param {any} list */
  unheard(list) {
    const wanted = this.told.source?.trang;
    const sheet = list.sheets.find((/** @type {any} */ one) => one.name === wanted) ?? (list.sheets.length === 1 ? list.sheets[0] : undefined);
    if (sheet === undefined || sheet.list || sheet.top.length === 0) return null;
    const rows = sheet.top.map((/** @type {[number, string[]]} */ [row, cells]) => make("div", { class: "picks" }, [make("span", { class: "soft" }, `dòng ${row}: `), ...cells.map((text) => button(text, "cot-ho-ten", () => this.name({ header: text, field: "", named: false }, "ho_ten")))]));
    return make("div", {}, [make("p", {}, "Bấm vào ô tiêu đề đứng trên cột họ tên:"), ...rows]);
  }

  /** Says what a column is. @param {any} column @param {string} field */
  async name(column, field) {
    const named = Object.keys(this.told.source?.cot ?? {});
    if (column.named && column.field !== "") {
      const way = named.length === 1 ? "danh_sach.cot" : `danh_sach.cot.${column.field}`;
      await this.edit(way, "remove", null);
    }
    if (field !== "") await this.edit(`danh_sach.cot.${field}`, "set", column.header);
    await this.read();
  }

  /** Edits the paper; on what there is now, if somebody else has changed it.
   * @param {string} path @param {string} verb @param {unknown} value */
  async edit(path, verb, value) {
    for (let tries = 0; tries < 5; tries += 1) {
      try {
        const { head } = await askPictures("edit", { id: this.id, version: this.told.version, path, verb, value, view: { dpi: 96, pages: [] } });
        this.told.version = head.text.version;
        await ask("save", {});
        return;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (error.status === 409) this.told.version = error.told.version;
        else return say(`chưa ghi được: ${error.told?.found?.[0]?.thong_bao ?? error.message}`);
      }
    }
  }

  /** Takes a list over into the paper's folder. @param {File} file */
  async take(file) {
    if (file.size > 19_900_000) return say("tệp quá lớn: không quá 20 MB");
    say(`đang chép ${file.name}…`);
    try {
      const { name } = await askFile("guest-file", { id: this.id, name: file.name }, file);
      this.typed.clear();
      this.copies.forget();
      await this.read();
      say(name === file.name ? `đã nhận ${name}` : `đã nhận ${file.name}, ghi thành ${name}`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const found = error.told?.found ?? [];
      say(found.length > 0 ? "chưa nhận được tệp ấy" : `chưa nhận được tệp ấy (${error.message})`);
      this.head.querySelector("ul.found")?.replaceChildren(...found.map(line));
    }
  }

  /** Opens a row once more that was set right, or closes it. @param {number} row @param {boolean} [open] */
  async reopen(row, open = true) {
    this.typed.delete(row);
    this.reopened[open ? "add" : "delete"](row);
    await this.read();
    const field = /** @type {HTMLElement | null} */ (this.bad.querySelector(`input[name^="dong-${row}."]`));
    field?.focus();
  }

  /** Keeps a row that was set right. @param {number} row @param {string[]} cells @returns {Promise<any[]>} */
  async mend(row, cells) {
    const { found } = await ask("guest-mend", { id: this.id, row, cells });
    if (found.length > 0) return found;
    this.typed.delete(row);
    this.reopened.delete(row);
    await this.read();
    say(`đã sửa dòng ${row}; danh sách gốc giữ nguyên`);
    const next = /** @type {HTMLElement | null} */ (this.bad.querySelector('[aria-invalid="true"]') ?? this.bad.querySelector("input"));
    (next ?? this.copies.first())?.focus();
    return [];
  }
}

/** @param {any} list */
function counted(list) {
  if (list.guests + list.bad === 0) return null;
  const doubts = list.found.filter((/** @type {any} */ one) => one.muc === "canh-bao").length;
  const text = [`${list.guests} khách`, list.bad > 0 ? `${list.bad} dòng cần sửa` : null, doubts > 0 ? `${doubts} điều cần xem` : null].filter((part) => part !== null).join(", ");
  return make("span", { class: `stage ${list.bad > 0 ? "faulty" : doubts > 0 ? "unsigned" : "ready"}` }, text);
}

/** @param {string} text */
function plain(text) {
  return text.replaceAll("`", "");
}
