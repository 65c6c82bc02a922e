//! Comes in: nothing. Goes out: every command's answer with its JSON Schema, in one table. Must
//! not know: the words of the command line beyond the commands' names.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::{
    BuiltPaper, CheckedPaper, CodeTold, FileWritten, GuestsTold, KindTold, Opened, Reply, StepTold, VERSION,
};
use crate::office::about::About;
use crate::office::adopt::Adopted;
use crate::office::answer::{
    Added, ArchiveProved, BackedUp, Bagged, Certified, DossierShown, Exported, Finished, FoundPaper,
    Imported, IssuedPaper, LogHead, PaperShown, Printed, PutAside, Remarked, Row, SetAgain, Started, Viewed,
};
use crate::office::edited::BroughtBack;
use crate::office::returned::Returned;
use crate::office::trial::KindTried;

/// Is what a command answers.
pub struct Answer {
    /// The command, by its words.
    pub command: &'static str,
    /// The command by its English words.
    pub english: &'static str,
    result: fn() -> Value,
}

const fn answer(command: &'static str, english: &'static str, result: fn() -> Value) -> Answer {
    Answer { command, english, result }
}

/// Names what each command answers.
pub const ANSWERS: &[Answer] = &[
    answer("ban-hanh", "issue", of::<IssuedPaper>),
    answer("so liet-ke", "register list", of::<Row>),
    answer("so tim", "register find", of::<Row>),
    answer("so nhap", "register import", of::<Imported>),
    answer("so kiem-tra", "register check", of::<LogHead>),
    answer("so huy", "register cancel", of::<Row>),
    answer("so bat-dau", "register start", of::<Started>),
    answer("so in", "register print", of::<Printed>),
    answer("so xuat", "register export", of::<Exported>),
    answer("luu kiem-tra", "archive verify", of::<ArchiveProved>),
    answer("luu lap-thu-muc", "archive view", of::<Viewed>),
    answer("luu xem", "archive show", of::<PaperShown>),
    answer("luu ho-so", "archive dossier", of::<DossierShown>),
    answer("luu xuat", "archive export", of::<Bagged>),
    answer("luu lap-lai", "archive rebuild", of::<SetAgain>),
    answer("luu them", "archive add", of::<Added>),
    answer("luu rut", "archive withdraw", of::<PutAside>),
    answer("luu tim", "archive find", of::<FoundPaper>),
    answer("luu thu-hoi", "archive recall", of::<Remarked>),
    answer("luu dinh-chinh", "archive correct", of::<Remarked>),
    answer("luu lam-not", "archive heal", of::<Finished>),
    answer("sao", "copy", of::<Certified>),
    answer("sao-luu", "backup", of::<BackedUp>),
    answer("lap", "build", of::<BuiltPaper>),
    answer("theo-doi", "watch", of::<BuiltPaper>),
    answer("kiem-tra", "check", of::<CheckedPaper>),
    answer("doi-chieu", "verify", of::<Returned>),
    answer("nhan", "import", of::<Adopted>),
    answer("nhan-lai", "revise", of::<BroughtBack>),
    answer("moi", "new", of::<FileWritten>),
    answer("loai", "kinds", of::<KindTold>),
    answer("luoc-do", "schema", of::<FileWritten>),
    answer("xuat-mau", "eject", of::<FileWritten>),
    answer("thu-mau", "test", of::<KindTried>),
    answer("khach", "guests", of::<GuestsTold>),
    answer("thong-tin", "info", of::<About>),
    answer("mo", "open", of::<Opened>),
    answer("giai-thich", "explain", of::<CodeTold>),
];

impl Answer {
    /// Gives the name of its schema's file, without an ending.
    #[must_use]
    pub fn name(&self) -> String {
        self.command.replace(' ', "-")
    }

    /// Gives its JSON Schema (2020-12).
    #[must_use]
    pub fn schema(&self) -> Value {
        let mut schema = (self.result)();
        fix(&mut schema, self.command, json!({ "const": self.command }));
        schema
    }
}

/// Names what is answered without a command: to words that could not be read, and while a
/// command runs.
#[must_use]
pub fn others() -> [(&'static str, Value); 2] {
    let mut refused = of::<()>();
    fix(&mut refused, "lệnh gọi sai", json!({ "type": "null" }));
    refused["properties"]["ket_qua"]["maxItems"] = json!(0);
    let mut step = plain::<StepTold>();
    step["properties"]["phien_ban"]["const"] = json!(VERSION);
    step["properties"]["su_kien"]["const"] = json!("tien-do");
    step["title"] = json!("tien-do");
    [("goi-sai", refused), ("tien-do", step)]
}

/// Writes down what only this answer can have.
fn fix(schema: &mut Value, title: &str, command: Value) {
    let said = schema["properties"]["lenh"]["description"].take();
    schema["properties"]["lenh"] = command;
    schema["properties"]["lenh"]["description"] = said;
    schema["properties"]["phien_ban"]["const"] = json!(VERSION);
    schema["title"] = json!(title);
}

fn of<T: JsonSchema>() -> Value {
    plain::<Reply<T>>()
}

fn plain<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value()
}
