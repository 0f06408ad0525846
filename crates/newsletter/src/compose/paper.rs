//! How a letter looks: one column, readable without pictures, in light and dark, and as plain text.

use kernel::Language;
use std::fmt::Write;

/// A button of a letter.
pub(super) struct Button {
    pub label: String,
    pub address: String,
}

/// What stands in a letter.
pub(super) struct Sheet<'a> {
    pub language: &'a Language,
    pub paper: &'a str,
    /// Address of the front page.
    pub home: String,
    pub color: &'a str,
    pub subject: String,
    pub heading: String,
    pub lines: Vec<String>,
    /// Newsletters with their rhythm.
    pub items: Vec<(String, String)>,
    pub button: Option<Button>,
    /// What stands below, smaller.
    pub small: Vec<String>,
}

impl Sheet<'_> {
    /// As plain text.
    pub fn text(&self) -> String {
        let mut out = format!("{}\n\n{}\n\n", self.paper, self.heading);
        for line in &self.lines {
            let _ = writeln!(out, "{line}\n");
        }
        for (name, rhythm) in &self.items {
            let _ = writeln!(
                out,
                "- {name}{}{rhythm}",
                if rhythm.is_empty() { "" } else { ": " }
            );
        }
        if !self.items.is_empty() {
            out.push('\n');
        }
        if let Some(button) = &self.button {
            let _ = writeln!(out, "{}:\n{}\n", button.label, button.address);
        }
        out.push_str("-- \n");
        for line in &self.small {
            let _ = writeln!(out, "{line}\n");
        }
        let _ = writeln!(out, "{}\n{}", self.paper, self.home);
        out
    }

    /// As HTML. Colours hold in light and dark; programs that know no dark scheme show the light one.
    pub fn html(&self) -> String {
        let color = color(self.color);
        let mut out = format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"supported-color-schemes\" content=\"light dark\">\n<title>{subject}</title>\n<style>\n\
             :root {{ color-scheme: light dark }}\n\
             @media (prefers-color-scheme: dark) {{ body, .sheet {{ background: #131518 !important; color: #e9e6df !important }} \
             .quiet, .quiet a {{ color: #b3b0aa !important }} .name a {{ color: #e9e6df !important }} }}\n</style>\n</head>\n\
             <body style=\"margin:0;padding:0;background:#fffefc;color:#1b1c1e\">\n\
             <div class=\"sheet\" style=\"max-width:34rem;margin:0 auto;padding:28px 20px;background:#fffefc;color:#1b1c1e;\
             font:17px/1.5 Georgia,'Times New Roman',serif\">\n\
             <p class=\"name\" style=\"margin:0 0 24px;padding:0 0 10px;border-bottom:3px solid {color};font-weight:bold\">\
             <a href=\"{home}\" style=\"color:#1b1c1e;text-decoration:none\">{paper}</a></p>\n\
             <h1 style=\"margin:0 0 16px;font-size:26px;line-height:1.2\">{heading}</h1>\n",
            lang = escape(self.language.as_str()),
            subject = escape(&self.subject),
            home = escape(&self.home),
            paper = escape(self.paper),
            heading = escape(&self.heading),
        );
        for line in &self.lines {
            let _ = writeln!(out, "<p style=\"margin:0 0 16px\">{}</p>", escape(line));
        }
        if !self.items.is_empty() {
            out.push_str("<ul style=\"margin:0 0 20px;padding:0 0 0 20px\">\n");
            for (name, rhythm) in &self.items {
                let rhythm = if rhythm.is_empty() {
                    String::new()
                } else {
                    format!(": {}", escape(rhythm))
                };
                let _ = writeln!(
                    out,
                    "<li style=\"margin:0 0 6px\"><strong>{}</strong>{rhythm}</li>",
                    escape(name)
                );
            }
            out.push_str("</ul>\n");
        }
        if let Some(button) = &self.button {
            let address = escape(&button.address);
            let _ = writeln!(
                out,
                "<p style=\"margin:0 0 24px\"><a href=\"{address}\" style=\"display:inline-block;padding:13px 24px;\
                 background:{color};color:#ffffff;border-radius:3px;font:bold 16px/1.3 Helvetica,Arial,sans-serif;\
                 text-decoration:none\">{}</a></p>\n\
                 <p class=\"quiet\" style=\"margin:0 0 24px;font:14px/1.5 Helvetica,Arial,sans-serif;color:#55565a;\
                 word-break:break-all\"><a href=\"{address}\" style=\"color:#55565a\">{address}</a></p>",
                escape(&button.label)
            );
        }
        for line in &self.small {
            let _ = writeln!(
                out,
                "<p class=\"quiet\" style=\"margin:0 0 12px;font:14px/1.5 Helvetica,Arial,sans-serif;color:#55565a;\
                 word-break:break-word\">{}</p>",
                linked(line)
            );
        }
        out.push_str("</div>\n</body>\n</html>\n");
        out
    }
}

/// `#rrggbb` dark enough for white letters on it, else a dark grey.
fn color(given: &str) -> &str {
    let part = |at: usize| {
        given
            .get(at..at + 2)
            .and_then(|text| u8::from_str_radix(text, 16).ok())
    };
    let (Some(r), Some(g), Some(b)) = (part(1), part(3), part(5)) else {
        return "#333333";
    };
    // WCAG 2.2, relative luminance; white on it must reach 4.5 : 1.
    let linear = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    };
    let luminance = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let plain = given.len() == 7 && given.starts_with('#');
    if plain && 1.05 / (luminance + 0.05) >= 4.5 {
        given
    } else {
        "#333333"
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Escaped, with the address in it as a link.
fn linked(line: &str) -> String {
    let Some(at) = line.find("http") else {
        return escape(line);
    };
    let (before, address) = line.split_at(at);
    let address = escape(address);
    format!(
        "{}<a href=\"{address}\" style=\"color:#55565a\">{address}</a>",
        escape(before)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_letters_stand_on_dark_colours_only() {
        assert_eq!(color("#9b1c1f"), "#9b1c1f");
        for light in ["#ffff00", "red", "#fff", "#9b1c1f\"><script>", ""] {
            assert_eq!(color(light), "#333333", "{light}");
        }
    }
}
