//! `vanthu open`: the window of an office, in a browser of this machine.

use std::sync::Arc;
use std::time::Instant;

use super::args::Open;
use super::screen::Screen;
use super::{Exit, clock, exit};
use crate::diag::{Code, Diagnostic, Findings, os_words};
use crate::office::Opened;
use crate::pipeline::Stock;
use crate::window::{House, Keys, Now, Window};

pub(super) fn open(options: &Open, stock: &Stock, screen: &mut Screen) -> Exit {
    match served(options, stock, screen) {
        Ok(()) => Exit::Done,
        Err(findings) => {
            screen.all(&findings);
            exit(&findings, false)
        }
    }
}

fn served(options: &Open, stock: &Stock, screen: &mut Screen) -> Result<(), Findings> {
    let window = Window::bind(Keys::new().map_err(drawn)?, stock.build).map_err(|error| io(&error))?;
    let end = window.end();
    let now = || Now { by: clock::by(), today: clock::today(), seconds: clock::seconds() };
    let house = Arc::new(House::open(&options.folder, stock.again()?, Arc::new(now), Arc::clone(&end))?);
    // Without a handler Ctrl-C ends the program at once; what was typed was saved a moment ago.
    let _ = ctrlc::set_handler(move || end.notify_one());
    let address = window.address(Instant::now()).map_err(drawn)?;
    screen.plain(&Opened { address: address.clone() });
    screen.told();
    if options.no_browser {
        screen.line(&address);
    } else if let Err(error) = open::that_detached(&address) {
        screen.say(&format!(
            "không mở được trình duyệt ({}): trong một phút, mở địa chỉ này: {address}",
            os_words(&error)
        ));
    }
    screen.say("cửa sổ này giữ chương trình chạy, đừng đóng; điều đã gõ đều tự lưu. Ctrl+C để thoát");
    window.serve(Arc::clone(&house)).map_err(|error| io(&error))?;
    house.drafts().save(true);
    Ok(())
}

fn io(error: &std::io::Error) -> Findings {
    let message = format!("không mở được cửa sổ: {}", os_words(error));
    Diagnostic::new(Code::WINDOW, message).into()
}

fn drawn(error: getrandom::Error) -> Findings {
    Diagnostic::new(Code::WINDOW, format!("máy không cho số ngẫu nhiên: {error}")).into()
}
