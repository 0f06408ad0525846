//! `{{ghost_head}}` and `{{ghost_foot}}`.

use super::{
    Network, breadcrumbs, description, feeds,
    locale::locale,
    picture::{self, Shared},
    schema, social_address, title,
    version::{Version, versions},
};
use crate::{
    date,
    ghost_forms::{self, GHOST_FORMS_PATH},
    text::{attribute, script_data},
    visit::{Subject, Visit},
};
use kernel::{Post, PostKind, SiteSettings};
use store::StoreError;

/// What belongs into the head of a page, without what `exclude` names (`metadata`, `social_data`, `schema` …).
pub(crate) fn head(visit: &Visit, exclude: &str) -> Result<String, StoreError> {
    let excluded = |what: &str| exclude.split(',').any(|part| part.trim() == what);
    let mut head = Head {
        out: String::with_capacity(4096),
    };
    let place = &visit.place;
    let settings = &visit.scene.settings;
    let is_error = visit.is("error");
    let canonical = canonical(visit);
    if !is_error
        && !excluded("metadata")
        && let Some(text) = description(visit, Network::None)
    {
        head.meta("name", "description", &text);
    }
    if let Some(icon) = settings.icon.as_ref().filter(|_| !excluded("metadata")) {
        head.link("icon", &place.entered(icon), "");
    }
    if is_error {
        head.meta("name", "robots", "noindex");
    } else {
        if !excluded("metadata") {
            head.link("canonical", &canonical, "");
        }
        let is_empty = matches!(visit.subject, Subject::Tag(_) | Subject::Author(_))
            && visit.pagination.is_some_and(|pagination| pagination.total == 0);
        if visit.is("search") || visit.is("personal") || is_empty {
            head.meta("name", "robots", "noindex");
        } else {
            head.meta("name", "robots", "max-image-preview:large");
        }
        if let Some(pagination) = visit.pagination {
            for (rel, page) in [("prev", pagination.prev()), ("next", pagination.next())] {
                if let Some(page) = page {
                    head.link(rel, &place.absolute(&visit.page_path(page)), "");
                }
            }
        }
        let others = alternates(visit, &mut head)?;
        if !visit.is("paged") {
            if !excluded("social_data") {
                cards(visit, &canonical, &others, &mut head);
            }
            if !excluded("schema") {
                let data = schema::schema(visit, &canonical)?;
                data.iter().for_each(|data| head.data(data));
                let way = breadcrumbs::breadcrumbs(visit, &canonical);
                way.iter().for_each(|data| head.data(data));
            }
        }
    }
    head.meta(
        "name",
        "generator",
        concat!("Broadsheet ", env!("CARGO_PKG_VERSION")),
    );
    feeds::links(visit, &mut head);
    if let Some(css) = accent_css(settings) {
        head.line(&format!("<style>{css}</style>"));
    }
    if !visit.theme.package.ours && !settings.newsletters.is_empty() {
        head.line(&format!(
            "<script src=\"{}{GHOST_FORMS_PATH}?v={}\" data-edition=\"{}\" defer></script>",
            attr(&place.root),
            ghost_forms::VERSION.as_str(),
            attr(&place.prefix),
        ));
    }
    let (post, tag) = match &visit.subject {
        Subject::Post(post) => (post.codeinjection_head.as_deref(), None),
        Subject::Tag(tag) => (None, tag.codeinjection_head.as_deref()),
        _ => (None, None),
    };
    for code in [settings.codeinjection_head.as_deref(), post, tag]
        .into_iter()
        .flatten()
    {
        head.line(code);
    }
    Ok(head.out)
}

/// What administrators put at the foot of this page.
pub(crate) fn foot(visit: &Visit) -> String {
    let (post, tag) = match &visit.subject {
        Subject::Post(post) => (post.codeinjection_foot.as_deref(), None),
        Subject::Tag(tag) => (None, tag.codeinjection_foot.as_deref()),
        _ => (None, None),
    };
    let all = [visit.scene.settings.codeinjection_foot.as_deref(), post, tag];
    let all: Vec<&str> = all
        .into_iter()
        .flatten()
        .filter(|code| !code.is_empty())
        .collect();
    all.join(" ").trim().to_owned()
}

/// The style that carries the accent colour; nothing when the setting is no `#rrggbb`.
pub(crate) fn accent_css(settings: &SiteSettings) -> Option<String> {
    let colour = settings.accent_color.trim();
    let digits = colour.strip_prefix('#')?;
    let right = matches!(digits.len(), 3 | 6) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    right.then(|| format!(":root{{--ghost-accent-color:{colour}}}"))
}

/// The address under which the page wants to be known.
fn canonical(visit: &Visit) -> String {
    let place = &visit.place;
    match &visit.subject {
        Subject::Post(post) => match post.canonical_url.as_deref().filter(|url| !url.is_empty()) {
            Some(url) => url.to_owned(),
            None => place.absolute(&place.post_path(post)),
        },
        Subject::Tag(tag) if tag.canonical_url.as_ref().is_some_and(|url| !url.is_empty()) => {
            tag.canonical_url.clone().unwrap_or_default()
        }
        _ => place.absolute(&visit.page_path(visit.pagination.map_or(1, |pagination| pagination.page))),
    }
}

/// Writes the versions in all languages, and returns the other ones.
fn alternates(visit: &Visit, head: &mut Head) -> Result<Vec<Version>, StoreError> {
    let exact: Vec<_> = versions(visit)?
        .into_iter()
        .filter(|version| version.exact)
        .collect();
    if exact.len() > 1 && !visit.is("paged") {
        for version in &exact {
            let address = attr(&visit.place.absolute(&version.path));
            head.line(&format!(
                "<link rel=\"alternate\" hreflang=\"{}\" href=\"{address}\">",
                version.language
            ));
            if version.language == visit.scene.settings.language {
                head.line(&format!(
                    "<link rel=\"alternate\" hreflang=\"x-default\" href=\"{address}\">"
                ));
            }
        }
    }
    Ok(exact.into_iter().filter(|version| !version.current).collect())
}

fn cards(visit: &Visit, canonical: &str, others: &[Version], head: &mut Head) {
    let (place, settings) = (&visit.place, &visit.scene.settings);
    let post = visit.post();
    head.meta("property", "og:site_name", place.site_title());
    let kind = match &visit.subject {
        Subject::Post(post) if post.kind != PostKind::Page => "article",
        Subject::Author(_) => "profile",
        _ => "website",
    };
    head.meta("property", "og:type", kind);
    head.meta("property", "og:title", &title(visit, Network::OpenGraph, None));
    let texts = [Network::OpenGraph, Network::X].map(|network| description(visit, network));
    if let Some(text) = &texts[0] {
        head.meta("property", "og:description", text);
    }
    head.meta("property", "og:url", canonical);
    if let Some(locale) = locale(&place.language) {
        head.meta("property", "og:locale", &locale);
    }
    for version in others {
        if let Some(locale) = locale(&version.language) {
            head.meta("property", "og:locale:alternate", &locale);
        }
    }
    if let Some(Shared { url, size, alt }) = picture::shared(visit, Network::OpenGraph) {
        head.meta("property", "og:image", &url);
        if let Some((width, height)) = size {
            head.meta("property", "og:image:width", &width.to_string());
            head.meta("property", "og:image:height", &height.to_string());
        }
        if !alt.is_empty() {
            head.meta("property", "og:image:alt", &alt);
        }
    }
    if let Some(post) = post.filter(|post| post.kind != PostKind::Page) {
        article(visit, post, head);
    }
    let picture = picture::shared(visit, Network::X);
    head.meta(
        "name",
        "twitter:card",
        if picture.is_some() {
            "summary_large_image"
        } else {
            "summary"
        },
    );
    head.meta("name", "twitter:title", &title(visit, Network::X, None));
    if let Some(text) = &texts[1] {
        head.meta("name", "twitter:description", text);
    }
    head.meta("name", "twitter:url", canonical);
    if let Some(picture) = picture {
        head.meta("name", "twitter:image", &picture.url);
        if !picture.alt.is_empty() {
            head.meta("name", "twitter:image:alt", &picture.alt);
        }
    }
    if let Some(name) = settings.social.get("twitter") {
        head.meta(
            "name",
            "twitter:site",
            &format!("@{}", name.trim_start_matches('@')),
        );
    }
    if let Some(name) = post
        .and_then(|post| post.authors.first())
        .and_then(|author| author.social.get("twitter"))
    {
        head.meta(
            "name",
            "twitter:creator",
            &format!("@{}", name.trim_start_matches('@')),
        );
    }
}

fn article(visit: &Visit, post: &Post, head: &mut Head) {
    let iso = |at| date::iso(at, &visit.place.zone);
    if let Some(at) = post.published_at {
        head.meta("property", "article:published_time", &iso(at));
    }
    head.meta("property", "article:modified_time", &iso(post.changed_at()));
    for author in &post.authors {
        let address = visit.place.absolute(&visit.place.author_path(author));
        head.meta("property", "article:author", &address);
    }
    if let Some(section) = post.section() {
        let name = visit.place.name(&section.name, &section.names);
        head.meta("property", "article:section", name);
    }
    for name in schema::keywords(visit, post) {
        head.meta("property", "article:tag", name);
    }
    if let Some(handle) = visit.scene.settings.social.get("facebook")
        && let Some(url) = social_address("facebook", handle)
    {
        head.meta("property", "article:publisher", &url);
    }
}

fn attr(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    attribute(&mut out, text);
    out
}

pub(super) struct Head {
    out: String,
}

impl Head {
    fn line(&mut self, line: &str) {
        if !self.out.is_empty() {
            self.out.push_str("\n    ");
        }
        self.out.push_str(line);
    }

    fn meta(&mut self, by: &str, name: &str, content: &str) {
        self.line("<meta ");
        self.out.push_str(by);
        self.out.push_str("=\"");
        self.out.push_str(name);
        self.out.push_str("\" content=\"");
        attribute(&mut self.out, content);
        self.out.push_str("\">");
    }

    /// `kind` stands in `type`, when there is one, and is escaped already.
    pub(super) fn link(&mut self, rel: &str, href: &str, kind: &str) {
        self.line("<link rel=\"");
        self.out.push_str(rel);
        if !kind.is_empty() {
            self.out.push_str("\" type=\"");
            self.out.push_str(kind);
        }
        self.out.push_str("\" href=\"");
        attribute(&mut self.out, href);
        self.out.push_str("\">");
    }

    /// JSON-LD, which is data and never run; nothing in it can end the element.
    fn data(&mut self, data: &serde_json::Value) {
        self.line("<script type=\"application/ld+json\">");
        script_data(&mut self.out, &data.to_string());
        self.out.push_str("</script>");
    }
}
