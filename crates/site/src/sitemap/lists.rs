//! The maps of lists: pages that stand by themselves, sections, authors, months.

use super::{Survey, urls::Urls};
use kernel::{Author, Language, PostKind, Slug, Tag, Visibility};
use std::{collections::BTreeSet, sync::Arc};
use store::{AuthorQuery, Filter, SitemapPart, StoreError, TagQuery};

/// Pages that are always there.
const FIXED: [&str; 3] = ["/", "/feed/", "/corrections/"];

impl Survey<'_> {
    pub(super) fn pages(&self, language: &Language) -> Result<Option<String>, StoreError> {
        let mut urls = Urls::new();
        let editions = self.editions();
        for path in FIXED {
            let at = |language: &Language| format!("{}{path}", self.edition(language));
            urls.add(&at(language), None);
            let versions: Vec<_> = editions
                .iter()
                .map(|language| (*language, at(language)))
                .collect();
            urls.versions(&versions, &self.settings.language);
        }
        let pages = SitemapPart {
            kind: PostKind::Page,
            language: language.clone(),
            now: self.now,
            size: self.most() - FIXED.len() as u32,
            number: 0,
        };
        self.posts(&pages, &mut urls)?;
        Ok(urls.finish())
    }

    pub(super) fn sections(&self, language: &Language) -> Result<Option<String>, StoreError> {
        let slugs = |language: &Language| -> Result<BTreeSet<Slug>, StoreError> {
            let tags = self.visible_tags(language)?;
            Ok(tags.iter().map(|tag| tag.slug.clone()).collect())
        };
        self.lists("tag", language, slugs, Filter::Tag)
    }

    pub(super) fn authors(&self, language: &Language) -> Result<Option<String>, StoreError> {
        let slugs = |language: &Language| -> Result<BTreeSet<Slug>, StoreError> {
            let authors = self.visible_authors(language)?;
            Ok(authors.iter().map(|author| author.slug.clone()).collect())
        };
        self.lists("author", language, slugs, Filter::Author)
    }

    /// The lists of an edition that have stories, each with those of other editions that have some too.
    fn lists(
        &self,
        noun: &str,
        language: &Language,
        slugs: impl Fn(&Language) -> Result<BTreeSet<Slug>, StoreError>,
        filter: fn(Slug) -> Filter,
    ) -> Result<Option<String>, StoreError> {
        let mut urls = Urls::new();
        let mut everywhere = Vec::new();
        for edition in self.editions() {
            everywhere.push((edition, slugs(edition)?));
        }
        let own = everywhere.iter().find(|(edition, _)| *edition == language);
        for slug in own
            .into_iter()
            .flat_map(|(_, slugs)| slugs)
            .take(self.most() as usize)
        {
            let at = |language: &Language| format!("{}/{noun}/{slug}/", self.edition(language));
            let newest = self
                .reader
                .newest_story(&filter(slug.clone()), language, self.now)?;
            urls.add(&at(language), newest);
            let versions: Vec<_> = everywhere
                .iter()
                .filter(|(_, slugs)| slugs.contains(slug))
                .map(|(edition, _)| (*edition, at(edition)))
                .collect();
            urls.versions(&versions, &self.settings.language);
        }
        Ok(urls.finish())
    }

    pub(super) fn archive(&self, language: &Language) -> Result<Option<String>, StoreError> {
        let begin = self.edition(language);
        let mut urls = Urls::new();
        let months = theme::months(self.reader, self.settings, language, self.now)?;
        if let Some(newest) = months.first() {
            urls.add(&format!("{begin}/archive/"), Some(newest.newest));
        }
        for month in months {
            let address = format!("{begin}/archive/{}/{:02}/", month.year, month.month);
            urls.add(&address, Some(month.newest));
        }
        Ok(urls.finish())
    }

    /// Tags whose page readers may see and whose canonical address is ours.
    pub(super) fn visible_tags(&self, language: &Language) -> Result<Vec<Arc<Tag>>, StoreError> {
        let query = TagQuery {
            language: Some(language.clone()),
            with_posts: true,
            ..TagQuery::default()
        };
        let ours = |tag: &Tag| tag.canonical_url.as_deref().unwrap_or_default().is_empty();
        let listed = self.reader.tags(&query)?.entries.into_iter();
        Ok(listed
            .map(|(tag, _)| tag)
            .filter(|tag| tag.visibility == Visibility::Public && ours(tag))
            .collect())
    }

    pub(super) fn visible_authors(&self, language: &Language) -> Result<Vec<Arc<Author>>, StoreError> {
        let query = AuthorQuery {
            language: Some(language.clone()),
            with_posts: true,
            ..AuthorQuery::default()
        };
        let listed = self.reader.authors(&query)?.entries.into_iter();
        Ok(listed.map(|(author, _)| author).collect())
    }
}
