// Comes in: the file of an older register. Goes out: what would become of each row, then, when the
// clerk says so, the rows in the register. Must not know: how a row is read.
// @ts-check

import { ask, askFile } from "./ask.js";
import { labelled, listed, ticked, typed } from "./dialog.js";
import { button, local, make, place, say } from "./dom.js";
import { downloaded, made } from "./files.js";

/** @type {Record<string, string>} */
const FATES = { entered: "sẽ vào sổ", known: "đã có trong sổ", corrected: "sửa trích yếu", bad: "chưa dùng được" };

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

/** @param {File} file @param {{ sheet: string, kind: string, again: boolean }} asked @param {any} answer */
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
      answer.done ? null : how(file, asked),
      make("p", { class: "acts" }, [answer.done || count.vao_so === 0 ? null : enter, bad, back]),
      listed(answer.findings.filter((/** @type {any} */ one) => one.ma !== "so-cu::dong")),
    ]),
    table(answer),
    answer.skipped.length > 0 ? make("details", {}, [make("summary", {}, `${answer.skipped.length} dòng không phải văn bản`), make("ul", {}, answer.skipped.map((/** @type {string} */ one) => make("li", {}, one)))]) : null,
  );
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
