// Comes in: a table that was pasted, the fields of a row. Goes out: which column is which field, the
// rows as the fields take them, what is not taken. Must not know: any kind of paper, how it is shown.
// @ts-check

import { iso } from "./dom.js";

/** Is a field a column may go into; `list` names the list within the row it stands in.
 * @typedef {{ key: string, label: string, required: boolean, type: string, words: string[], names: string[], list: string | null }} Place */
/** Is what a cell becomes in a field: `rest` where more stood in it than the field takes, `unread` where it stays as it is.
 * @typedef {{ value: string, rest: boolean, unread: boolean }} Taken */
/** `lines` are the rows of the table that go in, `became` what a cell becomes where that is something else.
 * @typedef {{ members: any[], lines: Set<number>, became: Map<string, string>, notes: string[] }} Made */

/** Are the inputs that take the words of a cell. */
const WORDS = new Set(["text", "lines", "body"]);
const TAKES = new Set([...WORDS, "number", "date", "time", "choice"]);

/** What a column of numbers is called that only count. */
const COUNTS = new Set(["stt", "tt", "so tt", "so thu tu", "thu tu"]);

/** What offices write over columns for one and the same thing: names of fields and other words for them. */
const ALIKE = [
  ["gio", "thoi gian", "thoi diem", "gio bat dau", "bat dau"],
  ["ngay", "thoi gian", "thu ngay", "ngay thang", "thu", "ngay di", "ngay den"],
  ["buoi", "thoi gian"],
  ["viec", "noi dung", "cong viec", "noi dung cong viec", "hoat dong"],
  ["dieu hanh", "nguoi dieu hanh", "thuc hien", "nguoi thuc hien", "don vi thuc hien", "phu trach", "nguoi phu trach", "trinh bay", "nguoi trinh bay", "chu tri", "nguoi chu tri", "phan cong"],
  ["chu tri", "nguoi chu tri", "lanh dao chu tri", "dieu hanh", "nguoi dieu hanh"],
  ["thanh phan", "thanh phan du", "thanh phan tham du", "nguoi du", "tham du"],
  ["chuan bi", "don vi chuan bi", "nguoi chuan bi", "co quan chuan bi"],
  ["dia diem", "noi hop", "noi lam viec"],
  ["ho va ten", "ho ten"],
  ["chuc vu", "chuc danh"],
  ["don vi", "co quan", "noi cong tac"],
  ["dien thoai", "so dien thoai", "sdt"],
  ["ten van ban", "trich yeu", "ten loai va trich yeu", "noi dung"],
  ["so ky hieu", "so va ky hieu", "so hieu"],
  ["so ban", "so luong"],
  ["noi di noi den", "chang", "noi di", "noi den"],
];

/** Lists the fields of a row that take words, those of one list within it behind them.
 * @param {import("./form.js").Entry[]} entries @returns {Place[]} */
export function places(entries) {
  const made = (/** @type {import("./form.js").Entry[]} */ all, /** @type {string | null} */ list, /** @type {string} */ before) =>
    all.filter((one) => TAKES.has(one.input.type)).map((one) => ({ key: one.key, label: before + one.label, required: one.required, type: one.input.type, words: one.input.words ?? [], names: one.input.names ?? [], list }));
  const inner = entries.find((one) => one.input.type === "list" && one.input.of?.type === "group");
  return [...made(entries, null, ""), ...(inner === undefined ? [] : made(inner.input.of?.fields ?? [], inner.key, `${inner.label}: `))];
}

/** Gives small letters without marks and without stars. @param {string} text */
function bare(text) {
  return text.normalize("NFD").replace(/[\p{M}*]/gu, "").toLowerCase().replaceAll("đ", "d").trim();
}

/** @param {string} text its words alone */
function folded(text) {
  return bare(text).split(/[^a-z0-9]+/).filter(Boolean).join(" ");
}

/** Gives what the label of a field is alone. @param {Place} place */
function called(place) {
  return folded(place.label.split(": ").pop() ?? "");
}

/** Takes bold letters off a cell that is bold from end to end. @param {string} cell */
function unmarked(cell) {
  return cell.replace(/^\*\*([^*]+)\*\*$/, "$1");
}

/** Reads an hour that begins a cell: 7h30, 07:30, 8 giờ, 2 giờ chiều, 7:30:00 AM.
 * @param {string} cell @returns {Taken} */
function hour(cell) {
  const text = bare(cell).replace(/\s+/g, " ");
  const found = /^(?:tu |luc |khoang |dung )?(\d{1,2}) ?(?:(?:gio|h|g)(?![a-z]) ?(\d{1,2})?|: ?(\d{2})(?::\d{2})?)(?!\d)(?: ?(?:phut|['’p](?![a-z])))?(?: ?(am|pm|sa|ch|sang|trua|chieu|toi|dem)(?![a-z]))?/.exec(text);
  if (found === null) return { value: cell, rest: false, unread: true };
  const typed = Number(found[1]);
  const late = ["pm", "ch", "chieu", "toi"].includes(found[4]) || (found[4] === "trua" && typed < 4) || (found[4] === "dem" && typed > 5);
  const hours = late && typed < 12 ? typed + 12 : ["am", "sa"].includes(found[4]) && typed === 12 ? 0 : typed;
  const minutes = Number(found[2] ?? found[3] ?? 0);
  if (hours > 23 || minutes > 59) return { value: cell, rest: false, unread: true };
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return { value: `${two(hours)}:${two(minutes)}`, rest: found[0].length < text.length, unread: false };
}

/** Reads a day that stands in a cell; its weekday is no more than it says itself.
 * @param {string} cell @param {boolean} month @returns {Taken} */
function date(cell, month) {
  const text = bare(cell);
  const found = /(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})/.exec(text) ?? /(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})/.exec(text);
  const known = found === null ? iso(text, month) : iso(found.slice(1).join("/"));
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { value: text, rest: false, unread: false };
  if (known === null) return { value: cell, rest: false, unread: true };
  const more = found === null ? "" : folded(text.replace(found[0], " ")).replace(/\b(thu (hai|ba|tu|nam|sau|bay|\d)|chu nhat|cn|t\d|ngay)\b/g, "").trim();
  return { value: known, rest: more !== "", unread: false };
}

/** Gives what a field takes of a cell. @param {Place} place @param {string} cell @returns {Taken} */
function taken(place, cell) {
  if (WORDS.has(place.type)) return { value: cell, rest: false, unread: false };
  cell = unmarked(cell);
  if (place.type === "time") return hour(cell);
  if (place.type === "date") return date(cell, false);
  if (place.type === "number") {
    const number = /^0*(\d+)$/.exec(bare(cell));
    return { value: number?.[1] ?? cell, rest: false, unread: number === null };
  }
  const said = folded(cell);
  const at = place.words.findIndex((word, at) => [word, place.names[at] ?? word].some((one) => said === folded(one) || said === `${called(place)} ${folded(one)}`));
  return { value: place.words[at] ?? cell, rest: false, unread: at < 0 };
}

/** How well the words over a column fit a field. @param {string} head @param {Place} place */
function named(head, place) {
  const label = called(place);
  const others = ALIKE.filter((all) => all[0] === label).flat();
  const of = (/** @type {string} */ part) => {
    if (part === label) return 4;
    if (others.includes(part)) return 3;
    const near = part.split(" ").length <= 5 && [label, ...others].some((one) => part.startsWith(`${one} `) || part.endsWith(` ${one}`) || label.startsWith(`${part} `));
    return near ? 2 : 0;
  };
  return Math.max(0, ...[head, ...head.split(/[/,;()–-]/)].map(folded).filter(Boolean).map(of));
}

/** How well what stands in a column fits a field. @param {string[]} cells @param {Place} place */
function fits(cells, place) {
  if (WORDS.has(place.type) || cells.length === 0) return 0;
  const read = cells.filter((cell) => !taken(place, cell).unread).length;
  return read * 2 >= cells.length ? 2 : -2;
}

/** Tells whether numbers only count the rows. @param {string[]} cells */
function counting(cells) {
  const numbers = cells.map((cell) => Number(/^(\d+)[.)]?$/.exec(bare(cell))?.[1] ?? Number.NaN));
  // Below a title over some rows they may begin again.
  return numbers.length > 1 && numbers.every((number, at) => number === 1 || (at > 0 && number === numbers[at - 1] + 1));
}

/** Tells whether a column only counts the rows: the program does that itself. @param {string} over @param {string[]} cells */
export function counts(over, cells) {
  return COUNTS.has(folded(over)) || counting(cells.filter((cell) => cell.trim() !== ""));
}

/** Finds the row that names the columns. @param {string[][]} rows @param {Place[]} fields */
function headOf(rows, fields) {
  const is = (/** @type {string[]} */ row) => {
    const cells = row.flatMap((cell, column) => (cell.trim() === "" ? [] : [{ cell, column }]));
    const known = cells.filter(({ cell, column }) => {
      // What stands in its column again is no name of it, unless the whole row does.
      const again = rows.some((other) => other !== row && folded(other[column]) === folded(cell) && !same(other, row));
      return !again && (COUNTS.has(folded(cell)) || fields.some((place) => named(cell, place) > 0));
    });
    return cells.length > 1 && known.length * 2 > cells.length && cells.every(({ cell }) => hour(cell).unread && date(cell, false).unread);
  };
  const at = rows.slice(0, 3).findIndex(is);
  // Above it there may be a title over all columns.
  return rows.slice(0, Math.max(at, 0)).every((row) => row.filter((cell) => cell.trim() !== "").length < 2) ? at : -1;
}

/** @param {string[]} one @param {string[]} other */
function same(one, other) {
  return one.every((cell, at) => folded(cell) === folded(other[at] ?? ""));
}

/** Guesses which row names the columns (-1: none), and which field each column is; null where none.
 * @param {string[][]} rows @param {Place[]} fields @returns {{ head: number, columns: (Place | null)[] }} */
export function guessed(rows, fields) {
  const head = headOf(rows, fields);
  const columns = rows[0].map(() => /** @type {Place | null} */ (null));
  const below = rows.slice(head + 1).filter((row) => row.filter((cell) => cell.trim() !== "").length > 1);
  const cells = columns.map((_, at) => below.map((row) => row[at]).filter((cell) => cell.trim() !== ""));
  const over = columns.map((_, at) => (head < 0 ? "" : rows[head][at]));
  const count = columns.map((_, at) => COUNTS.has(folded(over[at])) || (at === 0 && counting(cells[at]) && fields.every((place) => named(over[at], place) < 3)));
  const pairs = columns.flatMap((_, at) => (count[at] ? [] : fields.map((place) => ({ at, place, score: named(over[at], place) + fits(cells[at], place) }))));
  for (const { at, place, score } of pairs.sort((one, other) => other.score - one.score)) {
    if (score > 0 && columns[at] === null && !columns.includes(place)) columns[at] = place;
  }
  if (head >= 0) return { head, columns };
  // Without names words go in the order of the fields, from what a row is about.
  const words = fields.filter((place) => WORDS.has(place.type));
  const main = mainOf(fields);
  const free = words.slice(main === null ? 0 : words.indexOf(main)).filter((place) => !columns.includes(place));
  return { head, columns: columns.map((place, at) => place ?? (count[at] ? null : (free.shift() ?? null))) };
}

/** Finds the field that says what a row is about: the one that must be filled in, else the first for long words.
 * @param {Place[]} fields */
function mainOf(fields) {
  const words = fields.filter((place) => WORDS.has(place.type));
  return words.find((place) => place.required) ?? words.find((place) => place.type === "lines") ?? words[0] ?? null;
}

/** Finds the field of a row that has one cell only, in no column for words: a title over the rows below.
 * @param {string} cell @param {(Place | null)[]} columns @param {Place[]} fields */
function lone(cell, columns, fields) {
  const words = ` ${folded(cell)} `;
  const free = fields.filter((place) => !columns.includes(place));
  const read = date(cell, false);
  const day = read.unread ? undefined : fields.find((place) => place.type === "date");
  const said = free.find((place) => place.type !== "date" && words.includes(` ${called(place)} `) && !taken(place, cell).unread);
  return (read.rest ? undefined : day) ?? said ?? day ?? mainOf(fields);
}

/** @param {string[]} texts */
function listed(texts) {
  const short = texts.slice(0, 4).map((text) => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`);
  return short.join(", ") + (texts.length > 4 ? ` và ${texts.length - 4} ô nữa` : "");
}

/** Is what of a column is to be told of: what is left out, what was cut, what could not be read.
 * @typedef {{ out: string[], cut: string[], unread: string[] }} Told */

/** Makes rows of a table. @param {string[][]} rows @param {number} head the row of names, -1 where none
 * @param {(Place | null)[]} columns @param {Place[]} fields @returns {Made} */
export function made(rows, head, columns, fields) {
  const made = { members: /** @type {any[]} */ ([]), lines: /** @type {Set<number>} */ (new Set()), became: /** @type {Map<string, string>} */ (new Map()), notes: /** @type {string[]} */ ([]) };
  const told = columns.map(() => /** @type {Told} */ ({ out: [], cut: [], unread: [] }));
  const above = rows.slice(0, Math.max(head, 0)).flat().filter((cell) => cell.trim() !== "");
  if (above.length > 0) made.notes.push(`Chữ trên dòng tên cột không đưa vào: ${listed(above)}.`);
  rows.forEach((typed, line) => {
    if (head >= 0 && (line <= head || same(typed, rows[head]))) return;
    const { row, ways, note } = titled(typed, columns, fields);
    if (note !== "") made.notes.push(`Dòng ${line + 1} ${note}`);
    const filled = row.flatMap((cell, at) => (cell.trim() === "" ? [] : [at]));
    filled.forEach((at) => ways[at] === null && told[at].out.push(row[at]));
    const values = fields.flatMap((place) => {
      const from = filled.filter((at) => ways[at] === place);
      if (from.length === 0) return [];
      const text = from.map((at) => row[at]).join(" ");
      const { value, rest, unread } = taken(place, text);
      const [at] = from;
      if (rest) told[at].cut.push(text);
      if (unread) told[at].unread.push(text);
      if (value !== text) made.became.set(`${line} ${at}`, value);
      return [{ place, value }];
    });
    if (values.length === 0) return;
    made.lines.add(line);
    put(made.members, values);
  });
  const over = columns.map((_, at) => (head < 0 ? "" : rows[head][at].replaceAll("*", "").trim()));
  made.notes.push(...columns.flatMap((place, at) => notes(over[at], at, told[at], columns.indexOf(place) < at ? place : null)));
  return made;
}

/** Lets a part of a day that stands in a column of hours go into its own field. @param {string[]} row @param {(Place | null)[]} columns @param {Place[]} fields */
function parted(row, columns, fields) {
  const ways = columns.map((place, at) => {
    if (place?.type !== "time" || row[at].trim() === "" || !taken(place, row[at]).unread) return place;
    return fields.find((one) => one.type === "choice" && one.list === place.list && !columns.includes(one) && !taken(one, row[at]).unread) ?? place;
  });
  const moved = ways.flatMap((place, at) => (place === columns[at] ? [] : [`${listed([row[at]])} vào ô ${place?.label}.`]));
  return { row, ways, note: moved.length === 0 ? "" : `có ${moved.join(" ")}` };
}

/** Finds the field of each cell of a row; where it has one only, in no column for words, of a title.
 * @param {string[]} row @param {(Place | null)[]} columns @param {Place[]} fields */
function titled(row, columns, fields) {
  const filled = row.flatMap((cell, at) => (cell.trim() === "" ? [] : [at]));
  const [at] = filled;
  const place = columns[at];
  if (filled.length !== 1 || (place !== null && (WORDS.has(place.type) || !taken(place, row[at]).unread))) return parted(row, columns, fields);
  const to = lone(row[at], columns, fields);
  const cell = unmarked(row[at]);
  return { row: row.map((one, place) => (place === at ? cell : one)), ways: columns.map((one, place) => (place === at ? to : one)), note: `chỉ có một ô: ${listed([cell])} vào ô ${to?.label ?? "nào cũng không được"}.` };
}

/** Puts a row behind those there are. What stands in a list within a row belongs to the row above while nothing else
 * is said: a day stands once, above all that belongs to it.
 * @param {any[]} members @param {{ place: Place, value: string }[]} values */
function put(members, values) {
  const of = (/** @type {boolean} */ within) => Object.fromEntries(values.filter(({ place }) => (place.list !== null) === within).map(({ place, value }) => [place.key, value]));
  const [own, inner] = [of(false), of(true)];
  const list = values.find(({ place }) => place.list !== null)?.place.list ?? null;
  if (list === null) return members.push(own);
  const last = members[members.length - 1];
  const goes = last !== undefined && Object.entries(own).every(([key, value]) => last[key] === value);
  return goes ? (last[list] ??= []).push(inner) : members.push({ ...own, [list]: [inner] });
}

/** Says what is to be looked at in a column. @param {string} over @param {number} at @param {Told} told
 * @param {Place | null} again the field, where a column before goes there, too */
function notes(over, at, { out, cut, unread }, again) {
  const name = over === "" ? `Cột ${at + 1}` : `Cột ${over}`;
  const count = counts(over, out);
  return [
    out.length > 0 && count ? `${name} là số thứ tự, không đưa vào.` : "",
    out.length > 0 && !count ? `${name} không đưa vào: ${listed(out)}.` : "",
    cut.length > 0 ? `${name}: ô chỉ nhận phần ghi sau dấu →, phần còn lại không vào: ${listed(cut)}.` : "",
    unread.length > 0 ? `${name}: chưa đọc được ${listed(unread)}; đưa vào như đã viết, sửa sau ở ô ấy.` : "",
    again === null ? "" : `${name} và một cột trước cùng vào ô ${again.label}: chữ nối lại thành một.`,
  ].filter((note) => note !== "");
}
