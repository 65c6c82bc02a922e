// Words of real papers, typed by every keyboard in every sort of field, letter by letter the same on the screen and
// in the file: node keys.mjs PROGRAM TOOLS PICTURES [all].
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyboards } from "./keyboards.mjs";
import { held, root, stage } from "./stage.mjs";

const folder = join(mkdtempSync(join(tmpdir(), "vanthu-")), "xa");
cpSync(join(root, "data/xa-mau"), folder, { recursive: true });
const plan = join(folder, "doi-thoai-2026/ke-hoach.yaml");
const table = join(folder, "doi-thoai-2026/bang.yaml");
writeFileSync(table, "loai: ke-hoach\nngay: 2026-08-03\ntrich_yeu: bảng việc\nnguoi_ky: bi-thu\nnoi_nhan: [Các chi bộ]\nnoi_dung:\n  - |\n    Công việc như sau:\n  - bang:\n      cot: [Việc, Người làm]\n      dong:\n        - [Họp, Văn phòng]\n");
// What an office really wrote; numbers, dates and signs are typed alike by all.
const cases = join(root, "tests/cases/text/hung-chinh/doi-thoai-2023");
const all = readdirSync(cases).flatMap((name) => readFileSync(join(cases, name), "utf8").normalize("NFC").split(/\s+/)).filter((word) => /^[\p{L},.;]+$/u.test(word) && /[^\x00-\x7f]/.test(word));
const WORDS = all.slice(0, 500);
// With a fourth word, 500 in every sort of field: half an hour.
const some = (from, to) => (process.argv[5] === undefined ? WORDS.slice(from, to) : WORDS);
assert.ok(WORDS.length === 500 && new Set(WORDS).size > 150, String(WORDS.length));

const { origin, page, saved, end, picture } = await stage(folder);
await page.waitForSelector("table");
const { ways, type } = await keyboards(page);
const open = async (path) => {
  await page.goto(`${origin}/#/`);
  await page.reload();
  await page.waitForSelector("main table");
  await page.evaluate((path) => (location.hash = path), path);
};
const link = (text) => page.evaluate((text) => [...document.querySelectorAll("main a")].find((one) => one.textContent === text)?.getAttribute("href"), text);
const inFile = (file, text) => readFileSync(file, "utf8").normalize("NFC").replaceAll("\r\n", "\n").includes(text);

// Types in a field; looks at the screen, and at the file where there is one.
async function typed(place, how, { words, gap = 0, file = null, line = false }) {
  await place.evaluate((field) => field.closest("details")?.setAttribute("open", ""));
  await place.click();
  await page.keyboard.press("Control+End");
  if (line) await page.keyboard.press("Enter");
  const before = await place.inputValue();
  await type(how, words, gap);
  const after = await place.inputValue();
  assert.equal(after, `${before} ${words.join(" ")}`, how);
  if (file === null) return;
  await page.keyboard.press("Control+s");
  await saved();
  assert.ok(inFile(file, words.join(" ")), `${how}: in the file`);
}

// The three sorts of text: 500 words by each keyboard at once; fewer with the gaps of a slow machine.
const title = "tổ chức Hội nghị đối thoại giữa người đứng đầu cấp uỷ, chính quyền xã với Nhân dân năm 2026";
const paper = await link(title);
for (const name of ["trich_yeu", "noi_nhan", "noi_dung"]) {
  for (const how of ways) {
    await open(paper);
    await page.waitForSelector("canvas");
    const begun = readFileSync(plan);
    const place = page.locator(`[name="${name}"]`);
    await typed(place, how, { words: WORDS, file: plan, line: name !== "trich_yeu" });
    await typed(place, how, { words: WORDS.slice(100, 140), gap: 5, file: plan });
    await typed(place, how, { words: WORDS.slice(200, 212), gap: 30, file: plan });
    // Ctrl+Z takes back what was typed, not what the program did.
    assert.ok((await place.inputValue()).endsWith(WORDS[211]));
    await page.evaluate(() => (location.hash = "#/"));
    await page.waitForSelector("main table");
    writeFileSync(plan, begun);
  }
  held(`${name}: 500 words by each keyboard, letter by letter in the file`);
}

// Cells of a table, a day, a field of a group and of a list of names, the search, a small form, a row of guests.
await open(await link("bảng việc"));
await page.waitForSelector("canvas");
for (const how of ways) {
  await typed(page.locator('[name="noi_dung[1].bang.dong[0][1]"]'), how, { words: some(0, 60), file: table });
  await typed(page.locator('[name="noi_dung[0]"]'), how, { words: some(60, 120), file: table });
}
await page.locator('[name="ngay"]').fill("");
await page.locator('[name="ngay"]').pressSequentially("4/8/2026", { delay: 5 });
await page.keyboard.press("Control+s");
await saved();
assert.ok(inFile(table, "2026-08-04") && (await page.locator('[name="ngay"]').inputValue()) === "4/8/2026");
held("cells of a table, texts beside it, a day");
await picture("go-bang");

const facts = join(folder, "doi-thoai-2026/ho-so.yaml");
const office = join(folder, "co-quan.yaml");
await open("#/");
await page.evaluate(() => [...document.querySelectorAll("main section")].find((one) => one.querySelector("h2")?.textContent?.includes("đối thoại"))?.querySelector("a")?.click());
await page.waitForSelector('[name="su_kien.ten"]');
for (const how of ways) for (const name of ["tieu_de", "su_kien.dia_diem"]) await typed(page.locator(`[name="${name}"]`), how, { words: some(0, 60), file: facts });
held("facts of a meeting");
await open("#/thiet-dat");
await page.waitForSelector('[name="nguoi_ky.bi-thu.ho_ten"]');
const signs = readFileSync(office);
for (const how of ways) {
  await typed(page.locator('[name="nguoi_ky.bi-thu.ho_ten"]'), how, { words: some(0, 30), file: office });
  // A name of a thousand words is none.
  await page.evaluate(() => (location.hash = "#/"));
  await page.waitForSelector('[data-viec="ho-so-moi"]');
  writeFileSync(office, signs);
  await open("#/thiet-dat");
  await page.waitForSelector('[name="nguoi_ky.bi-thu.ho_ten"]');
}
held("a name of a list of names");
for (const how of ways) {
  await open("#/");
  await page.locator("#tim").fill("");
  await typed(page.locator("#tim"), how, { words: some(0, 30) });
  await page.locator('[data-viec="ho-so-moi"]').click();
  await typed(page.locator('dialog [name="title"]'), how, { words: some(0, 60) });
  await page.keyboard.press("Escape");
}
held("the search, a small form");
await end();
