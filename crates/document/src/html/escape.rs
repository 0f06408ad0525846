//! Text into HTML, so that it stays text.

/// Text between tags. Characters that no HTML may hold are left out.
pub(crate) fn text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{a0}' => out.push_str("&nbsp;"),
            '\t' | '\n' => out.push(c),
            '\r' => out.push('\n'),
            c if c.is_control() || is_noncharacter(c) => {}
            c => out.push(c),
        }
    }
}

/// Plain text as HTML that says the same.
pub fn escape_text(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len());
    text(&mut out, plain);
    out
}

/// ` name="value"`
pub(crate) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    let mut escaped = String::with_capacity(value.len());
    text(&mut escaped, value);
    out.push_str(&escaped.replace('"', "&quot;"));
    out.push('"');
}

fn is_noncharacter(c: char) -> bool {
    matches!(c as u32 & 0xffff, 0xfffe | 0xffff) || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}
