//! What is read most.

use crate::{Desk, story};
use kernel::{Key, Language, PostId, Timestamp};
use newsroom::TagRef;
use store::{Period, StoreError};
use testkit::PrivateDatabase;

testkit::on_both!(
    nodes_add_up_and_only_another_order_is_a_change,
    a_day_and_a_week_are_counted_apart,
    each_language_has_its_own_list,
    each_section_has_its_own_list_and_is_touched_alone,
);

async fn list(desk: &Desk, period: Period, language: &str) -> Vec<PostId> {
    let (language, now): (Language, _) = (language.parse().unwrap(), Timestamp::now());
    let read = move |reader: &store::Reader| reader.most_read(period, None, &language, now, 10);
    let posts = desk.store.read(read).await.unwrap();
    posts.iter().map(|post| post.id).collect()
}

async fn nodes_add_up_and_only_another_order_is_a_change(database: PrivateDatabase) {
    let Ok(address) = database.address.parse();
    let other = store::Store::open(address).await.unwrap();
    let desk = Desk::open(database).await;
    let other = newsroom::Newsroom::new(other, desk.files.clone());
    let a = desk.save_post(story("A")).await.unwrap().id;
    let b = desk.save_post(story("B")).await.unwrap().id;
    desk.add_reads(vec![(a, 3), (b, 2)]).await.unwrap();
    assert!(desk.rank_reads().await.unwrap());
    assert_eq!(desk.last_keys().await, [Key::MostRead]);
    assert_eq!(list(&desk, Period::Day, "en").await, [a, b]);

    let changes = || {
        desk.store
            .read(|reader| Ok::<_, StoreError>(reader.last_change()))
    };
    let before = changes().await.unwrap();
    desk.add_reads(vec![(a, 1)]).await.unwrap();
    assert!(!desk.rank_reads().await.unwrap(), "the order is the same");
    assert_eq!(changes().await.unwrap(), before);

    // 4 to 2 here; together with the other node's 3 it is 4 to 5.
    other.add_reads(vec![(b, 3), (PostId::new(), 9)]).await.unwrap();
    assert!(other.rank_reads().await.unwrap());
    assert_eq!(list(&desk, Period::Day, "en").await, [b, a]);
    assert!(!desk.rank_reads().await.unwrap());
}

async fn a_day_and_a_week_are_counted_apart(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let a = desk.save_post(story("A")).await.unwrap().id;
    let b = desk.save_post(story("B")).await.unwrap().id;
    let ago = |days: i64| Timestamp::now().plus_millis(-days * 24 * 3_600_000);
    let write = move |tx: &mut store::Tx<'_>| {
        tx.add_reads(&[(a, 9)], ago(3))?;
        tx.add_reads(&[(b, 99)], ago(8))?;
        tx.add_reads(&[(b, 2)], ago(0))
    };
    desk.store.write::<_, StoreError>(write).await.unwrap();
    desk.rank_reads().await.unwrap();
    assert_eq!(list(&desk, Period::Day, "en").await, [b]);
    assert_eq!(list(&desk, Period::Week, "en").await, [a, b]);
}

async fn each_language_has_its_own_list(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    desk.change_settings(|settings| settings.languages = vec!["uk".parse().unwrap()])
        .await
        .unwrap();
    let a = desk.save_post(story("A")).await.unwrap().id;
    let mut input = story("Б");
    input.language = Some("uk".parse().unwrap());
    let b = desk.save_post(input).await.unwrap().id;
    desk.add_reads(vec![(a, 1), (b, 5)]).await.unwrap();
    desk.rank_reads().await.unwrap();
    assert_eq!(list(&desk, Period::Day, "en").await, [a]);
    assert_eq!(list(&desk, Period::Day, "uk").await, [b]);
}

async fn each_section_has_its_own_list_and_is_touched_alone(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let in_tags = |title: &str, tags: &[&str]| {
        let mut input = story(title);
        input.tags = tags
            .iter()
            .map(|slug| TagRef::Named((*slug).to_owned()))
            .collect();
        input
    };
    for name in ["Port", "City"] {
        let input = newsroom::TagInput {
            name: name.into(),
            ..newsroom::TagInput::default()
        };
        desk.save_tag(input).await.unwrap();
    }
    let a = desk.save_post(in_tags("A", &["port"])).await.unwrap().id;
    let b = desk.save_post(in_tags("B", &["port", "city"])).await.unwrap().id;
    let c = desk.save_post(in_tags("C", &["city"])).await.unwrap().id;
    let (port, city) = (desk.tag("port").await, desk.tag("city").await);
    let list = async |tag| {
        let now = Timestamp::now();
        let read = move |reader: &store::Reader| {
            reader.most_read(Period::Day, Some(tag), &Language::english(), now, 10)
        };
        let posts = desk.store.read(read).await.unwrap();
        posts.iter().map(|post| post.id).collect::<Vec<_>>()
    };
    desk.add_reads(vec![(a, 1), (b, 2), (c, 9)]).await.unwrap();
    assert!(desk.rank_reads().await.unwrap());
    assert_eq!(list(port).await, [b, a]);
    assert_eq!(list(city).await, [c, b]);

    // 5 to 2 at the port; the city and the paper keep their order.
    desk.add_reads(vec![(a, 4), (c, 1)]).await.unwrap();
    assert!(desk.rank_reads().await.unwrap());
    assert_eq!(list(port).await, [a, b]);
    let keys = desk.last_keys().await;
    assert!(keys.contains(&Key::MostReadOfTag(port)), "{keys:?}");
    assert!(!keys.contains(&Key::MostReadOfTag(city)), "{keys:?}");
    assert!(!desk.rank_reads().await.unwrap(), "every order is the same");

    // What leaves the section leaves its list with it, before anything is counted again.
    let mut moved = in_tags("A", &["city"]);
    moved.target = newsroom::Target::Id(a);
    desk.save_post(moved).await.unwrap();
    assert_eq!(list(port).await, [b]);
}
