// A clerk who has nothing yet: an office, a dossier, a paper, by the keyboard.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { held, program, stage } from "./stage.mjs";

const folder = mkdtempSync(join(tmpdir(), "vanthu-"));
const { page, accessible, end, picture, saved } = await stage(folder);
const until = async (holds) => {
  for (let round = 0; round < 200 && !holds(); round += 1) await new Promise((then) => setTimeout(then, 50));
  assert.ok(holds(), String(holds));
};
const field = (label) => page.getByLabel(label, { exact: true });
const to = async (label, text) => {
  await field(label).focus();
  await page.keyboard.insertText(text);
};

await page.waitForSelector("h1");
await picture("bat-dau");
await accessible("the first run");
await page.getByRole("button", { name: "Chơi thử với một hồ sơ mẫu" }).press("Enter");
await page.getByRole("heading", { name: "Hồ sơ và văn bản" }).waitFor();
assert.match(await page.locator("#office").innerText(), /chơi thử/);
await picture("choi-thu");
await accessible("an office to play with");
assert.ok(readdirSync(join(folder, "choi-thu")).includes("co-quan.yaml") && !existsSync(join(folder, "co-quan.yaml")));
await page.getByRole("button", { name: "Lập cơ quan mới ở thư mục này" }).press("Enter");
await page.getByRole("heading", { name: "Bắt đầu" }).waitFor();
held("one may play, in an office that takes no real numbers");
await page.getByRole("group", { name: "1. Tỉnh, thành phố" }).getByLabel("Tên *").focus();
await page.keyboard.insertText("Nghệ An");
await page.keyboard.press("Enter");
await page.waitForSelector(".found .loi");
assert.match(await page.locator(".found .loi").innerText(), /Còn thiếu: tên xã, phường, đặc khu; họ và tên người ký/);
await page.getByRole("group", { name: "2. Xã, phường, đặc khu" }).getByLabel("Tên *").focus();
await page.keyboard.insertText("Hoa Mẫu");
await to("Họ và tên *", "Nguyễn Văn Mẫu");
await page.keyboard.press("Enter");
await page.waitForSelector("[data-viec=lap-co-quan]");
assert.equal(await field("Tên cơ quan (dòng in đậm)").inputValue(), "ĐẢNG UỶ XÃ HOA MẪU");
assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "above");
await picture("suy-ra");
await accessible("what follows from the answers");
await page.getByRole("button", { name: "Lập cơ quan" }).press("Enter");
await page.getByRole("heading", { name: "Hồ sơ và văn bản" }).waitFor();
const office = readFileSync(join(folder, "co-quan.yaml"), "utf8");
assert.ok(office.includes("ho_ten: Nguyễn Văn Mẫu") && office.includes("# Địa danh trước ngày tháng."), office);
held("an office from three answers, in a file with its comments");

await page.getByRole("button", { name: "Hồ sơ mới…" }).press("Enter");
await to("Tên hồ sơ *", "Hội nghị gặp mặt, đối thoại năm 2026");
await to("Ngày họp", "31/2/2026");
await page.keyboard.press("Enter");
await page.waitForSelector("dialog .found .loi");
await picture("ho-so-moi");
await accessible("a new dossier");
await field("Ngày họp").fill("14/8/2026");
await to("Giờ họp", "7h30");
await to("Nơi họp", "Hội trường Trung tâm Văn hoá xã");
await to("Chủ trì", "Đồng chí Bí thư Đảng uỷ");
await page.keyboard.press("Enter");
await page.waitForSelector("[name='su_kien.ten']", { timeout: 5000 }).catch(async (e) => { await picture("x"); throw e; });
assert.equal(await page.locator("[name='su_kien.ten']").inputValue(), "Hội nghị gặp mặt, đối thoại năm 2026");
const dossier = readdirSync(folder).find((name) => name.startsWith("2026-08-14"));
assert.ok(dossier !== undefined && existsSync(join(folder, dossier, "ho-so.yaml")));
await accessible("the facts of a dossier");
held("a dossier with its day and hour");

await page.getByRole("link", { name: "Trang chính" }).press("Enter");
await page.getByRole("button", { name: "Thêm văn bản…" }).press("Enter");
await page.getByRole("radio", { name: /^Kế hoạch/ }).press("Space");
await picture("them-van-ban");
await accessible("a new paper");
await page.keyboard.press("Enter");
await page.waitForSelector("canvas");
await page.waitForFunction(() => document.querySelector(".bar .stage")?.textContent !== "");
await picture("van-ban-moi");
held("a paper begins with its example, on its page");
assert.ok(!(await page.locator(".found .loi").allInnerTexts()).length, (await page.locator(".found .loi").allInnerTexts()).join("\n"));

// A place on the page is a letter of a field, and back.
await page.locator("[name='noi_dung']").focus();
await page.locator("[name='noi_dung']").evaluate((field) => field.setSelectionRange(field.value.indexOf("Củng cố khối") + 3, field.value.indexOf("Củng cố khối") + 3));
await page.keyboard.press("ArrowRight");
let mark = null;
// The marks of the whole field come first, then those of its line.
for (let round = 0; round < 100 && (mark === null || (await page.locator(".marks div").count()) > 6); round += 1) {
  await page.waitForTimeout(100);
  mark = await page.locator(".marks div").first().boundingBox({ timeout: 200 }).catch(() => null);
}
await picture("chi-tren-trang");
await page.locator("[name='trich_yeu']").focus();
await page.mouse.click(mark.x + mark.width * 0.5, mark.y + mark.height / 2);
await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "noi_dung");
const line = await page.evaluate(() => {
  const field = document.activeElement;
  return field.value.slice(0, field.selectionStart).split("\n").pop() + "|" + field.value.slice(field.selectionStart).split("\n")[0];
});
assert.match(line, /^- Củng cố.+\|.+/, line);
held("a click on the page goes to the letter in the field, the caret is marked on the page");

// What Word leaves on the clipboard.
const paste = (name, text, html) =>
  page.evaluate(([name, text, html]) => {
    const field = document.querySelector(`[name="${name}"]`);
    field.focus();
    field.setSelectionRange(0, field.value.length);
    const data = new DataTransfer();
    data.setData("text/plain", text);
    if (html !== "") data.setData("text/html", html);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, [name, text, html]);
const body = () => page.locator("[name='noi_dung']").inputValue();
const example = await body();
const word = "<html><body><!--StartFragment--><p class=MsoNormal><b>I- MỤC ĐÍCH<o:p></o:p></b></p><p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Lắng nghe <b>ý kiến</b> của <i>Nhân dân</i>.</p><!--EndFragment--></body></html>";
await paste("noi_dung", "I- MỤC ĐÍCH\r\n·\tLắng nghe ý kiến của Nhân dân.\r\n", word);
await page.waitForFunction(() => document.querySelector("[name='noi_dung']").value.startsWith("I- MỤC ĐÍCH\n- Lắng nghe **ý kiến**"));
assert.equal(await body(), "I- MỤC ĐÍCH\n- Lắng nghe **ý kiến** của *Nhân dân*.");
await page.keyboard.press("Control+z");
assert.equal(await body(), example, "one step takes it back");
held("text of Word comes in with its marks, and goes back by Ctrl+Z");
await paste("noi_dung", "Céng hoµ x· héi chñ nghÜa ViÖt Nam, ®¶ng uû x·.", "");
await page.getByRole("dialog", { name: "Bảng mã cũ" }).waitFor();
await picture("bang-ma-cu");
await accessible("old letters");
await page.getByRole("button", { name: "Chuyển" }).press("Enter");
await page.waitForFunction(() => document.querySelector("[name='noi_dung']").value.startsWith("Cộng hoà xã hội"));
held("letters of an old encoding are converted after asking");
// Lines of a PDF.
await page.locator("[name='noi_dung']").fill("Các chi bộ trực thuộc tổng hợp ý kiến của đảng viên và Nhân dân\ntrong xã, gửi về Văn phòng Đảng uỷ để chuẩn bị cho Hội nghị đối thoại với\nNhân dân theo đúng thời gian quy định.");
await page.getByRole("button", { name: "Nối các dòng" }).waitFor();
await picture("noi-dong");
await accessible("lines that were cut");
await page.getByRole("button", { name: "Nối các dòng" }).press("Enter");
await page.waitForFunction(() => document.querySelector("[name='noi_dung']")?.value === "Các chi bộ trực thuộc tổng hợp ý kiến của đảng viên và Nhân dân trong xã, gửi về Văn phòng Đảng uỷ để chuẩn bị cho Hội nghị đối thoại với Nhân dân theo đúng thời gian quy định.");
/** Where somebody is: the name of the field, how far its caret is from the end. */
const here = () => page.evaluate(() => {
  const field = document.activeElement;
  return `${field?.getAttribute("name")} ${field?.value?.length - field?.selectionStart}`;
});
const at = (place) => page.waitForFunction((place) => {
  const field = document.activeElement;
  return `${field?.getAttribute("name")} ${field?.value?.length - field?.selectionStart}` === place;
}, place, { timeout: 10_000 }).catch(async () => {
  await picture("o-dau");
  assert.equal(await here(), place);
});
await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "noi_dung");
held("lines of a PDF are joined by one button, and who joined them goes on there");
await paste("noi_dung", "Phân công:\r\nTT\tViệc\r\n1\tChuẩn bị\r\nHết.", "<p>Phân công:</p><table><tr><td>TT</td><td><b>Việc</b></td></tr><tr><td>1</td><td>Chuẩn bị</td></tr></table><p>Hết.</p>");
await page.waitForSelector("[name='noi_dung[1].bang.dong[0][1]']");
assert.equal(await page.locator("[name='noi_dung[1].bang.dong[0][1]']").inputValue(), "Chuẩn bị");
assert.equal(await page.getByLabel("Đầu cột 2").inputValue(), "Việc");
await at("noi_dung[2] 0");
await page.keyboard.press("F1");
await page.waitForSelector("[data-viec=dong-tro-giup]");
await page.keyboard.press("Escape");
await at("noi_dung[2] 0");
held("who pasted a table, or had a look at the help, goes on where they were");
await page.getByRole("button", { name: "Thêm dòng" }).press("Enter");
await page.keyboard.insertText("2");
await page.keyboard.press("Tab");
await page.keyboard.insertText("Dọn dẹp");
const paper = () => readFileSync(join(folder, dossier, "ke-hoach.yaml"), "utf8");
await until(() => /Dọn dẹp/.test(paper()));
await page.getByRole("button", { name: "Bỏ dòng 1" }).press("Enter");
await at("noi_dung[1].bang.dong[0][0] 0").catch(() => undefined);
assert.match(await here(), /^noi_dung\[1\]\.bang\.dong\[0\]\[0\]/);
await until(() => !/Chuẩn bị/.test(paper()));
await picture("dan-bang");
assert.equal(await page.locator("[name='noi_dung[1].bang.dong[0][1]']").inputValue(), "Dọn dẹp", "what was typed stays on the screen");
// A cell that is emptied stays one: those beside it keep their places.
await page.locator("[name='noi_dung[1].bang.dong[0][0]']").fill("");
await until(() => /\["", "?Dọn dẹp"?\]/.test(paper()));
await page.locator("[name='noi_dung[1].bang.dong[0][0]']").fill("3");
await until(() => /\["?3"?, "?Dọn dẹp"?\]/.test(paper()));
await page.getByRole("button", { name: "Bỏ bảng này" }).press("Enter");
await until(() => !/bang:/.test(paper()) && /Hết\./.test(paper()));
await page.waitForFunction(() => document.querySelector("table.grid") === null);
await at("noi_dung[0] 0");
held("a cell that is emptied stays, a table may be taken out");
held("a table of Word is a table of the paper");
await page.getByRole("button", { name: "Bản trước…" }).press("Enter");
await page.getByRole("dialog", { name: "Bản trước" }).getByRole("button", { name: "Trở lại bản này" }).first().waitFor();
await picture("ban-truoc");
await accessible("earlier versions");
await page.getByRole("button", { name: "Trở lại bản này" }).last().press("Enter");
await page.waitForFunction((example) => document.querySelector("[name='noi_dung']")?.value === example, example);
await until(() => paper().includes("Lắng nghe ý kiến, kiến nghị của Nhân dân"));
held("an earlier version comes back");

/** Writes the paper as programs do that leave no half of a file. */
const colleague = (text) => {
  writeFileSync(join(folder, ".moi"), text);
  renameSync(join(folder, ".moi"), join(folder, dossier, "ke-hoach.yaml"));
};
// A colleague saves another field meanwhile: it stands in its box before anybody types there.
await saved();
await page.locator("[name='trich_yeu']").focus();
colleague(paper().replace(/^# ngay: .*/m, "ngay: 2027-03-04"));
await page.keyboard.press("Control+s");
await page.waitForFunction(() => document.querySelector("[name='ngay']")?.value === "04/3/2027");
assert.match(paper(), /ngay: 2027-03-04/);
held("what a colleague saved stands in its box");
// A colleague saves the same field meanwhile.
await saved();
await page.locator("[name='trich_yeu']").focus();
await page.keyboard.press("Control+End");
await page.keyboard.insertText(" của tôi");
colleague(paper().replace(/trich_yeu: .*/, "trich_yeu: họ đã sửa"));
await page.getByRole("button", { name: "Lấy chữ đã lưu" }).waitFor();
await picture("hai-ben");
await accessible("a field both sides changed");
assert.match(paper(), /trich_yeu: họ đã sửa/, "nothing is written while it waits");
// What waits is not left behind in silence.
await page.getByRole("button", { name: "Thoát" }).press("Enter");
await page.getByRole("heading", { name: "Chưa thoát" }).waitFor();
await picture("chua-thoat");
await accessible("something is not saved");
await page.getByRole("button", { name: "Quay lại" }).press("Enter");
await page.getByRole("button", { name: "Lấy chữ đã lưu" }).waitFor();
held("nobody leaves by mistake while something typed is not saved");
await page.getByRole("button", { name: "Lấy chữ đã lưu" }).press("Enter");
await page.waitForFunction(() => document.querySelector("[name='trich_yeu']")?.value === "họ đã sửa");
assert.match(paper(), /trich_yeu: họ đã sửa/);
await page.locator("[name='trich_yeu']").fill("tổ chức {{ su_kien.ten }}");
await until(() => paper().includes("trich_yeu: tổ chức {{ su_kien.ten }}"));
held("where two sides changed a field, somebody chooses");

await page.getByRole("link", { name: "Trang chính" }).press("Enter");
await page.getByRole("button", { name: "Chép thành hồ sơ mới…" }).press("Enter");
await field("Tên hồ sơ mới *").fill("Hội nghị gặp mặt, đối thoại năm 2027");
await to("Ngày họp mới", "13/8/2027");
await page.keyboard.press("Enter");
await page.waitForSelector("[name='su_kien.ngay']");
assert.ok(readdirSync(folder).some((name) => name.startsWith("2027-08-13")));
await page.getByRole("link", { name: "Trang chính" }).press("Enter");
await page.waitForSelector("table");
await picture("trang-chinh-moi");
await accessible("the first screen of a new office");
held("last year's dossier is made again");
// What a copy has of last year is told of before a number is taken: nobody has said its own day yet.
await page.getByRole("button", { name: "Chép thành hồ sơ mới…" }).first().press("Enter");
await field("Tên hồ sơ mới *").fill("Hội nghị đã qua");
await to("Ngày họp mới", "13/8/2025");
await page.keyboard.press("Enter");
await page.locator("[data-path='su_kien.ngay'] .canh-bao").getByText("ngày hội nghị 13/8/2025 đã qua mà còn văn bản chưa ban hành").waitFor();
assert.equal(await page.locator(".found .canh-bao").getByText("ngày hội nghị").count(), 1, "once, whatever papers there are");
await picture("da-qua");
await page.getByRole("link", { name: "Trang chính" }).press("Enter");
const past = page.getByRole("region", { name: "Hội nghị đã qua" });
await past.getByText("cần xem lại ngày").waitFor();
await picture("trang-chinh-da-qua");
await accessible("a copy with days that are over");
await past.locator("table").getByRole("link").first().press("Enter");
await page.waitForSelector("canvas");
await page.getByText("ngày hội nghị 13/8/2025 đã qua").waitFor();
await picture("van-ban-da-qua");
// Why, and let be with a reason: it stands in the paper.
const doubt = page.locator(".found li.canh-bao", { hasText: "ngày hội nghị" });
await doubt.getByRole("button", { name: "Vì sao?" }).press("Enter");
await doubt.getByText("Thường là văn bản chép từ hồ sơ cũ").waitFor();
await page.keyboard.press("Tab");
assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Cố ý để vậy…");
await page.keyboard.press("Enter");
await page.getByLabel("Lý do").waitFor();
await page.keyboard.insertText("làm bù cho đủ hồ sơ");
await picture("co-y");
await page.getByRole("button", { name: "Bỏ qua lời nhắc này" }).press("Enter");
await page.getByRole("dialog").getByText("Đã bỏ qua lời nhắc này.").waitFor();
await page.keyboard.press("Enter");
await page.waitForFunction(() => ![...document.querySelectorAll(".found li")].some((one) => one.textContent?.includes("ngày hội nghị")));
await until(() => readdirSync(folder).filter((name) => name.startsWith("2025-08-13")).some((name) => /ma: ngay::da-qua/.test(readFileSync(join(folder, name, "ke-hoach.yaml"), "utf8"))));
held("days of last year are told of, and let be with a reason");

// One more who signs.
await page.getByRole("link", { name: "Thiết đặt" }).press("Enter");
const signers = page.getByRole("group", { name: "Người ký" });
await signers.getByLabel("Tên ngắn của mục mới").focus();
await page.keyboard.insertText("chanh-van-phong");
await signers.getByRole("button", { name: "Thêm", exact: true }).press("Enter");
// What is told while somebody types stands between two fields, and takes no letter of the next one.
const own = (name) => page.locator(`[name^='nguoi_ky.chanh-van-phong.${name}']`).first();
await own("quyen_han").focus();
await page.keyboard.insertText("T/L BAN THƯỜNG VỤ");
await page.locator("[data-path^='nguoi_ky.chanh-van-phong'] li[data-ma]").first().waitFor();
while (!(await own("chuc_vu").evaluate((one) => one === document.activeElement))) {
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.closest("li[data-ma]") ?? null), null, "no finding has the focus");
}
await page.keyboard.type("CHÁNH VĂN PHÒNG", { delay: 20 });
assert.equal(await own("chuc_vu").inputValue(), "CHÁNH VĂN PHÒNG");
assert.equal(await own("quyen_han").inputValue(), "T/L BAN THƯỜNG VỤ");
await page.locator("[name='nguoi_ky.chanh-van-phong.ho_ten']").fill("Lê Văn Thí");
await until(() => /chanh-van-phong:\n(?: {4}.*\n)*? {4}chuc_vu: "?CHÁNH VĂN PHÒNG"?\n {4}ho_ten: Lê Văn Thí/.test(readFileSync(join(folder, "co-quan.yaml"), "utf8")));
await accessible("the office with one more who signs");
held("one more who signs");
// Whom a paper names is taken out only after saying which.
const signed = () => readFileSync(join(folder, "co-quan.yaml"), "utf8");
await signers.getByRole("button", { name: "Bỏ mục này… Nguyễn Văn Mẫu" }).press("Enter");
const asked = page.getByRole("dialog", { name: "Bỏ Nguyễn Văn Mẫu?" });
await asked.getByText("văn bản ghi Nguyễn Văn Mẫu").waitFor();
assert.match(await asked.innerText(), /Kế hoạch .*tổ chức Hội nghị gặp mặt/);
await picture("bo-nguoi-ky");
await accessible("papers that name who is to be taken out");
await asked.getByRole("button", { name: "Giữ lại" }).press("Enter");
assert.match(signed(), /Nguyễn Văn Mẫu/);
await signers.getByRole("button", { name: /^Bỏ mục này… / }).last().press("Enter");
await until(() => !/chanh-van-phong/.test(signed()));
assert.equal(await page.locator("[name='nguoi_ky.chanh-van-phong.ho_ten']").count(), 0);
held("one who signs is taken out; whom papers name, after saying which");

await end();
const checked = spawnSync(program, ["kiem-tra", folder], { encoding: "utf8" });
assert.ok(checked.status === 0 || checked.status === 3 || !/lỗi\[/.test(checked.stderr + checked.stdout), checked.stdout + checked.stderr);
held("what was begun passes the checks of the command line");
