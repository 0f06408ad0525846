//! What a sitemap says of posts, some hundreds at a time, so that a hundred thousand take no more memory than a few.

use crate::{
    Reader, Result, StoreError, counts,
    filter::{self, Statement},
    query::{Filter, PostQuery},
    source::Source,
    sql::{Columns, Param},
};
use kernel::{Key, Language, PostId, PostKind, PostState, Slug, Timestamp, post::Correction};
use std::sync::LazyLock;

/// Posts that are read at once.
const BATCH: u32 = 500;

/// A post as a sitemap lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Its id.
    pub id: PostId,
    /// Its slug.
    pub slug: Slug,
    /// When readers saw it first.
    pub published_at: Timestamp,
    /// When it was last changed or corrected, as readers are told.
    pub updated_at: Timestamp,
    /// Its lead picture, as it was entered.
    pub picture: Option<String>,
    /// The same story in other languages, as readers see it: by language.
    pub translations: Vec<(Language, Slug)>,
}

/// A part of the published posts of one kind and language, the oldest first, so that a new post changes the last part
/// only.
#[derive(Debug, Clone)]
pub struct SitemapPart {
    /// Stories or pages.
    pub kind: PostKind,
    /// Of this language.
    pub language: Language,
    /// What readers may see at that moment.
    pub now: Timestamp,
    /// Posts in a part.
    pub size: u32,
    /// Which part, from 0.
    pub number: u32,
}

const PUBLISHED: &str = " FROM posts p WHERE p.kind = $1 AND p.language = $2 AND p.state = 'published'";

static AFTER: LazyLock<String> = LazyLock::new(|| {
    format!("{PUBLISHED} AND (p.published_at, p.id) > ($3, $4) ORDER BY p.published_at, p.id")
});

/// Whether readers may see a translation is looked at in the program, as in `translations`; and when a post is published,
/// since with a second bound PostgreSQL expects few rows and sorts them.
static ROWS: LazyLock<String> = LazyLock::new(|| {
    let sibling = |on: &str| {
        format!(
            "(SELECT string_agg(s.language || ' ' || s.slug || ' ' || s.state || ' ' || \
             CAST(COALESCE(s.published_at, 0) AS TEXT), ' ') FROM posts s WHERE {on} AND s.id <> p.id)"
        )
    };
    let of_original = sibling("s.translation_of = COALESCE(p.translation_of, p.id)");
    let original = sibling("s.id = p.translation_of");
    format!(
        "SELECT p.id, p.slug, p.published_at, p.updated_at, p.feature_image, p.canonical_url, p.corrections, \
         {of_original}, {original}{} LIMIT {BATCH}",
        &*AFTER
    )
});

static LAST_CHANGE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT MAX(x.updated_at), MAX(x.published_at) FROM \
         (SELECT p.updated_at, p.published_at{} LIMIT $5) x WHERE x.published_at <= $6",
        &*AFTER
    )
});

static CORRECTED: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT x.corrections FROM (SELECT p.corrections, p.published_at{} LIMIT $5) x \
         WHERE x.published_at <= $6 AND x.corrections IS NOT NULL",
        &*AFTER
    )
});

static END_OF_PART: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT p.published_at, p.id{PUBLISHED} AND p.published_at <= $3 ORDER BY p.published_at, p.id LIMIT 1 OFFSET $4"
    )
});

/// After what a part begins.
type Mark = (Timestamp, String);

impl Reader {
    /// How many parts there are. Notes the sitemap.
    pub fn sitemap_parts(&self, kind: PostKind, language: &Language, size: u32) -> Result<u32> {
        self.note(Key::Sitemap);
        let posts = counts::read(&self.session().connection, counts::ALL, kind, Some(language))?;
        Ok(u32::try_from(posts.div_ceil(u64::from(size.max(1)))).unwrap_or(u32::MAX))
    }

    /// When the newest of a part's posts came, or one was changed or corrected; nothing when it has none. Notes the sitemap.
    pub fn sitemap_changed(&self, part: &SitemapPart) -> Result<Option<Timestamp>> {
        self.note(Key::Sitemap);
        let Some((at, id)) = self.begin_of(part)? else {
            return Ok(None);
        };
        let mut params = part.params(&at, &id);
        params.push(part.size.into());
        params.push(part.now.into());
        let read = self.session().first(&LAST_CHANGE, &params, |row| {
            let mut columns = row.columns();
            Ok((columns.opt_time()?, columns.opt_time()?))
        })?;
        let mut newest = read.and_then(|(updated, published)| updated.max(published));
        self.session().connection.query(&CORRECTED, &params, |row| {
            let corrections: Vec<Correction> = row.columns().json()?;
            newest = newest.max(corrections.iter().map(|correction| correction.at).max());
            Ok(())
        })?;
        Ok(newest)
    }

    /// Hands each post of a part to `each`, without those whose canonical address is elsewhere. Notes the sitemap, and
    /// no post by itself.
    pub fn sitemap(&self, part: &SitemapPart, mut each: impl FnMut(Listing)) -> Result<()> {
        self.note(Key::Sitemap);
        let Some((mut at, mut id)) = self.begin_of(part)? else {
            return Ok(());
        };
        let mut left = part.size;
        loop {
            let mut read = 0;
            let mut last = None;
            let params = part.params(&at, &id);
            self.session().connection.query(&ROWS, &params, |row| {
                read += 1;
                if read > left {
                    return Ok(());
                }
                let mut columns = row.columns();
                let (listing, elsewhere) = listing(&mut columns, part.now)?;
                if listing.published_at > part.now {
                    // What is published later comes last.
                    left = 0;
                    return Ok(());
                }
                last = Some((listing.published_at, listing.id.to_string()));
                if !elsewhere {
                    each(listing);
                }
                Ok(())
            })?;
            left = left.saturating_sub(read);
            match last {
                Some(mark) if read == BATCH && left > 0 => (at, id) = mark,
                _ => return Ok(()),
            }
        }
    }

    /// When the newest story of a list was published that is not newer than `until`. Notes the list and no story.
    pub fn newest_story(
        &self,
        filter: &Filter,
        language: &Language,
        until: Timestamp,
    ) -> Result<Option<Timestamp>> {
        let taxonomy = self.session().taxonomy()?;
        self.note_all(filter::keys(filter, &taxonomy));
        let query = PostQuery {
            language: Some(language.clone()),
            filter: filter.clone(),
            ..PostQuery::stories(until)
        };
        let source = Source::narrowest(filter, &taxonomy);
        let mut newest = Statement::default();
        newest.push("SELECT ").push(source.list()).push(".published_at");
        source.which(&query, false, &taxonomy, &mut newest);
        source.order(&query, &mut newest);
        newest.limit(1);
        let read = |row: crate::sql::Row<'_>| row.columns().opt_time();
        Ok(self.session().first(&newest.sql, &newest.params, read)?.flatten())
    }

    /// The last post before a part; nothing when there is no such part.
    fn begin_of(&self, part: &SitemapPart) -> Result<Option<Mark>> {
        if part.number == 0 {
            return Ok(Some((Timestamp::from_millis(i64::MIN), String::new())));
        }
        let before = i64::from(part.number) * i64::from(part.size) - 1;
        let params = [
            part.kind.as_str().into(),
            part.language.as_str().into(),
            part.now.into(),
            before.into(),
        ];
        self.session().first(&END_OF_PART, &params, |row| {
            let mut columns = row.columns();
            Ok((columns.time()?, columns.text()?))
        })
    }
}

impl SitemapPart {
    fn params<'a>(&'a self, at: &Timestamp, id: &'a str) -> Vec<Param<'a>> {
        vec![
            self.kind.as_str().into(),
            self.language.as_str().into(),
            (*at).into(),
            id.into(),
        ]
    }
}

/// A row, and whether its canonical address is elsewhere.
fn listing(columns: &mut Columns<'_>, now: Timestamp) -> Result<(Listing, bool)> {
    let mut listing = Listing {
        id: columns.parse()?,
        slug: columns.parse()?,
        published_at: columns.time()?,
        updated_at: columns.time()?,
        picture: columns.opt_text()?,
        translations: Vec::new(),
    };
    let elsewhere = columns.opt_text()?.is_some_and(|url| !url.is_empty());
    let corrections: Vec<Correction> = columns.json()?;
    let corrected = corrections.iter().map(|correction| correction.at);
    listing.updated_at = corrected.fold(listing.updated_at, Timestamp::max);
    for _ in 0..2 {
        if let Some(text) = columns.opt_str()? {
            siblings(text, now, &mut listing.translations)?;
        }
    }
    listing
        .translations
        .sort_by(|a, b| a.0.as_str().cmp(b.0.as_str()).then_with(|| a.1.cmp(&b.1)));
    listing.translations.dedup_by(|a, b| a.0 == b.0);
    Ok((listing, elsewhere))
}

/// Reads `LANGUAGE SLUG STATE TIME` again and again.
fn siblings(text: &str, now: Timestamp, into: &mut Vec<(Language, Slug)>) -> Result<()> {
    let broken = || StoreError::Statement(format!("“{text}” is no list of translations"));
    let words: Vec<&str> = text.split(' ').collect();
    for of_one in words.chunks(4) {
        let [language, slug, state, at] = of_one else {
            return Err(broken());
        };
        let at: i64 = at.parse().map_err(|_| broken())?;
        if *state == PostState::Published.as_str() && Timestamp::from_millis(at) <= now {
            into.push((
                language.parse().map_err(|_| broken())?,
                slug.parse().map_err(|_| broken())?,
            ));
        }
    }
    Ok(())
}
