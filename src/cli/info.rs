//! `vanthu info`: what papers are made with here.

use super::Exit;
use super::screen::Screen;
use crate::office::{about, day_told};
use crate::pipeline::Stock;

pub(super) fn info(stock: &Stock, screen: &mut Screen) -> Exit {
    let about = about(stock);
    let mut lines = vec![format!("vanthu {}, bản dựng {}", about.version, about.build)];
    lines.push(format!("mã của mọi thứ làm nên trang in: {}", about.tools));
    lines.push(format!("{} loại văn bản: {}", about.kinds.len(), about.kinds.join(", ")));
    for rules in &about.rules {
        let until = rules.until.map(|day| format!(" đến {}", day_told(day))).unwrap_or_default();
        lines.push(format!("thể thức `{}`: {}, từ {}{until}", rules.id, rules.name, day_told(rules.from)));
    }
    lines.push(format!("phông chữ: {}", about.fonts));
    if about.own.is_empty() {
        lines.push("mẫu riêng: không có, mọi mẫu là mẫu có sẵn".to_owned());
    }
    for own in &about.own {
        let how = match (&own.built_in, own.outdated, own.untouched) {
            (None, ..) => "thêm mới",
            (Some(_), false, _) => "khác mẫu có sẵn",
            (Some(_), true, false) => "khác mẫu có sẵn; mẫu có sẵn đã đổi từ khi chép ra, nên xem lại",
            (Some(_), true, true) => "bản chép cũ, chưa sửa gì; xoá đi là dùng mẫu có sẵn mới",
        };
        lines.push(format!("mẫu riêng: `{}` ({how}), ở `{}`", own.path, own.place));
    }
    screen.answer(&lines.join("\n"), &about);
    Exit::Done
}
