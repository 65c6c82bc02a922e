//! Comes in: the command line. Goes out: words on the screen and an exit code.
//! The only room that knows the terminal and the machine.
//!
//! Exit codes: 0 done, 1 findings in the papers, 2 wrong usage or
//! configuration, 3 a bug of ours.

mod adopt;
mod archive;
mod args;
mod backup;
mod build;
mod check;
mod clock;
mod copy;
mod eject;
mod explain;
mod guests;
mod info;
mod issue;
mod keep;
mod kinds;
mod machine;
mod new;
mod open;
mod progress;
mod register;
mod revise;
mod schema;
mod screen;
mod trial;
mod verify;
mod watch;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::FromArgMatches;

use args::{Args, Books, Color, Command};
use screen::Screen;

use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Findings, Severity};
use crate::office::{Desk, Moulds, moulds, offices};
use crate::pipeline::Stock;
use crate::typeset::Fonts;

/// Is how a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    Done,
    Findings,
    Usage,
    Bug,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Runs the program; `build` names what it was built from.
#[must_use]
pub fn run(build: &'static str) -> ExitCode {
    let mut words: Vec<_> = std::env::args_os().collect();
    // A double click in the Explorer: a command window would have set its prompt.
    if cfg!(windows) && words.len() == 1 && std::env::var_os("PROMPT").is_none() {
        words.push("mo".into());
    }
    let parsed = args::command()
        .try_get_matches_from(words)
        .and_then(|matches| Ok((args::called(&matches), Args::from_arg_matches(&matches)?)));
    let (called, args) = match parsed {
        Ok(read) => read,
        Err(error) => return refuse(&error).into(),
    };
    let mut screen = Screen::new(args.json, args.color, Some(called));
    let exit = dispatch(&args, build, &mut screen);
    screen.finish(exit);
    exit.into()
}

/// Says what is wrong with the command line to whoever reads; help and version are no mistakes.
fn refuse(error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        let _ = error.print();
        return Exit::Done;
    }
    let json = args::wants_json(std::env::args_os());
    if !json && args::is_help(error) {
        let _ = error.print();
        return Exit::Usage;
    }
    let mut screen = Screen::new(json, Color::Auto, None);
    screen.refuse(&args::refusal(error));
    screen.finish(Exit::Usage);
    Exit::Usage
}

fn dispatch(args: &Args, build: &'static str, screen: &mut Screen) -> Exit {
    let offices = offices(&args.command.places(), args.command.takes_papers());
    // Where several people share the office's folder, what one makes the others may go on with.
    #[cfg(unix)]
    if crate::office::is_shared(&offices) {
        let group = rustix::fs::Mode::RWXG;
        let own = rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
        rustix::process::umask(own & !group);
    }
    let assets = match assets(args, &offices, screen) {
        Ok(assets) => assets,
        Err(findings) => {
            screen.all(&findings);
            return Exit::Usage;
        }
    };
    let tools = Tools { assets, build };
    match &args.command {
        Command::Build(options) => {
            with_stock(args, tools, screen, |stock, screen| build::build(args, options, stock, screen))
        }
        Command::Issue(options) => {
            with_stock(args, tools, screen, |stock, screen| issue::issue(options, stock, screen))
        }
        Command::Register(command) => {
            with_stock(args, tools, screen, |stock, screen| register::register(command, stock, screen))
        }
        Command::Archive(command) => {
            with_stock(args, tools, screen, |stock, screen| archive::archive(command, stock, screen))
        }
        Command::Backup(options) => {
            with_stock(args, tools, screen, |stock, screen| backup::backup(options, stock, screen, args.json))
        }
        Command::Copy(options) => {
            with_stock(args, tools, screen, |stock, screen| copy::copy(options, stock, screen))
        }
        Command::Check(options) => {
            with_stock(args, tools, screen, |stock, screen| check::check(args, options, stock, screen))
        }
        Command::Watch(options) => watch::watch(args, options, tools, screen),
        Command::Trial(options) => {
            let office = offices.first().cloned();
            with_stock(args, tools, screen, |stock, screen| trial::trial(options, office, stock, screen))
        }
        Command::Info => with_stock(args, tools, screen, info::info),
        Command::Open(options) => {
            with_stock(args, tools, screen, |stock, screen| open::open(options, stock, screen))
        }
        Command::Adopt(options) => {
            with_stock(args, tools, screen, |stock, screen| adopt::adopt(options, stock, screen))
        }
        Command::Revise(options) => {
            with_stock(args, tools, screen, |stock, screen| revise::revise(options, stock, screen))
        }
        Command::Verify(options) => verify::verify(options, screen),
        Command::New { what, path } => new::new(&tools.assets, what, path, screen),
        Command::Kinds { kind } => kinds::kinds(&tools.assets, kind.as_deref(), screen),
        Command::Schema(options) => schema::schema(options, args.json, (&tools.assets, &offices), screen),
        Command::Eject { names, to } => eject::eject(names, to, screen),
        Command::Guests(options) => guests::guests(options, screen),
        Command::Explain { code } => explain::explain(code.as_deref(), screen),
    }
}

/// Gives the templates: the folder named, then the office's own, then what is built in.
/// Outside every office `./templates` stands for the office's.
fn assets(args: &Args, offices: &BTreeSet<PathBuf>, screen: &mut Screen) -> Result<Assets, Findings> {
    let mut folders = Vec::new();
    for folder in args.templates.iter().chain(args.command.templates()) {
        if !folder.is_dir() {
            let message = format!("không có thư mục mẫu `{}`", folder.display());
            return Err(Diagnostic::new(Code::FILE_READ, message).into());
        }
        folders.push(folder.clone());
    }
    let here = || Some(PathBuf::from("templates")).filter(|folder| folder.is_dir());
    let found = match moulds(offices) {
        Ok(Moulds::Of(own)) => own,
        Ok(Moulds::NoOffice) => here(),
        // What sets no page goes on without them, and says so.
        Err(findings) if !args.command.makes_pages() => {
            screen.all(&findings);
            None
        }
        Err(findings) => return Err(findings),
    };
    folders.extend(found);
    let assets = Assets::new(folders);
    let own = if args.command.makes_pages() { assets.own() } else { Vec::new() };
    if let Some(first) = own.first() {
        let more = match own.len() {
            1 => String::new(),
            count => format!(" và {} tệp nữa", count - 1),
        };
        let (path, place) = (&first.path, first.place.display());
        screen.say(&format!("dùng mẫu riêng: `{path}`{more} không phải mẫu có sẵn (`{place}`)"));
    }
    Ok(assets)
}

/// Is what papers are made with: the templates, and the program that reads
/// them.
struct Tools {
    assets: Assets,
    build: &'static str,
}

/// Finds the templates as they are now, for the paths of a command.
fn fresh_assets(args: &Args, screen: &mut Screen) -> Result<Assets, Findings> {
    assets(args, &offices(&args.command.places(), args.command.takes_papers()), screen)
}

fn with_stock(
    args: &Args,
    tools: Tools,
    screen: &mut Screen,
    run: impl FnOnce(&Stock, &mut Screen) -> Exit,
) -> Exit {
    let fonts = || Fonts::new(args.fonts.as_deref());
    match Stock::new(tools.assets, fonts, tools.build) {
        Ok(stock) => {
            let exit = run(&stock, screen);
            // The program ends now: nobody needs each template and letter put away one by one.
            std::mem::forget(stock);
            exit
        }
        Err(findings) => {
            screen.all(&findings);
            Exit::Usage
        }
    }
}

/// Gives how many papers are made at once: as many as was said, else as the machine has processors.
fn processors(said: Option<u16>) -> usize {
    let all = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    said.map_or_else(all, usize::from)
}

/// Gives the desk a command works at.
fn desk<'a>(stock: &'a Stock, books: &Books) -> Desk<'a> {
    let Books { workspace, archive } = books.clone();
    let (by, today, now) = (clock::by(), clock::today(), clock::seconds());
    Desk { stock, place: workspace, archive, by, today, now }
}

/// Shows what went wrong.
fn told(done: Result<Exit, Findings>, screen: &mut Screen) -> Exit {
    done.unwrap_or_else(|findings| {
        screen.all(&findings);
        exit(&findings, false)
    })
}

/// Chooses the exit code of findings.
fn exit(findings: &[Diagnostic], strict: bool) -> Exit {
    let strict = |finding: &Diagnostic| strict && finding.code.severity == Severity::Warning;
    let stops = |finding: &Diagnostic| finding.is_error() || strict(finding);
    if findings.iter().any(|finding| finding.code == Code::INTERNAL) {
        Exit::Bug
    } else if findings.iter().any(|finding| finding.code == Code::PAPER_NAME) {
        Exit::Usage
    } else if findings.iter().any(stops) {
        Exit::Findings
    } else {
        Exit::Done
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_well_formed() {
        super::args::command().debug_assert();
    }
}
