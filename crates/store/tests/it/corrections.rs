//! The corrections of all posts.

use crate::sample::{minute, open, read, story, write};
use kernel::{post::Correction, *};
use testkit::{PrivateDatabase, on_both};

on_both!(corrections_of_what_readers_see_come_newest_first_by_pages,);

fn corrected(name: &str, at: &[i64]) -> Post {
    Post {
        corrections: at
            .iter()
            .map(|at| Correction {
                at: minute(*at),
                text: format!("{name} at {at}"),
            })
            .collect(),
        ..story(name, 1, &[], &[])
    }
}

async fn corrections_of_what_readers_see_come_newest_first_by_pages(database: PrivateDatabase) {
    let store = open(&database).await;
    let one = corrected("one", &[10, 40]);
    let two = corrected("two", &[20, 30]);
    let draft = Post {
        state: PostState::Draft,
        ..corrected("draft", &[50])
    };
    let withdrawn = Post {
        state: PostState::Withdrawn,
        ..corrected("withdrawn", &[5])
    };
    let later = Post {
        published_at: Some(minute(9000)),
        ..corrected("later", &[50])
    };
    let other = Post {
        language: "uk".parse().unwrap(),
        ..corrected("other", &[50])
    };
    let none = corrected("none", &[]);
    write(
        &store,
        &[],
        &[],
        &[&one, &two, &draft, &withdrawn, &later, &other, &none],
    )
    .await;
    let ids = [one.id, two.id];
    let (first, second) = read(&store, move |reader| {
        let page = |offset| reader.corrections(&Language::english(), minute(5000), 3, offset);
        let first = page(0)?;
        let keys = reader.take_keys();
        for (title, key) in [
            ("one", Key::Post(ids[0])),
            ("two", Key::Post(ids[1])),
            ("all", Key::Corrections),
        ] {
            assert!(keys.contains(&key), "{title}: {keys:?}");
        }
        Ok((first, page(3)?))
    })
    .await;
    let texts = |page: &(Vec<store::Corrected>, u64)| {
        let texts: Vec<_> = page.0.iter().map(|one| one.correction.text.clone()).collect();
        (texts.join(", "), page.1)
    };
    assert_eq!(texts(&first), ("one at 40, two at 30, two at 20".to_owned(), 5));
    assert_eq!(texts(&second), ("one at 10, withdrawn at 5".to_owned(), 5));
    assert_eq!(first.0[1].post.slug.as_str(), "two");
}
