// What others try in a browser: another site, a name that was bound to this machine again, words that would
// be markup, a server that sits at the port after a crash: node strangers.mjs PROGRAM TOOLS PICTURES. Which
// attack is held where: docs/window-attacks.md.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { held, root, stage } from "./stage.mjs";

const folder = join(mkdtempSync(join(tmpdir(), "vanthu-")), "xa");
cpSync(join(root, "data/xa-mau"), folder, { recursive: true });
const act = "document.title=7,globalThis.hit=1";
const IMG = `<img src=x onerror="${act}">`;
const END = `</script><script>${act}</script>`;
const ODD = `javascript:${act} \u2028 {{ 7 * 7 }} \${7*7} "'\`><svg onload=${act}>`;
const own = join(folder, `<img src=x onerror=${act}>`);
mkdirSync(own);
const quoted = (text) => JSON.stringify(text);
// One dossier can be read, of the other nearly nothing.
const good = join(folder, "chu-doc-2026");
mkdirSync(good);
writeFileSync(join(good, "ho-so.yaml"), `tieu_de: ${quoted(`${IMG}${END}`)}\nsu_kien: { ten: ${quoted(IMG)}, ngay: 2026-12-01, dia_diem: ${quoted(END)} }\n`);
writeFileSync(join(good, "ke-hoach.yaml"), `loai: ke-hoach\nngay: 2026-11-01\ntrich_yeu: ${quoted(`{{ su_kien.ten }} ${END}`)}\nnguoi_ky: bi-thu\nnoi_nhan: [${quoted(IMG)}, ${quoted(ODD.replace("\u2028", ""))}]\nnoi_dung: ${quoted(`${END} ${IMG}`)}\n`);
writeFileSync(join(own, "ho-so.yaml"), `tieu_de: ${quoted(ODD)}\ndu_lieu: { ${quoted(IMG)}: ${quoted(END)} }\n${quoted(END)}: 1\n`);
writeFileSync(join(own, `${IMG.replaceAll("/", "")}.yaml`), `loai: ke-hoach\nngay: 2026-11-01\ntrich_yeu: ${quoted(IMG)}\n${quoted(IMG)}: x\nnguoi_ky: ${quoted(END)}\nnoi_nhan: [${quoted(ODD)}]\nnoi_dung: ${quoted(END)}\n`);
const office = join(folder, "co-quan.yaml");
writeFileSync(office, readFileSync(office, "utf8").replace(/^ten: .*/m, `ten: ${quoted(`ĐẢNG UỶ ${IMG}`)}`));
const files = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).map((file) => [file, readFileSync(file).toString("base64")]);

const { address, origin, port, ended, said, kill, browser, page, picture, accessible, saved } = await stage(folder, ["--disable-quic", "--host-resolver-rules=MAP evil.example 127.0.0.1", "--disable-features=LocalNetworkAccessChecks"]);
const sent = [];
const wires = [];
page.on("websocket", (wire) => {
  const told = { url: wire.url(), texts: [] };
  wires.push(told);
  wire.on("framesent", ({ payload }) => told.texts.push(String(payload)));
});
page.on("request", (request) => sent.push(request.allHeaders().then((headers) => ({ url: request.url(), headers }))));
await page.waitForSelector("table");
const before = files();

// Authored words stay words on every screen.
const harmless = async (name) => {
  const found = await page.evaluate(() => ({ hit: globalThis.hit, title: document.title, made: document.querySelectorAll("img[src=x], svg, object, embed, body script").length + [...document.images].filter((one) => new URL(one.src).origin !== location.origin).length, odd: [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes]).filter((one) => /^on/.test(one.name) || /^\s*javascript:/i.test(one.value)).length }));
  assert.ok(found.hit === undefined && found.title !== "7" && found.made === 0 && found.odd === 0, `${name}: ${JSON.stringify(found)}`);
};
await harmless("home");
assert.ok((await page.textContent("main")).includes(`${IMG}${END}`), "it is shown as it was written");
await picture("chu-doc");
await accessible("a first screen of hostile words");
const screens = await page.$$eval("main section.card[aria-label] table a[href^='#/van-ban/']", (links) => links.map((link) => link.getAttribute("href")));
const hostile = await page.$$eval("main .card", (cards) => cards.filter((card) => card.querySelector("[data-viec='them-van-ban']") !== null && card.textContent.includes("onerror")).flatMap((card) => [...card.querySelectorAll("a[href^='#/van-ban/']")].map((link) => link.getAttribute("href"))));
assert.ok(hostile.length >= 2 && screens.some((to) => !hostile.includes(to)));
for (const to of [...hostile, "#/thiet-dat", "#/so", "#/kho", "#/tro-giup"]) {
  await page.evaluate((to) => (location.hash = to), to);
  await page.waitForTimeout(900);
  await harmless(to);
}
for (const words of [IMG, END, ODD]) {
  await page.locator("#tim").fill(words);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(700);
  await harmless(`search ${words}`);
}
held("authored words stay words on every screen");

// The keys: in no history, storage that outlives the tab, header of another's, log, title.
const token = await page.evaluate(() => sessionStorage.getItem("khoa"));
const proof = await page.evaluate(() => sessionStorage.getItem("chung_minh"));
const once = address.split("#k=")[1];
const cdp = await page.context().newCDPSession(page);
const history = JSON.stringify(await cdp.send("Page.getNavigationHistory"));
const kept = await page.evaluate(async () => ({ cookie: document.cookie, local: localStorage.length, title: document.title, referrer: document.referrer, entries: JSON.stringify(performance.getEntries()), databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length }));
assert.deepEqual([kept.cookie, kept.local, kept.referrer, kept.databases, kept.caches], ["", 0, "", 0, 0]);
for (const key of [token, proof, once]) {
  assert.match(key, /^[0-9a-f]{32}$/);
  assert.ok(!said().includes(key) && !kept.title.includes(key));
}
for (const key of [token, proof]) assert.ok(!history.includes(key) && !kept.entries.includes(key));
// Of the first entry the key was taken away before anything else was loaded.
assert.ok(!(await page.evaluate(() => location.href)).includes("k="));
for (const { url, headers } of await Promise.all(sent)) {
  assert.ok(url.startsWith(`${origin}/`) || url.startsWith("blob:"), `nothing leaves the machine: ${url}`);
  assert.ok(!url.includes(token) && headers.cookie === undefined && headers.referer === undefined, url);
}
assert.ok(wires.length > 0 && wires.every(({ url }) => url === `${origin.replace("http", "ws")}/api/day`), "a page keeps a wire, and that of its own program");
assert.ok(wires.every(({ texts }) => /^\{"so":"[0-9a-f-]{36}"\}$/.test(texts[0] ?? "")), "the program proves itself first");
assert.ok(!said().includes("onerror"), "nothing authored is in the log");
held("keys are in no history, storage, Referer, log or title");

// Another site: whatever a page can send without asking, and what it gets to see.
const received = [];
const evil = createServer((request, answer) => {
  received.push(request.headers);
  answer.setHeader("Content-Type", "text/html").end("<!doctype html><title>evil</title><iframe name=into></iframe>");
}).listen(0, "127.0.0.1");
await new Promise((then) => evil.once("listening", then));
const stranger = await browser.newPage();
const got = [];
stranger.on("response", (answer) => answer.url().startsWith(origin) && got.push([answer.request().method(), new URL(answer.url()).pathname, answer.status()]));
await stranger.goto(`http://127.0.0.1:${evil.address().port}/`);
const tried = await stranger.evaluate(
  async ([origin, token]) => {
    const results = {};
    const json = { "X-Vanthu": token, "X-Vanthu-Ban": "", "Content-Type": "application/json" };
    const ways = {
      fetch: { method: "POST", headers: json, body: "{}" },
      "no-cors": { method: "POST", mode: "no-cors", body: "{}" },
      "text/plain": { method: "POST", mode: "no-cors", headers: { "Content-Type": "text/plain" }, body: "{}" },
      get: { mode: "no-cors" },
      credentials: { method: "POST", mode: "no-cors", credentials: "include", body: "{}" },
    };
    for (const [way, options] of Object.entries(ways)) {
      const answer = await fetch(`${origin}/api/home`, options).catch(() => null);
      results[way] = answer === null ? "none" : (await answer.text().catch(() => "")) || "empty";
    }
    const loaded = (name, attributes) =>
      new Promise((then) => {
        const element = Object.assign(document.createElement(name), attributes);
        element.onload = () => then("loaded");
        element.onerror = () => then("none");
        document.body.append(element);
        setTimeout(() => then("none"), 1500);
      });
    results.img = await loaded("img", { src: `${origin}/icon.svg` });
    results.script = await loaded("script", { src: `${origin}/start.js` });
    results.style = await loaded("link", { rel: "stylesheet", href: `${origin}/vanthu.css` });
    for (const [way, kind] of [["form", "application/x-www-form-urlencoded"], ["form text", "text/plain"]]) {
      const form = Object.assign(document.createElement("form"), { action: `${origin}/api/quit`, method: "POST", enctype: kind, target: "into" });
      form.append(Object.assign(document.createElement("input"), { name: '{"anyway":true,"x":"', value: '"}' }));
      document.body.append(form);
      form.submit();
      await new Promise((then) => setTimeout(then, 400));
      results[way] = "sent";
    }
    results.beacon = navigator.sendBeacon(`${origin}/api/quit`, "{}") ? "sent" : "none";
    results.socket = await new Promise((then) => {
      const socket = new WebSocket(`${origin.replace("http", "ws")}/api/home`);
      socket.onopen = () => then("open");
      socket.onerror = () => then("none");
    });
    results.wire = await new Promise((then) => {
      const socket = new WebSocket(`${origin.replace("http", "ws")}/api/day`);
      socket.onopen = () => then("open");
      socket.onerror = () => then("none");
    });
    results.events = await new Promise((then) => {
      const events = new EventSource(`${origin}/api/home`);
      events.onopen = () => then("open");
      events.onerror = () => (events.close(), then("none"));
    });
    const opened = window.open(`${origin}/`);
    await new Promise((then) => setTimeout(then, 800));
    try {
      results.handle = opened === null || opened.closed ? "closed" : String(opened.document.title);
    } catch {
      results.handle = "closed";
    }
    const frame = document.createElement("iframe");
    frame.id = "frame";
    frame.src = `${origin}/`;
    document.body.append(frame);
    await new Promise((then) => setTimeout(then, 800));
    return results;
  },
  [origin, token],
);
assert.deepEqual(tried, { fetch: "none", "no-cors": "none", "text/plain": "none", get: "none", credentials: "none", img: "none", script: "none", style: "none", form: "sent", "form text": "sent", beacon: "sent", socket: "none", wire: "none", events: "none", handle: "closed" });
const answered = got.filter(([, path, status]) => path.startsWith("/api/") && status < 400);
assert.deepEqual(answered, [], "nothing of the office was answered");
assert.ok(got.some(([method, path]) => method === "POST" && path === "/api/quit"), "forms did arrive");
held("another site gets no answer, whatever it sends");
const framed = await stranger.locator("#frame").elementHandle().then((frame) => frame.contentFrame());
assert.ok(framed === null || framed.url().startsWith("chrome-error:") || !(await framed.content()).includes("vanthu.css"), framed?.url());
held("the window stands in no frame");
for (const headers of received) assert.ok(headers.cookie === undefined && headers["x-vanthu"] === undefined && !(headers.referer ?? "").startsWith(origin), JSON.stringify(headers));
held("a server at another port gets nothing");

// A name that was bound to this machine again: its page is of one origin with the port, and gets nothing.
const rebound = await browser.newPage();
const there = `http://evil.example:${port}`;
await rebound.route(`${there}/evil`, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>evil</title>" }));
await rebound.goto(`${there}/evil`);
const bound = await rebound.evaluate(async (token) => {
  const results = [];
  for (const [path, options] of [["/", {}], ["/start.js", {}], ["/api/chung-minh", { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"so":"1"}' }], ["/api/home", { method: "POST", headers: { "Content-Type": "application/json", "X-Vanthu": token, "X-Vanthu-Ban": "" }, body: "{}" }]]) {
    // An empty refusal of this kind is a failure to the browser, if it does not ask before it goes there at all.
    const answer = await fetch(path, options).catch(() => null);
    results.push(answer === null ? "none" : `${answer.status} ${await answer.text()}`);
  }
  return results;
}, token);
for (const told of bound) assert.ok(["none", "421 "].includes(told), JSON.stringify(bound));
await assert.rejects(rebound.goto(`${there}/`), /ERR_HTTP_RESPONSE_CODE_FAILURE/);
held("a name that leads here again gets an empty refusal");
evil.close();
await Promise.all([stranger.close(), rebound.close()]);
assert.deepEqual(files(), before, "no file was made or changed");

// Back and forward after the end: nothing of the office is shown again.
const quiet = join(mkdtempSync(join(tmpdir(), "vanthu-")), "xa");
cpSync(join(root, "data/xa-mau"), quiet, { recursive: true });
const { page: gone, ...other } = await stage(quiet);
await gone.waitForSelector("table");
const ownPaper = screens.find((to) => !hostile.includes(to));
// Where no wire can be (a browser that throws, a program between that never answers) each request asks by itself.
await gone.addInitScript(() => {
  const way = location.origin.startsWith("http") ? sessionStorage.getItem("hong") : null;
  if (way === "throws") globalThis.WebSocket = class { constructor() { throw new DOMException("no", "SecurityError"); } };
  if (way === "silent") globalThis.WebSocket = class { send() {} close() {} };
  const Own = WebSocket;
  if (way === "ends") globalThis.WebSocket = class extends Own { constructor(to) { super(to); globalThis.kept = this; } };
});
for (const way of ["throws", "silent", ""]) {
  await gone.evaluate((way) => sessionStorage.setItem("hong", way), way);
  await gone.evaluate(() => (location.hash = "#/"));
  await gone.reload();
  await gone.waitForSelector("table");
  await gone.evaluate((to) => (location.hash = to), ownPaper);
  await gone.waitForSelector("canvas");
  await gone.locator('[name="trich_yeu"]').fill(`chữ gõ khi không có dây ${way}`);
  await other.saved();
  const kept = readdirSync(quiet, { recursive: true }).filter((name) => name.endsWith(".yaml")).some((name) => readFileSync(join(quiet, name), "utf8").includes(`chữ gõ khi không có dây ${way}`.trim()));
  assert.ok(kept, `what is typed is in the file: ${way}`);
}
// A machine that slept ends connections while letters are on their way.
await gone.evaluate(() => (location.hash = "#/"));
await gone.evaluate(() => sessionStorage.setItem("hong", "ends"));
await gone.reload();
await gone.waitForSelector("table");
await gone.evaluate((to) => (location.hash = to), ownPaper);
await gone.waitForSelector("canvas");
await gone.locator('[name="trich_yeu"]').fill("gõ");
await gone.keyboard.press("End");
for (const letter of " khi máy vừa thức dậy") {
  await gone.keyboard.insertText(letter);
  if (letter === " ") await gone.evaluate(() => globalThis.kept.close());
}
await gone.waitForTimeout(1000);
await other.saved();
assert.ok(readdirSync(quiet, { recursive: true }).filter((name) => name.endsWith(".yaml")).some((name) => readFileSync(join(quiet, name), "utf8").includes("gõ khi máy vừa thức dậy")), "all of it is in the file");
assert.ok(!(await gone.textContent("main")).includes("vanthu đã tắt"), "no false alarm stays");
await gone.evaluate(() => sessionStorage.removeItem("hong"));
await gone.evaluate(() => (location.hash = "#/"));
await gone.waitForSelector("table");
held("without a wire each request asks by itself");
await gone.evaluate((to) => (location.hash = to), ownPaper);
await gone.waitForSelector("canvas");
await gone.goto("about:blank");
await gone.goBack();
await gone.waitForSelector("canvas");
await gone.getByRole("button", { name: "Thoát" }).click();
await gone.getByRole("heading", { name: "Đã thoát" }).waitFor();
await other.ended;
for (const step of ["goBack", "goBack", "goForward", "goForward"]) {
  await gone[step]({ timeout: 5000 }).catch(() => null);
  await gone.waitForTimeout(300);
  const text = await gone.evaluate(() => document.querySelector("main")?.textContent ?? "").catch(() => "");
  assert.ok(!text.includes("Trích yếu") && (await gone.locator("canvas").count()) === 0 && (await gone.locator("main textarea").count()) === 0, `${step}: ${text.slice(0, 200)}`);
}
await other.browser.close();
held("back and forward after the end show nothing");

// The program is killed; somebody else takes its port. Neither key nor text goes there.
await page.evaluate((to) => (location.hash = to), screens.find((to) => !hostile.includes(to)));
await page.waitForSelector("canvas");
await page.locator('[name="trich_yeu"]').fill("trước khi mất điện");
await saved();
// No request is on its way between its proof and the port (docs/window-attacks.md).
await page.waitForTimeout(1000);
kill();
await ended;
const stolen = [];
const fake = createServer((request, answer) => {
  let body = "";
  request.on("data", (data) => (body += data));
  request.on("end", () => {
    stolen.push({ url: request.url, headers: request.headers, body });
    answer.setHeader("Content-Type", "application/json").end(JSON.stringify({ chung_minh: "0".repeat(64), saved: true, k: "x" }));
  });
});
// It agrees to a wire, too, and says what it likes there.
const heard = [];
fake.on("upgrade", (request, socket) => {
  stolen.push({ url: request.url, headers: request.headers, body: "" });
  const key = createHash("sha1").update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`);
  const says = (text) => socket.write(Buffer.concat([Buffer.from([0x81, 126, text.length >> 8, text.length & 255]), Buffer.from(text)]));
  socket.on("error", () => undefined);
  socket.on("data", (data) => {
    if ((data[0] & 15) !== 1) return;
    const [length, mask] = [data[1] & 127, data.subarray(2, 6)];
    heard.push(Buffer.from(data.subarray(6, 6 + length)).map((byte, at) => byte ^ mask[at % 4]).toString());
    says(JSON.stringify({ chung_minh: "0".repeat(64), trang_thai: 200 }).padEnd(200));
  });
});
await new Promise((then, lost) => fake.once("error", lost).listen({ port: Number(port), host: "127.0.0.1" }, then));
await page.locator('[name="trich_yeu"]').pressSequentially(" điều bí mật gõ sau đó", { delay: 30 });
await page.locator('[name="trich_yeu"]').blur();
await page.waitForFunction(() => document.querySelector("#status")?.textContent?.includes("không phải vanthu của bạn"));
await picture("may-chu-gia");
await page.keyboard.press("Control+s");
await page.evaluate(() => (location.hash = "#/"));
await page.getByRole("heading", { name: "Cửa sổ này không còn nối với vanthu" }).waitFor();
assert.ok(stolen.length > 0);
for (const { url, headers, body } of stolen) {
  // The browser itself asks for the picture of the tab.
  assert.ok(["/api/chung-minh", "/api/day", "/icon.svg"].includes(url), `nothing but the question who it is: ${url}`);
  assert.match(body, url !== "/api/chung-minh" ? /^$/ : /^\{"so":"[0-9a-f-]{36}"\}$/);
  assert.ok(headers["x-vanthu"] === undefined && headers.cookie === undefined && !JSON.stringify(headers).includes(token));
}
assert.ok(heard.length > 0 && heard.every((text) => /^\{"so":"[0-9a-f-]{36}"\}$/.test(text)), `on a wire, too: ${heard}`);
fake.close();
held("a server that took the port gets neither key nor text");
await browser.close();
