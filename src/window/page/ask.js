// Comes in: the name of a use case and what it is asked. Goes out: its answer. Must not know: who
// asks. Neither token nor anything typed goes out but to the server that has just proved that it is ours.
// @ts-check

/** Says that this page belongs to no running program any more. */
export class Lost extends Error {}

const AGAIN = "Mở lại bằng biểu tượng vanthu trên máy này.";

/** @param {string} name @param {unknown} body @param {Record<string, string>} headers */
async function send(name, body, headers) {
  const file = body instanceof Blob;
  try {
    return await fetch(`/api/${name}`, {
      method: "POST",
      headers: { "Content-Type": file ? "application/octet-stream" : "application/json", ...headers },
      body: file ? body : JSON.stringify(body),
      cache: "no-store",
    });
  } catch {
    throw new Lost("vanthu đã tắt hoặc không trả lời. " + AGAIN);
  }
}

/** Trades the key of the address for the keys of this page; without one, those it has.
 * @param {string | undefined} key */
export async function admit(key) {
  if (key === undefined) {
    if (sessionStorage.getItem("khoa") === null) throw new Lost(AGAIN);
    return;
  }
  const answer = await send("vao", { k: key }, {});
  if (!answer.ok) throw new Lost("Địa chỉ này đã dùng hoặc đã quá một phút. " + AGAIN);
  const keys = await answer.json();
  for (const name of ["khoa", "chung_minh", "ban_dung"]) sessionStorage.setItem(name, keys[name]);
}

/** Has the server prove that it is ours. A page does not see that a connection ended and the next one leads
 * elsewhere: so it is asked before each request. */
async function prove() {
  const number = crypto.randomUUID();
  const answer = await send("chung-minh", { so: number }, {});
  const text = new TextEncoder().encode((sessionStorage.getItem("chung_minh") ?? "") + number);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  const right = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!answer.ok || (await answer.json()).chung_minh !== right) throw new Lost("Ở địa chỉ này không phải vanthu của bạn nữa. " + AGAIN);
}

/** @param {string} name @param {unknown} body */
async function answered(name, body) {
  await prove();
  const token = sessionStorage.getItem("khoa") ?? "";
  const build = sessionStorage.getItem("ban_dung") ?? "";
  const answer = await send(name, body, { "X-Vanthu": token, "X-Vanthu-Ban": build });
  if (answer.status === 401) throw new Lost(AGAIN);
  return answer;
}

/** Says that something was not done, with what the program answered. */
export class Refused extends Error {
  /** @param {number} status @param {any} told */
  constructor(status, told) {
    super(String(told?.vi_sao ?? status));
    this.status = status;
    this.told = told;
  }
}

/** @param {Response} answer */
async function refusal(answer) {
  const told = await answer.json().catch(() => ({}));
  if (answer.status === 409 && told.vi_sao === "ban-dung") return new Lost("Chương trình đã đổi bản. " + AGAIN);
  return new Refused(answer.status, told);
}

/** @param {string} name @param {unknown} body @returns {Promise<any>} */
export async function ask(name, body) {
  const answer = await answered(name, body);
  if (!answer.ok) throw await refusal(answer);
  return answer.json();
}

/** Packs a file with what is asked of it: the length of a head (four bytes), the head, the file.
 * @param {unknown} head @param {Blob} file */
export function packed(head, file) {
  const bytes = new TextEncoder().encode(JSON.stringify(head));
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, bytes.length);
  return new Blob([length, bytes, file]);
}

/** Hands over a file with what is asked of it.
 * @param {string} name @param {unknown} head @param {Blob} file @returns {Promise<any>} */
export async function askFile(name, head, file) {
  return ask(name, packed(head, file));
}

/** Asks for pictures: gives the head and the bytes behind it.
 * @param {string} name @param {unknown} body @returns {Promise<{ head: any, bytes: Uint8Array }>} */
export async function askPictures(name, body) {
  const answer = await answered(name, body);
  if (!answer.ok) throw await refusal(answer);
  const whole = new Uint8Array(await answer.arrayBuffer());
  const length = new DataView(whole.buffer).getUint32(0);
  const head = JSON.parse(new TextDecoder().decode(whole.subarray(4, 4 + length)));
  return { head, bytes: whole.subarray(4 + length) };
}
