// Comes in: the clerk's guide. Goes out: the screen that helps. Must not know: papers.
// @ts-check

import { ask } from "./ask.js";
import { make, place } from "./dom.js";

const KEYS = [
  ["Ctrl + S", "lưu ngay (không bấm thì vẫn tự lưu)"],
  ["Ctrl + P", "in văn bản đang mở"],
  ["F8", "tới chỗ cần xem tiếp theo"],
  ["Ctrl + Enter", "ở màn hình Khách mời: lưu dòng đang sửa"],
  ["Tab", "sang ô sau, theo thứ tự của văn bản"],
  ["F1", "màn hình này"],
];

export async function help() {
  const { text } = await ask("guide", {});
  const parts = text.split(/^(?=## )/m).slice(1);
  const title = (/** @type {string} */ part) => part.slice(3, part.indexOf("\n"));
  const own = parts.findIndex((/** @type {string} */ part) => title(part).includes("cửa sổ"));
  const rest = parts.filter((/** @type {string} */ _, /** @type {number} */ at) => at !== own);
  place(
    make("section", { class: "card guide" }, [
      make("h1", {}, "Trợ giúp"),
      make("p", {}, "Cửa sổ này chỉ chạy trên máy này, không gửi gì ra ngoài."),
      make("h2", {}, "Phím"),
      make("dl", {}, KEYS.flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)])),
      make("h2", {}, "Làm trong cửa sổ"),
      ...shown(body(parts[own] ?? "")),
    ]),
    make("section", { class: "card guide" }, [
      make("h2", {}, "Toàn bộ hướng dẫn"),
      make("p", {}, "Các phần sau nói về tệp và lệnh; người phụ trách máy dùng tới nhiều hơn."),
      ...rest.map((/** @type {string} */ part) => make("details", {}, [make("summary", {}, title(part)), ...shown(body(part))])),
    ]),
  );
  return {};
}

/** @param {string} part */
function body(part) {
  return part.slice(part.indexOf("\n") + 1);
}

/** Shows a text of the guide: headings, lists, tables, examples, paragraphs.
 * @param {string} text @returns {HTMLElement[]} */
function shown(text) {
  return text
    .split(/^(```[^]*?^```)$/m)
    .flatMap((piece) => (piece.startsWith("```") ? [make("pre", { tabindex: "0" }, piece.split("\n").slice(1, -1).join("\n"))] : piece.split(/\n\s*\n/).flatMap(block)));
}

/** @param {string} text @returns {HTMLElement[]} */
function block(text) {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const [first] = lines;
  if (first === undefined || first.startsWith("<")) return [];
  if (first.startsWith("#")) return [make("h3", {}, first.replace(/^#+ /, "")), ...block(lines.slice(1).join("\n"))];
  if (first.startsWith("|")) return [table(lines)];
  const mark = /^(-|\d+\.) /.exec(first);
  if (mark === null) return [make("p", {}, words(lines.join(" ")))];
  /** @type {string[]} */
  const items = [];
  for (const line of lines) {
    const item = /^(?:-|\d+\.) (.*)$/.exec(line);
    if (item !== null) items.push(item[1]);
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  return [make(mark[1] === "-" ? "ul" : "ol", {}, items.map((item) => make("li", {}, words(item))))];
}

/** @param {string[]} lines */
function table(lines) {
  const cells = (/** @type {string} */ line) => line.split("|").slice(1, -1).map((cell) => cell.trim());
  const [head, , ...rows] = lines;
  return make("div", { class: "wide" }, make("table", {}, [
    make("thead", {}, make("tr", {}, cells(head).map((cell) => make("th", { scope: "col" }, words(cell))))),
    make("tbody", {}, rows.map((row) => make("tr", {}, cells(row).map((cell) => make("td", {}, words(cell)))))),
  ]));
}

/** Shows bold words and words of files; of links the words alone: none leads away from here.
 * @param {string} text @returns {import("./dom.js").Child[]} */
function words(text) {
  return text
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .map((part) => {
      if (part.startsWith("`")) return make("code", {}, part.slice(1, -1));
      if (part.startsWith("**") && part.length > 4) return make("strong", {}, part.slice(2, -2));
      return part;
    });
}
