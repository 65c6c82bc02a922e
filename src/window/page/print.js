// Comes in: the bytes of a PDF. Goes out: the browser's question how to print it. Must not know:
// what is on it.
// @ts-check

import { make } from "./dom.js";

/** Prints a PDF, never a picture of it. @param {Uint8Array} bytes @param {() => void} then */
export function printed(bytes, then) {
  const address = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)], { type: "application/pdf" }));
  const frame = /** @type {HTMLIFrameElement} */ (make("iframe", { src: address, title: "Bản in", hidden: true }));
  frame.addEventListener("load", () => {
    frame.contentWindow?.print();
    then();
  });
  document.querySelectorAll("iframe").forEach((old) => {
    URL.revokeObjectURL(old.src);
    old.remove();
  });
  document.body.append(frame);
}
