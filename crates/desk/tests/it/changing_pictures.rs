//! Who changes a file of the library, and what they are told.

use crate::{
    Browser, Office,
    library::{png, send, upload},
    writing::begin,
};
use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use kernel::Role;
use serde_json::json;
use testkit::{PrivateDatabase, on_both};

on_both!(
    what_readers_see_in_a_story_of_others_is_theirs_to_change,
    who_describes_a_picture_second_sees_what_the_first_wrote,
    bylines_sections_and_the_site_are_named_where_they_show_a_picture,
    of_several_files_each_is_told_of,
    what_is_too_large_is_told_how_large_it_may_be,
    no_answer_of_the_desk_is_kept_and_none_ends_with_two_stops,
);

async fn what_readers_see_in_a_story_of_others_is_theirs_to_change(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (author, contributor, editor) = (
        office.person(Role::Author).await,
        office.person(Role::Contributor).await,
        office.person(Role::Editor).await,
    );
    for (brought_by, width) in [(&contributor, 800), (&author, 900)] {
        let kept = upload(&office, brought_by, "Bridge.png", &png(width, 400)).await;
        let kept = kept.json();
        let page = format!("/desk/media/{}/", kept["id"].as_str().unwrap());
        let describe = async |by: &Browser, alt: &str| {
            let form = format!("alt={alt}&focal-x=1&focal-y=2");
            office.post(&page, by, &form).await
        };
        let story = begin(&office, &editor).await;
        let at = format!("/desk/stories/{story}");
        let text = json!({"title": "Bridge", "document": {"type": "doc", "content": [
            {"type": "image", "attrs": {"src": kept["path"], "width": 800, "height": 400}}]}});
        let body = json!({"version": 0, "holder": "p", "text": text});
        let saved = office
            .json(Method::PUT, &format!("{at}/copy"), &editor, body)
            .await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
        let done = describe(brought_by, "Draft").await;
        assert_eq!(
            done.status,
            StatusCode::SEE_OTHER,
            "no reader sees it: {}",
            done.text
        );
        let form = office.get(&page, brought_by).await.text;
        assert!(
            form.contains("name=\"alt\"") && form.contains("/replace\""),
            "{form}"
        );

        let published = office
            .post(&format!("{at}/publish"), &editor, "version=1&when=now")
            .await;
        assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text);
        let why = "Readers see this in a story that you may not change on the site.";
        let late = describe(brought_by, "Mine").await;
        let typed = "It is not saved: copy it from here.</p><dl><dt>Alt text</dt><dd>Mine</dd></dl>";
        assert!(late.text.contains(typed), "only what is not there: {}", late.text);
        for refused in [
            late,
            send(
                &office,
                brought_by,
                &format!("{page}replace"),
                "x.png",
                &png(40, 80),
            )
            .await,
        ] {
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
            assert!(refused.text.contains(why), "{}", refused.text);
        }
        let form = office.get(&page, brought_by).await.text;
        assert!(form.contains(why) && form.contains("<dd>Draft</dd>"), "{form}");
        assert!(
            !form.contains("name=\"alt\"") && !form.contains("/replace\""),
            "{form}"
        );
        assert_eq!(describe(&editor, "Ours").await.status, StatusCode::SEE_OTHER);
    }
}

/// A hidden field of a form.
fn hidden(page: &str, name: &str) -> String {
    let from = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap().1;
    from.split('"').next().unwrap().to_owned()
}

async fn who_describes_a_picture_second_sees_what_the_first_wrote(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (ann, ben) = (
        office.person(Role::Author).await,
        office.person(Role::Editor).await,
    );
    let kept = upload(&office, &ann, "Bridge.png", &png(40, 30)).await.json();
    let page = format!("/desk/media/{}/", kept["id"].as_str().unwrap());
    let seen = hidden(&office.get(&page, &ann).await.text, "seen");
    let form = |alt: &str, credit: &str, seen: &str| {
        format!("alt={alt}&credit={credit}&focal-x=50&focal-y=50&seen={seen}")
    };
    let first = office
        .post(&page, &ann, &form("Dawn", "Ines+Calder", &seen))
        .await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text);
    let again = office
        .post(&page, &ann, &form("Dawn", "Ines+Calder", &seen))
        .await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "the same twice does no harm");
    let second = office.post(&page, &ben, &form("Dusk", "", &seen)).await;
    assert_eq!(second.status, StatusCode::CONFLICT, "{}", second.text);
    assert!(
        second.text.contains("<dd>Dawn</dd>") && second.text.contains("<dd>Ines Calder</dd>"),
        "{}",
        second.text
    );
    assert!(
        second.text.contains(">Dusk</textarea>"),
        "what was typed is there: {}",
        second.text
    );
    let now = office.get(&page, &ann).await.text;
    assert!(now.contains(">Dawn</textarea>"), "{now}");
    let seen = hidden(&second.text, "seen");
    let last = office
        .post(&page, &ben, &form("Dusk", "Ines+Calder", &seen))
        .await;
    assert_eq!(last.status, StatusCode::SEE_OTHER, "{}", last.text);
    let now = office.get(&page, &ann).await.text;
    assert!(now.contains(">Dusk</textarea>"), "{now}");
}

async fn bylines_sections_and_the_site_are_named_where_they_show_a_picture(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (owner, author) = (
        office.person(Role::Owner).await,
        office.person(Role::Author).await,
    );
    let made = office.post("/desk/authors/", &owner, "name=Ines+Calder").await;
    let byline = made.to().to_owned();
    let made = office.post("/desk/sections/", &owner, "name=Energy").await;
    let section = made.to().to_owned();
    let places = [
        (&byline, format!("{byline}portrait/"), "Portrait of Ines Calder"),
        (&byline, format!("{byline}cover/"), "Wide picture of Ines Calder"),
        (&section, format!("{section}picture/"), "Picture of Energy"),
        (
            &"/desk/settings/".to_owned(),
            "/desk/settings/logo/picture/".to_owned(),
            "Logo",
        ),
    ];
    let listed = async |used: &str, name: &str| {
        let list = office
            .get(&format!("/desk/media/?used={used}"), &owner)
            .await
            .text;
        list.contains(name)
    };
    for (i, (back, at, called)) in places.iter().enumerate() {
        let file = format!("place-{i}.png");
        let kept = upload(&office, &author, &file, &png(40, 31 + i as u32))
            .await
            .json();
        let id = kept["id"].as_str().unwrap();
        let page = format!("/desk/media/{id}/");
        let link = format!("<a href=\"{back}\">{called}</a>");
        assert!(!office.get(&page, &owner).await.text.contains(&link));
        assert!(listed("no", &file).await && !listed("yes", &file).await, "{file}");
        let chosen = crate::pictures::choose(&office, &owner, at, id).await;
        assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.text);
        let shown = office.get(&page, &owner).await.text;
        assert!(shown.contains(&link), "{link}: {shown}");
        assert!(listed("yes", &file).await && !listed("no", &file).await, "{file}");
        let refused = office.post(&page, &author, "alt=Mine").await;
        assert_eq!(
            refused.status,
            StatusCode::FORBIDDEN,
            "whose place it is: {}",
            refused.text
        );
    }
    // Code of the whole site that names it.
    let kept = upload(&office, &author, "badge.png", &png(40, 50)).await.json();
    let image = format!("%3Cimg+src=%22{}%22%3E", kept["path"].as_str().unwrap());
    let form = format!("of=site&seen_head=&seen_foot=&head=&foot={image}");
    let saved = office.post("/desk/code/", &owner, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = office
        .get(&format!("/desk/media/{}/", kept["id"].as_str().unwrap()), &owner)
        .await
        .text;
    assert!(
        page.contains("<li><a href=\"/desk/code/\">Code of the whole site</a></li>"),
        "{page}"
    );
    // Absolute, and with a size in it.
    let kept = upload(&office, &author, "sized.png", &png(40, 60)).await.json();
    let sized = kept["path"]
        .as_str()
        .unwrap()
        .replace("/images/", "/images/size/w300/");
    let form = format!("name=Energy&slug=energy&feature_image=https://paper.example{sized}");
    let saved = office.post(&section, &owner, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    assert!(listed("yes", "sized.png").await && !listed("no", "sized.png").await);
    let page = office
        .get(&format!("/desk/media/{}/", kept["id"].as_str().unwrap()), &owner)
        .await
        .text;
    assert!(page.contains("Picture of Energy</a>"), "{page}");
    // What is named there is what is rendered again.
    let path = format!("/desk/media/{}/", kept["id"].as_str().unwrap());
    let moved = office
        .post(&path, &owner, "alt=Pylon&focal-x=10&focal-y=20")
        .await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text);
    let read = office
        .newsroom
        .store
        .read(|reader| reader.changes_after(0, 10_000));
    let last = read.await.unwrap().pop().unwrap();
    let energy = section.trim_matches('/').rsplit('/').next().unwrap();
    let energy = kernel::Key::Tag(energy.parse().unwrap());
    assert!(last.keys.contains(&energy), "{last:?}");
    // In code that stands on every page.
    let kept = upload(&office, &author, "code.png", &png(40, 70)).await.json();
    let code = format!("<img src=\"{}\">", kept["path"].as_str().unwrap());
    let changed = office
        .newsroom
        .change_settings(move |site| site.codeinjection_foot = Some(code));
    changed.await.unwrap();
    assert!(listed("yes", "code.png").await && !listed("no", "code.png").await);
}

/// A form with several files.
async fn several(office: &Office, by: &Browser, files: &[(&str, Vec<u8>)], accept: &str) -> crate::Answer {
    let mut body = Vec::new();
    for (name, bytes) in files {
        let head =
            format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    body.extend(b"--b--\r\n");
    let request = Request::builder()
        .method(Method::POST)
        .uri("/desk/media/")
        .header(header::HOST, "paper.example")
        .header(header::COOKIE, &by.cookie)
        .header("sec-fetch-site", "same-origin")
        .header("x-form-code", &by.code)
        .header(header::ACCEPT, accept)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    office.send(request.body(Body::from(body)).unwrap()).await
}

async fn of_several_files_each_is_told_of(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let person = office.person(Role::Author).await;
    let files = |n: u32| {
        [
            ("first.png", png(40, n)),
            ("bad.png", b"words".to_vec()),
            ("third.png", png(41, n)),
        ]
    };
    for accept in ["text/html", "application/json"] {
        let answer = several(&office, &person, &files(accept.len() as u32), accept).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        for said in [
            "Kept: “first.png”, “third.png”.",
            "“bad.png” was not kept: its name says",
        ] {
            assert!(answer.text.contains(said), "{said}: {}", answer.text);
        }
    }
    let list = office.get("/desk/media/", &person).await.text;
    assert!(list.contains("first.png") && list.contains("third.png"), "{list}");
    // A page that comes back is the library, also when nothing was kept.
    let none = [("a.png", b"words".to_vec()), ("b.png", b"more".to_vec())];
    for files in [&files(51)[..], &none, &none[..1], &[]] {
        let answer = several(&office, &person, files, "text/html").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        let (said, rest) = answer.text.split_once("class=\"grid\"").unwrap();
        assert!(
            rest.contains("first.png") && said.contains("class=\"problem\""),
            "{}",
            answer.text
        );
        for (name, bytes) in files {
            let told = said.contains(&format!("<li>“{name}” was not kept: "));
            assert_eq!(told, !bytes.starts_with(b"\x89PNG"), "{name}: {said}");
        }
    }
    let answer = several(&office, &person, &files(50), "application/json")
        .await
        .json();
    assert_eq!(
        (&answer["kept"][1]["width"], &answer["refused"][0]["name"]),
        (&json!(41), &json!("bad.png"))
    );
    let good = [("one.png", png(42, 7)), ("two.png", png(42, 8))];
    let all = several(&office, &person, &good, "text/html").await;
    assert_eq!(all.to(), "/desk/media/?brought=2&known=0", "{}", all.text);
    let page = office.get(all.to(), &person).await.text;
    assert!(page.contains(">2 files were brought in.<"), "{page}");
    // The same bytes under another name are one file.
    let again = [("other.png", png(42, 7)), ("three.png", png(42, 9))];
    let both = several(&office, &person, &again, "text/html").await;
    assert_eq!(both.to(), "/desk/media/?brought=2&known=1", "{}", both.text);
    let one = several(&office, &person, &again[..1], "text/html").await;
    let page = office.get(one.to(), &person).await.text;
    assert!(
        page.contains("The library has this file already") && page.contains("<h1>one.png</h1>"),
        "{page}"
    );
    let new = several(&office, &person, &[("four.png", png(42, 10))], "text/html").await;
    assert!(!new.to().contains('?'), "{}", new.to());
}

async fn what_is_too_large_is_told_how_large_it_may_be(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let person = office.person(Role::Author).await;
    let too_much = vec![("huge.png", vec![7; 51 << 20])];
    let answer = several(&office, &person, &too_much, "text/html").await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text.contains("50 MB at most"), "{}", answer.text);
}

async fn no_answer_of_the_desk_is_kept_and_none_ends_with_two_stops(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let person = office.person(Role::Author).await;
    for path in ["/desk", "/desk/assets/none.js"] {
        let answer = office.get(path, &person).await;
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{path}");
    }
    let owner = office.person(Role::Owner).await;
    let wrong = office
        .post(
            "/desk/people/invitations/",
            &owner,
            "email=nobody&name=Ann&role=author",
        )
        .await;
    assert!(
        wrong.text.contains("nobody") && !wrong.text.contains("..<"),
        "{}",
        wrong.text
    );
}
