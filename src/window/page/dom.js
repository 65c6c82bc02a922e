// Comes in: names, attributes, texts. Goes out: elements of the page. Must not know: what they are
// for. Texts are texts: nothing becomes markup.
// @ts-check

/** @typedef {Node | string | null | undefined} Child */

/** Makes an element.
 * @param {string} name
 * @param {Record<string, string | boolean | undefined>} [attributes]
 * @param {Child | Child[]} [children]
 * @returns {HTMLElement} */
export function make(name, attributes = {}, children = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== undefined) element.setAttribute(key, value);
  }
  for (const child of [children].flat()) if (child !== null && child !== undefined) element.append(child);
  return element;
}

/** Makes a button. @param {string} text @param {string} act @param {() => unknown} then */
export function button(text, act, then) {
  const made = make("button", { type: "button", "data-viec": act }, text);
  made.addEventListener("click", () => void then());
  return made;
}

/** Shows a screen. @param {Child[]} children */
export function place(...children) {
  const main = document.getElementById("main");
  main?.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
}

/** Says a word about what was done. @param {string} text */
export function say(text) {
  const status = document.getElementById("status");
  if (status !== null && status.textContent !== text) status.textContent = text;
}

/** @param {string | null} iso @returns {string} a day as it is read here */
export function day(iso) {
  if (iso === null) return "";
  const [year, month, number] = iso.split("-").map(Number);
  const names = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"];
  const weekday = names[new Date(Date.UTC(year, month - 1, number)).getUTCDay()];
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return `${weekday}, ${two(number)}/${month < 3 ? two(month) : month}/${year}`;
}
