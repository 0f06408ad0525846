//! Lists of redirects as people have them: `from to 301` a line, CSV, and Ghost's `redirects.json` and `redirects.yaml`.

/// One of them, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// The number of its line, from 1; of JSON, of its entry.
    pub number: usize,
    pub from: String,
    pub to: String,
    pub permanent: bool,
}

type Wrong = (usize, String);

/// What could be read, and the number of each line that could not, with why.
type Read = (Vec<Line>, Vec<Wrong>);

/// Reads a list in whichever form it is.
pub(crate) fn read(text: &str) -> Read {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.trim_start();
    if first.starts_with('[') {
        return json(text);
    }
    let is_yaml = text.lines().any(|line| matches!(line.trim(), "301:" | "302:"));
    if is_yaml { yaml(text) } else { lines(text) }
}

fn lines(text: &str) -> Read {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let parts: Vec<&str> = match line.contains([',', ';', '\t']) {
            true => line.split([',', ';', '\t']).collect(),
            false => line.split_whitespace().collect(),
        };
        let parts: Vec<&str> = parts
            .into_iter()
            .map(|part| part.trim().trim_matches('"').trim())
            .filter(|part| !part.is_empty() && *part != "->")
            .collect();
        // The first line of a table names its columns.
        if found.is_empty()
            && parts
                .first()
                .is_some_and(|part| part.eq_ignore_ascii_case("from"))
        {
            continue;
        }
        let (from, to, permanent) = match parts.as_slice() {
            [from, to] => (from, to, true),
            [from, to, "301" | "308" | "permanent"] => (from, to, true),
            [from, to, "302" | "307" | "temporary"] => (from, to, false),
            _ => {
                wrong.push((
                    number,
                    format!(
                        "“{}” does not fit: write two addresses and, if you wish, 301 or 302.",
                        short(line)
                    ),
                ));
                continue;
            }
        };
        found.push(Line {
            number,
            from: (*from).to_owned(),
            to: (*to).to_owned(),
            permanent,
        });
    }
    (found, wrong)
}

fn json(text: &str) -> Read {
    let entries: Vec<serde_json::Value> = match serde_json::from_str(text) {
        Ok(entries) => entries,
        Err(error) => {
            let why = format!("This is no JSON: {error}.");
            // What ends too early is missed behind the last line.
            let line = error.line().clamp(1, text.lines().count().max(1));
            return (Vec::new(), vec![(line, why)]);
        }
    };
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    for (number, entry) in (1..).zip(&entries) {
        let side = |name: &str| entry[name].as_str().map(str::to_owned);
        let (Some(from), Some(to)) = (side("from"), side("to")) else {
            wrong.push((number, format!("Entry {number} has no “from” and “to”.")));
            continue;
        };
        match plain(&from) {
            Ok(from) => found.push(Line {
                number,
                from,
                to,
                permanent: entry["permanent"].as_bool().unwrap_or(false),
            }),
            Err(why) => wrong.push((number, why)),
        }
    }
    (found, wrong)
}

fn yaml(text: &str) -> Read {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    let mut permanent = None;
    for (number, line) in (1..).zip(text.lines()) {
        let content = line.trim();
        match content {
            "301:" => permanent = Some(true),
            "302:" => permanent = Some(false),
            "" | "---" | "..." => {}
            content if content.starts_with('#') => {}
            content => {
                let (Some(permanent), Some((from, to))) = (permanent, content.split_once(": ")) else {
                    let why = "does not fit: write /from: /to below 301: or 302:.";
                    wrong.push((number, format!("“{}” {why}", short(content))));
                    continue;
                };
                let bare = |text: &str| text.trim().trim_matches(['"', '\'']).to_owned();
                match plain(&bare(from)) {
                    Ok(from) => found.push(Line {
                        number,
                        from,
                        to: bare(to),
                        permanent,
                    }),
                    Err(why) => wrong.push((number, why)),
                }
            }
        }
    }
    (found, wrong)
}

/// Ghost's addresses are patterns; only those that mean one address can be taken.
fn plain(pattern: &str) -> Result<String, String> {
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    let inner = inner.strip_suffix('$').unwrap_or(inner);
    let inner = inner
        .strip_suffix("/?")
        .map_or_else(|| inner.to_owned(), |start| format!("{start}/"));
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some(c @ ('/' | '.' | '-' | '_')) => out.push(c),
                _ => return Err(pattern_of(pattern)),
            },
            '(' | ')' | '[' | ']' | '{' | '}' | '*' | '+' | '?' | '|' | '^' | '$' => {
                return Err(pattern_of(pattern));
            }
            c => out.push(c),
        }
    }
    Ok(out)
}

fn pattern_of(pattern: &str) -> String {
    format!(
        "“{}” is a pattern for many addresses, which redirects here cannot be: write each address by itself.",
        short(pattern)
    )
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_all(text: &str) -> Vec<(usize, String, String, bool)> {
        let (lines, wrong) = read(text);
        assert_eq!(wrong, []);
        lines
            .into_iter()
            .map(|line| (line.number, line.from, line.to, line.permanent))
            .collect()
    }

    fn row(number: usize, from: &str, to: &str, permanent: bool) -> (usize, String, String, bool) {
        (number, from.into(), to.into(), permanent)
    }

    #[test]
    fn each_form_is_read() {
        let expected = [
            row(2, "/a/", "/b/", true),
            row(3, "/c", "https://d.example/x", false),
        ];
        assert_eq!(
            read_all("# ours\n/a/ /b/\n/c https://d.example/x 302\n"),
            expected
        );
        assert_eq!(
            read_all("from,to,status\r\n\"/a/\",\"/b/\",301\r\n/c,https://d.example/x,302"),
            expected
        );
        let ghost = r#"[{"from":"^\\/a\\/$","to":"/b/","permanent":true},{"from":"/c","to":"/d/"}]"#;
        assert_eq!(
            read_all(ghost),
            [row(1, "/a/", "/b/", true), row(2, "/c", "/d/", false)]
        );
        let yaml = "301:\n  /a/: /b/\n  ^/e/?$: /f/\n302:\n  '/c': https://d.example/x\n";
        assert_eq!(
            read_all(yaml),
            [
                row(2, "/a/", "/b/", true),
                row(3, "/e/", "/f/", true),
                row(5, "/c", "https://d.example/x", false)
            ]
        );
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_line() {
        assert_eq!(read("/a/ /b/\n/c/").1[0].0, 2);
        assert_eq!(read("/a/ /b/ 404").1[0].0, 1);
        // All of them at once: a list that came from elsewhere has many.
        let numbers = |text: &str| -> Vec<usize> {
            let (_, wrong) = read(text);
            assert!(wrong.iter().any(|(_, why)| why.contains("pattern")), "{wrong:?}");
            wrong.into_iter().map(|(number, _)| number).collect()
        };
        assert_eq!(
            numbers("301:\n  ^/blog/(.*)$: /$1\n  /a: /b\n  /c\n302:\n  /d+/: /e\n"),
            [2, 4, 6]
        );
        assert_eq!(
            numbers("[{\"from\":\"/a*/\",\"to\":\"/\"},{\"from\":\"/a/\"}]"),
            [1, 2]
        );
        assert_eq!(read("[").1.len(), 1);
        assert_eq!(read("[\n").1[0].0, 1);
    }

    proptest! {
        #[test]
        fn no_list_makes_reading_fail_worse(text in "(\\PC|\n|30[12]:|\"from\":|[\\[\\]{},;^$/\\\\]){0,60}") {
            let most = text.lines().count().max(text.matches(',').count() + 1);
            let (lines, wrong) = read(&text);
            prop_assert!(lines.iter().all(|line| line.number >= 1));
            for (line, why) in wrong {
                prop_assert!(line <= most && why.ends_with('.') && why.chars().count() < 300, "{line}: {why}");
            }
        }

        #[test]
        fn a_list_reads_back_in_each_form(rows in proptest::collection::vec(("/[a-z0-9._/-]{0,12}", "/[a-z0-9._/-]{0,12}", any::<bool>()), 1..8)) {
            let plain = |join: &str| rows.iter().map(|(from, to, permanent)| format!("{from}{join}{to}{join}{}\n", if *permanent { 301 } else { 302 })).collect::<String>();
            let json = serde_json::Value::from_iter(rows.iter().map(|(from, to, permanent)| serde_json::json!({"from": from, "to": to, "permanent": permanent})));
            let of_yaml = |want: bool| rows.iter().filter(|row| row.2 == want).map(|(from, to, _)| format!("  {from}: {to}\n")).collect::<String>();
            let yaml = format!("301:\n{}302:\n{}", of_yaml(true), of_yaml(false));
            let bare = |text: &str| read(text).0.into_iter().map(|line| (line.from, line.to, line.permanent)).collect::<Vec<_>>();
            for text in [plain(" "), plain(","), plain("\t"), json.to_string()] {
                prop_assert_eq!(&bare(&text), &rows, "{}", text);
            }
            let (mut sorted, mut expected) = (bare(&yaml), rows.clone());
            sorted.sort();
            expected.sort();
            prop_assert_eq!(sorted, expected);
        }
    }
}
