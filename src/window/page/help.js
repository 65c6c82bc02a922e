// Comes in: nothing. Goes out: the screen that helps. Must not know: papers.
// @ts-check

import { make, place } from "./dom.js";

const KEYS = [
  ["Ctrl + S", "lưu ngay (không bấm thì vẫn tự lưu)"],
  ["Ctrl + P", "in văn bản đang mở"],
  ["F8", "tới chỗ cần xem tiếp theo"],
  ["Ctrl + Enter", "ở màn hình Khách mời: lưu dòng đang sửa"],
  ["Tab", "sang ô sau, theo thứ tự của văn bản"],
];

export function help() {
  place(
    make("section", { class: "card" }, [
      make("h1", {}, "Trợ giúp"),
      make("p", {}, "Gõ vào các ô bên trái; trang bên phải là đúng trang sẽ in. Điều đã gõ tự lưu vào tệp của văn bản. Cửa sổ này chỉ chạy trên máy này, không gửi gì ra ngoài."),
      make("h2", {}, "Phím"),
      make("dl", {}, KEYS.flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)])),
    ]),
  );
  return {};
}
