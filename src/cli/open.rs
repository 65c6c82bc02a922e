//! `vanthu open`: the window of an office, in a browser of this machine.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::args::Open;
use super::machine::Here;
use super::screen::Screen;
use super::{Exit, clock, exit};
use crate::diag::{Code, Diagnostic, Findings, os_words};
use crate::office::Opened;
use crate::pipeline::Stock;
use crate::window::{First, House, Keys, Now, Window};

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
    if !options.folder.is_dir() {
        let message = format!("không có thư mục `{}`", options.folder.display());
        return Err(Diagnostic::new(Code::FILE_READ, message).into());
    }
    let mark = match first(&options.folder) {
        Some(First::Open(address)) => {
            shown(options, &address, screen);
            return Ok(());
        }
        Some(First::Silent) => {
            let message = "cửa sổ của thư mục này đang mở ở nơi khác mà không trả lời";
            let hint =
                "tắt cửa sổ đen cũ của vanthu (hoặc khởi động lại máy), rồi mở lại; điều đã gõ đều đã lưu";
            return Err(Diagnostic::new(Code::WINDOW, message).hint(hint).into());
        }
        Some(First::Own(mark)) => Some(mark),
        None => None,
    };
    let window = Window::bind(Keys::new().map_err(drawn)?, stock.build).map_err(|error| io(&error))?;
    let end = window.end();
    let now = || Now { by: clock::by(), today: clock::today(), seconds: clock::seconds() };
    let house = House::open(&options.folder, stock.again()?, Arc::new(now), Arc::clone(&end))?;
    let house = Arc::new(house.on(Arc::new(Here { named: options.backups.clone() })));
    // Without a handler Ctrl-C ends the program at once; what was typed was saved a moment ago.
    let _ = ctrlc::set_handler(move || end.notify_one());
    let address = window.address(Instant::now()).map_err(drawn)?;
    if let Some(mark) = &mark {
        // Without it a second start opens a window of its own: nothing is lost.
        let _ = mark.tell(window.port(), window.start_key());
    }
    shown(options, &address, screen);
    screen.say("cửa sổ này giữ chương trình chạy, đừng đóng; điều đã gõ đều tự lưu. Ctrl+C để thoát");
    window.serve(Arc::clone(&house)).map_err(|error| io(&error))?;
    let drafts = house.drafts();
    drafts.save(true);
    if !drafts.are_saved() {
        screen.say("có điều đã gõ chưa lưu được: ô hai người cùng sửa chưa chọn, hoặc tệp không ghi được");
    }
    Ok(())
}

/// Opens the address in the browser, or prints it.
fn shown(options: &Open, address: &str, screen: &mut Screen) {
    screen.plain(&Opened { address: address.to_owned() });
    screen.told();
    if options.no_browser {
        screen.line(address);
    } else if let Err(error) = open::that_detached(address) {
        screen.say(&format!(
            "không mở được trình duyệt ({}): trong một phút, mở địa chỉ này: {address}",
            os_words(&error)
        ));
    }
}

/// Looks whether the window of a folder is open already; nothing where this user has no folder for
/// such marks: then there may be several.
fn first(folder: &Path) -> Option<First> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let place = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else {
        named("XDG_RUNTIME_DIR").or_else(|| Some(named("HOME")?.join(".cache")))
    };
    First::look(&place?.join("vanthu"), folder).ok()
}

fn io(error: &std::io::Error) -> Findings {
    let message = format!("không mở được cửa sổ: {}", os_words(error));
    Diagnostic::new(Code::WINDOW, message).into()
}

fn drawn(error: getrandom::Error) -> Findings {
    Diagnostic::new(Code::WINDOW, format!("máy không cho số ngẫu nhiên: {error}")).into()
}
