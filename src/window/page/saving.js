// Comes in: the drives of this machine, as the program lists them. Goes out: the office copied to one of
// them, what was proved of the copy; whether another copy is due. Must not know: how any of it is done.
// @ts-check

import { ask } from "./ask.js";
import { labelled, listed } from "./dialog.js";
import { button, make } from "./dom.js";
import { follow } from "./work.js";

/** Says in words how the last backup stands. @param {any} due */
export function stands(due) {
  if (due.at === null) return due.due ? "Chưa sao lưu lần nào." : "Chưa có gì cần sao lưu.";
  const days = due.days === 0 ? "hôm nay" : due.days === null ? "" : `${due.days} ngày trước`;
  const since = due.since ? "; từ đó sổ đã ghi thêm" : "";
  return `Lần gần nhất: ${due.at}${days === "" ? "" : ` (${days})`}, ở ${due.folder}${since}.`;
}

/** Makes the reminder, where one is due. @param {any} due @returns {HTMLElement[]} */
export function reminder(due) {
  if (due === null || due === undefined || !due.due) return [];
  return [make("p", { class: "warned", "data-nhac": "sao-luu" }, ["Nên sao lưu ra ổ đĩa ngoài. ", stands(due), " ", make("a", { href: "#/kho" }, "Sao lưu ở trang Kho lưu")])];
}

/** @param {any} place */
function named(place) {
  const room = place.room === null ? "" : `, còn trống ${Math.floor(place.room / 2 ** 20)} MB`;
  const there = place.there === 0 ? "" : `, đã có ${place.there} bản`;
  return `${place.path}${room}${there}${place.same ? " (cùng ổ đĩa với cơ quan)" : ""}`;
}

/** Has the office copied, and says meanwhile how far that has come. */
export class Saving {
  /** @param {HTMLElement} into */
  constructor(into) {
    this.into = into;
    this.gone = false;
    this.course = make("p");
    this.told = make("div");
  }

  /** Looks which drives there are. */
  async look() {
    const answer = await ask("backup-places", {});
    if (this.gone) return;
    if (answer.found !== undefined) return this.into.replaceChildren();
    this.show(answer);
    if (answer.job !== null) await this.watch(answer.job);
  }

  /** @param {any} answer */
  show({ places, due }) {
    const parts = [make("h2", {}, "Sao lưu"), make("p", { class: due.due ? "warned" : "soft" }, stands(due)), ...this.offered(places), this.course, this.told];
    this.into.replaceChildren(make("section", { class: "card", "aria-label": "Sao lưu" }, parts));
  }

  /** @param {any[]} places */
  offered(places) {
    const again = button("Tìm lại ổ đĩa", "tim-o-dia", () => this.look());
    if (places.length === 0) return [make("p", {}, ["Không thấy ổ đĩa nào: cắm ổ USB hoặc ổ cứng rời, rồi bấm ", again])];
    const drive = /** @type {HTMLSelectElement} */ (make("select", {}, places.map((one) => make("option", { value: one.id }, named(one.place)))));
    const go = button("Sao lưu", "sao-luu", () => this.begin(drive.value));
    go.className = "main";
    return [labelled("Ổ đĩa", "o_dia", drive, "Mỗi lần thành một thư mục mới ghi ngày giờ; bản cũ giữ nguyên, chương trình không tự xoá bản nào."), make("p", { class: "acts" }, [go, again])];
  }

  /** @param {string} id */
  async begin(id) {
    this.told.replaceChildren();
    const { job, why } = await ask("backup", { id });
    if (job === null) return this.told.replaceChildren(make("p", {}, why));
    await this.watch(job);
  }

  /** @param {number} job */
  async watch(job) {
    const says = (/** @type {number} */ done, /** @type {number} */ all) => (3 * done < all || all === 0 ? "đang chép ra ổ đĩa…" : "đang đọc lại bản sao để chứng minh…");
    const ended = await follow(job, { into: this.course, name: "Sao lưu", says, stops: true, left: () => this.gone });
    if (ended === null || this.gone) return;
    await this.look();
    this.told.replaceChildren(...outcome(ended));
    /** @type {HTMLElement | null} */ (this.into.querySelector('[data-viec="sao-luu"]'))?.focus();
  }

  leave() {
    this.gone = true;
  }
}

/** @param {any} ended */
function outcome(ended) {
  if (ended.broken) return [make("p", { role: "alert", class: "loi" }, "Chương trình hỏng khi sao lưu: chưa có bản nào được tính.")];
  if (ended.found !== undefined) return [make("p", { role: "alert", class: "loi" }, "Chưa có bản sao lưu mới."), listed(ended.found)].filter((one) => one !== null);
  const { done, at, findings } = ended;
  const what = `${done.tep} tệp, ${Math.max(1, Math.round(done.byte / 2 ** 20))} MB, ${done.doi_tuong} văn bản và hồ sơ lưu`;
  const said = done.nguyen_ven ? `Nguyên vẹn: đã đọc lại bản sao ngày ${at}.` : "Đã chép giống hệt, nhưng chính sổ hoặc kho có điều sai, nên không gọi là nguyên vẹn:";
  const archive = done.kho_luu === null ? null : make("p", {}, `Kho lưu nằm trong thư mục ${done.kho_luu} của bản sao.`);
  return [make("p", { role: "status" }, make("strong", {}, said)), make("p", { class: "soft" }, [done.thu_muc, make("br"), what]), archive, listed(findings)].filter((one) => one !== null);
}
