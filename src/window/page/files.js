// Comes in: bytes that the program made. Goes out: a file saved by the browser. Must
// not know: what is in them.
// @ts-check

import { askPictures } from "./ask.js";
import { listed, dialog } from "./dialog.js";
import { button, make, say } from "./dom.js";

/** Saves a file where the browser saves files. @param {Uint8Array} bytes @param {string} name */
export function downloaded(bytes, name) {
  const address = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)], { type: "application/octet-stream" }));
  const link = make("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  say(`đã lưu ${name} vào thư mục tải về`);
}

/** Asks for a file; says why where there is none. @param {string} name @param {unknown} body @returns {Promise<Uint8Array | null>} */
export async function made(name, body) {
  const { head, bytes } = await askPictures(name, body);
  if (bytes.length > 0) return bytes;
  const close = button("Đóng", "dong", () => told.close());
  const told = dialog("Chưa làm được", [listed(head.found ?? []), make("p", { class: "acts" }, close)]);
  say("");
  return null;
}
