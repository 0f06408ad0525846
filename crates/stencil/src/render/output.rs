//! Printing and escaping.

use super::{Run, Scope};
use crate::error::Error;
use crate::program::Print;
use crate::value::Value;

impl Run<'_> {
    /// `{{value}}` or `{{{value}}}`
    pub(super) fn print(&mut self, print: &Print, scope: &Scope<'_>) -> Result<(), Error> {
        let value = self.value(&print.value, scope)?;
        if print.escape {
            print_escaped(&value, &mut self.out)
        } else {
            value.write_text(&mut self.out)
        }
        Ok(())
    }
}

fn print_escaped(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => escape(text, out),
        Value::Array(_) => escape(&value.to_text(), out),
        // Nothing in these needs escaping.
        _ => value.write_text(out),
    }
}

/// Appends `text` with `&<>"'` + "`=" as entities.
pub(crate) fn escape(text: &str, out: &mut String) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_markup_is_escaped() {
        let mut out = String::new();
        escape("a<b>&\"c'`=ї", &mut out);
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;c&#x27;&#x60;&#x3D;ї");
    }
}
