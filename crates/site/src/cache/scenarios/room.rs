use super::*;

fn noise(seed: u64, length: usize) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let letter = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from(b'a' + (state % 26) as u8)
    };
    std::iter::repeat_with(letter).take(length).collect()
}

#[tokio::test]
async fn the_pages_never_take_more_room_than_allowed() {
    let paper = Paper::new();
    let cache = cache_with(&paper, |config| config.capacity = 200_000);
    for n in 0..100 {
        let path = format!("/{n}/");
        paper.write(&path, &[post()], noise(n, 10_000));
        read(&cache, &path).await;
        let (_, bytes) = cache.totals();
        assert!(bytes <= 200_000, "{bytes}");
    }
    assert!(cache.totals().0 >= 10);
}

#[tokio::test]
async fn a_walk_through_the_archive_does_not_push_out_what_people_read() {
    let paper = Paper::new();
    let cache = cache_with(&paper, |config| config.capacity = 200_000);
    paper.write("/", &[post()], noise(1000, 10_000));
    read(&cache, "/").await;
    for n in 0..200 {
        let path = format!("/{n}/");
        paper.write(&path, &[post()], noise(n, 10_000));
        read(&cache, &path).await;
        if n % 5 == 0 {
            assert!(cache.hit("/").is_some(), "after {n}");
        }
    }
}

#[tokio::test]
async fn pages_that_nobody_asks_for_are_packed_and_still_served() {
    let paper = Paper::new();
    let cache = cache_with(&paper, |config| config.capacity = 200_000);
    let text = "The harbour authority said on Monday. ".repeat(500);
    for n in 0..20 {
        let path = format!("/{n}/");
        paper.write(&path, &[post()], format!("{n} {text}"));
        read(&cache, &path).await;
        // The room is enough for 10 such pages as they are; the packer makes room for all if it is let to work.
        while cache.totals().1 > 120_000 {
            tokio::task::yield_now().await;
        }
    }
    assert_eq!(cache.totals().0, 20);
    for n in 0..20 {
        assert_eq!(
            read(&cache, &format!("/{n}/")).await,
            (format!("{n} {text}"), Source::Hit)
        );
    }
    assert_eq!(paper.renders(), 20);
}

#[tokio::test]
async fn a_page_that_is_renewed_all_day_leaves_nothing_behind() {
    let paper = Paper::new();
    let key = post();
    let cache = cache(&paper);
    let mut weights = Vec::new();
    for change in 2..3000 {
        paper.write("/a/", std::slice::from_ref(&key), "A");
        paper.snapshot_is(change);
        cache.invalidate(change, std::slice::from_ref(&key), &[]);
        read(&cache, "/a/").await;
        weights.push(cache.totals());
    }
    assert_eq!(weights.first(), weights.last());
    assert!(cache.0.shelf.books().queued() < 2000);
}
