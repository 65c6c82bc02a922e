//! Comes in: a folder. Goes out: the office that is open there, another one in its place on asking.
//! Must not know: what an office answers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use serde::Deserialize;
use serde_json::json;
use tokio::sync::Notify;

use super::answer::Answer;
use super::asked::read;
use super::backup;
use super::cases;
use super::office::{Clock, Office};
use super::paper::{found, refused};
use super::serve::Api;
use crate::assets::Assets;
use crate::desk::{Drafts, PaperId, Refusal};
use crate::diag::{Code, Diagnostic, Findings, os_words};
use crate::office::{Machine, Moulds, begin_play, is_play, moulds, offices};
use crate::pipeline::Stock;

/// Is a folder with the office that is open.
pub struct House {
    /// Where the window was opened.
    folder: PathBuf,
    stock: Stock,
    now: Clock,
    open: RwLock<Arc<Office>>,
    end: Arc<Notify>,
    machine: Arc<dyn Machine>,
}

impl House {
    /// Opens a folder: the office it lies in, else the only one below it (none that is there to be
    /// played with), else none yet. `stock` is what the command line chose for the folder.
    ///
    /// # Errors
    /// Gives findings about templates, or what the system says.
    pub fn open(folder: &Path, stock: Stock, now: Clock, end: Arc<Notify>) -> Result<Self, Findings> {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let above = offices(std::slice::from_ref(&folder), false).into_iter().next();
        let own = above.is_some();
        let below = || below(&folder).into_iter().filter(|place| !is_play(place)).collect::<Vec<_>>();
        let place = above.or_else(|| match below().as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        });
        let first = match place {
            Some(office) if own => opened(&office, stock.again()?, &now)?,
            Some(office) => opened(&office, stock_of(&office, &stock)?, &now)?,
            None => opened(&folder, stock.again()?, &now)?,
        };
        Ok(Self { folder, stock, now, open: RwLock::new(Arc::new(first)), end, machine: Arc::new(Nowhere) })
    }

    /// Says which drives there are for backups; without it there are none.
    #[must_use]
    pub fn on(self, machine: Arc<dyn Machine>) -> Self {
        Self { machine, ..self }
    }

    /// Gives the papers that are open: whoever ends the window saves them.
    #[must_use]
    pub fn drafts(&self) -> Arc<Drafts> {
        self.current().drafts()
    }

    fn current(&self) -> Arc<Office> {
        Arc::clone(&self.open.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another office in the place of the one that is open.
    fn change(&self, place: &Path) -> Result<(), Findings> {
        self.settled()?;
        let office = opened(place, stock_of(place, &self.stock)?, &self.now)?;
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(office);
        Ok(())
    }

    /// Refuses to leave an office while copies are made there, or something typed is not saved: a field that
    /// waits for somebody to choose, a file that cannot be written.
    fn settled(&self) -> Result<(), Findings> {
        let office = self.current();
        if office.jobs.is_busy() {
            // Nobody could see how far it is, nor stop it.
            let message = "đang có việc chạy dở ở cơ quan này (lập bản, kiểm tra kho, sao lưu) nên chưa sang cơ quan khác";
            let hint = "chờ xong, hoặc mở màn hình của việc ấy mà dừng, rồi làm lại";
            return Err(Diagnostic::new(Code::WINDOW, message).hint(hint).into());
        }
        let drafts = office.drafts();
        drafts.save(true);
        if drafts.are_saved() {
            return Ok(());
        }
        let message = "còn điều đã gõ chưa lưu được trong một văn bản đang mở";
        let hint = "mở văn bản ấy, chọn ở ô hai người cùng sửa hoặc xem lời báo, rồi làm lại";
        Err(Diagnostic::new(Code::WINDOW, message).hint(hint).into())
    }

    /// Ends the window; what is not saved keeps it open, unless it is to be given up.
    fn quit(&self, asked: &Leaving) -> Answer {
        let office = self.current();
        let saved = office.saved();
        if asked.anyway || office.drafts().are_saved() {
            office.jobs.stop_all();
            self.end.notify_one();
        }
        saved
    }

    /// Lists the offices here, and whether each is the open one.
    fn listed(&self) -> Answer {
        let open = self.current().folder.clone();
        let told: Vec<_> = self
            .places()
            .iter()
            .map(|place| json!({ "id": id(place), "path": self.name(place), "open": *place == open }))
            .collect();
        Answer::json(&json!({ "offices": told, "folder": self.folder.display().to_string() }))
    }

    /// Finds the offices there are here, and the folder itself where one may be begun.
    fn places(&self) -> BTreeSet<PathBuf> {
        let mut all = below(&self.folder);
        let above = offices(std::slice::from_ref(&self.folder), false);
        if above.is_empty() {
            all.insert(self.folder.clone());
        }
        all.extend(above);
        all
    }

    /// Gives the name of an office among those of the folder.
    fn name(&self, place: &Path) -> String {
        if !place.join("co-quan.yaml").is_file() {
            return "Lập cơ quan mới ở thư mục này".to_owned();
        }
        let own = place.strip_prefix(&self.folder).ok().filter(|own| !own.as_os_str().is_empty());
        own.map_or_else(|| place.display().to_string(), |own| own.display().to_string())
    }

    fn changed(&self, asked: &Wanted) -> Answer {
        let Some(place) = self.places().into_iter().find(|place| id(place) == asked.id) else {
            return refused(&Refusal::Unknown);
        };
        self.change(&place).map_or_else(|findings| found(&findings), |()| Answer::json(&json!({})))
    }

    fn play(&self) -> Answer {
        let made = self.settled().and_then(|()| begin_play(&self.folder, &Assets::default()));
        let made = made.and_then(|place| self.change(&place));
        made.map_or_else(|findings| found(&findings), |()| Answer::json(&json!({})))
    }
}

/// Is a machine nobody told us about.
struct Nowhere;

impl Machine for Nowhere {
    fn drives(&self) -> Vec<PathBuf> {
        Vec::new()
    }

    fn room(&self, _: &Path) -> Option<u64> {
        None
    }
}

/// Is an office that is asked for.
#[derive(Debug, Deserialize)]
struct Wanted {
    id: PaperId,
}

/// Says that somebody leaves.
#[derive(Debug, Deserialize)]
struct Leaving {
    /// Whether what is not saved is given up.
    #[serde(default)]
    anyway: bool,
}

fn id(place: &Path) -> PaperId {
    PaperId::of(&place.display().to_string())
}

/// Finds the offices below a folder that have papers.
fn below(folder: &Path) -> BTreeSet<PathBuf> {
    let paths = [folder.to_owned()];
    offices(&paths, true).into_iter().filter(|place| place.starts_with(folder)).collect()
}

/// Gives what an office's papers are made with: its own templates before what is built in.
fn stock_of(office: &Path, stock: &Stock) -> Result<Stock, Findings> {
    let own = match moulds(&BTreeSet::from([office.to_owned()]))? {
        Moulds::Of(own) => own,
        Moulds::NoOffice => None,
    };
    stock.with(Assets::new(own.into_iter().collect()))
}

fn opened(folder: &Path, stock: Stock, now: &Clock) -> Result<Office, Findings> {
    Office::open(folder.to_owned(), Arc::new(stock), Arc::clone(now)).map_err(|error| {
        let message = format!("không mở được cửa sổ: {}", os_words(&error));
        Diagnostic::new(Code::WINDOW, message).into()
    })
}

impl Api for House {
    fn is_at_rest(&self) -> bool {
        let office = self.current();
        office.drafts.save(true);
        office.drafts.are_saved() && !office.jobs.is_busy()
    }

    fn answer(&self, name: &str, body: &[u8]) -> Option<Answer> {
        match name {
            "quit" => Some(read(body).map_or_else(|refused| refused, |asked| self.quit(&asked))),
            "offices" => Some(self.listed()),
            "change" => Some(read(body).map_or_else(|refused| refused, |asked| self.changed(&asked))),
            "begin-play" => Some(self.play()),
            _ => backup::answer(&self.current(), &self.machine, name, body)
                .or_else(|| cases::answer(&self.current(), name, body)),
        }
    }
}
