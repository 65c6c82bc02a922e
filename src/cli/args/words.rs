//! Comes in: clap's own help and errors. Goes out: the same in Vietnamese. Must
//! not know: what the commands are.

use std::ffi::OsString;
use std::fmt::Write as _;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgMatches, CommandFactory};

use super::Args;

/// Gives the command line with its words in Vietnamese.
pub(in crate::cli) fn command() -> clap::Command {
    vietnamese(Args::command(), "")
}

const TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";
const ROOT: &str = "{about-with-newline}\nCách dùng: {usage}\n\nLệnh:\n{subcommands}\n\nTuỳ chọn:\n{options}\n\n\
    Mã kết thúc: 0 xong; 1 văn bản có lỗi; 2 gọi sai hoặc cấu hình sai; 3 lỗi của chương trình.\n";

fn vietnamese(command: clap::Command, above: &str) -> clap::Command {
    let full = format!("{above}{}", command.get_name());
    let root = command.get_name() == "vanthu";
    let mut command = command
        .help_template(if root { ROOT } else { TEMPLATE })
        .subcommand_help_heading("Lệnh")
        .subcommand_value_name("LỆNH")
        .next_help_heading("Tuỳ chọn")
        .disable_help_flag(true)
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("tro-giup")
                .alias("help")
                .help("In trợ giúp")
                .action(clap::ArgAction::Help)
                .help_heading("Tuỳ chọn"),
        )
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "Tham số" } else { "Tuỳ chọn" };
            with_english(arg).help_heading(heading)
        });
    if root {
        command = command.disable_version_flag(true).arg(with_english(
            clap::Arg::new("version")
                .short('V')
                .long("phien-ban")
                .alias("version")
                .help("In phiên bản")
                .action(clap::ArgAction::Version),
        ));
    }
    let usage = usage(&command, &full);
    let full = format!("{full} ");
    let about = english(command.get_about(), "", &command.get_all_aliases().collect::<Vec<_>>());
    command.about(about).override_usage(usage).mut_subcommands(|sub| vietnamese(sub, &full))
}

fn with_english(arg: clap::Arg) -> clap::Arg {
    let aliases = arg.get_all_aliases().unwrap_or_default();
    let help = english(arg.get_help(), "--", &aliases);
    arg.help(help)
}

/// Adds the English words of a command or an option to what is said of it.
fn english(said: Option<&StyledStr>, dashes: &str, aliases: &[&str]) -> String {
    let said = said.map(ToString::to_string).unwrap_or_default();
    aliases.iter().fold(said, |said, alias| format!("{said} [{dashes}{alias}]"))
}

/// Gives the Vietnamese word of a command or an option that was typed, or meant, in
/// English.
pub(super) fn native(command: &clap::Command, word: &str) -> Option<String> {
    let option = |arg: &clap::Arg| {
        let known = arg.get_all_aliases()?.into_iter().any(|alias| word == format!("--{alias}"));
        known.then(|| format!("--{}", arg.get_long().unwrap_or_default()))
    };
    command.get_arguments().find_map(option).or_else(|| {
        command.get_subcommands().find_map(|sub| {
            let own = sub.get_all_aliases().any(|alias| alias == word);
            own.then(|| sub.get_name().to_owned()).or_else(|| native(sub, word))
        })
    })
}

/// Writes the usage line: the crate that reads the command line has only
/// English words for it.
fn usage(command: &clap::Command, full: &str) -> String {
    if command.has_subcommands() {
        return format!("{full} <LỆNH> [TUỲ CHỌN]");
    }
    let mut line = full.to_owned();
    for arg in command.get_positionals() {
        let name = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
        let (open, close) = if arg.is_required_set() { ('<', '>') } else { ('[', ']') };
        let _ = write!(line, " {open}{name}{close}");
    }
    line + " [TUỲ CHỌN]"
}

/// Gives the words of the command that was called: `so liet-ke`.
pub(in crate::cli) fn called(matches: &ArgMatches) -> String {
    let mut words = Vec::new();
    let mut at = matches;
    while let Some((word, below)) = at.subcommand() {
        words.push(word);
        at = below;
    }
    words.join(" ")
}

/// Tells whether words that could not be read ask for JSON.
pub(in crate::cli) fn wants_json(words: impl Iterator<Item = OsString>) -> bool {
    let command = Args::command();
    let option = command.get_arguments().find(|arg| arg.get_id() == "json");
    let names = option.and_then(clap::Arg::get_long_and_visible_aliases).into_iter().flatten();
    let aliases = option.and_then(clap::Arg::get_all_aliases).into_iter().flatten();
    let names: Vec<OsString> = names.chain(aliases).map(|name| format!("--{name}").into()).collect();
    words.take_while(|word| word != "--").any(|word| names.contains(&word))
}

/// Tells whether nothing was asked for but help.
pub(in crate::cli) fn is_help(error: &clap::Error) -> bool {
    use ErrorKind::{DisplayHelpOnMissingArgumentOrSubcommand, MissingSubcommand};
    matches!(error.kind(), DisplayHelpOnMissingArgumentOrSubcommand | MissingSubcommand)
}

/// Says in Vietnamese what is wrong with the command line, and below it what to do.
pub(in crate::cli) fn refusal(error: &clap::Error) -> String {
    let mut lines = vec![format!("lỗi: {}", wrong(error))];
    if let Some(why) = std::error::Error::source(error).filter(|_| error.kind() == ErrorKind::ValueValidation)
    {
        lines.push(format!("  {why}"));
    }
    for kind in [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue] {
        let near = match error.get(kind) {
            Some(ContextValue::String(text)) => Some(text.as_str()),
            // The most alike stands last.
            Some(ContextValue::Strings(texts)) => texts.last().map(String::as_str),
            _ => None,
        };
        lines.extend(near.map(|near| {
            let near = native(&command(), near).unwrap_or_else(|| near.to_owned());
            format!("  có phải `{near}`?")
        }));
    }
    let known = context(error, ContextKind::ValidValue);
    if !known.is_empty() {
        lines.push(format!("  các giá trị: {known}"));
    }
    lines.push("  xem `vanthu --tro-giup` hoặc `vanthu <lệnh> --tro-giup`".to_owned());
    lines.join("\n")
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}

/// Says in a sentence what is wrong.
fn wrong(error: &clap::Error) -> String {
    let word = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh `{}`", context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("không có tuỳ chọn `{word}`"),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{word}` cần một giá trị"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{word}` không nhận giá trị `{value}`")
        }
        ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("`{word}` cần đủ các giá trị")
        }
        ErrorKind::MissingRequiredArgument => format!("còn thiếu: {word}"),
        ErrorKind::ArgumentConflict => format!("`{word}` không dùng hai lần hoặc dùng chung như vậy được"),
        _ if is_help(error) => "còn thiếu lệnh".to_owned(),
        _ => error.to_string(),
    }
}
