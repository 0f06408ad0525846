//! Which address a post gets.

use crate::{Desk, story};
use kernel::Key;
use newsroom::Target;
use testkit::PrivateDatabase;

testkit::on_both!(
    a_slug_that_is_taken_gets_a_number,
    a_slug_that_the_site_keeps_for_itself_gets_a_number,
    a_title_that_no_address_can_hold_gets_its_id,
    something_new_touches_the_address_where_nothing_was,
);

async fn a_slug_that_is_taken_gets_a_number(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let mut slugs = Vec::new();
    for _ in 0..3 {
        slugs.push(desk.save_post(story("Same")).await.unwrap().slug.to_string());
    }
    assert_eq!(slugs, ["same", "same-2", "same-3"]);
    let mut renamed = story("Other");
    renamed.target = Target::Id(desk.post("same-3").await.id);
    renamed.slug = Some("same".parse().unwrap());
    assert_eq!(desk.save_post(renamed).await.unwrap().slug.as_str(), "same-3");
}

async fn a_slug_that_the_site_keeps_for_itself_gets_a_number(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    desk.change_settings(|site| site.languages.push("uk".parse().unwrap()))
        .await
        .unwrap();
    for (title, slug) in [
        ("Feed", "feed-2"),
        ("RSS", "rss-2"),
        ("Archive", "archive-2"),
        ("UK", "uk-2"),
    ] {
        assert_eq!(desk.save_post(story(title)).await.unwrap().slug.as_str(), slug);
    }
}

async fn a_title_that_no_address_can_hold_gets_its_id(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let saved = desk.save_post(story("東京")).await.unwrap();
    assert_eq!(saved.slug.as_str(), saved.id.to_string());
}

async fn something_new_touches_the_address_where_nothing_was(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let saved = desk.save_post(story("One")).await.unwrap();
    let keys = desk.last_keys().await;
    assert!(
        keys.contains(&Key::Slug(saved.slug)) && keys.contains(&Key::Posts),
        "{keys:?}"
    );
}
