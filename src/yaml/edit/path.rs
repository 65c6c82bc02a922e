//! Comes in: `noi_dung[1].bang.dong[0][2]`. Goes out: the steps from the top of
//! a file to a value, and the same letters again. Must not know: any file.

use std::fmt;
use std::str::FromStr;

/// Is one step down into a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// To the value under a key.
    Key(String),
    /// To a member of a list, counted from 0.
    At(usize),
}

/// Is the way from the top of a file to a value.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldPath(pub Vec<Step>);

/// Is a text that is no path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPath(pub String);

impl fmt::Display for BadPath {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "`{}` không phải đường tới một trường; viết như noi_dung[1].bang.dong[0]", self.0)
    }
}

impl std::error::Error for BadPath {}

impl FieldPath {
    /// Gives the way one step further, to the value under a key.
    #[must_use]
    pub fn key(mut self, name: impl Into<String>) -> Self {
        self.0.push(Step::Key(name.into()));
        self
    }

    /// Gives the way one step further, to a member counted from 0.
    #[must_use]
    pub fn at(mut self, index: usize) -> Self {
        self.0.push(Step::At(index));
        self
    }

    /// Tells whether it leads to a member of a list.
    #[must_use]
    pub fn is_member(&self) -> bool {
        matches!(self.0.last(), Some(Step::At(_)))
    }
}

/// Is what parts the steps; a key that holds one of these stands in quotes.
const SIGNS: [char; 5] = ['.', '[', ']', '"', '\\'];

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (number, step) in self.0.iter().enumerate() {
            match step {
                Step::At(index) => write!(f, "[{index}]")?,
                Step::Key(name) => {
                    f.write_str(if number == 0 { "" } else { "." })?;
                    if name.is_empty() || name.contains(SIGNS) {
                        write!(f, "\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))?;
                    } else {
                        f.write_str(name)?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl FromStr for FieldPath {
    type Err = BadPath;

    fn from_str(text: &str) -> Result<Self, BadPath> {
        let bad = || BadPath(text.to_owned());
        let mut path = Self::default();
        let mut rest = text;
        while !rest.is_empty() {
            let (step, after) = match rest.strip_prefix('[') {
                Some(inner) => index(inner).ok_or_else(bad)?,
                None if path.0.is_empty() => name(rest).ok_or_else(bad)?,
                None => rest.strip_prefix('.').and_then(name).ok_or_else(bad)?,
            };
            path.0.push(step);
            rest = after;
        }
        Ok(path)
    }
}

fn index(inner: &str) -> Option<(Step, &str)> {
    let (digits, after) = inner.split_once(']')?;
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    Some((Step::At(plain.then(|| digits.parse().ok())??), after))
}

fn name(text: &str) -> Option<(Step, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let (name, after) = text.split_at(text.find(['.', '[']).unwrap_or(text.len()));
        return (!name.is_empty() && !name.contains(SIGNS)).then(|| (Step::Key(name.to_owned()), after));
    };
    let mut name = String::new();
    let mut signs = quoted.char_indices();
    loop {
        match signs.next()? {
            (at, '"') => return Some((Step::Key(name), &quoted[at + 1..])),
            (_, '\\') => name.push(signs.next()?.1),
            (_, sign) => name.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_as_it_is_written() {
        for text in ["", "so", "noi_dung[1].bang.dong[0][2]", "[3].ten", "a.\"b.c\\\"[0]\\\\\"[1]", "\"\".x"]
        {
            let path: FieldPath = text.parse().expect(text);
            assert_eq!(path.to_string(), text);
        }
        let built = FieldPath::default().key("noi_dung").at(1).key("a b.c");
        assert_eq!(built.to_string(), "noi_dung[1].\"a b.c\"");
        assert_eq!(built.to_string().parse(), Ok(built));
        for wrong in [
            ".a",
            "a.",
            "a..b",
            "a[",
            "a[x]",
            "a[+1]",
            "a]",
            "a[1]b",
            "\"a",
            "a\"b\"",
            "a[99999999999999999999]",
        ] {
            assert!(wrong.parse::<FieldPath>().is_err(), "{wrong}");
        }
    }
}
