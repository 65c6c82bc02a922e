// Comes in: a folder of Word files that is chosen. Goes out: the question which dossiers they are to make, how far it
// is, what became of each, the table of it. Must not know: how a Word file is read.
// @ts-check

import { ask, askFile, askPictures } from "./ask.js";
import { dialog, labelled, listed } from "./dialog.js";
import { button, make } from "./dom.js";
import { downloaded } from "./files.js";
import { follow } from "./work.js";

/** Are the endings of Word files. */
const WORD = /\.(docx|docm|dotx|dotm|doc|dot|rtf)$/i;
/** Is how long (bytes) a file may be. */
const MOST = 20 << 20;

/** Makes the button by which a folder is chosen. @param {{ folder: string, title: string }[]} dossiers @param {() => void} then */
export function gather(dossiers, then) {
  const input = /** @type {HTMLInputElement} */ (make("input", { type: "file", webkitdirectory: true, multiple: true, hidden: true, "aria-label": "Thư mục văn bản cũ" }));
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = "";
    if (files.length > 0) new Run(files, dossiers, then).question();
  });
  return make("span", {}, [button("Nhận thư mục văn bản Word cũ…", "nhan-thu-muc", () => input.click()), input]);
}

class Run {
  /** @param {File[]} files @param {{ folder: string, title: string }[]} dossiers @param {() => void} then */
  constructor(files, dossiers, then) {
    const own = (/** @type {File} */ file) => WORD.test(file.name) && !file.name.startsWith("~$") && !file.name.startsWith(".");
    this.files = files.filter(own);
    this.large = this.files.filter((file) => file.size > MOST);
    this.others = files.length - this.files.length;
    this.name = files[0].webkitRelativePath.split("/")[0];
    this.dossiers = dossiers;
    this.then = then;
    this.heap = 0;
    this.left = false;
    this.body = make("div");
    this.close = button("Thôi", "thoi", () => this.made?.close());
    this.acts = make("p", { class: "acts" }, this.close);
    /** @type {HTMLDialogElement | null} */
    this.made = null;
    /** @type {HTMLButtonElement | null} */
    this.go = null;
  }

  question() {
    this.made = dialog(`Nhận thư mục “${this.name}”`, [this.body, this.acts]);
    this.made.className = "wide";
    this.made.addEventListener("close", () => {
      this.left = true;
      this.then();
    });
    const rest = this.others === 0 ? "" : ` ${this.others} tệp khác để nguyên, không nhận.`;
    if (this.files.length === 0) return this.body.replaceChildren(make("p", {}, `Trong thư mục này không có tệp Word nào.${rest}`));
    const sort = (/** @type {string} */ value, /** @type {string} */ text, checked = false) => {
      const box = /** @type {HTMLInputElement} */ (make("input", { type: "radio", name: "chia", value, checked }));
      return { box, element: make("p", {}, make("label", {}, [box, " ", text])) };
    };
    const sorts = [sort("thu-muc", "Mỗi thư mục con thành một hồ sơ", true), sort("tep", "Mỗi tệp thành một hồ sơ"), sort("", "Tất cả vào một hồ sơ đã có")];
    const dossier = /** @type {HTMLSelectElement} */ (make("select", {}, [make("option", { value: "" }, "(chọn hồ sơ)"), ...this.dossiers.map((one) => make("option", { value: one.folder }, one.title))]));
    const into = labelled("Hồ sơ", "ho_so", dossier);
    const shown = () => void (into.hidden = !sorts[2].box.checked);
    for (const { box } of sorts) box.addEventListener("change", shown);
    shown();
    const trouble = make("p", { class: "loi", role: "alert" });
    const go = button("Nhận", "nhan", () => {
      const split = sorts.find(({ box }) => box.checked)?.box.value ?? "";
      if (split === "" && dossier.value === "") return void (trouble.textContent = "Chọn hồ sơ đã.");
      // It stays where it is until all is done: a second click would fall on what comes in its place.
      go.disabled = true;
      this.go = go;
      return this.take(split, split === "" ? dossier.value : "");
    });
    go.className = "main";
    this.acts.prepend(go, " ");
    this.body.replaceChildren(
      make("p", {}, `${this.files.length} tệp Word.${rest} Mỗi tệp thành một bản nháp để xem lại; văn bản đã có trong sổ thì không thành bản nháp mà được đối chiếu với dòng của nó. Tệp gốc giữ nguyên.`),
      make("fieldset", {}, [make("legend", {}, "Thành hồ sơ thế nào"), ...sorts.map(({ element }) => element)]),
      into,
      trouble,
    );
  }

  /** Hands the files over, then has them read. @param {string} split @param {string} dossier */
  async take(split, dossier) {
    const begun = await ask("gather-begin", {});
    if (begun.found !== undefined) return this.wrong(begun.found);
    this.heap = begun.heap;
    const bar = /** @type {HTMLProgressElement} */ (make("progress", { "aria-label": "Đã chép", max: String(this.files.length) }));
    const text = make("span", { role: "status" });
    const refused = [];
    this.body.replaceChildren(bar, " ", text);
    for (const [at, file] of this.files.entries()) {
      if (this.left) return;
      [bar.value, text.textContent] = [at, `đang chép ${at + 1}/${this.files.length}: ${file.name}`];
      if (this.large.includes(file)) {
        refused.push(`${file.webkitRelativePath}: lớn hơn 20 MB`);
        continue;
      }
      const told = await askFile("gather-file", { heap: this.heap, way: file.webkitRelativePath }, file).catch((error) => ({ found: [{ thong_bao: String(error.message ?? error) }] }));
      if (told.found !== undefined) refused.push(`${file.webkitRelativePath}: ${told.found[0].thong_bao}`);
    }
    const { job, why, missing, found } = await ask("gather-run", { heap: this.heap, split, dossier });
    if (found !== undefined) return this.wrong(found);
    if (job === null || job === undefined) return this.body.replaceChildren(make("p", { class: "loi", role: "alert" }, why ?? missing));
    const says = (/** @type {number} */ done, /** @type {number} */ all) => (all === 0 ? "đang đọc…" : `đang đọc ${done}/${all} tệp`);
    const ended = await follow(job, { into: this.body, name: "Đã đọc", says, stops: false, left: () => this.left });
    if (ended === null) return;
    if (ended.found !== undefined) return this.wrong(ended.found);
    this.end(ended, refused);
  }

  /** @param {any[]} found */
  wrong(found) {
    this.go?.remove();
    this.body.replaceChildren(make("p", { role: "status" }, make("strong", {}, "Không nhận được thư mục này.")), listed(found) ?? "");
    this.close.textContent = "Đóng";
    this.close.focus();
  }

  /** Says what became of each file. @param {any} ended @param {string[]} refused */
  end({ files = [], findings, broken }, refused) {
    const drafts = files.filter((/** @type {any} */ one) => one.id !== null).length;
    const booked = files.filter((/** @type {any} */ one) => one.row !== null).length;
    const before = files.filter((/** @type {any} */ one) => one.id === null && one.row === null && one.earlier !== null).length;
    const rest = files.length - drafts - booked - before + refused.length;
    const counts = [`${drafts} bản nháp`, booked > 0 ? `${booked} văn bản đã có trong sổ` : null, before > 0 ? `${before} tệp giống hệt tệp đã nhận` : null, rest > 0 ? `${rest} tệp chưa nhận được` : null].filter((one) => one !== null);
    const head = ["Kết quả", "Tệp Word", "Loại", "Số, ký hiệu", "Ngày", "Cần xem"].map((text) => make("th", { scope: "col" }, text));
    const table = make("table", { "aria-label": "Từng tệp" }, [make("thead", {}, make("tr", {}, head)), make("tbody", {}, files.map(row))]);
    const save = button("Lưu báo cáo Excel", "luu-bao-cao", async () => {
      const { bytes } = await askPictures("gather-report", { heap: this.heap });
      if (bytes.length > 0) downloaded(bytes, `nhan-${this.name}.xlsx`);
    });
    save.className = "main";
    this.go?.remove();
    if (files.length > 0) this.acts.prepend(save, " ");
    this.close.textContent = "Đóng";
    this.body.replaceChildren(
      make("p", { role: "status" }, make("strong", {}, broken ? "Chương trình hỏng giữa chừng; những bản nháp đã lập vẫn còn. Hãy nhận lại thư mục này: tệp đã nhận không thành hai bản." : `Đã xong: ${counts.join(", ")}.`)),
      refused.length === 0 ? "" : make("ul", { class: "found" }, refused.map((text) => make("li", { class: "loi" }, text))),
      listed(findings ?? []) ?? "",
      files.length === 0 ? "" : table,
    );
    this.close.focus();
  }
}

/** @param {any} one */
function row(one) {
  const what = one.id !== null ? make("a", { href: `#/van-ban/${one.id}` }, "bản nháp") : one.row !== null ? `đã có trong sổ: ${one.row}` : one.earlier_id !== null ? make("a", { href: `#/van-ban/${one.earlier_id}` }, "đã nhận trước đây") : one.earlier !== null ? `giống hệt ${one.earlier}` : one.read && one.kind === "" ? "chưa rõ loại: nhận riêng tệp này, chọn loại" : "chưa nhận được";
  const told = one.findings.filter((/** @type {any} */ finding) => finding.muc !== "thong-tin");
  const notes = told.length === 0 && one.left === 0 ? "" : make("details", {}, [make("summary", {}, [told.length > 0 ? `${told.length} điều` : null, one.left > 0 ? `${one.left} chỗ chưa lấy` : null].filter(Boolean).join(", ")), listed(one.findings)]);
  return make("tr", {}, [make("td", {}, what), make("td", {}, one.file), make("td", {}, one.kind), make("td", { class: "number" }, one.printed), make("td", {}, one.day), make("td", {}, notes)]);
}
