use super::*;

const NONE: Order<'_> = Order { keys: &[], commented: &[] };

fn edited(text: &str, path: &str, verb: &Verb, order: Order<'_>) -> Result<String, String> {
    let sheet = Sheet::read("a.yaml", text.as_bytes()).expect("YAML");
    let edited = sheet.edit(&path.parse().expect("a path"), verb, order).map_err(|why| why.message)?;
    assert!(!edited.safest, "{}", edited.sheet.text());
    Ok(edited.sheet.text().to_owned())
}

fn set(text: &str, path: &str, value: &str) -> String {
    edited(text, path, &Verb::Set(value.into()), NONE).expect("an edit")
}

#[test]
fn a_text_is_written_as_a_clerk_would() {
    for (value, written) in [
        ("một hai", "một hai"),
        ("28", "28"),
        ("012", "012"),
        ("07:30", "07:30"),
        ("2026-06-03", "2026-06-03"),
        ("true", "true"),
        ("yes", "\"yes\""),
        ("~", "\"~\""),
        ("", "\"\""),
        (" một", "\" một\""),
        ("-UBND", "\"-UBND\""),
        ("một: hai", "\"một: hai\""),
        ("số #1", "\"số #1\""),
        ("{{ su_kien.ten }}", "\"{{ su_kien.ten }}\""),
        ("nói \"được\"", "nói \"được\""),
        ("một\thai", "\"một\\thai\""),
        ("một\u{2028}hai", "\"một\\u2028hai\""),
        ("một\nhai", "|\n  một\n  hai"),
        ("một\n\n\nhai\n", "|\n  một\n\n\n  hai"),
        (" một\nhai", "|2\n   một\n  hai"),
        ("\n\tmột\nhai", "|2\n\n  \tmột\n  hai"),
        ("một\nhai\n\n", "|+\n  một\n  hai\n"),
        ("\n\n", "\"\\n\\n\""),
    ] {
        assert_eq!(set("a: x\nb: 1\n", "a", value), format!("a: {written}\nb: 1\n"), "{value:?}");
    }
    // In brackets nothing has lines, and a comma parts.
    assert_eq!(set("a: [x, y]\n", "a[1]", "hai, ba"), "a: [x, \"hai, ba\"]\n");
    assert_eq!(set("a: { b: x }\n", "a.b", "hai\nba"), "a: { b: \"hai\\nba\" }\n");
    // Our reader takes such a comment for a lost part of a plain text.
    assert_eq!(set("a: 1 #b\n", "a", "hai"), "a: \"hai\" #b\n");
}

#[test]
fn the_way_it_was_written_is_kept() {
    for (text, value, after) in [
        ("a: \"x\" # c\n", "hai", "a: \"hai\" # c\n"),
        ("a: 'x'\n", "hai's", "a: 'hai''s'\n"),
        ("a: 'x'\n", "hai\tba", "a: \"hai\\tba\"\n"),
        ("a:\n", "hai", "a: hai\n"),
        ("a:   # c\nb: 1\n", "hai", "a: hai   # c\nb: 1\n"),
        ("a: x # c\nb: 1\n", "hai\nba", "a: | # c\n  hai\n  ba\nb: 1\n"),
        ("a: một\n  hai # c\n", "ba", "a: ba # c\n"),
        ("a:\n  một\n  hai\n", "ba\nbốn", "a: |\n  ba\n  bốn\n"),
        // A block stays one, whether the text ends with a line end or not.
        ("a: |\n    một\n    hai\n\nb: 1\n", "một\nba", "a: |\n    một\n    ba\n\nb: 1\n"),
        ("a: | # c\n  một\n  hai\nb: 1\n", "ba", "a: | # c\n  ba\nb: 1\n"),
        ("a: | # c\n  một\n\n# d\nb: 1\n", "", "a: \"\" # c\n\n# d\nb: 1\n"),
        ("a: |-\n  một\n  hai\n", "một\nba", "a: |-\n  một\n  ba\n"),
        ("a: |-\n  một\n  hai\n", "một\nba\n", "a: |\n  một\n  ba\n"),
        ("a: |\n  một\n\nb: 1\n", "một\n\n", "a: |+\n  một\n\nb: 1\n"),
        ("a: |+\n  một\n\nb: 1\n", "hai", "a: |\n  hai\n\nb: 1\n"),
        ("a: |\n  một", "một\nhai", "a: |\n  một\n  hai"),
        ("a: |\n  một", "một\nhai\n", "a: |\n  một\n  hai\n"),
        // Lines that stay keep every byte.
        ("a: |\r\n  một\n  hai\r\n  ba\n", "một\nhai hai\nba", "a: |\r\n  một\n  hai hai\r\n  ba\n"),
        ("a: |\r\n  một\n \n  ba\r\n", "không\nmột\n\nba", "a: |\r\n  không\n  một\n \n  ba\r\n"),
        ("a: |\n  một\n  hai\n  ba\nb: 1\n", "ba", "a: |\n  ba\nb: 1\n"),
        (
            "a: >\n  một\n  hai\n\n  ba\nb: 1\n",
            "một hai\nbốn năm\n",
            "a: >\n  một\n  hai\n\n  bốn năm\nb: 1\n",
        ),
        ("a: >-\n  một\n  hai\n", " một\nhai", "a: |2-\n   một\n  hai\n"),
        // A comment that stands as deep as a block would become part of it.
        ("a: x\n  # c\nb: 1\n", "hai\nba", "a: \"hai\\nba\"\n  # c\nb: 1\n"),
        ("a:\n  - x\n  # c\nb: 1\n", "hai\nba", "a: \"hai\\nba\"\n  # c\nb: 1\n"),
        ("a: x\r\nb: 1", "hai\nba", "a: |\r\n  hai\r\n  ba\r\nb: 1"),
    ] {
        assert_eq!(set(text, "a", value), after, "{text:?} = {value:?}");
        assert_eq!(set(after, "a", value), after, "again: {text:?} = {value:?}");
    }
}

#[test]
fn a_new_key_goes_where_it_is_wanted() {
    let keys = ["loai", "so", "ngay", "trich_yeu", "noi_dung"];
    let order = Order { keys: &keys, commented: &["so", "kho"] };
    let put = |text: &str, path: &str, value: Content| {
        edited(text, path, &Verb::Set(value), order).expect("an edit")
    };
    let text = "# Đầu\nloai: ke-hoach\n# số của năm\ntrich_yeu: về việc\n\n# Bài\nnoi_dung: |\n  Một.\n";
    assert_eq!(put(text, "so", "28".into()), text.replace("hoach\n", "hoach\nso: 28\n"));
    assert_eq!(put(text, "la", "x".into()), format!("{text}la: x\n"));
    assert_eq!(put("so: 1\n", "loai", "x".into()), "loai: x\nso: 1\n");
    assert_eq!(put("- so: 1\n", "[0].loai", "x".into()), "- loai: x\n  so: 1\n");
    assert_eq!(put("{ so: 1 }\n", "ngay", "a, b".into()), "{ so: 1, ngay: \"a, b\" }\n");
    assert_eq!(put("loai: |\n  một", "so", "1".into()), "loai: |\n  một\nso: 1");
    // What was a comment is used, with the comment in it.
    assert_eq!(
        put("loai: x\n# so: 28   # văn thư\nngay: 1\n", "so", "29".into()),
        "loai: x\nso: 29   # văn thư\nngay: 1\n"
    );
    assert_eq!(put("loai: x\n# kho: A4", "kho", "một\nhai".into()), "loai: x\nkho: |\n  một\n  hai");
    // A sentence about a key is none, nor is one in a block, nor one nobody named.
    let speaks = "loai: |\n  x\n  # so: 1\n# so thì để trống\n# ngay: 1\n";
    assert_eq!(put(speaks, "so", "2".into()), speaks.replace("# so thì", "so: 2\n# so thì"));
    assert_eq!(put("so: 1\n# ngay: 2\n", "ngay", "3".into()), "so: 1\nngay: 3\n# ngay: 2\n");
    // What is missing on the way is made.
    assert_eq!(put("loai: x\n", "danh_sach.trang", "2".into()), "loai: x\ndanh_sach:\n  trang: 2\n");
    assert_eq!(put("loai: x\nkem:\n", "kem[0].ten", "z".into()), "loai: x\nkem:\n  - ten: z\n");
}

#[test]
fn lists_grow_shrink_and_turn() {
    let text = "a: # đầu\n  - x # cx\n  # về y\n  - |\n    y\n\n  - z: 1\n    t: 2\nb: 1\n";
    let done = |path: &str, verb: Verb| edited(text, path, &verb, NONE).expect("an edit");
    assert_eq!(done("a", Verb::Add("w".into())), text.replace("t: 2\n", "t: 2\n  - w\n"));
    assert_eq!(done("a[1]", Verb::Insert("w".into())), text.replace("# cx\n", "# cx\n  - w\n"));
    assert_eq!(done("a[0]", Verb::Insert("w".into())), text.replace("  - x", "  - w\n  - x"));
    assert_eq!(done("a[0]", Verb::Remove), text.replace("- x # cx", "# cx"));
    assert_eq!(done("a[1]", Verb::Remove), text.replace("  - |\n    y\n", ""));
    assert_eq!(done("a[2].z", Verb::Remove), text.replace("z: 1\n    ", ""));
    assert_eq!(done("a[2].t", Verb::Remove), text.replace("    t: 2\n", ""));
    assert_eq!(done("b", Verb::Remove), text.replace("b: 1\n", ""));
    assert_eq!(
        done("a[1]", Verb::Move(0)),
        "a: # đầu\n  # về y\n  - |\n    y\n  - x # cx\n\n  - z: 1\n    t: 2\nb: 1\n"
    );
    assert_eq!(
        done("a[0]", Verb::Move(2)),
        "a: # đầu\n  # về y\n  - |\n    y\n  - z: 1\n    t: 2\n\n  - x # cx\nb: 1\n"
    );
    let group = Content::Map(vec![("ma".to_owned(), "a::b".into()), ("vi".to_owned(), "một\nhai".into())]);
    assert_eq!(
        edited("b: 1\n", "bo_qua", &Verb::Add(group), NONE).expect("an edit"),
        "b: 1\nbo_qua:\n  - ma: a::b\n    vi: |\n      một\n      hai\n"
    );
    // A row is written as rows are, and over another cell by cell.
    let rows = "dong:\n  - [1, \"hai\", ba] # c\n";
    let row = |path: &str, verb: fn(Content) -> Verb, cells: &[&str]| {
        edited(rows, path, &verb(Content::texts(cells)), NONE).expect("an edit")
    };
    assert_eq!(row("dong", Verb::Add, &["2", "a, b"]), format!("{rows}  - [2, \"a, b\"]\n"));
    assert_eq!(
        row("dong[0]", Verb::Set, &["1", "bốn", "ba", "năm"]),
        rows.replace("hai\", ba", "bốn\", ba, năm")
    );
    assert_eq!(row("dong[0]", Verb::Set, &["1"]), rows.replace(", \"hai\", ba", ""));
    let open = edited("a:\n  - x\n\nb: 1\n", "a", &Verb::Set(Content::texts(&["y\n\n", "z"])), NONE);
    assert_eq!(open.expect("an edit"), "a:\n  - \"y\\n\\n\"\n  - z\n\nb: 1\n");
    assert_eq!(row("dong[0]", Verb::Set, &[]), "dong:\n  - [] # c\n");
    let flow = |path: &str, verb: Verb| edited("a: [x, y, z] # c\n", path, &verb, NONE).expect("an edit");
    assert_eq!(flow("a[0]", Verb::Remove), "a: [y, z] # c\n");
    assert_eq!(flow("a[2]", Verb::Remove), "a: [x, y] # c\n");
    assert_eq!(flow("a[2]", Verb::Move(0)), "a: [z, x, y] # c\n");
    assert_eq!(flow("a[0]", Verb::Insert("w".into())), "a: [w, x, y, z] # c\n");
    let last = |text: &str, path: &str| edited(text, path, &Verb::Remove, NONE).expect("an edit");
    assert_eq!(last("a:\n  # c\n  - x # d\nb: 1\n", "a[0]"), "a: []\n# c\n# d\nb: 1\n");
    assert_eq!(last("a:\n  - x # d\nb: 1", "b"), "a:\n  - x # d");
    assert_eq!(last("a: |\n  x\nb: 1 # c\n  # d\ne: 2\n", "b"), "a: |\n  x\n# c\n# d\ne: 2\n");
    assert_eq!(edited("a: []\n", "a", &Verb::Add("x".into()), NONE).expect("an edit"), "a: [x]\n");
}

/// A line may end with a sign of several bytes: what is put there comes before all of them.
#[test]
fn no_line_end_is_cut() {
    for end in ["\u{2028}", "\u{2029}", "\u{85}"] {
        let sheet = Sheet::read("a.yaml", format!("a\u{10}b:{end}").as_bytes()).expect("YAML");
        let set = |path: &str, verb: &Verb| sheet.edit(&path.parse().expect("a path"), verb, NONE);
        let done = set("c", &Verb::Set("x".into())).map(|done| done.sheet.text().to_owned());
        assert!(done.is_err() || done.is_ok_and(|text| text.contains(end) && text.contains("c: x")));
    }
}

#[test]
fn a_file_stays_what_it_is() {
    let typed = "\u{feff}a: Đa\u{309}ng # c\r\nb:\n\t- x\r\n\t- y\n# d \u{b} e\r\nc: một\u{2028}  hai\nd: 1";
    let sheet = Sheet::read("a.yaml", typed.as_bytes()).expect("YAML");
    let path = |path: &str| path.parse::<FieldPath>().expect("a path");
    assert_eq!(sheet.value(&path("a")), Some(&"Đa\u{309}ng".into()));
    let done = sheet.edit(&path("b[1]"), &Verb::Set("uy\u{309}".into()), NONE).expect("an edit").sheet;
    assert_eq!(String::from_utf8(done.bytes()).expect("UTF-8"), typed.replace("- y", "- uy\u{309}"));
    let done = sheet.edit(&path("b"), &Verb::Add("z".into()), NONE).expect("an edit").sheet;
    assert_eq!(String::from_utf8(done.bytes()).expect("UTF-8"), typed.replace("- y\n", "- y\n  - z\n"));
    // What is there already changes nothing, in either kind of letters.
    let same = sheet.edit(&path("a"), &Verb::Set("Đa\u{309}ng".into()), NONE).expect("an edit").sheet;
    assert_eq!(same.bytes(), typed.as_bytes());
}

#[test]
fn what_cannot_be_done_is_refused() {
    let shared = "a: &x\n  b: 1\nc: *x\nd: { <<: *x, e: 2 }\nf: !!str 1\n? g\n: 1\nh: 1\n";
    let set = |text: &str, path: &str| edited(text, path, &Verb::Set("2".into()), NONE);
    for path in ["a", "a.b", "c", "c.b", "d.<<", "f", "g"] {
        assert!(set(shared, path).expect_err(path).contains("cách viết riêng"), "{path}");
    }
    assert_eq!(set(shared, "h").expect("beside"), shared.replace("h: 1", "h: 2"));
    let other = edited(shared, "d.e", &Verb::Set("3".into()), NONE).expect("beside");
    assert_eq!(other, shared.replace("e: 2", "e: 3"));
    let no = |text: &str, path: &str, verb: Verb| edited(text, path, &verb, NONE).expect_err("a refusal");
    assert!(no("a: 1\n", "b", Verb::Remove).contains("không có `b`"));
    assert!(no("a: 1\n", "a[0]", Verb::Set("x".into())).contains("không có `a[0]`"));
    assert!(no("a: 1\n", "a", Verb::Add("x".into())).contains("không phải danh sách"));
    assert!(no("a: [1]\n", "a[2]", Verb::Insert("x".into())).contains("chỉ có 1 mục"));
    assert!(no("a: [1]\n", "a[0]", Verb::Move(1)).contains("chỉ có 1 mục"));
    assert!(no("a: 1\n", "a", Verb::Remove).contains("trường cuối cùng"));
    assert!(no("a: [1, # c\n  2]\n", "a[0]", Verb::Remove).contains("chú thích"));
    assert!(no("a: 1\n", "", Verb::Set("x".into())).contains("không có"));
    // Our reader refuses the text itself: it would be a list beyond all depth.
    assert!(no("a: 1\n", "a", Verb::Set("[".repeat(600).as_str().into())).contains("chưa sửa được"));
    for text in ["a: 1\na: 2\n", "a: 1\n---\nb: 2\n", "a: !x 1\n", "a: [\n", ""] {
        assert!(Sheet::read("a.yaml", text.as_bytes()).is_err(), "{text:?}");
    }
    let sheet = Sheet::read("a.yaml", shared.as_bytes()).expect("YAML");
    let why = sheet.edit(&"c".parse().expect("a path"), &Verb::Remove, NONE).expect_err("a refusal");
    assert_eq!(why.span.expect("a place").line_column(), (3, 1));
}

#[test]
fn the_guard_sees_what_a_plan_does_wrong() {
    let old = "# c\na: 1 # d\nb:\n  - x\n  - y\n";
    let sheet = |text: &str| Sheet::read("a.yaml", text.as_bytes()).expect("YAML");
    let proved = |path: &str, verb: &Verb, new: &str| {
        let path = path.parse().expect("a path");
        Case { old: &sheet(old), new: &sheet(new), path: &path, verb }.is_proved()
    };
    let two = Verb::Set("2".into());
    assert!(proved("a", &two, &old.replace('1', "2")));
    for wrong in [
        old.to_owned(),
        old.replace('1', "3"),
        old.replace("1 # d", "2"),
        old.replace("# c\n", "").replace('1', "2"),
        old.replace('1', "2").replace("- x", "-  x"),
        old.replace('1', "2").replace("# c", "# e"),
        old.replace('1', "2").replace("- y\n", "- y"),
        old.replace('1', "2").replace("- y\n", "- y\n  - z\n"),
        format!("a: 2 # d\n# c\n{}", &old[13..]),
    ] {
        assert!(!proved("a", &two, &wrong), "{wrong}");
    }
    assert!(!proved("b[0]", &Verb::Remove, &old.replace("  - y\n", "")));
    assert!(!proved("b[0]", &Verb::Remove, &old.replace("  - x\n", "").replace("# d", "#  d")));
    assert!(!proved("b[0]", &Verb::Move(1), &old.replace("  - x\n  - y", "  - y\n  - y")));
    assert!(!proved("b", &Verb::Add("z".into()), &old.replace("- x", "- z\n  - x")));
    assert!(!proved("so", &Verb::Set("1".into()), &old.replace("# c", "so: 1")));
}

#[test]
fn a_comment_below_empty_lines_stays_a_comment() {
    let text = "a:\n  - x\n\n  # c\nb: 1\n";
    assert_eq!(set(text, "a", "hai\nba"), "a: \"hai\\nba\"\n\n  # c\nb: 1\n");
    // One that stands no deeper is in nobody's way.
    assert_eq!(set("a: x\n\n# c\nb: 1\n", "a", "hai\nba"), "a: |\n  hai\n  ba\n\n# c\nb: 1\n");
}

#[test]
fn the_last_entry_goes_without_the_empty_lines_of_the_text_above() {
    let gone = |text: &str| edited(text, "b", &Verb::Remove, NONE).expect("an edit");
    assert_eq!(gone("a: |+\n  x\n\n\nb: 1"), "a: |+\n  x\n\n\n");
    assert_eq!(gone("a: x\nb: 1"), "a: x");
}

#[test]
fn a_member_moves_with_the_comments_below_it() {
    let text = "k:\n- x\n# c\n- [1]\n- y\n- z\n- \"w\"\n  # d\n  # e\n\n# f\nt:\nu:   # g\n";
    let moved = edited(text, "k[4]", &Verb::Move(3), NONE).expect("an edit");
    assert_eq!(moved, "k:\n- x\n# c\n- [1]\n- y\n- \"w\"\n  # d\n  # e\n- z\n\n# f\nt:\nu:   # g\n");
}

/// The empty lines its text ends with go with it, and no others, be it to the end of the file.
#[test]
fn a_member_moves_with_the_empty_lines_of_its_text() {
    let below = ["", "\n", "\nb: 1\n", "\n\n\n# c\nb: 1"];
    for (more, last) in (1..4).flat_map(|more| below.map(|last| (more, last))) {
        for (lead, ending) in [("", "\n"), ("k: 1\n    ", "\r\n"), ("# d\n  - ", "\n")] {
            let open = format!("  - {lead}z: |+\n        x\n{}", "\n".repeat(more));
            let text = format!("a:\n  - m\n{open}  - y{last}").replace('\n', ending);
            let list = |text: &str| {
                let sheet = Sheet::read("a.yaml", text.as_bytes()).expect("a sheet");
                sheet.value(&"a".parse().expect("a path")).cloned().expect("a list")
            };
            for to in [2, 0] {
                let moved = edited(&text, "a[1]", &Verb::Move(to), NONE).expect(&text);
                let back = edited(&moved, &format!("a[{to}]"), &Verb::Move(1), NONE).expect(&moved);
                assert_eq!(list(&back), list(&text), "{moved}");
            }
        }
    }
}

#[test]
fn a_tab_behind_a_forbidden_sign_is_where_it_is() {
    let text = "a:\r\n\t- x\r\n\t- y: 1\r\n\t  z: |\r\n\u{1}\t\tm{: 2";
    let sheet = Sheet::read("a.yaml", text.as_bytes()).expect("a sheet");
    let path: FieldPath = "a[0]".parse().expect("a path");
    let new = sheet.edit(&path, &Verb::Set("k".into()), Order::default()).expect("an edit").sheet;
    assert_eq!(new.text(), text.replace("- x", "- k"));
}

#[test]
fn the_last_line_of_a_list_may_end_otherwise() {
    let text = "a:\n  - 1\n  - |\r\n    x\n\n  - y\r\n  # c\nb: 2\n";
    let new = edited(text, "a", &Verb::Set(Content::texts(&["1", "z"])), NONE).expect("an edit");
    assert_eq!(new, "a:\n  - 1\n  - |\r\n    z\n\n  # c\nb: 2\n");
}

#[test]
fn what_comes_into_a_list_leaves_the_comments_where_they_are() {
    let text = "a:\n  - x # một\n  # hai\n  - y # hai\n  - z # ba\nb: 2\n";
    let set =
        |members: &[&str]| edited(text, "a", &Verb::Set(Content::texts(members)), NONE).expect("an edit");
    assert_eq!(set(&["x", "v", "w", "y", "z"]), text.replace("# một\n", "# một\n  - v\n  - w\n"));
    assert_eq!(set(&["x", "v", "w", "z"]), text.replace("- y # hai\n", "- v # hai\n  - w\n"));
    assert_eq!(set(&["x", "y", "z", "z"]), text.replace("# ba\n", "# ba\n  - z\n"));
}
