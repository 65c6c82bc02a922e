// Key to pixels in a real browser: 200 letters typed in papers of 1, 3, 11 and 30 pages:
// node benches/window.mjs PROGRAM TOOLS PICTURES. Figures, never assertions.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, stage } from "../tests/window/stage.mjs";

const SENTENCE = "Ban Chấp hành Đảng bộ xã yêu cầu các chi bộ, ban xây dựng Đảng, Mặt trận Tổ quốc và các đoàn thể quán triệt, tổ chức thực hiện nghiêm túc, báo cáo kết quả về Văn phòng Đảng uỷ.";
const KEYS = 200;

const folder = join(mkdtempSync(join(tmpdir(), "vanthu-")), "xa");
mkdirSync(join(folder, "hop"), { recursive: true });
cpSync(join(root, "data/xa-mau/co-quan.yaml"), join(folder, "co-quan.yaml"));
const papers = [[1, 6], [3, 24], [11, 100], [30, 280]];
for (const [pages, lines] of papers) {
  const body = Array.from({ length: lines }, (_, at) => `  ${at + 1}. ${SENTENCE}\n`).join("");
  writeFileSync(join(folder, "hop", `t${pages}.yaml`), `loai: ke-hoach\nngay: 2026-06-03\ntrich_yeu: tổ chức đối thoại ${pages}\nnguoi_ky: bi-thu\nnoi_nhan: [Các chi bộ]\nnoi_dung: |\n${body}`);
}
const { page, begun, took, end } = await stage(folder);
await page.waitForSelector("table");
const whole = performance.now() - begun;
const ms = Math.round;
console.log(`first screen after the start: ${ms(whole)} ms; program ${ms(took.served)}, browser ${ms(took.launched)}, screen ${ms(whole - took.served - took.launched)}`);
await page.evaluate(() => {
  const draw = CanvasRenderingContext2D.prototype.drawImage;
  CanvasRenderingContext2D.prototype.drawImage = function (...given) {
    draw.apply(this, given);
    globalThis.drawn = performance.now();
  };
  addEventListener("input", () => (globalThis.typed = performance.now()), true);
});
for (const [pages] of papers) {
  await page.getByRole("link", { name: "Trang chính" }).click();
  const opened = performance.now();
  await page.getByRole("link", { name: `tổ chức đối thoại ${pages}`, exact: true }).click();
  await page.waitForFunction(() => document.querySelectorAll("canvas").length > 0 && (document.querySelector("canvas")?.width ?? 0) > 300);
  const first = Math.round(performance.now() - opened);
  // In the first page, which is in sight.
  await page.locator("[name='noi_dung']").evaluate((field) => {
    field.focus();
    const at = field.value.indexOf("quán triệt");
    field.setSelectionRange(at, at);
  });
  const spent = [];
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.insertText(SENTENCE[key % SENTENCE.length]);
    const took = await page.waitForFunction(() => globalThis.drawn > globalThis.typed && globalThis.drawn - globalThis.typed, null, { polling: 4, timeout: 10_000 }).then((handle) => handle.jsonValue()).catch(() => null);
    if (took !== null) spent.push(took);
  }
  spent.sort((one, other) => one - other);
  const at = (part) => Math.round(spent[Math.min(spent.length - 1, Math.floor(spent.length * part))]);
  console.log(`${pages} pages: first page ${first} ms; ${spent.length} keys: p50 ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)} ms`);
}
const memory = readFileSync(`/proc/${(await import("node:child_process")).execSync(`pgrep -f "mo ${folder}"`).toString().trim().split("\n")[0]}/status`, "utf8");
console.log(/VmRSS:\s+(\d+) kB/.exec(memory)?.[0]);
await end();
