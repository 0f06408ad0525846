//! The rules of the newsroom, on both engines.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod arranging;
mod batches;
mod narrating;
mod people;
mod pictures;
mod posts;
mod reading;
mod redirects;
mod scheduling;
mod settings;
mod slugs;
mod staff;
mod subscribers;
mod withdrawing;

use document::{Document, from_markdown};
use files::Files;
use kernel::{Key, Post, Slug, TagId};
use newsroom::{Newsroom, PostInput};
use std::ops::Deref;
use store::{Change, Store};
use tempfile::TempDir;
use testkit::PrivateDatabase;

/// A newsroom that nobody else uses.
struct Desk {
    newsroom: Newsroom,
    _media: TempDir,
    _database: PrivateDatabase,
}

impl Deref for Desk {
    type Target = Newsroom;
    fn deref(&self) -> &Newsroom {
        &self.newsroom
    }
}

impl Desk {
    async fn open(database: PrivateDatabase) -> Self {
        let Ok(at) = database.address.parse();
        let store = Store::open(at).await.unwrap();
        let media = tempfile::tempdir().unwrap();
        let files = Files::open(&media.path().join("content"), &media.path().join("cache")).unwrap();
        Self {
            newsroom: Newsroom::new(store, files),
            _media: media,
            _database: database,
        }
    }

    async fn post(&self, slug: &str) -> Post {
        let slug: Slug = slug.parse().unwrap();
        let found = self
            .store
            .read(move |reader| reader.post_by_slug(&slug))
            .await
            .unwrap();
        found.expect("there is such a post")
    }

    async fn tag(&self, slug: &str) -> TagId {
        let slug: Slug = slug.parse().unwrap();
        let read = move |reader: &store::Reader| reader.tag_by_slug(&slug);
        self.store
            .read(read)
            .await
            .unwrap()
            .expect("there is such a tag")
            .id
    }

    async fn changes(&self) -> Vec<Change> {
        self.store
            .read(|reader| reader.changes_after(0, 1000))
            .await
            .unwrap()
    }

    async fn last_keys(&self) -> Vec<Key> {
        self.changes().await.pop().expect("something was written").keys
    }
}

fn text(markdown: &str) -> Document {
    from_markdown(markdown).document
}

fn story(title: &str) -> PostInput {
    PostInput::story(title, text("Some **text** of the story."))
}
