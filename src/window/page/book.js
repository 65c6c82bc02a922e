// Comes in: the register as the program tells it. Goes out: its screen: rows, filters, what may be
// done with them. Must not know: how a row stands by itself.
// @ts-check

import { ask } from "./ask.js";
import { askOnce, labelled, listed, ticked, typed } from "./dialog.js";
import { button, make, place, say } from "./dom.js";
import { sheets } from "./drop.js";
import { downloaded, made } from "./files.js";
import { oldBook } from "./oldbook.js";
import { printed } from "./print.js";

/** Is how many rows are shown at once. */
const MOST = 300;

export async function book() {
  const screen = new Book();
  await screen.show();
  return { leave: () => screen.leave() };
}

class Book {
  constructor() {
    this.most = MOST;
    this.pause = 0;
    this.asked = 0;
    this.rows = make("div");
    this.count = make("p", { class: "soft", role: "status" });
    this.told = make("div");
    this.words = typed();
    this.waits = ticked("Chỉ văn bản chờ bản ký", "cho_ky");
    this.when = /** @type {HTMLSelectElement} */ (make("select"));
    this.kind = /** @type {HTMLSelectElement} */ (make("select"));
  }

  async show() {
    const answer = await ask("book", {});
    this.choices(answer.page);
    const again = () => {
      clearTimeout(this.pause);
      this.most = MOST;
      this.pause = setTimeout(() => void this.load(), 250);
    };
    for (const field of [this.when, this.kind, this.waits.box]) field.addEventListener("change", again);
    this.words.addEventListener("input", again);
    const file = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: ".xlsx,.xls,.xlsm,.ods,.csv,.txt", hidden: true, "aria-label": "Tệp sổ cũ" }));
    file.addEventListener("change", () => {
      const [chosen] = file.files ?? [];
      if (chosen !== undefined) void oldBook(chosen);
    });
    sheets.take = (chosen) => void oldBook(chosen);
    const acts = [
      button("In sổ", "in-so", () => this.print()),
      button("Xuất Excel", "xuat-excel", () => this.save("so-dang-ky.xlsx")),
      button("Xuất CSV", "xuat-csv", () => this.save("so-dang-ky.csv")),
      button("Kiểm tra sổ", "kiem-tra-so", () => this.check()),
    ];
    const bring = button("Nhập sổ cũ…", "nhap-so", () => file.click());
    const filters = make("form", { class: "filters", "aria-label": "Lọc sổ" }, [
      labelled("Thời gian", "thoi_gian", this.when),
      labelled("Loại", "loai", this.kind),
      labelled("Tìm trong sổ", "tim", this.words),
      this.waits.element,
    ]);
    filters.addEventListener("submit", (event) => event.preventDefault());
    place(
      make("h1", {}, "Sổ đăng ký văn bản đi"),
      make("div", { class: "bar" }, [...(answer.page === undefined ? [] : acts), bring, file]),
      this.told,
      answer.page === undefined ? null : filters,
      this.count,
      this.rows,
    );
    this.fill(answer);
  }

  leave() {
    clearTimeout(this.pause);
    sheets.take = null;
  }

  /** @param {any} page */
  choices(page) {
    const option = (/** @type {string} */ value, /** @type {string} */ text) => make("option", { value }, text);
    if (page === undefined) return;
    const terms = page.terms.map((/** @type {[string, string]} */ [from, text]) => option(`term:${from}`, `Nhiệm kỳ ${text}`));
    const years = page.years.map((/** @type {number} */ year) => option(`year:${year}`, `Năm ${year}`));
    this.when.replaceChildren(option("", "Tất cả"), ...years, ...terms);
    const kinds = /** @type {[string, string][]} */ (Object.entries(page.kinds));
    this.kind.replaceChildren(option("", "Tất cả"), ...kinds.map(([word, name]) => option(word, name)));
  }

  wanted() {
    const [what, value] = this.when.value.split(":");
    return {
      kind: this.kind.value || null,
      year: what === "year" ? Number(value) : null,
      term: what === "term" ? value : null,
      unsigned: this.waits.box.checked,
      words: this.words.value.trim() || null,
    };
  }

  async load() {
    const asked = ++this.asked;
    const answer = await ask("book", this.wanted());
    // An older answer is no news.
    if (asked === this.asked) this.fill(answer);
  }

  /** @param {any} answer */
  fill(answer) {
    if (answer.found !== undefined) {
      this.count.textContent = "";
      this.rows.replaceChildren(...[listed(answer.found)].filter((one) => one !== null));
      return;
    }
    const { rows, all } = answer.page;
    this.count.textContent = rows.length === all ? `${all} dòng` : `${rows.length} trong ${all} dòng`;
    const shown = rows.slice(0, this.most);
    /** @type {HTMLElement[]} */
    const bodies = [];
    let series = "";
    shown.forEach((/** @type {any} */ one, /** @type {number} */ at) => {
      const own = `${one.series} ${one.row.nhiem_ky}`;
      if (own !== series) {
        series = own;
        const years = answer.page.terms.find((/** @type {[string, string]} */ [from]) => from === one.row.nhiem_ky)?.[1] ?? "";
        bodies.push(make("tbody", {}, make("tr", { class: "series" }, make("th", { colspan: "7", scope: "rowgroup" }, `${one.series}, nhiệm kỳ ${years}`))));
      }
      bodies[bodies.length - 1].append(...this.row(one, answer.papers[at]));
    });
    const heads = ["Số, ký hiệu", "Ngày", "Trích yếu", "Người ký", "Nơi nhận", "Tình trạng"].map((text) => make("th", { scope: "col" }, text));
    const table = make("table", { class: "book" }, [make("caption", { class: "hidden" }, "Các dòng của sổ"), make("thead", {}, make("tr", {}, [...heads, make("td")])), ...bodies]);
    const more = rows.length > shown.length ? button(`Hiện thêm ${Math.min(MOST, rows.length - shown.length)} dòng`, "them-dong", () => ((this.most += MOST), this.load())) : null;
    this.rows.replaceChildren(...[rows.length === 0 ? make("p", {}, "Không có dòng nào như vậy.") : make("section", { class: "card", "aria-label": "Các dòng của sổ" }, table), more].filter((one) => one !== null));
  }

  /** @param {any} one @param {string | null} paper */
  row(one, paper) {
    const { row } = one;
    const struck = row.trang_thai === "huy";
    const whom = row.noi_nhan.split("\n").join("; ");
    const summary = paper === null ? row.trich_yeu : make("a", { href: `#/van-ban/${paper}` }, row.trich_yeu || row.tep);
    const stage = struck ? "faulty" : row.trang_thai === "luu" ? "unsigned" : row.trang_thai === "da-ky" ? "signed" : "";
    const notes = [one.twice ? "trùng số" : "", row.ly_do].filter((note) => note !== "");
    const stands = row.doi_tuong !== "" ? make("a", { href: `#/kho/${encodeURIComponent(row.doi_tuong)}` }, one.stands) : one.stands;
    const strike = button("Huỷ số…", "huy-so", () => this.strike(one));
    strike.setAttribute("aria-label", `Huỷ số ${row.nhu_tren_giay}…`);
    const made = [];
    if (one.gap !== null) {
      const [from, to] = one.gap;
      made.push(make("tr", { class: "gap" }, make("td", { colspan: "7" }, from === to ? `thiếu số ${from}` : `thiếu số ${from}–${to}`)));
    }
    made.push(
      make("tr", { "data-so": row.nhu_tren_giay, "data-trang-thai": row.trang_thai, class: one.twice ? "twice" : undefined }, [
        make("td", { class: "number" }, struck ? make("s", {}, row.nhu_tren_giay) : row.nhu_tren_giay),
        make("td", { class: "number" }, one.day),
        make("td", {}, summary),
        make("td", {}, row.nguoi_ky),
        make("td", { class: "whom" }, whom.length > 90 ? make("details", {}, [make("summary", {}, whom.slice(0, 60) + "…"), whom]) : whom),
        make("td", {}, [make("span", { class: `stage ${stage}` }, stands), notes.length > 0 ? make("div", {}, make("small", {}, notes.join("; "))) : null]),
        make("td", {}, struck ? null : strike),
      ]),
    );
    return made;
  }

  /** @param {any} one */
  strike(one) {
    const { row } = one;
    askOnce({
      title: "Huỷ số",
      told: [make("p", {}, ["Huỷ số ", make("strong", {}, row.nhu_tren_giay), `, ngày ${one.day}: ${row.trich_yeu}?`]), make("p", { class: "soft" }, "Dòng vẫn ở trong sổ, ghi đã huỷ và lý do; số ấy không cấp lại.")],
      yes: `Huỷ số ${row.nhu_tren_giay}`,
      act: "huy",
      run: (reason) => ask("strike", { id: row.id, printed: row.nhu_tren_giay, reason }),
      said: (answer) => `Đã huỷ ${answer.row.nhu_tren_giay}: ${answer.row.ly_do}`,
      then: () => void this.load(),
    });
  }

  async print() {
    say("đang lập bản in của sổ…");
    const bytes = await made("book-pdf", this.wanted());
    if (bytes !== null) printed(bytes, () => say(""));
  }

  /** @param {string} name */
  async save(name) {
    const bytes = await made("book-sheet", { name, rows: this.wanted() });
    if (bytes !== null) downloaded(bytes, name);
  }

  async check() {
    say("đang kiểm tra sổ…");
    const answer = await ask("book-check", {});
    say("");
    const findings = answer.found ?? answer.findings;
    const sound = findings.length === 0 ? "Sổ nguyên vẹn: các số liền nhau, không dòng nào bị sửa ngoài chương trình." : `Sổ có ${findings.length} điều cần xem:`;
    const head = answer.head === undefined ? null : make("p", { class: "soft" }, `Sổ đã ghi ${answer.head.dong} việc; mã của việc cuối: ${answer.head.ma.slice(0, 16)}…`);
    this.told.replaceChildren(make("section", { class: "card", "aria-label": "Kết quả kiểm tra sổ", role: "status" }, [make("h2", {}, sound), head, listed(findings)]));
  }
}
