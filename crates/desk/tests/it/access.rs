//! Who may ask for what: the table of routes × roles, line by line.

use crate::{Browser, Office, library, places::Slow};
use axum::body::Body;
use desk::table::{Access, table};
use http::{Method, Request, StatusCode, header};
use kernel::Role;
use std::collections::BTreeSet;
use testkit::{PrivateDatabase, on_both};
use tokio::sync::mpsc;

on_both!(
    each_role_reaches_exactly_its_routes,
    where_a_form_came_back_the_page_can_be_loaded_again,
);

/// Every route with its least role, as it is meant: a route that is not here, or for others, makes the test fail.
const MEANT: &str = include_str!("routes.txt");

#[test]
fn every_route_stands_in_the_list_of_what_is_meant() {
    let mut is = BTreeSet::new();
    for route in table() {
        let who = match route.access {
            Access::Anyone => "anyone".to_owned(),
            Access::AtLeast(role) => role.to_string(),
        };
        assert!(
            is.insert(format!("{} {} {who}", route.method, route.path)),
            "{} {} stands in the table twice",
            route.method,
            route.path
        );
    }
    let meant: BTreeSet<String> = MEANT
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let missing: Vec<_> = is.difference(&meant).collect();
    let gone: Vec<_> = meant.difference(&is).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "tests/it/routes.txt lacks {missing:#?} and has too much {gone:#?}"
    );
}

/// An address of the route, with ids of nothing.
fn address(path: &str) -> String {
    let id = "0193a0c0-0000-7000-8000-000000000000";
    let parts = path.split('/').map(|part| match part {
        "{*path}" => "none.css",
        part if part.starts_with('{') => id,
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

async fn each_role_reaches_exactly_its_routes(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let mut people = Vec::new();
    for role in Role::ALL {
        people.push((role, office.person(role).await));
    }
    for route in table() {
        let Access::AtLeast(least) = route.access else {
            continue;
        };
        let path = address(route.path);
        if path.ends_with("/sign-out/") {
            continue;
        }
        let is_json = matches!(route.method, Method::PUT);
        let kind = match route.method {
            Method::GET => "",
            _ if is_json || path.contains("/pen") => "application/json",
            _ => "application/x-www-form-urlencoded",
        };
        let stranger = office
            .ask(route.method.clone(), &path, &Browser::default(), kind, "")
            .await;
        let expected = if kind == "application/json" {
            StatusCode::UNAUTHORIZED
        } else {
            StatusCode::SEE_OTHER
        };
        assert_eq!(
            stranger.status, expected,
            "{} {path} for a stranger",
            route.method
        );
        if expected == StatusCode::SEE_OTHER {
            assert!(
                stranger.to().starts_with("/desk/sign-in/"),
                "{path}: {}",
                stranger.to()
            );
        }
        for (role, browser) in &people {
            let answer = office.ask(route.method.clone(), &path, browser, kind, "").await;
            let is_refused = answer.status == StatusCode::FORBIDDEN
                && answer.text.contains("Your role does not allow this");
            assert_eq!(
                is_refused,
                *role < least,
                "{} {path} for {role}: {} {}",
                route.method,
                answer.status,
                answer.text
            );
        }
    }
}

async fn where_a_form_came_back_the_page_can_be_loaded_again(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let owner = office.person(Role::Owner).await;
    for route in table().iter().filter(|route| route.method == Method::POST) {
        let again = office.get(&address(route.path), &owner).await;
        assert_ne!(again.status, StatusCode::METHOD_NOT_ALLOWED, "{}", route.path);
    }
    for (form, page) in [
        ("/desk/media/{id}/replace", "/desk/media/{id}/"),
        ("/desk/sections/{id}/remove", "/desk/sections/{id}/"),
        ("/desk/people/{id}/role", "/desk/people/"),
        ("/desk/account/passkeys/remove", "/desk/account/"),
        ("/desk/redirects/plan", "/desk/redirects/"),
        ("/desk/filters/", "/desk/"),
        ("/desk/sign-out/", "/desk/"),
        ("/desk/sign-in/second/passkey/", "/desk/sign-in/second/"),
        ("/desk/stories/{id}/preview", "/desk/stories/{id}/"),
        ("/desk/stories/{id}/comments/{comment}", "/desk/stories/{id}/"),
        (
            "/desk/stories/{id}/revisions/{revision}/restore",
            "/desk/stories/{id}/revisions/{revision}/",
        ),
    ] {
        let again = office.get(&address(form), &owner).await;
        assert_eq!(
            (again.status, again.to()),
            (StatusCode::SEE_OTHER, &*address(page)),
            "{form}"
        );
    }
    let comments = office.get(&address("/desk/stories/{id}/comments"), &owner).await;
    assert_eq!(comments.to(), address("/desk/stories/{id}/#comments"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_taken_from_another_site_or_without_the_code_of_the_session() {
    let office = Office::open(PrivateDatabase::sqlite()).await;
    let browser = office.person(Role::Owner).await;
    let send = |site: Option<&str>, origin: Option<&str>, code: &str| {
        let mut request = Request::builder()
            .method(Method::POST)
            .uri("/desk/stories/")
            .header(header::HOST, "paper.example")
            .header(header::COOKIE, &browser.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(site) = site {
            request = request.header("sec-fetch-site", site);
        }
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        request
            .body(Body::from(format!("title=A+story&code={code}")))
            .unwrap()
    };
    let good = browser.code.as_str();
    for (request, status) in [
        (send(Some("cross-site"), None, good), StatusCode::FORBIDDEN),
        (send(Some("same-site"), None, good), StatusCode::FORBIDDEN),
        (
            send(None, Some("http://evil.example"), good),
            StatusCode::FORBIDDEN,
        ),
        (send(None, Some("null"), good), StatusCode::FORBIDDEN),
        (send(Some("same-origin"), None, ""), StatusCode::FORBIDDEN),
        (
            send(Some("same-origin"), None, "AAAAAAAAAAAAAAAAAAAAAA"),
            StatusCode::FORBIDDEN,
        ),
        (
            send(None, Some("http://paper.example"), good),
            StatusCode::SEE_OTHER,
        ),
        (send(Some("same-origin"), None, good), StatusCode::SEE_OTHER),
    ] {
        let about = format!("{:?}", request.headers());
        assert_eq!(office.send(request).await.status, status, "{about}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upload_carries_the_code_in_its_first_part_and_never_in_its_address() {
    let office = Office::open(PrivateDatabase::sqlite()).await;
    let browser = office.person(Role::Owner).await;
    let kept = library::upload(&office, &browser, "a.png", &library::png(40, 30)).await;
    let picture = kept.json()["id"].as_str().unwrap().to_owned();
    for page in [
        "/desk/media/",
        &format!("/desk/media/{picture}/"),
        "/desk/settings/logo/picture/",
        "/desk/themes/",
        "/desk/redirects/",
    ] {
        let page = office.get(page, &browser).await.text;
        let forms: Vec<&str> = page
            .split("<form")
            .filter(|form| form.contains("multipart/form-data"))
            .collect();
        assert!(!forms.is_empty(), "{page}");
        for form in forms {
            let first = format!("<input type=\"hidden\" name=\"code\" value=\"{}\">", browser.code);
            let (head, fields) = form.split_once('>').unwrap();
            assert!(
                !head.contains("code=") && fields.trim_start().starts_with(&first),
                "{form}"
            );
        }
    }
    let good = browser.code.as_str();
    let part = |name: &str, text: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    // Longer than what is looked at for the code.
    let lines: String = (0..500).map(|n| format!("/old-{n}/\t/new/\n")).collect();
    let list = part("text", &lines);
    for (query, parts, said) in [
        ("", [part("code", good), list.clone()], "500 new"),
        ("", [part("code", good), part("text", "/a/\t/b/")], "1 new"),
        ("", [part("code", "x"), list.clone()], "of another session"),
        ("", [list.clone(), part("code", good)], "of another session"),
        ("", [part("x", good), part("code", good)], "of another session"),
        (
            &*format!("?code={good}"),
            [list.clone(), String::new()],
            "of another session",
        ),
    ] {
        let body = format!("{}--b--\r\n", parts.concat());
        let about: String = body.chars().take(200).collect();
        // As it comes over a line: in pieces.
        let (line, pieces) = mpsc::unbounded_channel();
        for piece in body.as_bytes().chunks(7) {
            line.send(piece.to_vec()).unwrap();
        }
        drop(line);
        let request = Request::builder()
            .method(Method::POST)
            .uri(format!("/desk/redirects/plan{query}"))
            .header(header::HOST, "paper.example")
            .header(header::COOKIE, &browser.cookie)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
            .body(Body::new(Slow { asked: None, pieces }));
        let answer = office.send(request.unwrap()).await;
        assert!(answer.text.contains(said), "{query} {about}: {}", answer.text);
        assert_eq!(answer.status == StatusCode::OK, said.ends_with("new"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_is_kept_by_nobody_and_runs_only_its_own_scripts() {
    let office = Office::open(PrivateDatabase::sqlite()).await;
    let browser = office.person(Role::Owner).await;
    for path in ["/desk/stories/", "/desk/nothing/", "/desk/", "/desk/stories/x/"] {
        let answer = office.get(path, &browser).await;
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{path}");
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(
            policy.contains("default-src 'none'") && policy.contains("'nonce-") && !policy.contains("unsafe"),
            "{policy}"
        );
        assert_eq!(answer.headers[header::X_FRAME_OPTIONS], "DENY");
    }
    let one = office.get("/desk/stories/", &browser).await;
    let other = office.get("/desk/stories/", &browser).await;
    assert_ne!(
        one.headers[header::CONTENT_SECURITY_POLICY],
        other.headers[header::CONTENT_SECURITY_POLICY],
        "a nonce is for one answer"
    );
}
