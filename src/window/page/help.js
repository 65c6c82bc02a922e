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
      make("p", {}, "Ký xong thì thả tệp PDF đã ký, hay bản quét tờ đã ký bút, vào bất cứ đâu trong cửa sổ: chương trình tìm văn bản, chứng minh chữ ký rồi cất vào kho. Trang Sổ để xem, in, kiểm tra sổ, huỷ số, nhập sổ cũ; trang Kho lưu để xem một văn bản đã qua những gì, kiểm tra kho, thu hồi, đính chính."),
      make("p", {}, "Ô Tìm ở đầu trang tìm cả bản gõ, sổ và kho, không cần dấu; gõ số, ký hiệu như 07-kh/du thì tới thẳng văn bản."),
      make("h2", {}, "Phím"),
      make("dl", {}, KEYS.flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)])),
    ]),
  );
  return {};
}
