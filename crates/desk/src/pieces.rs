//! Of how many pieces JSON is, before it is read: each takes far more memory than it has bytes.

/// Objects and lists, of some five hundred bytes each. A story of 100,000 words with links has some fifty thousand.
const MOST: usize = 100_000;
/// Values that stand beside another in them, of some hundred bytes each.
const MOST_BESIDE: usize = 250_000;

/// Whether JSON is of so few pieces that it may be read. What is no JSON is read as if it were.
pub(crate) fn are_few(json: &[u8]) -> bool {
    let (all, beside) = count(json);
    all <= MOST && beside <= MOST_BESIDE
}

/// Objects and lists, and values that stand beside another in them.
fn count(json: &[u8]) -> (usize, usize) {
    let (mut all, mut beside) = (0, 0);
    let (mut in_text, mut is_escaped) = (false, false);
    for byte in json {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'"' => in_text = !in_text,
            b'\\' => is_escaped = in_text,
            b'{' | b'[' if !in_text => all += 1,
            b',' if !in_text => beside += 1,
            _ => {}
        }
    }
    (all, beside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn pieces(of: &Value) -> (usize, usize) {
        let inner: Vec<&Value> = match of {
            Value::Array(all) => all.iter().collect(),
            Value::Object(all) => all.values().collect(),
            _ => return (0, 0),
        };
        let beside = inner.len().saturating_sub(1);
        inner
            .into_iter()
            .map(pieces)
            .fold((1, beside), |(a, b), (c, d)| (a + c, b + d))
    }

    #[test]
    fn a_story_of_a_hundred_thousand_words_is_read() {
        let words = "“word”, [\\\"word\\\"], ".repeat(5);
        // With a link and something bold in each of its paragraphs of twenty words.
        let paragraph = json!({"type": "paragraph", "content": [
            {"type": "text", "text": words},
            {"type": "text", "text": "link", "marks": [{"type": "link", "attrs": {"href": "https://a.example/", "rel": null}}]},
            {"type": "text", "text": words},
            {"type": "text", "text": "bold", "marks": [{"type": "bold"}]},
        ]});
        let story = json!({"type": "doc", "content": vec![paragraph; 5_000]});
        assert!(are_few(story.to_string().as_bytes()), "{:?}", pieces(&story));
    }

    #[test]
    fn no_more_than_that_is_read() {
        let many = |one: &str, times: usize| format!("[{}0]", one.repeat(times)).into_bytes();
        assert!(are_few(&many("[],", MOST - 1)) && !are_few(&many("[],", MOST)));
        assert!(are_few(&many("0,", MOST_BESIDE)) && !are_few(&many("0,", MOST_BESIDE + 1)));
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<i32>().prop_map(Value::from),
            "[a\"\\\\,\\[{]{0,6}".prop_map(Value::from)
        ];
        leaf.prop_recursive(4, 40, 4, |inner| {
            let all = proptest::collection::vec(("[a\"\\\\,\\[{]{0,3}", inner), 0..4);
            prop_oneof![
                all.clone()
                    .prop_map(|all| all.into_iter().map(|(_, value)| value).collect()),
                all.prop_map(|all| Value::Object(all.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_counted_is_what_is_there(value in value()) {
            prop_assert_eq!(count(value.to_string().as_bytes()), pieces(&value));
        }
    }
}
