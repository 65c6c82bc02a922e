// Comes in: a page, words. Goes out: the words as Vietnamese keyboards type them. Unikey and its like hook the
// keyboard: letters, then backspaces and the finished letters, at once, without any composition. Windows' own
// keyboard composes.
const MARKS = { "\u0300": "tone", "\u0301": "tone", "\u0303": "tone", "\u0309": "tone", "\u0323": "tone" };

// What stands on the screen after each key, of a keyboard whose tone is typed behind the word (Telex) or behind its
// letter (VNI).
function states(word, telex) {
  const shown = [];
  const letters = [...word.normalize("NFC")].map((letter) => {
    const parts = [...letter.normalize("NFD")];
    const tone = parts.filter((part) => MARKS[part]).join("");
    const base = { đ: "d", Đ: "D" }[letter] ?? parts[0];
    return { base, shaped: (parts.filter((part) => !MARKS[part]).join("")).normalize("NFC"), whole: letter, tone };
  });
  let before = "";
  for (const { base, shaped, whole, tone } of letters) {
    shown.push(before + base);
    if (shaped !== base) shown.push(before + shaped);
    if (!telex && tone !== "") shown.push(before + whole);
    before += telex ? shaped : whole;
  }
  if (before !== word) shown.push(word.normalize("NFC"));
  return shown;
}

export async function keyboards(page) {
  const cdp = await page.context().newCDPSession(page);
  const key = (type, name, code) => cdp.send("Input.dispatchKeyEvent", { type, key: name, code: name, windowsVirtualKeyCode: code });
  const wait = (gap) => (gap === 0 ? undefined : new Promise((then) => setTimeout(then, gap)));
  const hooked = (telex) => async (word, gap) => {
    let shown = "";
    for (const right of states(word, telex)) {
      let same = 0;
      while (shown[same] !== undefined && shown[same] === right[same]) same += 1;
      const sent = [];
      for (let back = shown.length; back > same; back -= 1) sent.push(key("rawKeyDown", "Backspace", 8), key("keyUp", "Backspace", 8));
      sent.push(cdp.send("Input.insertText", { text: right.slice(same) }));
      await Promise.all(sent);
      shown = right;
      await wait(gap);
    }
  };
  const composed = async (word, gap) => {
    for (const text of states(word, true)) {
      await cdp.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
      await wait(gap);
    }
    await cdp.send("Input.insertText", { text: word });
  };
  const ways = { "Unikey, Telex": hooked(true), "Unikey, VNI": hooked(false), "the system's keyboard": composed };
  // Types words, a space before each.
  const type = async (way, words, gap) => {
    for (const word of words) {
      await cdp.send("Input.insertText", { text: " " });
      await ways[way](word, gap);
    }
  };
  return { ways: Object.keys(ways), type };
}
