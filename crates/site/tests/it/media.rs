use crate::newsroom::Paper;

const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";

pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(width, height)
        .write_to(&mut out, image::ImageFormat::Png)
        .unwrap();
    out.into_inner()
}

pub fn save(paper: &Paper, name: &str, bytes: &[u8]) -> String {
    paper.newsroom.files.save(name, bytes).unwrap().path.to_string()
}

#[tokio::test]
async fn pictures_are_served_with_their_type_and_renditions() {
    let paper = Paper::open().await;
    let address = save(&paper, "a.png", &png(800, 400));
    let reply = paper.get(&address).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, "image/png"));
    assert_eq!(reply.body, png(800, 400));
    let small = address.replace("/images/", "/images/size/w240/format/webp/");
    let reply = paper.get(&small).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, "image/webp"));
    assert_eq!(
        paper
            .get(&address.replace("/images/", "/images/size/w241/"))
            .await
            .status,
        404
    );
    let tag = reply.header("etag").to_owned();
    assert_eq!(
        paper.ask("GET", &small, &[("if-none-match", &tag)]).await.status,
        304
    );
}

#[tokio::test]
async fn parts_of_a_file_can_be_asked_for() {
    let paper = Paper::open().await;
    let bytes: Vec<u8> = b"ID3"
        .iter()
        .copied()
        .chain((0..3_000_000u32).map(|n| (n % 251) as u8))
        .collect();
    let address = save(&paper, "a.mp3", &bytes);
    let whole = paper.get(&address).await;
    assert_eq!(
        (whole.header("accept-ranges"), whole.header("content-type")),
        ("bytes", "audio/mpeg")
    );
    assert!(whole.body == bytes, "the whole file comes");
    for (range, from, to) in [
        ("bytes=0-9", 0, 10),
        ("bytes=1000-2500000", 1000, 2_500_001),
        ("bytes=-5", bytes.len() - 5, bytes.len()),
    ] {
        let reply = paper.ask("GET", &address, &[("range", range)]).await;
        assert_eq!(reply.status, 206);
        assert_eq!(
            reply.header("content-range"),
            format!("bytes {from}-{}/{}", to - 1, bytes.len())
        );
        assert!(reply.body == bytes[from..to], "{range}");
    }
    let reply = paper.ask("GET", &address, &[("range", "bytes=9999999-")]).await;
    assert_eq!(
        (reply.status, reply.header("content-range")),
        (416, "bytes */3000003")
    );
    let reply = paper
        .ask(
            "GET",
            &address,
            &[("range", "bytes=0-9"), ("if-range", "\"other\"")],
        )
        .await;
    assert_eq!(reply.status, 200);
}

#[tokio::test]
async fn files_that_could_do_harm_cannot() {
    let paper = Paper::open().await;
    // Nobody lets it in, but it may be put into the folder by hand.
    assert!(paper.newsroom.files.save("a.svg", SVG.as_bytes()).is_err());
    std::fs::create_dir_all(paper.folder.path().join("content/images")).unwrap();
    std::fs::write(paper.folder.path().join("content/images/a.svg"), SVG).unwrap();
    let drawing = paper.get("/content/images/a.svg").await;
    assert_eq!(drawing.header("content-type"), "image/svg+xml");
    assert!(drawing.header("content-security-policy").contains("sandbox"));
    let page = paper
        .get(&save(&paper, "a.html", b"<script>alert(1)</script>"))
        .await;
    assert_eq!(page.header("content-type"), "application/octet-stream");
    assert!(page.header("content-disposition").starts_with("attachment"));
    assert_eq!(page.header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn no_address_leads_out_of_the_media_folder() {
    let paper = Paper::open().await;
    std::fs::write(paper.folder.path().join("secret"), "secret").unwrap();
    for path in [
        "/content/images/../../secret",
        "/content/images/%2e%2e/%2e%2e/secret",
        "/content/images/..%2f..%2fsecret",
        "/content/files/%2e%2e%2f%2e%2e%2fsecret",
        "/content/images/size/w600/../../../secret",
        "/content/images/%00",
        "/content/images/",
        "/assets/../package.json",
        "/assets/%2e%2e/package.json",
    ] {
        let reply = paper.get(path).await;
        assert_ne!(reply.status, 200, "{path}");
        assert!(!String::from_utf8_lossy(&reply.body).contains("secret"), "{path}");
    }
}

/// Somebody who may put pictures in the place of others.
pub async fn editor(newsroom: &newsroom::Newsroom) -> newsroom::Staff {
    let person = newsroom::UserInput {
        email: "ed@paper.example".parse().unwrap(),
        name: "Ed".into(),
        role: kernel::Role::Editor,
        password: "seven grey herons at dusk".into(),
    };
    newsroom::Staff {
        email: person.email.clone(),
        name: person.name.clone(),
        role: person.role,
        id: newsroom.add_user(person).await.unwrap(),
        author: None,
        session: String::new(),
    }
}

#[tokio::test]
async fn pages_crop_a_picture_anew_when_its_middle_moves() {
    use newsroom::{MediaInput, MediaWords};
    let paper = Paper::open().await;
    let input = MediaInput {
        filename: "a.png".into(),
        bytes: png(800, 400),
        ..MediaInput::default()
    };
    let media = paper.newsroom.add_media(input).await.unwrap();
    let mut shown = crate::newsroom::story("harbour", "Boats.");
    shown.feature_image = Some(kernel::Picture {
        src: media.path.clone(),
        ..kernel::Picture::default()
    });
    paper.save(shown).await;
    paper.publish("other", "No picture.").await;
    paper.settle().await;
    let staff = editor(&paper.newsroom).await;
    let sheet = newsroom::AuthorSheet {
        name: "Ines".into(),
        ..newsroom::AuthorSheet::default()
    };
    let ines = paper
        .newsroom
        .save_byline(&staff, None, None, sheet)
        .await
        .unwrap();
    let portrait = newsroom::PicturePlace::Portrait(ines.id);
    let chosen = paper.newsroom.choose_picture(&staff, portrait, media.id);
    chosen.await.unwrap();
    paper.settle().await;
    for page in ["/harbour/", "/author/ines/"] {
        let before = paper.until(page, |reply| reply.status == 200).await;
        assert!(!before.text().contains("focus-"), "{page}: {}", before.text());
    }
    paper.get("/other/").await;

    let words = MediaWords {
        focal: Some((20, 35)),
        ..MediaWords::default()
    };
    let described = paper.newsroom.describe_media(&staff, media.id, words.clone());
    described.await.unwrap();
    for page in ["/harbour/", "/author/ines/"] {
        paper
            .until(page, |reply| reply.text().contains("focus-x-20 focus-y-35"))
            .await;
    }
    assert!(
        paper.site().cache().hit("/other/").is_some(),
        "it shows no picture"
    );
    // Words alone change no page.
    let words = MediaWords {
        alt: "A boat".into(),
        ..words
    };
    let described = paper.newsroom.describe_media(&staff, media.id, words);
    described.await.unwrap();
    paper.settle().await;
    assert!(paper.site().cache().hit("/harbour/").is_some());
}

#[tokio::test]
async fn pages_name_a_replaced_picture_anew() {
    use newsroom::MediaInput;
    let paper = Paper::open().await;
    let input = MediaInput {
        filename: "a.png".into(),
        bytes: png(800, 400),
        ..MediaInput::default()
    };
    let media = paper.newsroom.add_media(input).await.unwrap();
    let mut shown = crate::newsroom::story("harbour", "");
    shown.document = document::from_markdown(&format!("![A boat]({})", media.path)).document;
    shown.feature_image = Some(kernel::Picture {
        src: media.path.clone(),
        ..kernel::Picture::default()
    });
    paper.save(shown).await;
    paper.publish("other", "No picture.").await;
    paper.settle().await;
    let before = paper
        .until("/harbour/", |reply| reply.status == 200)
        .await
        .text()
        .to_owned();
    let bare = format!("{}\"", media.path);
    assert!(
        before.contains(&bare) && before.contains(r#"width="800" height="400""#),
        "{before}"
    );
    assert!(!before.contains("?v="), "{before}");
    paper.get("/other/").await;

    let staff = editor(&paper.newsroom).await;
    let replaced = paper
        .newsroom
        .replace_media(&staff, media.id, "b.png".into(), png(400, 800))
        .await
        .unwrap();
    let address = format!("{}?v={}", media.path, replaced.replaced_at.unwrap().millis());
    let after = paper
        .until("/harbour/", |reply| reply.text().contains(&address))
        .await;
    assert!(
        after.text().contains(r#"width="400" height="800""#),
        "{}",
        after.text()
    );
    assert!(!after.text().contains(&bare), "{}", after.text());
    assert!(
        paper.site().cache().hit("/other/").is_some(),
        "it shows no picture"
    );
    assert_eq!(paper.get(&address).await.body, png(400, 800));
    let feed = paper
        .until("/rss/", |reply| reply.text().contains(&address))
        .await;
    assert_eq!(feed.status, 200);
}
