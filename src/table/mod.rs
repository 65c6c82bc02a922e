//! Comes in: a spreadsheet or separated text as an office has it; rows to be
//! written. Goes out: grids of text with exact places; the bytes of a file that
//! Excel opens. Must not know: what the rows mean. The only room that names the
//! spreadsheet crates.

mod archive;
mod book;
mod bounded;
mod cell;
mod clean;
mod decode;
mod delimited;
mod file;
mod grid;
mod old;
mod place;
mod sheet;
mod sheets;
mod skim;
mod skim_ods;
mod skim_xls;
mod skim_xlsx;
mod skimmed;
mod written;
mod xlsx;

pub(crate) use archive::{Entry, directory};
pub(crate) use clean::{clean, is_misread, is_questioned};
pub(crate) use decode::code_point;
pub(crate) use file::{Opened, brought, open};
pub(crate) use grid::{Cell, Grid, Kind, Row, letters};
pub(crate) use old::Old;
pub(crate) use place::{Place, row_list, run_list};
pub(crate) use sheet::{Fit, Sheet};
pub(crate) use sheets::sheets;
pub(crate) use written::{Value, mending, separated, unguarded};
pub(crate) use xlsx::{Head, xlsx};
