// What a clerk does with the guests of an invitation, by the keyboard alone: a list is chosen, one
// is dropped, rows are set right, all copies made.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { keyboard } from "./stage.mjs";

/** @param {any} what the page, its office's folder, the project's folder, what says that something held */
export async function guests({ page, origin, folder, root, held, picture, accessible }) {
  const dossier = join(folder, "gap-mat-2026");
  const paper = join(dossier, "giay-moi.yaml");
  const lists = join(root, "tests/cases");
  const { tabTo, press } = keyboard(page);
  const told = (text) => page.getByText(text).first().waitFor({ timeout: 120_000 });

  await page.goto(`${origin}/#/`);
  await page.reload();
  await page.waitForSelector("table");
  await page.evaluate(() => [...document.querySelectorAll("a")].find((link) => link.textContent?.startsWith("tham dự Hội nghị gặp mặt"))?.setAttribute("data-thu", ""));
  await press("[data-thu]");
  await press('[data-viec="khach-moi"]');
  await page.waitForSelector(".sheet");
  await told("9 bản: 9 chưa lập.");
  assert.equal(await page.locator(".sheet tbody tr.guest").count(), 9);
  await picture("khach-mau");
  await accessible("the guests of the sample");

  // A list is chosen; what is wrong with it stands on top, beside fields to set it right.
  const asked = page.waitForEvent("filechooser");
  await press('[data-viec="chon-danh-sach"]');
  await (await asked).setFiles(join(lists, "lists/cong-thuc.xlsx"));
  await told("1 khách, 2 dòng cần sửa");
  assert.ok(readFileSync(paper, "utf8").includes("cong-thuc.xlsx"));
  await picture("dong-loi");
  await accessible("rows to be set right");
  const given = readFileSync(join(dossier, "cong-thuc.xlsx"));
  const row = (number) => `.mend fieldset:has(#sai-${number})`;
  await press(`${row(2)} button`);
  await told("công thức");
  await tabTo(`${row(2)} [aria-invalid]`);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Trần Văn Đã Sửa");
  await page.keyboard.press("Control+Enter");
  await told("đã sửa dòng 2");
  await page.waitForFunction(() => document.activeElement?.matches("[aria-invalid]"));
  await picture("da-sua");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Trưởng thôn");
  await page.keyboard.press("Control+Enter");
  await told("3 bản: 3 chưa lập.");
  assert.deepEqual(readFileSync(join(dossier, "cong-thuc.xlsx")), given, "the office's list stays as it is");
  held("a list is chosen, its bad rows are set right beside it");

  // All are made; what is printed is one file.
  await press('[data-viec="lap-tat-ca"]');
  await told("Đã lập xong.");
  await told("3 bản: 3 đã lập.");
  const copies = join(folder, "out/xa/gap-mat-2026/giay-moi");
  assert.equal(readdirSync(copies).filter((name) => name.endsWith(".pdf")).length, 3);
  assert.ok(existsSync(`${copies}-in.pdf`));
  await picture("da-lap");
  await accessible("copies that were made");
  // A browser without a screen has no question how to print.
  await page.evaluate(() => Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", { get: () => ({ print: () => (document.body.dataset.in = "1") }) }));
  await press('[data-viec="in-tep"]');
  await page.waitForSelector('[data-in] iframe[src^="blob:"]', { state: "attached" });
  held("all copies are made and printed");

  // A sheet more is wished for: it goes into the paper, and the copies stay as they are.
  await tabTo('[name="in-kem-phong-bi-dl"]');
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.querySelector('[name="in-kem-phong-bi-dl"]:checked') !== null);
  await press('[data-viec="lap-tat-ca"]');
  await told("0 bản lập mới, 3 bản giữ nguyên");
  assert.ok(existsSync(`${copies}-phong-bi-dl.pdf`) && readFileSync(paper, "utf8").includes("phong-bi-dl"));
  held("envelopes are made with them");

  // A list is dropped; it has two sheets. The old copies are told of before anything is made.
  const drop = (name, bytes) =>
    page.evaluate(
      ([name, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name));
        document.querySelector(".guests")?.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [name, bytes.toString("base64")],
    );
  await drop("nhieu-trang.xlsx", readFileSync(join(lists, "guests/nhieu-trang.xlsx")));
  await told("đều có danh sách");
  await accessible("a list of two sheets");
  await tabTo('[name="danh_sach.trang"]');
  await page.keyboard.press("ArrowDown");
  await page.waitForSelector(".sheet");
  await page.waitForFunction(() => document.activeElement?.id === "trang");
  await told("không còn ai nhận: bấm Lập tất cả");
  await picture("hai-trang");
  await accessible("copies that nobody gets any more");
  held("a list is dropped, one of its sheets chosen");

  // What would be markup is text, wherever it stands; the screen at twice its size.
  const markup = '<img src=x onerror="document.title=7">';
  await drop(`${markup}.csv`, Buffer.from(`Họ và tên;Chức vụ;${markup}\n${markup};Bí thư;${markup}\nVi Văn Tám;{{ su_kien.ten }};x\n`));
  await page.waitForFunction((markup) => [...document.querySelectorAll(".sheet td")].some((cell) => cell.textContent === markup), markup);
  assert.equal(await page.locator("img").count(), 0);
  await told("2 bản: 2 chưa lập.");
  await picture("chu-la");
  await accessible("a list of hostile words");
  await page.setViewportSize({ width: 683, height: 384 });
  assert.ok(!(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1)), "nothing lies beside the screen at 200 %");
  await picture("khach-gap-doi");
  await page.setViewportSize({ width: 1366, height: 768 });
  held("hostile words of a list stay words");
  return [paper];
}
