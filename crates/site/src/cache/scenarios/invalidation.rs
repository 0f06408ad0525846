use super::*;

#[tokio::test]
async fn a_page_is_rendered_once_and_then_kept() {
    let paper = Paper::new();
    paper.write("/a/", &[post()], "A");
    let cache = cache(&paper);
    assert!(cache.hit("/a/").is_none());
    assert_eq!(read(&cache, "/a/").await, page("A", Source::Miss));
    assert_eq!(read(&cache, "/a/").await, page("A", Source::Hit));
    assert!(cache.hit("/a/").is_some());
    assert_eq!(paper.renders(), 1);
}

#[tokio::test]
async fn a_change_renews_the_pages_that_carry_its_keys_and_no_others() {
    let paper = Paper::new();
    let (changed, other) = (post(), post());
    paper.write("/a/", std::slice::from_ref(&changed), "A");
    paper.write("/", &[changed.clone(), other.clone()], "front");
    paper.write("/b/", &[other, Key::Posts], "B");
    let cache = cache(&paper);
    for path in ["/a/", "/", "/b/"] {
        read(&cache, path).await;
    }
    paper.write("/a/", std::slice::from_ref(&changed), "A, corrected");
    paper.snapshot_is(2);
    assert_eq!(cache.invalidate(2, &[changed], &[]), 2);
    assert_eq!(read(&cache, "/a/").await, page("A, corrected", Source::Miss));
    assert_eq!(read(&cache, "/b/").await, page("B", Source::Hit));
    assert_eq!(read(&cache, "/").await.1, Source::Miss);
}

#[tokio::test]
async fn a_page_that_has_seen_the_change_already_stays() {
    let paper = Paper::new();
    let key = post();
    paper.write("/a/", std::slice::from_ref(&key), "A");
    paper.snapshot_is(5);
    let cache = cache(&paper);
    read(&cache, "/a/").await;
    assert_eq!(cache.invalidate(5, std::slice::from_ref(&key), &[]), 0);
    assert_eq!(cache.invalidate(6, &[key], &[]), 1);
}

#[tokio::test]
async fn addresses_without_a_page_are_not_kept() {
    let paper = Paper::new();
    let cache = cache(&paper);
    for n in 0..100 {
        assert!(matches!(cache.page(&format!("/{n}/")).await, Served::Missing(_)));
    }
    assert_eq!(cache.totals(), (0, 0));
}

#[tokio::test]
async fn a_page_that_is_gone_from_its_address_leaves_the_cache() {
    let paper = Paper::new();
    let key = post();
    paper.write("/a/", std::slice::from_ref(&key), "A");
    let cache = cache(&paper);
    read(&cache, "/a/").await;
    paper.snapshot_is(2);
    paper.write("/a/", &[], "→/b/");
    cache.invalidate(2, &[key], &[]);
    assert!(matches!(cache.page("/a/").await, Served::Moved { to, permanent: true } if to == "/b/"));
    assert_eq!(cache.totals(), (0, 0));
}

#[tokio::test]
async fn another_theme_renews_every_page() {
    let paper = Paper::new();
    paper.write("/a/", &[post()], "old look");
    let cache = cache(&paper);
    read(&cache, "/a/").await;
    paper.write("/a/", &[post()], "new look");
    cache.renew_all();
    assert_eq!(read(&cache, "/a/").await, page("new look", Source::Miss));
}
