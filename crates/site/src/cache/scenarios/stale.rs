use super::*;

async fn stale_page(paper: &Arc<Paper>, cache: &PageCache) -> Key {
    let key = post();
    paper.write("/a/", std::slice::from_ref(&key), "old");
    read(cache, "/a/").await;
    paper.write("/a/", std::slice::from_ref(&key), "new");
    paper.snapshot_is(2);
    cache.invalidate(2, std::slice::from_ref(&key), &[]);
    key
}

#[tokio::test]
async fn a_stale_page_is_served_while_the_store_does_not_answer() {
    let paper = Paper::new();
    let cache = cache(&paper);
    stale_page(&paper, &cache).await;
    paper.fail(Some(Failure::Unavailable("connection refused".into())));
    assert_eq!(read(&cache, "/a/").await, page("old", Source::Stale));
    paper.fail(None);
    assert_eq!(read(&cache, "/a/").await, page("new", Source::Miss));
}

#[tokio::test]
async fn a_stale_page_is_served_while_the_theme_is_broken() {
    let paper = Paper::new();
    let cache = cache(&paper);
    stale_page(&paper, &cache).await;
    paper.fail(Some(Failure::Broken("post.hbs:3: no such helper".into())));
    assert_eq!(read(&cache, "/a/").await, page("old", Source::Stale));
}

#[tokio::test]
async fn without_a_stale_page_a_failure_is_a_failure() {
    let paper = Paper::new();
    let cache = cache(&paper);
    paper.fail(Some(Failure::Unavailable("connection refused".into())));
    assert!(matches!(
        cache.page("/a/").await,
        Served::Failed(Failure::Unavailable(_))
    ));
}

#[tokio::test]
async fn a_withdrawn_story_is_not_served_even_while_the_store_does_not_answer() {
    let paper = Paper::new();
    let key = post();
    paper.write("/a/", std::slice::from_ref(&key), "A");
    paper.write("/", std::slice::from_ref(&key), "front with A");
    let cache = cache(&paper);
    read(&cache, "/a/").await;
    read(&cache, "/").await;
    cache.invalidate(2, std::slice::from_ref(&key), std::slice::from_ref(&key));
    paper.fail(Some(Failure::Unavailable("connection refused".into())));
    for path in ["/a/", "/"] {
        assert!(matches!(cache.page(path).await, Served::Failed(_)), "{path}");
    }
}

#[tokio::test]
async fn while_all_places_are_taken_a_stale_page_is_served_and_renewed_behind_it() {
    let paper = Paper::new();
    let cache = cache_with(&paper, |config| {
        config.renders = 1;
        config.patience = Duration::ZERO;
    });
    stale_page(&paper, &cache).await;
    paper.close();
    let busy = tokio::spawn({
        let cache = cache.clone();
        async move { cache.page("/other/").await }
    });
    paper.begun(2).await;
    assert_eq!(read(&cache, "/a/").await, page("old", Source::Stale));
    paper.open();
    busy.await.unwrap();
    paper.begun(3).await;
    let (text, _) = read(&cache, "/a/").await;
    assert_eq!(text, "new");
    assert_eq!(paper.renders(), 3);
}

#[tokio::test]
async fn a_story_withdrawn_while_its_stale_page_waits_for_a_place_is_not_served() {
    let paper = Paper::new();
    let cache = cache_with(&paper, |config| {
        config.renders = 1;
        config.waiting = 0;
        config.patience = Duration::from_secs(60);
        config.long_patience = Duration::from_secs(60);
    });
    let key = stale_page(&paper, &cache).await;
    paper.close();
    let busy = tokio::spawn({
        let cache = cache.clone();
        async move { cache.page("/other/").await }
    });
    paper.begun(2).await;
    let reader = tokio::spawn({
        let cache = cache.clone();
        async move { cache.page("/a/").await }
    });
    tokio::task::yield_now().await;
    paper.remove("/a/");
    paper.snapshot_is(3);
    cache.invalidate(3, std::slice::from_ref(&key), std::slice::from_ref(&key));
    paper.open();
    busy.await.unwrap();
    assert!(matches!(reader.await.unwrap(), Served::Missing(_)));
}

#[tokio::test]
async fn an_old_page_is_served_and_renewed_behind_it() {
    let paper = Paper::new();
    paper.write("/a/", &[post()], "at noon");
    let cache = cache_with(&paper, |config| config.renew_after = Duration::ZERO);
    read(&cache, "/a/").await;
    paper.write("/a/", &[post()], "at one");
    assert!(cache.hit("/a/").is_none());
    assert_eq!(read(&cache, "/a/").await, page("at noon", Source::Hit));
    paper.begun(2).await;
    let mut text = String::new();
    while text != "at one" {
        text = read(&cache, "/a/").await.0;
    }
}

#[tokio::test]
async fn a_page_that_time_has_changed_is_rendered_anew_before_it_is_served() {
    let paper = Paper::new();
    paper.write("/a/", &[post()], "today");
    let cache = cache(&paper);
    paper.until(Timestamp::now().plus_millis(3_600_000));
    assert_eq!(read(&cache, "/a/").await, page("today", Source::Miss));
    assert!(cache.hit("/a/").is_some());
    assert_eq!(read(&cache, "/a/").await, page("today", Source::Hit));

    paper.write("/b/", &[post()], "yesterday");
    paper.until(Timestamp::now().plus_millis(-1));
    read(&cache, "/b/").await;
    paper.write("/b/", &[post()], "today");
    assert!(cache.hit("/b/").is_none());
    assert_eq!(read(&cache, "/b/").await, page("today", Source::Miss));
    // Better yesterday's page than none.
    paper.fail(Some(Failure::Unavailable("connection refused".into())));
    assert_eq!(read(&cache, "/b/").await, page("today", Source::Stale));
}
