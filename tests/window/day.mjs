// A whole meeting, from nothing to the archive, by the keyboard alone: an office, a dossier, a plan
// pasted from Word, invitations by a list of Excel, numbers, signed copies, a notice of conclusions,
// the register on paper, proof. Its pictures are those of the guide.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { held, keyboard, pictures, program, root, stage, tools } from "./stage.mjs";

const scratch = mkdtempSync(join(tmpdir(), "vanthu-"));
const folder = join(scratch, "VanThu");
mkdirSync(folder);
let { page, accessible, end, picture, saved } = await stage(folder, [], "2026-11-05 08:00:00");

let { focused, tabTo, press } = keyboard(page);
async function type(name, text) {
  await tabTo(name);
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}
const work = (name) => `[data-viec="${name}"]`;
const named = (name) => `[name="${name}"]`;
/** A link whose words begin so. */
async function link(text) {
  await page.waitForFunction((text) => [...document.querySelectorAll("a")].some((one) => one.textContent?.startsWith(text)), text);
  await page.evaluate((text) => {
    for (const one of document.querySelectorAll("[data-thu]")) one.removeAttribute("data-thu");
    [...document.querySelectorAll("a")].find((one) => one.textContent?.startsWith(text))?.setAttribute("data-thu", "");
  }, text);
  await press("[data-thu]");
}
const told = (text) => page.getByText(text).first().waitFor({ timeout: 120_000 });
const clean = () => page.waitForFunction(() => document.querySelector(".bar .stage")?.textContent === "không có lỗi", null, { timeout: 60_000 }).catch(async () => assert.fail((await page.locator(".found li").allInnerTexts()).join("\n")));
const text = (name) => readFileSync(join(folder, name), "utf8");
/** What a program beside puts on the page: a drop has no key. */
async function drop(name, bytes) {
  await page.evaluate(
    ([name, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name));
      for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [name, bytes.toString("base64")],
  );
}

/** What stands on the screens the guide shows, by the name of its picture.
 * @type {Record<string, string>} */
const screens = {};
/** Takes a picture for the guide, with a folder as a clerk has it. */
async function shot(name) {
  await page.waitForTimeout(300);
  await page.evaluate((folder) => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
      if (node.nodeValue?.includes(folder)) node.nodeValue = node.nodeValue.replaceAll(folder, "D:\\VanThu").replaceAll("/", "\\");
    }
  }, folder);
  // Which drives are plugged in is the machine's own.
  screens[name] = await page.evaluate(() => {
    const drives = document.querySelector('section[aria-label="Sao lưu"]')?.innerText ?? "";
    return (document.querySelector("dialog") ?? document.body).innerText.replace(drives, "");
  });
  await picture(name);
}

// An office.
await page.waitForSelector("h1");
for (const [group, words] of [["1. Tỉnh, thành phố", "Nghệ An"], ["2. Xã, phường, đặc khu", "Hoa Mẫu"]]) {
  await page.evaluate((group) => [...document.querySelectorAll("fieldset")].find((one) => one.querySelector("legend")?.textContent === group)?.querySelector("input")?.setAttribute("data-o", group), group);
  await type(`[data-o="${group}"]`, words);
}
await type(named("signer"), "Nguyễn Văn Mẫu");
await page.keyboard.press("Enter");
await page.waitForSelector("[data-viec=lap-co-quan]");
await shot("bat-dau");
await press("[data-viec=lap-co-quan]");
await told("Hồ sơ và văn bản");
held("an office from three answers");

// A dossier.
await press(work("ho-so-moi"));
await type("dialog [name=title]", "Gặp mặt cán bộ năm 2026");
await type("dialog [name=name]", "Hội nghị gặp mặt cán bộ, đảng viên tiêu biểu năm 2026");
await type("dialog [name=day]", "18/11/2026");
await type("dialog [name=time]", "8h");
await type("dialog [name=place]", "Hội trường Đảng uỷ xã Hoa Mẫu");
await type("dialog [name=chair]", "Đồng chí Bí thư Đảng uỷ");
await shot("ho-so-moi");
await page.keyboard.press("Enter");
await page.waitForSelector(named("su_kien.ten"));
const dossier = readdirSync(folder).find((name) => name.startsWith("2026-11-18")) ?? assert.fail("a dossier");
held("a dossier with its facts");

/** Adds a paper of a kind to the dossier. */
async function add(kind) {
  await link("Trang chính");
  await press(work("them-van-ban"));
  await page.waitForSelector(`dialog [value="${kind}"]`);
  await tabTo("dialog input[type=radio]");
  for (let down = 0; down < 60 && !(await focused(`dialog [value="${kind}"]`)); down += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForSelector("canvas");
}

// The plan, pasted from Word.
await add("ke-hoach");
await clean();
await type(named("ngay"), "5/11/2026");
await saved();
await press(work("ban-hanh"));
await told("Còn lời mẫu ở ô: Nội dung");
await press(`dialog ${work("chua")}`);
held("words of the example are told of before a number is taken");
await tabTo(named("noi_dung"));
await page.keyboard.press("Control+a");
const word = readFileSync(join(root, "tests/window/tu-word.html"), "utf8");
await page.evaluate((html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  const shown = html.slice(html.indexOf("<!--StartFragment-->")).replaceAll(/<!\[.*?\]>|<[^>]*>|&nbsp;/gs, "");
  data.setData("text/plain", shown.trim().split("\n\n").map((one) => one.trim().replaceAll("\n", " ").replace(/^- ?/, "-\t")).join("\r\n"));
  document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}, word);
await page.waitForFunction(() => /hoạch này\.\/\./.test(document.querySelector("[name=noi_dung]")?.value ?? ""));
await clean();
await saved();
await shot("van-ban");
const body = await page.locator(named("noi_dung")).inputValue();
held("a plan pasted from Word");

// Help of the screen, with its picture; and back.
await page.keyboard.press("F1");
await page.waitForFunction(() => document.querySelector("details[open] > summary")?.textContent === "4. Một văn bản");
await page.waitForFunction(() => [...document.querySelectorAll("details[open] img")].some((one) => one.complete && one.naturalWidth > 1000));
await picture("tro-giup");
await accessible("the guide, at the chapter of the screen");
await page.goBack();
await page.waitForSelector("canvas");
held("F1 opens the chapter of the screen");

// Invitations: the list of Excel, a row set right, the file to print.
await add("giay-moi");
await type(named("ngay"), "5/11/2026");
await saved();
await press(work("khach-moi"));
await page.waitForSelector(work("chon-danh-sach"));
const asked = page.waitForEvent("filechooser");
await press(work("chon-danh-sach"));
await (await asked).setFiles(join(root, "tests/window/dai-bieu.xlsx"));
await told("1 dòng cần sửa");
await shot("khach-moi");
await tabTo(".mend [aria-invalid]");
await page.keyboard.insertText("Lê Thị Bổ Sung");
await page.keyboard.press("Control+Enter");
await told("10 bản: 10 chưa lập.");
await link("◀ Văn bản").catch(() => press("a.button"));
await page.waitForSelector("canvas");
await page.evaluate(() => document.querySelector("[name=xung_ho]")?.closest("details")?.setAttribute("open", ""));
await type(named("xung_ho"), "Đồng chí");
await saved();
await press(work("khach-moi"));
await told("10 bản: 10 chưa lập.");
await press(work("lap-tat-ca"));
await told("10 bản: 10 đã lập.");
await shot("khach-da-lap");
await page.evaluate(() => Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", { get: () => ({ print: () => (document.body.dataset.in = "1") }) }));
await press(work("in-tep"));
await page.waitForSelector("[data-in]");
held("invitations by a list, one of its rows set right, printed");

/** Takes the number of the paper that is open. */
async function issue(number) {
  await press(work("ban-hanh"));
  await told(`Cấp số ${number}, ngày`);
  assert.doesNotMatch(await page.locator("dialog").innerText(), /Còn lời mẫu/);
  if (number === "01-KH/ĐU") await shot("ban-hanh");
  await press(`dialog ${work("cap-so")}`);
  await told(/Đã ban hành|Chưa cấp số nào/);
  assert.ok((await page.locator("dialog").innerText()).includes(`Đã ban hành ${number}`), await page.locator("dialog").innerText());
  await press(`dialog ${work("chua")}`);
  await page.waitForFunction((number) => document.querySelector(".card")?.textContent?.includes(`đã có số ${number}`), number);
}
/** Opens a paper of the first screen. */
async function open(words) {
  await link("Trang chính");
  await link(words);
  await page.waitForSelector("canvas");
  await page.waitForFunction(() => document.querySelector(".bar .stage")?.textContent !== "");
}
await open("tham dự Hội nghị gặp mặt");
await issue("01-GM/ĐU");
await open("tổ chức Hội nghị gặp mặt");
await issue("01-KH/ĐU");
// What was issued is printed; another text never under its number.
await page.evaluate(() => delete document.body.dataset.in);
await press(work("in"));
await page.waitForSelector("[data-in]");
const given = await page.locator(named("noi_dung")).inputValue();
await type(named("noi_dung"), `${given}\nThêm một câu sau khi đã ban hành.`);
await saved();
await page.evaluate(() => delete document.body.dataset.in);
await press(work("in"));
await page.getByRole("dialog", { name: "Chưa in" }).getByText("chưa in: văn bản đã ban hành, số 01-KH/ĐU").waitFor();
await page.keyboard.press("Escape");
assert.equal(await page.evaluate(() => document.body.dataset.in), undefined);
await type(named("noi_dung"), given);
await saved();
held("what was issued is printed, another text under its number is not");
held("numbers, each asked for once");

// The copies that come back: one signed by tokens, dropped on the page; it says whose it is.
const python = join(tools, "venv/bin/python");
/** Signs what was issued as its signer and the office do. */
function signed(name, day) {
  const out = join(scratch, `${name}-da-ky.pdf`);
  const paper = join(folder, "out/VanThu", dossier, `${name}.pdf`);
  const made = spawnSync("faketime", ["-f", `@${day} 09:00:00`, python, join(root, "tests/window/sign.py"), paper, "Nguyễn Văn Mẫu", "ĐẢNG UỶ XÃ HOA MẪU", out, scratch], { encoding: "utf8", env: { ...process.env, TZ: "Asia/Ho_Chi_Minh" } });
  assert.equal(made.status, 0, made.stderr);
  return readFileSync(out);
}
await link("Trang chính");
await page.getByRole("heading", { name: "Chờ bản ký" }).waitFor();
await shot("trang-chinh");
await drop("kế hoạch đã ký.pdf", signed("ke-hoach", "2026-11-05"));
await told(/Đã nhận vào kho: 01-KH\/ĐU|Không nhận tệp này/);
await shot("ban-ky");
assert.match(await page.locator("dialog").innerText(), /Đã nhận vào kho: 01-KH\/ĐU, đã ký/);
await page.keyboard.press("Enter");
await page.locator("dialog").waitFor({ state: "detached" });
held("a signed copy is dropped, proved, kept");

// The day after the meeting; what was concluded.
await end();
({ page, accessible, end, picture, saved } = await stage(folder, [], "2026-11-19 08:00:00"));
({ focused, tabTo, press } = keyboard(page));
await page.waitForSelector("table");
await add("thong-bao-ket-luan");
await type(named("ngay"), "19/11/2026");
await type(named("noi_dung"), "Ngày {{ su_kien.ngay | ngay_ngan }}, Ban Thường vụ Đảng uỷ đã tổ chức {{ su_kien.ten }}; thực hiện {{ van_ban['ke-hoach'] | vien_dan }}, Ban Thường vụ Đảng uỷ thống nhất kết luận như sau:\n1. Giao Ban Xây dựng Đảng tổng hợp ý kiến của đại biểu *trước ngày 25/11/2026*.\n2. Giao Văn phòng Đảng uỷ theo dõi, đôn đốc việc thực hiện.");
await saved();
await clean();
await issue("01-TB/ĐU");
await drop("thông báo đã ký.pdf", signed("thong-bao-ket-luan", "2026-11-19"));
await told(/Đã nhận vào kho: 01-TB\/ĐU|Không nhận tệp này/);
assert.match(await page.locator("dialog").innerText(), /Đã nhận vào kho: 01-TB\/ĐU, đã ký/);
await page.keyboard.press("Enter");
await page.locator("dialog").waitFor({ state: "detached" });
held("a notice of conclusions, issued and signed");

// The register on paper, the archive proved.
await link("Sổ");
await page.waitForSelector("table.book");
await shot("so");
await page.evaluate(() => Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", { get: () => ({ print: () => (document.body.dataset.in = "1") }) }));
await press(work("in-so"));
await page.waitForSelector("[data-in]");
await link("Kho lưu");
await press(work("kiem-tra-kho"));
await told("Kho và sổ khớp nhau, không thấy gì sai.");
await shot("kho");
await accessible("the archive at the end of the day");
held("the register is printed, the archive proved");

// A term of office is not moved away from under numbers that were given out.
const office = text("co-quan.yaml");
await link("Thiết đặt");
await page.waitForSelector(named("nhiem_ky[0].tu"));
await type(named("nhiem_ky[0].tu"), "1/1/2027");
await told(/3 số đã cấp không còn nằm trong nhiệm kỳ của chúng: 01-GM/);
await picture("nhiem-ky");
await type(named("nhiem_ky[0].tu"), "1/7/2025");
await page.waitForFunction(() => !document.body.innerText.includes("không còn nằm trong nhiệm kỳ"));
await saved();
assert.equal(text("co-quan.yaml"), office);
held("who moves a term of office is told of its numbers");

await end();

// What others say of it: the command line, and the files: nothing but what was wished.
for (const proof of [["luu", "kiem-tra", "--chung-thu", join(scratch, "ca.pem")], ["so", "kiem-tra"]]) {
  const done = spawnSync(program, [...proof, "--co-quan", folder], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stdout + done.stderr);
}
held("the command line finds register and archive whole");

/** Gives a file without some of its entries, be they written or only offered behind a `#`. */
function without(text, keys) {
  let inside = false;
  return text.split("\n").filter((line) => {
    const key = /^(?:# )?([a-z_]+):/.exec(line)?.[1];
    if (key !== undefined) inside = keys.includes(key);
    else if (line.startsWith("#")) inside = false;
    return !inside && line.trim() !== "";
  });
}
for (const [kind, keys] of [["ke-hoach", ["ngay", "noi_dung"]], ["giay-moi", ["ngay", "danh_sach", "xung_ho", "nguoi_ky"]], ["thong-bao-ket-luan", ["ngay", "noi_dung", "nguoi_ky"]]]) {
  const example = readFileSync(join(root, `templates/${kind}/vi-du.yaml`), "utf8");
  const written = text(`${dossier}/${kind}.yaml`);
  assert.deepEqual(without(written, keys), without(example, keys), kind);
  assert.match(written, /^ngay: 2026-11-/m);
}
held("the files differ by the wished lines alone");

// The pictures of the guide are what is seen today.
const guide = join(root, "docs/hinh");
if (process.env.VANTHU_ACCEPT !== undefined) {
  for (const name of Object.keys(screens)) copyFileSync(join(pictures, `${name}.png`), join(guide, `${name}.png`));
  writeFileSync(join(guide, "chu.json"), `${JSON.stringify(screens, null, 2)}\n`);
}
assert.deepEqual(screens, JSON.parse(readFileSync(join(guide, "chu.json"), "utf8")), "docs/hinh is stale: VANTHU_ACCEPT=1 takes the pictures anew; then look at them");
assert.deepEqual(readdirSync(guide).sort(), [...Object.keys(screens).map((name) => `${name}.png`), "chu.json"].sort());
held("the guide shows the screens as they are");
