// Comes in: a draft nobody wants any more, and those that were deleted. Goes out: the question before it
// goes, the list from which it is had back. Must not know: where deleted papers lie.
// @ts-check

import { ask, Refused } from "./ask.js";
import { dialog, listed } from "./dialog.js";
import { button, day, make } from "./dom.js";

/** Asks once, then deletes a draft. @param {string} id @param {string} title @param {() => unknown} gone */
export function remove(id, title, gone) {
  const trouble = make("div", { role: "alert" });
  const close = button("Giữ lại", "giu-lai", () => made.close());
  const yes = button("Xoá bản nháp", "xoa", async () => {
    try {
      await ask("delete", { id });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return trouble.replaceChildren(listed(error.told?.found ?? []) ?? "Chưa xoá được.");
    }
    made.close();
    gone();
  });
  const made = dialog("Xoá bản nháp", [make("p", {}, ["Xoá ", make("strong", {}, title), "?"]), make("p", { class: "soft" }, "Giấy chuyển vào Giấy đã xoá ở cuối Trang chính, lấy lại được lúc nào cũng được."), trouble, make("p", { class: "acts" }, [yes, close])]);
  close.focus();
}

/** Lists the deleted papers. @returns {Promise<HTMLElement[]>} */
export async function removed() {
  const { deleted } = await ask("deleted", {});
  if (deleted === undefined || deleted.length === 0) return [];
  const row = (/** @type {any} */ one) => {
    const [date, time] = one.at.split("T");
    const back = button("Lấy lại", "lay-lai", async () => {
      const answer = await ask("take-back", { id: one.id });
      if (answer.found !== undefined) return trouble.replaceChildren(listed(answer.found) ?? "");
      location.hash = `#/van-ban/${answer.id}`;
    });
    const name = one.summary || one.path.split("/").pop().replace(/\.ya?ml$/, "");
    back.setAttribute("aria-label", `Lấy lại ${name}`);
    return make("li", {}, [`${name}, xoá ${day(date)} ${time.slice(0, 5)} `, back]);
  };
  const trouble = make("div", { role: "alert" });
  return [make("details", { class: "card" }, [make("summary", {}, `Giấy đã xoá (${deleted.length})`), make("ul", {}, deleted.map(row)), trouble])];
}
