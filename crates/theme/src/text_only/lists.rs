//! The front page, sections, authors, the archive, the news feed, all corrections.

use super::{MOST, Paper, escaped, frame::Frame, short, text_address};
use crate::{
    Page, ThemeError,
    archive::{self, Period},
    object::Pagination,
};
use kernel::{Language, Post, PostKind};
use std::{collections::BTreeMap, sync::Arc};
use store::{Filter, PostQuery};

/// Entries on a page.
const PAGE: u32 = 20;

/// An entry of a list: its head as HTML, and what is left out first when there are too many bytes.
struct Entry {
    path: String,
    label: String,
    before: String,
    more: String,
}

/// What a list is called, where its full page is, and what stands above it.
struct About {
    title: String,
    /// Below the edition: `tag/energy/`.
    within: String,
    above: String,
}

impl Paper<'_> {
    pub(super) fn list(&self, page: &Page) -> Result<String, ThemeError> {
        let place = &self.place;
        let about = |title: &str, within: String| About {
            title: title.to_owned(),
            within,
            above: String::new(),
        };
        match page {
            Page::Home { page } => {
                let (mut entries, pagination) = self.stories(Filter::All, *page, true)?;
                if *page == 1 {
                    self.lead(&mut entries)?;
                }
                self.write(about("", String::new()), entries, pagination, true)
            }
            Page::Tag { tag, page } => {
                self.scene.reader.note(kernel::Key::Tag(tag.id));
                let (entries, pagination) = self.stories(Filter::Tag(tag.slug.clone()), *page, false)?;
                let name = place.name(&tag.name, &tag.names);
                let mut about = about(name, format!("tag/{}/", tag.slug));
                about.above = self.paragraph(tag.description_in(&place.language), &tag.descriptions);
                self.write(about, entries, pagination, false)
            }
            Page::Author { author, page } => {
                self.scene.reader.note(kernel::Key::Author(author.id));
                let (entries, pagination) = self.stories(Filter::Author(author.slug.clone()), *page, true)?;
                let name = place.name(&author.name, &author.names);
                let mut about = about(name, format!("author/{}/", author.slug));
                about.above = self.paragraph(author.bio_in(&place.language), &author.bios);
                self.write(about, entries, pagination, false)
            }
            Page::Archive { year: None, page, .. } => self.months(*page),
            Page::Archive {
                year: Some(year),
                month,
                page,
            } => {
                let period = Period::of(*year, *month, &place.zone).ok_or(ThemeError::NoSuchPage)?;
                let (entries, pagination) = self.stories(period.filter(), *page, true)?;
                if pagination.total == 0 {
                    return Err(ThemeError::NoSuchPage);
                }
                let within = Period::path("", Some(*year), *month);
                let title = format!("{}: {}", self.word("Archive"), self.name_of(&period));
                self.write(about(&title, within[1..].to_owned()), entries, pagination, false)
            }
            Page::Feed { page } => {
                self.scene.reader.note(kernel::Key::Feed);
                let (posts, pagination) = self.posts(PostKind::FeedItem, Filter::All, *page)?;
                let format = self.word("D MMMM, HH:mm");
                let entries = posts.iter().map(|post| Entry {
                    path: place.post_path(post),
                    label: post.title.clone(),
                    before: post
                        .published_at
                        .map_or(String::new(), |at| self.time(at, &format) + " "),
                    more: escaped(&short(post.open_start(), 240)),
                });
                let entries = entries.collect();
                self.write(
                    about(&self.word("News feed"), "feed/".into()),
                    entries,
                    pagination,
                    false,
                )
            }
            Page::Corrections { page } => {
                let offset = u64::from(page - 1) * u64::from(PAGE);
                let (all, total) =
                    self.scene
                        .reader
                        .corrections(&place.language, self.scene.now, PAGE, offset)?;
                let pagination = self.pagination(*page, total)?;
                let format = self.word("D MMMM YYYY");
                let entries = all.iter().map(|one| Entry {
                    path: place.post_path(&one.post),
                    label: one.post.title.clone(),
                    before: self.time(one.correction.at, &format) + " ",
                    more: escaped(&one.correction.text),
                });
                let title = self.word("Corrections");
                self.write(
                    about(&title, "corrections/".into()),
                    entries.collect(),
                    pagination,
                    false,
                )
            }
            _ => Err(ThemeError::NoSuchPage),
        }
    }

    /// What has no words in the edition's language is told in the main one.
    fn paragraph(&self, text: Option<&str>, translated: &BTreeMap<String, String>) -> String {
        let Some(text) = text else {
            return String::new();
        };
        let place = &self.place;
        let text = escaped(&short(text, 600));
        match place.is_translated() && !translated.contains_key(place.language.as_str()) {
            true => format!("<p lang=\"{}\">{text}</p>", self.scene.settings.language),
            false => format!("<p>{text}</p>"),
        }
    }

    fn posts(
        &self,
        kind: PostKind,
        filter: Filter,
        page: u32,
    ) -> Result<(Vec<Arc<Post>>, Pagination), ThemeError> {
        let query = PostQuery {
            kind,
            language: Some(self.place.language.clone()),
            filter,
            limit: PAGE,
            offset: u64::from(page.saturating_sub(1)) * u64::from(PAGE),
            with_total: true,
            ..PostQuery::stories(self.scene.now)
        };
        let found = self.scene.reader.posts(&query)?;
        Ok((found.posts, self.pagination(page, found.total)?))
    }

    fn pagination(&self, page: u32, total: u64) -> Result<Pagination, ThemeError> {
        let pagination = Pagination {
            page,
            limit: PAGE,
            total,
        };
        match (1..=pagination.pages()).contains(&page) {
            true => Ok(pagination),
            false => Err(ThemeError::NoSuchPage),
        }
    }

    fn stories(
        &self,
        filter: Filter,
        page: u32,
        sections: bool,
    ) -> Result<(Vec<Entry>, Pagination), ThemeError> {
        let (posts, pagination) = self.posts(PostKind::Story, filter, page)?;
        Ok((
            posts.iter().map(|post| self.entry(post, sections)).collect(),
            pagination,
        ))
    }

    fn entry(&self, post: &Post, with_section: bool) -> Entry {
        let section = post.section().filter(|_| with_section);
        Entry {
            path: self.place.post_path(post),
            label: post.title.clone(),
            before: section.map_or(String::new(), |tag| {
                format!(
                    "<small>{}</small> ",
                    escaped(&short(self.place.name(&tag.name, &tag.names), 40))
                )
            }),
            more: post.standfirst.as_deref().map(escaped).unwrap_or_default(),
        }
    }

    /// What the editors lead with goes first.
    fn lead(&self, entries: &mut Vec<Entry>) -> Result<(), ThemeError> {
        let Ok(name) = "lead".parse() else { return Ok(()) };
        let placed = self
            .scene
            .reader
            .placement(&name, &self.place.language, self.scene.now)?;
        if let Some(first) = placed.into_iter().next() {
            let mut lead = self.entry(&first.post, true);
            lead.label = first.pick.headline.unwrap_or(lead.label);
            entries.retain(|entry| entry.path != lead.path);
            entries.insert(0, lead);
        }
        Ok(())
    }

    fn write(
        &self,
        about: About,
        entries: Vec<Entry>,
        pagination: Pagination,
        menu: bool,
    ) -> Result<String, ThemeError> {
        let place = &self.place;
        let full = format!("{}{}", place.home_path(&place.language), about.within);
        let path = text_address(place, &full).ok_or(ThemeError::NoSuchPage)?;
        let frame = self.frame(&about, &full);
        let mut below = String::new();
        if pagination.pages() > 1 {
            below = self.further(
                pagination.page,
                pagination.pages(),
                &|page| format!("{path}page/{page}/"),
                &path,
            );
        }
        if menu {
            below += &self.menu();
        }
        let heading = match about.title.as_str() {
            "" => format!("<h1>{}</h1>", escaped(&short(place.site_title(), 120))),
            title => format!("<h1>{}</h1>", escaped(&short(title, 200))),
        };
        let left = MOST.saturating_sub(frame.write("", &below).len());
        // As much as has its place: standfirsts, whole headlines, their beginnings.
        let mut text = String::new();
        for (label, more) in [(usize::MAX, true), (200, false), (60, false)] {
            text = format!("{heading}{}", about.above);
            if entries.is_empty() {
                text += &format!("<p>{}</p>", escaped(&self.word("There is nothing here yet.")));
            } else {
                let items = entries.iter().map(|entry| {
                    let link = self.link(&entry.path, &short(&entry.label, label));
                    let more = match more && !entry.more.is_empty() {
                        true => format!("<br>{}", entry.more),
                        false => String::new(),
                    };
                    format!("<li>{}{link}{more}</li>", entry.before)
                });
                text += &format!("<ul>{}</ul>", items.collect::<String>());
            }
            if text.len() <= left {
                return Ok(frame.write(&text, &below));
            }
        }
        let pieces = document::pieces(&text, left, |_| String::new());
        Ok(frame.write(pieces.first().map_or("", |piece| piece), &below))
    }

    fn frame(&self, about: &About, full: &str) -> Frame {
        let place = &self.place;
        let settings = &self.scene.settings;
        let editions = std::iter::once(&settings.language).chain(&settings.languages);
        // A month without stories in a language is no page of it.
        let within = if about.within.starts_with("archive/") {
            "archive/"
        } else {
            &about.within
        };
        let others: Vec<(Language, String)> = editions
            .filter(|language| **language != place.language)
            .filter_map(|language| {
                let path = format!("{}{within}", place.home_path(language));
                Some((language.clone(), text_address(place, &path)?))
            })
            .collect();
        Frame::new(self, &about.title, full, &place.absolute(full), &others)
    }

    /// The sections, as the menu names them.
    fn menu(&self) -> String {
        let (menu, _) = self.scene.settings.menus_in(&self.place.language);
        let items = menu
            .iter()
            .filter(|item| item.url.len() <= 120)
            .take(15)
            .map(|item| self.link(&self.place.entered(&item.url), &short(&item.label, 60)) + "\n");
        match items.collect::<String>() {
            none if none.is_empty() => none,
            items => format!(
                "<nav aria-label=\"{}\"><p>{items}</p></nav>",
                escaped(&self.word("Sections"))
            ),
        }
    }

    fn name_of(&self, period: &Period) -> String {
        let format = if period.month.is_some() {
            "MMMM YYYY"
        } else {
            "YYYY"
        };
        let zoned = jiff::ZonedDateTime::new(period.start.to_jiff(), self.place.zone.clone());
        crate::date::format(&zoned, format, self.place.words)
    }

    /// All months that have stories, on as many pages as they need.
    fn months(&self, page: u32) -> Result<String, ThemeError> {
        let place = &self.place;
        let scene = self.scene;
        let months = archive::months(&scene.reader, &scene.settings, &place.language, scene.now)?;
        let about = About {
            title: self.word("Archive"),
            within: "archive/".into(),
            above: String::new(),
        };
        let full = format!("{}archive/", place.home_path(&place.language));
        let path = text_address(place, &full).ok_or(ThemeError::NoSuchPage)?;
        let items = months.iter().filter_map(|month| {
            let period = Period::of(month.year, Some(month.month), &place.zone)?;
            let path = Period::path(&place.prefix, Some(month.year), Some(month.month));
            Some(format!("<li>{}</li>", self.link(&path, &self.name_of(&period))))
        });
        let text = format!(
            "<h1>{}</h1><ul>{}</ul>",
            escaped(&about.title),
            items.collect::<String>()
        );
        self.cut(
            &self.frame(&about, &full),
            &text,
            page,
            &path,
            &format!("{path}page/"),
        )
    }
}
