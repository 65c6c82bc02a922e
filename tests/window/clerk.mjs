// What a clerk does in a real browser, and what others try there: node clerk.mjs PROGRAM TOOLS
// PICTURES. Prints a line for each thing that held; ends with 1 at the first that did not.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { guests } from "./guests.mjs";
import { records } from "./records.mjs";
import { held, program, root, stage, tools } from "./stage.mjs";

const folder = join(mkdtempSync(join(tmpdir(), "vanthu-")), "xa");
cpSync(join(root, "data/xa-mau"), folder, { recursive: true });
// As Notepad saves it, with what would be markup if it were not text.
const plan = join(folder, "doi-thoai-2026/ke-hoach.yaml");
const hostile = '<img src=x onerror="document.title=7"><script>document.title=7</script>';
const dossier = join(folder, "gap-mat-2026/ho-so.yaml");
writeFileSync(dossier, readFileSync(dossier, "utf8").replace(/tieu_de: .*/, `tieu_de: '${hostile}'`));
writeFileSync(plan, "\ufeff" + readFileSync(plan, "utf8").replaceAll("\n", "\r\n"));
const untouched = Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [join(entry.parentPath ?? entry.path, entry.name), ""])
    .map(([file]) => [file, readFileSync(file).toString("base64")]),
);

const { address, origin, port, ended, said, browser, page, troubles, picture, accessible, saved } = await stage(folder, ["--disable-quic", "--host-resolver-rules=MAP evil.example 127.0.0.1"]);
const open = async (name) => {
  await page.goto(`${origin}/#/`);
  await page.reload();
  await page.locator("main table").getByRole("link", { name }).click();
  await page.waitForSelector("canvas");
  await page.waitForFunction(() => document.querySelector(".bar .stage")?.textContent !== "");
};

// The first screen.
await page.waitForSelector("table");
assert.equal(await page.evaluate(() => location.href), `${origin}/`, "the key leaves the address");
assert.ok((await page.getByRole("heading", { level: 2 }).allTextContents()).includes(hostile));
await picture("trang-chinh");
await accessible("the first screen");

// A paper by the keyboard alone.
let name = "tổ chức Hội nghị đối thoại giữa người đứng đầu cấp uỷ, chính quyền xã với Nhân dân năm 2026";
for (let tab = 0; tab < 60; tab += 1) {
  await page.keyboard.press("Tab");
  if ((await page.evaluate(() => document.activeElement?.textContent)) === name) break;
}
await page.keyboard.press("Enter");
await page.waitForSelector("canvas");
await page.waitForFunction(() => document.querySelector(".bar .stage")?.textContent !== "");
await picture("van-ban");
held("a paper is opened by the keyboard");
await accessible("a paper");

// Vietnamese keyboards: letters, then backspaces and the finished letters; or a composition.
const cdp = await page.context().newCDPSession(page);
const key = (type, name, code) => cdp.send("Input.dispatchKeyEvent", { type, key: name, code: name, windowsVirtualKeyCode: code });
const plain = (word) => word.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D");
const wait = (gap) => (gap === 0 ? undefined : new Promise((then) => setTimeout(then, gap)));
async function unikey(word, gap) {
  let shown = "";
  for (const letter of word) {
    await cdp.send("Input.insertText", { text: plain(letter) });
    shown += plain(letter);
    await wait(gap);
    const right = word.slice(0, shown.length);
    if (right !== shown) {
      let same = 0;
      while (shown[same] === right[same]) same += 1;
      for (let back = shown.length; back > same; back -= 1) {
        await key("rawKeyDown", "Backspace", 8);
        await key("keyUp", "Backspace", 8);
      }
      await cdp.send("Input.insertText", { text: right.slice(same) });
      shown = right;
    }
  }
}
async function composed(word) {
  for (let end = 1; end <= word.length; end += 1) await cdp.send("Input.imeSetComposition", { text: word.slice(0, end), selectionStart: end, selectionEnd: end });
  await cdp.send("Input.insertText", { text: word });
}
const words = "Đảng uỷ xã yêu cầu các chi bộ trực thuộc quán triệt nghiêm túc, tổ chức thực hiện; thường xuyên kiểm tra, giám sát việc chuẩn bị hội nghị đối thoại với Nhân dân.".split(" ");
for (const [field, gap] of [["trich_yeu", 0], ["noi_dung", 5], ["noi_nhan", 0], ["lien_he", 30]]) {
  const place = page.locator(`[name="${field}"]`);
  await page.evaluate((field) => document.querySelector(`[name="${field}"]`)?.closest("details")?.setAttribute("open", ""), field);
  await place.click();
  await page.keyboard.press("Control+End");
  const before = await place.inputValue();
  for (const word of words) {
    await cdp.send("Input.insertText", { text: " " });
    await (word.length % 2 === 0 ? composed(word) : unikey(word, gap));
  }
  assert.equal(await place.inputValue(), `${before} ${words.join(" ")}`, field);
  await saved();
  const file = readFileSync(plan, "utf8");
  assert.ok(file.normalize("NFC").replaceAll("\r\n", "\n").includes(words.join(" ")), `${field} is in the file`);
  assert.ok(file.startsWith("\ufeff") && !/[^\r]\n/.test(file), "line ends and mark are kept");
  held(`${field}: typed as Vietnamese keyboards type, letter by letter in the file`);
}
await picture("go-chu");

// What is wrong stands under its field; the way there is F8.
await page.locator('[name="ngay"]').fill("2026-02-30");
await page.waitForSelector('[data-path="ngay"] li.loi');
await page.locator("h1").click();
await page.keyboard.press("F8");
assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "ngay");
await page.waitForSelector(".pages.old");
await picture("co-loi");
await accessible("a paper with an error");
await page.locator('[name="ngay"]').fill("2026-08-03");
await page.waitForSelector(".pages:not(.old)");
await saved();
held("an error stands at its field, the last good pages stay");

// Of a long text F8 finds each place, not the text alone; the mouse has a way there, too.
const body = page.locator('[name="noi_dung"]');
const whole = await body.inputValue();
const endless = ["Việc thứ nhất, việc này", "Việc thứ hai, việc này"];
await body.fill(`${whole.trimEnd()}\n${endless.join("\n")}\nViệc cuối.`);
await page.waitForFunction(() => document.querySelectorAll('[data-path="noi_dung"] li[data-ma="ket::dong"]').length === 2);
const long = await body.inputValue();
const ends = endless.map((line) => long.indexOf(line) + line.length);
await page.locator("h1").click();
const stops = [];
for (let press = 0; press < 12; press += 1) {
  await page.keyboard.press("F8");
  stops.push(await page.evaluate(() => (document.activeElement?.getAttribute("name") === "noi_dung" ? document.activeElement.selectionStart : -1)));
}
const first = stops.indexOf(ends[0]);
assert.ok(first >= 0 && stops[first + 1] === ends[1], `${stops} ${ends}`);
await page.locator('[data-path="noi_dung"] li[data-ma="ket::dong"] [data-viec="toi-cho"]').first().click();
assert.equal(await body.evaluate((field) => field.selectionStart), ends[0]);
const shown = await page.locator('[data-path="noi_dung"] li[data-ma="ket::dong"]').first().evaluate((one) => one.firstChild?.textContent);
assert.ok((await page.locator("#dang-xem").textContent())?.startsWith(shown), "what is said of the words stands beside them");
await accessible("a finding beside the page");
await picture("toi-cho");
await body.fill(whole);
await page.waitForSelector("#dang-xem", { state: "detached" });
await saved();
held("F8 and the mouse find the words a finding is about");

// Somebody else saves the same file meanwhile: nobody's words are lost.
writeFileSync(plan, readFileSync(plan, "utf8").replace(/nguoi_ky: .*/, "nguoi_ky: bi-thu # của người khác\r"));
await page.locator('[name="ngay"]').fill("2026-08-04");
await page.waitForTimeout(300);
await saved();
const both = readFileSync(plan, "utf8");
assert.ok(both.includes("2026-08-04") && both.includes("# của người khác"), both);
held("two who write in one file lose nothing");

// A Word file goes out, is edited, comes back: shown first, then in the paper, its facts as they were.
await page.locator('[data-viec="ban-word"]').click();
await picture("ban-word");
await accessible("the Word file of a paper");
const given = page.waitForEvent("download");
await page.locator('[data-viec="lap-ban-word"]').click();
const word = join(folder, "..", "gui.docx");
await (await given).saveAs(word);
const edited = join(folder, "..", "sếp sửa.docx");
execFileSync(join(tools, "venv/bin/python"), [join(root, "tests/window/edit.py"), word, edited, "giám sát việc giải quyết", "giám sát chặt chẽ việc giải quyết"]);
await page.locator('[data-viec="ban-word"]').click();
await page.locator('dialog input[type="file"]').setInputFiles(edited);
await page.getByRole("table", { name: "Chỗ đã sửa" }).getByText("giám sát chặt chẽ").waitFor();
assert.ok(!readFileSync(plan, "utf8").includes("chặt chẽ"), "only shown");
await picture("sep-sua");
await accessible("what was edited in Word");
const facts = (text) => text.match(/\{\{/g)?.length;
const linked = facts(readFileSync(plan, "utf8"));
await page.locator('[data-viec="sua-theo"]').click();
await page.getByText("Đã đưa 1 chỗ sửa vào văn bản").waitFor();
await page.locator("dialog").getByRole("button", { name: "Đóng" }).click();
await page.waitForFunction(() => /** @type {HTMLTextAreaElement | null} */ (document.querySelector('[name="noi_dung"]'))?.value.includes("giám sát chặt chẽ"));
await saved();
assert.ok(readFileSync(plan, "utf8").includes("giám sát chặt chẽ") && facts(readFileSync(plan, "utf8")) === linked);
held("what was edited in Word comes back, its facts as they were");

// A number: shown before it is taken, taken once, whatever else takes numbers.
const answer = (button) => page.locator("dialog").getByRole("button", { name: button }).click();
await page.locator('[name="trich_yeu"]').fill("tổ chức Hội nghị đối thoại với Nhân dân năm 2026");
await saved();
await page.locator('[name="ngay"]').fill("2099-08-04");
await saved();
await page.locator('[data-viec="ban-hanh"]').click();
await page.locator("dialog li.loi").getByText("sau hôm nay").waitFor();
assert.equal(await page.locator('[data-viec="cap-so"]').count(), 0, "no number on a day to come");
await page.locator('[data-viec="chua"]').click();
await page.locator('[name="ngay"]').fill("2026-08-04");
await saved();
held("a day to come is told of before the question, not after");
await page.locator('[data-viec="ban-hanh"]').click();
await page.getByText("Cấp số 28-KH/ĐU, ngày").waitFor();
await picture("ban-hanh");
await accessible("the question before a number is taken");
await answer("Chưa");
assert.ok(!readdirSync(folder).includes("so"), "nothing was taken");
await page.locator('[data-viec="ban-hanh"]').click();
await answer("Cấp số 28-KH/ĐU");
await page.getByText("Đã ban hành 28-KH/ĐU").waitFor({ timeout: 120_000 });
await picture("da-ban-hanh");
await answer("Đóng");
await page.getByText("Văn bản này đã có số 28-KH/ĐU (đã lưu, chờ bản ký).").waitFor();
await page.locator('[data-viec="ban-hanh"]').click();
await page.getByText("đã lưu, chờ bản ký, số 28-KH/ĐU").waitFor();
assert.equal(await page.locator('dialog [data-viec="cap-so"]').count(), 0);
await answer("Chưa");
held("a number is shown, taken once, kept");

// The register and the archive, then the guests of an invitation.
await records({ page, origin, folder, scratch: dirname(folder), picture, accessible, held });
const touched = [plan, ...(await guests({ page, origin, folder, root, held, picture, accessible }))];

// Forms of meeting and office; the screen at twice its size.
await page.goto(`${origin}/#/thiet-dat`);
await page.waitForSelector('[name="ten"]');
await picture("thiet-dat");
await accessible("the office's form");
await page.goto(`${origin}/#/tro-giup`);
await page.waitForSelector("dl");
await accessible("help");
await page.setViewportSize({ width: 683, height: 384 });
name = "tổ chức Hội nghị đối thoại với Nhân dân năm 2026";
await open(name);
const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
assert.ok(!wide, "nothing lies beside the screen at 200 %");
await picture("gap-doi");
await page.setViewportSize({ width: 1366, height: 768 });

// Others: a page of another site, a name that leads here, a second tab without a key, a frame.
assert.deepEqual(troubles.filter((text) => !text.includes("409")), [], "no error on the page");
const token = await page.evaluate(() => sessionStorage.getItem("khoa"));
const evil = createServer((_, answer) => answer.setHeader("Content-Type", "text/html").end("<!doctype html><title>evil</title>")).listen(0, "127.0.0.1");
await new Promise((then) => evil.once("listening", then));
const stranger = await browser.newPage();
await stranger.goto(`http://127.0.0.1:${evil.address().port}/`);
const tried = await stranger.evaluate(
  async ([origin, token]) => {
    const results = [];
    const headers = { "X-Vanthu": token, "X-Vanthu-Ban": "", "Content-Type": "application/json" };
    for (const options of [{ method: "POST", headers, body: "{}" }, { method: "POST", mode: "no-cors", body: "{}" }, { mode: "no-cors" }]) {
      const answer = await fetch(`${origin}/api/home`, options).catch(() => null);
      results.push(answer === null ? "none" : (await answer.text().catch(() => "")) || "empty");
    }
    const frame = document.createElement("iframe");
    frame.src = `${origin}/`;
    document.body.append(frame);
    await new Promise((then) => setTimeout(then, 500));
    let inside = "closed";
    try {
      inside = frame.contentDocument?.body?.textContent || "closed";
    } catch {}
    return [...results, inside];
  },
  [origin, token],
);
assert.deepEqual(tried, ["none", "none", "none", "closed"]);
// A name that was bound to this machine again gets an empty refusal, which Chromium calls a failure.
await assert.rejects(stranger.goto(`http://evil.example:${port}/`), /ERR_HTTP_RESPONSE_CODE_FAILURE/);
for (const [place, told] of [[`${origin}/`, /Mở lại bằng biểu tượng/], [address, /đã dùng hoặc đã quá một phút/]]) {
  const second = await browser.newPage();
  await second.goto(place);
  await second.waitForSelector("h1");
  assert.match((await second.textContent("main")) ?? "", told);
  await second.close();
}
evil.close();
held("nobody else gets an answer");
assert.notEqual(await page.title(), "7");

// The end: all is on the disk, the program ends, an old page says so.
await page.locator('[name="trich_yeu"]').fill("tổ chức đối thoại lần cuối");
await page.locator("#quit").click();
await page.getByRole("heading", { name: "Đã thoát" }).waitFor();
assert.equal(await ended, 0, said());
assert.ok(readFileSync(plan, "utf8").includes("tổ chức đối thoại lần cuối"));
for (const [file, before] of Object.entries(untouched)) {
  if (!touched.includes(file)) assert.equal(readFileSync(file).toString("base64"), before, `${file} was not touched`);
}
held("what was typed last is in the file; no other file was touched");
for (const proof of [["luu", "kiem-tra"], ["so", "kiem-tra"]]) {
  const told = spawnSync(program, [...proof, "--co-quan", folder], { encoding: "utf8" });
  assert.equal(told.status, 0, told.stdout + told.stderr);
}
held("register and archive are whole");
await browser.close();
