//! The media library.

use crate::{Browser, Office, writing::begin};
use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use kernel::Role;
use serde_json::json;
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_picture_comes_in_is_described_and_known_where_it_is_shown,
    a_picture_is_taken_over_from_another_site,
    older_pictures_come_behind_the_newest,
    only_pictures_sound_film_and_pdf_are_taken,
    a_contributor_is_told_no_titles_of_stories_of_others,
);

pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(width, height)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

pub async fn upload(office: &Office, by: &Browser, name: &str, bytes: &[u8]) -> crate::Answer {
    send(office, by, "/desk/media/", name, bytes).await
}

pub async fn send(office: &Office, by: &Browser, path: &str, name: &str, bytes: &[u8]) -> crate::Answer {
    let mut body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--b--\r\n");
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
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
        "alt=A+bridge&credit=Ines+Calder&caption=%3Cscript%3Ex%3C%2Fscript%3EDawn&focal-x=20&focal-y=90";
    assert_eq!(
        office.post(&page, &other, form).await.status,
        StatusCode::FORBIDDEN
    );
    let outside = office
        .post(&page, &editor, "alt=A+bridge&focal-x=101&focal-y=90")
        .await;
    assert_eq!(
        outside.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        outside.text
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
    assert!(
        shown.contains(r#"name="focal-x" value="20""#) && shown.contains(r#"name="focal-y" value="90""#),
        "{shown}"
    );
    assert!(
        !office.get(&page, &other).await.text.contains("focal-"),
        "who may not change it"
    );
    let shows = r#"class="focus-x-20 focus-y-90""#;
    let admin = office.person(Role::Administrator).await;
    for list in ["/desk/media/", "/desk/settings/logo/picture/"] {
        let list = office.get(list, &admin).await.text;
        assert!(list.contains(shows), "{list}");
    }
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

/// A server that answers each path with what `answer` gives, for as long as the test runs.
fn elsewhere(answer: fn(&str) -> (&'static str, Vec<u8>)) -> std::net::SocketAddr {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(stream.try_clone().unwrap())
                .lines()
                .map_while(Result::ok);
            let first = lines.next().unwrap_or_default();
            while lines.next().is_some_and(|line| !line.is_empty()) {}
            let (status, body) = answer(first.split(' ').nth(1).unwrap_or_default());
            let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n", body.len());
            let _ = stream.write_all(&[head.as_bytes(), &body].concat());
        }
    });
    at
}

async fn a_picture_is_taken_over_from_another_site(database: PrivateDatabase) {
    let at = elsewhere(|path| match path {
        "/none.png" => ("404 Not Found", Vec::new()),
        "/page.png" => ("200 OK", b"<!doctype html><p>Sign in".to_vec()),
        _ => ("200 OK", png(40, 30)),
    });
    let office = Office::open_beside(database, vec![at]).await;
    let person = office.person(Role::Contributor).await;
    let ask = async |address: &str| {
        let body = json!({"address": address});
        office
            .json(Method::POST, "/desk/media/fetch", &person, body)
            .await
    };
    let taken = ask(&format!("http://{at}/a/Harbour%20wall.php?x=1")).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
    let taken = taken.json();
    assert!(
        taken["path"].as_str().unwrap().ends_with("/harbour-wall.png"),
        "{taken}"
    );
    assert_eq!((&taken["width"], &taken["height"]), (&json!(40), &json!(30)));
    let again = ask(&format!("http://{at}/other.png")).await.json();
    assert_eq!(again["id"], taken["id"], "the same picture is kept once");
    for (address, why) in [
        (format!("http://{at}/none.png"), "the server it lies on says 404."),
        (
            format!("http://{at}/page.png"),
            "what lies at its address is no picture.",
        ),
        (
            "http://169.254.169.254/x.png".into(),
            "nothing answers at its address.",
        ),
        (
            "file:///etc/passwd".into(),
            "it has no address of the web (http:// or https://).",
        ),
    ] {
        let refused = ask(&address).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.text
        );
        assert_eq!(refused.json()["error"], why);
    }
    let admin = office.person(Role::Administrator).await;
    let record = office.get("/desk/audit/", &admin).await.text;
    assert!(
        record.contains("<td>brought a file in") && record.contains("Harbour%20wall.php"),
        "{record}"
    );
}

async fn older_pictures_come_behind_the_newest(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let admin = office.person(Role::Administrator).await;
    upload(&office, &admin, "bridge.pdf", b"%PDF-1.7 bridge").await;
    for width in 1..=50 {
        let kept = upload(&office, &admin, &format!("bridge-{width}.png"), &png(width, 2)).await;
        assert_eq!(kept.status, StatusCode::OK, "{}", kept.text);
    }
    upload(&office, &admin, "other.png", &png(9, 9)).await;
    let ask = async |query: &str| {
        let path = format!("/desk/media/?{query}");
        let answer = office
            .ask(Method::GET, &path, &admin, "application/json", "")
            .await;
        let page = answer.json();
        let files = page["files"].as_array().unwrap().iter();
        let widths: Vec<u64> = files.map(|one| one["width"].as_u64().unwrap()).collect();
        (widths, page["next"].as_str().map(str::to_owned))
    };
    let (newest, next) = ask("pictures=1&words=bridge").await;
    assert_eq!(newest, (3..=50).rev().collect::<Vec<_>>());
    assert_eq!(ask(&next.unwrap()).await, (vec![2, 1], None));
    let page = "/desk/settings/logo/picture/";
    let newest = office.get(&format!("{page}?words=bridge"), &admin).await.text;
    let next = newest.split("class=\"more\" href=\"").nth(1).unwrap();
    let next = next.split('"').next().unwrap().replace("&#38;", "&");
    let older = office.get(&next, &admin).await.text;
    assert!(
        older.matches("aria-label=\"Take ").count() == 2 && older.contains("bridge-1.png"),
        "{next}: {older}"
    );
}

async fn only_pictures_sound_film_and_pdf_are_taken(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let person = office.person(Role::Contributor).await;
    for (name, bytes) in [
        ("page.html", &b"<!doctype html><script>alert(1)</script>"[..]),
        ("page.pdf", b"<!doctype html>"),
        ("code.js", b"alert(1)"),
        ("words.txt", b"words"),
        ("table.csv", b"a,b"),
        ("letter.docx", b"PK\x03\x04letter"),
        ("film.mp4", b"no film"),
        ("nothing", b"\x7fELF"),
    ] {
        let refused = upload(&office, &person, name, bytes).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let why = refused.json()["error"].as_str().unwrap().to_owned();
        assert!(
            why.starts_with(&format!("“{name}” cannot be taken")) && why.contains("PDF"),
            "{why}"
        );
    }
    for (name, bytes, ending) in [
        ("report.html", &b"%PDF-1.7 report"[..], ".pdf"),
        ("a.mp3", b"ID3\x04", ".mp3"),
        ("film", b"\0\0\0\x18ftypmp42", ".mp4"),
    ] {
        let taken = upload(&office, &person, name, bytes).await;
        assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
        assert!(
            taken.json()["path"].as_str().unwrap().ends_with(ending),
            "{}",
            taken.text
        );
    }
}

async fn a_contributor_is_told_no_titles_of_stories_of_others(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (contributor, editor) = (
        office.person(Role::Contributor).await,
        office.person(Role::Editor).await,
    );
    let kept = upload(&office, &editor, "Bridge.png", &png(40, 30)).await.json();
    let page = format!("/desk/media/{}/", kept["id"].as_str().unwrap());
    let shows = async |by: &Browser, title: &str| {
        let story = begin(&office, by).await;
        let text = json!({"title": title, "document": {"type": "doc", "content": [
            {"type": "image", "attrs": {"src": kept["path"], "width": 40, "height": 30}}]}});
        let body = json!({"version": 0, "holder": "p", "text": text});
        let path = format!("/desk/stories/{story}/copy");
        assert_eq!(
            office.json(Method::PUT, &path, by, body).await.status,
            StatusCode::OK
        );
    };
    shows(&editor, "Secret affair").await;
    let shown = office.get(&page, &contributor).await.text;
    assert!(
        !shown.contains("Secret") && shown.contains("1 story that you may not read"),
        "{shown}"
    );
    shows(&editor, "Secret deal").await;
    shows(&contributor, "My own").await;
    let shown = office.get(&page, &contributor).await.text;
    assert!(!shown.contains("Secret") && shown.contains("My own"), "{shown}");
    assert!(shown.contains("and 2 others"), "{shown}");
    let shown = office.get(&page, &editor).await.text;
    assert!(
        shown.contains("Secret affair") && shown.contains("My own") && !shown.contains("others"),
        "{shown}"
    );
}
