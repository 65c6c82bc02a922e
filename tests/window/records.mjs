// The register and the archive as a clerk sees them, after a paper was issued: its row, its signed
// copy, its history, the search, an older book. What the browser's run hands over is in `clerk.mjs`.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A page without letters, as a scanner makes it. */
export function scanned(mark) {
  const objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Mark(${mark})>>`];
  let pdf = "%PDF-1.4\n";
  let table = "xref\n0 4\n0000000000 65535 f \n";
  objects.forEach((object, at) => {
    table += `${String(pdf.length).padStart(10, "0")} 00000 n \n`;
    pdf += `${at + 1} 0 obj\n${object}\nendobj\n`;
  });
  return Buffer.from(`${pdf}${table}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${pdf.length}\n%%EOF\n`);
}

export async function records({ page, origin, folder, scratch, picture, accessible, held }) {
  const dialog = page.locator("dialog");
  const go = async (name, ready) => {
    await page.goto(`${origin}/#${name}`);
    await page.waitForSelector(ready);
  };
  const row = (number) => page.locator(`tr[data-so="${number}"]`);
  const quiet = async (what) => {
    const text = await page.textContent("body");
    assert.ok(!/`|--|vanthu (so|luu|ban-hanh|kiem-tra|mo) /.test(text ?? ""), `${what}: ${text}`);
  };

  // The register: the row of what was issued, printed as a table, proved.
  await go("/so", "table.book");
  assert.match((await row("28-KH/ĐU").textContent()) ?? "", /đã lưu, chờ bản ký/);
  await picture("so");
  await accessible("the register");
  const saved = page.waitForEvent("download");
  await page.locator('[data-viec="xuat-excel"]').click();
  const file = await saved;
  assert.equal(file.suggestedFilename(), "so-dang-ky.xlsx");
  assert.equal(readFileSync(await file.path()).subarray(0, 2).toString(), "PK");
  await page.locator('[data-viec="kiem-tra-so"]').click();
  await page.getByRole("heading", { name: /Sổ nguyên vẹn|điều cần xem/ }).waitFor();
  await picture("so-kiem-tra");
  await page.locator('[name="tim"]').nth(1).fill("khong co dau nay");
  await page.getByText("Không có dòng nào như vậy.").waitFor();
  await page.locator('[name="tim"]').nth(1).fill("doi thoai");
  await row("28-KH/ĐU").waitFor();
  await quiet("the register");
  held("what was issued stands in the register, is found, saved as a table, proved");

  // The first screen says what waits; what is no signed copy is refused, in words.
  await go("/", "table");
  await page.getByRole("heading", { name: "Chờ bản ký" }).waitFor();
  await picture("cho-ban-ky");
  await accessible("the first screen with what waits");
  const hand = (name, bytes) => page.locator('input[type="file"]').first().setInputFiles({ name, mimeType: "application/pdf", buffer: bytes });
  const out = readdirSync(folder + "/out", { recursive: true }).find((name) => /ke-hoach.*\.pdf$/.test(String(name)));
  await hand("chưa ký.pdf", readFileSync(join(folder, "out", String(out))));
  await page.getByText("Không nhận tệp này").waitFor();
  assert.match((await dialog.textContent()) ?? "", /chưa có chữ ký nào/);
  await picture("khong-nhan");
  await accessible("a copy that is refused");
  await quiet("a refusal");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.match(await page.evaluate(async () => document.body.textContent ?? ""), /Chờ bản ký/);
  held("an unsigned copy is refused with its reason");

  // A scan, dropped on the page, asks whose it is; by the keyboard alone.
  const bytes = [...scanned("mot")];
  await page.evaluate((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "quét <b>1</b>.pdf", { type: "application/pdf" }));
    for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, bytes);
  await page.getByText("Tệp không tự nói là của văn bản nào").waitFor();
  await picture("ban-quet");
  await accessible("the question whose a scan is");
  await page.locator('dialog [name="van_ban"]').focus();
  await page.keyboard.press("ArrowDown");
  for (let tab = 0; tab < 5; tab += 1) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement?.getAttribute("data-viec"))) === "nhan") break;
  }
  await page.keyboard.press("Enter");
  // It has one page, the paper more: nothing is kept before somebody says that it is whole.
  await page.getByText("Chưa nhận.").waitFor();
  await picture("quet-thieu");
  await accessible("a scan with too few pages");
  assert.match((await page.locator("dialog").textContent()) ?? "", /có 1 trang.*đã quét đủ chưa/);
  await page.locator('[data-viec="van-nhan-thieu"]').focus();
  await page.keyboard.press("Enter");
  await page.getByText("Đã nhận vào kho: 28-KH/ĐU, đã ký.").waitFor();
  await picture("da-nhan");
  await accessible("a copy that is kept");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.waitForFunction(() => !document.body.textContent?.includes("Chờ bản ký"));
  await go("/so", "table.book");
  assert.match((await row("28-KH/ĐU").textContent()) ?? "", /đã ký/);
  held("a scan is dropped, asked about, kept; the paper is signed");

  // Other files are told where they belong.
  for (const [name, told] of [["ảnh.png", /chưa làm gì với nó/]]) {
    await page.evaluate((name) => {
      const data = new DataTransfer();
      data.items.add(new File(["x"], name));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }, name);
    await dialog.waitFor();
    assert.match((await dialog.textContent()) ?? "", told);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  }

  // The archive: what lies there, one paper's history, proved, a copy for others, a recall asked once.
  await go("/kho", "main table");
  await picture("kho");
  await accessible("the archive");
  await page.locator('[data-viec="kiem-tra-kho"]').click();
  await page.getByText("Kho và sổ khớp nhau, không thấy gì sai.").waitFor({ timeout: 60_000 });
  await picture("kho-kiem-tra");
  await page.locator('[data-viec="lam-not"]').click();
  await page.getByText("Không có việc gì dở dang.").waitFor();
  await page.locator('tr[data-doi-tuong*="ke-hoach-28"] a').click();
  await page.getByRole("heading", { name: "Đã xảy ra những gì" }).waitFor();
  await picture("lich-su");
  await accessible("a paper's history");

  // A copy for others: asked about, made, saved; it lies with the paper.
  await page.locator('[data-viec="ban-sao"]').click();
  await dialog.locator('[name="nguoi_sao"]').waitFor();
  await picture("ban-sao");
  await accessible("the question for a copy");
  await dialog.locator('[name="ngay"]').fill("1/1/2020");
  await page.locator('[data-viec="lap-ban-sao"]').click();
  // That day has other forms: nothing is made before somebody has seen them.
  await dialog.getByText("có những hình thức khác").waitFor();
  await page.locator('[data-viec="lap-ban-sao"]').click();
  await dialog.locator("li.loi").waitFor();
  await quiet("a copy that is refused");
  await dialog.locator('[name="ngay"]').fill("");
  await page.locator('[data-viec="lap-ban-sao"]').click();
  await dialog.getByText("Ghi ngày sao đã.").waitFor();
  const today = new Date(Date.now() + 7 * 3_600_000);
  await dialog.locator('[name="ngay"]').fill(`${today.getUTCDate()}/${today.getUTCMonth() + 1}/${today.getUTCFullYear()}`);
  await page.locator('[data-viec="lap-ban-sao"]').click();
  await dialog.getByText(/^Đã lập bản sao, \d+ trang/).waitFor({ timeout: 60_000 });
  await picture("ban-sao-da-lap");
  await quiet("a copy that was made");
  const copied = page.waitForEvent("download");
  await page.locator('[data-viec="luu-tep"]').click();
  assert.equal(readFileSync(await (await copied).path()).subarray(0, 5).toString(), "%PDF-");
  await dialog.getByRole("button", { name: "Đóng" }).click();
  await page.getByText("bản sao cho nơi khác:").first().waitFor();
  held("a paper is copied for others");
  await page.locator('[data-viec="thu-hoi"]').click();
  await page.locator('[data-viec="ghi-thu-hoi"]').click();
  await page.getByText("ghi lý do").waitFor();
  await dialog.locator('[name="ly_do"]').fill("đổi ngày họp");
  await picture("thu-hoi");
  await accessible("the question before a recall");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.doesNotMatch((await page.textContent("main")) ?? "", /đã thu hồi/, "nothing was entered");
  await page.locator('[data-viec="thu-hoi"]').click();
  await dialog.locator('[name="ly_do"]').fill("đổi ngày họp");
  await page.locator('[data-viec="ghi-thu-hoi"]').click();
  await dialog.getByText("28-KH/ĐU: đã thu hồi").waitFor();
  await page.locator("dialog").getByRole("button", { name: "Đóng" }).click();
  await page.getByText("đã thu hồi: đổi ngày họp").first().waitFor();
  await quiet("a history");
  await go("/kho", "main table");
  await page.locator('tr[data-doi-tuong*="ho-so"] a').click();
  await page.getByRole("heading", { name: "Văn bản của hồ sơ" }).waitFor();
  await picture("ho-so-luu");
  await accessible("a dossier that is kept");
  held("the archive tells what happened to a paper, is proved, takes a recall once");

  // One field finds everything; a number goes to its paper.
  await page.locator("#tim").fill("đoi thoai");
  await page.keyboard.press("Enter");
  await page.getByText(/^\d+ kết quả$/).waitFor();
  await picture("tim");
  await accessible("what was found");
  assert.ok(!(await page.evaluate(() => location.href)).includes("thoai"), "words stay out of the address");
  await page.locator("#tim").fill("28-kh/du");
  await page.keyboard.press("Enter");
  await page.waitForSelector("canvas");
  held("one field finds drafts, register and archive; a number goes to its paper");

  // An older book: looked at row by row, then entered; a number struck out, once.
  const book = join(scratch, "so-cu.csv");
  writeFileSync(book, "Số, ký hiệu;Ngày tháng;Tên loại và trích yếu\n01-TB/ĐU;05/01/2026;Thông báo về lịch họp\n02-TB/ĐU;06/01/2026;Thông báo <script>alert(1)</script>\n;07/01/2026;Thông báo không số\n04-TB/ĐU;08/01/2026;Thông báo kết luận\n");
  await go("/so", "table.book");
  await page.locator('input[aria-label="Tệp sổ cũ"]').setInputFiles(book);
  await page.getByRole("heading", { name: "Xem trước: chưa ghi gì vào sổ" }).waitFor();
  assert.match((await page.textContent("main")) ?? "", /3 dòng sẽ vào sổ.*1 dòng chưa dùng được/);
  await picture("so-cu");
  await accessible("an older book, looked at");
  await quiet("an older book");
  await go("/so?", "table.book").catch(() => undefined);
  await go("/so", "table.book");
  assert.equal(await row("01-TB/ĐU").count(), 0, "nothing is entered by looking");
  await page.locator('input[aria-label="Tệp sổ cũ"]').setInputFiles(book);
  await page.locator('[data-viec="nhap-vao-so"]').click();
  await page.getByRole("heading", { name: "Đã nhập" }).waitFor();
  await picture("so-cu-da-nhap");
  await page.locator('[data-viec="ve-so"]').click();
  await row("04-TB/ĐU").waitFor();
  await page.getByText("thiếu số 3").waitFor();
  await row("04-TB/ĐU").locator('[data-viec="huy-so"]').focus();
  await page.keyboard.press("Enter");
  await dialog.waitFor();
  await page.keyboard.type("ghi nhầm");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("Đã huỷ 04-TB/ĐU: ghi nhầm").waitFor();
  await picture("huy-so");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.querySelector('tr[data-so="04-TB/ĐU"]')?.textContent?.includes("đã huỷ"));
  await picture("so-day-du");
  await accessible("the register with gaps and what was struck out");
  held("an older book is looked at, then entered; a number is struck out with a reason");
}
