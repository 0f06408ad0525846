//! Originals in a bucket, as readers meet them.

use crate::{media::png, newsroom::Paper};
use files::{Files, Keys, S3};
use testkit::S3Server;

fn bucket_of(server: &S3Server) -> S3 {
    let mut s3 = S3::parse(&format!("s3://{}", S3Server::BUCKET)).unwrap();
    s3.endpoint = Some(server.endpoint());
    s3.path_style = true;
    s3.keys = Some(Keys {
        access: S3Server::ACCESS_KEY.into(),
        secret: S3Server::SECRET_KEY.into(),
    });
    s3
}

/// A paper whose originals are in the server's bucket.
async fn paper_on(server: &S3Server) -> Paper {
    let mut paper = Paper::open().await;
    let s3 = bucket_of(server);
    paper.newsroom.files = Files::open_bucket(&s3, &paper.folder.path().join("cache")).unwrap();
    paper.stop().await.unwrap().unwrap();
    paper.open_again(|_| {}).await;
    paper
}

async fn saved(paper: &Paper, name: &'static str, bytes: Vec<u8>) -> String {
    let files = paper.newsroom.files.clone();
    let saved = tokio::task::spawn_blocking(move || files.save(name, &bytes));
    saved.await.unwrap().unwrap().path.to_string()
}

#[tokio::test]
async fn while_the_bucket_is_away_readers_are_asked_to_come_back() {
    let server = S3Server::start();
    let paper = paper_on(&server).await;
    let seen = saved(&paper, "a.png", png(800, 400)).await;
    let unseen = saved(&paper, "b.png", png(800, 400)).await;
    let small = |address: &str| address.replace("/images/", "/images/size/w240/format/webp/");
    for address in [&seen, &small(&seen)] {
        assert_eq!(paper.get(address).await.status, 200, "{address}");
    }
    assert_eq!(paper.get("/content/images/none.png").await.status, 404);

    server.stop();
    for address in [&seen, &small(&seen)] {
        assert_eq!(paper.get(address).await.status, 200, "{address}");
    }
    for address in [&unseen, &small(&unseen), "/content/images/none.png"] {
        let away = paper.get(address).await;
        assert_eq!(
            (away.status, away.header("retry-after")),
            (503, "10"),
            "{address}"
        );
        assert_eq!(away.header("cache-control"), "no-store", "{address}");
    }

    server.start_again();
    paper.until(&small(&unseen), |reply| reply.status == 200).await;
    assert_eq!(paper.get(&unseen).await.body, png(800, 400));
    assert_eq!(paper.get("/content/images/none.png").await.status, 404);
}

#[tokio::test]
async fn parts_of_a_long_film_come_from_the_bucket() {
    let server = S3Server::start();
    let paper = paper_on(&server).await;
    let bytes: Vec<u8> = b"ID3"
        .iter()
        .copied()
        .chain((0..18_000_000u32).map(|n| (n % 251) as u8))
        .collect();
    let address = saved(&paper, "a.mp3", bytes.clone()).await;
    let part = paper
        .ask("GET", &address, &[("range", "bytes=1000-3000999")])
        .await;
    assert_eq!(
        (part.status, part.header("content-range")),
        (206, "bytes 1000-3000999/18000003")
    );
    assert!(part.body == bytes[1000..3_001_000], "over the bounds of pieces");
    let whole = paper.get(&address).await;
    assert!(whole.status == 200 && whole.body == bytes);
    let tag = whole.header("etag").to_owned();
    let known = paper.ask("GET", &address, &[("if-none-match", &tag)]).await;
    assert_eq!(known.status, 304);
}

#[tokio::test]
async fn a_picture_that_another_node_replaced_is_what_its_new_address_gives() {
    let server = S3Server::start();
    let paper = paper_on(&server).await;
    let input = newsroom::MediaInput {
        filename: "a.png".into(),
        bytes: png(800, 400),
        ..newsroom::MediaInput::default()
    };
    let media = paper.newsroom.add_media(input).await.unwrap();
    assert_eq!(paper.get(&media.path).await.body, png(800, 400));
    let away = tempfile::tempdir().unwrap();
    let mut other = paper.newsroom.clone();
    other.files = Files::open_bucket(&bucket_of(&server), away.path()).unwrap();
    let replaced = replace(&other, media.id, png(400, 800)).await;
    assert_eq!(
        paper.get(&media.path).await.body,
        png(800, 400),
        "nobody has told this node"
    );
    let made_up = format!("{}?v={}", media.path, replaced.millis() - 1);
    assert_eq!(paper.get(&made_up).await.body, png(800, 400));
    let address = format!("{}?v={}", media.path, replaced.millis());
    assert_eq!(paper.get(&address).await.body, png(400, 800));
}

async fn replace(newsroom: &newsroom::Newsroom, id: kernel::MediaId, bytes: Vec<u8>) -> kernel::Timestamp {
    let staff = crate::media::editor(newsroom).await;
    let replaced = newsroom.replace_media(&staff, id, "b.png".into(), bytes).await;
    replaced.unwrap().replaced_at.unwrap()
}
