//! The pictures within a story, in each width that its page names.

use crate::{
    media::{png, save},
    newsroom::{Paper, story},
};

/// Address and promised width of each candidate.
fn candidates(html: &str) -> Vec<(String, u32)> {
    let sets = html.split("srcset=\"").skip(1);
    let sets = sets.map(|rest| rest.split('"').next().unwrap());
    let candidate = |candidate: &str| {
        let (address, width) = candidate.split_once(' ').unwrap();
        (address.to_owned(), width.trim_end_matches('w').parse().unwrap())
    };
    sets.flat_map(|set| set.split(", ")).map(candidate).collect()
}

async fn published(paper: &Paper, width: u32) -> String {
    let address = save(paper, &format!("{width}.png"), &png(width, 60));
    let document = format!(
        r#"{{"type":"doc","content":[{{"type":"image","attrs":{{"src":"{address}","width":{width},"height":60}}}}]}}"#
    );
    let mut input = story(&format!("of-{width}"), "");
    input.document = document::Document::from_json(&document).unwrap();
    paper.save(input).await;
    paper.get(&format!("/of-{width}/")).await.text()
}

#[tokio::test]
async fn every_candidate_is_there_and_as_wide_as_it_says() {
    let paper = Paper::open().await;
    for (width, count) in [(6000, 9), (1400, 6), (900, 4), (600, 0)] {
        let html = published(&paper, width).await;
        let all = candidates(&html);
        assert_eq!(all.len(), count, "{html}");
        for (address, promised) in all {
            let reply = paper.get(&address).await;
            assert_eq!(reply.status, 200, "{address}");
            let shown = image::load_from_memory(&reply.body).unwrap();
            assert_eq!(shown.width(), promised, "{address}");
        }
    }
}

#[tokio::test]
async fn what_older_versions_wrote_is_there_too_and_is_no_rendition_of_its_own() {
    let paper = Paper::open().await;
    let address = save(&paper, "a.png", &png(1400, 60));
    let old = address.replace("/images/", "/images/size/w1400/format/webp/");
    let reply = paper.get(&old).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, "image/webp"));
    assert_eq!(image::load_from_memory(&reply.body).unwrap().width(), 1400);
    let now = paper.get(&old.replace("w1400", "w1600")).await;
    assert_eq!(reply.header("etag"), now.header("etag"), "one file serves both");
    for width in [2401, 6000] {
        let wide = old.replace("w1400", &format!("w{width}"));
        assert_eq!(paper.get(&wide).await.status, 404, "{wide}");
    }
}
