//! The text of HTML. What comes out is text: whoever shows it escapes it.

/// Elements whose content is no text.
const SILENT: [&str; 5] = ["script", "style", "template", "svg", "noscript"];

/// Elements within a line.
const INLINE: [&str; 14] = [
    "a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "s", "span", "strong", "u", "small",
];

/// The text of HTML, with spaces between blocks.
pub fn text_of_html(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('&') {
            rest = entity(rest, &mut out);
        } else if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else {
            rest = tag(rest, &mut out);
        }
    }
    out.push_str(rest);
    out
}

/// Leaves a tag out, with its content where that is no text.
fn tag<'a>(html: &'a str, out: &mut String) -> &'a str {
    let inside = html[1..].trim_start_matches('/');
    let name: String = inside
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    if name.is_empty() {
        out.push('<');
        return &html[1..];
    }
    if !INLINE.contains(&name.as_str()) && !out.ends_with(' ') {
        out.push(' ');
    }
    let after = end_of_tag(html);
    if !html.starts_with("</") && SILENT.contains(&name.as_str()) {
        let end = format!("</{name}");
        return find_ignoring_case(after, &end).map_or("", |at| end_of_tag(&after[at..]));
    }
    after
}

/// What follows a tag; a `>` in quotes does not end it.
fn end_of_tag(html: &str) -> &str {
    let mut quote = None;
    for (at, b) in html.bytes().enumerate() {
        match (quote, b) {
            (None, b'>') => return &html[at + 1..],
            (None, b'"' | b'\'') => quote = Some(b),
            (Some(open), b) if b == open => quote = None,
            _ => {}
        }
    }
    ""
}

fn find_ignoring_case(text: &str, what: &str) -> Option<usize> {
    let windows = text.as_bytes().windows(what.len());
    windows
        .into_iter()
        .position(|window| window.eq_ignore_ascii_case(what.as_bytes()))
}

/// Writes the character that a reference stands for; what is none stays.
fn entity<'a>(html: &'a str, out: &mut String) -> &'a str {
    let end = html.bytes().take(12).position(|b| b == b';');
    let read = end.and_then(|end| {
        let name = &html[1..end];
        let c = match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => ' ',
            "shy" => '\u{ad}',
            "mdash" => '—',
            "ndash" => '–',
            "hellip" => '…',
            "laquo" => '«',
            "raquo" => '»',
            "rsquo" => '’',
            _ => {
                let number = name.strip_prefix('#')?;
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code)?
            }
        };
        Some((c, end))
    });
    match read {
        Some((c, end)) => {
            out.push(c);
            &html[end + 1..]
        }
        None => {
            out.push('&');
            &html[1..]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_text_is_what_a_reader_reads() {
        for (html, expected) in [
            (
                "<p>One <em>two</em>, three.</p><p>Four</p>",
                " One two, three. Four ",
            ),
            (
                "a &amp; b &lt;i&gt; &#8212; &#x43F; &nope; &",
                "a & b <i> — п &nope; &",
            ),
            ("x<script>alert('</p>')</script>y", "x y"),
            ("x<!--broadsheet:related 1-->y", "xy"),
            ("<a title=\"a > b\">c</a>", "c"),
            ("1 < 2", "1 < 2"),
            ("cut <p", "cut "),
        ] {
            assert_eq!(text_of_html(html), expected, "{html}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(html in "(<|>|&|;|/|!|-|\"|script|style|p|a|é|\\PC){0,40}") {
            text_of_html(&html);
        }
    }
}
