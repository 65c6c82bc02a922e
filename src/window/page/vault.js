// Comes in: what lies in the archive, as the program tells it. Goes out: its screen, and that of one
// paper or dossier with its history. Must not know: how any of it is proved.
// @ts-check

import { ask } from "./ask.js";
import { copyElsewhere, copyOf } from "./certified.js";
import { askOnce, labelled, listed, typed } from "./dialog.js";
import { button, local, make, place, say } from "./dom.js";
import { choose, sheets } from "./drop.js";
import { add } from "./documents.js";
import { printed } from "./print.js";
import { Saving } from "./saving.js";
import { trusted } from "./trusted.js";
import { follow } from "./work.js";
import { downloaded, made } from "./files.js";

/** @param {string} object */
export function vault(object) {
  return object === "" ? all() : one(object);
}

async function all() {
  const answer = await ask("kept", { words: "" });
  const rows = make("div");
  const told = make("div");
  const words = typed();
  const what = /** @type {HTMLSelectElement} */ (make("select", {}, [["", "Tất cả"], ["paper", "Văn bản"], ["waits", "Văn bản chờ bản ký"], ["dossier", "Hồ sơ"]].map(([value, text]) => make("option", { value }, text))));
  let pause = 0;
  let asked = 0;
  let cards = answer.cards ?? [];
  const fill = () => {
    const wanted = cards.filter((/** @type {any} */ card) => what.value === "" || (what.value === "dossier" ? card.dossier : what.value === "waits" ? card.waits : !card.dossier));
    rows.replaceChildren(wanted.length === 0 ? make("p", {}, "Không có gì như vậy trong kho.") : table(wanted));
  };
  const again = () => {
    clearTimeout(pause);
    pause = setTimeout(async () => {
      const own = ++asked;
      const found = await ask("kept", { words: words.value });
      if (own !== asked) return;
      cards = found.cards ?? [];
      fill();
    }, 250);
  };
  words.addEventListener("input", again);
  what.addEventListener("change", fill);
  const filters = make("form", { class: "filters", "aria-label": "Lọc kho" }, [labelled("Xem", "xem", what), labelled("Tìm trong kho", "tim", words)]);
  filters.addEventListener("submit", (event) => event.preventDefault());
  const proving = new Proving(told);
  const saved = make("div");
  const saving = new Saving(saved);
  place(
    make("h1", {}, "Kho lưu"),
    make("div", { class: "bar" }, [choose(), copyElsewhere(), button("Kiểm tra kho", "kiem-tra-kho", () => proving.begin()), button("Làm nốt", "lam-not", () => heal(told))]),
    told,
    saved,
    await trusted(),
    listed(answer.found ?? answer.unread),
    answer.found === undefined ? filters : null,
    rows,
  );
  if (answer.found === undefined) fill();
  void saving.look();
  void proving.again();
  return { leave: () => (clearTimeout(pause), proving.leave(), saving.leave()) };
}

/** @param {any[]} cards */
function table(cards) {
  const heads = ["Số, ký hiệu", "Ngày", "Trích yếu", "Tình trạng", "Trong kho có"].map((text) => make("th", { scope: "col" }, text));
  const row = (/** @type {any} */ card) =>
    make("tr", { "data-doi-tuong": card.object }, [
      make("td", { class: "number" }, card.printed),
      make("td", { class: "number" }, local(card.date)),
      make("td", {}, make("a", { href: `#/kho/${encodeURIComponent(card.object)}` }, card.summary || card.printed)),
      make("td", {}, stands(card)),
      make("td", {}, card.lies.join(", ")),
    ]);
  return make("section", { class: "card", "aria-label": "Những gì nằm trong kho" }, make("table", {}, [make("thead", {}, make("tr", {}, heads)), make("tbody", {}, cards.map(row))]));
}

/** @param {any} card */
function stands(card) {
  // What became of it may say how it stands, too.
  const own = card.stands ?? "";
  const words = card.told.some((/** @type {string} */ word) => word.startsWith(own)) ? card.told : [own, ...card.told].filter((word) => word !== "");
  return make("span", { class: `stage ${card.waits ? "unsigned" : card.told.length > 0 ? "faulty" : ""}` }, words.join(", "));
}

/** Has the archive proved, and says meanwhile how far that has come. */
class Proving {
  /** @param {HTMLElement} told */
  constructor(told) {
    this.told = told;
    this.gone = false;
  }

  async begin() {
    const { job } = await ask("prove", {});
    if (job === null) return this.again();
    await this.watch(job);
  }

  /** Finds a proof that goes on. */
  async again() {
    const { job } = await ask("proving", {});
    if (job !== null) await this.watch(job);
  }

  /** @param {number} job */
  async watch(job) {
    const into = make("p");
    this.told.replaceChildren(make("section", { class: "card", "aria-label": "Kiểm tra kho" }, into));
    const says = (/** @type {number} */ done, /** @type {number} */ all) => (all === 0 ? "đang kiểm tra kho…" : `đang kiểm tra kho: ${done}/${all}`);
    const outcome = await follow(job, { into, name: "Kiểm tra kho", says, stops: false, left: () => this.gone });
    if (outcome !== null && !this.gone) this.end(outcome.broken ? { broken: "Chương trình hỏng khi kiểm tra kho." } : outcome);
  }

  leave() {
    this.gone = true;
  }

  /** @param {any} outcome */
  end(outcome) {
    const findings = outcome.found ?? outcome.findings ?? [];
    const { proof, broken } = outcome;
    const sum = proof === undefined ? (broken ?? "Chưa kiểm tra được kho.") : `${proof.con_nguyen}/${proof.tong} văn bản, hồ sơ đã đọc lại và còn nguyên${proof.ban_ky > 0 ? `; ${proof.ban_ky} bản ký đúng với nội dung` : ""}.`;
    const wrong = findings.length > 0 ? `Có ${findings.length} điều cần xem:` : proof === undefined ? "" : "Kho và sổ khớp nhau, không thấy gì sai.";
    this.told.replaceChildren(make("section", { class: "card", "aria-label": "Kết quả kiểm tra kho", role: "status" }, [make("h2", {}, sum), make("p", {}, wrong), listed(findings)]));
  }
}

/** Finishes what was cut off. @param {HTMLElement} told */
export async function heal(told) {
  say("đang làm nốt…");
  const answer = await ask("heal", {});
  say("");
  const done = answer.done ?? [];
  const title = answer.found !== undefined ? "Chưa làm nốt được" : done.length === 0 ? "Không có việc gì dở dang." : `Đã làm nốt ${done.length} việc:`;
  told.replaceChildren(make("section", { class: "card", "aria-label": "Làm nốt", role: "status" }, [make("h2", {}, title), make("ul", {}, done.map((/** @type {string} */ one) => make("li", {}, one))), listed(answer.found ?? answer.findings)]));
}

/** @param {string} object */
async function one(object) {
  const answer = await ask("object", { object });
  const back = make("p", {}, make("a", { href: "#/kho" }, "← Kho lưu"));
  if (answer.found !== undefined) {
    place(back, make("h1", {}, "Không xem được"), listed(answer.found));
    return {};
  }
  const { card, paper, dossier } = answer;
  // A scan that is dropped here is likely of this paper.
  if (paper !== undefined) sheets.paper = { id: card.row, printed: card.own, summary: card.summary };
  const again = () => dispatchEvent(new HashChangeEvent("hashchange"));
  const title = paper === undefined ? `Hồ sơ ${card.summary || dossier.folder}` : `${card.printed} · ${card.summary}`;
  const versions = (paper ?? dossier).versions;
  const history = versions.map((/** @type {any} */ past) => make("tr", {}, [make("td", { class: "number" }, past.at), make("td", {}, past.who || "(máy không ghi tên)"), make("td", {}, past.what)]));
  place(
    back,
    make("h1", {}, title),
    paper === undefined ? null : make("p", {}, ["Tình trạng: ", stands(card)]),
    paper === undefined ? null : make("div", { class: "bar" }, acts(card)),
    section("Đã xảy ra những gì", make("table", {}, [make("thead", {}, make("tr", {}, ["Lúc", "Ai", "Việc"].map((text) => make("th", { scope: "col" }, text)))), make("tbody", {}, history)])),
    ...(paper === undefined ? filed(object, dossier, again) : [section("Nằm trong kho", lying(object, paper.files, again))]),
  );
  return { leave: () => void (sheets.paper = null) };
}

/** @param {string} title @param {HTMLElement} inside */
function section(title, inside) {
  return make("section", { class: "card", "aria-label": title }, [make("h2", {}, title), inside]);
}

/** Lists the files of a paper: what people read first, what only the program reads behind a fold.
 * @param {string} object @param {any[]} files @param {() => void} again */
function lying(object, files, again) {
  const kept = (/** @type {any} */ file) => {
    const proved = file.proved.map((/** @type {string} */ line) => make("div", {}, make("small", {}, line.replaceAll("`", ""))));
    const own = /^(ky|quet)\//.test(file.name) && file.read;
    const aside = own ? putAside(file.name, "Bản ký sẽ không tính nữa, văn bản lại chờ bản ký; tệp vẫn nằm trong kho, kèm lý do.", (reason) => ask("withdraw", { object, file: file.name, reason }), again) : null;
    return make("li", {}, [`${file.what}: `, make("span", { class: "soft" }, file.name.split("/").pop()), " ", file.read ? takeOut(object, file.name) : null, " ", aside, ...proved]);
  };
  const rest = files.filter((file) => !file.read);
  return make("div", {}, [
    make("ul", { class: "kept" }, files.filter((file) => file.read).map(kept)),
    rest.length > 0 ? make("details", {}, [make("summary", {}, `${rest.length} tệp chương trình cần để lập lại và chứng minh`), make("ul", {}, rest.map(kept))]) : null,
  ]);
}

/** Makes the button that gives a file of an object out. @param {string} object @param {string} name */
function takeOut(object, name) {
  const shown = button("Xem, in", "in-tep", async () => {
    const bytes = await made("kept-file", { object, name });
    if (bytes !== null) printed(bytes, () => say(""));
  });
  shown.setAttribute("aria-label", `Xem, in ${name}`);
  const take = button("Lấy ra", "lay-tep", async () => {
    const bytes = await made("kept-file", { object, name });
    if (bytes !== null) downloaded(bytes, name.split("/").pop() ?? "");
  });
  take.setAttribute("aria-label", `Lấy ra ${name}`);
  return make("span", {}, name.toLowerCase().endsWith(".pdf") ? [shown, " ", take] : take);
}

/** Makes the button that puts aside what was put in wrongly, with a reason.
 * @param {string} name @param {string} told @param {(reason: string) => Promise<any>} run @param {() => void} then */
function putAside(name, told, run, then) {
  const own = name.split("/").pop() ?? name;
  const aside = button("Rút ra…", "rut", () => askOnce({ title: "Rút ra", told: [make("p", {}, ["Rút ", make("strong", {}, own), " vì nhận nhầm?"]), make("p", { class: "soft" }, told)], yes: "Rút ra", act: "ghi-rut", run, said: (answer) => answer.said, then }));
  aside.setAttribute("aria-label", `Rút ra ${own}`);
  return aside;
}

/** @param {string} object @param {any} dossier @param {() => void} again */
function filed(object, dossier, again) {
  const paper = (/** @type {any} */ one) => make("li", {}, [make("a", { href: `#/kho/${encodeURIComponent(one.doi_tuong)}` }, `${one.so} · ${one.trich_yeu}`), ` (${one.tinh_trang.join(", ")})`]);
  const document = (/** @type {any} */ one) => {
    const aside = putAside(one.name, "Tài liệu vẫn nằm trong kho, ghi là đã rút và lý do.", (reason) => ask("withdraw-document", { dossier: dossier.folder, file: one.name, reason }), again);
    return make("li", {}, [`${one.what}: ${one.name.split("/").pop()} (${[one.who, one.at].filter(Boolean).join(", ")}) `, takeOut(object, one.name), " ", aside]);
  };
  const list = dossier.documents.length > 0 ? make("ul", { class: "kept" }, dossier.documents.map(document)) : make("p", {}, "Chưa có tài liệu nào.");
  const documents = [section("Tài liệu không có số", make("div", {}, [list, make("p", {}, add(dossier.folder, again))]))];
  return [section("Văn bản của hồ sơ", make("ul", {}, dossier.papers.map(paper))), ...documents];
}

/** @param {any} card */
function acts(card) {
  // Nothing is done with a paper whose number was struck out.
  if (card.struck) return [];
  const row = { id: card.row, printed: card.own };
  const again = () => dispatchEvent(new HashChangeEvent("hashchange"));
  const remark = (/** @type {string} */ fate, /** @type {string} */ title, /** @type {string} */ told, /** @type {string} */ act) => {
    const by = typed();
    askOnce({
      title,
      told: [make("p", {}, [`${title} `, make("strong", {}, card.own), `, ngày ${local(card.date)}: ${card.summary}?`]), make("p", { class: "soft" }, told)],
      fields: [labelled("Bằng văn bản (nếu có)", "bang", by, "Số, ký hiệu của văn bản khác, ví dụ 12-TB/ĐU.")],
      yes: title,
      act,
      run: (reason) => ask("remark", { ...row, fate, reason, by: by.value }),
      said: (answer) => answer.said,
      then: again,
    });
  };
  return [
    choose(card.waits ? { ...row, summary: card.summary } : undefined),
    button("Lập bản sao…", "ban-sao", () => copyOf(row, card.own, again)),
    button("Thu hồi…", "thu-hoi", () => remark("recalled", "Thu hồi", "Văn bản vẫn ở trong sổ và kho, ghi đã thu hồi và lý do.", "ghi-thu-hoi")),
    button("Đính chính…", "dinh-chinh", () => remark("corrected", "Đính chính", "Văn bản vẫn như đã ban hành, ghi có đính chính và lý do.", "ghi-dinh-chinh")),
  ];
}
