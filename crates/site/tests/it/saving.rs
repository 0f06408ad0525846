//! Readers whose browsers say `Save-Data: on`.

use crate::{
    media::{png, save},
    newsroom::Paper,
};

const SAVING: &[(&str, &str)] = &[("save-data", "on")];

#[tokio::test]
async fn pictures_are_narrower_under_the_same_address() {
    let paper = Paper::open().await;
    let address = save(&paper, "a.png", &png(1300, 400));
    let wide = address.replace("/images/", "/images/size/w1000/");
    let width = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().width();
    let (whole, saved) = (paper.get(&wide).await, paper.ask("GET", &wide, SAVING).await);
    assert_eq!((width(&whole.body), width(&saved.body)), (1000, 400));
    assert_ne!(whole.header("etag"), saved.header("etag"));
    for reply in [&whole, &saved] {
        assert_eq!(reply.header("vary"), "save-data");
    }
    let unknown = address.replace("/images/", "/images/size/w999/");
    assert_eq!(paper.ask("GET", &unknown, SAVING).await.status, 404);
}

#[tokio::test]
async fn style_sheets_name_no_fonts_and_fonts_are_empty_and_pages_are_the_same() {
    let paper = Paper::open().await;
    let face = "@font-face { font-family: X; src: url(x.woff2) }";
    let css = format!("{face} body {{ margin: 0 }}");
    paper.files.lock().unwrap().extend([
        ("assets/css/fonts.css".to_owned(), css.into_bytes()),
        ("assets/fonts/x.woff2".to_owned(), vec![1; 900]),
    ]);
    paper.site().reload_theme().await.unwrap();
    let css = paper.ask("GET", "/assets/css/fonts.css", SAVING).await;
    assert_eq!(css.text().trim(), "body { margin: 0 }");
    assert!(
        paper
            .get("/assets/css/fonts.css")
            .await
            .text()
            .contains("@font-face")
    );
    assert_eq!(css.header("vary"), "accept-encoding, save-data");
    let font = paper.ask("GET", "/assets/fonts/x.woff2", SAVING).await;
    assert_eq!((font.status, font.body.len()), (204, 0));
    assert_eq!(paper.get("/assets/fonts/x.woff2").await.body.len(), 900);
    let page = paper.ask("GET", "/", SAVING).await;
    assert_eq!(page.header("vary"), "accept-encoding");
    assert_eq!(page.body, paper.get("/").await.body);
}
