//! What a sitemap reads: parts that do not overlap, and translations that readers can see.

use crate::sample::{minute, open, read, story, write};
use kernel::*;
use store::{Filter, Listing, SitemapPart, Store};
use testkit::{PrivateDatabase, on_both};

on_both!(
    the_parts_hold_every_post_that_readers_see_once,
    translations_are_named_as_far_as_readers_see_them,
    the_newest_story_of_a_list_is_found,
);

fn plain(name: &str, at: i64) -> Post {
    Post {
        canonical_url: None,
        ..story(name, at, &[], &[])
    }
}

async fn part(store: &Store, size: u32, number: u32) -> Vec<Listing> {
    let part = SitemapPart {
        kind: PostKind::Story,
        language: Language::english(),
        now: minute(5000),
        size,
        number,
    };
    read(store, move |reader| {
        let mut all = Vec::new();
        reader.sitemap(&part, |listing| all.push(listing))?;
        assert_eq!(reader.take_keys(), [Key::Sitemap].into());
        Ok(all)
    })
    .await
}

fn names(part: &[Listing]) -> Vec<&str> {
    part.iter().map(|listing| listing.slug.as_str()).collect()
}

async fn the_parts_hold_every_post_that_readers_see_once(database: PrivateDatabase) {
    let store = open(&database).await;
    // Two of one moment at each border of a batch and of a part.
    let mut posts: Vec<Post> = (0..1203)
        .map(|n| plain(&format!("s{n:04}"), i64::from(n) / 2))
        .collect();
    posts.push(plain("later", 90_000));
    posts.push(Post {
        state: PostState::Draft,
        ..plain("draft", 1)
    });
    write(&store, &[], &[], &posts.iter().collect::<Vec<_>>()).await;
    assert_eq!(
        read(&store, |reader| {
            reader.sitemap_parts(PostKind::Story, &Language::english(), 1001)
        })
        .await,
        2
    );
    let (first, second) = (part(&store, 1001, 0).await, part(&store, 1001, 1).await);
    assert_eq!((first.len(), second.len()), (1001, 202));
    let all: Vec<_> = first.iter().chain(&second).collect();
    let ordered = |pair: &[&Listing]| (pair[0].published_at, pair[0].id) < (pair[1].published_at, pair[1].id);
    assert!(all.windows(2).all(ordered));
    assert!(part(&store, 1001, 2).await.is_empty());
    let changed = |number| SitemapPart {
        kind: PostKind::Story,
        language: Language::english(),
        now: minute(5000),
        size: 1001,
        number,
    };
    let (one, three) = read(&store, move |reader| {
        Ok((
            reader.sitemap_changed(&changed(1))?,
            reader.sitemap_changed(&changed(2))?,
        ))
    })
    .await;
    assert_eq!(
        (one, three),
        (
            second.iter().map(|l| l.updated_at.max(l.published_at)).max(),
            None
        )
    );
}

async fn translations_are_named_as_far_as_readers_see_them(database: PrivateDatabase) {
    let store = open(&database).await;
    let original = plain("bridge", 1);
    let in_language = |name: &str, language: &str, at| Post {
        language: language.parse().unwrap(),
        translation_of: Some(original.id),
        ..plain(name, at)
    };
    let mut elsewhere = plain("agency", 2);
    elsewhere.canonical_url = Some("https://agency.example/".into());
    let posts = [
        original.clone(),
        in_language("mist", "uk", 2),
        in_language("most", "pl", 9000),
        elsewhere,
    ];
    write(&store, &[], &[], &posts.iter().collect::<Vec<_>>()).await;
    let found = part(&store, 10, 0).await;
    assert_eq!(names(&found), ["bridge"]);
    assert_eq!(
        found[0].translations,
        [("uk".parse().unwrap(), "mist".parse().unwrap())]
    );
}

async fn the_newest_story_of_a_list_is_found(database: PrivateDatabase) {
    let store = open(&database).await;
    let posts = [plain("a", 1), plain("b", 2), plain("later", 9000)];
    write(&store, &[], &[], &posts.iter().collect::<Vec<_>>()).await;
    let newest = |until| {
        read(&store, move |reader| {
            reader.newest_story(&Filter::All, &Language::english(), minute(until))
        })
    };
    assert_eq!(newest(5000).await, Some(minute(2)));
    assert_eq!(newest(1).await, Some(minute(1)));
    assert_eq!(newest(0).await, None);
}
