// Comes in: a file that has no number and belongs to a dossier. Goes out: it kept there, with what it is.
// Must not know: how it is kept.
// @ts-check

import { askFile } from "./ask.js";
import { dialog, labelled, listed, typed } from "./dialog.js";
import { button, make } from "./dom.js";

/** Is how long (bytes) a file may be. */
const MOST = 20 << 20;

/** Makes the button by which documents of a dossier are chosen. @param {string} folder @param {() => unknown} then */
export function add(folder, then) {
  const file = /** @type {HTMLInputElement} */ (make("input", { type: "file", hidden: true, multiple: true, "aria-label": "Tài liệu của hồ sơ" }));
  file.addEventListener("change", async () => {
    for (const chosen of [...(file.files ?? [])]) await keep(chosen, folder);
    file.value = "";
    then();
  });
  return make("span", {}, [button("Thêm tài liệu…", "them-tai-lieu", () => file.click()), file]);
}

/** Asks what a document is and keeps it; ends when the dialog is closed.
 * @param {File} file @param {string} folder @returns {Promise<void>} */
function keep(file, folder) {
  const what = typed();
  const trouble = make("div", { role: "alert" });
  const body = make("div", {}, [make("p", {}, ["Cất ", make("strong", {}, file.name), " vào kho lưu, cùng hồ sơ này. Tài liệu không có số, không vào sổ."]), labelled("Là gì", "la_gi", what, "Ví dụ: biên bản kiểm phiếu, báo cáo của chi bộ."), trouble]);
  const close = button("Thôi", "thoi", () => made.close());
  const yes = /** @type {HTMLButtonElement} */ (
    button("Cất vào hồ sơ", "cat-tai-lieu", async () => {
      yes.disabled = true;
      const answer = await handed(file, folder, what.value);
      yes.disabled = false;
      if (answer.kept === undefined) return trouble.replaceChildren(listed(answer.found ?? []) ?? answer.missing);
      yes.remove();
      close.textContent = "Đóng";
      body.replaceChildren(make("p", { role: "status" }, make("strong", {}, said(answer.kept))));
      close.focus();
    })
  );
  yes.className = "main";
  const made = dialog("Thêm tài liệu", [body, make("p", { class: "acts" }, [yes, close])]);
  what.focus();
  return new Promise((then) => made.addEventListener("close", () => then()));
}

/** Hands a document over. @param {File} file @param {string} dossier @param {string} reason @returns {Promise<any>} */
export async function handed(file, dossier, reason) {
  if (file.size > MOST) return { missing: "Tệp lớn hơn 20 MB: nhờ người phụ trách máy cất bằng dòng lệnh." };
  return askFile("document", { name: file.name, dossier, reason }, file).catch((error) => ({ missing: String(error.message ?? error) }));
}

/** Says what became of a document. @param {any} kept */
export function said(kept) {
  const name = kept.tep.split("/").pop();
  const renamed = kept.doi_ten ? ` (đã có tài liệu khác cùng tên, nên tên là ${name})` : "";
  return kept.ban === null ? `Tài liệu này đã có trong hồ sơ, tên là ${name}.` : `Đã cất vào hồ sơ: ${name}${renamed}.`;
}
