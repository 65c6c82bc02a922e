// Comes in: today, the meetings of the office. Goes out: a month with its days; one that is chosen
// begins a meeting. Must not know: what a meeting is begun with.
// @ts-check

import { button, day, local, make } from "./dom.js";

/** @typedef {{ day: string, title: string, time: string | null, way: string }} Meeting */

const NAMES = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"];
const LONG = ["Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"];

/** Counts days from one. @param {string} iso @param {number} days */
export function later(iso, days) {
  const [year, month, number] = iso.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, number + days)).toISOString().slice(0, 10);
}

/** Gives the Monday of a day's week. @param {string} iso */
export function monday(iso) {
  return later(iso, -((new Date(`${iso}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** Shows the month of a day; the arrow keys go from day to day.
 * @param {string} today @param {Meeting[]} meetings @param {(iso: string) => void} begin */
export function month(today, meetings, begin) {
  let here = today;
  const head = make("h2", { "aria-live": "polite" });
  const body = make("tbody");
  const list = make("ul", { class: "meetings" });
  const heads = NAMES.map((name, at) => make("th", { scope: "col" }, make("abbr", { title: LONG[at] }, name)));
  const table = make("table", { "aria-label": "Các ngày trong tháng" }, [make("thead", {}, make("tr", {}, heads)), body]);
  const move = (/** @type {string} */ to, /** @type {boolean} */ focus) => {
    here = to;
    draw();
    if (focus) /** @type {HTMLElement | null} */ (body.querySelector("button[tabindex='0']"))?.focus();
  };
  const turn = (/** @type {number} */ months) => {
    const [year, number] = here.split("-").map(Number);
    return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 10);
  };
  const cell = (/** @type {string} */ iso) => {
    if (iso.slice(0, 7) !== here.slice(0, 7)) return make("td");
    const own = meetings.filter((one) => one.day === iso);
    const said = own.length === 0 ? "" : `, đã có ${own.map((one) => one.title).join("; ")}`;
    const made = button(String(Number(iso.slice(8))), "ngay-hop", () => begin(iso));
    made.setAttribute("aria-label", `${Number(iso.slice(8))}, ${day(iso)}${said}: lập hồ sơ họp ngày này`);
    made.tabIndex = iso === here ? 0 : -1;
    made.className = own.length > 0 ? "has" : "";
    return make("td", { "aria-current": iso === today ? "date" : undefined }, made);
  };
  const draw = () => {
    head.textContent = `Tháng ${Number(here.slice(5, 7))}/${here.slice(0, 4)}`;
    const first = monday(`${here.slice(0, 7)}-01`);
    const weeks = [0, 7, 14, 21, 28, 35].filter((from) => [0, 6].some((at) => later(first, from + at).slice(0, 7) === here.slice(0, 7)));
    body.replaceChildren(...weeks.map((from) => make("tr", {}, NAMES.map((_, at) => cell(later(first, from + at))))));
    const own = meetings.filter((one) => one.day.slice(0, 7) === here.slice(0, 7)).sort((one, other) => `${one.day}${one.time ?? ""}`.localeCompare(`${other.day}${other.time ?? ""}`));
    list.replaceChildren(...own.map((one) => make("li", {}, [`${local(one.day).replace(/\/\d{4}$/, "")}${one.time === null ? "" : `, ${one.time.slice(0, 5)}`}: `, make("a", { href: one.way }, one.title)])));
  };
  table.addEventListener("keydown", (event) => {
    const days = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    const months = { PageUp: -1, PageDown: 1 }[event.key];
    if (days === undefined && months === undefined) return;
    event.preventDefault();
    move(months === undefined ? later(here, days ?? 0) : turn(months), true);
  });
  const before = button("‹", "thang-truoc", () => move(turn(-1), false));
  before.setAttribute("aria-label", "Tháng trước");
  const after = button("›", "thang-sau", () => move(turn(1), false));
  after.setAttribute("aria-label", "Tháng sau");
  draw();
  return make("section", { class: "card month", "aria-label": "Lịch họp" }, [make("div", { class: "acts" }, [before, head, after]), table, make("p", { class: "soft" }, "Bấm một ngày để lập hồ sơ họp ngày ấy."), list]);
}
