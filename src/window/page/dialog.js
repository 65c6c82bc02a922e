// Comes in: a question. Goes out: a dialog, asked once, with what came of it. Must not know: what is
// asked.
// @ts-check

import { button, make } from "./dom.js";
import { line } from "./finding.js";

/** Opens a dialog, which is gone when it closes. @param {string} title @param {import("./dom.js").Child[]} children */
export function dialog(title, children) {
  const made = /** @type {HTMLDialogElement} */ (make("dialog", { "aria-label": title }, [make("h2", {}, title), ...children]));
  made.addEventListener("close", () => made.remove());
  // Whoever follows a link goes to another screen.
  made.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest('a[href^="#/"]') !== null) made.close();
  });
  document.body.append(made);
  made.showModal();
  return made;
}

/** Lists findings. @param {any[]} findings */
export function listed(findings) {
  return findings.length === 0 ? null : make("ul", { class: "found" }, findings.map(line));
}

let count = 0;

/** Makes a field with its label. @param {string} text @param {string} name @param {HTMLElement} field @param {string} [help] */
export function labelled(text, name, field, help) {
  const id = `h${++count}`;
  field.id = id;
  field.setAttribute("name", name);
  if (help !== undefined) field.setAttribute("aria-describedby", `${id}-h`);
  const told = help === undefined ? null : make("p", { class: "help", id: `${id}-h` }, help);
  return make("div", { class: "field" }, [make("label", { for: id }, text), told, field]);
}

/** Makes a line to be typed in; nothing ever writes into it. */
export function typed() {
  return /** @type {HTMLInputElement} */ (make("input", { type: "text", autocomplete: "off", translate: "no", spellcheck: "false", "data-gramm": "false" }));
}

/** Makes a cell to be typed in, which grows with what it holds; nothing ever writes into it. */
export function typedLines() {
  return /** @type {HTMLTextAreaElement} */ (make("textarea", { class: "cell", rows: "1", autocomplete: "off", translate: "no", spellcheck: "false", "data-gramm": "false" }));
}

/** Makes a box to be ticked, with its words. @param {string} text @param {string} name */
export function ticked(text, name) {
  const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", name }));
  return { box, element: make("p", {}, make("label", {}, [box, " ", text])) };
}

/** Asks once, with a reason; what is answered stands in the place of the question.
 * @param {{ title: string, told: import("./dom.js").Child[], yes: string, act: string, fields?: HTMLElement[], run: (reason: string) => Promise<any>, said: (answer: any) => string, then: () => void }} asked */
export function askOnce({ title, told, yes, act, fields, run, said, then }) {
  const reason = typed();
  const trouble = make("div", { role: "alert" });
  const body = make("div", {}, [...told, labelled("Lý do", "ly_do", reason), ...(fields ?? []), trouble]);
  const close = button("Chưa", "chua", () => made.close());
  let done = false;
  const go = /** @type {HTMLButtonElement} */ (
    button(yes, act, async () => {
      go.disabled = true;
      const answer = await run(reason.value).catch((error) => ({ missing: String(error.message ?? error) }));
      if (answer.missing !== undefined || answer.found !== undefined) {
        trouble.replaceChildren(...[answer.missing === undefined ? listed(answer.found) : make("p", { class: "loi" }, answer.missing)].filter((one) => one !== null));
        go.disabled = false;
        return;
      }
      done = true;
      go.remove();
      close.textContent = "Đóng";
      body.replaceChildren(...[make("p", { role: "status" }, make("strong", {}, said(answer))), listed(answer.findings ?? [])].filter((one) => one !== null));
      close.focus();
    })
  );
  go.className = "main";
  const made = dialog(title, [body, make("p", { class: "acts" }, [go, close])]);
  made.addEventListener("close", () => {
    if (done) then();
  });
}
