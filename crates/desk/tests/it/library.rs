//! The media library.

use crate::{Browser, Office, writing::begin};
use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use kernel::Role;
use serde_json::json;
use testkit::{PrivateDatabase, on_both};

on_both!(a_picture_comes_in_is_described_and_known_where_it_is_shown);

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(width, height)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

async fn upload(office: &Office, by: &Browser, name: &str, bytes: &[u8]) -> crate::Answer {
    let mut body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--b--\r\n");
    let request = Request::builder()
        .method(Method::POST)
        .uri("/desk/media/")
        .header(header::HOST, "paper.example")
        .header(header::COOKIE, &by.cookie)
        .header("sec-fetch-site", "same-origin")
        .header("x-form-code", &by.code)
        .header(header::ACCEPT, "application/json")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    office.send(request.body(Body::from(body)).unwrap()).await
}

async fn a_picture_comes_in_is_described_and_known_where_it_is_shown(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (author, other, editor) = (
        office.person(Role::Author).await,
        office.person(Role::Contributor).await,
        office.person(Role::Editor).await,
    );
    let kept = upload(&office, &author, "Bridge at dawn.png", &png(40, 30)).await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.text);
    let kept = kept.json();
    let (id, path) = (kept["id"].as_str().unwrap(), kept["path"].as_str().unwrap());
    assert!(path.ends_with("/bridge-at-dawn.png"), "{path}");
    assert_eq!((&kept["width"], &kept["height"]), (&json!(40), &json!(30)));
    let refused = upload(&office, &author, "x.png", b"not a picture at all").await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.text
    );
    let page = format!("/desk/media/{id}/");
    let form =
        "alt=A+bridge&credit=Ines+Calder&caption=%3Cscript%3Ex%3C%2Fscript%3EDawn&focal-x=20&focal-y=900";
    assert_eq!(
        office.post(&page, &other, form).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        office.post(&page, &editor, form).await.status,
        StatusCode::SEE_OTHER
    );
    let shown = office.get(&page, &author).await.text;
    assert!(
        shown.contains("No story shows it") && shown.contains("Ines Calder") && !shown.contains("<script>x"),
        "{shown}"
    );
    let unused = |used: &str| format!("/desk/media/?used={used}");
    assert!(
        office
            .get(&unused("no"), &author)
            .await
            .text
            .contains("bridge-at-dawn.png")
    );
    let story = begin(&office, &author).await;
    let text = json!({"title": "Bridge", "document": {"type": "doc", "content": [
        {"type": "image", "attrs": {"src": path, "width": 40, "height": 30, "alt": "A bridge"}}]}});
    let body = json!({"version": 0, "holder": "p", "text": text});
    let saved = office
        .json(Method::PUT, &format!("/desk/stories/{story}/copy"), &author, body)
        .await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    assert!(office.get(&page, &author).await.text.contains(&story));
    assert!(
        !office
            .get(&unused("no"), &author)
            .await
            .text
            .contains("bridge-at-dawn.png")
    );
    assert!(
        office
            .get("/desk/media/?words=CALDER", &author)
            .await
            .text
            .contains("bridge-at-dawn.png")
    );
    assert!(
        !office
            .get("/desk/media/?words=100%25", &author)
            .await
            .text
            .contains("bridge-at-dawn.png")
    );
}
