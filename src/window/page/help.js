// Comes in: the clerk's guide. Goes out: the screen that helps. Must not know: papers.
// @ts-check

import { ask } from "./ask.js";
import { button, make, place } from "./dom.js";

const KEYS = [
  ["Ctrl + S", "lưu ngay (không bấm thì vẫn tự lưu)"],
  ["Ctrl + P", "in văn bản đang mở"],
  ["F8", "tới chỗ cần xem tiếp theo"],
  ["Ctrl + Enter", "ở màn hình Khách mời: lưu dòng đang sửa"],
  ["Tab", "sang ô sau, theo thứ tự của văn bản"],
  ["F1", "màn hình này"],
  ["Esc", "từ màn hình này về chỗ đang làm"],
];

/** The chapter of each screen. @type {Record<string, number>} */
const CHAPTERS = { "": 3, "van-ban": 4, khach: 6, so: 8, kho: 9, "thiet-dat": 10, tim: 3 };

/** @param {string} from the screen help was asked for on, if any */
export async function help(from) {
  const { text } = await ask("guide", {});
  const [window, files] = text.split(/^# Phần .*$/m).slice(1).map((/** @type {string} */ half) => half.split(/^(?=## )/m).slice(1));
  const title = (/** @type {string} */ part) => part.slice(3, part.indexOf("\n"));
  const wanted = from === "" ? undefined : CHAPTERS[from === "trang-chinh" ? "" : from];
  const folded = (/** @type {string} */ part) => make("details", { open: title(part).startsWith(`${wanted}. `) }, [make("summary", {}, title(part)), ...shown(body(part))]);
  const all = [
    make("section", { class: "card guide" }, [
      make("h1", {}, "Trợ giúp"),
      from === "" ? null : make("p", {}, button("← Quay lại chỗ đang làm (Esc)", "dong-tro-giup", () => history.back())),
      make("h2", {}, "Phím"),
      make("dl", {}, KEYS.flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)])),
      make("h2", {}, "Làm trong cửa sổ"),
      ...window.map(folded),
    ]),
    make("section", { class: "card guide" }, [
      make("h2", {}, "Tệp và lệnh"),
      make("p", {}, "Cho người phụ trách máy: mọi việc trên cũng làm được bằng lệnh."),
      ...files.map(folded),
    ]),
  ];
  place(...all);
  const chapter = all[0].querySelector("details[open] > summary");
  chapter?.scrollIntoView();
  /** @type {HTMLElement | null} */ (chapter)?.focus();
  if (from === "") return {};
  const keys = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") history.back();
  };
  addEventListener("keydown", keys);
  return { leave: () => removeEventListener("keydown", keys) };
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
  const picture = /^!\[(.*)\]\((hinh\/[a-z-]+\.png)\)$/.exec(first);
  if (picture !== null) return [make("img", { src: `/${picture[2]}`, alt: picture[1], loading: "lazy" })];
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
