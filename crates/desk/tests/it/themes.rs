//! Themes at the desk.

use crate::{Answer, Browser, Office};
use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use kernel::Role;
use std::io::Write;
use testkit::{PrivateDatabase, on_both};

on_both!(a_theme_is_brought_in_checked_taken_into_use_and_left_again);

async fn bring(office: &Office, by: &Browser, name: &str, zip: &[u8]) -> Answer {
    bring_with(office, by, name, zip, "").await
}

/// With these parts of the form before the file.
async fn bring_with(office: &Office, by: &Browser, name: &str, zip: &[u8], parts: &str) -> Answer {
    let mut body = format!(
        "--line\r\nContent-Disposition: form-data; name=\"code\"\r\n\r\n{}\r\n{parts}--line\r\nContent-Disposition: \
         form-data; name=\"theme\"; filename=\"{name}\"\r\nContent-Type: application/zip\r\n\r\n",
        by.code
    )
    .into_bytes();
    body.extend_from_slice(zip);
    body.extend_from_slice(b"\r\n--line--\r\n");
    let request = Request::builder()
        .method(Method::POST)
        .uri("/desk/themes/")
        .header(header::HOST, "paper.example")
        .header(header::COOKIE, &by.cookie)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=line")
        .body(Body::from(body));
    office.send(request.unwrap()).await
}

fn zip(index: &str) -> Vec<u8> {
    zip_of(r#"{"name":"plain","version":"1.2.3"}"#, index)
}

fn zip_of(package: &str, index: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let files = [("package.json", package), ("index.hbs", index), ("post.hbs", "x")];
    for (name, text) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

async fn a_theme_is_brought_in_checked_taken_into_use_and_left_again(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let by = office.person(Role::Administrator).await;
    let broken = bring(&office, &by, "plain.zip", &zip("{{#if x}}")).await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        broken.text.contains("Nothing was kept") && broken.text.contains("index.hbs"),
        "{}",
        broken.text
    );
    let none = bring(&office, &by, "plain.zip", b"no zip").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let brought = bring(
        &office,
        &by,
        "plain.zip",
        &zip("{{#foreach posts}}{{title}}{{/foreach}}"),
    )
    .await;
    assert_eq!(brought.status, StatusCode::SEE_OTHER, "{}", brought.text);
    let list = office.get("/desk/themes/", &by).await.text;
    assert!(list.contains("1.2.3") && !list.contains("Go back to"), "{list}");
    let look = office.post("/desk/themes/look", &by, "theme=plain").await;
    assert_eq!(look.status, StatusCode::OK, "{}", look.text);
    assert!(
        look.text.contains("action=\"/desk/themes/use\"")
            && look.text.contains("name=\"theme\" value=\"plain\"")
            && look.text.contains("Use this theme"),
        "{}",
        look.text
    );
    let secret = look
        .text
        .split("src=\"/preview/")
        .nth(1)
        .unwrap()
        .split('/')
        .next()
        .unwrap();
    let shown = office.newsroom.previewed(secret).await.unwrap();
    assert!(matches!(shown, Some(newsroom::Previewed::Theme(name)) if name == "plain"));
    let used = office.post("/desk/themes/use", &by, "theme=plain").await;
    assert_eq!(used.status, StatusCode::SEE_OTHER, "{}", used.text);
    // The one that readers see is not written over: another of its name gets another name.
    let again = bring(&office, &by, "plain.zip", &zip("other")).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
    let list = office.get("/desk/themes/", &by).await.text;
    assert!(
        list.contains("plain-2") && list.contains("Go back to broadsheet"),
        "{list}"
    );
    let nothing = office.post("/desk/themes/use", &by, "theme=nothing").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let back = office.post("/desk/themes/use", &by, "theme=broadsheet").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let settings = office
        .newsroom
        .store
        .read(|reader| reader.settings())
        .await
        .unwrap();
    assert_eq!(
        (settings.theme.as_str(), settings.theme_before.as_deref()),
        ("broadsheet", Some("plain"))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_theme_is_called_as_it_says_itself_and_replaces_none_unasked() {
    let office = Office::open(PrivateDatabase::sqlite()).await;
    let by = office.person(Role::Administrator).await;
    let named = |name: &str, version: &str| {
        zip_of(
            &format!(r#"{{"name":{name},"version":"{version}"}}"#),
            "{{#foreach posts}}{{title}}{{/foreach}}",
        )
    };
    let list = async || office.get("/desk/themes/", &by).await.text;
    for (file, name, kept) in [
        ("tide-main (1).zip", r#""tide""#, "tide"),
        // What cannot be its name, or is none: that of the file.
        ("Dusk.zip", r#""@tide/dusk""#, "Dusk"),
        ("dawn.ZIP", "null", "dawn"),
        ("../noon.zip", r#""..""#, "noon"),
        ("x.zip", r#""broadsheet""#, "broadsheet-2"),
    ] {
        let brought = bring(&office, &by, file, &named(name, "1.0.0")).await;
        assert_eq!(brought.status, StatusCode::SEE_OTHER, "{}", brought.text);
        let told = office.get(brought.to(), &by).await.text;
        assert!(told.contains(&format!("“{kept}” is there and works")), "{told}");
        assert!(told.contains(&format!("<th scope=\"row\">{kept}</th>")), "{told}");
    }
    for file in ["a b.zip", ".hidden.zip", "theme.tar", ""] {
        let refused = bring(&office, &by, file, &named("7", "1.0.0")).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{file}: {}",
            refused.text
        );
    }
    let refused = bring(&office, &by, "other.zip", &named(r#""tide""#, "2.0.0")).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.text
    );
    assert!(
        refused
            .text
            .contains("Nothing was kept. There is a theme “tide” (1.0.0) already"),
        "{}",
        refused.text
    );
    assert!(!list().await.contains("2.0.0"), "nothing was kept");
    let replace = "--line\r\nContent-Disposition: form-data; name=\"replace\"\r\n\r\n1\r\n";
    let replaced = bring_with(&office, &by, "other.zip", &named(r#""tide""#, "2.0.0"), replace).await;
    assert_eq!(replaced.status, StatusCode::SEE_OTHER, "{}", replaced.text);
    let there = list().await;
    assert!(
        there.contains("2.0.0") && there.contains("tide.before"),
        "{there}"
    );
    // What was replaced is in use again: a third does not take its place.
    let used = office.post("/desk/themes/use", &by, "theme=tide.before").await;
    assert_eq!(used.status, StatusCode::SEE_OTHER, "{}", used.text);
    let third = bring_with(&office, &by, "other.zip", &named(r#""tide""#, "3.0.0"), replace).await;
    assert!(third.to().ends_with("theme=tide-2"), "{}", third.to());
    let there = list().await;
    let row = there.split_once("<th scope=\"row\">tide.before</th>").unwrap().1;
    assert!(row.split("</tr>").next().unwrap().contains("1.0.0"), "{row}");
}
