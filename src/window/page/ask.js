// Comes in: the name of a use case and what it is asked. Goes out: its answer. Must not know: who
// asks. Neither token nor anything typed goes out but to the server that has just proved that it is ours.
// @ts-check

/** Says that this page belongs to no running program any more. */
export class Lost extends Error {}

const GONE = "vanthu đã tắt hoặc không trả lời. ";
const CHANGED = "Chương trình đã đổi bản. ";
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
    throw new Lost(GONE + AGAIN);
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

const STRANGER = "Ở địa chỉ này không phải vanthu của bạn nữa. ";

/** Tells whether a proof is that of the server this page got its keys from.
 * @param {string} number @param {unknown} proof */
async function isProof(number, proof) {
  const text = new TextEncoder().encode((sessionStorage.getItem("chung_minh") ?? "") + number);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === proof;
}

/** Has the server prove that it is ours. A page does not see that a connection of a request ended and the
 * next one leads elsewhere: so it is asked before each. */
async function prove() {
  const number = crypto.randomUUID();
  const answer = await send("chung-minh", { so: number }, {});
  if (!answer.ok || !(await isProof(number, (await answer.json()).chung_minh))) throw new Lost(STRANGER + AGAIN);
}

/** How long a wire may take to open (ms). */
const PATIENCE = 3000;
/** How long (characters) what goes over the wire may be: the program takes a MiB of UTF-8. */
const LONGEST = 300_000;

/** Reads what is said on a wire; what is no JSON says nothing. @param {unknown} data @returns {any} */
function heard(data) {
  try {
    return JSON.parse(String(data));
  } catch {
    return {};
  }
}

/** Asks for a wire; some browsers refuse by throwing. */
function dialled() {
  try {
    return new WebSocket(`ws://${location.host}/api/day`);
  } catch {
    return null;
  }
}

/** Is a connection that is kept: the page sees when it ends, and until then it leads nowhere else. So the
 * server proves itself once. */
class Wire {
  /** @param {WebSocket} socket */
  constructor(socket) {
    this.socket = socket;
    this.count = 0;
    /** @type {Map<number, { then: (answer: Response) => void, lost: (why: Error) => void }>} */
    this.waiting = new Map();
    socket.onmessage = ({ data }) => {
      const head = new DataView(data);
      this.waiting.get(head.getUint32(0))?.then(new Response(new Uint8Array(data, 6), { status: head.getUint16(4) }));
      this.waiting.delete(head.getUint32(0));
    };
    socket.onclose = () => {
      wire = null;
      for (const { lost } of this.waiting.values()) lost(new Lost(GONE + AGAIN));
    };
  }

  /** Opens one; gives nothing where none can be. @returns {Promise<Wire | null>} */
  static open() {
    return new Promise((then, lost) => {
      const socket = dialled();
      if (socket === null) return then(null);
      socket.binaryType = "arraybuffer";
      const number = crypto.randomUUID();
      const none = () => then(null);
      const late = setTimeout(() => (none(), socket.close()), PATIENCE);
      const refused = (/** @type {Lost} */ why) => (lost(why), socket.close());
      socket.onclose = () => (clearTimeout(late), none());
      socket.onopen = () => socket.send(JSON.stringify({ so: number }));
      socket.onmessage = async ({ data }) => {
        if (!(await isProof(number, heard(data).chung_minh))) return refused(new Lost(STRANGER + AGAIN));
        socket.onmessage = ({ data }) => {
          const { trang_thai } = heard(data);
          if (trang_thai !== 200) return refused(new Lost((trang_thai === 409 ? CHANGED : "") + AGAIN));
          clearTimeout(late);
          then(new Wire(socket));
        };
        socket.send(JSON.stringify({ khoa: sessionStorage.getItem("khoa") ?? "", ban_dung: sessionStorage.getItem("ban_dung") ?? "" }));
      };
    });
  }

  /** @param {string} name @param {string} body @returns {Promise<Response>} */
  ask(name, body) {
    return new Promise((then, lost) => {
      this.count += 1;
      this.waiting.set(this.count, { then, lost });
      this.socket.send(`${this.count} ${name} ${body}`);
    });
  }
}

/** @type {Promise<Wire | null> | null} Nothing in it: a program between lets none through, so each request
 * asks by itself. */
let wire = null;

/** @returns {Promise<Wire | null>} */
function wired() {
  wire ??= Wire.open().catch((why) => {
    wire = null;
    throw why;
  });
  return wire;
}

/** @param {string} name @param {unknown} body */
async function answered(name, body) {
  const text = body instanceof Blob ? null : JSON.stringify(body);
  const open = text !== null && text.length <= LONGEST ? await wired() : null;
  if (text !== null && open !== null) return open.ask(name, text);
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
  if (answer.status === 409 && told.vi_sao === "ban-dung") return new Lost(CHANGED + AGAIN);
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
