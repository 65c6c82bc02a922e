// Comes in: the number of a piece of work. Goes out: how far it is, until it has ended. Must not know:
// what is done.
// @ts-check

import { ask, Refused } from "./ask.js";
import { button, make } from "./dom.js";

/** Is how often it is asked how far work is, in milliseconds. */
const ROUND = 400;

/** Shows how far a piece of work is, with a way to stop it where `stops`; gives what became of it,
 * nothing where nobody looks any more, or another one took its place.
 * @param {number} job
 * @param {{ into: HTMLElement, name: string, says: (done: number, all: number) => string, stops: boolean, left: () => boolean }} shown
 * @returns {Promise<any>} */
export async function follow(job, { into, name, says, stops, left }) {
  const bar = /** @type {HTMLProgressElement} */ (make("progress", { "aria-label": name }));
  const text = make("span", { role: "status" }, says(0, 0));
  const stop = button("Dừng", "dung", async () => {
    stop.disabled = true;
    await ask("job", { job, stop: true });
  });
  into.replaceChildren(bar, " ", text, ...(stops ? [" ", stop] : []));
  if (stops) stop.focus();
  try {
    for (;;) {
      const { done, all, ended } = await ask("job", { job });
      if (left()) return null;
      if (ended !== null) return ended;
      if (all > 0) [bar.max, bar.value] = [all, done];
      const now = says(done, all);
      if (text.textContent !== now) text.textContent = now;
      await new Promise((then) => setTimeout(then, ROUND));
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return null;
  } finally {
    if (!left()) into.replaceChildren();
  }
}
