// Comes in: a screen that is about to be drawn anew or left for a while. Goes out: the focus where it
// was. Must not know: what a screen shows.
// @ts-check

/** Are the fields somebody types in. */
export const FIELDS = "input, textarea, select";

/** Says where somebody is: what has the focus, which of its like it is, the letter the caret is at.
 * @typedef {{ name: string, text: string, order: number, at: number | null }} Spot */

/** @param {Element} one */
function named(one) {
  return one.getAttribute("name") ?? "";
}

/** @param {Element} one */
function text(one) {
  return one.getAttribute("aria-label") ?? (one.matches("button, a, summary") ? (one.textContent ?? "") : "");
}

/** Lists what takes the focus in the screen, in order. @returns {HTMLElement[]} */
export function places() {
  return [...document.querySelectorAll(`#main :is(a[href], button, ${FIELDS}, summary)`)].map((one) => /** @type {HTMLElement} */ (one));
}

/** Remembers where somebody is; nothing where they are nowhere in the screen. @returns {Spot | null} */
export function spot() {
  const here = document.activeElement;
  if (!(here instanceof HTMLElement) || !document.getElementById("main")?.contains(here) || here.id === "main") return null;
  const alike = places().filter((one) => named(one) === named(here) && text(one) === text(here));
  const typed = here instanceof HTMLTextAreaElement || (here instanceof HTMLInputElement && here.type === "text");
  return { name: named(here), text: text(here), order: alike.indexOf(here), at: typed ? here.selectionStart : null };
}

/** Gives the spot of a field, at a letter of it; at its end where none is said. @param {string} name @param {number} [at] @returns {Spot} */
export function field(name, at) {
  return { name, text: "", order: 0, at: at ?? Number.MAX_SAFE_INTEGER };
}

/** Puts the focus there again; while a question stands over the screen, after it. @param {Spot | null} spot */
export function back(spot) {
  if (spot === null) return;
  const over = document.querySelector("dialog[open]");
  if (over !== null) return over.addEventListener("close", () => setTimeout(() => back(spot), 0), { once: true });
  // Whoever went on to another field meanwhile, or is on a way out of the screen, stays there.
  const here = document.activeElement;
  if (here instanceof HTMLElement && here.matches(FIELDS) && places().includes(here) && named(here) !== spot.name) return;
  if (here instanceof HTMLElement && here.matches("a[href]") && here.closest("#main") === null) return;
  const alike = places().filter((one) => named(one) === spot.name && (spot.name !== "" || text(one) === spot.text));
  const there = alike[spot.order] ?? alike[0];
  if (there === undefined) return;
  there.closest("details")?.setAttribute("open", "");
  there.focus({ preventScroll: true });
  if (spot.at !== null && (there instanceof HTMLTextAreaElement || (there instanceof HTMLInputElement && there.type === "text"))) {
    const at = Math.min(spot.at, there.value.length);
    there.setSelectionRange(at, at);
  }
  there.scrollIntoView({ block: "nearest" });
}
