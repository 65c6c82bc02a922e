//! Comes in: what somebody of the office wants, with the day and the person. Goes out: what
//! became of it, or findings. What an office does with papers that go out: numbers them,
//! keeps them, proves them, finds them. Must not know: the screen, the clock, how a
//! paper is set.

mod about;
mod adopt;
mod answer;
mod backup;
mod became;
mod begin;
mod book;
mod bytes;
mod certificates;
mod certified;
mod copies;
mod desk;
mod edited;
mod editor;
mod eject;
mod everywhere;
mod glance;
mod guest_list;
mod issue;
mod keep;
mod kept;
mod ledgers;
mod mark;
mod mentions;
mod moulds;
mod named;
mod original;
mod outgoing;
mod overview;
mod pages;
mod people;
mod recalled;
mod removed;
mod reply;
mod returned;
mod rows;
mod series;
mod settled;
mod shelf;
mod stacks;
mod standing;
mod told;
mod trial;
mod trusted;
mod waiting;
mod watched;
mod word;

pub use about::{About, OwnFile, RulesTold, about};
pub use adopt::{
    Adopted, Adopting, FieldAdopted, Gathered, Gathering, Heap, LeftAdopted, RowMet, Split, Taken,
};
pub use answer::{
    Added, ArchiveProved, BackedUp, Bagged, Certified, DocumentKept, DossierDocument, DossierPaper,
    DossierShown, Entered, Exported, FileShown, Finished, FoundPaper, Imported, IssuedPaper, LogHead,
    OldFate, OldRow, Origin, PaperShown, Printed, PutAside, Remarked, Row, SeriesTold, SetAgain, SignedKept,
    Started, Version, Viewed,
};
pub use backup::{BackupDue, Machine, Pace, Part, Place};
pub use begin::{
    Again, Copied, DossierBegun, ExampleLeft, KindOffered, OfOld, OfficeBegun, OfficeFacts, SignerBegun,
    begin_office, begin_play, is_play, new_file, side_above, suggested,
};
pub use certified::{CopyAsked, CopyForm, CopyForms, CopyOf};
pub use copies::{CopiesAsked, CopiesMade, CopiesShown, CopyShown, PrintShown};
pub use desk::Desk;
pub use edited::{BringBack, BroughtBack, Change};
pub use editor::{EditorSchema, editor_schemas};
pub use eject::eject;
pub use everywhere::{Hit, Hits};
pub use glance::Glance;
pub use guest_list::{Became, ColumnRead, ListRead, RowRead, SheetRead};
pub use keep::SignedCopy;
pub use kept::{KeptCard, Lying, ObjectShown, is_read};
pub use ledgers::{OldBookAsked, OldBookTold, mended_rows};
pub use mentions::Whom;
#[cfg(unix)]
pub use moulds::is_shared;
pub use moulds::{Moulds, moulds, offices};
pub use named::Named;
pub use overview::{DossierCard, PaperCard, Stage};
pub use pages::{BookPage, BookRow};
pub use people::Choice;
pub use removed::Deleted;
pub use reply::{
    ANSWERS, Answer, BadRowsTold, BuiltPaper, CheckedPaper, CodeTold, CopiesTold, FieldTold, FileWritten,
    FindingTold, GuestTold, GuestsTold, JoinedTold, KindTold, LeftOut, NobodyTold, Opened, PlaceTold,
    RelatedTold, Reply, SeverityTold, StepTold, TallyTold, UnreadTold, VERSION, others as other_answers,
};
pub use returned::{Against, Returned, prove_returned};
pub use rows::Wanted;
pub use shelf::{Charge, Fate, Proof, See, prove};
pub use standing::{Standing, Struck};
pub use told::{moment, signature};
pub use trial::{FieldTried, KindTried, PictureTried, Seen, TrialAsked, try_moulds};
pub use trusted::Trusted;
pub use waiting::Waiting;
pub use watched::{HangsOn, guest_lists, watched};

pub use crate::register::{By, told as day_told};
