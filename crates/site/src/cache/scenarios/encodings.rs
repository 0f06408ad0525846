use super::*;
use crate::cache::Encoding;

#[tokio::test]
async fn encodings_are_made_when_somebody_asks_for_them() {
    let paper = Paper::new();
    paper.write("/a/", &[post()], "A ".repeat(500));
    let cache = cache(&paper);
    read(&cache, "/a/").await;
    let entry = cache.hit("/a/").unwrap();
    assert!(entry.coded(Encoding::Brotli).is_none() && entry.coded(Encoding::Gzip).is_none());
    cache.prepare(&entry, Encoding::Gzip).await;
    let (headers, body) = entry.choose(Encoding::Gzip).unwrap();
    assert_eq!(headers["content-encoding"], "gzip");
    assert_eq!(headers["content-length"], body.len().to_string());
    assert!(entry.coded(Encoding::Brotli).is_none());
}

#[tokio::test]
async fn each_encoding_has_a_strong_etag_of_its_own() {
    let paper = Paper::new();
    paper.write("/a/", &[post()], "A ".repeat(500));
    let cache = cache(&paper);
    read(&cache, "/a/").await;
    let entry = cache.hit("/a/").unwrap();
    let mut tags = Vec::new();
    for encoding in [Encoding::Identity, Encoding::Gzip, Encoding::Brotli] {
        cache.prepare(&entry, encoding).await;
        let (headers, _) = entry.choose(encoding).unwrap();
        assert_eq!(headers["vary"], "accept-encoding");
        let tag = headers["etag"].to_str().unwrap().to_owned();
        assert!(tag.starts_with('"') && tag.ends_with('"'), "{tag}");
        assert!(!tags.contains(&tag));
        tags.push(tag);
    }
}

#[tokio::test]
async fn what_was_compressed_in_haste_is_compressed_better_afterwards_under_another_etag() {
    let paper = Paper::new();
    let words = [
        "harbour ",
        "council ",
        "<p>said</p> ",
        "on Monday ",
        "bridge ",
        "voted ",
    ];
    let text = (0..4000usize)
        .map(|n| words[n.wrapping_mul(2_654_435_761) / 977 % 6])
        .collect::<String>();
    paper.write("/a/", &[post()], text.clone());
    let cache = cache(&paper);
    read(&cache, "/a/").await;
    let hasty = cache.hit("/a/").unwrap();
    cache.prepare(&hasty, Encoding::Brotli).await;
    let mut better = cache.hit("/a/").unwrap();
    while Arc::ptr_eq(&better, &hasty) {
        tokio::task::yield_now().await;
        better = cache.hit("/a/").unwrap();
    }
    let (before, after) = (
        hasty.choose(Encoding::Brotli).unwrap(),
        better.choose(Encoding::Brotli).unwrap(),
    );
    assert!(after.1.len() < before.1.len());
    assert_ne!(after.0["etag"], before.0["etag"]);
    assert_eq!(
        Encoding::Brotli.decode(after.1, text.len()).unwrap(),
        text.as_bytes()
    );
}

#[tokio::test]
async fn surrogate_keys_are_sent_when_that_is_wanted() {
    let paper = Paper::new();
    let key = post();
    paper.write("/a/", &[key.clone(), Key::Posts], "A");
    for wanted in [true, false] {
        let cache = cache_with(&paper, |config| config.surrogate_keys = wanted);
        read(&cache, "/a/").await;
        let entry = cache.hit("/a/").unwrap();
        let sent = entry
            .choose(Encoding::Identity)
            .unwrap()
            .0
            .get("surrogate-key")
            .cloned();
        assert_eq!(sent, wanted.then(|| format!("{key} posts").parse().unwrap()));
    }
}
