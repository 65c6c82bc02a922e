//! Holds the words of the program in one language: commands and options are
//! Vietnamese, their English words are aliases, and nothing a clerk reads names
//! those.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Command;

use super::command;
use crate::text::folded;

/// Are the commands with English words on the way to them, and the options, as
/// they may stand in a message: `archive`, `luu add`, `--date`.
#[derive(Default)]
struct English {
    commands: BTreeSet<String>,
    options: BTreeSet<String>,
}

fn aliases(command: &Command) -> Vec<String> {
    command.get_all_aliases().map(str::to_owned).collect()
}

fn english() -> English {
    let mut english = English::default();
    for top in command().get_subcommands() {
        english.commands.extend(aliases(top));
        let tops = std::iter::once(top.get_name().to_owned()).chain(aliases(top));
        for (above, sub) in tops.flat_map(|above| top.get_subcommands().map(move |sub| (above.clone(), sub)))
        {
            english.commands.extend(aliases(sub).iter().map(|alias| format!("{above} {alias}")));
        }
    }
    each(&command(), &mut |command| {
        let options = command.get_arguments().filter_map(clap::Arg::get_all_aliases).flatten();
        english.options.extend(options.map(str::to_owned));
    });
    english
}

fn each(command: &Command, look: &mut dyn FnMut(&Command)) {
    look(command);
    command.get_subcommands().for_each(|sub| each(sub, look));
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = folded(text);
    let words: Vec<String> =
        folded.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect();
    words.into_iter()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_command_and_option_has_a_vietnamese_name_and_an_english_alias() {
    let guide = fs::read_to_string(root().join("docs/huong-dan.md")).expect("guide");
    let mut known: BTreeSet<String> = words(&guide).collect();
    let mut wrong = Vec::new();
    let mut judge = |name: &str, said: String, aliases: &[String]| {
        known.extend(words(&said));
        let native = name.split('-').all(|part| known.contains(part));
        let parted = !aliases.is_empty() && !aliases.iter().any(|alias| alias == name);
        if !native || !parted {
            wrong.push(format!("{name}: {said} {aliases:?}"));
        }
    };
    each(&command(), &mut |command| {
        for sub in command.get_subcommands() {
            let said = sub.get_about().map(ToString::to_string).unwrap_or_default();
            judge(sub.get_name(), said, &aliases(sub));
        }
        for arg in command.get_arguments().filter(|arg| !arg.is_positional()) {
            let name = arg.get_long().expect("each option has a long name");
            let aliases = arg.get_all_aliases().unwrap_or_default();
            let aliases: Vec<String> = aliases.into_iter().map(str::to_owned).collect();
            let said = arg.get_help().map(ToString::to_string).unwrap_or_default();
            for alias in &aliases {
                assert!(said.contains(&format!("[--{alias}]")), "help does not show --{alias}: {said}");
            }
            judge(name, said.split(" [--").next().unwrap_or_default().to_owned(), &aliases);
        }
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Gives the English commands and options a line names.
fn named<'a>(line: &str, english: &'a English) -> Vec<&'a str> {
    let edge = |rest: &str| !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '-');
    let holds = |start: &str| {
        line.match_indices(start).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            edge(&line[at + start.len()..])
                && !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '-')
        })
    };
    let commands = english.commands.iter().filter(|command| {
        let own = command.split_once(' ').is_some_and(|(above, _)| above == "so" || above == "luu");
        holds(&format!("vanthu {command}"))
            || line.contains(&format!("`{command}`")) && !is_code(command)
            || own && holds(&format!("`{command}"))
    });
    let options = english.options.iter().filter(|option| holds(&format!("--{option}")));
    commands.chain(options).map(String::as_str).collect()
}

/// Tells the English words that stand between backticks for something else, too.
fn is_code(command: &str) -> bool {
    ["check", "build"].contains(&command)
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(root().join(folder)).into_iter().flatten();
    let files = all.map(walkdir::DirEntry::into_path);
    files.filter(|path| path.extension().is_some_and(|own| own == ending)).collect()
}

#[test]
fn nothing_a_clerk_reads_names_an_english_command_or_option() {
    let english = english();
    assert!(english.commands.contains("issue") && english.commands.contains("luu heal"));
    assert!(english.options.contains("reason"));
    let mut read = files("src", "rs");
    read.extend(files("templates", "yaml"));
    read.extend([root().join("docs/huong-dan.md"), root().join("CHANGELOG.md")]);
    assert!(read.len() > 250, "{}", read.len());
    let mut wrong = Vec::new();
    for path in read {
        let text = fs::read_to_string(&path).expect("read");
        for (at, line) in text.lines().enumerate() {
            let said = line.trim_start();
            // What the code says of itself is English; what help says comes below.
            if path.extension().is_some_and(|ending| ending == "rs") && said.starts_with("//") {
                continue;
            }
            if path.ends_with("src/cli/args/tests.rs") {
                continue;
            }
            for word in named(line, &english) {
                wrong.push(format!("{}:{}: {word}: {said}", path.display(), at + 1));
            }
        }
    }
    each(&command(), &mut |command| {
        let options = command.get_arguments().filter_map(clap::Arg::get_help);
        for said in command.get_about().into_iter().chain(options).map(ToString::to_string) {
            let said = said.split(" [").next().unwrap_or_default().to_owned();
            wrong.extend(named(&said, &english).iter().map(|word| format!("{word}: {said}")));
        }
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_slip_in_english_is_answered_in_vietnamese() {
    let meant = |word: &str| super::words::native(&command(), word);
    assert_eq!(meant("issue").as_deref(), Some("ban-hanh"));
    assert_eq!(meant("--reason").as_deref(), Some("--ly-do"));
    assert_eq!(meant("heal").as_deref(), Some("lam-not"));
    assert_eq!(meant("ban-hanh"), None);
}

#[test]
fn every_command_has_its_answer_for_programs() {
    let mut commands: BTreeSet<(String, String)> = BTreeSet::new();
    let pair = |command: &Command| (command.get_name().to_owned(), aliases(command).remove(0));
    for top in command().get_subcommands() {
        let (name, english) = pair(top);
        if !top.has_subcommands() {
            commands.insert((name.clone(), english.clone()));
        }
        let below = top.get_subcommands().map(pair);
        commands.extend(below.map(|(sub, word)| (format!("{name} {sub}"), format!("{english} {word}"))));
    }
    let told = crate::office::ANSWERS.iter();
    let told = told.map(|answer| (answer.command.to_owned(), answer.english.to_owned()));
    assert_eq!(commands, told.collect());
}
