//! Text as helpers print it: escaped, cut, counted.

mod truncate;

pub(crate) use truncate::{Limit, truncate};

/// Copies `text`, with what `entity` has an entity for replaced by it. Only ASCII bytes may have one.
fn replaced(out: &mut String, text: &str, entity: impl Fn(u8) -> Option<&'static str>) {
    out.reserve(text.len());
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(entity) = entity(byte) {
            out.push_str(&text[from..at]);
            out.push_str(entity);
            from = at + 1;
        }
    }
    out.push_str(&text[from..]);
}

/// Escapes as Handlebars does: `& < > " ' \` =`.
pub(crate) fn escape(out: &mut String, text: &str) {
    replaced(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#x27;"),
        b'`' => Some("&#x60;"),
        b'=' => Some("&#x3D;"),
        _ => None,
    });
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
    replaced(&mut out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        _ => None,
    });
    out
}

/// Text for an attribute between double quotes: escapes only what would end or confuse it.
pub(crate) fn attribute(out: &mut String, text: &str) {
    replaced(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    });
}

/// JSON for a `<script>`: nothing in it can end the element.
pub(crate) fn script_data(out: &mut String, json: &str) {
    replaced(out, json, |byte| match byte {
        b'<' => Some("\\u003c"),
        b'>' => Some("\\u003e"),
        _ => None,
    });
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
    let mut from = 0;
    // What stands between two encoded bytes is ASCII, so that both ends are borders of characters.
    for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| !plain(*byte)) {
        out.push_str(text.get(from..at).unwrap_or_default());
        let _ = write!(out, "%{byte:02X}");
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or_default());
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
