//! Bounds the nesting of HTML before it is parsed: a parser looks at all open elements for each new one, so that some
//! hundred thousand nested tags would keep it busy for minutes. It only ever leaves tags out; what is safe is decided
//! after parsing.

use std::borrow::Cow;

/// Elements open at once, beyond which tags are left out. Deeper than any page, less than a thread's stack.
const MAX_OPEN: usize = 250;

/// Elements without an end, or whose end is implied by the next of their kind.
const UNCOUNTED: [&str; 27] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// The HTML without the tags that are nested too deep.
pub(crate) fn bound(html: &str) -> Cow<'_, str> {
    if html.matches('<').count() <= MAX_OPEN {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let (mut open, mut left_out) = (0_usize, 0_usize);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at..];
        let closes = tag.starts_with("</");
        let name = &tag[if closes { 2 } else { 1 }..];
        let length = name
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(name.len());
        let name = name[..length].to_ascii_lowercase();
        let counts =
            name.starts_with(|c: char| c.is_ascii_alphabetic()) && !UNCOUNTED.contains(&name.as_str());
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let keep = match (counts, closes) {
            (false, _) => true,
            (true, false) if open < MAX_OPEN => {
                open += 1;
                true
            }
            (true, false) => {
                left_out += 1;
                false
            }
            (true, true) if left_out > 0 => {
                left_out -= 1;
                false
            }
            (true, true) => {
                open = open.saturating_sub(1);
                true
            }
        };
        if keep {
            // Only the sign: what follows it may be no tag after all.
            out.push('<');
            rest = &tag[1..];
        } else {
            rest = &tag[end..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::bound;

    #[test]
    fn a_page_as_people_write_it_is_not_touched() {
        let page = "<p>text <b>bold</b><br><li>x".repeat(5000);
        assert_eq!(bound(&page), page);
    }

    #[test]
    fn tags_beyond_the_bound_go_with_their_ends() {
        let deep = format!("{}words{}", "<div x>".repeat(1000), "</div>".repeat(1000));
        assert_eq!(
            bound(&deep),
            format!("{}words{}", "<div x>".repeat(250), "</div>".repeat(250))
        );
    }
}
