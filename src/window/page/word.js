// Comes in: a Word file that is dropped or chosen. Goes out: what was recognised in it, and a draft of
// it in a dossier. Must not know: how a Word file is read.
// @ts-check

import { askFile } from "./ask.js";
import { dialog, labelled, listed } from "./dialog.js";
import { button, make, say } from "./dom.js";

/** Is how long (bytes) a file may be. */
const MOST = 20 << 20;
/** Is how much (letters) of a field is shown. */
const SHOWN = 300;

/** Makes the button by which Word files are chosen for a dossier. @param {string} folder */
export function add(folder) {
  const file = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: ".docx,.docm,.doc", hidden: true, multiple: true, "aria-label": "Tệp Word" }));
  file.addEventListener("change", async () => {
    for (const chosen of [...(file.files ?? [])]) await adopt(chosen, folder);
    file.value = "";
  });
  return make("span", {}, [button("Nhận tệp Word…", "nhan-tep-word", () => file.click()), file]);
}

/** Shows what a Word file is and makes a draft of it; ends when the dialog is closed.
 * @param {File} file @param {string} folder the dossier, empty where it is to be chosen @returns {Promise<void>} */
export function adopt(file, folder) {
  const body = make("div", {}, make("p", { role: "status" }, "đang đọc tệp…"));
  const close = button("Đóng", "dong", () => made.close());
  const acts = make("p", { class: "acts" }, close);
  const made = dialog(`Nhận tệp Word: ${file.name}`, [body, acts]);
  const send = async (/** @type {{ dossier: string, kind: string }} */ asked) => {
    if (file.size > MOST) return body.replaceChildren(make("p", { class: "loi" }, "Tệp lớn hơn 20 MB: bỏ ảnh trong tệp, hoặc nhờ người phụ trách máy nhận bằng dòng lệnh."));
    const answer = await askFile("adopt", { name: file.name, ...asked }, file).catch((error) => ({ found: [{ thong_bao: String(error.message ?? error), goi_y: [], dieu: "", muc: "loi", ma: "" }] }));
    acts.replaceChildren(close);
    if (answer.found !== undefined) body.replaceChildren(...parts([make("p", { role: "status" }, make("strong", {}, "Không nhận được tệp này.")), listed(answer.found)]));
    else if (answer.id !== null) done(answer);
    else look(answer, asked);
  };
  /** Says that the draft is there. @param {any} answer */
  const done = (answer) => {
    say("đã lập bản nháp từ tệp Word");
    const named = answer.dossiers.find((/** @type {any} */ one) => answer.adopted.van_ban.startsWith(`${one.folder}/`))?.title;
    const link = make("a", { href: `#/van-ban/${answer.id}`, class: "main" }, "Mở bản nháp");
    body.replaceChildren(...parts([make("p", { role: "status" }, make("strong", {}, `Đã lập bản nháp${named === undefined ? "" : ` trong hồ sơ “${named}”`}.`)), make("p", {}, link), listed(answer.findings)]));
    link.focus();
  };
  /** Shows what was recognised, and asks where the draft is to lie. @param {any} answer @param {{ kind: string }} asked */
  const look = (answer, asked) => {
    const dossier = select(answer.dossiers.map((/** @type {any} */ one) => [one.folder, one.title]), folder, "(chọn hồ sơ)");
    const kind = select(answer.kinds.map((/** @type {any} */ one) => [one.id, one.name]), answer.adopted.loai ?? asked.kind, "(chọn loại)");
    const trouble = make("p", { class: "loi", role: "alert" });
    const before = answer.before === null ? null : make("p", {}, [make("strong", {}, "Tệp này đã nhận trước đây: "), make("a", { href: `#/van-ban/${answer.before}` }, "mở bản nháp ấy"), ". Lập nữa thì có hai bản nháp giống nhau."]);
    const issued = answer.findings.some((/** @type {any} */ one) => one.ma === "nhan::da-ban-hanh");
    kind.addEventListener("change", () => void send({ dossier: "", kind: kind.value }));
    const yes = button("Lập bản nháp", "lap-ban-nhap", () => {
      if (kind.value === "") return (trouble.textContent = "Chọn loại văn bản đã.");
      if (dossier.value === "") return (trouble.textContent = "Chọn hồ sơ đã.");
      return send({ dossier: dossier.value, kind: kind.value });
    });
    yes.className = "main";
    body.replaceChildren(...parts([before, labelled("Loại văn bản", "loai", kind), ...recognised(answer.adopted), labelled("Hồ sơ", "ho_so", dossier), listed(answer.findings), trouble]));
    if (!issued) acts.prepend(yes);
    /** @type {HTMLElement} */ (answer.adopted.loai === null ? kind : dossier).focus();
  };
  void send({ dossier: "", kind: "" });
  return new Promise((then) => made.addEventListener("close", () => then()));
}

/** Shows what was edited in the Word file of a paper, and lets the paper have it; ends when the dialog is
 * closed, with whether the paper is another now.
 * @param {File} file @param {string} id @returns {Promise<boolean>} */
export function revise(file, id) {
  const body = make("div", {}, make("p", { role: "status" }, "đang xem đã sửa những gì…"));
  const close = button("Đóng", "dong", () => made.close());
  const acts = make("p", { class: "acts" }, close);
  const made = dialog(`Bản Word đã sửa: ${file.name}`, [body, acts]);
  let changed = false;
  const send = async (/** @type {number | null} */ version) => {
    if (file.size > MOST) return body.replaceChildren(make("p", { class: "loi" }, "Tệp lớn hơn 20 MB: bỏ ảnh trong tệp rồi nhận lại."));
    const answer = await askFile("revise", { name: file.name, id, version }, file).catch((error) => ({ found: [{ thong_bao: String(error.message ?? error), goi_y: [], dieu: "", muc: "loi", ma: "" }] }));
    acts.replaceChildren(close);
    if (answer.found !== undefined) {
      // A Word file of somebody else's is another paper.
      if (answer.found.some((/** @type {any} */ one) => one.ma === "word::noi-khac")) {
        made.close();
        return void adopt(file, "");
      }
      body.replaceChildren(...parts([make("p", { role: "status" }, make("strong", {}, "Không nhận được tệp này.")), listed(answer.found)]));
      return close.focus();
    }
    const { back, findings } = answer;
    changed = answer.done;
    const rows = back.thay_doi.map((/** @type {any} */ one) => make("tr", {}, [make("td", { class: "lines" }, one.truoc), make("td", { class: "lines" }, one.sau)]));
    const head = make("thead", {}, make("tr", {}, [make("th", { scope: "col" }, "Trước"), make("th", { scope: "col" }, "Sau")]));
    const table = rows.length === 0 ? null : make("table", { "aria-label": "Chỗ đã sửa" }, [head, make("tbody", {}, rows)]);
    const count = rows.length === 0 ? "Không có chỗ sửa nào để đưa về." : changed ? `Đã đưa ${rows.length} chỗ sửa vào văn bản; chữ cũ ở Bản trước.` : `${rows.length} chỗ đã sửa:`;
    body.replaceChildren(...parts([make("p", { role: "status" }, make("strong", {}, count)), table, listed(findings)]));
    if (!changed && rows.length > 0 && !back.da_ban_hanh) {
      const yes = button("Sửa văn bản theo", "sua-theo", () => void send(answer.version));
      yes.className = "main";
      acts.prepend(yes, " ");
      yes.focus();
    } else close.focus();
  };
  void send(null);
  return new Promise((then) => made.addEventListener("close", () => then(changed)));
}

/** @param {(import("./dom.js").Child | null | undefined)[]} all */
function parts(all) {
  return /** @type {(string | Node)[]} */ (all.filter((one) => one !== null && one !== undefined));
}

/** @param {[string, string][]} all @param {string} chosen @param {string} none */
function select(all, chosen, none) {
  const made = /** @type {HTMLSelectElement} */ (make("select", {}, [make("option", { value: "" }, none), ...all.map(([value, text]) => make("option", { value }, text))]));
  made.value = all.some(([value]) => value === chosen) ? chosen : "";
  return made;
}

/** Shows the fields of a draft, and what stands in none. @param {any} adopted */
function recognised(adopted) {
  // Marks of bold and slanted words, and braces that are text, are told on the paper's own screen.
  const bare = (/** @type {string} */ text) => text.replaceAll("{{ '{{' }}", "{{").replaceAll(/(\*{1,3})(\S(?:[^*\n]*\S)?)\1/g, "$2");
  const short = (/** @type {string} */ text) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
  const head = [adopted.so_ky_hieu === "" ? null : ["Số, ký hiệu", adopted.so_ky_hieu], adopted.ngay === "" ? null : ["Ngày", adopted.ngay]];
  const fields = adopted.cac_truong.map((/** @type {any} */ one) => [one.nhan, one.chu]);
  const rows = [...head.filter((one) => one !== null), ...fields].map(([label, text]) => make("tr", {}, [make("th", { scope: "row" }, label), make("td", { class: "lines" }, short(bare(text)))]));
  return rows.length === 0 ? [] : [make("table", { "aria-label": "Nhận ra được" }, make("tbody", {}, rows))];
}
