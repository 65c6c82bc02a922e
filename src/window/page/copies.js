// Comes in: a paper with a guest list. Goes out: how its copies lie there, buttons that make them,
// how far that is, files to print. Must not know: how a copy is made, the list's columns.
// @ts-check

import { ask, askPictures } from "./ask.js";
import { back, spot } from "./back.js";
import { button, make, say } from "./dom.js";
import { line } from "./finding.js";
import { printed } from "./print.js";
import { follow } from "./work.js";

export class Copies {
  /** @param {string} id
   * @param {{ edit: (path: string, verb: string, value: unknown) => Promise<void>, told: (copies: any) => void }} screen */
  constructor(id, screen) {
    this.id = id;
    this.screen = screen;
    this.element = make("div");
    this.state = make("div");
    this.wishes = make("div");
    this.acts = make("div", { class: "acts" });
    this.course = make("div", { class: "acts" });
    this.end = make("div");
    this.files = make("div");
    this.card = make("section", { class: "card", "aria-label": "Lập bản cho khách" }, [make("h2", {}, "Lập bản cho khách"), this.state, this.wishes, this.acts, this.course, this.end, this.files]);
    /** What is offered now, as a key. */
    this.offered = "";
    /** Sheets that were ticked or unticked, and are not in the paper so yet. @type {Map<string, boolean>} */
    this.wants = new Map();
    /** The last of them that goes into the paper: one after the other. @type {Promise<void>} */
    this.wished = Promise.resolve();
    this.job = 0;
    this.left = false;
    /** Whether other copies were issued: nothing is printed. */
    this.stops = false;
    /** @type {number[]} */
    this.rows = [];
    this.twoUp = false;
    /** @type {any} */
    this.copies = null;
    /** @type {any} */
    this.told = null;
  }

  leave() {
    this.left = true;
  }

  /** Takes away what was said of copies made before. */
  forget() {
    this.end.replaceChildren();
  }

  /** Gives the first button. @returns {HTMLElement | null} */
  first() {
    return this.acts.querySelector("button");
  }

  /** @param {any} told */
  async show(told) {
    this.told = told;
    if (told.list.guests === 0) return this.element.replaceChildren();
    this.wishes.replaceChildren(this.options());
    // What stands there stays there: somebody may be about to press it.
    if (this.card.parentElement === null) this.element.replaceChildren(this.card);
    if (this.copies === null) this.state.replaceChildren(make("p", { class: "soft" }, "đang xem các bản đã lập…"));
    if (told.job !== null && this.job === 0) void this.watch(told.job);
    await this.look();
  }

  /** What goes with the copies: sheets of the whole list, two to a page. */
  options() {
    const ticks = this.told.kinds.map((/** @type {any} */ kind) => {
      const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", name: `in-kem-${kind.key}`, checked: this.wants.get(kind.key) ?? this.sheet(kind.key) >= 0 }));
      box.addEventListener("change", () => {
        this.wants.set(kind.key, box.checked);
        this.wished = this.wished.then(() => this.settle(kind.key));
      });
      return make("label", { class: "tick" }, [box, kind.label]);
    });
    const two = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", name: "ghep-doi", checked: this.twoUp }));
    two.addEventListener("change", () => (this.twoUp = two.checked));
    const twoUp = this.told.format === "A5" ? make("label", { class: "tick" }, [two, "Ghép hai bản A5 trên một tờ A4"]) : null;
    return make("fieldset", {}, [make("legend", {}, "In kèm"), ...ticks, twoUp]);
  }

  /** Gives the place of a sheet among those of the paper. @param {string} key @returns {number} */
  sheet(key) {
    return Array.isArray(this.told.sheets) ? this.told.sheets.indexOf(key) : -1;
  }

  /** Lets the paper have a sheet, or not, as it was wished last. @param {string} key */
  async settle(key) {
    const wanted = this.wants.get(key);
    const at = this.sheet(key);
    const count = Array.isArray(this.told.sheets) ? this.told.sheets.length : 0;
    if (wanted === true && at < 0) await (count > 0 ? this.screen.edit("in_kem", "add", key) : this.screen.edit("in_kem", "set", [key]));
    if (wanted === false && at >= 0) await this.screen.edit(count > 1 ? `in_kem[${at}]` : "in_kem", "remove", null);
    if (this.wants.get(key) === wanted) this.wants.delete(key);
  }

  /** Looks how the copies lie there. */
  async look() {
    const copies = await ask("copies", { id: this.id });
    if (this.left) return;
    if (copies.found !== undefined) {
      this.state.replaceChildren(make("ul", { class: "found" }, copies.found.map(line)));
      this.acts.replaceChildren();
      this.offered = "";
      return;
    }
    this.copies = copies;
    this.screen.told(copies);
    const of = (/** @type {string} */ state) => copies.copies.filter((/** @type {any} */ copy) => copy.state === state).length;
    const [made, old, fresh, struck, other] = [of("made"), of("old"), of("new"), of("struck"), of("other")];
    const counts = [made > 0 ? `${made} đã lập` : null, old > 0 ? `${old} ${copies.issued === null ? "đã khác từ lần lập trước" : "khác bản đã ban hành"}` : null, other > 0 ? `${other} khác bản đã ban hành` : null, fresh > 0 ? `${fresh} chưa lập` : null, struck > 0 ? `${struck} có số đã huỷ, không lập` : null].filter((part) => part !== null);
    const stale = [old > 0 ? `${old} bản lập lần trước nay đã khác` : null, copies.left > 0 ? `${copies.left} bản lập lần trước nay không còn ai nhận` : null].filter((part) => part !== null);
    const warning = stale.length > 0 ? make("p", { class: "warned" }, `${stale.join("; ")}: bấm Lập tất cả trước khi in hay gửi.`) : null;
    const number = copies.issued === null
      ? make("p", { class: "soft" }, "Chưa ban hành: bản lập bây giờ chừa chỗ số. Ban hành xong thì có số.")
      : old + other > 0
        ? make("p", { class: "loi", role: "alert" }, `Đã ban hành ${copies.issued}, mà ${old + other} bản nay khác bản đã ban hành: đừng in, đừng gửi. Trả chỗ vừa sửa về như cũ${other > 0 ? " rồi lập lại" : ""}; muốn đổi thì làm thông báo hoãn hoặc giấy mời thay.`)
        : null;
    this.stops = copies.issued !== null && old + other > 0;
    this.state.replaceChildren(...[number, copies.issued !== null && old > 0 ? null : warning, copies.copies.length > 0 ? make("p", {}, `${copies.copies.length} bản: ${counts.join(", ")}.`) : null].filter((part) => part !== null));
    this.offer(fresh > 0 && made + old + other > 0 ? fresh : 0);
    this.prints();
  }

  /** Offers what can be made. @param {number} late */
  offer(late) {
    this.late = late;
    const none = this.copies === null || this.copies.copies.length === 0;
    const offered = JSON.stringify([none, late, this.rows, this.job !== 0]);
    if (offered === this.offered) return;
    this.offered = offered;
    if (none) return this.acts.replaceChildren();
    const here = this.acts.contains(document.activeElement) ? spot() : null;
    const all = button("Lập tất cả", "lap-tat-ca", () => this.make({}));
    all.className = "main";
    const few = late > 0 ? button(`Chỉ khách bổ sung (${late})`, "lap-bo-sung", () => this.make({ late: true })) : null;
    const some = this.rows.length > 0 ? button(`Chỉ dòng đã chọn (${this.rows.length})`, "lap-da-chon", () => this.make({ rows: runs(this.rows) })) : null;
    const buttons = [all, few, some].filter((one) => one !== null);
    for (const one of buttons) one.disabled = this.job !== 0;
    this.acts.replaceChildren(...buttons);
    back(here);
  }

  /** @param {number[]} rows */
  chosen(rows) {
    this.rows = rows;
    this.offer(this.late ?? 0);
  }

  /** @param {{ rows?: [number, number][], late?: boolean }} wish */
  async make(wish) {
    this.end.replaceChildren();
    await this.wished;
    const { job, why } = await ask("make-copies", { id: this.id, two_up: this.twoUp, ...wish });
    if (job === null) return say(why);
    await this.watch(job);
  }

  /** Watches until it ends. @param {number} job */
  async watch(job) {
    this.job = job;
    this.offer(this.late ?? 0);
    const says = (/** @type {number} */ done, /** @type {number} */ all) => (all === 0 ? "đang chuẩn bị…" : done < all ? `${done}/${all} bản` : "đang xếp tệp in…");
    const ended = await follow(job, { into: this.course, name: "Đã lập", says, stops: true, left: () => this.left });
    this.job = 0;
    if (ended !== null) await this.ended(ended);
  }

  /** @param {any} ended */
  async ended(ended) {
    const { copies, found, stopped, broken } = ended;
    const known = new Set(this.told.list.found.map((/** @type {any} */ one) => one.thong_bao));
    const told = found.filter((/** @type {any} */ one) => one.muc !== "thong-tin" && !known.has(one.thong_bao));
    const parts = [];
    if (broken) parts.push(make("p", { class: "warned" }, "Chương trình hỏng giữa chừng; những bản đã lập vẫn nguyên vẹn. Hãy lập lại."));
    else if (copies === null) parts.push(make("p", { class: "warned" }, "Chưa lập được bản nào."));
    else {
      const counts = [`${copies.lap_moi} bản lập mới`, copies.giu_nguyen > 0 ? `${copies.giu_nguyen} bản giữ nguyên` : null, copies.don > 0 ? `dọn ${copies.don} bản không còn ai nhận` : null].filter((part) => part !== null).join(", ");
      const none = copies.lap_moi + copies.giu_nguyen === 0 && !ended.whole && !stopped;
      if (none) parts.push(make("p", {}, make("strong", {}, "Chưa lập bản nào.")));
      else parts.push(make("p", {}, [make("strong", {}, stopped ? "Đã dừng theo yêu cầu. " : ended.whole ? "Đã lập xong. " : "Lập xong, trừ những điều nêu trên. "), counts, copies.thieu.length > 0 ? `; còn thiếu ${copies.thieu.length} tệp` : "", "."]));
      for (const path of copies.cat_di) parts.push(make("p", { class: "warned" }, `Tệp này đã có người sửa (ký?), cất lại thành ${path}`));
    }
    this.end.replaceChildren(make("ul", { class: "found" }, told.map(line)), ...parts);
    say("");
    await this.look();
    this.first()?.focus();
  }

  /** Lists the files to print. */
  prints() {
    const { folder } = this.copies;
    // What prints all copies comes first.
    const whole = (/** @type {any} */ file) => Number(this.kind(file.name) === undefined);
    const prints = [...this.copies.prints].sort((first, second) => whole(second) - whole(first));
    if (!this.copies.copies.some((/** @type {any} */ copy) => copy.state === "made") && prints.length === 0) return this.files.replaceChildren();
    const rows = prints.map((/** @type {any} */ file) => {
      const usable = !this.stops && (file.current || file.part);
      const print = usable ? button("In", "in-tep", () => this.print(file.name)) : null;
      print?.setAttribute("aria-label", `In ${file.name}`);
      const note = this.stops ? "khác bản đã ban hành" : file.part ? "chỉ phần đã chọn lần trước" : file.current ? "" : "đã cũ: lập lại rồi in";
      return make("tr", {}, [make("td", {}, this.label(file.name)), make("td", {}, file.name), make("td", { class: usable ? "soft" : "warned" }, note), make("td", {}, print)]);
    });
    const table = rows.length > 0 ? make("table", {}, make("tbody", {}, rows)) : null;
    this.files.replaceChildren(...[table, make("p", { class: "soft" }, ["Các bản nằm ở thư mục ", make("code", {}, folder), rows.length > 0 ? "; tệp in nằm cạnh thư mục ấy." : "."])].filter((part) => part !== null));
  }

  /** Says what a file to print is. @param {string} name */
  label(name) {
    return this.kind(name)?.label ?? (name.endsWith("-chon.pdf") ? "Những bản đã chọn, đúng thứ tự danh sách" : "Mọi bản, đúng thứ tự danh sách");
  }

  /** Gives the sheet a file is, if it is one. @param {string} name @returns {any} */
  kind(name) {
    return this.told.kinds.find((/** @type {any} */ one) => name.endsWith(`-${one.key}.pdf`) || name.endsWith(`-${one.key}-chon.pdf`));
  }

  /** Prints a copy, or a file that prints many. @param {string} name */
  async print(name) {
    const { head, bytes } = await askPictures("print-copy", { id: this.id, name });
    if (bytes.length === 0) return say(head.found[0]?.thong_bao ?? "chưa in được");
    printed(bytes, () => say(""));
  }
}

/** Gathers rows into runs. @param {number[]} rows @returns {[number, number][]} */
function runs(rows) {
  /** @type {[number, number][]} */
  const made = [];
  for (const row of rows) {
    const last = made[made.length - 1];
    if (last !== undefined && last[1] + 1 === row) last[1] = row;
    else made.push([row, row]);
  }
  return made;
}
