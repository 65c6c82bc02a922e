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

/** Makes a button. While what it does goes on, it does nothing more: a second click of one who clicks twice would do
 * it twice. @param {string} text @param {string} act @param {() => unknown} then @returns {HTMLButtonElement} */
export function button(text, act, then) {
  const made = /** @type {HTMLButtonElement} */ (make("button", { type: "button", "data-viec": act }, text));
  let busy = false;
  made.addEventListener("click", async () => {
    if (busy) return;
    busy = true;
    try {
      await then();
    } finally {
      busy = false;
    }
  });
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

/** Reads a day, or a month where that may be, as it is written here: 14/8/2026, 8/2026.
 * @param {string} text @param {boolean} [month] @param {boolean} [short] whether two digits are a year of this century: only of what is typed to its end @returns {string | null} as files have it; nothing where it is none */
export function iso(text, month = false, short = false) {
  const two = (/** @type {string | number} */ value) => String(value).padStart(2, "0");
  const alone = month ? /^\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*$/.exec(text) : null;
  if (alone !== null) return Number(alone[1]) >= 1 && Number(alone[1]) <= 12 ? `${alone[2]}-${two(alone[1])}` : null;
  const found = /^\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})\s*$/.exec(text);
  if (found === null || (found[3].length === 2 && !short)) return null;
  const [day, number, year] = [Number(found[1]), Number(found[2]), Number(found[3]) + (found[3].length === 2 ? 2000 : 0)];
  const made = new Date(Date.UTC(year, number - 1, day));
  return made.getUTCDate() === day && made.getUTCMonth() === number - 1 ? `${year}-${two(number)}-${two(day)}` : null;
}

/** Writes a day or a month as it is written here; what is none stays as it is.
 * @param {string} text as files have it */
export function local(text) {
  const found = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (found === null) return text;
  // Days below 10, January and February have two digits.
  const month = Number(found[2]) < 3 ? found[2] : String(Number(found[2]));
  return found[3] === undefined ? `${month}/${found[1]}` : `${found[3]}/${month}/${found[1]}`;
}

/** @param {string | null} iso @returns {string} a day as it is read here */
export function day(iso) {
  if (iso === null) return "";
  const [year, month, number] = iso.split("-").map(Number);
  const names = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"];
  const weekday = names[new Date(Date.UTC(year, month - 1, number)).getUTCDay()];
  return `${weekday}, ${local(iso)}`;
}

/** Says why something typed is no day. @param {string} typed @param {string} example */
export function unread(typed, example) {
  const found = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(typed);
  if (found !== null) return `Không có ngày ${found[1]} tháng ${found[2]} năm ${found[3]}.`;
  return `Không đọc được ngày “${typed}”: viết ngày/tháng/năm, ví dụ ${example}.`;
}
