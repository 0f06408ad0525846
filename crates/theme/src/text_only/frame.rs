//! What stands around every text-only page: the head, the ways to other pages, the way back to the full page.

use super::{Paper, escaped, short};
use crate::place::{direction, own_name};
use kernel::Language;

pub(super) const STYLE: &str = "body{max-width:40rem;margin:0 auto;padding:0 1rem 2rem;font:1.125rem/1.55 Georgia,serif}\
h1{line-height:1.15}a{color:inherit}nav a{padding:.15rem 0;display:inline-block;margin-right:1rem;min-height:1.5rem}\
nav,footer,small,time{font-family:sans-serif;font-size:1rem}table{border-collapse:collapse}[tabindex]{overflow-x:auto}\
td,th{padding:.2rem .6rem;border:1px solid;text-align:start}blockquote{margin:0;padding-left:1rem;border-left:3px solid}\
li{margin:.6rem 0}:root{color-scheme:light dark;background:#fffefc;color:#17191c}\
@media(prefers-color-scheme:dark){:root{background:#131518;color:#e4e2dd}}";

/// A page without what it says.
pub(super) struct Frame {
    before: String,
    after: String,
}

impl Frame {
    /// `full` is the path of the full page, `canonical` its address; `others` are other languages' versions.
    pub(super) fn new(
        paper: &Paper<'_>,
        title: &str,
        full: &str,
        canonical: &str,
        others: &[(Language, String)],
    ) -> Self {
        let place = &paper.place;
        let home = place.home_path(&place.language);
        let site = place.site_title();
        let title = match title {
            "" => short(site, 120),
            title => format!("{} – {}", short(title, 200), short(site, 120)),
        };
        let mut before = format!(
            "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title>\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            place.language,
            direction(&place.language),
            escaped(&title),
        );
        // One that fills the page is none that anybody links to.
        if canonical.len() < 2000 {
            before += &format!("<link rel=\"canonical\" href=\"{}\">", escaped(canonical));
        }
        before += &format!(
            "<style>{STYLE}</style></head>\n<body><header><nav aria-label=\"{}\"><p>",
            escaped(&paper.word("The paper"))
        );
        let ways = [
            (home.clone(), short(site, 120)),
            (format!("{home}feed/"), paper.word("News feed")),
            (format!("{home}archive/"), paper.word("Archive")),
            (format!("{home}search/"), paper.word("Search")),
        ];
        for (path, label) in &ways {
            before += &paper.link(path, label);
            before.push('\n');
        }
        for (language, path) in others.iter().take(20) {
            before += &format!(
                "<a lang=\"{language}\" hreflang=\"{language}\" href=\"{}\">{}</a>\n",
                escaped(path),
                escaped(own_name(language)),
            );
        }
        before += "</p></nav></header>\n<main>";
        let after = format!(
            "\n<footer><nav aria-label=\"{}\"><p><a href=\"{}\">{}</a> {} <a href=\"{home}newsletters/\">{}</a></p></nav></footer></body></html>\n",
            escaped(&paper.word("More")),
            escaped(full),
            escaped(&paper.word("Full page")),
            paper.link(&format!("{home}corrections/"), &paper.word("Corrections")),
            escaped(&paper.word("Newsletters")),
        );
        Self { before, after }
    }

    /// The page: what it says, and what stands below that.
    pub(super) fn write(&self, text: &str, below: &str) -> String {
        [&self.before, text, "</main>", below, &self.after].concat()
    }
}
