// The first screen's month, filters and papers opened last; what a fact gives beside its field; files dropped on a
// paper; folders of old files; a dossier made again; letters typed in parts; a table that becomes rows; an office that is not left while copies are made: node first.mjs PROGRAM TOOLS PICTURES.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { held, keyboard, root, stage } from "./stage.mjs";

const folder = join(mkdtempSync(join(tmpdir(), "vanthu-")), "xa");
cpSync(join(root, "data/xa-mau"), folder, { recursive: true });
const { origin, page, saved, end, picture, accessible } = await stage(folder);
const { tabTo } = keyboard(page);

// The month: a day is chosen with the arrow keys, a meeting of that day begins.
await page.waitForSelector(".month");
await tabTo('[data-viec="ngay-hop"]');
const before = await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
await page.keyboard.press("ArrowDown");
await page.keyboard.press("ArrowRight");
const chosen = await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
assert.notEqual(chosen, before);
const wanted = /(\d{2})\/(\d{1,2})\/(\d{4})/.exec(chosen);
assert.ok(wanted !== null, chosen);
await page.keyboard.press("Enter");
assert.equal(await page.locator('dialog [name="day"]').inputValue(), wanted[0]);
await accessible("a meeting of a day");
await page.locator('dialog [name="title"]').fill("Họp thử ngày đã chọn");
await page.keyboard.press("Enter");
await page.waitForSelector('[name="tieu_de"]');
await page.getByRole("link", { name: "Trang chính" }).click();
await page.getByRole("heading", { name: "Họp thử ngày đã chọn" }).waitFor();
await page.getByText("còn 8 ngày").first().waitFor();
await picture("lich");
await accessible("the month with a meeting");
await page.keyboard.press("Tab");
held("a meeting begins with a click on its day");

// Filters; the papers opened last.
await page.locator('[data-viec="loc-cho-ky"]').click();
await page.getByText("Không có hồ sơ nào như vậy.").waitFor();
assert.equal(await page.locator('[data-viec="loc-cho-ky"]').getAttribute("aria-pressed"), "true");
await page.locator('[data-viec="loc-tat-ca"]').click();
const title = "tổ chức Hội nghị đối thoại giữa người đứng đầu cấp uỷ, chính quyền xã với Nhân dân năm 2026";
await page.getByRole("link", { name: title, exact: true }).first().click();
await page.waitForSelector("canvas");
await page.getByRole("link", { name: "Trang chính" }).click();
await page.waitForSelector(".month");
assert.match((await page.locator('[aria-label="Vừa mở, vừa sửa"] li').first().textContent()) ?? "", new RegExp(title));
held("papers are filtered; the one opened last comes first");

// What a fact gives stands beside its field; by one button it is written by hand, by Ctrl+Z it is not.
await page.getByRole("link", { name: title, exact: true }).first().click();
const links = page.locator('[data-path="trich_yeu"] .links');
await links.getByText("→ Hội nghị đối thoại giữa người đứng đầu").waitFor();
await page.locator('[data-path="trich_yeu"]').scrollIntoViewIfNeeded();
await picture("lay-tu-hoi-nghi");
await accessible("a paper with facts beside its fields");
const field = page.locator('[name="trich_yeu"]');
const linked = await field.inputValue();
assert.ok(linked.includes("{{"));
await links.getByRole("button", { name: "Tự ghi" }).click();
assert.equal(await field.inputValue(), title);
await page.keyboard.press("Control+s");
await saved();
const plan = join(folder, "doi-thoai-2026/ke-hoach.yaml");
assert.ok(readFileSync(plan, "utf8").includes(title));
await page.waitForFunction(() => document.querySelector('[data-path="trich_yeu"] .links')?.childElementCount === 0);
await field.focus();
await page.keyboard.press("Control+z");
assert.equal(await field.inputValue(), linked);
held("a fact is unlinked by a button and linked again by Ctrl+Z");

// Letters typed in parts: the caret comes to the letter that is pointed at.
const parts = "Bê\u0323nh viê\u0323n thi\u0323 xa\u0303 đe\u0302\u0301n ho\u0323p".normalize("NFD");
await field.fill(`${parts} đúng giờ`);
await saved();
await page.waitForTimeout(500);
const spot = await page.evaluate(async () => {
  const canvas = document.querySelector("canvas");
  const box = canvas.getBoundingClientRect();
  const scale = box.width / Number(canvas.dataset.width);
  return { left: box.left, top: box.top, scale };
});
await field.evaluate((field) => field.setSelectionRange(field.value.length, field.value.length));
await field.press("ArrowLeft");
await page.waitForSelector(".marks div");
const mark = await page.locator(".marks div").first().boundingBox();
await page.mouse.click(mark.x + mark.width - 2, mark.y + mark.height / 2);
await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "trich_yeu");
const at = await field.evaluate((field) => field.selectionStart);
const whole = (await field.inputValue()).length;
assert.ok(Math.abs(whole - at) <= 2, `${at} of ${whole}, ${JSON.stringify(spot)}`);
held("letters typed in parts: a click leads to their place");

// Files dropped on a paper.
const drop = (name, bytes) =>
  page.evaluate(
    ([name, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name));
      document.querySelector("main")?.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [name, Buffer.from(bytes).toString("base64")],
  );
await drop("hỏng.docx", "PK");
await page.getByText("Không nhận được tệp này.").waitFor();
await page.keyboard.press("Escape");
// A Word file of another office: what was recognised is shown, then it is a draft.
await drop("công văn.docx", readFileSync(new URL("cong-van.docx", import.meta.url)));
await page.getByRole("table", { name: "Nhận ra được" }).getByText("chuẩn bị Hội nghị đối thoại năm 2026").waitFor();
await accessible("a Word file dropped on a paper");
await page.getByLabel("Hồ sơ").selectOption({ index: 1 });
const papers = () => readdirSync(folder, { recursive: true }).filter((name) => /\.yaml$/.test(String(name)) && !/^\.vanthu/.test(String(name))).length;
const drafts = papers();
// Whoever clicks twice means it once.
await page.locator('[data-viec="lap-ban-nhap"]').dblclick();
await page.getByText("Đã lập bản nháp trong hồ sơ").waitFor();
await page.keyboard.press("Escape");
assert.equal(papers(), drafts + 1);
held("a Word file becomes a draft");
await drop("khách.csv", "Họ và tên;Chức vụ\nVi Văn Tám;Trưởng thôn\n");
await page.getByText("Danh sách khách thì mở giấy mời").waitFor();
await page.keyboard.press("Escape");
await drop("ký.pdf", "%PDF-1.7");
await page.getByText(/Không nhận tệp này|không có văn bản nào đang chờ bản ký/).waitFor();
await accessible("a copy dropped on a paper");
await page.keyboard.press("Escape");
await page.goto(`${origin}/#/`);
await page.reload();
await page.getByRole("link", { name: /^tham dự Hội nghị gặp mặt/ }).first().click();
await page.waitForSelector("canvas");
await drop("khách mới.csv", "Họ và tên;Chức vụ\nVi Văn Tám;Trưởng thôn\nLò Thị Thử;Bí thư\n");
await page.getByText("2 bản: 2 chưa lập.").waitFor();
assert.ok(readFileSync(join(folder, "gap-mat-2026/giay-moi.yaml"), "utf8").includes("khách mới.csv"));
held("a list dropped on an invitation is its guests; a copy, a letter of Word say what becomes of them");

// A folder of old Word files: a dossier for each folder in it, each file told of; the same folder again is none.
const old = join(folder, "..", "cũ");
for (const [to, from] of [["năm 2024/kế hoạch.doc", "cu-ke-hoach.doc"], ["năm 2024/quyết định.doc", "cu-quyet-dinh.doc"], ["công văn.doc", "cu-cong-van.doc"]]) {
  mkdirSync(dirname(join(old, to)), { recursive: true });
  cpSync(join(root, "tests/cases/brought", from), join(old, to));
}
writeFileSync(join(old, "hỏng.docx"), "PK");
writeFileSync(join(old, "ảnh.png"), "x");
for (const [round, told] of [["first", /Đã xong: 3 bản nháp, 1 tệp chưa nhận được/], ["second", /Đã xong: 0 bản nháp, 3 tệp giống hệt tệp đã nhận, 1 tệp chưa nhận được/]]) {
  await page.goto(`${origin}/#/`);
  await page.reload();
  await page.locator('input[aria-label="Thư mục văn bản cũ"]').setInputFiles(old);
  await page.getByText("4 tệp Word. 1 tệp khác để nguyên, không nhận.").waitFor();
  if (round === "first") {
    await picture("thu-muc");
    await accessible("a folder of Word files");
  }
  await page.locator('dialog [data-viec="nhan"]').dblclick();
  await page.getByText(told).waitFor({ timeout: 120_000 });
  await picture(`thu-muc-${round}`);
  await accessible(`what became of a folder, the ${round} time`);
  const report = page.waitForEvent("download");
  await page.locator('[data-viec="luu-bao-cao"]').click();
  assert.equal(readFileSync(await (await report).path()).subarray(0, 2).toString(), "PK");
  await page.keyboard.press("Escape");
}
assert.equal(readdirSync(folder).filter((name) => /2024/.test(name)).length, 1, "one dossier for the folder");
held("a folder of old Word files becomes drafts, once");

// A dossier made again: what tells of the old one's time is told of on each paper, until it was looked at.
await page.goto(`${origin}/#/`);
await page.reload();
await page.getByRole("region", { name: "Hội nghị đối thoại với Nhân dân năm 2026" }).locator('[data-viec="chep-ho-so"]').click();
await page.locator('dialog [name="title"]').fill("Hội nghị đối thoại năm 2027");
await page.locator('dialog [name="day"]').fill("14/8/2027");
await page.locator('dialog [data-viec="lap"]').click();
await page.getByText(/Hồ sơ này vừa chép từ hồ sơ cũ: \d văn bản còn dòng/).waitFor();
await picture("chep-lai");
await accessible("a dossier that was copied");
await page.locator('[data-viec="da-xem"]').click();
assert.equal(await page.getByText("Hồ sơ này vừa chép").count(), 0);
await page.goto(`${origin}/#/`);
await page.getByRole("region", { name: "Hội nghị đối thoại năm 2027" }).getByRole("row", { name: /^Kế hoạch/ }).getByRole("link").click();
await page.getByText("Những dòng sau chép theo từ hồ sơ cũ").waitFor();
await picture("dong-cu");
await accessible("a paper that was copied");
held("a copied dossier says which lines tell of the old one's time");

// A table pasted into a row of an agenda becomes rows of it, as somebody agreed; nothing of it is markup.
const agenda = () => readFileSync(join(folder, "doi-thoai-2026/chuong-trinh.yaml"), "utf8");
const told = agenda();
await page.goto(`${origin}/#/`);
await page.getByRole("region", { name: "Hội nghị đối thoại với Nhân dân năm 2026" }).getByRole("row", { name: /^Chương trình/ }).getByRole("link").click();
await page.waitForSelector('[name="chuong_trinh[5].noi_dung"]');
const paste = (name, text, html) =>
  page.evaluate(([name, text, html]) => {
    const field = document.querySelector(`[name="${name}"]`);
    field.focus();
    const data = new DataTransfer();
    data.setData("text/plain", text);
    if (html !== "") data.setData("text/html", html);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, [name, text, html]);
const rows = [["STT", "Thời gian", "Nội dung", "Người điều hành/Thực hiện", "Ghi chú"], ["I- PHẦN NGHI THỨC", "", "", "", ""], ["1", "13h30 - 13h45", "<img src=x onerror=document.title=7>", "Văn phòng", "micro"], ["2", "2 giờ chiều", "Tiền: {{ x }}", "=1+1", ""]];
const escaped = (text) => text.replaceAll("<", "&lt;");
const table = `<p>CHƯƠNG TRÌNH</p><table>${rows.map((row) => `<tr>${row.map((cell) => `<td><p>${escaped(cell)}</p></td>`).join("")}</tr>`).join("")}</table>`;
const asked = page.getByRole("dialog", { name: "Bảng vừa dán thành các dòng" });
const given = () => paste("chuong_trinh[1].gio", `CHƯƠNG TRÌNH\r\n${rows.map((row) => row.join("\t")).join("\r\n")}\r\n`, table);
await given();
await asked.waitFor();
await asked.getByText("Cột Ghi chú không đưa vào: “micro”.").waitFor();
await asked.getByText("phần còn lại không vào: “13h30 - 13h45”").waitFor();
await asked.getByText("Chữ ngoài bảng không đưa vào: “CHƯƠNG TRÌNH”.").waitFor();
assert.deepEqual(await asked.locator("select").evaluateAll((all) => all.map((one) => one.selectedOptions[0].textContent)), ["(bỏ qua)", "Giờ", "Việc", "Điều hành", "(bỏ qua)"]);
await picture("bang-thanh-dong");
await accessible("a table that becomes rows");
await page.keyboard.press("Escape");
assert.equal(agenda(), told, "nothing without a word");
// By the keyboard: another column is left out and put in again.
await given();
await asked.waitFor();
await tabTo('select[name="cot-4"]');
await page.keyboard.press("Home");
await asked.getByText("“=1+1”").waitFor();
await page.keyboard.press("End");
await asked.getByText("“=1+1”").waitFor({ state: "detached" });
await tabTo('[data-viec="dua-vao"]');
assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Đưa vào thành 3 dòng");
await page.keyboard.press("Enter");
await page.waitForSelector('[name="chuong_trinh[8].noi_dung"]');
await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "chuong_trinh[2].phan");
await saved();
const added = "  - phan: I- PHẦN NGHI THỨC\n  - gio: 13:30\n    noi_dung: \"<img src=x onerror=document.title=7>\"\n    dieu_hanh: Văn phòng\n  - gio: 14:00\n    noi_dung: \"Tiền: {{ x }}\"\n    dieu_hanh: \"=1+1\"\n";
assert.equal(agenda(), told.replace("  - gio: 08:00\n", `${added}  - gio: 08:00\n`));
assert.notEqual(await page.title(), "7");
// Text of a sheet, without names over its columns, into an empty row, which it takes the place of.
await page.getByRole("button", { name: "Thêm mục" }).first().click();
await paste("chuong_trinh[9].ngay", "14h30\tGiải lao\tVăn phòng\r\nBuổi tối\t\t\r\n19:00\tGiao lưu\tĐoàn xã\r\n", "");
await page.getByRole("button", { name: "Đưa vào thành 3 dòng" }).press("Enter");
await page.waitForSelector('[name="chuong_trinh[11].noi_dung"]');
await saved();
assert.ok(agenda().endsWith("  - gio: 14:30\n    noi_dung: Giải lao\n    dieu_hanh: Văn phòng\n  - buoi: Buổi tối\n  - gio: 19:00\n    noi_dung: Giao lưu\n    dieu_hanh: Đoàn xã\n"), agenda());
// As text, where that is meant; Ctrl+Z takes it back.
const lone = page.locator('[name="chuong_trinh[11].noi_dung"]');
await paste("chuong_trinh[11].noi_dung", "a\tb\r\nc\td\r\n", "");
await page.getByRole("button", { name: "Dán như chữ thường" }).press("Enter");
await page.waitForFunction(() => /a b\nc d/.test(document.querySelector('[name="chuong_trinh[11].noi_dung"]')?.value ?? ""));
await page.keyboard.press("Control+z");
assert.equal(await lone.inputValue(), "Giao lưu");
await saved();
await page.getByRole("button", { name: "Bản trước…" }).press("Enter");
await page.getByRole("button", { name: "Trở lại bản này" }).last().press("Enter");
await page.waitForSelector('[name="chuong_trinh[6].noi_dung"]', { state: "detached" });
assert.equal(agenda(), told, "one step back");
held("a table pasted into an agenda becomes its rows, shown before, and goes back");
await end();
