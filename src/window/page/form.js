// Comes in: the entries of a form, what stands in the file. Goes out: fields, and each change of
// one as an edit. Must not know: who takes the edits.
//
// Nothing here ever writes into a field that has the focus, filters keys or listens to Backspace
// and Enter (but where a new entry is given its name): Vietnamese keyboards send backspaces and letters,
// or compose; each breaks another kind of field.
// @ts-check

import { ask } from "./ask.js";
import { field as fieldSpot, FIELDS } from "./back.js";
import { listed, dialog } from "./dialog.js";
import { button, iso, local, make } from "./dom.js";
import { helped, plain, told } from "./finding.js";
import { pasting } from "./paste.js";
import { toRows } from "./torows.js";

/** @typedef {import("./finding.js").Remedy} Remedy */
/** @typedef {import("./back.js").Spot} Spot */

/** @typedef {{ type: string, of?: Input, fields?: Entry[], words?: string[], names?: string[], month?: boolean }} Input */
/** @typedef {{ key: string, label: string, help: string, example?: string, required: boolean, rare: boolean, input: Input }} Entry */
/** `before` is what stood there before the change, so that nobody's is written over in silence; `tried` says that it
 * was refused once.
 * @typedef {{ path: string, verb: string, value?: unknown, to?: number, before?: { value: unknown }, tried?: boolean }} Edit */

/** Are the findings of a mark that is missing at the end of a line. */
const OPEN = new Set(["ket::dong", "nhat-quan::cham"]);

export class Form {
  /** @param {(edit: Edit) => void} change @param {{ signers: any[], issuers: any[] }} office @param {(to?: Spot) => void} again shows the form anew, and goes somewhere in it */
  constructor(change, office, again) {
    /** What the fields hold now, by the keys of the file: lists are drawn anew from it. @type {any} */
    this.held = {};
    this.change = (/** @type {Edit} */ edit) => {
      if (edit.verb === "set") keep(this.held, edit.path, edit.value);
      change(edit);
    };
    this.office = office;
    this.again = again;
    /** What may be done about findings, by their code. @type {Record<string, Remedy>} */
    this.remedies = {};
    /** Lets a warning be told no more, where the file can say so. @type {((finding: any) => unknown) | null} */
    this.silent = null;
    /** @type {Map<string, { box: HTMLElement, found: HTMLElement, links: HTMLElement }>} */
    this.places = new Map();
    /** How a field takes what somebody else wrote, by its path. @type {Map<string, (value: any) => void>} */
    this.takers = new Map();
    /** What each member of a list is, by the list's path. @type {Map<string, Input>} */
    this.lists = new Map();
    this.count = 0;
  }

  /** Makes the fields of some entries.
   * @param {Entry[]} entries @param {any} content @param {string} way the path to them, with its dot
   * @returns {HTMLElement[]} */
  fields(entries, content, way) {
    if (way === "") this.held = content ?? {};
    const filled = (/** @type {Entry} */ entry) => content?.[entry.key] !== undefined && content[entry.key] !== null;
    const made = (/** @type {Entry} */ entry) => this.field(entry, content?.[entry.key], way + name(entry.key));
    const usual = entries.filter((entry) => !entry.rare || filled(entry)).map(made);
    const rare = entries.filter((entry) => entry.rare && !filled(entry));
    if (rare.length === 0) return usual;
    const more = make("details", {}, [make("summary", {}, "Thêm"), ...rare.map(made)]);
    return [...usual, more];
  }

  /** @param {Entry} entry @param {any} value @param {string} path */
  field(entry, value, path) {
    const many = ["group", "named"].includes(entry.input.type) || (entry.input.type === "list" && entry.input.of?.type !== "text" && entry.input.of?.type !== "lines") || Array.isArray(value) && entry.input.type === "body";
    const id = `o${++this.count}`;
    const label = entry.label + (entry.required ? " *" : "");
    const { words, by } = helped(plain(entry.help));
    // A help that says no more than the label is none.
    const more = words.replace(/\.$/, "").toLowerCase() !== entry.label.toLowerCase();
    const help = words === "" || !more ? null : make("p", { class: "help", id: `${id}-h`, title: by === "" ? undefined : by }, words);
    const links = make("div", { class: "links", id: `${id}-l` });
    const found = make("ul", { class: "found", id: `${id}-f` });
    const inner = this.input(entry.input, value, path, id, entry.example);
    const box = many
      ? make("fieldset", { "data-path": path }, [make("legend", {}, label), help, ...inner, links, found])
      : make("div", { class: "field", "data-path": path }, [make("label", { for: id }, label), help, ...inner, links, found]);
    this.places.set(path, { box, found, links });
    return box;
  }

  /** @param {Input} input @param {any} value @param {string} path @param {string} id @param {string} [example]
   * @returns {HTMLElement[]} */
  input(input, value, path, id, example) {
    const spelt = value !== null && typeof value === "object";
    switch (input.type) {
      case "flag":
        return [this.choice(["có", "không"], value, path, id)];
      case "choice":
        return [this.choice(input.words ?? [], value, path, id, labels(input))];
      case "date":
        return [this.date(value, path, id, input.month ?? false, example)];
      case "signer":
        if (!spelt) return [this.choice(this.office.signers.map((one) => one.key), value, path, id, this.office.signers)];
        return [written(value)];
      case "issuer":
        if (!spelt) return [this.choice(this.office.issuers.map((one) => one.key), value, path, id, this.office.issuers)];
        return [written(value)];
      case "list":
        return input.of?.type === "text" || input.of?.type === "lines" ? [this.lines(value, path, id)] : [this.members(input.of ?? { type: "text" }, value, path)];
      case "group":
        return this.fields(input.fields ?? [], value, `${path}.`);
      case "named":
        return [this.named(input.of ?? { type: "text" }, value, path)];
      case "body":
        return Array.isArray(value) ? [this.blocks(value, path)] : [this.text(value, path, id, "body", undefined, this.tables(path))];
      case "lines":
        return [this.text(value, path, id, "few")];
      case "rows":
        return [this.grid(value, path)];
      default:
        return [this.text(value, path, id, "one", example)];
    }
  }

  /** Lets a body that was one text hold tables, too. @param {string} path @returns {import("./paste.js").Tables} */
  tables(path) {
    return (before, pieces, after) => {
      const blocks = [...text(before), ...pieces.flatMap(block)];
      this.change({ path, verb: "set", value: [...blocks, ...text(after)] });
      this.again(endOf(path, blocks, 0));
    };
  }

  /** The same within a body that has tables already. @param {string} path of the text @returns {import("./paste.js").Tables} */
  more(path) {
    return (before, pieces, after) => {
      const at = Number(/\[(\d+)\]$/.exec(path)?.[1] ?? 0);
      const list = path.replace(/\[\d+\]$/, "");
      const blocks = [...text(before), ...pieces.flatMap(block)];
      const [first, ...others] = [...blocks, ...text(after)];
      this.change({ path, verb: "set", value: first });
      others.forEach((value, more) => this.change({ path: `${list}[${at + 1 + more}]`, verb: "insert", value }));
      this.again(endOf(list, blocks, at));
    };
  }

  /** Lets a table that is pasted into a field of a row become rows of its list; nothing where it stands in none.
   * @param {string} path @returns {import("./paste.js").Rows | null} */
  rows(path) {
    const [, list, place] = /^(.*)\[(\d+)\]\.(?:"(?:[^"\\]|\\.)*"|[^.[\]"]+)$/.exec(path) ?? [];
    const of = this.lists.get(list);
    if (of?.type !== "group") return null;
    return async (pieces, said) => {
      const members = () => /** @type {any[]} */ ([at(this.held, list) ?? []].flat());
      const chosen = await toRows({ title: this.label(list), entries: of.fields ?? [], there: members().filter((one) => !vacant(one)).length, pieces, said });
      if (chosen === null || chosen === "text") return chosen === "text";
      const held = chosen.instead ? [] : members().map(tidy);
      const here = chosen.instead ? 0 : vacant(held[Number(place)]) ? Number(place) : Number(place) + 1;
      held.splice(here, here === Number(place) ? 1 : 0, ...chosen.rows);
      this.change({ path: list, verb: "set", value: held });
      this.again(fieldSpot(firstOf(`${list}[${here}]`, chosen.rows[0])));
      return false;
    };
  }

  /** @param {any} value @param {string} path @param {string} id @param {"one" | "few" | "body" | "cell"} size @param {string} [example] @param {import("./paste.js").Tables | null} [tables] */
  text(value, path, id, size, example, tables = null) {
    const common = { id, name: path, autocomplete: "off", translate: "no", spellcheck: "false", "data-gramm": "false", "aria-describedby": `${id}-h ${id}-l ${id}-f` };
    const field = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (
      size === "one" ? make("input", { ...common, type: "text", placeholder: example }) : make("textarea", { ...common, class: size, rows: { body: "14", few: "2", cell: "1" }[size] })
    );
    // Before it is shown: afterwards only who types changes it.
    field.value = shown(value);
    let end = /\n$/.exec(shown(value))?.[0] ?? "";
    if (end !== "") field.value = field.value.slice(0, -1);
    let known = value ?? null;
    this.takers.set(path, (now) => {
      if ((known ?? "") === (now ?? "")) return;
      known = now ?? null;
      end = /\n$/.exec(shown(now))?.[0] ?? "";
      field.value = end === "" ? shown(now) : shown(now).slice(0, -1);
    });
    field.addEventListener("input", () => {
      const now = field.value === "" ? "" : field.value + end;
      this.change({ path, verb: "set", value: now, before: { value: known } });
      // A member of a list that is emptied is an empty one; an entry is none.
      known = now === "" && !path.endsWith("]") ? null : now;
    });
    pasting(field, tables, size === "cell" ? null : this.rows(path));
    return field;
  }

  /** A day as it is written here; the file has it as files have it.
   * @param {any} value @param {string} path @param {string} id @param {boolean} month @param {string} [example] */
  date(value, path, id, month, example) {
    const field = /** @type {HTMLInputElement} */ (make("input", { id, name: path, type: "text", autocomplete: "off", translate: "no", spellcheck: "false", "data-gramm": "false", "aria-describedby": `${id}-h ${id}-l ${id}-f`, placeholder: example === undefined ? undefined : local(example) }));
    field.value = local(shown(value));
    let known = value ?? null;
    this.takers.set(path, (now) => {
      if ((known ?? "") === (now ?? "")) return;
      known = now ?? null;
      field.value = local(shown(now));
    });
    field.addEventListener("input", () => {
      const now = iso(field.value, month) ?? field.value;
      this.change({ path, verb: "set", value: now, before: { value: known } });
      known = now === "" ? null : now;
    });
    const rows = this.rows(path);
    if (rows !== null) pasting(field, null, rows);
    return field;
  }

  /** One line a member.
   * @param {any} value @param {string} path @param {string} id */
  lines(value, path, id) {
    const members = (/** @type {any} */ held) => (Array.isArray(held) ? held.map(shown) : held === undefined || held === null ? [] : [shown(held)]);
    let before = members(value);
    let list = Array.isArray(value);
    let kept = false;
    this.takers.set(path, (now) => {
      if (members(now).join("\n") === before.join("\n")) return;
      [before, list, kept] = [members(now), Array.isArray(now), false];
      field.value = before.join("\n");
      field.readOnly = !before.every((line) => !line.includes("\n"));
    });
    const field = /** @type {HTMLTextAreaElement} */ (
      make("textarea", { id, name: path, class: "few", "data-lines": true, rows: String(Math.max(before.length, 2)), autocomplete: "off", translate: "no", spellcheck: "false", "data-gramm": "false", "aria-describedby": `${id}-h ${id}-l ${id}-f` })
    );
    field.value = before.join("\n");
    const flat = before.every((line) => !line.includes("\n"));
    field.readOnly = !flat;
    pasting(field, null);
    field.addEventListener("input", () => {
      const now = field.value.split("\n").filter((line) => line.trim() !== "");
      const differing = now.flatMap((line, at) => (line === before[at] ? [] : [at]));
      if (list && now.length === before.length && differing.length === 1) this.change({ path: `${path}[${differing[0]}]`, verb: "set", value: now[differing[0]], before: { value: before[differing[0]] } });
      else if (now.length !== before.length || differing.length > 0) this.change({ path, verb: "set", value: now, before: { value: before.length === 0 ? null : list || kept ? before : before[0] } });
      kept = true;
      before = now;
    });
    return field;
  }

  /** @param {string[]} words @param {any} value @param {string} path @param {string} id @param {{ key: string, label: string }[]} [labels] */
  choice(words, value, path, id, labels) {
    const held = value === undefined || value === null ? "" : String(value);
    const names = new Map(labels?.map((one) => [one.key, one.label]) ?? []);
    const known = held === "" || words.includes(held) ? words : [held, ...words];
    const options = ["", ...known].map((word) => {
      const option = /** @type {HTMLOptionElement} */ (make("option", { value: word }, word === "" ? "(bỏ trống)" : (names.get(word) ?? word)));
      option.selected = word === held;
      return option;
    });
    const field = /** @type {HTMLSelectElement} */ (make("select", { id, name: path, "aria-describedby": `${id}-h ${id}-l ${id}-f` }, options));
    let before = value ?? null;
    this.takers.set(path, (now) => {
      if ((before ?? "") === (now ?? "") || (now !== null && typeof now === "object")) return;
      before = now ?? null;
      const word = now === null || now === undefined ? "" : String(now);
      if (![...field.options].some((option) => option.value === word)) field.append(make("option", { value: word }, word));
      field.value = word;
    });
    field.addEventListener("change", () => {
      this.change({ path, verb: "set", value: field.value, before: { value: before } });
      before = field.value === "" ? null : field.value;
    });
    return field;
  }

  /** Members that are groups, one below the other.
   * @param {Input} of @param {any} value @param {string} path */
  members(of, value, path) {
    const held = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
    if (held !== value) keep(this.held, path, held);
    this.lists.set(path, of);
    const box = make("div");
    const draw = () => {
      const rows = held.map((member, at) => {
        const own = `${path}[${at}]`;
        const move = (/** @type {number} */ to) => {
          this.change({ path: own, verb: "move", to });
          const [taken] = held.splice(at, 1);
          held.splice(to, 0, taken);
          draw();
          // Whoever moved it goes on with it.
          const moved = box.querySelectorAll(":scope > fieldset")[to];
          /** @type {HTMLElement | null} */ (moved?.querySelector(`:scope > p > [data-viec=${to < at ? "len" : "xuong"}]`) ?? moved?.querySelector(":scope > p > button"))?.focus();
        };
        const remove = () => {
          this.change({ path: own, verb: "remove" });
          held.splice(at, 1);
          draw();
          beside(box, at, ":scope > fieldset");
        };
        const tools = make("p", {}, [at > 0 ? button("Lên", "len", () => move(at - 1)) : null, " ", at + 1 < held.length ? button("Xuống", "xuong", () => move(at + 1)) : null, " ", button("Bỏ mục này", "bo", remove)]);
        return make("fieldset", {}, [make("legend", {}, `Mục ${at + 1}`), ...(of.type === "group" ? this.fields(of.fields ?? [], member, `${own}.`) : this.input(of, member, own, `o${++this.count}`)), tools]);
      });
      box.replaceChildren(...rows, add);
    };
    const add = button("Thêm mục", "them-muc", () => {
      const empty = emptied(of);
      this.change({ path, verb: "add", value: empty });
      held.push(empty);
      draw();
      const last = box.querySelectorAll(":scope > fieldset");
      /** @type {HTMLElement | null} */ (last[last.length - 1]?.querySelector("input, textarea, select"))?.focus();
    });
    draw();
    return box;
  }

  /** Values by names that are made up here: those who sign, other offices, facts.
   * @param {Input} of @param {any} value @param {string} path */
  named(of, value, path) {
    const held = value ?? {};
    if (held !== value) keep(this.held, path, held);
    const box = make("div");
    const draw = () => {
      const rows = Object.entries(held).map(([key, one]) => {
        const own = `${path}.${name(key)}`;
        const out = button("Bỏ mục này…", "bo-ten", () => void this.takenOut(path, key, one, () => {
          this.change({ path: own, verb: "remove" });
          const at = Object.keys(held).indexOf(key);
          delete held[key];
          draw();
          beside(box, at, ":scope > fieldset");
        }));
        out.setAttribute("aria-label", `Bỏ mục này… ${calledOf(one) || key}`);
        const who = calledOf(one);
        const legend = make("legend", {}, who === "" ? key : [who, make("small", {}, ` (tên ngắn: ${key})`)]);
        const parts = of.type === "group" ? this.fields(of.fields ?? [], one, `${own}.`) : this.input(of, one, own, `o${++this.count}`);
        // A value alone has no label but its name.
        if (of.type !== "group") for (const part of parts) (part.matches(FIELDS) ? part : part.querySelector(FIELDS))?.setAttribute("aria-label", key);
        return make("fieldset", {}, [legend, ...parts, make("p", {}, out)]);
      });
      box.replaceChildren(...rows, last);
    };
    const id = `o${++this.count}`;
    const key = /** @type {HTMLInputElement} */ (make("input", { id, type: "text", autocomplete: "off", translate: "no", spellcheck: "false" }));
    const add = () => {
      const wanted = shortName(key.value, path === "du_lieu" ? "_" : "-");
      const why = wanted === "" ? "Gõ tên ngắn trước, ví dụ pho-bi-thu." : wanted in held ? `Đã có mục “${wanted}”.` : "";
      trouble.textContent = why;
      if (why !== "") return key.focus();
      // It is in the file from its first letter on.
      held[wanted] = null;
      key.value = "";
      draw();
      const fields = box.querySelectorAll(":scope > fieldset");
      /** @type {HTMLElement | null} */ (fields[fields.length - 1]?.querySelector("input, textarea, select"))?.focus();
    };
    const trouble = make("span", { class: "loi", role: "alert" });
    key.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      add();
    });
    const last = make("p", {}, [make("label", { for: id }, "Tên ngắn của mục mới, ví dụ pho-bi-thu "), key, " ", button("Thêm", "them-ten", add), " ", trouble]);
    draw();
    return box;
  }

  /** Takes somebody out of the settings, who is asked about where papers name them.
   * @param {string} field @param {string} key @param {any} one @param {() => void} then */
  async takenOut(field, key, one, then) {
    const { papers, found } = await ask("mentions", { field, name: key });
    const who = calledOf(one) || key;
    if (found === undefined && papers.length === 0) return then();
    const paper = (/** @type {any} */ { paper, id }) => make("li", {}, [make("a", { href: `#/van-ban/${id}` }, `${paper.kind ?? ""} ${paper.printed ?? ""} ${paper.summary}`.trim()), make("small", {}, ` ${paper.said}`)]);
    const close = button("Giữ lại", "giu-lai", () => made.close());
    const yes = button("Vẫn bỏ", "van-bo", () => {
      made.close();
      // The question gives the focus back to what is about to go.
      setTimeout(then, 0);
    });
    const named = found === undefined ? [make("p", {}, [`Còn ${papers.length} văn bản ghi `, make("strong", {}, who), ":"]), make("ul", {}, papers.map(paper)), make("p", { class: "soft" }, "Bỏ thì những văn bản này báo lỗi cho đến khi chọn người khác; bản đã ban hành trong kho không đổi.")] : [listed(found)];
    const made = dialog(`Bỏ ${who}?`, [...named, make("p", { class: "acts" }, [yes, close])]);
    close.focus();
  }

  /** A body with tables: its texts and tables, one below the other.
   * @param {any[]} blocks @param {string} path */
  blocks(blocks, path) {
    const made = blocks.map((block, at) => {
      const own = `${path}[${at}]`;
      if (typeof block === "string") {
        const id = `o${++this.count}`;
        const field = this.text(block, own, id, "body", undefined, this.more(own));
        field.setAttribute("aria-label", `Đoạn ${at + 1}`);
        return field;
      }
      return block?.bang?.dong !== undefined ? this.table(block, own, blocks.length > 1) : written(block);
    });
    return make("div", {}, made);
  }

  /** A table between texts, that may be taken out where it is not all there is.
   * @param {any} block @param {string} own @param {boolean} beside */
  table(block, own, beside) {
    const grid = this.grid(block.bang.dong, `${own}.bang.dong`, block.bang.cot, `${own}.bang.cot`);
    if (!beside) return grid;
    const out = button("Bỏ bảng này", "bo-bang", () => {
      this.change({ path: own, verb: "remove" });
      const at = Number(/\[(\d+)\]$/.exec(own)?.[1] ?? 0);
      const beside = own.replace(/\[\d+\]$/, `[${Math.max(at - 1, 0)}]`);
      // What stands behind it has other places now.
      setTimeout(() => void this.again(fieldSpot(beside, at === 0 ? 0 : undefined)), 0);
    });
    grid.append(make("p", {}, out));
    return grid;
  }

  /** The cells of a table, below its head where it has one.
   * @param {any} rows @param {string} path @param {any} [head] @param {string} [way] the path to the head */
  grid(rows, path, head, way) {
    const held = Array.isArray(rows) ? rows : [];
    const cell = (/** @type {any} */ value, /** @type {string} */ own, /** @type {string} */ label) => {
      if (value !== null && typeof value === "object") return written(value);
      const field = this.text(value, own, `o${++this.count}`, "cell");
      field.setAttribute("aria-label", label);
      return field;
    };
    const flat = Array.isArray(head) && head.every((one) => one === null || typeof one !== "object");
    const heads = flat ? [make("tr", {}, [...head.map((value, at) => make("td", {}, cell(value, `${way}[${at}]`, `Đầu cột ${at + 1}`))), make("td")])] : [];
    const body = make("tbody");
    const draw = () => {
      const made = held.map((row, at) => {
        const cells = Array.isArray(row) ? row.map((value, column) => make("td", {}, cell(value, `${path}[${at}][${column}]`, `Dòng ${at + 1}, ô ${column + 1}`))) : [make("td", { colspan: String(width(held)) }, cell(row, `${path}[${at}]`, `Dòng ${at + 1}`))];
        const remove = button("Bỏ", "bo", () => {
          this.change({ path: `${path}[${at}]`, verb: "remove" });
          held.splice(at, 1);
          draw();
          beside(body, at + heads.length, ":scope > tr");
        });
        remove.setAttribute("aria-label", `Bỏ dòng ${at + 1}`);
        // The last row stays: a table without rows is none.
        return make("tr", {}, [...cells, make("td", {}, held.length > 1 ? remove : null)]);
      });
      body.replaceChildren(...heads, ...made);
    };
    const add = button("Thêm dòng", "them-dong", () => {
      const row = Array.from({ length: width(held) }, () => "");
      this.change({ path, verb: "add", value: row });
      held.push(row);
      draw();
      /** @type {HTMLElement | null} */ (body.lastElementChild?.querySelector("textarea"))?.focus();
    });
    draw();
    return make("div", { class: "card" }, [make("table", { class: "grid" }, body), held.some(Array.isArray) ? make("p", {}, add) : null]);
  }

  /** Says beside each field what its `{{ … }}` give, with a way to write that by hand instead.
   * @param {Record<string, string>} told what each expression gives */
  linked(told) {
    for (const { box, links } of this.places.values()) {
      const fields = /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */ ([...box.querySelectorAll("input[type=text], textarea")]).filter((field) => field.closest("[data-path]") === box && field.value.includes("{{"));
      const known = [...new Set(fields.flatMap((field) => expressions(field.value)))].filter((words) => words in told);
      const now = JSON.stringify(known.map((words) => [words, told[words]]));
      if (links.dataset.told === now) continue;
      links.dataset.told = now;
      const rows = known.map((words) => make("li", {}, [make("code", {}, `{{ ${words} }}`), " → ", short(told[words])]));
      const own = () => fields.forEach((field) => unlink(field, told));
      links.replaceChildren(...(rows.length === 0 ? [] : [make("ul", {}, rows), make("p", {}, ["Tự lấy từ thông tin hội nghị. ", button("Tự ghi", "tu-ghi", own)])]));
    }
  }

  /** Puts the caret at a letter of a field; a list of lines is one field.
   * @param {string} path @param {number} at */
  go(path, at) {
    const spot = this.spot(path, at);
    if (spot === null) return;
    const { field } = spot;
    at = spot.at;
    field.closest("details")?.setAttribute("open", "");
    field.focus({ preventScroll: true });
    if ("setSelectionRange" in field) field.setSelectionRange(at, at);
    field.scrollIntoView({ block: "nearest" });
    // A long text is higher than the window: its line is brought to the middle.
    const columns = Math.max(20, Math.floor(field.clientWidth / 8));
    const rows = (/** @type {string} */ text) => text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
    const [above, all] = [rows(field.value.slice(0, at)), rows(field.value)];
    const form = field.closest("form");
    if (form !== null && field.clientHeight > form.clientHeight / 2) {
      form.scrollTop += field.getBoundingClientRect().top - form.getBoundingClientRect().top + (field.clientHeight * above) / all - form.clientHeight / 2;
    }
  }

  /** Puts the caret at words that stand in some field, however they are cut or a day is written; tells whether there
   * are any. @param {string} words */
  seek(words) {
    const bare = words.replace(/^… | …$/g, "");
    const written = /^\d{4}-\d{2}-\d{2}$/.test(bare) ? [bare, local(bare)] : [bare];
    for (const field of /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */ (document.querySelectorAll("main form input[name], main form textarea[name]"))) {
      const at = written.map((one) => field.value.indexOf(one)).find((one) => one >= 0);
      if (at === undefined || field.type === "radio") continue;
      this.go(field.name, at);
      field.setSelectionRange(at, at);
      return true;
    }
    return false;
  }

  /** Finds the field a letter is typed in, and its place there: a line of a list is one of a field's.
   * @param {string} path @param {number} at */
  spot(path, at) {
    const named = (/** @type {string} */ name) => /** @type {HTMLInputElement | HTMLTextAreaElement | null} */ (document.querySelector(`[name="${CSS.escape(name)}"]`));
    let field = named(path);
    const member = /^(.*)\[(\d+)\]$/.exec(path);
    if (field === null && member !== null) {
      field = named(member[1]);
      const before = field?.value.split("\n").slice(0, Number(member[2])) ?? [];
      at += before.reduce((sum, line) => sum + line.length + 1, 0);
    }
    return field === null ? null : { field, at };
  }

  /** Takes what somebody else wrote into the fields, but for the one that has the focus. Gives whether all
   * of the form says what the file holds; nothing where it has other fields now. @param {any} content */
  others(content) {
    if (shape(content ?? {}) !== shape(this.held)) return null;
    let whole = true;
    for (const [path, take] of this.takers) {
      const field = document.querySelector(`[name="${CSS.escape(path)}"]`);
      if (field === null) this.takers.delete(path);
      else if (field !== document.activeElement) take(at(content, path));
      else if (shown(at(content, path)).replace(/\n$/, "") !== /** @type {HTMLInputElement} */ (field).value) whole = false;
    }
    this.held = content ?? {};
    return whole;
  }

  /** Gives the letter the caret is at: the path of its field, of a list of lines the path of the line.
   * @returns {{ path: string, at: number } | null} */
  caret() {
    const field = document.activeElement;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || field.name === "" || field.type === "radio") return null;
    const at = field.selectionStart ?? 0;
    if (field.dataset.lines === undefined) return { path: field.name, at };
    const before = field.value.slice(0, at).split("\n");
    return { path: `${field.name}[${before.length - 1}]`, at: before[before.length - 1].length };
  }

  /** Gives what stands before a field. @param {string} path */
  label(path) {
    const box = this.places.get(path)?.box ?? this.places.get(path.replace(/[.[].*$/, ""))?.box;
    return box?.querySelector("label, legend")?.textContent?.replace(/ \*$/, "") ?? path;
  }

  /** Shows each finding under its field; gives those that belong to none.
   * @param {{ path: string | null, at: number | null, finding: any }[]} findings */
  tell(findings) {
    const under = new Map([...this.places.keys()].map((path) => [path, /** @type {any[]} */ ([])]));
    const free = [];
    for (const { path, at, finding } of findings) {
      const own = path === null ? undefined : [...under.keys()].filter((known) => within(path, known)).sort((one, two) => two.length - one.length)[0];
      if (own === undefined) free.push(finding);
      else under.get(own)?.push({ path, at, finding });
    }
    for (const [path, list] of under) {
      const place = this.places.get(path);
      place?.found.replaceChildren(...list.map((one) => this.told(one)));
      if (list.length > 0) place?.box.closest("details")?.setAttribute("open", "");
    }
    return free;
  }

  /** Says a finding, with what may be done about it here. @param {any} finding */
  line(finding) {
    return told(finding, this.remedies[finding.ma], this.silent);
  }

  /** Says a finding, with the way to its words in a long text.
   * @param {{ path: string, at: number | null, finding: any }} found */
  told({ path, at, finding }) {
    const said = this.line(finding);
    if (at !== null && OPEN.has(finding.ma)) at = this.ending(path, at);
    said.dataset.way = path;
    said.dataset.at = String(at ?? 0);
    if (at === null || !(this.spot(path, at)?.field instanceof HTMLTextAreaElement)) return said;
    const there = button("Tới chỗ ấy", "toi-cho", () => {
      this.go(path, at);
      recall(said);
    });
    there.className = "why";
    said.querySelector("button.why")?.before(there, " ");
    return said;
  }

  /** Gives the end of the line a letter stands in: there a mark is missing. @param {string} path @param {number} at */
  ending(path, at) {
    const spot = this.spot(path, at);
    if (spot === null) return at;
    const rest = spot.field.value.slice(spot.at).split("\n")[0];
    return at + rest.trimEnd().length;
  }

  /** Goes to the next words something is said of, round and round. */
  next() {
    const said = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".found li.loi, .found li.canh-bao")]);
    const stops = said.flatMap((one) => this.stop(one));
    const here = document.activeElement;
    const caret = here instanceof HTMLInputElement || here instanceof HTMLTextAreaElement ? (here.selectionStart ?? 0) : 0;
    const later = stops.filter(({ field, at }) => (here === field ? at > caret : here !== null && (here.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0));
    const nearest = (/** @type {typeof stops} */ all) => all.reduce((/** @type {typeof stops[number] | null} */ first, one) => (first !== null && (first.field !== one.field || first.at <= one.at) ? first : one), null);
    const stop = nearest(later) ?? nearest(stops);
    if (stop === null) return;
    if (stop.field instanceof HTMLSelectElement) stop.field.focus();
    else this.go(stop.way, stop.own);
    recall(stop.said);
  }

  /** Finds where a finding has its words; else the field it is told under.
   * @param {HTMLElement} said */
  stop(said) {
    const [way, own] = [said.dataset.way ?? "", Number(said.dataset.at ?? 0)];
    const spot = this.spot(way, own);
    if (spot !== null) return [{ ...spot, way, own, said }];
    const field = /** @type {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null} */ (said.closest("[data-path]")?.querySelector("input, textarea, select") ?? null);
    return field === null ? [] : [{ field, at: 0, way: field.name, own: 0, said }];
  }
}

/** Is what a finding says while somebody looks at its words: it may stand far below them. */
const BESIDE = "dang-xem";

/** Says a finding once more, beside the page, until something is typed. @param {HTMLElement} said */
function recall(said) {
  document.getElementById(BESIDE)?.remove();
  const hints = [...said.querySelectorAll(":scope > div:not(.soft)")].map((one) => make("div", {}, one.textContent ?? ""));
  const note = make("div", { id: BESIDE, class: said.className, role: "status" }, [said.firstChild?.textContent ?? "", ...hints]);
  document.getElementById("main")?.append(note);
}

// Whatever is done next, it may be told of no more.
for (const event of ["input", "change"]) document.addEventListener(event, () => document.getElementById(BESIDE)?.remove());

/** Makes a short name of what was typed: small letters without marks. @param {string} typed @param {string} joint */
function shortName(typed, joint) {
  const plain = typed.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
  return plain.split(/[^a-z0-9]+/).filter(Boolean).join(joint);
}

/** Follows a path through what a file holds. @param {any} content @param {string} path @returns {any} */
function at(content, path) {
  return steps(path).reduce((held, key) => held?.[key], content);
}

/** Parts a path into keys and places. @param {string} path @returns {any[]} */
function steps(path) {
  return [...path.matchAll(/\[(\d+)\]|"((?:[^"\\]|\\.)*)"|([^.[\]"]+)/g)].map(([, at, quoted, plain]) => (at === undefined ? (quoted?.replace(/\\(.)/g, "$1") ?? plain) : Number(at)));
}

/** Tells what fields there are, whatever they hold: where it differs, a form is drawn anew.
 * @param {any} value @param {boolean} [inside] within a list @returns {string} */
function shape(value, inside = false) {
  if (Array.isArray(value)) {
    const plain = value.every((one) => one === null || typeof one !== "object");
    return plain ? (inside ? `${value.length}` : "-") : `[${value.map((one) => shape(one, true)).join()}]`;
  }
  if (value === null || typeof value !== "object") return "-";
  return `{${Object.entries(value).map(([key, one]) => `${key}:${shape(one)}`).filter((one) => !one.endsWith(":-")).join()}}`;
}

/** Finds what stands between the braces of a text. @param {string} text */
function expressions(text) {
  return [...text.matchAll(/\{\{([^]*?)\}\}/g)].map((found) => found[1].trim());
}

/** @param {string} text */
function short(text) {
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

/** Puts what the braces give in their place, as if it were typed: Ctrl+Z takes it back.
 * @param {HTMLInputElement | HTMLTextAreaElement} field @param {Record<string, string>} told */
function unlink(field, told) {
  const text = field.value.replaceAll(/\{\{([^]*?)\}\}/g, (whole, words) => told[words.trim()] ?? whole);
  if (text === field.value) return;
  field.focus();
  field.select();
  document.execCommand("insertText", false, text);
}

/** Goes to what stands where a member was that is gone, else to the one before it, else to what adds one.
 * @param {HTMLElement} box @param {number} at @param {string} rows */
function beside(box, at, rows) {
  const all = box.querySelectorAll(rows);
  const there = all[at] ?? all[at - 1] ?? box;
  /** @type {HTMLElement | null} */ (there.querySelector("input, textarea, select, button"))?.focus();
}

/** @param {any[]} rows @returns {number} how many cells the widest row has */
function width(rows) {
  return Math.max(1, ...rows.map((row) => (Array.isArray(row) ? row.length : 1)));
}

/** @param {string} held @returns {string[]} a block of text, where there is some */
function text(held) {
  return held.trim() === "" ? [] : [`${held.replace(/\n+$/, "")}\n`];
}

/** Gives the end of the last of some blocks of a body: of a table its last cell.
 * @param {string} list @param {any[]} blocks @param {number} first the place of the first of them */
function endOf(list, blocks, first) {
  const own = `${list}[${first + blocks.length - 1}]`;
  const rows = blocks[blocks.length - 1]?.bang?.dong;
  return fieldSpot(rows === undefined ? own : `${own}.bang.dong[${rows.length - 1}][${rows[rows.length - 1].length - 1}]`);
}

/** Says who or what somebody of the settings is. @param {any} one */
function calledOf(one) {
  return one === null || typeof one !== "object" ? "" : shown(one.ho_ten ?? one.ten).split("\n").join(" ");
}

/** @param {import("./paste.js").Piece} piece @returns {any[]} */
function block(piece) {
  if (piece.table === undefined) return text(piece.text ?? "");
  const [first, ...rows] = piece.table;
  // The head of a table is bold by itself.
  const head = first.map((cell) => cell.replace(/^\*\*([^*]+)\*\*$/, "$1"));
  return [{ bang: { cot: head, dong: rows.length > 0 ? rows : [head] } }];
}

/** @param {Input} input */
function labels(input) {
  const names = input.names ?? [];
  return names.length === 0 ? undefined : (input.words ?? []).map((key, at) => ({ key, label: names[at] ?? key }));
}

/** @param {string} path @param {string} known */
function within(path, known) {
  return path === known || (path.startsWith(known) && [".", "["].includes(path[known.length]));
}

/** @param {string} key */
function name(key) {
  return /^[^.[\]"\\]+$/.test(key) ? key : `"${key.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** @param {any} value */
function shown(value) {
  return value === undefined || value === null ? "" : String(value);
}

/** Gives all that stands within a value. @param {any} value @returns {string[]} */
function every(value) {
  return value === null || typeof value !== "object" ? [shown(value)] : Object.values(value).flatMap(every);
}

/** What is typed in the file in a way this form has no field for. @param {any} value */
function written(value) {
  return make("p", { class: "soft" }, `(viết riêng ở văn bản này) ${every(value).filter((one) => one !== "").join(", ")}`);
}

/** Tells whether nothing stands in a member. @param {any} held @returns {boolean} */
function vacant(held) {
  return held !== null && typeof held === "object" ? Object.values(held).every(vacant) : shown(held).trim() === "";
}

/** Leaves out the fields that were emptied here: the file has no entry for them any more. A member stays one.
 * @param {any} held @returns {any} */
function tidy(held) {
  if (Array.isArray(held)) return held.map(tidy);
  if (held === null || typeof held !== "object") return held;
  const all = Object.entries(held).map(([key, one]) => [key, tidy(one)]);
  const filled = all.filter(([, one]) => one !== "");
  return Object.fromEntries(filled.length > 0 ? filled : all.slice(0, 1));
}

/** Gives the path of the first field of a row. @param {string} path @param {any} row @returns {string} */
function firstOf(path, row) {
  const [[key, value]] = Object.entries(row);
  return Array.isArray(value) ? firstOf(`${path}.${name(key)}[0]`, value[0]) : `${path}.${name(key)}`;
}

/** @param {Input} of @returns {any} */
function emptied(of) {
  if (of.type !== "group") return "";
  const [first] = of.fields ?? [];
  return first === undefined ? {} : { [first.key]: "" };
}

/** Keeps a value at a path of what is held. @param {any} held @param {string} path @param {unknown} value */
function keep(held, path, value) {
  const way = steps(path);
  const last = way.pop();
  if (last === undefined || way.concat(last).includes("__proto__")) return;
  let here = held;
  way.forEach((step, at) => {
    if (here[step] === null || typeof here[step] !== "object") here[step] = typeof (way[at + 1] ?? last) === "number" ? [] : {};
    here = here[step];
  });
  here[last] = value;
}
