// Comes in: the CAs the office trusts, as the program tells them. Goes out: their list, another one
// chosen, one that is trusted no more. Must not know: what a certificate proves.
// @ts-check

import { ask, askFile } from "./ask.js";
import { listed } from "./dialog.js";
import { button, make } from "./dom.js";

/** @returns {Promise<HTMLElement>} */
export async function trusted() {
  const list = make("ul", { class: "kept" });
  const sum = make("summary");
  const trouble = make("div", { role: "alert" });
  const show = (/** @type {any} */ answer) => {
    trouble.replaceChildren(listed(answer.found ?? []) ?? "");
    if (answer.trusted === undefined) return;
    const count = answer.trusted.length;
    sum.textContent = count === 0 ? "Chứng thư CA tin dùng: chưa có" : `Chứng thư CA tin dùng: ${count} tệp`;
    list.replaceChildren(
      ...answer.trusted.map((/** @type {any} */ one) => {
        const drop = button("Thôi dùng", "thoi-dung-ca", async () => show(await ask("distrust", { name: one.file })));
        drop.setAttribute("aria-label", `Thôi dùng ${one.file}`);
        return make("li", {}, [one.names.length === 0 ? "không đọc được" : one.names.join("; "), " ", make("span", { class: "soft" }, one.file), " ", drop]);
      }),
    );
  };
  const file = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: ".pem,.crt,.cer,.der", hidden: true, multiple: true, "aria-label": "Tệp chứng thư CA" }));
  file.addEventListener("change", async () => {
    for (const chosen of [...(file.files ?? [])]) show(await askFile("trust", { name: chosen.name }, chosen));
    file.value = "";
  });
  show(await ask("trusted", {}));
  return make("details", { class: "card" }, [
    sum,
    make("p", { class: "soft" }, "Có chứng thư của CA (tệp .cer, .crt, .pem do nơi cấp chữ ký số đưa) thì khi nhận bản ký và khi kiểm tra kho, chương trình chứng minh cả người ký là ai, không chỉ chữ ký khớp."),
    list,
    trouble,
    make("p", {}, [button("Thêm chứng thư…", "them-ca", () => file.click()), file]),
  ]);
}
