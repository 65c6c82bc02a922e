// Comes in: Tab in a field. Goes out: the focus in the next field, never on what stands between: a
// finding that comes up while somebody types would take the next letters. Must not know: fields.
// @ts-check

import { FIELDS, places } from "./back.js";

/** Lists what Tab goes to on the screen, in order. @returns {HTMLElement[]} */
function stops() {
  return places().filter((one) => one.tabIndex >= 0 && !one.matches(":disabled") && one.checkVisibility());
}

/** Tells whether it belongs to what is told of a field. @param {Element | undefined} one */
function isTold(one) {
  return one !== undefined && one.closest("li[data-ma]") !== null;
}

export function listen() {
  addEventListener("keydown", (event) => {
    const here = document.activeElement;
    const plain = !event.ctrlKey && !event.metaKey && !event.isComposing;
    if (!plain || event.defaultPrevented || !(here instanceof HTMLElement) || !here.matches(FIELDS)) return;
    const all = stops();
    const at = all.indexOf(here);
    if (event.key === "Enter" && event.altKey && isTold(all[at + 1])) {
      event.preventDefault();
      all[at + 1].focus();
    }
    if (event.key !== "Tab" || event.altKey || at < 0) return;
    const step = event.shiftKey ? -1 : 1;
    if (!isTold(all[at + step])) return;
    let next = at + step;
    while (isTold(all[next])) next += step;
    const there = all[next];
    if (there === undefined) return;
    event.preventDefault();
    there.focus();
    if (there instanceof HTMLInputElement) there.select();
  });
}
