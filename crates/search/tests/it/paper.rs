//! A newsroom that can be searched.

use document::from_markdown;
use files::Files;
use kernel::{Language, SiteSettings, Timestamp};
use newsroom::{AuthorRef, Newsroom, PostInput, TagRef, Target};
use search::{Asked, Found, Query, Search, State};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};
use store::Store;
use tempfile::TempDir;
use testkit::PrivateDatabase;

/// Its parts.
pub struct Paper {
    pub newsroom: Newsroom,
    pub search: Search,
    pub folder: TempDir,
    _database: PrivateDatabase,
}

pub fn language(tag: &str) -> Language {
    tag.parse().unwrap()
}

/// A story of two hours ago.
pub fn story(slug: &str, title: &str, text: &str) -> PostInput {
    let mut input = PostInput::story(title, from_markdown(text).document);
    input.slug = Some(slug.parse().unwrap());
    input.target = Target::SameSlug;
    input.published_at = Some(ago(2));
    input
}

pub fn ukrainian(mut input: PostInput) -> PostInput {
    input.language = language("uk").into();
    input
}

pub fn in_section(mut input: PostInput, section: &str) -> PostInput {
    input.tags = vec![TagRef::Named(section.into())];
    input
}

pub fn by(mut input: PostInput, author: &str) -> PostInput {
    input.authors = vec![AuthorRef::Named(author.into())];
    input
}

/// So many hours ago.
pub fn ago(hours: i64) -> Timestamp {
    Timestamp::now().plus_millis(-hours * 3_600_000)
}

pub fn asked(typed: &str) -> Asked {
    Asked::new(Query::parse(typed), language("en"))
}

pub fn asked_in(edition: &str, typed: &str) -> Asked {
    Asked::new(Query::parse(typed), language(edition))
}

/// The slugs of what was found, in their order.
pub fn slugs(found: &Found) -> Vec<&str> {
    found.hits.iter().map(|hit| hit.post.slug.as_str()).collect()
}

impl Paper {
    pub async fn open(database: PrivateDatabase) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let Ok(address) = database.address.parse();
        let store = Store::open(address).await.unwrap();
        let files = Files::open(&folder.path().join("content"), &folder.path().join("cache")).unwrap();
        let newsroom = Newsroom::new(store.clone(), files);
        newsroom
            .change_settings(|settings: &mut SiteSettings| settings.languages = vec![language("uk")])
            .await
            .unwrap();
        let search = Search::open(store, &folder.path().join("search"));
        Self {
            newsroom,
            search,
            folder,
            _database: database,
        }
    }

    pub async fn with(posts: Vec<PostInput>) -> Self {
        let paper = Self::open(PrivateDatabase::sqlite()).await;
        for post in posts {
            paper.save(post).await;
        }
        paper.settle().await;
        paper
    }

    pub async fn save(&self, input: PostInput) {
        self.newsroom.save_post(input).await.unwrap();
    }

    /// Waits until everything that was written is in the index.
    pub async fn settle(&self) {
        let last = self
            .newsroom
            .store
            .read(|reader| Ok::<_, store::StoreError>(reader.last_change()))
            .await
            .unwrap();
        self.until(|state| state.whole && state.walks == 0 && state.position >= last)
            .await;
    }

    pub async fn until(&self, wanted: impl FnMut(&State) -> bool) {
        let mut state = self.search.state();
        let waited = tokio::time::timeout(Duration::from_secs(30), state.wait_for(wanted)).await;
        waited.expect("the index comes so far").unwrap();
    }

    pub async fn find(&self, asked: Asked) -> Found {
        let search = self.search.clone();
        let find = move |reader: &store::Reader| search.find(&asked, reader, Timestamp::now());
        self.newsroom.store.read(find).await.unwrap()
    }

    pub async fn found(&self, typed: &str) -> Vec<String> {
        let found = self.find(asked(typed)).await;
        slugs(&found).into_iter().map(str::to_owned).collect()
    }

    /// Ends the search and begins another over the same folder, as a program that was killed does.
    pub fn restart(&mut self) {
        let store = self.newsroom.store.clone();
        self.search = Search::open(store, &self.shelf());
    }

    pub fn shelf(&self) -> PathBuf {
        self.folder.path().join("search")
    }

    /// The folders of indexes.
    pub fn indexes(&self) -> Vec<PathBuf> {
        folders(&self.shelf())
    }
}

pub fn folders(at: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    all.sort();
    all
}
