// An hour at the window, as fast as it goes: memory while 20,000 letters are typed in four papers, and what a
// batch of 1,000 copies costs whoever types beside it: node benches/hour.mjs PROGRAM [LETTERS]. Speaks to the
// program as its page does, without a browser. Figures, never assertions.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [program, letters = "20000"] = process.argv.slice(2);
const root = new URL("..", import.meta.url).pathname;
const SENTENCE = "Ban Chấp hành Đảng bộ xã yêu cầu các chi bộ, ban xây dựng Đảng, Mặt trận Tổ quốc và các đoàn thể quán triệt, tổ chức thực hiện nghiêm túc, báo cáo kết quả về Văn phòng Đảng uỷ.";

const folder = join(mkdtempSync(join(tmpdir(), "vanthu-")), "xa");
mkdirSync(join(folder, "hop"), { recursive: true });
cpSync(join(root, "data/xa-mau/co-quan.yaml"), join(folder, "co-quan.yaml"));
const head = "ngay: 2026-06-03\nnguoi_ky: bi-thu\n";
for (const lines of [6, 24, 60, 100]) {
  const body = Array.from({ length: lines }, (_, at) => `  ${at + 1}. ${SENTENCE}\n`).join("");
  writeFileSync(join(folder, "hop", `t${lines}.yaml`), `loai: ke-hoach\n${head}trich_yeu: tổ chức đối thoại ${lines}\nnoi_nhan: [Các chi bộ]\nnoi_dung: |\n${body}`);
}
writeFileSync(join(folder, "hop/ho-so.yaml"), "tieu_de: Hội nghị\nsu_kien: { ten: Hội nghị đối thoại, ngay: 2026-06-10, gio: '08:00', dia_diem: Hội trường Đảng uỷ xã }\n");
const name = (at) => ["Mẫu", "Ví", "Dụ", "Thử", "Tám", "Mười", "Sáu", "Bảy", "Ba", "Tư"][at];
const guests = Array.from({ length: 1000 }, (_, at) => `Vi Văn ${[...String(at).padStart(3, "0")].map((digit) => name(Number(digit))).join(" ")};Bí thư Chi bộ;Xóm ${1 + (at % 40)}\n`);
writeFileSync(join(folder, "hop/khach.csv"), `Họ và tên;Chức vụ;Đơn vị\n${guests.join("")}`);
writeFileSync(join(folder, "hop/giay-moi.yaml"), `loai: giay-moi\nngay: 2026-06-03\nnguoi_ky: chanh-van-phong\ntrich_yeu: tham dự hội nghị\ndanh_sach: { tep: khach.csv }\nnoi_dung: |\n  Trân trọng kính mời dự hội nghị.\nnoi_nhan: [Như thành phần mời]\n`);

const server = spawn(program, ["mo", folder, "--khong-trinh-duyet"]);
const address = await new Promise((then) => server.stdout.once("data", (data) => then(String(data).trim())));
const { origin } = new URL(address);
let keys = {};
const post = (what, body) => fetch(`${origin}/api/${what}`, { method: "POST", headers: { "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin", Origin: origin, "X-Vanthu": keys.khoa ?? "", "X-Vanthu-Ban": keys.ban_dung ?? "" }, body: JSON.stringify(body) });
const ask = async (what, body) => (await post(what, body)).json();
keys = await ask("vao", { k: address.split("#k=")[1] });
const seen = async (what, body) => {
  const bytes = new Uint8Array(await (await post(what, body)).arrayBuffer());
  const length = new DataView(bytes.buffer).getUint32(0);
  return JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
};
const memory = () => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))?.[1]) / 1024);

const { dossiers, ids } = await ask("home", {});
const papers = dossiers[0].papers.map((paper, at) => ({ id: ids[0][at], path: paper.path, marks: [] }));
const plans = papers.filter((paper) => /t\d+\.yaml$/.test(paper.path));
for (const paper of plans) {
  const told = await ask("open", { id: paper.id });
  paper.version = told.version;
  paper.text = told.content.noi_dung;
  paper.place = paper.text.indexOf("quán triệt");
}
// Types a letter in the first page, which is in sight with the next one; gives how long (ms) the answer took.
async function type(paper, letter) {
  paper.text = paper.text.slice(0, paper.place) + letter + paper.text.slice(paper.place);
  paper.place += 1;
  // A line is no longer than a line is: what was typed is taken back now and then.
  if (paper.place % 400 === 0) paper.text = paper.text.slice(0, paper.place - 300) + paper.text.slice((paper.place -= 0));
  const begun = performance.now();
  const head = await seen("edit", { id: paper.id, version: paper.version, path: "noi_dung", verb: "set", value: paper.text, view: { dpi: 96, pages: [0, 1].map((page) => [page, paper.marks[page] ?? null]) } });
  paper.version = head.text.version;
  paper.marks = head.pages.map((page) => page.mark);
  return performance.now() - begun;
}
const told = (spent) => {
  spent.sort((one, other) => one - other);
  const at = (part) => Math.round(spent[Math.min(spent.length - 1, Math.floor(spent.length * part))]);
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)} ms`;
};

const all = Number(letters);
let spent = [];
const begun = performance.now();
for (let at = 0; at < all; at += 1) {
  spent.push(await type(plans[Math.floor(at / 250) % plans.length], SENTENCE[at % SENTENCE.length]));
  if ((at + 1) % Math.max(1, Math.floor(all / 20)) === 0) {
    console.log(`${at + 1} letters, ${Math.round((performance.now() - begun) / 1000)} s: ${memory()} MB, ${told(spent)}`);
    spent = [];
  }
}

// Beside a batch: the paper of three pages, before and meanwhile.
const typist = plans[1];
const before = [];
for (let at = 0; at < 200; at += 1) before.push(await type(typist, SENTENCE[at % SENTENCE.length]));
console.log(`alone: ${told(before)}`);
const invitation = papers.find((paper) => paper.path.endsWith("giay-moi.yaml"));
const started = performance.now();
const { job, why } = await ask("make-copies", { id: invitation.id });
if (job === null) throw new Error(why);
const beside = [];
let course;
for (let at = 0; course === undefined || course.ended === null; at += 1) {
  beside.push(await type(typist, SENTENCE[at % SENTENCE.length]));
  if (at % 5 === 0) course = await ask("job", { job });
  await new Promise((then) => setTimeout(then, 50));
}
if (course.ended.copies === null) console.log(JSON.stringify(course.ended.found.map((one) => one.thong_bao)));
console.log(`beside a batch of 1000 (${Math.round((performance.now() - started) / 100) / 10} s, ${course.ended.copies?.lap_moi} copies): ${beside.length} letters, ${told(beside)}; ${memory()} MB`);
await ask("quit", { anyway: true });
