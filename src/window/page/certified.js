// Comes in: a paper of the archive, or a PDF from elsewhere. Goes out: a question in which form it is to be copied
// for others, who signs; the copy, saved, with what is to be thought of. Must not know: forms, how it is made.
// @ts-check

import { ask, askPictures, packed } from "./ask.js";
import { dialog, labelled, listed, ticked, typed } from "./dialog.js";
import { button, iso, local, make, unread } from "./dom.js";
import { downloaded } from "./files.js";

/** When each form is meant. */
const MEANT = new Map([
  ["sao-y", "cả văn bản, từ bản chính"],
  ["sao-luc", "cả văn bản, từ bản sao y"],
  ["trich-sao", "một số trang"],
]);

/** Asks for a copy of a paper of the archive. @param {{ id: number, printed: string }} row @param {string} title @param {() => void} then */
export function copyOf(row, title, then) {
  void begin({ title: `Bản sao của ${title}`, row, file: null, then });
}

/** Makes the button that copies a document from elsewhere. */
export function copyElsewhere() {
  const file = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: ".pdf,application/pdf", hidden: true, "aria-label": "Văn bản để sao" }));
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen !== undefined) void begin({ title: `Bản sao của ${chosen.name}`, row: null, file: chosen, then: () => undefined });
    file.value = "";
  });
  return make("span", {}, [button("Sao văn bản nơi khác…", "sao-noi-khac", () => file.click()), file]);
}

/** @param {string[]} words @param {string[]} names */
function choice(words, names) {
  return /** @type {HTMLSelectElement} */ (make("select", {}, words.map((word, at) => make("option", { value: word }, names[at]))));
}

/** Reads pages as people write them: 2-3, 5. @param {string} text @returns {[number, number][] | null} */
function runs(text) {
  /** @type {[number, number][]} */
  const found = [];
  for (const part of text.split(/[,;]/).map((one) => one.trim()).filter(Boolean)) {
    const read = /^(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?$/.exec(part);
    if (read === null) return null;
    found.push([Number(read[1]), Number(read[2] ?? read[1])]);
  }
  return found;
}

/** @param {{ title: string, row: { id: number, printed: string } | null, file: File | null, then: () => void }} about */
async function begin({ title, row, file, then }) {
  const { offered, signers, organs, found } = await ask("copy-forms", { row });
  const close = button("Thôi", "thoi", () => made.close());
  if (found !== undefined) {
    const made = dialog(title, [listed(found), make("p", { class: "acts" }, button("Đóng", "dong", () => made.close()))]);
    return;
  }
  /** @type {string[]} */
  let words = [];
  const form = choice([], []);
  const pages = labelled("Những trang được sao", "trang", typed(), "Ví dụ 2-3 hoặc 1, 4.");
  const people = signers.map((/** @type {any} */ one) => one.key);
  const signer = choice(people, signers.map((/** @type {any} */ one) => one.label));
  const day = typed();
  day.value = local(offered.day);
  const to = /** @type {HTMLTextAreaElement} */ (make("textarea", { rows: "3", translate: "no", spellcheck: "false" }));
  const summary = typed();
  const electronic = ticked("Bản sao điện tử: ô ký số của người sao nằm ngay trên bản quét", "dien_tu");
  const trouble = make("div", { role: "alert" });
  const chosen = labelled("Hình thức", "hinh_thuc", form);
  const organ = choice(["", ...organs.map((/** @type {any} */ one) => one.key)], [row === null ? "chính cơ quan này" : "cơ quan ban hành văn bản", ...organs.map((/** @type {any} */ one) => one.label)]);
  const receivers = labelled("Nơi nhận bản sao", "noi_nhan", to, "Mỗi dòng một nơi; bỏ trống cũng được.");
  const shown = () => {
    chosen.hidden = electronic.box.checked || words.length === 0;
    pages.hidden = electronic.box.checked || words.length === 0 || form.value !== "trich-sao";
    // Only a copy with a head of its own says whom it goes to.
    receivers.hidden = electronic.box.checked || words.length === 0;
  };
  for (const one of [form, electronic.box]) one.addEventListener("change", shown);
  /** Which forms there are depends on who copies, and when. @param {any} now */
  const offer = (now) => {
    words = now.forms.map((/** @type {any} */ one) => one.word);
    const was = form.value;
    form.replaceChildren(...now.forms.map((/** @type {any} */ one) => make("option", { value: one.word }, `${one.printed} (${MEANT.get(one.word) ?? ""})`)));
    if (words.includes(was)) form.value = was;
    if (!now.electronic) electronic.box.checked = false;
    electronic.element.hidden = !now.electronic;
    shown();
  };
  const unit = () => (organ.value === "" ? null : organ.value);
  const anew = async () => {
    const on = iso(day.value);
    if (on === null) return;
    const told = await ask("copy-forms", { row, unit: unit(), day: on });
    trouble.replaceChildren(listed(told.found ?? []) ?? "");
    if (told.found === undefined) offer(told.offered);
  };
  let asking = Promise.resolve();
  for (const one of [organ, day]) one.addEventListener("change", () => (asking = anew()));
  offer(offered);
  const go = /** @type {HTMLButtonElement} */ (
    button("Lập bản sao", "lap-ban-sao", async () => {
      const wrong = (/** @type {string} */ text) => trouble.replaceChildren(make("p", { class: "loi" }, text));
      const before = form.value;
      await asking;
      if (form.value !== before && words.length > 0) return wrong("Ngày ấy, cơ quan ấy có những hình thức khác: xem lại ô Hình thức rồi bấm lần nữa.");
      const wanted = pages.hidden ? [] : runs(/** @type {HTMLInputElement} */ (pages.querySelector("input")).value);
      const on = iso(day.value);
      if (on === null) return wrong(day.value.trim() === "" ? "Ghi ngày sao đã." : unread(day.value, "14/8/2026"));
      if (wanted === null || (!pages.hidden && wanted.length === 0)) return wrong("Ghi những trang được sao, ví dụ 2-3.");
      if (file !== null && summary.value.trim() === "") return wrong("Ghi văn bản được sao là gì, ví dụ Công văn số 12-CV/TU ngày 5/8/2026 của Tỉnh uỷ.");
      const asked = { row, name: file?.name ?? "", summary: summary.value, electronic: electronic.box.checked, form: electronic.box.checked || words.length === 0 ? null : form.value, pages: wanted, signer: signer.value, unit: unit(), day: on, recipients: receivers.hidden ? [] : to.value.split("\n").map((line) => line.trim()).filter(Boolean) };
      go.disabled = true;
      const { head, bytes } = await (file === null ? askPictures("copy-paper", asked) : askPictures("copy-file", packed(asked, file))).finally(() => (go.disabled = false));
      if (bytes.length === 0) return trouble.replaceChildren(listed(head.found ?? []) ?? "");
      done(head, bytes);
    })
  );
  go.className = "main";
  const body = make("div", {}, [
    chosen,
    pages,
    organs.length === 0 ? null : labelled("Cơ quan sao", "don_vi", organ),
    labelled("Người ký bản sao", "nguoi_sao", signer),
    labelled("Ngày sao", "ngay", day),
    file === null ? null : labelled("Văn bản được sao là gì", "trich_yeu", summary, "Như sẽ ghi vào sổ: Công văn số 12-CV/TU ngày 5/8/2026 của Tỉnh uỷ."),
    receivers,
    electronic.element,
    trouble,
  ]);
  const made = dialog(title, [body, make("p", { class: "acts" }, [go, close])]);
  let kept = false;
  const done = (/** @type {any} */ head, /** @type {Uint8Array} */ bytes) => {
    const { copy, findings } = head;
    kept = true;
    const name = String(copy.tep).split(/[/\\]/).pop() ?? "ban-sao.pdf";
    const number = copy.so === null ? "" : ` số ${copy.so}`;
    const parts = [
      make("p", { role: "status" }, make("strong", {}, copy.da_co ? `Bản sao này${number} đã lập trước đây, còn nguyên.` : `Đã lập bản sao${number}, ${copy.so_trang} trang.`)),
      copy.trang_rieng ? make("p", {}, "Trang cuối không đủ chỗ nên phần chữ ký bản sao nằm ở trang riêng.") : null,
      copy.doi_tuong === null ? make("p", { class: "soft" }, "Văn bản nơi khác, bản sao không có số: kho không giữ; tệp nằm trong thư mục out.") : null,
      listed(findings),
      copy.doi_tuong !== null && copy.so !== null ? make("p", {}, make("a", { href: `#/kho/${encodeURIComponent(copy.doi_tuong)}` }, "Xem bản sao trong kho")) : null,
    ];
    body.replaceChildren(...parts.filter((part) => part !== null));
    go.replaceWith(button("Lưu tệp", "luu-tep", () => downloaded(bytes, name)));
    close.textContent = "Đóng";
    close.focus();
  };
  made.addEventListener("close", () => {
    if (kept) then();
  });
}
