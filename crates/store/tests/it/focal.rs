//! Where the middle of pictures is.

use crate::sample::{minute, open, read, story, write};
use kernel::{MediaId, Picture};
use store::{Media, Store, StoreError};
use testkit::{PrivateDatabase, on_both};

on_both!(the_middle_is_known_of_what_the_library_has_and_of_nothing_else);

pub async fn keep(store: &Store, path: &'static str, focal: (u32, u32)) {
    let done: Result<_, StoreError> = store
        .write(move |tx| {
            tx.add_media(&Media {
                id: MediaId::new(),
                path: path.into(),
                content_type: "image/jpeg".into(),
                bytes: 1,
                width: 3,
                height: 2,
                sha256: path.into(),
                alt: String::new(),
                caption: String::new(),
                credit: String::new(),
                copyright: String::new(),
                licence: String::new(),
                focal,
                user: None,
                created_at: minute(1),
                replaced_at: None,
            })
        })
        .await;
    done.unwrap();
}

async fn the_middle_is_known_of_what_the_library_has_and_of_nothing_else(database: PrivateDatabase) {
    let store = open(&database).await;
    let paths: Vec<String> = (0..20).map(|n| format!("/content/images/{n}.jpg")).collect();
    let mut posts: Vec<_> = (0..20)
        .map(|n| story(&format!("story-{n}"), n, &[], &[]))
        .collect();
    for (post, path) in posts.iter_mut().zip(&paths) {
        // As editors type it: with the site's address, too.
        post.feature_image = Some(Picture {
            src: format!("https://paper.example{path}"),
            ..Picture::default()
        });
    }
    write(&store, &[], &[], &posts.iter().collect::<Vec<_>>()).await;
    keep(&store, "/content/images/0.jpg", (20, 35)).await;
    keep(&store, "/content/images/1.jpg", (50, 50)).await;
    keep(&store, "/content/images/19.jpg", (0, 100)).await;
    keep(&store, "/content/images/portrait.jpg", (50, 10)).await;
    let ids: Vec<_> = posts.iter().map(|post| post.id).collect();
    let found = read(&store, move |reader| {
        for id in ids {
            reader.post_by_id(id)?;
        }
        // First by one that was handed out with the others, then by one that nobody expected.
        let mut asked = paths;
        asked.push("/content/images/portrait.jpg".into());
        asked.push("/assets/a.jpg".into());
        asked
            .iter()
            .map(|path| reader.focal(path))
            .collect::<Result<Vec<_>, _>>()
    })
    .await;
    let mut expected = vec![None; 22];
    (expected[0], expected[19], expected[20]) = (Some((20, 35)), Some((0, 100)), Some((50, 10)));
    assert_eq!(found, expected);
}
