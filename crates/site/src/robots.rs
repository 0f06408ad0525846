//! robots.txt (RFC 9309): where the sitemaps are, and who is asked to stay away.

use kernel::{AiCrawlers, SiteSettings};
use std::fmt::Write;

/// The crawlers of language models, one name a line; `#` begins a comment.
const OF_LANGUAGE_MODELS: &str = include_str!("robots/language-models.txt");

/// The names of the known crawlers of language models.
pub fn of_language_models() -> impl Iterator<Item = &'static str> {
    let lines = OF_LANGUAGE_MODELS.lines();
    lines
        .filter_map(|line| line.split('#').next())
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

/// The file. What is closed to everybody is closed by nothing but good manners: it holds no secret.
pub fn text(settings: &SiteSettings, public_url: &str) -> String {
    let mut out = String::with_capacity(2048);
    out.push_str("User-agent: *\nDisallow: /ghost/\nDisallow: /desk/\nDisallow: /live/feed\nDisallow: /*/live/feed\n\n");
    if settings.ai_crawlers == AiCrawlers::Refuse {
        out.push_str(
            "# This newsroom does not let language models be trained on its work or answer with it.\n",
        );
        for name in of_language_models() {
            let _ = writeln!(out, "User-agent: {name}");
        }
        out.push_str("Disallow: /\n\n");
    }
    let _ = writeln!(out, "Sitemap: {public_url}/sitemap.xml");
    let _ = writeln!(out, "Sitemap: {public_url}/sitemap-news.xml");
    for language in settings.languages.iter().filter(|l| **l != settings.language) {
        let _ = writeln!(out, "Sitemap: {public_url}/{language}/sitemap-news.xml");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who may read `/`, as RFC 9309 reads the file: the group that names the crawler, else that of all.
    fn may_read(robots: &str, crawler: &str) -> bool {
        let (mut groups, mut open) = (Vec::<(Vec<&str>, Vec<&str>)>::new(), false);
        for line in robots.lines() {
            match line.split_once(": ") {
                Some(("User-agent", name)) => {
                    if !open {
                        groups.push(Default::default());
                    }
                    open = true;
                    groups.last_mut().unwrap().0.push(name);
                }
                Some(("Disallow", path)) => {
                    open = false;
                    groups.last_mut().unwrap().1.push(path);
                }
                _ => {}
            }
        }
        let named = |name: &str| groups.iter().find(|(names, _)| names.contains(&name));
        let group = named(crawler).or_else(|| named("*")).unwrap();
        !group.1.contains(&"/")
    }

    #[test]
    fn one_setting_refuses_the_crawlers_of_language_models_and_no_others() {
        let mut settings = SiteSettings::default();
        let open = text(&settings, "https://p.example");
        assert!(
            may_read(&open, "GPTBot") && may_read(&open, "Googlebot"),
            "{open}"
        );
        settings.ai_crawlers = AiCrawlers::Refuse;
        let closed = text(&settings, "https://p.example");
        for name in [
            "GPTBot",
            "ClaudeBot",
            "CCBot",
            "Google-Extended",
            "Applebot-Extended",
        ] {
            assert!(!may_read(&closed, name), "{name}: {closed}");
        }
        for name in [
            "Googlebot",
            "Googlebot-News",
            "Bingbot",
            "Applebot",
            "DuckDuckBot",
        ] {
            assert!(may_read(&closed, name), "{name}: {closed}");
        }
    }

    #[test]
    fn each_edition_names_its_news() {
        let settings = SiteSettings {
            languages: vec!["uk".parse().unwrap()],
            ..SiteSettings::default()
        };
        let robots = text(&settings, "https://p.example");
        for line in [
            "Sitemap: https://p.example/sitemap.xml\n",
            "Sitemap: https://p.example/sitemap-news.xml\n",
            "Sitemap: https://p.example/uk/sitemap-news.xml\n",
        ] {
            assert!(robots.contains(line), "{robots}");
        }
    }

    #[test]
    fn every_name_is_one_that_robots_txt_can_hold() {
        let names: Vec<_> = of_language_models().collect();
        assert!(names.len() > 20);
        for name in names {
            let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
            assert!(name.bytes().all(plain), "{name}");
        }
    }
}
