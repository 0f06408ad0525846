//! How crowded XML may be. The parser compares each attribute of an element with all before it, and each namespace with
//! those around it, so that a file of some hundred kilobytes could keep it busy for minutes.

/// Attributes of one element.
const MOST_ATTRIBUTES: usize = 200;
/// Declarations of namespaces in all.
const MOST_NAMESPACES: usize = 10_000;

/// Whether the parser would take too long over it. An attribute's value cannot hold `<`, so that nothing in a file hides
/// an element from this.
pub(crate) fn is_crowded(text: &str) -> bool {
    let namespaces = text.matches("xmlns").take(MOST_NAMESPACES + 1).count();
    namespaces > MOST_NAMESPACES || text.split('<').skip(1).any(|tag| values(tag) > MOST_ATTRIBUTES)
}

/// The attributes of the tag that `rest` begins with.
fn values(rest: &str) -> usize {
    if rest.starts_with(['/', '!', '?']) {
        return 0;
    }
    let (mut count, mut within) = (0, None);
    for byte in rest.bytes() {
        match (within, byte) {
            (None, b'>') => break,
            (None, b'"' | b'\'') => {
                count += 1;
                within = Some(byte);
            }
            (Some(quote), byte) if byte == quote => within = None,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_within_each_tag() {
        let tag =
            |count: usize, quote: &str| format!("<a {}/>", format!("b={quote}'>{quote} ").repeat(count));
        assert!(!is_crowded(&tag(200, "\"").repeat(5)));
        assert!(is_crowded(&format!("<c>{}</c>", tag(201, "\""))));
        assert!(is_crowded(&format!("<!-- ' -->{}", tag(201, "\""))));
        assert!(!is_crowded(&format!("<c>{}</c>", "text \"quoted\" ".repeat(500))));
        assert!(is_crowded(&"<a xmlns:b=''>".repeat(10_001)));
    }
}
