//! Addresses of pictures that took the place of others.
//!
//! Browsers and proxies keep pictures for a year without asking, so a page that shows one which was replaced names it with
//! the time of the change: `/content/images/2026/11/bridge.jpg?v=1795652694381`. It is added to what is rendered, whatever
//! wrote the address (the text of a story, a theme, a setting), so that nothing that is kept has to be changed and an
//! address that people copy stays the same. The server does not look at it.

use std::{collections::HashMap, ops::Range};
use store::{Reader, StoreError};

/// The page, or the part of one, as browsers are to see it.
pub(crate) fn stamped(reader: &Reader, html: String) -> Result<String, StoreError> {
    let named = newsroom::media_in(&html);
    let mut paths: Vec<String> = named.iter().map(|(_, path)| path.clone()).collect();
    paths.sort_unstable();
    paths.dedup();
    let found = reader.replaced_media(&paths)?;
    if found.is_empty() {
        return Ok(html);
    }
    let at = found.into_iter().map(|(path, at)| (path, at.millis())).collect();
    Ok(with_times(&html, &named, &at))
}

fn with_times(html: &str, named: &[(usize, String)], times: &HashMap<String, i64>) -> String {
    let code = code(html);
    let mut out = String::with_capacity(html.len() + 1024);
    let mut done = 0;
    for (end, path) in named {
        let has_query = html[*end..].starts_with('?');
        if let Some(at) = times.get(path).filter(|_| !has_query)
            && !code.iter().any(|code| code.start < *end && *end <= code.end)
        {
            out.push_str(&html[done..*end]);
            out.push_str(&format!("?v={at}"));
            done = *end;
        }
    }
    out.push_str(&html[done..]);
    out
}

/// Scripts and styles: the page's policy names the hash of each, so they stay letter by letter.
fn code(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (begin, end) in [("<script", "</script"), ("<style", "</style")] {
        let mut from = 0;
        while let Some(at) = html[from..].find(begin).map(|at| from + at) {
            let to = html[at..].find(end).map_or(html.len(), |to| at + to);
            found.push(at..to);
            from = to;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stamp(html: &str) -> String {
        let times = HashMap::from([("/content/images/a.jpg".to_owned(), 7)]);
        with_times(html, &newsroom::media_in(html), &times)
    }

    #[test]
    fn each_address_of_what_was_replaced_says_when() {
        for (html, expected) in [
            (
                r#"<img src="/content/images/a.jpg">"#,
                r#"<img src="/content/images/a.jpg?v=7">"#,
            ),
            (
                r#"srcset="/content/images/size/w600/format/webp/a.jpg 600w, https://x.example/content/images/a.jpg 900w""#,
                r#"srcset="/content/images/size/w600/format/webp/a.jpg?v=7 600w, https://x.example/content/images/a.jpg?v=7 900w""#,
            ),
            ("/content/images/a.jpg", "/content/images/a.jpg?v=7"),
            ("/content/images/a.jpg?w=1", "/content/images/a.jpg?w=1"),
            (
                "/content/images/a.jpg.png /content/images/b.jpg",
                "/content/images/a.jpg.png /content/images/b.jpg",
            ),
            (
                "<script>'/content/images/a.jpg'</script>",
                "<script>'/content/images/a.jpg'</script>",
            ),
            (
                "<style>/content/images/a.jpg</style><style></style>/content/images/a.jpg",
                "<style>/content/images/a.jpg</style><style></style>/content/images/a.jpg?v=7",
            ),
            ("<script>/content/images/a.jpg", "<script>/content/images/a.jpg"),
        ] {
            assert_eq!(stamp(html), expected);
        }
    }

    proptest! {
        #[test]
        fn nothing_else_is_changed_and_nothing_twice(html in r#"((/content/images/)|(a\.jpg)|(size/w6/)|[ "<>?,é]|(<script)|(</script>)|(<style>)|[a-z]){0,40}"#) {
            let once = stamp(&html);
            prop_assert_eq!(once.replace("?v=7", ""), html);
            prop_assert_eq!(stamp(&once), once);
        }
    }
}
