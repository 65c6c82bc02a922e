// Comes in: the dossiers of the office. Goes out: the first screen. Must not know: how far a paper
// has come by itself: the program says it.
// @ts-check

import { ask } from "./ask.js";
import { again, choice, first, newDossier, newPaper } from "./begin.js";
import { button, day, make, place } from "./dom.js";
import { add } from "./documents.js";
import { gather } from "./gathered.js";
import { add as addWord } from "./word.js";
import { removed } from "./removed.js";
import { later, monday, month } from "./month.js";
import { reminders } from "./waiting.js";

/** Says what a paper is about; of one that does not say it, what its file is called. @param {any} paper */
function called(paper) {
  return paper.summary || paper.path.split("/").pop().replace(/\.ya?ml$/, "");
}

/** @param {any} paper @param {string} id */
function row(paper, id) {
  const link = make("a", { href: `#/van-ban/${id}` }, called(paper));
  const number = paper.printed ?? (paper.foreseen === null ? "" : `sẽ là ${paper.foreseen}`);
  const notes = [];
  if (paper.guests > 0) notes.push(`${paper.guests} khách`);
  if (paper.warnings > 0) notes.push(`${paper.warnings} cảnh báo`);
  const became = [...paper.told, paper.past].filter((one) => one !== null);
  return make("tr", { "data-giai-doan": paper.stage }, [
    make("td", {}, paper.kind ?? "?"),
    make("td", { class: paper.printed === null ? "whole soft" : "whole" }, number),
    make("td", {}, link),
    make("td", {}, [make("span", { class: `stage ${paper.past === null ? paper.stage : "unsigned"}` }, paper.said), notes.length > 0 ? make("small", {}, ` ${notes.join(", ")}`) : null, ...became.map((one) => make("div", { class: "became" }, one))]),
  ]);
}

/** Says how far away a day is. @param {string | null} of @param {string} today */
function left(of, today) {
  if (of === null || of < today) return null;
  const days = Math.round((Date.parse(of) - Date.parse(today)) / 86_400_000);
  return days === 0 ? "hôm nay" : `còn ${days} ngày`;
}

/** @param {any} dossier @param {string[]} ids @param {string} facts @param {string} today */
function card(dossier, ids, facts, today) {
  const when = [day(dossier.day), left(dossier.day, today), dossier.time?.slice(0, 5), dossier.place].filter(Boolean).join(" · ");
  const head = ["Loại", "Số", "Trích yếu", "Đến đâu"].map((text) => make("th", { scope: "col" }, text));
  const acts = [
    make("a", { href: `#/van-ban/${facts}` }, "Thông tin hội nghị"),
    button("Thêm văn bản…", "them-van-ban", () => newPaper(facts, dossier.title)),
    button("Chép thành hồ sơ mới…", "chep-ho-so", () => again(facts, dossier.title)),
    addWord(dossier.folder),
    add(dossier.folder, () => undefined),
  ];
  const papers = make("table", {}, [
    make("thead", {}, make("tr", {}, head)),
    make("tbody", {}, dossier.papers.map((/** @type {any} */ paper, /** @type {number} */ at) => row(paper, ids[at]))),
  ]);
  return make("section", { class: "card", "aria-label": dossier.title }, [
    make("h2", {}, dossier.title),
    make("p", { class: "soft acts" }, [when === "" ? null : make("span", {}, when), ...(dossier.folder === "" ? [] : acts)]),
    dossier.papers.length === 0 ? make("p", {}, "Chưa có văn bản nào.") : papers,
  ]);
}

/** Is how many dossiers are shown at once: an office has hundreds. */
const MOST = 20;

/** Is a dossier with the ids of its papers and of its facts. @typedef {{ dossier: any, ids: string[], facts: string }} Held */

/** What is asked for, from the next meeting on. @param {Held[]} all @param {string} today */
function ordered(all, today) {
  const ahead = (/** @type {Held} */ { dossier }) => dossier.day !== null && dossier.day >= today;
  const next = all.filter(ahead).sort((one, other) => one.dossier.day.localeCompare(other.dossier.day));
  return [...next, ...all.filter((one) => !ahead(one) && one.dossier.day === null), ...all.filter((one) => !ahead(one) && one.dossier.day !== null)];
}

/** The dossiers, all or some. @param {Held[]} all @param {string} today */
function listed(all, today) {
  const within = (/** @type {string} */ from, /** @type {string} */ to) => (/** @type {Held} */ { dossier }) => dossier.day !== null && from <= dossier.day && dossier.day <= to;
  const unsigned = (/** @type {any} */ paper) => paper.stage === "unsigned";
  /** @type {[string, string, (one: Held) => boolean][]} */
  const ways = [
    ["Tất cả", "loc-tat-ca", () => true],
    ["Tuần này", "loc-tuan", within(monday(today), later(monday(today), 6))],
    ["Tháng này", "loc-thang", within(`${today.slice(0, 7)}-01`, `${today.slice(0, 7)}-31`)],
    ["Còn chờ ký", "loc-cho-ky", ({ dossier }) => dossier.papers.some(unsigned)],
  ];
  let [way, most] = [ways[0], MOST];
  const cards = make("div");
  const draw = () => {
    for (const [at, made] of buttons.entries()) made.setAttribute("aria-pressed", String(ways[at] === way));
    const found = ordered(all.filter(way[2]), today);
    const more = button(`Xem thêm ${Math.min(found.length - most, 50)} hồ sơ trong ${found.length - most} hồ sơ nữa`, "xem-them", () => {
      const next = most;
      most += 50;
      draw();
      /** @type {HTMLElement | null} */ (cards.children[next]?.querySelector("a, button"))?.focus();
    });
    const none = all.length === 0 ? "Chưa có hồ sơ nào trong thư mục này." : "Không có hồ sơ nào như vậy.";
    cards.replaceChildren(...found.slice(0, most).map(({ dossier, ids, facts }) => card(dossier, ids, facts, today)), found.length === 0 ? make("p", {}, none) : "", found.length > most ? make("p", {}, more) : "");
  };
  const buttons = ways.map((one) =>
    button(one[0], one[1], () => {
      [way, most] = [one, MOST];
      draw();
    }),
  );
  draw();
  return { ways: make("span", { class: "acts", role: "group", "aria-label": "Chỉ xem" }, buttons), cards };
}

/** The papers that were opened or written last. @param {string[]} recent @param {Held[]} all */
function last(recent, all) {
  const papers = new Map(all.flatMap(({ dossier, ids }) => ids.map((id, at) => [id, { paper: dossier.papers[at], of: dossier.title }])));
  const rows = recent.flatMap((id) => {
    const held = papers.get(id);
    if (held === undefined) return [];
    const name = called(held.paper);
    return [make("li", {}, [make("a", { href: `#/van-ban/${id}` }, `${held.paper.kind ?? ""} ${name}`.trim()), make("small", {}, ` ${[held.paper.said, ...held.paper.told, held.of].join(", ")}`)])];
  });
  return rows.length === 0 ? null : make("section", { class: "card", "aria-label": "Vừa mở, vừa sửa" }, [make("h2", {}, "Vừa mở, vừa sửa"), make("ul", { class: "meetings" }, rows)]);
}

/** Tells whether the first screen is still the one asked for: whoever followed a link is on another. */
function here() {
  return ["", "#", "#/"].includes(location.hash);
}

export async function home() {
  const [told, { offices }] = await Promise.all([ask("home", {}), ask("offices", {})]);
  if (told.first === true) {
    await first(told.folder, () => void home());
    return {};
  }
  if (told.found !== undefined) {
    place(make("section", { class: "card" }, [make("h1", {}, "Chưa mở được cơ quan này"), ...told.found.map((/** @type {any} */ one) => make("p", {}, one.thong_bao))]));
    return {};
  }
  const office = document.getElementById("office");
  if (office !== null) office.textContent = told.play ? `${told.office} (chơi thử)` : told.office;
  document.title = `${told.office} · vanthu`;
  /** @type {Held[]} */
  const all = told.dossiers.map((/** @type {any} */ dossier, /** @type {number} */ at) => ({ dossier, ids: told.ids[at], facts: told.facts[at] }));
  const meetings = all.flatMap(({ dossier, facts }) => (dossier.day === null ? [] : [{ day: dossier.day, title: dossier.title, time: dossier.time, way: `#/van-ban/${facts}` }]));
  const begin = button("Hồ sơ mới…", "ho-so-moi", () => newDossier());
  begin.className = "main";
  const waiting = await reminders();
  const gone = await removed();
  const { ways, cards } = listed(all, told.today);
  place(
    make("h1", {}, "Hồ sơ và văn bản"),
    make("div", { class: "home" }, [
      make("div", {}, [make("p", { class: "acts" }, [begin, ways]), ...waiting, cards, make("p", { class: "acts" }, gather(all.map(({ dossier }) => dossier).filter((one) => one.folder !== ""), () => void (here() && home()))), ...gone, offices.length > 1 ? choice(offices, () => void home()) : null]),
      make("div", {}, [month(told.today, meetings, newDossier), last(told.recent, all)]),
    ]),
  );
  return {};
}
