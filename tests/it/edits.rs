//! Edits in place, over every sample file: what was set is read back, what was not meant stays
//! byte for byte, and nothing has to be written in the safest way.

use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use vanthu::diag::Source;
use vanthu::yaml::edit::{Content, FieldPath, Order, Sheet, Step, Verb};
use vanthu::yaml::{Coding, Node, Value, parse_on};

use crate::root;

/// Texts that something in YAML, in an editor or in a form has already spoiled.
const HOSTILE: [&str; 46] = [
    "",
    " ",
    "   ",
    "\n",
    "\n\n\n",
    " \n \n",
    " đầu dòng",
    "cuối dòng ",
    "- Các chi bộ;",
    "-UBND xã",
    "# không phải chú thích",
    "số #1",
    "số # 1",
    "hội nghị: đối thoại",
    "kết thúc:",
    ": đầu",
    "? hỏi",
    "? ",
    "[a, b]",
    "{a: b}",
    "{{ su_kien.ten }}",
    "ngày {{ su_kien.ngay }} và {% raw %}",
    "\"trong nháy\"",
    "'nháy đơn' và \"nháy kép\"",
    "C:\\thu muc\\tep.csv",
    "& * ! | > % @ `",
    "*sao*",
    "&neo",
    "!nhan",
    "| chữ",
    "> 80%",
    "một\thai",
    "\tmột",
    "một\u{2028}hai\u{2029}ba",
    "một\u{85}hai",
    "một\u{b}hai\u{0}\u{7f}\u{feff}",
    "Đa\u{309}ng uy\u{309} xa\u{303}",
    "Một.\nHai.",
    "Một.\nHai.\n",
    "Một.\n\nHai.\n\n\n",
    "\n\nMột.\n  lùi vào\n\tthẻ\nHai. ",
    "  lùi từ đầu\nMột.\n",
    "- một\n- hai # ba\n# bốn\nnăm: sáu\n---\n...",
    "một\r\nhai",
    "😀 nghĩa là vui, được không?",
    "07:30",
];

const WORDS: [&str; 13] =
    ["~", "null", "yes", "No", "true", "012", "1.5", "2026-06-03", "0x1F", "1e3", ".inf", "<<", "..."];

fn hostile(number: usize) -> String {
    let at = number % (HOSTILE.len() + WORDS.len() + 1);
    match at.checked_sub(HOSTILE.len()) {
        None => HOSTILE[at].to_owned(),
        Some(at) if at < WORDS.len() => WORDS[at].to_owned(),
        _ => "Nội dung rất dài, có dấu phẩy; ".repeat(400),
    }
}

/// Gives every YAML file of the project that can be read.
fn samples() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|end| end == "yaml")
                && let Ok(text) = std::fs::read_to_string(&path)
            {
                found.push((path.display().to_string(), text));
            }
        }
    }
    let mut found = Vec::new();
    for folder in ["data", "tests/cases", "templates", "src/kind"] {
        walk(&root().join(folder), &mut found);
    }
    found.sort();
    found.retain(|(_, text)| Sheet::read("a.yaml", text.as_bytes()).is_ok());
    assert!(found.len() > 150, "{}", found.len());
    found
}

/// Gives a text as other editors leave it.
fn variant(text: &str, number: usize) -> Vec<u8> {
    let crlf = || text.replace("\r\n", "\n").replace('\n', "\r\n");
    match number % 7 {
        0 => text.as_bytes().to_vec(),
        1 => crlf().into_bytes(),
        2 => Coding::Marked.encode(text),
        3 => text.trim_end().as_bytes().to_vec(),
        4 => Coding::Little.encode(&crlf()),
        5 => crlf().trim_end().as_bytes().to_vec(),
        _ => {
            let mixed = |(at, line): (usize, &str)| {
                let bare = line.trim_end_matches(['\r', '\n']);
                if at % 3 == 0 && bare != line { format!("{bare}\r\n") } else { line.to_owned() }
            };
            let lines = text.split_inclusive('\n').enumerate().map(mixed);
            lines.collect::<String>().into_bytes()
        }
    }
}

/// Makes an edit of each kind in whatever can be edited; what comes of it is again such a file.
pub(crate) fn strangers(data: &[u8]) {
    let Ok(sheet) = Sheet::read("x.yaml", data) else { return };
    let (singles, lists) = paths(whole(&sheet));
    let text = hostile(data.len());
    let single = |path: &FieldPath| {
        [Verb::Set(text.as_str().into()), Verb::Remove, Verb::Set(Content::texts(&["1", &text]))]
            .map(|verb| (path.clone(), verb))
    };
    let list = |(path, count): &(FieldPath, usize)| {
        let last = path.clone().at(count.saturating_sub(1));
        [(path.clone(), Verb::Add(text.as_str().into())), (last, Verb::Move(0))]
    };
    let edits = singles.iter().take(5).flat_map(single).chain(lists.iter().take(3).flat_map(list));
    for (path, verb) in edits {
        if let Ok(edited) = sheet.edit(&path, &verb, Order::default()) {
            assert!(Sheet::read("x.yaml", &edited.sheet.bytes()).is_ok());
        }
    }
}

/// Gives the paths of all single values, of all lists.
fn paths(content: &Content) -> (Vec<FieldPath>, Vec<(FieldPath, usize)>) {
    fn walk(here: &Content, path: FieldPath, found: &mut (Vec<FieldPath>, Vec<(FieldPath, usize)>)) {
        match here {
            Content::Empty | Content::Text(_) => found.0.push(path),
            Content::List(all) => {
                for (at, one) in all.iter().enumerate() {
                    walk(one, path.clone().at(at), found);
                }
                found.1.push((path, all.len()));
            }
            Content::Map(all) => {
                for (key, one) in all {
                    walk(one, path.clone().key(key), found);
                }
            }
        }
    }
    let mut found = (Vec::new(), Vec::new());
    walk(content, FieldPath::default(), &mut found);
    found
}

fn whole(sheet: &Sheet) -> &Content {
    sheet.value(&FieldPath::default()).expect("a top")
}

/// Gives what our reader reads at a path.
fn read<'a>(node: &'a Node, path: &FieldPath) -> Option<&'a Node> {
    path.0.iter().try_fold(node, |here, step| match (step, &here.value) {
        (Step::Key(key), Value::Map(_)) => here.get(key),
        (Step::At(at), Value::List(all)) => all.get(*at),
        _ => None,
    })
}

fn starts(node: &Node, found: &mut Vec<usize>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar(_) => found.push(node.span.range.start),
        Value::List(all) => all.iter().for_each(|one| starts(one, found)),
        Value::Map(all) => {
            for (key, one) in all {
                found.push(key.span().range.start);
                starts(one, found);
            }
        }
    }
}

fn reader(sheet: &Sheet) -> Node {
    parse_on(&Source::new("a.yaml", sheet.text()), &mut Vec::new()).expect("read by our reader")
}

/// Is equal, but that a block ends with a line end.
fn same(read: &str, wanted: &str) -> bool {
    read == wanted || read.strip_suffix('\n') == Some(wanted) || wanted.strip_suffix('\n') == Some(read)
}

/// Is equal, but for the line ends of blocks and the order of keys.
fn alike(one: &Content, other: &Content) -> bool {
    match (one, other) {
        (Content::Text(one), Content::Text(other)) => same(one, other),
        (Content::List(one), Content::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        (Content::Map(one), Content::Map(other)) => {
            let found = |(key, one): &(String, Content)| {
                other.iter().any(|(name, other)| key == name && alike(one, other))
            };
            one.len() == other.len() && one.iter().all(found)
        }
        (one, other) => one == other,
    }
}

/// Tells whether only lines from the one of a value to the next key or value differ.
fn beside(old: &str, new: &str, node: &Node, at: (usize, &FieldPath)) -> bool {
    let (at, path) = at;
    let mut all = Vec::new();
    starts(node, &mut all);
    let next = all.iter().copied().filter(|start| *start > at).min().unwrap_or(old.len());
    let key =
        all.iter().copied().filter(|start| *start < at && matches!(path.0.last(), Some(Step::Key(_)))).max();
    // A member may begin on the line below its dash; a text of several lines begins beside it.
    let dash = Some(old[..at].trim_end())
        .filter(|lead| matches!(path.0.last(), Some(Step::At(_))) && lead.ends_with('-'));
    let key = key.or(dash.map(str::len));
    let from = old[..key.unwrap_or(at)].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let on_line = !old[from.max(at)..next].contains(['\n', '\r']);
    let to = if next == old.len() {
        next
    } else if on_line {
        old[next..].find('\n').map_or(old.len(), |end| next + end)
    } else {
        old[..next].rfind(['\n', '\r']).map_or(next, |end| end)
    };
    let tail = old[to..].trim_start_matches(['\n', '\r']);
    new.starts_with(&old[..from]) && new.ends_with(tail)
}

/// One keystroke in a paper of three pages.
#[test]
fn an_edit_is_soon_made() {
    let text = std::fs::read_to_string(root().join("data/hung-chinh/doi-thoai-2023/ke-hoach.yaml"))
        .expect("a paper");
    let more = "noi_dung: |\n".to_owned() + &"  Một đoạn nữa, dài như các đoạn khác trong bài.\n".repeat(120);
    let text = text.replace("noi_dung: |\n", &more);
    let sheet = Sheet::read("a.yaml", text.as_bytes()).map_err(drop).expect("a sheet");
    let path: FieldPath = "noi_dung".parse().expect("a path");
    let body = sheet.value(&path).and_then(Content::text).expect("a body").to_owned();
    let mut least = [Duration::MAX; 2];
    for number in 0..30 {
        for (least, (path, text)) in least
            .iter_mut()
            .zip([("noi_dung", format!("{body}{number}\n")), ("trich_yeu", format!("về {number}"))])
        {
            let path: FieldPath = path.parse().expect("a path");
            let begun = Instant::now();
            let edited =
                sheet.edit(&path, &Verb::Set(text.as_str().into()), Order::default()).expect("an edit");
            *least = begun.elapsed().min(*least);
            assert!(edited.sheet.text().len().abs_diff(sheet.text().len()) < 200);
        }
    }
    let begun = Instant::now();
    let _ = Sheet::read("a.yaml", text.as_bytes());
    println!("{} bytes: {least:?}, read {:?}", text.len(), begun.elapsed());
}

#[test]
fn every_value_of_every_sample_takes_every_text() {
    let (mut number, mut edits, mut took) = (0, 0_u32, Duration::ZERO);
    for (name, text) in samples() {
        let plain = Sheet::read(&name, text.as_bytes()).expect("a sheet");
        // Of a rule set with its hundreds of values some are enough.
        let all = paths(whole(&plain)).0;
        for path in all.iter().step_by(1 + all.len() / 24) {
            for _ in 0..1 {
                number += 1;
                let (bytes, wanted) = (variant(&text, number / 3), hostile(number));
                let sheet = Sheet::read(&name, &bytes).expect("a variant");
                assert_eq!(sheet.bytes(), bytes, "{name}");
                let told = || format!("{name} {path} = {wanted:?} in variant {}", number / 3 % 7);
                let begun = Instant::now();
                let set = sheet.edit(path, &Verb::Set(wanted.as_str().into()), Order::default());
                took += begun.elapsed();
                edits += 1;
                if name.ends_with("neo.yaml") && set.is_err() {
                    continue;
                }
                let edited = set.unwrap_or_else(|why| panic!("{}: {}", told(), why.message));
                // Tabs before an entry leave no other way for some texts.
                assert!(!edited.safest || name.ends_with("tab.yaml"), "{}", told());
                let new = edited.sheet;
                let held = new.value(path).and_then(Content::text).expect("a text");
                assert!(same(held, &wanted), "{}: {held:?}", told());
                let (was, node) = (reader(&sheet), reader(&new));
                let typed = read(&node, path).and_then(Node::text).expect("a text");
                assert!(same(typed.as_str(), &vanthu::text::nfc(&wanted)), "{}", told());
                let at = read(&was, path).expect("a value").span.range.start;
                // In the text the reader saw: its tabs are spaces.
                let own = beside(was.span.source.text(), node.span.source.text(), &was, (at, path));
                assert!(own, "{}\n{}", told(), new.text());
                // The same again is nothing; back again is what was there.
                let again = new.edit(path, &Verb::Set(wanted.as_str().into()), Order::default());
                assert_eq!(again.expect("again").sheet.bytes(), new.bytes(), "{}", told());
                let old = sheet.value(path).expect("a value").clone();
                let back = new.edit(path, &Verb::Set(old), Order::default()).expect("back").sheet;
                assert!(alike(whole(&back), whole(&sheet)), "{}\n{}", told(), back.text());
            }
        }
    }
    println!("{edits} edits, {:?} each", took / edits);
    assert!(edits > 1_500, "{edits}");
}

/// Is an edit to be made, as numbers that choose among what there is.
type Wish = (u8, u16, u16, u16);

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    proptest::collection::vec((0..11_u8, any::<u16>(), any::<u16>(), any::<u16>()), 50)
}

/// Makes an edit of a wish, and the edit that takes it back.
fn chosen(sheet: &Sheet, wish: Wish) -> Option<(FieldPath, Verb, FieldPath, Verb)> {
    let (kind, one, two, text) =
        (wish.0, usize::from(wish.1), usize::from(wish.2), hostile(usize::from(wish.3)));
    let (singles, lists) = paths(whole(sheet));
    let single = singles.get(one % singles.len().max(1))?.clone();
    let list = lists.get(one % lists.len().max(1)).cloned();
    let value = match two % 3 {
        0 => Content::Text(text.clone()),
        1 => Content::texts(&["1", &text, "Việc: làm"]),
        _ => Content::Map(vec![("ten".to_owned(), text.as_str().into()), ("so".to_owned(), "7".into())]),
    };
    Some(match (kind, list) {
        // The top of an office's file is a map: nothing is added to a file that is a list.
        (0, Some((path, count))) if !path.0.is_empty() => {
            (path.clone(), Verb::Add(value), path.at(count), Verb::Remove)
        }
        (1 | 2, Some((path, count))) => {
            let path = path.at(two % (count + 1));
            (path.clone(), Verb::Insert(value), path, Verb::Remove)
        }
        (3 | 4, Some((path, count))) if count > 1 => {
            let (from, to) = (two % count, (two / 7) % count);
            (path.clone().at(from), Verb::Move(to), path.at(to), Verb::Move(from))
        }
        (5, _) => {
            let old = sheet.value(&single)?.clone();
            let back =
                if matches!(single.0.last(), Some(Step::At(_))) { Verb::Insert(old) } else { Verb::Set(old) };
            (single.clone(), Verb::Remove, single, back)
        }
        (7, Some((path, _))) if !path.0.is_empty() => {
            let old = sheet.value(&path)?.clone();
            (path.clone(), Verb::Set(value), path, Verb::Set(old))
        }
        (8, _) => {
            let old = sheet.value(&single)?.clone();
            (single.clone(), Verb::Set(value), single, Verb::Set(old))
        }
        (6, _) => {
            let mut path = single;
            path.0.pop();
            let Content::Map(_) = sheet.value(&path)? else { return None };
            let path = path.key(format!("mới {two}"));
            (path.clone(), Verb::Set(value), path, Verb::Remove)
        }
        _ => {
            let old = sheet.value(&single)?.clone();
            (single.clone(), Verb::Set(Content::Text(text)), single, Verb::Set(old))
        }
    })
}

/// Makes fifty edits and takes them back; gives how many were refused.
fn there_and_back(name: &str, bytes: &[u8], wishes: &[Wish]) -> usize {
    let first = Sheet::read(name, bytes).unwrap_or_else(|why| {
        panic!("{name}: {:?} {:?}", why[0].message, why[0].span.as_ref().map(vanthu::diag::Span::line_column))
    });
    let (mut sheet, mut backs, mut refused) = (first.clone(), Vec::new(), 0);
    for wish in wishes {
        let Some((path, verb, back, undo)) = chosen(&sheet, *wish) else { continue };
        match sheet.edit(&path, &verb, Order::default()) {
            Ok(edited) => {
                // Our reader sees no tab at the beginning of a line of such a file.
                let tabs = name.ends_with("tab.yaml");
                assert!(tabs || !edited.safest, "{name} {path} {verb:?}\n{}", sheet.text());
                sheet = edited.sheet;
                backs.push((back, undo));
            }
            Err(why) => {
                let known = ["trường cuối cùng", "có chú thích", "cách viết riêng"];
                assert!(
                    known.iter().any(|known| why.message.contains(known)),
                    "{name} {path} {verb:?}: {}\n{}",
                    why.message,
                    sheet.text()
                );
                refused += 1;
            }
        }
    }
    reader(&sheet);
    for (path, verb) in backs.into_iter().rev() {
        match sheet.edit(&path, &verb, Order::default()) {
            Ok(edited) => sheet = edited.sheet,
            // Between brackets that were written by hand there is no way back.
            Err(why) if why.message.contains("có chú thích") => return refused,
            Err(why) => panic!("{name} {path} {verb:?}: {}\n{}", why.message, sheet.text()),
        }
    }
    assert!(alike(whole(&sheet), whole(&first)), "{name}\n{}", sheet.text());
    refused
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Those nobody writes, but that a file may have.
    #[test]
    fn fifty_edits_of_an_odd_file_are_taken_back(form in 0..7_usize, wishes in wishes()) {
        for name in ["la", "neo", "tab"] {
            let name = root().join(format!("tests/cases/edits/{name}.yaml")).display().to_string();
            let text = std::fs::read_to_string(&name).expect("a file");
            there_and_back(&name, &variant(&text, form), &wishes);
        }
    }

    #[test]
    fn fifty_edits_taken_back_leave_what_there_was(file in any::<u16>(), form in 0..7_usize, wishes in wishes()) {
        let samples = samples();
        let (name, text) = &samples[usize::from(file) % samples.len()];
        let refused = there_and_back(name, &variant(text, form), &wishes);
        // What is tied to another place by an anchor is not touched: most of that file.
        prop_assert!(refused < 25 || name.ends_with("neo.yaml"), "{name}: {refused}");
    }
}
