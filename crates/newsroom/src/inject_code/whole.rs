//! Whether code ends what it begins: a script, style or comment without an end takes the rest of the page with it.

/// Elements whose content is text up to their end tag (HTML, 13.2.5; `noscript` where scripts run).
const TEXT: [&str; 8] = [
    "iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title",
];

/// What has no end, as it is written.
pub(super) fn check(code: &str) -> Result<(), &str> {
    let mut at = 0;
    while let Some(open) = code[at..].find('<').map(|found| at + found) {
        let rest = &code[open..];
        let end = if rest.starts_with("<!--") {
            // `<!-->` and `<!--->` are comments too.
            rest[2..].find("-->").map(|end| end + 5).ok_or("<!--")?
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let name = rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
            let name = &rest[1..name.map_or(rest.len(), |end| end + 1)];
            let tag = end_of_tag(rest).ok_or(&rest[..=name.len()])?;
            match TEXT.iter().any(|text| text.eq_ignore_ascii_case(name)) {
                true => tag + end_of_text(&rest[tag..], name).ok_or(&rest[..=name.len()])?,
                false => tag,
            }
        } else {
            1
        };
        at = open + end;
    }
    Ok(())
}

/// Behind the `>` of a tag, which may stand in quotes before.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if before == '=' => quote = Some(c),
            (None, '>') => return Some(at + 1),
            (None, _) => {}
        }
        if !c.is_ascii_whitespace() {
            before = c;
        }
    }
    None
}

/// Behind the end tag of that name.
fn end_of_text(text: &str, name: &str) -> Option<usize> {
    text.match_indices("</").find_map(|(at, _)| {
        let behind = at + 2 + name.len();
        let named = text.get(at + 2..behind)?.eq_ignore_ascii_case(name);
        let ends = text[behind..].starts_with(['>', '/', ' ', '\t', '\n', '\x0c']);
        (named && ends).then(|| end_of_tag(&text[behind..]).map(|end| behind + end))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_takes_the_rest_of_the_page_with_it_is_found() {
        for (code, part) in [
            ("<script>a()", "<script"),
            ("<meta name=a><SCRIPT src='x'></script >\n<Style>p{}", "<Style"),
            ("<!-- a counter --", "<!--"),
            ("<title>News</titles>", "<title"),
            ("<link rel=\"icon href=/x>", "<link"),
            ("<p><img src=x", "<img"),
            ("<script>a</script", "<script"),
        ] {
            assert_eq!(check(code), Err(part), "{code}");
        }
        for code in [
            "",
            "a < b and 1 <2",
            "<script>if (a < b) c('<style>', \"</p>\")</script><p title='>'>x",
            "<!----><!--><!-- <script> --><style media=\"a>b\">p{}</STYLE\n>",
            "<script>var a = \"</script>\"; b()</script>",
            "</head><body>",
            "<p it's>x</p>",
        ] {
            assert_eq!(check(code), Ok(()), "{code}");
        }
    }

    proptest! {
        #[test]
        fn no_code_makes_looking_fail_worse(code in "(\\PC|\n|</?script|<!--|-->|</?style ?|[<>\"'= ]){0,30}") {
            if let Err(part) = check(&code) {
                prop_assert!(part.starts_with('<'));
            }
        }
    }
}
