// Comes in: strips of pages. Goes out: the pages on the screen, only what changed drawn again.
// Must not know: forms, findings.
// @ts-check

import { make } from "./dom.js";

/** @typedef {{ mark: string, width: number, height: number }} Page */

export class Pages {
  constructor() {
    this.element = make("div", { class: "pages", tabindex: "0", role: "region", "aria-label": "Trang sẽ in" });
    /** @type {{ canvas: HTMLCanvasElement, mark: string | null }[]} */
    this.shown = [];
    this.marks = make("div", { class: "marks", "aria-hidden": "true" });
    this.element.append(this.marks);
    /** @type {Promise<void>} */
    this.drawing = Promise.resolve();
  }

  /** Dots an inch, so that a page fills the width there is; whole pixels of this screen. */
  dpi() {
    const room = Math.max(this.element.clientWidth - 24, 200);
    const widest = Math.max(595, ...this.shown.map(({ canvas }) => Number(canvas.dataset.width ?? 595)));
    const ratio = Math.min(devicePixelRatio, 2);
    return Math.min(Math.max((room / widest) * 72, 48), 144) * ratio;
  }

  /** Calls back with the place on a page that is pointed at (pt).
   * @param {(point: { page: number, x: number, y: number }) => void} then */
  pointed(then) {
    this.element.addEventListener("click", (event) => {
      const page = this.shown.findIndex(({ canvas }) => canvas === event.target);
      if (page < 0) return;
      const { canvas } = this.shown[page];
      const box = canvas.getBoundingClientRect();
      const scale = Number(canvas.dataset.width ?? 595) / box.width;
      then({ page, x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale });
    });
  }

  /** Marks where a field stands softly; scrolls only if none of it is in sight.
   * @param {{ page: number, left: number, top: number, width: number, height: number }[]} spots */
  mark(spots) {
    const frame = this.element.getBoundingClientRect();
    const boxes = spots.flatMap((spot) => {
      const canvas = this.shown[spot.page]?.canvas;
      if (canvas === undefined) return [];
      const scale = canvas.clientWidth / Number(canvas.dataset.width ?? 595);
      const made = make("div");
      const top = canvas.offsetTop + spot.top * scale;
      Object.assign(made.style, { left: `${canvas.offsetLeft + spot.left * scale}px`, top: `${top}px`, width: `${spot.width * scale}px`, height: `${spot.height * scale}px` });
      return [{ made, top }];
    });
    this.marks.replaceChildren(...boxes.map(({ made }) => made));
    const { scrollTop, clientHeight } = this.element;
    const seen = boxes.some(({ top }) => top > scrollTop && top < scrollTop + clientHeight - 20);
    if (boxes.length > 0 && !seen && frame.height > 0) this.element.scrollTop = boxes[0].top - clientHeight / 2;
  }

  /** Says what is in sight: each page with the mark it has on the screen. */
  view() {
    const frame = this.element.getBoundingClientRect();
    const near = (/** @type {{ canvas: HTMLCanvasElement }} */ { canvas }, /** @type {number} */ at) => {
      const box = canvas.getBoundingClientRect();
      return at === 0 || (box.bottom > frame.top - frame.height && box.top < frame.bottom + frame.height);
    };
    const pages = this.shown.length === 0 ? [[0, null], [1, null]] : this.shown.flatMap((page, at) => (near(page, at) ? [[at, page.mark]] : []));
    return { dpi: this.dpi(), pages };
  }

  /** Tells whether a page in sight is older than what there is. @param {Page[]} pages */
  wants(pages) {
    const seen = new Map(/** @type {[number, string | null][]} */ (this.view().pages));
    return pages.some((page, at) => seen.has(at) && seen.get(at) !== page.mark);
  }

  /** Takes what came. @param {any} head @param {Uint8Array} bytes */
  take(head, bytes) {
    this.drawing = this.drawing.then(() => this.draw(head, bytes));
    return this.drawing;
  }

  /** @param {any} head @param {Uint8Array} bytes */
  async draw(head, bytes) {
    this.element.classList.toggle("old", !head.current);
    while (this.shown.length > head.pages.length) this.shown.pop()?.canvas.remove();
    while (this.shown.length < head.pages.length) {
      const canvas = /** @type {HTMLCanvasElement} */ (make("canvas", { role: "img" }));
      canvas.setAttribute("aria-label", `Trang ${this.shown.length + 1}`);
      this.element.append(canvas);
      this.shown.push({ canvas, mark: null });
    }
    head.pages.forEach((/** @type {Page} */ page, /** @type {number} */ at) => {
      const { canvas } = this.shown[at];
      canvas.dataset.width = String(page.width);
      canvas.style.aspectRatio = `${page.width} / ${page.height}`;
    });
    let start = 0;
    for (const strip of head.strips) {
      const png = bytes.subarray(start, start + strip.length);
      start += strip.length;
      const { canvas } = this.shown[strip.page];
      if (strip.rows > 0) {
        const picture = await createImageBitmap(new Blob([/** @type {BlobPart} */ (png)], { type: "image/png" }));
        if (canvas.width !== strip.width || canvas.height !== strip.height) {
          canvas.width = strip.width;
          canvas.height = strip.height;
        }
        canvas.getContext("2d")?.drawImage(picture, 0, strip.first);
        picture.close();
      }
      this.shown[strip.page].mark = head.pages[strip.page].mark;
    }
  }
}
