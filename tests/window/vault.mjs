// What a clerk does to lose nothing, in a real browser and by the keyboard: node vault.mjs PROGRAM TOOLS
// PICTURES. A backup to a drive, a draft deleted and had back, documents, what was put in wrongly.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { scanned } from "./records.mjs";
import { held, program, root, stage } from "./stage.mjs";

const scratch = mkdtempSync(join(tmpdir(), "vanthu-"));
const folder = join(scratch, "xa");
const drive = join(scratch, "USB <b>den");
cpSync(join(root, "data/xa-mau"), folder, { recursive: true });
mkdirSync(drive);
const said = (...words) => {
  const done = spawnSync(resolve(program), words, { cwd: folder, encoding: "utf8" });
  assert.equal(done.status, 0, done.stdout + done.stderr);
  return done.stdout;
};
said("ban-hanh", "doi-thoai-2026/ke-hoach.yaml");

const { origin, page, picture, accessible, end } = await stage(folder, [], "", ["--sao-luu-vao", drive]);
const dialog = page.locator("dialog");
const act = (name) => page.locator(`[data-viec="${name}"]`);
const go = async (name, ready) => {
  await page.goto(`${origin}/#${name}`);
  await page.reload();
  await page.waitForSelector(ready);
};
// Presses Tab until a button has the focus, then Enter.
const press = async (name) => {
  for (let tab = 0; tab < 120; tab += 1) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement?.getAttribute("data-viec"))) === name) return page.keyboard.press("Enter");
  }
  assert.fail(`${name} is not reached by the keyboard`);
};

// A backup: reminded of, taken by the keyboard, proved; a second one beside it.
await page.waitForSelector('[data-nhac="sao-luu"]');
await picture("nhac-sao-luu");
await accessible("the first screen with a reminder");
await go("/kho", '[data-viec="sao-luu"]');
await picture("sao-luu");
await accessible("the archive with its drives");
await press("sao-luu");
await page.getByText("Nguyên vẹn: đã đọc lại bản sao").waitFor({ timeout: 60_000 });
await picture("sao-luu-xong");
await accessible("a backup that was taken");
const [first] = readdirSync(drive).filter((name) => name.startsWith("sao-luu-"));
assert.ok(first !== undefined && existsSync(join(drive, first, "so/so-dang-ky.sqlite")));
for (const words of [["luu", "kiem-tra"], ["so", "kiem-tra"]]) {
  const done = spawnSync(resolve(program), words, { cwd: join(drive, first), encoding: "utf8" });
  assert.equal(done.status, 0, done.stdout + done.stderr);
}
await act("sao-luu").click();
await page.getByText("đã có 2 bản").waitFor({ state: "attached", timeout: 60_000 });
await go("/", "table");
assert.equal(await page.locator('[data-nhac="sao-luu"]').count(), 0);
held("a backup is taken by the keyboard, proved, and stands beside the first");

// The drive is pulled out: nothing is called a backup.
await go("/kho", '[data-viec="sao-luu"]');
renameSync(drive, `${drive}-rut`);
await act("sao-luu").click();
await page.getByText("Chưa có bản sao lưu mới.").waitFor();
await picture("sao-luu-rut-o");
await accessible("a drive that is gone");
renameSync(`${drive}-rut`, drive);
assert.equal(readdirSync(drive).filter((name) => name.startsWith("sao-luu-")).length, 2);
held("a drive that was pulled out is told of");

// A draft is deleted and had back by the keyboard; what has a number offers no such thing.
const draft = join(folder, "doi-thoai-2026/cong-van.yaml");
const before = readFileSync(draft, "utf8");
const open = async (name) => {
  await go("/", "table");
  const link = page.locator("main a").filter({ hasText: name }).first();
  await link.click();
  await page.waitForSelector("canvas");
};
await open(/^tổ chức Hội nghị đối thoại/);
assert.equal(await act("xoa-giay").count(), 0, "what has a number is not deleted");
await open(/^gửi ý kiến, kiến nghị/);
await press("xoa-giay");
await dialog.waitFor();
assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-viec")), "giu-lai", "keeping is nearest");
await picture("xoa-ban-nhap");
await accessible("the question before a draft is deleted");
await page.keyboard.press("Shift+Tab");
await page.keyboard.press("Enter");
const gone = page.getByText("Giấy đã xoá (1)");
await gone.waitFor();
assert.ok(!existsSync(draft));
await gone.focus();
await page.keyboard.press("Enter");
await act("lay-lai").waitFor();
await picture("giay-da-xoa");
await accessible("the deleted papers");
await press("lay-lai");
await page.waitForSelector("canvas");
assert.equal(readFileSync(draft, "utf8"), before);
held("a draft is deleted and had back, byte for byte");

// A PDF that is nobody's signed copy goes into a dossier; then it is put aside.
await go("/kho", "main table");
await page.locator('input[aria-label="Bản ký"]').first().setInputFiles({ name: "biên bản.pdf", mimeType: "application/pdf", buffer: scanned("bien ban") });
await page.getByText("Tệp không tự nói là của văn bản nào").waitFor();
await dialog.locator('[value="tai_lieu"]').focus();
await page.keyboard.press("Space");
await act("nhan").click();
await page.getByText("Chọn hồ sơ đã.").waitFor();
await dialog.locator('[name="ho_so"]').selectOption({ label: "Hội nghị đối thoại với Nhân dân năm 2026" });
await dialog.locator('[name="la_gi"]').fill("biên bản kiểm phiếu");
await picture("tai-lieu");
await accessible("a document of a dossier");
await act("nhan").click();
await page.getByText("Đã cất vào hồ sơ: biên bản.pdf.").waitFor();
await page.keyboard.press("Enter");
await dialog.waitFor({ state: "detached" });
await page.locator('tr[data-doi-tuong*="ho-so"] a').first().click();
await page.getByText("biên bản kiểm phiếu: biên bản.pdf").waitFor();
await picture("ho-so-tai-lieu");
await accessible("a dossier with a document");
await page.locator('input[aria-label="Tài liệu của hồ sơ"]').setInputFiles({ name: "báo cáo.docx", mimeType: "application/msword", buffer: Buffer.from("word") });
await dialog.locator('[name="la_gi"]').fill("báo cáo của chi bộ");
await press("cat-tai-lieu");
await dialog.getByText("Đã cất vào hồ sơ: báo cáo.docx.").waitFor();
await page.keyboard.press("Enter");
await page.getByText("báo cáo của chi bộ: báo cáo.docx").waitFor();
await page.getByRole("button", { name: "Rút ra biên bản.pdf" }).focus();
await page.keyboard.press("Enter");
await dialog.locator('[name="ly_do"]').fill("của hồ sơ khác");
await picture("rut-tai-lieu");
await accessible("the question before something is put aside");
await press("ghi-rut");
await dialog.getByText(/^Đã rút/).waitFor();
await page.keyboard.press("Enter");
await page.getByRole("button", { name: "Rút ra biên bản.pdf" }).waitFor({ state: "detached" });
held("documents come into a dossier, and are put aside with a reason");

// A scan taken for the wrong paper is put aside: the paper waits again.
await go("/kho", "main table");
await page.locator('input[aria-label="Bản ký"]').first().setInputFiles({ name: "quét.pdf", mimeType: "application/pdf", buffer: scanned("mot") });
await dialog.locator('[name="van_ban"]').selectOption({ index: 1 });
await act("nhan").click();
await act("van-nhan-thieu").click();
await dialog.getByText("Đã nhận vào kho").waitFor();
await dialog.getByText("Xem trong kho").click();
await page.getByText("bản quét tờ đã ký").waitFor();
await page.locator("main").getByRole("button", { name: /^Rút ra/ }).click();
await dialog.locator('[name="ly_do"]').fill("quét nhầm tờ");
await press("ghi-rut");
await dialog.getByText(/^Đã rút.*chờ bản ký/).waitFor();
await page.keyboard.press("Enter");
await page.getByText("đã rút").first().waitFor();
await picture("rut-ban-quet");
await accessible("a paper whose scan was put aside");
held("a scan that was put in wrongly is put aside, and the paper waits again");

// Dropped on the paper's own page, here or where it is typed, a scan is likely of that paper.
const kept = await page.evaluate(() => location.hash);
const proposed = async () => {
  await page.evaluate((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "quét lại.pdf", { type: "application/pdf" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, [...scanned("hai")]);
  await page.getByText("Tệp không tự nói là của văn bản nào").waitFor();
  const chosen = await dialog.locator('[name="van_ban"]').evaluate((one) => one.selectedOptions[0].textContent);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  return chosen;
};
const title = (await page.locator("h1").textContent()) ?? "";
const printed = title.split(" · ")[0];
assert.ok((await proposed()).startsWith(`${printed},`), title);
await go("/so", "table.book");
await page.locator(`tr[data-so="${printed}"] a[href^="#/van-ban/"]`).click();
await page.getByText(`Văn bản này đã có số ${printed}`).waitFor();
assert.ok((await proposed()).startsWith(`${printed},`));
await page.evaluate((kept) => (location.hash = kept), kept);
await page.getByText("bản quét tờ đã ký").waitFor().catch(() => undefined);
held("a scan that is dropped on a paper's own page is proposed as that paper's");

// Certificates of CAs are chosen once.
await go("/kho", "main table");
await page.getByText("Chứng thư CA tin dùng: chưa có").click();
await page.locator('input[aria-label="Tệp chứng thư CA"]').setInputFiles(join(root, "tests/sign/attacks/ca.pem"));
await page.getByText("Chứng thư CA tin dùng: 1 tệp").waitFor();
await picture("chung-thu");
await accessible("the CAs that are trusted");
await page.locator('input[aria-label="Tệp chứng thư CA"]').setInputFiles({ name: "x.cer", mimeType: "application/octet-stream", buffer: Buffer.from("x") });
await page.getByText("không phải tệp chứng thư").waitFor();
await press("thoi-dung-ca");
await page.getByText("Chứng thư CA tin dùng: chưa có").waitFor();
held("a CA is chosen, used, and put away");

// A bad row of an older book is mended on the screen, by the keyboard; the book stays as it is.
const book = join(scratch, "so-cu.csv");
const lines = "Số, ký hiệu;Ngày tháng;Tên loại và trích yếu\n01-TB/ĐU;05/01/2026;Thông báo về lịch họp\n02-TB/ĐU;31/02/2026;Thông báo kết luận\n";
writeFileSync(book, lines);
await go("/so", "table.book");
await page.locator('input[aria-label="Tệp sổ cũ"]').setInputFiles(book);
await act("nhap-vao-so").click();
await page.getByRole("heading", { name: "Sửa ngay ở đây" }).waitFor();
await picture("sua-dong");
await accessible("bad rows that are mended");
await page.getByLabel(/^Ngày.*dòng 3$/).focus();
await page.keyboard.press("Control+A");
await page.keyboard.type("28/02/2026");
await press("xem-dong-sua");
await page.getByRole("heading", { name: "Xem trước: chưa ghi gì vào sổ" }).waitFor();
await picture("sua-dong-xem");
await press("nhap-vao-so");
await page.getByRole("heading", { name: "Đã nhập" }).waitFor();
await act("ve-so").click();
await page.locator('tr[data-so="02-TB/ĐU"]').waitFor();
assert.equal(readFileSync(book, "utf8"), lines);
held("a bad row of an older book is mended on the screen");
const text = (await page.textContent("body")) ?? "";
assert.ok(!/`|--|vanthu (so|luu|sao-luu) /.test(text), text);
await end();
rmSync(scratch, { recursive: true, force: true });
