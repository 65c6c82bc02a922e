// Comes in: answers to a few questions. Goes out: an office, a dossier, a paper that is begun. Must
// not know: what is written where: the program says it.
// @ts-check

import { ask } from "./ask.js";
import { remember } from "./copied.js";
import { button, iso, local, make, place, unread } from "./dom.js";
import { helped, line } from "./finding.js";

/** Fields of a small form, by name. @typedef {Record<string, HTMLInputElement | HTMLSelectElement>} Fields */

let count = 0;

/** One labelled field. @param {Fields} fields @param {string} name @param {string} label @param {{ words?: string[], value?: string, hint?: string }} [about] */
function field(fields, name, label, about = {}) {
  const id = `b${++count}`;
  const common = { id, name, autocomplete: "off", translate: "no", spellcheck: "false", "aria-describedby": about.hint === undefined ? undefined : `${id}-h` };
  const words = about.words?.map((word) => make("option", { value: word }, word));
  const made = /** @type {HTMLInputElement | HTMLSelectElement} */ (words === undefined ? make("input", { ...common, type: "text" }) : make("select", common, words));
  if (about.value !== undefined) made.value = about.value;
  fields[name] = made;
  const hint = about.hint === undefined ? null : make("p", { class: "help", id: `${id}-h` }, about.hint);
  return make("div", { class: "field" }, [make("label", { for: id }, label), hint, made]);
}

/** @param {Fields} fields */
function values(fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, one.value.trim()]));
}

/** Reads an hour as it is written here: 7h30, 7:30, 7 giờ 30.
 * @param {string} text @returns {string | null} */
function hour(text) {
  const found = /^\s*(\d{1,2})\s*(?:h|:|giờ)\s*(\d{1,2})?\s*(?:phút)?\s*$/i.exec(text);
  if (found === null) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? "0")];
  return hours < 24 && minutes < 60 ? `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}:00` : null;
}

/** Asks a few things; the answer is sent until it is taken or given up.
 * @param {string} title @param {HTMLElement[]} rows @param {string} word @param {() => Promise<string | null>} then gives where to go, nothing if something is still wrong */
function dialog(title, rows, word, then) {
  const yes = /** @type {HTMLButtonElement} */ (make("button", { type: "submit", class: "main", "data-viec": "lap" }, word));
  const box = /** @type {HTMLDialogElement} */ (make("dialog", { "aria-label": title }));
  const form = make("form", { autocomplete: "off" }, [make("h2", {}, title), ...rows, make("p", {}, [yes, " ", button("Thôi", "thoi", () => box.close())])]);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    yes.disabled = true;
    const where = await then().finally(() => (yes.disabled = false));
    if (where === null) return;
    box.close();
    location.hash = where;
  });
  box.append(form);
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

/** Shows what is wrong with an answer; tells whether something is.
 * @param {HTMLElement} list @param {any} told */
function faults(list, told) {
  const found = told.found ?? [];
  list.replaceChildren(...found.map(line));
  return found.length > 0;
}

/** @param {HTMLElement} list @param {string} text */
function fault(list, text) {
  list.replaceChildren(make("li", { class: "loi" }, text));
  return null;
}

/** What was typed for a dossier that was not begun: whoever closed the question by mistake finds it again. @type {Record<string, string>} */
let typed = {};

/** Asks for a new dossier. @param {string} [on] the day of its meeting, where that is known */
export function newDossier(on) {
  /** @type {Fields} */
  const fields = {};
  const found = make("ul", { class: "found", "aria-live": "assertive" });
  const rows = [
    field(fields, "title", "Tên hồ sơ *", { hint: "Như ghi ở bìa hồ sơ: Hội nghị đối thoại năm 2026." }),
    field(fields, "name", "Tên hội nghị viết trong văn bản", { hint: "Bỏ trống thì dùng tên hồ sơ." }),
    field(fields, "day", "Ngày họp", { hint: "Ví dụ 14/8/2026; chưa biết thì bỏ trống.", value: on === undefined ? undefined : local(on) }),
    field(fields, "time", "Giờ họp", { hint: "Ví dụ 7h30." }),
    field(fields, "place", "Nơi họp"),
    field(fields, "chair", "Chủ trì"),
    found,
  ];
  for (const [name, one] of Object.entries(fields)) {
    if (one.value === "") one.value = typed[name] ?? "";
    one.addEventListener("input", () => (typed[name] = one.value));
  }
  // The title and day of a dossier that is there: asked for again, another is begun.
  let known = "";
  dialog("Hồ sơ mới", rows, "Lập hồ sơ", async () => {
    const said = values(fields);
    const [day, time] = [iso(said.day, false, true), hour(said.time)];
    if (said.title === "") return fault(found, "Hồ sơ cần có tên.");
    if (said.day !== "" && day === null) return fault(found, unread(said.day, "14/8/2026"));
    if (said.time !== "" && time === null) return fault(found, `Không đọc được giờ “${said.time}”: viết như 7h30.`);
    const meant = `${said.title} ${day}`;
    const told = await ask("begin-dossier", { ...said, day, time, another: known === meant });
    if (faults(found, told)) return null;
    if (told.same !== undefined) {
      known = meant;
      const there = make("a", { href: `#/van-ban/${told.same.facts}` }, `Đã có hồ sơ “${told.same.title}”${day === null ? "" : " cùng ngày họp"}`);
      found.replaceChildren(make("li", { class: "loi" }, [there, ": mở hồ sơ ấy. Đúng là một hồ sơ khác thì bấm Lập hồ sơ lần nữa."]));
      return null;
    }
    typed = {};
    return `#/van-ban/${told.facts}`;
  });
}

/** Asks for a new paper of a dossier. @param {string} dossier @param {string} title */
export async function newPaper(dossier, title) {
  const { kinds } = await ask("kinds", {});
  const found = make("ul", { class: "found", "aria-live": "assertive" });
  const one = (/** @type {any} */ kind) => {
    const id = `b${++count}`;
    const radio = make("input", { type: "radio", name: "kind", id, value: kind.id, checked: kind === kinds[0] });
    return make("p", {}, [radio, " ", make("label", { for: id }, [make("strong", {}, kind.name), ` – ${helped(kind.help).words}`])]);
  };
  // The kinds of a group stand together.
  const names = [...new Set(kinds.map((/** @type {any} */ kind) => kind.group))];
  const group = make("div", { class: "kinds" }, names.map((name) => make("fieldset", {}, [
    make("legend", {}, name === "" ? "Loại riêng của cơ quan" : name),
    ...kinds.filter((/** @type {any} */ kind) => kind.group === name).map(one),
  ])));
  dialog(`Thêm văn bản vào: ${title}`, [group, make("p", { class: "soft" }, "Văn bản mới có sẵn lời mẫu; sửa hoặc dán đè lời của mình."), found], "Thêm", async () => {
    const chosen = /** @type {HTMLInputElement | null} */ (group.querySelector("input:checked"));
    const told = await ask("begin-paper", { dossier, kind: chosen?.value ?? "" });
    return faults(found, told) ? null : `#/van-ban/${told.id}`;
  });
}

/** Asks for a copy of a dossier. @param {string} dossier @param {string} title */
export function again(dossier, title) {
  /** @type {Fields} */
  const fields = {};
  const found = make("ul", { class: "found", "aria-live": "assertive" });
  const rows = [
    make("p", {}, `Chép mọi văn bản của “${title}” sang hồ sơ mới; số, ngày ký của bản cũ không chép theo.`),
    field(fields, "title", "Tên hồ sơ mới *", { value: title }),
    field(fields, "day", "Ngày họp mới", { hint: "Ví dụ 14/8/2027; chưa biết thì bỏ trống." }),
    found,
  ];
  dialog("Chép thành hồ sơ mới", rows, "Chép", async () => {
    const said = values(fields);
    const day = iso(said.day, false, true);
    if (said.title === "") return fault(found, "Hồ sơ cần có tên.");
    if (said.day !== "" && day === null) return fault(found, unread(said.day, "14/8/2027"));
    const told = await ask("again", { dossier, title: said.title, day });
    if (faults(found, told)) return null;
    remember(told);
    return `#/van-ban/${told.facts}`;
  });
}

const AUTHORITY = new Map([["BÍ THƯ", "T/M BAN THƯỜNG VỤ"], ["PHÓ BÍ THƯ", "T/M BAN THƯỜNG VỤ"], ["CHÁNH VĂN PHÒNG", "T/L BAN THƯỜNG VỤ"]]);

/** The first screen where there is no office yet. @param {string} folder @param {() => void} done */
export async function first(folder, done) {
  /** @type {Fields} */
  const fields = {};
  const found = make("ul", { class: "found", "aria-live": "assertive" });
  const rest = make("div");
  const one = make("form", { autocomplete: "off", class: "card" }, [
    make("h1", {}, "Bắt đầu"),
    make("p", {}, ["Thư mục ", make("strong", {}, folder), " chưa có cơ quan nào. Trả lời ba câu, chương trình lo phần còn lại."]),
    make("div", { class: "three" }, [make("fieldset", {}, [make("legend", {}, "1. Tỉnh, thành phố"), field(fields, "province_unit", "Là", { words: ["tỉnh", "thành phố"] }), field(fields, "province", "Tên *", { hint: "Chỉ viết tên riêng: Nghệ An." })]),
    make("fieldset", {}, [make("legend", {}, "2. Xã, phường, đặc khu"), field(fields, "unit", "Là", { words: ["xã", "phường", "đặc khu"] }), field(fields, "commune", "Tên *", { hint: "Chỉ viết tên riêng: Hoa Mẫu." }), field(fields, "tone", "Cơ quan viết", { words: ["uỷ", "ủy"], hint: "Một kiểu đặt dấu thanh cho mọi văn bản." })]),
    make("fieldset", {}, [make("legend", {}, "3. Người ký"), field(fields, "signer", "Họ và tên *"), field(fields, "title", "Chức vụ", { words: [...AUTHORITY.keys()] })])]),
    make("p", {}, make("button", { type: "submit", class: "main", "data-viec": "tiep" }, "Xem những điều suy ra")),
    found,
    rest,
  ]);
  // What followed from other answers is not kept.
  for (const field of Object.values(fields)) field.addEventListener("input", () => rest.replaceChildren());
  one.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = values(fields);
    const missing = [["province", "tên tỉnh, thành phố"], ["commune", "tên xã, phường, đặc khu"], ["signer", "họ và tên người ký"]].filter(([name]) => said[name] === "");
    if (missing.length > 0) return fault(found, `Còn thiếu: ${missing.map(([, label]) => label).join("; ")}.`);
    found.replaceChildren();
    derived(rest, await ask("suggest-office", said), said, done);
  });
  const { offices } = await ask("offices", {});
  place(one, play(done), offices.length > 1 ? choice(offices, done) : null);
}

/** What follows from the answers, each to be corrected.
 * @param {HTMLElement} box @param {any} office @param {Record<string, string>} said @param {() => void} done */
function derived(box, office, said, done) {
  /** @type {Fields} */
  const fields = {};
  const found = make("ul", { class: "found", "aria-live": "assertive" });
  const yes = button("Lập cơ quan", "lap-co-quan", async () => {
    const { authority, term, ...rest } = values(fields);
    const day = iso(term);
    if (day === null) return fault(found, unread(term, "1/7/2025"));
    const signers = [{ authority, title: said.title, name: said.signer }];
    const told = await ask("begin-office", { ...office, ...rest, term: day, signers });
    if (!faults(found, told)) done();
  });
  yes.className = "main";
  box.replaceChildren(
    make("h2", {}, "Chương trình suy ra; chỗ nào chưa đúng thì sửa"),
    make("div", { class: "three" }, [
    field(fields, "above", "Cơ quan cấp trên (dòng đầu góc trái)", { value: office.above }),
    field(fields, "name", "Tên cơ quan (dòng in đậm)", { value: office.name }),
    field(fields, "symbol", "Ký hiệu sau số văn bản", { value: office.symbol }),
    field(fields, "place", "Địa danh trước ngày tháng", { value: office.place, hint: "Tên riêng; là tên người, tên một chữ hoặc trùng tên tỉnh thì thêm Xã, Phường." }),
    field(fields, "kept_at", "Nơi lưu (cuối Nơi nhận)", { value: office.kept_at }),
    field(fields, "authority", `Quyền hạn ký của ${said.signer}`, { value: AUTHORITY.get(said.title) ?? "", hint: "Ký trực tiếp thì bỏ trống." }),
    field(fields, "term", "Nhiệm kỳ từ ngày", { value: local(office.term), hint: "Số văn bản chạy theo nhiệm kỳ cấp uỷ." }),
    ]),
    make("p", {}, yes),
    found,
  );
  fields.above.focus();
}

/** @param {() => void} done */
function play(done) {
  const found = make("ul", { class: "found", "aria-live": "assertive" });
  const go = button("Chơi thử với một hồ sơ mẫu", "choi-thu", async () => {
    if (!faults(found, await ask("begin-play", {}))) done();
  });
  return make("section", { class: "card", "aria-label": "Chơi thử" }, [make("h2", {}, "Chỉ muốn xem thử?"), make("p", {}, "Một cơ quan mẫu có sổ và kho lưu riêng trong thư mục choi-thu: bấm gì cũng không lấy số thật."), make("p", {}, go), found]);
}

/** Offers the offices there are. @param {any[]} offices @param {() => void} done */
export function choice(offices, done) {
  const found = make("ul", { class: "found", "aria-live": "assertive" });
  const rows = offices.map((one) =>
    make("li", {}, one.open ? `${one.path} (đang mở)` : button(one.path, "doi-co-quan", async () => {
      if (!faults(found, await ask("change", { id: one.id }))) done();
    })),
  );
  return make("section", { class: "card", "aria-label": "Các cơ quan" }, [make("h2", {}, "Các cơ quan trong thư mục này"), make("ul", {}, rows), found]);
}
