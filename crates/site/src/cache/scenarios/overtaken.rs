//! A page rendered from a snapshot before a change and stored after its invalidation would stay stale for ever.

use super::*;

#[tokio::test]
async fn a_page_that_was_overtaken_by_a_change_is_not_kept() {
    let paper = Paper::new();
    let key = post();
    paper.write("/a/", std::slice::from_ref(&key), "old");
    let cache = cache(&paper);
    paper.close();
    let first = tokio::spawn({
        let cache = cache.clone();
        async move { read(&cache, "/a/").await }
    });
    paper.begun(1).await;
    paper.write("/a/", std::slice::from_ref(&key), "new");
    paper.snapshot_is(2);
    cache.invalidate(2, &[key], &[]);
    paper.open();
    assert_eq!(first.await.unwrap().0, "old", "it asked before the change");
    assert_eq!(read(&cache, "/a/").await, page("new", Source::Miss));
}

#[tokio::test]
async fn who_joined_a_rendering_that_was_overtaken_gets_the_new_page() {
    let paper = Paper::new();
    let key = post();
    paper.write("/a/", std::slice::from_ref(&key), "old");
    let cache = cache(&paper);
    paper.close();
    let first = tokio::spawn({
        let cache = cache.clone();
        async move { read(&cache, "/a/").await }
    });
    paper.begun(1).await;
    paper.write("/a/", std::slice::from_ref(&key), "new");
    paper.snapshot_is(2);
    cache.invalidate(2, &[key], &[]);
    let second = tokio::spawn({
        let cache = cache.clone();
        async move { read(&cache, "/a/").await }
    });
    tokio::task::yield_now().await;
    paper.open();
    first.await.unwrap();
    assert_eq!(second.await.unwrap().0, "new");
}

#[tokio::test]
async fn a_change_of_other_keys_does_not_hinder_a_page_from_being_kept() {
    let paper = Paper::new();
    paper.write("/a/", &[post()], "A");
    let cache = cache(&paper);
    paper.close();
    let first = tokio::spawn({
        let cache = cache.clone();
        async move { read(&cache, "/a/").await }
    });
    paper.begun(1).await;
    cache.invalidate(2, &[post()], &[]);
    paper.open();
    first.await.unwrap();
    assert_eq!(read(&cache, "/a/").await, page("A", Source::Hit));
}

#[tokio::test]
async fn a_page_of_the_old_theme_is_not_kept_when_the_theme_changes_meanwhile() {
    let paper = Paper::new();
    paper.write("/a/", &[post()], "old look");
    let cache = cache(&paper);
    paper.close();
    let first = tokio::spawn({
        let cache = cache.clone();
        async move { read(&cache, "/a/").await }
    });
    paper.begun(1).await;
    cache.renew_all();
    paper.write("/a/", &[post()], "new look");
    paper.open();
    first.await.unwrap();
    assert_eq!(read(&cache, "/a/").await, page("new look", Source::Miss));
}

#[tokio::test]
async fn a_story_published_while_its_address_was_looked_up_is_found_by_who_joined() {
    let paper = Paper::new();
    let cache = cache(&paper);
    paper.close();
    let first = tokio::spawn({
        let cache = cache.clone();
        async move { cache.page("/a/").await }
    });
    paper.begun(1).await;
    paper.write("/a/", &[post()], "just in");
    paper.snapshot_is(2);
    cache.invalidate(2, &[Key::Slug("a".parse().unwrap())], &[]);
    let second = tokio::spawn({
        let cache = cache.clone();
        async move { read(&cache, "/a/").await }
    });
    tokio::task::yield_now().await;
    paper.open();
    assert!(matches!(first.await.unwrap(), Served::Missing(_)));
    assert_eq!(second.await.unwrap().0, "just in");
}
