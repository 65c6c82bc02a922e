// Comes in: the id of a paper. Goes out: its screen: the form, what is found, the pages. Must not
// know: how a page is made.
//
// One edit is under way at most; what is typed meanwhile waits, the newest of each field. An
// answer tells of the text it was made from.
// @ts-check

import { ask, askPictures, Refused } from "./ask.js";
import { newPaper } from "./begin.js";
import { back, field, spot } from "./back.js";
import { reminded, unseen } from "./copied.js";
import { askOnce, dialog, listed } from "./dialog.js";
import { button, day, make, place, say } from "./dom.js";
import { choose, sheets } from "./drop.js";
import { downloaded } from "./files.js";
import { line } from "./finding.js";
import { Form } from "./form.js";
import { Pages } from "./pages.js";
import { printed } from "./print.js";
import { remove } from "./removed.js";
import { reminder } from "./saving.js";
import { revise } from "./word.js";

/** Is where somebody is to be in the screen that is drawn next. @type {import("./back.js").Spot | null} */
let next = null;

/** @param {string} id */
export async function paper(id) {
  const told = await ask("open", { id });
  const screen = new Screen(id, told);
  screen.show();
  const to = next;
  next = null;
  back(to);
  await screen.look();
  return { leave: () => screen.leave() };
}

/** Names a paper; a summary that is made of the meeting's facts gives way to the dossier.
 * @param {string} title @param {string} summary @param {string} dossier */
function called(title, summary, dossier) {
  if (!summary.includes("{{")) return [title, summary].filter(Boolean).join(" ");
  return `${title} của hồ sơ ${dossier}`;
}

class Screen {
  /** @param {string} id @param {any} told */
  constructor(id, told) {
    this.id = id;
    this.told = told;
    /** @type {number} */
    this.version = told.version;
    /** @type {import("./form.js").Edit[]} */
    this.waiting = [];
    this.busy = false;
    this.catching = false;
    /** How many edits were made here. */
    this.typed = 0;
    this.gone = false;
    this.left = false;
    this.lost = false;
    this.sending = false;
    this.pause = 0;
    this.copy = 0;
    /** @type {any[]} */
    this.pages = [];
    /** @type {{ finding: any }[]} */
    this.findings = [];
    this.canvas = new Pages();
    this.free = make("ul", { class: "found" });
    this.count = make("span", { class: "stage" });
    this.copies = make("span");
    this.form = new Form((edit) => this.change(edit), { signers: told.signers, issuers: told.issuers }, (to) => void this.again(to));
    this.canvas.pointed((point) => void this.goTo(point));
    this.form.remedies["ket::noi-dong"] = { word: "Nối các dòng", act: "noi-dong", then: () => this.join() };
    this.caret = "";
    this.rest = 0;
    this.chosen = "[]";
    this.choices = make("div", { class: "sides", "aria-live": "polite" });
    this.keys = (/** @type {KeyboardEvent} */ event) => this.key(event);
    this.sight = () => void this.look();
    /** Whether the page shown is another than was issued under the number of the paper. */
    this.other = false;
    /** How many copies go out to guests. */
    this.many = 0;
    this.asked = 0;
    /** The version and the copy that were compared last. */
    this.compared = "";
    this.otherwise = make("p", { class: "card warned", role: "status", hidden: true });
  }

  show() {
    const { form, path, content, dossier, struck } = this.told;
    // The number that was given out stands in the register, not in the file.
    const given = (/** @type {import("./form.js").Entry} */ entry) => (entry.key === "so" && this.told.standing !== null ? { ...entry, example: `đã cấp ${this.told.standing.printed}` } : entry);
    const entries = (form?.entries ?? []).map(given);
    const found = this.told.found ?? [];
    const title = form?.name ?? "Văn bản";
    // Files and folders are the program's: a clerk knows the dossier.
    const where = dossier ?? "";
    const acts = this.told.form?.kind === null ? [] : [button("In", "in", () => this.print()), button("Ban hành", "ban-hanh", () => this.issue())];
    if (path.endsWith("ho-so.yaml")) acts.push(button("Thêm văn bản vào hồ sơ này…", "them-vao-ho-so", () => newPaper(this.id, where)));
    if (this.told.form?.kind !== null) acts.push(button("Bản Word…", "ban-word", () => this.words()));
    acts.push(button("Bản trước…", "ban-truoc", () => this.earlier()));
    const draft = this.told.form?.kind !== null && this.told.standing === null && struck === null;
    if (draft) acts.push(button("Xoá…", "xoa-giay", () => this.remove(called(title, content?.trich_yeu ?? "", where))));
    if (entries.some((/** @type {any} */ entry) => entry.key === "bo_qua")) this.form.silent = (finding) => this.silence(finding);
    const invites = entries.some((/** @type {any} */ entry) => entry.key === "danh_sach");
    if (invites) {
      sheets.take = (file) => {
        sheets.next = file;
        location.hash = `#/khach/${this.id}`;
      };
    }
    if (this.told.form?.kind !== null) sheets.word = (file) => this.revise(file);
    const guests = invites ? make("a", { class: "button", href: `#/khach/${this.id}`, "data-viec": "khach-moi" }, "Khách mời") : null;
    const bar = make("div", { class: "bar" }, [...acts, guests, this.count, this.copies]);
    const left = make("form", { "aria-label": title, autocomplete: "off" }, [bar, make("h1", {}, [title, " ", make("small", {}, where)]), this.standing(), this.otherwise, reminded(this.id, (words) => this.form.seek(words)), this.choices, this.free, ...this.form.fields(entries, content, "")]);
    left.addEventListener("submit", (event) => event.preventDefault());
    left.addEventListener("focusout", () => void this.save());
    // The mark follows when the hands rest: who types is not to wait for it.
    const rested = () => {
      clearTimeout(this.rest);
      this.rest = setTimeout(() => void this.follow(), 250);
    };
    for (const event of ["focusin", "keyup", "pointerup"]) left.addEventListener(event, rested);
    this.free.replaceChildren(...found.map((/** @type {any} */ one) => this.form.line(one)));
    place(make("div", { class: "paper" }, [left, this.canvas.element]));
    addEventListener("keydown", this.keys);
    addEventListener("pagehide", this.sight);
    this.canvas.element.addEventListener("scroll", this.sight, { passive: true });
    document.addEventListener("visibilitychange", this.sight);
  }

  /** Shows the form anew, with what the file holds now; who types in it is where they were, or where they
   * are to be. @param {import("./back.js").Spot | null} [to] */
  async again(to = spot()) {
    await this.leave();
    next = to;
    dispatchEvent(new HashChangeEvent("hashchange"));
  }

  /** Lets a warning be told no more, with the reason in the paper. @param {any} finding */
  silence(finding) {
    const to = spot();
    askOnce({
      title: "Cố ý để vậy",
      told: [make("p", {}, finding.thong_bao.replaceAll("`", "")), make("p", { class: "soft" }, "Lời nhắc này sẽ không hiện ở văn bản này nữa; lý do ghi ở ô Lời nhắc đã bỏ qua.")],
      yes: "Bỏ qua lời nhắc này",
      act: "bo-qua",
      run: async (reason) => {
        if (reason.trim() === "") return { missing: "Ghi lý do đã." };
        this.form.change({ path: "bo_qua", verb: "add", value: { ma: finding.ma, ly_do: reason.trim() } });
        return {};
      },
      said: () => "Đã bỏ qua lời nhắc này.",
      then: () => void this.again(to),
    });
  }

  async leave() {
    this.gone = true;
    removeEventListener("keydown", this.keys);
    document.removeEventListener("visibilitychange", this.sight);
    clearTimeout(this.pause);
    clearTimeout(this.rest);
    clearTimeout(this.asked);
    [sheets.take, sheets.paper, sheets.word] = [null, null, null];
    while (this.busy || (this.waiting.length > 0 && !this.lost)) await new Promise((then) => setTimeout(then, 20));
    this.left = true;
    await this.save(true);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey && event.key === "s") {
      event.preventDefault();
      void this.save();
    } else if (event.ctrlKey && event.key === "p" && this.told.form?.kind !== null) {
      event.preventDefault();
      void this.print();
    } else if (event.key === "F8") {
      event.preventDefault();
      this.form.next();
    }
  }

  /** @param {import("./form.js").Edit} edit */
  change(edit) {
    this.typed += 1;
    const last = this.waiting[this.waiting.length - 1];
    if (edit.verb === "set" && last?.verb === "set" && last.path === edit.path) last.value = edit.value;
    else this.waiting.push(edit);
    say("đang ghi…");
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.save(), 800);
    void this.send();
  }

  async send() {
    if (this.busy) return;
    this.busy = true;
    try {
      this.sending = true;
      for (let edit = this.waiting.shift(); edit !== undefined; edit = this.waiting.shift()) await this.one(edit);
    } finally {
      this.busy = this.sending = false;
    }
    if (this.canvas.wants(this.pages)) await this.look();
  }

  /** @param {import("./form.js").Edit} edit */
  async one(edit) {
    try {
      await this.take(await askPictures("edit", { id: this.id, version: this.version, ...edit, view: this.view() }), 1);
    } catch (error) {
      if (error instanceof Refused && error.status === 409) {
        // Somebody else changed the text: what cannot be made on another one is not made.
        this.version = error.told.version;
        this.waiting = [];
        say("người khác vừa sửa tệp này: ô vừa rồi chưa đổi, xem lại rồi làm lại");
        setTimeout(() => void this.again(), 0);
      } else if (edit.tried !== true) {
        // Another program may be writing the file at this very moment; a machine that slept ends connections.
        await new Promise((then) => setTimeout(then, 400));
        await this.one({ ...edit, tried: true });
      } else if (error instanceof Refused) {
        this.free.replaceChildren(...(error.told.found ?? []).map(line));
        say("chưa ghi được chữ vừa gõ: xem lời báo ở đầu trang");
      } else {
        this.waiting.unshift({ ...edit, tried: false });
        this.lost = true;
        const why = String(/** @type {Error} */ (error).message);
        say(why);
        this.free.replaceChildren(make("li", { class: "loi", role: "alert" }, `${why} Chữ vừa gõ chưa vào tệp: chép ra chỗ khác trước khi đóng trang này.`));
        throw error;
      }
    }
  }

  view() {
    return { ...this.canvas.view(), copy: this.copy };
  }

  async look() {
    if (this.busy || (this.gone && this.waiting.length === 0)) return;
    this.busy = true;
    try {
      await this.take(await askPictures("look", { id: this.id, view: this.view() }));
    } finally {
      this.busy = false;
    }
    if (this.waiting.length > 0) await this.send();
  }

  /** @param {{ head: any, bytes: Uint8Array }} answer @param {number} [own] how many edits of this page it is the answer to */
  async take({ head, bytes }, own = 0) {
    // What somebody else wrote is no version of this page's until its fields say it, too.
    if (head.text.version <= this.version + own) this.version = head.text.version;
    else void this.others();
    this.lost = false;
    if (head.late) return say("chưa kịp dựng trang; điều đã gõ vẫn còn");
    this.pages = head.pages;
    this.canvas.element.hidden = head.pages.length === 0;
    await this.canvas.take(head, bytes);
    const free = this.form.tell(head.findings);
    this.free.replaceChildren(...free.map((one) => this.form.line(one)));
    if (head.current) this.form.linked(head.links);
    this.findings = head.findings;
    this.counted(head.findings);
    this.guests(head);
    const now = `${head.version} ${this.copy}`;
    if (this.told.standing !== null && head.current && now !== this.compared) {
      this.compared = now;
      // Asked when the hands rest: it makes the whole file.
      clearTimeout(this.asked);
      this.asked = setTimeout(() => void this.compare(), 1000);
    }
    this.told.saved = head.text.saved;
    const trouble = head.text.trouble;
    if (trouble !== null) say(`chưa lưu được: ${trouble.thong_bao}`);
    else if (head.text.conflicts.length > 0) say("có ô người khác vừa sửa khác: chưa lưu");
    this.sides(head.text.conflicts);
  }

  /** Says whether the page is still the one that was issued: nobody is to read another one under its number. */
  async compare() {
    if (this.gone || this.waiting.length > 0) return;
    const asked = this.compared;
    const { same } = await ask("as-issued", { id: this.id, view: this.view() });
    // What was typed meanwhile is asked about by itself.
    if (this.gone || asked !== this.compared) return;
    this.other = same === false;
    const { printed, object } = this.told.standing;
    const kept = object === "" ? "Kho lưu" : make("a", { href: `#/kho/${encodeURIComponent(object)}` }, "mở ở Kho lưu");
    this.otherwise.hidden = !this.other;
    this.otherwise.replaceChildren(...(this.other ? [make("strong", {}, `Trang bên phải không phải bản đã ban hành số ${printed}. `), "Bản đã ban hành: ", kept, "."] : []));
    this.canvas.element.classList.toggle("other", this.other);
    this.counted(this.findings);
  }

  /** Lets the form say what somebody else wrote meanwhile. */
  async others() {
    if (this.catching || this.gone) return;
    this.catching = true;
    try {
      const typed = this.typed;
      const { content, version } = await ask("open", { id: this.id });
      // What was typed meanwhile is not in this answer.
      if (version <= this.version || this.gone || this.busy || this.typed !== typed) return;
      const whole = this.form.others(content);
      if (whole === null && !document.querySelector("main form")?.contains(document.activeElement)) return void setTimeout(() => void this.again(), 0);
      if (whole === true) this.version = version;
    } finally {
      this.catching = false;
    }
  }

  /** @param {{ finding: any }[]} findings */
  counted(findings) {
    const of = (/** @type {string} */ severity) => findings.filter(({ finding }) => finding.muc === severity).length;
    const [errors, warnings] = [of("loi"), of("canh-bao")];
    const text = errors > 0 ? `còn ${errors} lỗi` : warnings > 0 ? `${warnings} cảnh báo` : this.other ? "" : "không có lỗi";
    this.count.textContent = [this.other ? "khác bản đã ban hành" : "", text].filter(Boolean).join(", ");
    this.count.className = `stage ${errors > 0 || this.other ? "faulty" : warnings > 0 ? "unsigned" : "ready"}`;
  }

  /** @param {any} head */
  guests(head) {
    this.many = head.copies;
    if (head.copies < 2) return this.copies.replaceChildren();
    const go = (/** @type {number} */ step) => {
      this.copy = Math.min(Math.max(head.copy + step, 0), head.copies - 1);
      void this.look();
    };
    this.copies.replaceChildren(button("◀", "khach-truoc", () => go(-1)), ` bản ${head.copy + 1}/${head.copies} `, button("▶", "khach-sau", () => go(1)));
  }

  /** @param {boolean} [last] whether the screen is left */
  async save(last = false) {
    if (this.left && !last) return;
    let saved = false;
    do {
      while (this.busy) await new Promise((then) => setTimeout(then, 10));
      ({ saved } = await ask("save", {}));
      // What was typed meanwhile is not saved yet.
    } while (this.sending || (this.waiting.length > 0 && !this.lost));
    const now = new Date();
    const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
    if (saved) say(`đã lưu ${two(now.getHours())}:${two(now.getMinutes())}`);
    // Why not is told with what is seen.
    else await this.look();
    if (!last) await this.others();
  }

  /** Goes to the field whose letter is pointed at on a page. @param {{ page: number, x: number, y: number }} point */
  async goTo(point) {
    const caret = await ask("place", { id: this.id, ...point });
    if (caret === null) return say("chỗ này do chương trình in, không gõ ở đây");
    this.form.go(caret.path, caret.at);
  }

  /** Marks on the page where the caret's line stands. */
  async follow() {
    const caret = this.form.caret();
    const now = JSON.stringify(caret);
    if (caret === null || now === this.caret || this.busy || this.gone) return;
    this.caret = now;
    const spots = await ask("spots", { id: this.id, ...caret });
    if (this.caret === now && !this.gone) this.canvas.mark(spots);
  }

  /** Says that a paper was issued, and what became of it since. */
  standing() {
    const { standing, struck, issued } = this.told;
    if (issued.length > 0) return make("p", { class: "card" }, ["Đã ban hành từ hồ sơ này: ", make("strong", {}, issued.join(", ")), ". Sửa ở đây không đổi các văn bản ấy.", this.told.content?.su_kien === undefined ? null : " Họp hoãn, đổi ngày, giờ hay chỗ thì lập Thông báo hoãn trước, ghi ngày mới ở đó; ban hành xong hãy sửa ở đây."]);
    if (struck !== null) return make("p", { class: "card warned" }, [make("strong", {}, `${struck.said.charAt(0).toUpperCase()}${struck.said.slice(1)}`), `${struck.reason === "" ? "" : `: ${struck.reason}`}. Văn bản này nay chưa có số; ban hành lại thì lấy số mới.`]);
    if (standing === null) return null;
    const row = { id: standing.row, printed: standing.printed, summary: "" };
    sheets.paper = row;
    const waits = standing.said.includes("chờ bản ký") ? [" ", choose(row)] : [];
    return make("p", { class: "card" }, ["Văn bản này đã có số ", make("strong", {}, standing.printed), " (", standing.said, ...(standing.told.length === 0 ? [] : [", ", make("strong", { class: "faulty" }, standing.told.join(", "))]), "). Điều gõ vào bây giờ không còn là bản đã ban hành; sửa sai thì làm văn bản đính chính hoặc thay thế.", ...waits]);
  }

  /** Lets somebody choose where both sides changed a field.
   * @param {{ path: string, before: any, mine: any, theirs: any }[]} conflicts */
  sides(conflicts) {
    const now = JSON.stringify(conflicts);
    if (this.chosen === now) return;
    this.chosen = now;
    const shown = (/** @type {any} */ value) => (value === null ? "(để trống)" : typeof value === "string" ? value : JSON.stringify(value));
    const take = (/** @type {string} */ path, /** @type {boolean} */ mine) => async () => {
      await ask("choose", { id: this.id, path, mine });
      await this.again();
    };
    const rows = conflicts.map((one) =>
      make("section", { class: "card", "aria-label": this.form.label(one.path) }, [
        make("h2", {}, `${this.form.label(one.path)}: ô này vừa sửa ở hai nơi`),
        make("p", {}, [make("strong", {}, "Trước đó: "), shown(one.before)]),
        make("p", {}, [make("strong", {}, "Chữ gõ sau: "), shown(one.mine), " ", button("Lấy chữ gõ sau", "lay-cua-toi", take(one.path, true))]),
        make("p", {}, [make("strong", {}, "Chữ đã lưu: "), shown(one.theirs), " ", button("Lấy chữ đã lưu", "lay-cua-ho", take(one.path, false))]),
      ]),
    );
    this.choices.replaceChildren(...rows);
  }

  /** Joins the lines of paragraphs that were cut, as text of a PDF is. */
  async join() {
    const said = /** @type {HTMLElement | null} */ (document.activeElement?.closest("li[data-way]") ?? null);
    await this.save();
    await ask("join", { id: this.id });
    await this.again(said === null ? spot() : field(said.dataset.way ?? "", Number(said.dataset.at ?? 0)));
  }

  /** Deletes a draft, if that is meant. @param {string} title */
  async remove(title) {
    await this.save();
    remove(this.id, title, () => (location.hash = "#/"));
  }

  /** Shows the earlier versions; going back is an edit like any other. */
  async earlier() {
    await this.save();
    const { versions } = await ask("earlier", { id: this.id });
    const labels = new Map((this.told.form?.entries ?? []).map((/** @type {any} */ entry) => [entry.key, entry.label]));
    const rows = versions.map((/** @type {any} */ one) => {
      const [date, time] = one.at.split("T");
      const what = one.fields.length === 0 ? "như bây giờ" : `khác ở: ${one.fields.map((/** @type {string} */ key) => labels.get(key) ?? key).join(", ")}`;
      const go = button("Trở lại bản này", "tro-lai", async () => {
        await ask("restore", { id: this.id, at: one.at });
        dialog.close();
        await this.again();
      });
      return make("li", {}, [make("strong", {}, `${day(date)}, ${time.slice(0, 5)}`), ` – ${what} `, one.fields.length === 0 ? null : go]);
    });
    const dialog = /** @type {HTMLDialogElement} */ (
      make("dialog", { "aria-label": "Bản trước" }, [
        make("h2", {}, "Bản trước của văn bản này"),
        rows.length > 0 ? make("ul", {}, rows) : make("p", {}, "Chưa có bản nào trước bản này."),
        make("p", {}, button("Đóng", "dong", () => dialog.close())),
      ])
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  /** Asks once, with the number and the day; takes that number or none. */
  async issue() {
    await this.save();
    const { card, example, untouched, days, organ } = await ask("foresee", { id: this.id });
    let done = false;
    const close = button("Chưa", "chua", () => dialog.close());
    const told = make("div", {});
    const open = [...document.querySelectorAll(".found li.canh-bao")].map((one) => make("li", { class: "canh-bao" }, one.firstChild?.textContent ?? ""));
    const barred = days.some((/** @type {any} */ one) => one.muc === "loi");
    const parts = [make("h2", {}, "Ban hành"), told, make("p", {}, [close])];
    if (card.stage !== "ready") {
      told.append(make("p", {}, `Văn bản này ${card.said}${card.printed === null ? "" : `, số ${card.printed}`}.`));
      const wrong = [...document.querySelectorAll("main .found li.loi")].map((one) => make("li", { class: "loi" }, one.firstChild?.textContent ?? ""));
      if (wrong.length > 0) told.append(make("ul", { class: "found" }, wrong), make("p", {}, "Bấm Chưa, rồi F8 để tới từng chỗ."));
    } else {
      const guests = card.guests > 0 ? `, gửi ${card.guests} khách` : "";
      told.append(make("p", {}, ["Cấp số ", make("strong", {}, card.foreseen), `, ngày ${card.day === null ? "chưa ghi" : dated(card.day)}${guests}, cho: ${card.summary}?`]));
      if (card.day === null) told.append(make("p", { class: "loi" }, "Ghi ngày ký trước đã."));
      if (days.length > 0) told.append(make("ul", { class: "found" }, days.map((/** @type {any} */ one) => line(one))));
      if (organ !== null) told.append(make("p", { class: "loi" }, `Bản nháp này nhận từ tệp Word của ${organ}, không phải của cơ quan mình: ban hành thì thành văn bản của cơ quan mình.`));
      if (example.length > 0) told.append(make("p", { class: "loi" }, `Còn lời mẫu ở ô: ${example.join(", ")}.`));
      if (untouched.length > 0) told.append(make("p", { class: "warned" }, `Còn nguyên như văn bản mẫu, xem lại đã đúng của mình chưa: ${untouched.join(", ")}.`));
      if (card.number === 1) told.append(make("p", { class: "soft" }, "Đây là số đầu tiên của loại này trong nhiệm kỳ. Cơ quan đã cấp số ở sổ khác thì nhập sổ cũ trước, ở trang Sổ."));
      const old = unseen(this.id);
      if (old.length > 0) told.append(make("p", { class: "warned" }, `Văn bản chép từ hồ sơ cũ, còn ${old.length} dòng ngày tháng viết tay hay nói năm cũ chưa ai bấm Đã xem:`), make("ul", { class: "warned" }, old.map((one) => make("li", { translate: "no" }, one.replace(/\*+/g, "")))));
      if (open.length > 0) told.append(make("p", {}, "Những điều còn nên xem lại:"), make("ul", { class: "found" }, open));
      const yes = button(`Cấp số ${card.foreseen}`, "cap-so", async () => {
        yes.remove();
        close.textContent = "Đóng";
        told.replaceChildren(make("p", {}, "đang ban hành…"));
        told.replaceChildren(...issued(await ask("issue", { id: this.id, number: card.number })));
        done = true;
        await this.look();
      });
      yes.className = "main";
      if (card.day !== null && !barred) close.before(yes, " ");
    }
    const dialog = /** @type {HTMLDialogElement} */ (make("dialog", { "aria-label": "Ban hành" }, parts));
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (done) void this.again();
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  /** Hands out the Word file, or takes it back. */
  words() {
    const file = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: ".docx,.docm", hidden: true, "aria-label": "Bản Word đã sửa" }));
    file.addEventListener("change", () => {
      const chosen = file.files?.[0];
      made.close();
      if (chosen !== undefined) void this.revise(chosen);
    });
    const give = button("Lập bản Word để sửa", "lap-ban-word", () => {
      made.close();
      void this.word();
    });
    const take = button("Nhận bản Word đã sửa…", "nhan-ban-word", () => file.click());
    const made = dialog("Bản Word", [make("p", {}, [give, " Gửi cho người sửa trong Word; không phải bản phát hành."]), make("p", {}, [take, file, " Xem đã sửa những gì, đồng ý mới sửa văn bản. Thả tệp vào trang này cũng được."]), make("p", { class: "acts" }, button("Đóng", "dong", () => made.close()))]);
  }

  /** Takes a Word file back that somebody edited. @param {File} file */
  async revise(file) {
    await this.save();
    if (await revise(file, this.id)) await this.again();
  }

  /** Hands out the Word file, for somebody to edit. */
  async word() {
    await this.save();
    say("đang lập bản Word…");
    const { head, bytes } = await askPictures("word", { id: this.id });
    if (bytes.length === 0) return say(head.why ?? "chưa lập được bản Word: văn bản còn lỗi");
    downloaded(bytes, head.name);
    const old = head.put_away.length > 0 ? `; bản đã có người sửa cất lại thành ${head.put_away.join(", ")}` : "";
    say(`bản Word để sửa, không phải bản phát hành: ${head.name}${old}`);
  }

  /** Prints the PDF, never the picture. */
  async print() {
    await this.save();
    say("đang lập bản in…");
    const { head, bytes } = await askPictures("pdf", { id: this.id, view: this.view() });
    if (bytes.length === 0) {
      const why = head.why ?? "chưa in được: còn lỗi";
      say(why);
      const made = dialog("Chưa in", [make("p", {}, why), listed(head.found ?? []), make("p", { class: "acts" }, button("Đã rõ", "da-ro", () => made.close()))]);
      return;
    }
    const one = this.many > 1 ? `đã in bản ${this.copy + 1}; cả ${this.many} bản in ở màn hình Khách mời` : "";
    printed(bytes, () => say(one));
  }
}

/** Gives a day within a sentence. @param {string} iso */
function dated(iso) {
  const [weekday, date] = day(iso).split(", ");
  return `${date} (${weekday.toLowerCase()})`;
}

/** Says what became of a paper that was to be issued. @param {any} told */
function issued(told) {
  const [one] = told.issued;
  const rows = one?.so_dang_ky ?? [];
  const found = told.found.filter((/** @type {any} */ finding) => finding.muc !== "thong-tin");
  const numbers = rows.map((/** @type {any} */ row) => row.nhu_tren_giay);
  const said = rows.length === 0 ? "Chưa cấp số nào." : `Đã ban hành ${numbers[0]}${numbers.length > 1 ? ` đến ${numbers[numbers.length - 1]}` : ""}, đã vào sổ và kho lưu.`;
  const place = one?.pdf == null ? null : make("p", { class: "soft" }, one.pdf);
  const parts = [make("p", {}, make("strong", {}, said)), place, make("ul", { class: "found" }, found.map(line)), ...reminder(told.backup)];
  return parts.filter((part) => part !== null);
}
