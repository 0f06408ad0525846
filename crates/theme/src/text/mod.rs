//! Text as helpers print it: escaped, cut, counted.

mod truncate;

pub(crate) use truncate::{Limit, truncate};

/// Escapes as Handlebars does: `& < > " ' \` =`.
pub(crate) fn escape(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#x27;",
            b'`' => "&#x60;",
            b'=' => "&#x3D;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// [`escape`] into a new string.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    escape(&mut out, text);
    out
}

/// Escapes what lodash's `escape` does, as `{{excerpt}}` wants it: `& < > " '`.
pub(crate) fn escaped_for_excerpt(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Text for an attribute between double quotes: escapes only what would end or confuse it.
pub(crate) fn attribute(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// Inline HTML as plain text: tags dropped, the five entities resolved.
pub(crate) fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    out.push_str(rest);
    if !out.contains('&') {
        return out;
    }
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(out, |text, (entity, c)| text.replace(entity, c))
}

/// JavaScript's `encodeURIComponent`.
pub(crate) fn encode_component(text: &str) -> String {
    encode(text, |b| b.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&b))
}

/// JavaScript's `encodeURI(decodeURI(…))`, with brackets as they were: what is encoded already stays so. Apostrophes
/// are encoded too, so that no address ends an attribute.
pub(crate) fn encode_address(text: &str) -> String {
    encode(text, |b| {
        b.is_ascii_alphanumeric() || b"-_.!~*();/?:@&=+$,#[]%".contains(&b)
    })
}

fn encode(text: &str, plain: impl Fn(u8) -> bool) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Which of the three forms (one, few, many) a Slavic language takes beside `n`.
pub(crate) fn slavic_form(n: i64) -> usize {
    match (n.unsigned_abs() % 100, n.unsigned_abs() % 10) {
        (11..=14, _) => 2,
        (_, 1) => 0,
        (_, 2..=4) => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_for_its_place() {
        assert_eq!(
            escaped("<a href='x'>&`="),
            "&lt;a href&#x3D;&#x27;x&#x27;&gt;&amp;&#x60;&#x3D;"
        );
        assert_eq!(
            escaped_for_excerpt("it's <b> & \"c\""),
            "it&#39;s &lt;b&gt; &amp; &quot;c&quot;"
        );
        assert_eq!(plain("<em>A &amp; B</em> &lt;c"), "A & B <c");
        assert_eq!(plain("open <em"), "open ");
    }

    #[test]
    fn addresses_are_encoded_once() {
        assert_eq!(
            encode_address("/tag/їжа%20a b/?q=[1]"),
            "/tag/%D1%97%D0%B6%D0%B0%20a%20b/?q=[1]"
        );
        assert_eq!(encode_component("a b&c/ї"), "a%20b%26c%2F%D1%97");
    }
}
