//! What is written is what is read.

use crate::sample::{author, minute, open, read, slug, story, tag, write};
use kernel::*;
use std::{collections::BTreeSet, sync::Arc};
use store::{Media, NewJob, Revision, StoreError, User};
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_post_reads_back_as_it_was_written,
    a_post_without_anything_reads_back_as_well,
    an_update_changes_all_of_a_post,
    a_second_post_cannot_take_a_slug,
    a_write_that_fails_or_panics_leaves_nothing,
    a_reader_sees_one_moment,
    a_reader_remembers_the_keys_of_what_it_showed,
    tags_authors_and_settings_are_seen_as_soon_as_they_are_written,
    users_media_revisions_and_redirects_read_back,
    a_placement_shows_what_is_public_and_not_over,
    text_with_a_nul_character_can_be_kept,
);

async fn a_post_reads_back_as_it_was_written(database: PrivateDatabase) {
    let store = open(&database).await;
    let (politics, anna, bert) = (tag("politics"), author("anna"), author("bert"));
    let post = story("bridge", 10, &[&politics], &[&bert, &anna]);
    write(&store, &[&politics], &[&anna, &bert], &[&post]).await;
    let (id, slug) = (post.id, post.slug.clone());
    let (by_id, by_slug) = read(&store, move |reader| {
        Ok((reader.post_by_id(id)?, reader.post_by_slug(&slug)?))
    })
    .await;
    assert_eq!(by_id.as_ref(), Some(&post));
    assert_eq!(by_slug, Some(post));
}

async fn a_post_without_anything_reads_back_as_well(database: PrivateDatabase) {
    let store = open(&database).await;
    let empty = Post::blank(slug("x"), Language::english(), minute(1));
    write(&store, &[], &[], &[&empty]).await;
    let id = empty.id;
    assert_eq!(
        read(&store, move |reader| reader.post_by_id(id)).await,
        Some(empty)
    );
}

async fn an_update_changes_all_of_a_post(database: PrivateDatabase) {
    let store = open(&database).await;
    let (politics, sport, anna) = (tag("politics"), tag("sport"), author("anna"));
    let post = story("bridge", 10, &[&politics], &[&anna]);
    let other = story("untouched", 11, &[&politics], &[&anna]);
    write(&store, &[&politics, &sport], &[&anna], &[&post, &other]).await;
    let changed = Post {
        id: post.id,
        created_at: post.created_at,
        state: PostState::Withdrawn,
        kind: PostKind::Page,
        ..story("moved", 20, &[&sport, &politics], &[])
    };
    let update = changed.clone();
    store
        .write::<_, StoreError>(move |tx| tx.update_post(&update))
        .await
        .unwrap();
    assert_eq!(
        read(&store, move |reader| reader.post_by_id(post.id)).await,
        Some(changed)
    );
    assert_eq!(
        read(&store, move |reader| reader.post_by_id(other.id)).await,
        Some(other)
    );
    let gone = story("never-written", 1, &[], &[]);
    let missing = store.write(move |tx| tx.update_post(&gone)).await;
    assert!(matches!(missing, Err(StoreError::Missing("post"))), "{missing:?}");
}

async fn a_second_post_cannot_take_a_slug(database: PrivateDatabase) {
    let store = open(&database).await;
    let post = story("bridge", 10, &[], &[]);
    write(&store, &[], &[], &[&post]).await;
    let (id, second) = (
        post.id,
        Post {
            origin: None,
            ..story("bridge", 11, &[], &[])
        },
    );
    let taken = store.write(move |tx| tx.insert_post(&second)).await;
    assert!(
        taken.as_ref().is_err_and(|why| why.is_taken("posts.slug")),
        "{taken:?}"
    );
    let third = Post {
        origin: post.origin.clone(),
        ..story("other", 11, &[], &[])
    };
    let taken = store.write(move |tx| tx.insert_post(&third)).await;
    assert!(
        taken.as_ref().is_err_and(|why| why.is_taken("posts.origin")),
        "{taken:?}"
    );
    let asked: Result<_, StoreError> = store
        .write(move |tx| {
            let bridge = slug("bridge");
            Ok((
                tx.slug_taken(&bridge, None)?,
                tx.slug_taken(&bridge, Some(id))?,
                tx.slug_taken(&slug("x"), None)?,
            ))
        })
        .await;
    assert_eq!(asked.unwrap(), (true, false, false));
}

async fn a_write_that_fails_or_panics_leaves_nothing(database: PrivateDatabase) {
    let store = open(&database).await;
    let write = |name: &str, panic: bool| {
        let (store, post) = (store.clone(), story(name, 1, &[], &[]));
        tokio::spawn(async move {
            store
                .write(move |tx| -> Result<(), StoreError> {
                    tx.insert_post(&post)?;
                    tx.append_change("post.published", &[Key::Posts], &[])?;
                    assert!(!panic, "as the test wants it");
                    Err(StoreError::Closed)
                })
                .await
        })
    };
    assert!(matches!(
        write("fails", false).await.unwrap(),
        Err(StoreError::Closed)
    ));
    assert!(write("panics", true).await.unwrap_err().is_panic());
    let left = read(&store, |reader| {
        Ok((
            reader.last_change(),
            reader.post_by_slug(&slug("fails"))?,
            reader.post_by_slug(&slug("panics"))?,
        ))
    })
    .await;
    assert_eq!(left, (0, None, None));
    // And the store goes on.
    crate::sample::write(&store, &[], &[], &[&story("works", 1, &[], &[])]).await;
}

async fn a_reader_sees_one_moment(database: PrivateDatabase) {
    let store = open(&database).await;
    write(&store, &[], &[], &[&story("first", 1, &[], &[])]).await;
    let (writer, runtime) = (store.clone(), tokio::runtime::Handle::current());
    let seen = read(&store, move |reader| {
        let before = reader.post_by_slug(&slug("first"))?.is_some();
        runtime.block_on(write(&writer, &[], &[], &[&story("second", 2, &[], &[])]));
        Ok((before, reader.post_by_slug(&slug("second"))?.is_some()))
    })
    .await;
    assert_eq!(seen, (true, false));
    assert!(
        read(&store, |reader| Ok(reader
            .post_by_slug(&slug("second"))?
            .is_some()))
        .await
    );
}

async fn a_reader_remembers_the_keys_of_what_it_showed(database: PrivateDatabase) {
    let store = open(&database).await;
    let (politics, anna) = (tag("politics"), author("anna"));
    let post = story("bridge", 10, &[&politics], &[&anna]);
    write(&store, &[&politics], &[&anna], &[&post]).await;
    let keys = read(&store, |reader| {
        reader.settings()?;
        reader.post_by_slug(&slug("bridge"))?;
        reader.post_by_slug(&slug("nothing"))?;
        reader.tag_by_slug(&slug("no-tag"))?;
        Ok((reader.take_keys(), reader.take_keys()))
    })
    .await;
    let expected = [
        Key::Post(post.id),
        Key::Tag(politics.id),
        Key::Author(anna.id),
        Key::Settings,
        Key::Slug(slug("nothing")),
        Key::Slug(slug("no-tag")),
    ];
    assert_eq!(keys, (BTreeSet::from(expected), BTreeSet::new()));
}

async fn tags_authors_and_settings_are_seen_as_soon_as_they_are_written(database: PrivateDatabase) {
    let store = open(&database).await;
    // A second node over the same database.
    let node = open(&database).await;
    let politics = tag("politics");
    for name in ["Politics", "Politics and power"] {
        let renamed = Tag {
            name: name.into(),
            ..(*politics).clone()
        };
        let settings = SiteSettings {
            title: name.into(),
            ..SiteSettings::default()
        };
        let (expected, id) = (renamed.clone(), politics.id);
        let within: Result<_, StoreError> = store
            .write(move |tx| {
                tx.save_tag(&renamed)?;
                tx.set_settings(&settings)?;
                Ok((tx.tag_by_id(id)?, tx.settings()?.title))
            })
            .await;
        let wanted = (Some(Arc::new(expected)), name.to_owned());
        assert_eq!(within.unwrap(), wanted);
        for node in [&store, &node] {
            let seen = read(node, move |reader| {
                Ok((reader.tag_by_id(id)?, reader.settings()?.title.clone()))
            })
            .await;
            assert_eq!(seen, wanted);
        }
    }
}

async fn users_media_revisions_and_redirects_read_back(database: PrivateDatabase) {
    let store = open(&database).await;
    let (post, anna) = (story("bridge", 10, &[], &[]), author("anna"));
    write(&store, &[], &[&anna], &[&post]).await;
    let user = User {
        id: UserId::new(),
        email: "Anna@paper.example".parse().unwrap(),
        name: "Anna".into(),
        role: Role::Editor,
        password_hash: Some("$argon2id$…".into()),
        totp: Some("JBSWY3DPEHPK3PXP".into()),
        totp_used: 7,
        recovery: "a b".into(),
        disabled_at: None,
        author: Some(anna.id),
        created_at: minute(1),
        updated_at: minute(2),
    };
    let media = Media {
        id: MediaId::new(),
        path: "/content/images/a.jpg".into(),
        content_type: "image/jpeg".into(),
        bytes: 5_000_000_000,
        width: 1200,
        height: 800,
        sha256: "ab".repeat(32),
        alt: "alt".into(),
        caption: "caption".into(),
        credit: "credit".into(),
        copyright: "copyright".into(),
        licence: String::new(),
        focal: (50, 50),
        user: Some(user.id),
        created_at: minute(3),
        replaced_at: None,
    };
    let revision = |at, note: &str| Revision {
        id: RevisionId::new(),
        post: post.id,
        at: minute(at),
        user: Some(user.id),
        title: "Title".into(),
        standfirst: None,
        body: "{}".into(),
        fields: None,
        note: Some(note.into()),
    };
    let (first, second) = (revision(1, "saved"), revision(2, "published"));
    let written = (user.clone(), media.clone(), first.clone(), second.clone());
    let done: Result<_, StoreError> = store
        .write(move |tx| {
            tx.save_user(&written.0)?;
            tx.add_media(&written.1)?;
            tx.add_revision(&written.2)?;
            tx.add_revision(&written.3)?;
            tx.add_redirect("/old/", "/new/", true)?;
            tx.add_redirect("/new/", "/newest/", true)?;
            tx.enqueue_job(&NewJob::now("test", "{}".into()))?;
            Ok(tx.media_by_sha256(&written.1.sha256)?.map(|media| media.id))
        })
        .await;
    assert_eq!(done.unwrap(), Some(media.id));
    let (users, library, revisions, old, newest) = read(&store, move |reader| {
        Ok((
            reader.users()?,
            reader.media(10, 0)?,
            reader.revisions(post.id, None, 10)?,
            reader.redirect("/old/")?.map(|redirect| redirect.to),
            reader.redirect("/newest/")?,
        ))
    })
    .await;
    assert_eq!(revisions, [second, first]);
    assert_eq!((library, users[0].role, users.len()), (vec![media], user.role, 1));
    assert_eq!((old.as_deref(), newest), (Some("/newest/"), None));
    let found = read(&store, |reader| {
        reader.user_by_email(&"aNNa@paper.example".parse().unwrap())
    })
    .await;
    assert_eq!(found.map(|found| found.id), Some(user.id));
    let same = User {
        id: UserId::new(),
        ..user
    };
    let taken = store.write(move |tx| tx.save_user(&same)).await;
    assert!(
        taken.as_ref().is_err_and(|why| why.is_taken("users.email")),
        "{taken:?}"
    );
}

async fn a_placement_shows_what_is_public_and_not_over(database: PrivateDatabase) {
    let store = open(&database).await;
    let (one, two, later) = (
        story("one", 1, &[], &[]),
        story("two", 2, &[], &[]),
        story("later", 900, &[], &[]),
    );
    write(&store, &[], &[], &[&one, &two, &later]).await;
    let pick = |post: &Post, until: Option<i64>| Pick {
        post: post.id,
        headline: Some(format!("Ours: {}", post.title)),
        until: until.map(minute),
    };
    let picks = vec![pick(&two, None), pick(&later, None), pick(&one, Some(100))];
    let (name, set): (PlacementName, _) = ("picks".parse().unwrap(), picks.clone());
    let in_write: Result<_, StoreError> = store
        .write(move |tx| {
            let name = "picks".parse().unwrap();
            tx.set_placement(&name, &Language::english(), &[])?;
            tx.set_placement(&name, &Language::english(), &set)?;
            tx.placement(&name, &Language::english())
        })
        .await;
    assert_eq!(in_write.unwrap(), picks);
    for (now, expected, until) in [
        (50, vec![two.id, one.id], Some(100)),
        (150, vec![two.id], None),
        (1000, vec![two.id, later.id], None),
    ] {
        let name = name.clone();
        let shown = read(&store, move |reader| {
            let shown = reader.placement(&name, &Language::english(), minute(now))?;
            let other = reader.placement(&name, &"uk".parse().unwrap(), minute(now))?;
            assert!(other.is_empty() && reader.take_keys().contains(&Key::Placement(name)));
            assert_eq!(reader.take_until(), until.map(minute));
            Ok(shown)
        })
        .await;
        assert_eq!(
            shown.iter().map(|placed| placed.post.id).collect::<Vec<_>>(),
            expected
        );
        assert!(shown.iter().all(|placed| picks.contains(&placed.pick)));
    }
}

async fn text_with_a_nul_character_can_be_kept(database: PrivateDatabase) {
    let store = open(&database).await;
    let post = Post {
        title: "a\0b".into(),
        ..story("nul", 1, &[], &[])
    };
    write(&store, &[], &[], &[&post]).await;
    let title = read(&store, move |reader| {
        Ok(reader.post_by_id(post.id)?.map(|post| post.title))
    })
    .await;
    assert!(["a\0b", "ab"].contains(&title.unwrap().as_str()));
}
