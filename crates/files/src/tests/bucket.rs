//! What a bucket does that a folder does not: it is far, and it may be away.

use super::*;
use crate::{bucket::Bucket, shelf::Shelf};
use std::{
    net::TcpListener,
    time::{Duration, Instant},
};
use testkit::S3Server;

fn s3(server: &S3Server) -> S3 {
    let mut s3 = S3::parse(&format!("s3://{}/live", S3Server::BUCKET)).unwrap();
    s3.endpoint = Some(server.endpoint());
    s3.path_style = true;
    s3.keys = Some(Keys {
        access: S3Server::ACCESS_KEY.into(),
        secret: S3Server::SECRET_KEY.into(),
    });
    s3
}

/// A newsroom whose originals are in the server's bucket.
pub fn in_bucket(server: &S3Server) -> Place {
    with(&s3(server))
}

fn with(s3: &S3) -> Place {
    let dir = tempfile::tempdir().unwrap();
    let files = Files::open_bucket(s3, &dir.path().join("cache")).unwrap();
    Place {
        root: dir.path().join("content"),
        _dir: dir,
        files,
    }
}

/// The place after a restart.
fn again(place: Place, s3: &S3) -> Place {
    let files = Files::open_bucket(s3, &place._dir.path().join("cache")).unwrap();
    Place { files, ..place }
}

fn jpeg(place: &Place, name: &str) -> MediaPath {
    let saved = place.files.save(name, &picture(900, 450, ImageFormat::Jpeg));
    saved.unwrap().path
}

fn smaller(path: &MediaPath) -> String {
    format!("/content/images/size/w300/{}", path.rest())
}

fn gets(server: &S3Server, path: &MediaPath) -> usize {
    let asked = server.requests();
    let got =
        |line: &&String| line.starts_with("GET") && line.contains(path.rest()) && line.contains(" bytes=");
    asked.iter().filter(got).count()
}

#[test]
fn a_bucket_that_cannot_be_used_is_told_in_a_sentence_without_keys() {
    let server = S3Server::start();
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let good = s3(&server);
    let keys = |access: &str, secret: &str| {
        Some(Keys {
            access: access.into(),
            secret: secret.into(),
        })
    };
    for (s3, words) in [
        (
            S3 {
                bucket: "nothing-here".into(),
                ..good.clone()
            },
            ["no such bucket", "files.s3"],
        ),
        (
            S3 {
                keys: keys("AKIAWRONG", "hush"),
                ..good.clone()
            },
            ["access key is not known", "files.s3_access_key"],
        ),
        (
            S3 {
                keys: keys("S3RVER", "hushhush"),
                ..good.clone()
            },
            ["secret key is wrong", "files.s3_secret_key"],
        ),
        (
            S3 {
                endpoint: Some(format!("http://{nobody}")),
                ..good.clone()
            },
            ["refused", "files.s3_endpoint"],
        ),
    ] {
        let asked = with(&s3)
            .files
            .original(&"/content/images/a.png".parse().unwrap());
        assert!(
            matches!(asked, Err(FilesError::Unavailable(_))),
            "never “there is no such file”: {asked:?}"
        );
        let place = with(&s3);
        for tried in [place.files.reach(), place.files.try_out()] {
            let problem = tried.expect_err(words[0]);
            let said = problem.to_string();
            assert!(matches!(problem, FilesError::Unavailable(_)), "{said}");
            assert!(
                words.iter().all(|word| said.contains(word)) && said.ends_with('.'),
                "{said}"
            );
            assert!(!said.contains("hush") && !said.contains("AKIA"), "{said}");
        }
    }
    let place = with(&good);
    place.files.reach().unwrap();
    place.files.try_out().unwrap();
}

#[test]
fn while_the_bucket_is_away_what_was_fetched_is_there() {
    let server = S3Server::start();
    let place = in_bucket(&server);
    let (seen, unseen) = (jpeg(&place, "a.jpg"), jpeg(&place, "b.jpg"));
    let whole = read(place.files.original(&seen).unwrap());
    let small = read(rendition(&place, &smaller(&seen)).unwrap());

    server.stop();
    let place = again(place, &s3(&server));
    assert!(read(place.files.original(&seen).unwrap()) == whole);
    assert!(read(rendition(&place, &smaller(&seen)).unwrap()) == small);
    for asked in [
        place.files.original(&unseen),
        rendition(&place, &smaller(&unseen)),
        place.files.original(&"/content/images/none.jpg".parse().unwrap()),
    ] {
        assert!(matches!(asked, Err(FilesError::Unavailable(_))), "{asked:?}");
    }
    assert!(place.files.exists(&unseen).is_err() && place.files.save("c.pdf", b"%PDF-1").is_err());

    server.start_again();
    let begun = Instant::now();
    while place.files.original(&unseen).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(30), "it does not come back");
        std::thread::yield_now();
    }
    assert_eq!(read(rendition(&place, &smaller(&unseen)).unwrap()), small);
}

#[test]
fn nobody_can_ask_for_an_error() {
    let server = S3Server::start();
    let place = in_bucket(&server);
    for name in [
        "<Code>NoSuchBucket<|Code>.png",
        "status code: 503 timed out.png",
        "latest/meta-data",
    ] {
        let path = MediaPath::new(Area::Images, name).unwrap();
        let asked = place.files.original(&path);
        assert!(matches!(asked, Err(FilesError::NotFound)), "{name}: {asked:?}");
    }
    let path = MediaPath::new(Area::Images, "<Code>NoSuchBucket</Code>.png").unwrap();
    let asked = place.files.original(&path);
    assert!(matches!(asked, Err(FilesError::NotFound)), "{asked:?}");
}

#[test]
fn an_original_is_fetched_once_for_all_that_is_made_of_it() {
    let server = S3Server::start();
    let place = in_bucket(&server);
    let path = jpeg(&place, "a.jpg");
    std::thread::scope(|scope| {
        for width in [100, 300, 400, 600] {
            let (place, path) = (&place, &path);
            scope.spawn(move || {
                let address = format!("/content/images/size/w{width}/{}", path.rest());
                rendition(place, &address).unwrap();
            });
        }
    });
    read(place.files.original(&path).unwrap());
    assert_eq!(gets(&server, &path), 1, "{:?}", server.requests());
}

#[test]
fn the_cache_of_originals_has_an_end_and_renditions_outlive_it() {
    let server = S3Server::start();
    let length = picture(900, 450, ImageFormat::Jpeg).len() as u64;
    let place = with(&S3 {
        cache: length * 2,
        ..s3(&server)
    });
    let paths = ["a.jpg", "b.jpg", "c.jpg"].map(|name| jpeg(&place, name));
    for path in &paths {
        rendition(&place, &smaller(path)).unwrap();
    }
    let known = |path: &MediaPath| place.files.0.originals.known(path).unwrap().unwrap();
    let here = paths
        .iter()
        .filter(|path| matches!(known(path).content, Content::File(_)));
    assert_eq!(here.count(), 1, "and a fifth of the room is free");
    server.stop();
    for path in &paths {
        rendition(&place, &smaller(path)).unwrap();
    }
}

#[test]
fn of_a_long_film_only_the_parts_that_are_asked_for_are_fetched() {
    let server = S3Server::start();
    let place = in_bucket(&server);
    let path: MediaPath = "/content/media/long.mp3".parse().unwrap();
    let bytes: Vec<u8> = b"ID3"
        .iter()
        .copied()
        .chain((0..17_000_000u32).map(|n| (n % 251) as u8))
        .collect();
    place.files.put(&path, &bytes).unwrap();
    let found = place.files.original(&path).unwrap();
    assert_eq!(found.read(5_000_000, 10).unwrap(), bytes[5_000_000..5_000_010]);
    assert!(matches!(found.content, Content::Far(_)));
    let fetched: Vec<String> = server
        .requests()
        .into_iter()
        .filter(|line| line.starts_with("GET"))
        .collect();
    assert!(
        fetched.iter().all(|line| line.ends_with("bytes=5000000-5000009")),
        "{fetched:?}"
    );

    server.stop();
    assert!(found.read(5_000_000, 10).is_err());
}

#[test]
fn what_another_node_replaced_or_removed_is_noticed() {
    let server = S3Server::start();
    let (one, other) = (in_bucket(&server), in_bucket(&server));
    let path: MediaPath = "/content/images/2020/01/a.png".parse().unwrap();
    let renew = || {
        let Originals::Bucket(bucket) = &one.files.0.originals else {
            panic!("a bucket")
        };
        let (bucket, path) = (bucket.clone(), path.clone());
        tokio::runtime::Runtime::new()
            .unwrap()
            .block_on(async move { bucket.renew(&path).await });
    };
    other.files.put(&path, &picture(4, 4, ImageFormat::Png)).unwrap();
    let first = read(one.files.original(&path).unwrap());
    renew();
    assert_eq!(read(one.files.original(&path).unwrap()), first);
    other.files.put(&path, &picture(8, 8, ImageFormat::Png)).unwrap();
    renew();
    assert_eq!(
        read(one.files.original(&path).unwrap()),
        picture(8, 8, ImageFormat::Png)
    );
    other.files.remove(&path).unwrap();
    renew();
    assert!(matches!(one.files.original(&path), Err(FilesError::NotFound)));
}

#[test]
fn a_server_that_says_nothing_is_not_waited_for_twice() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut s3 = S3::parse("s3://paper-files").unwrap();
    s3.endpoint = Some(format!("http://{}", silent.local_addr().unwrap()));
    s3.path_style = true;
    s3.keys = Some(Keys {
        access: "who".into(),
        secret: "hush".into(),
    });
    let dir = tempfile::tempdir().unwrap();
    let bucket = Bucket::open(&s3, Shelf::open(dir.path(), 1000).unwrap()).unwrap();
    let path: MediaPath = "/content/images/a.png".parse().unwrap();
    let said = bucket.fetch_and_wait(&path).unwrap_err().to_string();
    assert!(said.contains("does not answer in time"), "{said}");
    let accepted = || {
        silent.set_nonblocking(true).unwrap();
        std::iter::from_fn(|| silent.accept().ok()).count()
    };
    assert!(accepted() > 0);
    assert!(bucket.fetch_and_wait(&path).is_err());
    assert_eq!(accepted(), 0, "nobody asks it again so soon");
}
