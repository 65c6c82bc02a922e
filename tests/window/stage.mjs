// Comes in: the program, the tools, a folder. Goes out: the window of that folder in a browser, and
// what is said of it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

export const [program, tools, pictures] = process.argv.slice(2);
const require = createRequire(join(tools, "node_modules/"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
export const root = new URL("../..", import.meta.url).pathname;
mkdirSync(pictures, { recursive: true });

export const held = (what) => console.log(`ok ${what}`);

// Opens the window of a folder; `more` are arguments of the browser, `day` is what the program's
// clock says at the start, `added` are further arguments of the program.
export async function stage(folder, more = [], day = "", added = []) {
  const begun = performance.now();
  const words = [program, "mo", folder, "--khong-trinh-duyet", ...added];
  // The clock that measures how long something takes goes on as it is.
  const server = day === "" ? spawn(program, words.slice(1)) : spawn("faketime", ["-f", `@${day}`, ...words], { env: { ...process.env, TZ: "Asia/Ho_Chi_Minh", FAKETIME_DONT_FAKE_MONOTONIC: "1" } });
  const ended = new Promise((then) => server.on("exit", then));
  process.on("exit", () => server.kill());
  let said = "";
  server.stderr.on("data", (data) => (said += data));
  const address = await new Promise((then, lost) => {
    server.stdout.once("data", (data) => then(String(data).trim()));
    server.on("exit", () => lost(new Error(said)));
  });
  const served = performance.now();
  const browser = await chromium.launch({ env: { ...process.env, TZ: "Asia/Ho_Chi_Minh" }, executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", ...more] });
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  if (day !== "") await page.clock.setFixedTime(new Date(`${day.replace(" ", "T")}+07:00`));
  const launched = performance.now();
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (line) => line.type() === "error" && troubles.push(line.text()));
  await page.goto(address);
  /** Words of those who keep files and rules: a clerk is to read none but in the guide's own part for them. */
  const FOREIGN = /.{0,40}(?:\.ya?ml|YAML|\w::\w|§|HD05|HD36|NĐ30|bộ quy tắc).{0,40}/g;
  const accessible = async (name) => {
    const read = await page.evaluate(() => (document.querySelector(".guide") === null ? document.body.innerText : ""));
    assert.deepEqual(read.match(FOREIGN) ?? [], [], `${name}: words of a clerk`);
    await page.evaluate(axe).catch(() => undefined);
    const found = await page.evaluate(() => globalThis.axe?.run({ resultTypes: ["violations"] }));
    assert.ok(found !== undefined, "axe runs");
    const told = found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(" ")}`);
    assert.deepEqual(told, [], name);
    held(`${name}: nothing that axe would say`);
  };
  const end = async () => {
    assert.deepEqual(troubles, []);
    await page.getByRole("button", { name: "Thoát" }).click();
    await ended;
    await browser.close();
  };
  const { origin, port } = new URL(address);
  // Milliseconds: the program until it listens; the browser until it has an empty page.
  const took = { served: served - begun, launched: launched - served };
  return { took, begun, address, origin, port, ended, said: () => said, kill: () => server.kill("SIGKILL"), browser, page, troubles, accessible, end, picture: (name) => page.screenshot({ path: join(pictures, `${name}.png`) }), saved: () => page.waitForFunction(() => document.querySelector("#status")?.textContent?.startsWith("đã lưu"), null, { timeout: 60_000 }) };
}

/** What somebody does who has no mouse. @param {any} page */
export function keyboard(page) {
  const focused = (name) => page.evaluate((name) => document.activeElement?.matches(name) === true, name);
  /** Goes on by Tab until the focus is on what is meant. */
  const tabTo = async (name) => {
    await page.waitForSelector(name, { state: "attached" });
    for (let tab = 0; tab < 300; tab += 1) {
      if (await focused(name)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`${name} is reached by the keyboard`);
  };
  const press = async (name) => {
    await tabTo(name);
    await page.keyboard.press("Enter");
  };
  return { focused, tabTo, press };
}
