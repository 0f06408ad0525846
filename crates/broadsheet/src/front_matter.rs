//! The head of a Markdown file: what the newsroom says about a story, between two lines of `---`.
//!
//! A small part of YAML, the part that people write by hand: `key: value`, lists as `[a, b]` or as lines with `- `,
//! maps by indentation, texts plain or in quotes, longer ones folded behind `>` or kept line by line behind `|`,
//! comments behind ` #`. Everything else is an error that names the line.

use std::fmt;

/// A value of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text; numbers and `true` are texts too.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Keys and values in their order.
    Map(Map),
}

/// Keys with their line and value, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Map(Vec<(String, usize, Value)>);

/// What is wrong, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct FrontMatterError {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for FrontMatterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl Map {
    /// The keys with the lines they stand in.
    pub fn keys(&self) -> impl Iterator<Item = (&str, usize)> {
        self.0.iter().map(|(key, line, _)| (key.as_str(), *line))
    }

    /// The value of a key; an empty text counts as none.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let found = self.0.iter().find(|(k, ..)| k == key).map(|(.., value)| value)?;
        (*found != Value::Text(String::new())).then_some(found)
    }

    /// The line of a key.
    pub fn line(&self, key: &str) -> usize {
        self.0
            .iter()
            .find(|(k, ..)| k == key)
            .map_or(1, |(_, line, _)| *line)
    }
}

/// Splits a file into its front matter (empty when it has none) and its Markdown.
pub fn split(text: &str) -> Result<(Map, &str), FrontMatterError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_fence = |line: &str| line.trim_end() == "---";
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| is_fence(line)) else {
        return Ok((Map::default(), text));
    };
    let mut end = first.len();
    let mut head = Vec::new();
    for line in lines {
        end += line.len();
        if is_fence(line) {
            return Ok((Parser::new(&head).file()?, &text[end..]));
        }
        head.push(line.trim_end());
    }
    Err(FrontMatterError {
        line: 1,
        message: "the front matter begins with --- and is never closed by another line of ---".into(),
    })
}

struct Parser<'a> {
    /// Line number, indentation, text.
    lines: Vec<(usize, usize, &'a str)>,
    at: usize,
}

/// Deeper than anyone writes by hand.
const MAX_DEPTH: usize = 8;

impl<'a> Parser<'a> {
    fn new(head: &[&'a str]) -> Self {
        let lines = head.iter().enumerate().map(|(i, line)| {
            let text = line.trim_start_matches(' ');
            (i + 2, line.len() - text.len(), text)
        });
        Self {
            lines: lines.collect(),
            at: 0,
        }
    }

    fn error<T>(&self, line: usize, message: impl Into<String>) -> Result<T, FrontMatterError> {
        Err(FrontMatterError {
            line,
            message: message.into(),
        })
    }

    fn peek(&mut self) -> Option<(usize, usize, &'a str)> {
        while let Some((_, _, text)) = self.lines.get(self.at) {
            if !text.is_empty() && !text.starts_with('#') {
                return Some(self.lines[self.at]);
            }
            self.at += 1;
        }
        None
    }

    fn file(mut self) -> Result<Map, FrontMatterError> {
        let map = self.map(0, 0)?;
        match self.peek() {
            Some((line, ..)) => self.error(line, "this line is indented differently from those before it"),
            None => Ok(map),
        }
    }

    fn map(&mut self, indent: usize, depth: usize) -> Result<Map, FrontMatterError> {
        let mut map = Map::default();
        while let Some((line, found, text)) = self.peek() {
            if found != indent || (text.starts_with("- ") && indent > 0) {
                break;
            }
            if text.starts_with('\t') {
                return self.error(line, "indent with spaces, not with tabs");
            }
            let Some((key, rest)) = key_of(text) else {
                return self.error(line, "expected “key: value”");
            };
            if map.0.iter().any(|(k, ..)| k == key) {
                return self.error(line, format!("“{key}” stands here twice"));
            }
            self.at += 1;
            let value = self.value(rest, line, indent, depth)?;
            map.0.push((key.to_owned(), line, value));
        }
        Ok(map)
    }

    /// The value behind a key or a dash; `indent` is that of the line it stands in.
    fn value(
        &mut self,
        rest: &str,
        line: usize,
        indent: usize,
        depth: usize,
    ) -> Result<Value, FrontMatterError> {
        if depth >= MAX_DEPTH {
            return self.error(line, "this is nested too deeply");
        }
        match rest {
            ">" | ">-" => Ok(Value::Text(self.block(indent, " "))),
            "|" | "|-" => Ok(Value::Text(self.block(indent, "\n"))),
            _ if rest.is_empty() || rest.starts_with('#') => match self.peek() {
                Some((_, deeper, text)) if deeper >= indent && is_item(text) => {
                    Ok(Value::List(self.list(deeper, depth + 1)?))
                }
                Some((_, deeper, _)) if deeper > indent => Ok(Value::Map(self.map(deeper, depth + 1)?)),
                _ => Ok(Value::Text(String::new())),
            },
            _ => scalar_or_list(rest).or_else(|message| self.error(line, message)),
        }
    }

    fn list(&mut self, indent: usize, depth: usize) -> Result<Vec<Value>, FrontMatterError> {
        let mut list = Vec::new();
        while let Some((line, found, text)) = self.peek() {
            if found != indent || !is_item(text) {
                break;
            }
            let rest = text[1..].trim_start();
            let inner = indent + text.len() - rest.len();
            if key_of(rest).is_some() {
                // A map whose first key stands behind the dash: read it as a line of its own.
                self.lines[self.at] = (line, inner, rest);
                if depth >= MAX_DEPTH {
                    return self.error(line, "this is nested too deeply");
                }
                list.push(Value::Map(self.map(inner, depth + 1)?));
            } else {
                self.at += 1;
                list.push(self.value(rest, line, indent, depth)?);
            }
        }
        Ok(list)
    }

    /// The lines below that are indented deeper, joined.
    fn block(&mut self, indent: usize, joint: &str) -> String {
        let start = self.at;
        while let Some((_, found, text)) = self.lines.get(self.at) {
            if *found <= indent && !text.is_empty() {
                break;
            }
            self.at += 1;
        }
        let lines: Vec<&str> = self.lines[start..self.at]
            .iter()
            .map(|(.., text)| *text)
            .collect();
        lines.join(joint).trim().to_owned()
    }
}

fn is_item(text: &str) -> bool {
    text == "-" || text.starts_with("- ")
}

fn key_of(text: &str) -> Option<(&str, &str)> {
    let (key, rest) = text.split_once(':')?;
    let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let fits = !key.is_empty() && key.chars().all(plain) && (rest.is_empty() || rest.starts_with(' '));
    fits.then(|| (key, rest.trim()))
}

fn scalar_or_list(text: &str) -> Result<Value, String> {
    let Some(inner) = text.strip_prefix('[') else {
        let (value, rest) = scalar(text, &[])?;
        return match rest.trim_start() {
            rest if rest.is_empty() || rest.starts_with('#') => Ok(Value::Text(value)),
            _ => Err("there is text after the closing quote".into()),
        };
    };
    let mut list = Vec::new();
    let mut rest = inner.trim_start();
    loop {
        if let Some(after) = rest.strip_prefix(']') {
            let after = after.trim_start();
            return match after.is_empty() || after.starts_with('#') {
                true => Ok(Value::List(list)),
                false => Err("there is text after the closing bracket".into()),
            };
        }
        if rest.is_empty() {
            return Err("the list begins with [ and is not closed by ] on the same line".into());
        }
        let (value, after) = scalar(rest, &[',', ']'])?;
        list.push(Value::Text(value));
        rest = after.trim_start();
        rest = match rest.strip_prefix(',') {
            Some(after) => after.trim_start(),
            None if rest.starts_with(']') || rest.is_empty() => rest,
            None => return Err("the entries of a list are separated by commas".into()),
        };
    }
}

/// A text, in quotes or plain up to one of `ends` or a comment, and what follows it.
fn scalar<'t>(text: &'t str, ends: &[char]) -> Result<(String, &'t str), String> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let Some(quote) = quote else {
        let end = text.find(ends).unwrap_or(text.len());
        let end = text[..end].find(" #").unwrap_or(end);
        return Ok((text[..end].trim().to_owned(), &text[end..]));
    };
    let mut out = String::new();
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((i, c)) = chars.next() {
        match c {
            '\'' if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') => {
                chars.next();
                out.push('\'');
            }
            '\\' if quote == '"' => match chars.next() {
                Some((_, 'n')) => out.push('\n'),
                Some((_, 't')) => out.push('\t'),
                Some((_, c)) => out.push(c),
                None => break,
            },
            c if c == quote => return Ok((out, &text[i + 1..])),
            c => out.push(c),
        }
    }
    Err(format!(
        "the text begins with {quote} and is not closed by another"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(map: &Map, key: &str) -> String {
        match map.get(key) {
            Some(Value::Text(text)) => text.clone(),
            other => panic!("{key} is {other:?}"),
        }
    }

    #[test]
    fn what_a_newsroom_writes_is_read() {
        let (map, body) = split(concat!(
            "---\ntitle: \"The bridge: open\"\nsection: Politics # the section\ntags: [Harbour, 'River''s edge']\n",
            "authors:\n- Ana\n  \n- Bob\npicture:\n  src: pictures/a.jpg\n  caption: >\n    First line\n    second.\n",
            "  credit: Jo\ncorrections:\n  - at: 2026-01-02T00:00:00Z\n    text: |\n      One\n      two\n  - text: x\n",
            "feed: true\n---\n# Body\n---\n",
        ))
        .unwrap();
        assert_eq!(text(&map, "title"), "The bridge: open");
        assert_eq!(text(&map, "section"), "Politics");
        let words = |list: &[&str]| Value::List(list.iter().map(|t| Value::Text((*t).into())).collect());
        assert_eq!(map.get("tags"), Some(&words(&["Harbour", "River's edge"])));
        assert_eq!(map.get("authors"), Some(&words(&["Ana", "Bob"])));
        let Some(Value::Map(picture)) = map.get("picture") else {
            panic!()
        };
        assert_eq!(text(picture, "caption"), "First line second.");
        assert_eq!(text(picture, "credit"), "Jo");
        let Some(Value::List(corrections)) = map.get("corrections") else {
            panic!()
        };
        let Value::Map(first) = &corrections[0] else {
            panic!()
        };
        assert_eq!(text(first, "text"), "One\ntwo");
        assert_eq!(corrections.len(), 2);
        assert_eq!((text(&map, "feed"), body), ("true".into(), "# Body\n---\n"));
    }

    #[test]
    fn a_file_without_front_matter_is_all_body() {
        assert_eq!(split("Hello\n---\n").unwrap(), (Map::default(), "Hello\n---\n"));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (file, line, word) in [
            ("---\ntitle: x\n", 1, "closed"),
            ("---\ntitle x\n---\n", 2, "key: value"),
            ("---\na: 1\na: 2\n---\n", 3, "twice"),
            ("---\na: 'b\n---\n", 2, "closed"),
            ("---\na: [b\n---\n", 2, "]"),
            ("---\na: b\n   c: d\n---\n", 3, "indented"),
        ] {
            let error = split(file).unwrap_err();
            assert_eq!(error.line, line, "{file}");
            assert!(error.message.contains(word), "{error}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text in "(---\n)?[-a-c:\\[\\]'\"#>| \n,\\\\é]{0,80}(\n---\n)?.{0,10}") {
            let _ = split(&text);
        }

        #[test]
        fn every_text_in_quotes_reads_back(text in "[^\\n\\r]{0,60}") {
            let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
            let file = format!("---\nx: \"{quoted}\"\nlist: [\"{quoted}\", b]\n---\nbody");
            let (map, body) = split(&file).unwrap();
            prop_assert_eq!(body, "body");
            if !text.is_empty() {
                prop_assert_eq!(map.get("x"), Some(&Value::Text(text.clone())));
            }
            let list = Value::List(vec![Value::Text(text), Value::Text("b".into())]);
            prop_assert_eq!(map.get("list"), Some(&list));
        }
    }
}
