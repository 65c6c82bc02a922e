// Comes in: a file that is dropped anywhere on the page, or chosen. Goes out: a signed copy handed
// in, with what was proved of it; a Word file made a draft of; where any other file belongs. Must not know: whose a copy is: the
// program finds that.
// @ts-check

import { askFile } from "./ask.js";
import { dialog, labelled, listed, ticked, typed } from "./dialog.js";
import { handed, said } from "./documents.js";
import { button, make, say } from "./dom.js";
import { adopt } from "./word.js";

/** @typedef {{ id: number, printed: string, summary: string }} Row */

/** Holds what the screen that is shown does with files: who takes a spreadsheet, whose a signed copy is likely, who
 * takes a Word file; and the spreadsheet that the next screen is to take.
 * @type {{ take: ((file: File) => void) | null, paper: Row | null, next: File | null, word: ((file: File) => Promise<void>) | null }} */
export const sheets = { take: null, paper: null, next: null, word: null };

/** Is how long (bytes) a file may be. */
const MOST = 20 << 20;

/** Makes the button by which a signed copy is chosen. @param {Row} [row] the paper it is of, where that is known */
export function choose(row) {
  const file = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: ".pdf,application/pdf", hidden: true, multiple: true, "aria-label": "Bản ký" }));
  file.addEventListener("change", async () => {
    for (const chosen of [...(file.files ?? [])]) await receive(chosen, row);
    file.value = "";
  });
  return make("span", {}, [button("Nhận bản ký…", "nhan-ban-ky", () => file.click()), file]);
}

/** Begins to take what is dropped. */
export function listen() {
  const zone = make("div", { id: "drop", hidden: true }, make("p", {}, "Thả tệp vào đây: bản ký, bản quét, tệp Word; trên trang Sổ thì cả sổ cũ, ở giấy mời thì danh sách khách"));
  document.body.append(zone);
  const files = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") === true;
  addEventListener("dragover", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    zone.hidden = false;
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) zone.hidden = true;
  });
  addEventListener("drop", (event) => {
    zone.hidden = true;
    if (!files(event) || event.defaultPrevented) return;
    event.preventDefault();
    void taken([...(event.dataTransfer?.files ?? [])]);
  });
}

/** Takes files by what they are. @param {File[]} files */
export async function taken(files) {
  for (const file of files) {
    if (/\.pdf$/i.test(file.name) || file.type === "application/pdf") await receive(file, sheets.paper ?? undefined);
    else if (/\.(xlsx?|xlsm|ods|csv|tsv)$/i.test(file.name)) sheet(file);
    else if (/\.(docx?|docm|rtf|odt)$/i.test(file.name)) await (sheets.word ?? ((/** @type {File} */ own) => adopt(own, "")))(file);
    else elsewhere(file);
  }
}

/** @param {File} file */
function sheet(file) {
  if (sheets.take !== null) return sheets.take(file);
  tell(file.name, [make("p", {}, "Đây là bảng tính. Danh sách khách thì mở giấy mời rồi thả vào đó; sổ đăng ký cũ thì mở trang Sổ rồi thả vào đó.")]);
}

/** @param {File} file */
function elsewhere(file) {
  tell(file.name, [make("p", {}, "Cửa sổ này nhận bản ký (PDF), tệp Word (.docx, .doc) và bảng tính (Excel, CSV); tệp này không phải loại nào trong đó nên chưa làm gì với nó.")]);
}

/** @param {string} title @param {import("./dom.js").Child[]} parts */
function tell(title, parts) {
  const close = button("Đóng", "dong", () => made.close());
  const made = dialog(title, [...parts, make("p", { class: "acts" }, close)]);
  return made;
}

/** Hands in a signed copy; ends when the dialog is closed.
 * @param {File} file @param {Row} [row] @returns {Promise<void>} */
export function receive(file, row) {
  const body = make("div");
  const close = button("Đóng", "dong", () => made.close());
  const acts = make("p", { class: "acts" }, close);
  const made = dialog(`Nhận bản ký: ${file.name}`, [body, acts]);
  const state = { kept: false };
  const show = (/** @type {import("./dom.js").Child[]} */ ...parts) => body.replaceChildren(...parts.filter((part) => part !== null && part !== undefined));
  const send = async (/** @type {any} */ asked) => {
    acts.replaceChildren(close);
    show(make("p", { role: "status" }, "đang xem là của văn bản nào và chứng minh chữ ký…"));
    if (file.size > MOST) return show(make("p", { class: "loi" }, "Tệp lớn hơn 20 MB: quét lại ở độ nét thấp hơn (200 dpi), hoặc nhờ người phụ trách máy."));
    const answer = await askFile("receive", { name: file.name, ...asked }, file).catch((error) => ({ found: [{ thong_bao: String(error.message ?? error), goi_y: [], dieu: "", muc: "loi", ma: "" }] }));
    if (answer.whose !== undefined) {
      const { parts, yes } = whose(answer, row, send, document);
      show(...parts);
      if (yes !== null) acts.prepend(yes);
      return /** @type {HTMLElement | null} */ (body.querySelector("select"))?.focus();
    }
    if (answer.short !== undefined) {
      const yes = button("Vẫn nhận", "van-nhan-thieu", () => send({ ...asked, short: true }));
      show(make("p", { role: "status" }, make("strong", {}, "Chưa nhận.")), make("p", {}, answer.short.thong_bao.replaceAll("`", "")), make("p", { class: "soft" }, "Thiếu trang thì quét lại cho đủ rồi thả lại; bản quét này đủ rồi thì bấm Vẫn nhận."));
      acts.replaceChildren(yes, " ", close);
      return close.focus();
    }
    if (answer.found !== undefined) return show(make("p", { role: "status" }, make("strong", {}, "Không nhận tệp này; sổ và kho không đổi.")), listed(answer.found), again(asked, send));
    state.kept = true;
    say(`đã nhận ${answer.kept.so}`);
    show(...outcome(answer, asked, send));
    close.focus();
  };
  const document = async (/** @type {string} */ dossier, /** @type {string} */ reason) => {
    const kept = await handed(file, dossier, reason);
    if (kept.kept === undefined) return kept.missing ?? kept.found[0]?.thong_bao;
    acts.replaceChildren(close);
    state.kept = true;
    show(make("p", { role: "status" }, make("strong", {}, said(kept.kept))));
    close.focus();
    return "";
  };
  const asked = row === undefined ? {} : { shown: row.printed };
  void send(asked);
  return new Promise((then) =>
    made.addEventListener("close", () => {
      then();
      // Screens that tell how papers stand tell it anew.
      if (state.kept && /^#?(\/|\/so|\/kho.*|\/van-ban\/.*)?$/.test(location.hash.replace("#", ""))) dispatchEvent(new HashChangeEvent("hashchange"));
    }),
  );
}

/** What was refused may be told otherwise: as another paper's, as a scan. @param {any} asked @param {(asked: any) => void} send */
function again(asked, send) {
  if (asked.paper === undefined) return null;
  return make("p", {}, button("Chọn lại", "chon-lai", () => send({})));
}

/** Asks whose a file is. @param {any} answer @param {Row | undefined} row @param {(asked: any) => void} send
 * @param {(dossier: string, reason: string) => Promise<string>} keep says why it is not kept as a document */
function whose(answer, row, send, keep) {
  const rows = /** @type {any[]} */ (answer.whose);
  const option = (/** @type {any} */ one) => {
    const made = /** @type {HTMLOptionElement} */ (make("option", { value: String(one.row.id) }, `${one.row.nhu_tren_giay}, ${one.day}: ${one.row.trich_yeu}${one.own || one.row.ban > 0 ? ` → ${one.row.noi_nhan.replaceAll("\n", "; ")}` : ""}`));
    made.selected = one.row.id === row?.id;
    return made;
  };
  const none = make("option", { value: "" }, "(chọn văn bản)");
  const paper = /** @type {HTMLSelectElement} */ (make("select", {}, [none, ...rows.map(option)]));
  const sort = (/** @type {string} */ value, /** @type {string} */ text, /** @type {boolean} */ checked) => {
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "radio", name: "loai_ban", value, checked }));
    return { box, element: make("p", {}, make("label", {}, [box, " ", text])) };
  };
  const nobody = rows.length === 0;
  const scan = sort("quet", "Bản quét tờ giấy đã ký bút, đóng dấu", !nobody);
  const token = sort("so", "Bản ký số của một khách trong loạt chung một số", false);
  const other = sort("tai_lieu", "Tài liệu của hồ sơ, không có số (biên bản, báo cáo nhận được…)", nobody);
  const dossier = /** @type {HTMLSelectElement} */ (make("select", {}, [make("option", { value: "" }, "(chọn hồ sơ)"), ...answer.dossiers.map((/** @type {any} */ one) => make("option", { value: one.folder }, one.title))]));
  const what = typed();
  const shared = ticked("Tệp quét chung nhiều văn bản", "dung_chung");
  const trouble = make("p", { class: "loi", role: "alert" });
  const yes = button("Nhận", "nhan", async () => {
    if (other.box.checked) return (trouble.textContent = dossier.value === "" ? "Chọn hồ sơ đã." : await keep(dossier.value, what.value));
    const own = rows.find((one) => String(one.row.id) === paper.value);
    if (own === undefined) return (trouble.textContent = "Chọn văn bản của tệp này đã.");
    send({ paper: { id: own.row.id, printed: own.row.nhu_tren_giay }, scan: scan.box.checked, shared: shared.box.checked });
  });
  yes.className = "main";
  const signed = make("div", {}, [labelled("Của văn bản", "van_ban", paper), shared.element]);
  const filed = make("div", {}, [labelled("Của hồ sơ", "ho_so", dossier), labelled("Là gì", "la_gi", what, "Ví dụ: biên bản kiểm phiếu.")]);
  const shown = () => ([signed.hidden, filed.hidden] = [other.box.checked, !other.box.checked]);
  for (const one of /** @type {{ box: HTMLInputElement }[]} */ ([scan, token, other])) one.box.addEventListener("change", shown);
  shown();
  const why = nobody ? "Tệp này không nối tiếp bản đã ban hành nào, và không có văn bản nào đang chờ bản ký. Bản ký số thì phải ký lên đúng tệp đã ban hành." : "Tệp không tự nói là của văn bản nào: bản quét thì không máy nào đọc được chữ ký bút, nên cần chọn.";
  const sorts = [nobody ? null : scan.element, nobody ? null : token.element, answer.dossiers.length === 0 ? null : other.element];
  if (nobody && answer.dossiers.length === 0) return { yes: null, parts: [make("p", {}, why)] };
  const parts = [make("p", {}, why), make("fieldset", {}, [make("legend", {}, "Tệp này là"), ...sorts]), signed, filed, trouble];
  return { parts, yes };
}

/** Says what became of a copy that is kept. @param {any} answer @param {any} asked @param {(asked: any) => void} send */
function outcome(answer, asked, send) {
  const { kept, proved, findings } = answer;
  const state = kept.trang_thai === "da-ky" ? "đã ký" : kept.tong > 1 ? `mới ký ${kept.da_ky}/${kept.tong} bản` : "còn chờ bản ký đủ";
  const before = kept.da_co ? " (đã có từ trước)" : "";
  const lines = proved.map((/** @type {string} */ line) => make("li", {}, line.replaceAll("`", "")));
  const scan = kept.tep.startsWith("quet/");
  const parts = [
    make("p", { role: "status" }, make("strong", {}, `Đã nhận vào kho: ${kept.so}, ${state}${before}.`)),
    scan ? make("p", { class: "soft" }, "Bản quét: người nhận đã xem chữ ký và dấu; máy không chứng minh được chữ ký bút.") : make("p", {}, "Đã chứng minh:"),
    lines.length > 0 ? make("ul", {}, lines) : null,
    listed(findings),
    make("p", {}, make("a", { href: `#/kho/${encodeURIComponent(answer.object)}` }, "Xem trong kho")),
  ];
  const doubted = findings.some((/** @type {any} */ one) => one.thong_bao.includes("chưa đủ căn cứ"));
  if (kept.trang_thai === "da-ky" || scan || !doubted) return parts;
  const reason = typed();
  const still = button("Vẫn tính là đã ký, vì lý do trên", "van-nhan", () => send({ ...asked, reason: reason.value }));
  return [...parts, make("details", {}, [make("summary", {}, "Chữ ký chưa đủ căn cứ mà đã hỏi lại nơi ký, đúng là của người ấy?"), labelled("Lý do", "ly_do", reason), make("p", {}, still)])];
}
