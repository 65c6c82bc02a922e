// Comes in: the file of an older register. Goes out: what would become of each row, then, when the
// clerk says so, the rows in the register. Must not know: how a row is read.
// @ts-check

import { ask, askFile } from "./ask.js";
import { labelled, listed, ticked, typed, typedLines } from "./dialog.js";
import { button, local, make, place, say } from "./dom.js";
import { downloaded, made } from "./files.js";

/** @type {Record<string, string>} */
const FATES = { entered: "sẽ vào sổ", known: "đã có trong sổ", corrected: "sửa trích yếu", bad: "chưa dùng được" };

/** Is what the name of mended rows ends with. */
const MENDED = " (dòng đã sửa)";

/** Is how many rows are shown of each sort. */
const MOST = 500;

/** Looks into an older register; nothing is entered by that. @param {File} file @param {{ sheet?: string, kind?: string, again?: boolean }} [how] */
export async function oldBook(file, how) {
  const asked = { sheet: "", kind: "", again: false, ...how };
  say(`đang xem ${file.name}…`);
  const answer = await askFile("old-book", { name: file.name, ...asked }, file);
  say("");
  shown(file, asked, answer);
}

/** @param {{ name: string } | File} file @param {{ sheet: string, kind: string, again: boolean }} asked @param {any} answer */
function shown(file, asked, answer) {
  const back = button("Thôi, về sổ", "ve-so", () => dispatchEvent(new HashChangeEvent("hashchange")));
  const head = make("h1", {}, ["Nhập sổ cũ ", make("small", {}, file.name)]);
  if (answer.found !== undefined || answer.missing !== undefined) {
    const why = answer.missing === undefined ? listed(answer.found) : make("p", { class: "loi" }, answer.missing);
    return place(head, make("section", { class: "card" }, [make("h2", {}, "Chưa đọc được sổ này; chưa có gì vào sổ"), why, make("p", {}, back)]));
  }
  const { count } = answer;
  const enter = button(`Nhập ${count.vao_so} dòng vào sổ`, "nhap-vao-so", async () => {
    enter.remove();
    say("đang ghi vào sổ…");
    const done = await ask("old-book-enter", { seen: answer.seen });
    say("");
    shown(file, asked, done);
  });
  enter.className = "main";
  const bad = answer.bad
    ? button("Lấy các dòng chưa dùng được về sửa (CSV)", "lay-dong-loi", async () => {
        const bytes = await made("old-book-bad", { seen: answer.seen });
        if (bytes !== null) downloaded(bytes, "dong-chua-dung-duoc.csv");
      })
    : null;
  const verb = answer.done ? "đã vào sổ" : "sẽ vào sổ";
  const sum = `${count.vao_so} dòng ${verb}; ${count.da_co} dòng đã có trong sổ; ${count.chua_dung_duoc} dòng chưa dùng được; ${count.bo_qua} dòng không phải văn bản`;
  const title = answer.done ? "Đã nhập" : answer.changed ? "Sổ vừa đổi khác lúc xem trước: xem lại rồi nhập" : "Xem trước: chưa ghi gì vào sổ";
  const series = answer.series.map((/** @type {any} */ one) => make("li", {}, `${one.loai} (${one.co_quan}): ${one.van_ban} văn bản, số ${one.tu_so}–${one.den_so}; số tiếp theo là ${one.tiep_theo}${one.bat_dau > 1 ? `; dãy bắt đầu từ số ${one.bat_dau}, các số trước coi là ở sổ giấy` : ""}`));
  place(
    head,
    make("section", { class: "card", "aria-label": title }, [
      make("h2", {}, title),
      make("p", { role: "status" }, make("strong", {}, sum)),
      series.length > 0 ? make("ul", {}, series) : null,
      answer.done || !(file instanceof File) ? null : how(file, asked),
      make("p", { class: "acts" }, [answer.done || count.vao_so === 0 ? null : enter, bad, back]),
      listed(answer.findings.filter((/** @type {any} */ one) => one.ma !== "so-cu::dong")),
    ]),
    answer.bad && (answer.done || count.vao_so === 0) ? mending(file.name, answer) : null,
    table(answer),
    answer.skipped.length > 0 ? make("details", {}, [make("summary", {}, `${answer.skipped.length} dòng không phải văn bản`), make("ul", {}, answer.skipped.map((/** @type {string} */ one) => make("li", {}, one)))]) : null,
  );
}

/** Lets the bad rows be mended here; the file they come from stays as it is. @param {string} name @param {any} answer */
function mending(name, answer) {
  const [head, ...rows] = /** @type {string[][]} */ (answer.bad_rows);
  const width = head.length - 4;
  const cells = rows.slice(0, MOST).map((row) =>
    row.slice(0, width).map((cell, at) => {
      const field = typedLines();
      field.value = cell;
      field.setAttribute("aria-label", `${head[at]}, dòng ${row[width + 2]}`);
      return field;
    }),
  );
  const line = (/** @type {HTMLTextAreaElement[]} */ fields, /** @type {number} */ at) => {
    const [, sheet, number, why] = rows[at].slice(width);
    return make("tr", {}, [make("td", { class: "number" }, sheet === "" ? number : `${sheet}, ${number}`), ...fields.map((field) => make("td", {}, field)), make("td", {}, make("small", {}, why.replaceAll("`", "")))]);
  };
  const heads = ["Dòng", ...head.slice(0, width), "Vì sao"].map((text) => make("th", { scope: "col" }, text));
  const again = ticked("Số trùng là hai văn bản khác nhau: vào sổ cả hai", "trung_so_sua");
  const look = button("Xem lại các dòng đã sửa", "xem-dong-sua", async () => {
    say("đang xem…");
    const now = await ask("old-book-mended", { seen: answer.seen, cells: cells.map((row) => row.map((field) => field.value)), again: again.box.checked });
    say("");
    shown({ name: name.endsWith(MENDED) ? name : name + MENDED }, { sheet: "", kind: "", again: again.box.checked }, now);
  });
  return make("section", { class: "card", "aria-label": "Sửa dòng chưa dùng được" }, [
    make("h2", {}, "Sửa ngay ở đây"),
    make("p", { class: "soft" }, "Tệp cũ của cơ quan giữ nguyên. Xoá trắng mọi ô của một dòng thì dòng ấy bị bỏ qua. Sửa xong thì xem lại, rồi mới nhập."),
    make("table", { class: "grid" }, [make("thead", {}, make("tr", {}, heads)), make("tbody", {}, cells.map(line))]),
    again.element,
    make("p", {}, look),
  ]);
}

/** Says how the file is to be read; a change looks into it again. @param {File} file @param {{ sheet: string, kind: string, again: boolean }} asked */
function how(file, asked) {
  const [sheet, kind] = [typed(), typed()];
  sheet.value = asked.sheet;
  kind.value = asked.kind;
  const again = ticked("Số trùng là hai văn bản khác nhau: vào sổ cả hai", "trung_so");
  again.box.checked = asked.again;
  const look = button("Xem lại", "xem-lai", () => oldBook(file, { sheet: sheet.value, kind: kind.value, again: again.box.checked }));
  return make("details", {}, [
    make("summary", {}, "Đọc tệp cách khác"),
    labelled("Trang", "trang", sheet, "Tên trang của bảng tính; để trống thì đọc mọi trang có tiêu đề của sổ."),
    labelled("Loại", "loai", kind, "Loại của những dòng không ghi loại, ví dụ Kế hoạch."),
    again.element,
    make("p", {}, look),
  ]);
}

/** @param {any} answer */
function table(answer) {
  // What is wrong comes first: that is what is to be seen to.
  const order = ["bad", "corrected", "entered", "known"];
  const rows = [...answer.rows].sort((one, two) => order.indexOf(one.fate) - order.indexOf(two.fate));
  const made = rows.slice(0, MOST).map((one) => {
    const fate = answer.done && one.fate === "entered" ? "đã vào sổ" : FATES[one.fate];
    return make("tr", { "data-phan": one.fate }, [
      make("td", { class: "number" }, `${one.sheet === null ? "" : `${one.sheet}, `}${one.row}`),
      make("td", {}, [make("span", { class: `stage ${one.fate === "bad" ? "faulty" : one.fate === "entered" ? "ready" : ""}` }, fate), ...one.why.map((/** @type {string} */ why) => make("div", {}, make("small", {}, why.replaceAll("`", ""))))]),
      make("td", { class: "number" }, one.printed),
      make("td", { class: "number" }, local(one.day ?? "")),
      make("td", {}, one.kind),
      make("td", {}, one.summary),
    ]);
  });
  const heads = ["Dòng", "Sẽ ra sao", "Số, ký hiệu", "Ngày", "Loại", "Trích yếu, hoặc cả dòng"].map((text) => make("th", { scope: "col" }, text));
  const rest = rows.length - made.length;
  return make("section", { class: "card", "aria-label": "Từng dòng của sổ cũ" }, [make("table", {}, [make("thead", {}, make("tr", {}, heads)), make("tbody", {}, made)]), rest > 0 ? make("p", { class: "soft" }, `và ${rest} dòng nữa`) : null]);
}
