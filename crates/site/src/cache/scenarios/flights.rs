use super::*;

#[tokio::test]
async fn many_who_ask_at_once_wait_for_one_rendering() {
    let paper = Paper::new();
    paper.write("/a/", &[post()], "A");
    let cache = cache(&paper);
    paper.close();
    let readers: Vec<_> = (0..50)
        .map(|_| {
            let cache = cache.clone();
            tokio::spawn(async move { read(&cache, "/a/").await.0 })
        })
        .collect();
    paper.begun(1).await;
    paper.open();
    for reader in readers {
        assert_eq!(reader.await.unwrap(), "A");
    }
    assert_eq!(paper.renders(), 1);
}

#[tokio::test]
async fn a_reader_who_leaves_does_not_stop_the_rendering_for_the_others() {
    let paper = Paper::new();
    paper.write("/a/", &[post()], "A");
    let cache = cache(&paper);
    paper.close();
    let first = tokio::spawn({
        let cache = cache.clone();
        async move { read(&cache, "/a/").await }
    });
    paper.begun(1).await;
    let second = tokio::spawn({
        let cache = cache.clone();
        async move { read(&cache, "/a/").await }
    });
    first.abort();
    paper.open();
    assert_eq!(second.await.unwrap().0, "A");
    assert_eq!(paper.renders(), 1);
}

#[tokio::test]
async fn no_more_pages_are_rendered_at_once_than_allowed() {
    let paper = Paper::new();
    let cache = cache_with(&paper, |config| config.renders = 2);
    paper.close();
    let readers: Vec<_> = (0..10)
        .map(|n| {
            let path = format!("/{n}/");
            paper.write(&path, &[post()], "x");
            let cache = cache.clone();
            tokio::spawn(async move { read(&cache, &path).await })
        })
        .collect();
    paper.begun(2).await;
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert_eq!(paper.renders(), 2);
    paper.open();
    for reader in readers {
        reader.await.unwrap();
    }
    assert_eq!(paper.renders(), 10);
}

#[tokio::test]
async fn who_waits_too_long_for_a_place_is_told_so() {
    let paper = Paper::new();
    let cache = cache_with(&paper, |config| {
        config.renders = 1;
        config.long_patience = Duration::ZERO;
    });
    paper.close();
    let first = tokio::spawn({
        let cache = cache.clone();
        async move { cache.page("/a/").await }
    });
    paper.begun(1).await;
    assert!(matches!(
        cache.page("/b/").await,
        Served::Failed(Failure::Crowded)
    ));
    paper.open();
    assert!(matches!(first.await.unwrap(), Served::Missing(_)));
}
