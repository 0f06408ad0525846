//! Where sentences end.

/// The sentences of a text whose abbreviations are written out already. A sentence without a letter or digit says
/// nothing and is left out; one without a mark at its end (a headline, an item of a list) gets a full stop.
/// `initials`: whether a single capital letter with a full stop may be part of a name.
pub(super) fn sentences(text: &str, initials: bool) -> Vec<String> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if !is_end(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((at, c)) = rest.next_if(|(_, c)| is_end(*c) || is_closing(*c)) {
            end = at + c.len_utf8();
        }
        let after = &text[end..];
        let next = after.trim_start().chars().find(|c| c.is_alphanumeric());
        let ends = after.is_empty()
            || after.starts_with(char::is_whitespace)
                && !next.is_some_and(char::is_lowercase)
                && !(c == '.' && initials && is_initial(&text[start..at]));
        if ends {
            push(&text[start..end], &mut out);
            start = end;
        }
    }
    push(&text[start..], &mut out);
    out
}

fn push(sentence: &str, out: &mut Vec<String>) {
    let sentence = sentence.trim();
    if sentence.chars().any(char::is_alphanumeric) {
        let open = sentence.trim_end_matches(is_closing).ends_with(is_end);
        out.push(match open {
            true => sentence.to_owned(),
            false => format!(
                "{}.",
                sentence.trim_end_matches([',', ':', ';', '-', '–', '—', ' '])
            ),
        });
    }
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '“' | '»' | ')' | ']')
}

/// Whether a text ends with a single capital letter: a name goes on after its full stop.
fn is_initial(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next().is_some_and(|c| c.is_uppercase()) && back.next().is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn a_letter_ends_a_sentence_where_initials_are_written_out() {
        assert_eq!(
            sentences("At 5 P M. So did I. Yes", false),
            ["At 5 P M.", "So did I.", "Yes."]
        );
    }

    #[test]
    fn sentences_end_where_a_reader_takes_a_breath() {
        for (text, expected) in [
            ("One. Two! Three? Four", &["One.", "Two!", "Three?", "Four."][..]),
            ("“It holds.” She left.", &["“It holds.”", "She left."]),
            ("He said: “No!” and left.", &["He said: “No!” and left."]),
            ("Wait… what? Yes.", &["Wait… what?", "Yes."]),
            (
                "By J. Smith and O. Koval. Read on.",
                &["By J. Smith and O. Koval.", "Read on."],
            ),
            ("— … —", &[]),
            ("A list:", &["A list."]),
            ("Що? Так. «Ні», — каже.", &["Що?", "Так.", "«Ні», — каже."]),
            ("", &[]),
        ] {
            assert_eq!(sentences(text, true), expected, "{text}");
        }
    }
}
