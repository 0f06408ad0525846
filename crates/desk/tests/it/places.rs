//! What one person takes up of the desk's places, time and memory, and what is left for the others.

use crate::{Browser, Office, library::png};
use axum::body::{Body, Bytes};
use http::{Method, Request, StatusCode, header};
use http_body::Frame;
use kernel::Role;
use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use testkit::PrivateDatabase;
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
    time::timeout,
};

/// A body that comes when the test says so, and tells when it is first asked for.
pub struct Slow {
    pub asked: Option<oneshot::Sender<()>>,
    pub pieces: mpsc::UnboundedReceiver<Vec<u8>>,
}

impl http_body::Body for Slow {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(asked) = self.asked.take() {
            let _ = asked.send(());
        }
        let piece = self.pieces.poll_recv(cx);
        piece.map(|piece| piece.map(|bytes| Ok(Frame::data(bytes.into()))))
    }
}

/// An upload that says it has so many bytes, and where its body is to be put.
fn upload(
    by: &Browser,
    length: usize,
    asked: Option<oneshot::Sender<()>>,
) -> (Request<Body>, mpsc::UnboundedSender<Vec<u8>>) {
    let (body, pieces) = mpsc::unbounded_channel();
    let request = Request::builder()
        .method(Method::POST)
        .uri("/desk/media/")
        .header(header::HOST, "paper.example")
        .header(header::COOKIE, &by.cookie)
        .header("sec-fetch-site", "same-origin")
        .header("x-form-code", &by.code)
        .header(header::ACCEPT, "application/json")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header(header::CONTENT_LENGTH, length)
        .body(Body::new(Slow { asked, pieces }));
    (request.unwrap(), body)
}

/// An upload that has its place, and of whose body nothing has come.
struct Upload {
    body: mpsc::UnboundedSender<Vec<u8>>,
    answer: JoinHandle<crate::Answer>,
}

impl Upload {
    /// One that says it has so many bytes.
    async fn begin(office: &'static Office, by: &'static Browser, length: usize) -> Self {
        let (asked, is_asked) = oneshot::channel();
        let (request, body) = upload(by, length, Some(asked));
        let answer = tokio::spawn(office.send(request));
        is_asked.await.unwrap();
        Self { body, answer }
    }

    /// The rest of it comes.
    async fn end(self, name: &str, file: &[u8]) -> crate::Answer {
        let head =
            format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        let _ = self.body.send([head.as_bytes(), file, b"\r\n--b--\r\n"].concat());
        drop(self.body);
        self.answer.await.unwrap()
    }
}

/// An office and its people for as long as the tests run, so that tasks may have them.
async fn office() -> (&'static Office, [&'static Browser; 2]) {
    let office: &Office = Box::leak(Box::new(Office::open(PrivateDatabase::sqlite()).await));
    let people = [
        office.person(Role::Author).await,
        office.person(Role::Editor).await,
    ];
    (office, people.map(|one| &*Box::leak(Box::new(one))))
}

#[tokio::test]
async fn who_holds_eight_places_waits_for_a_ninth_and_keeps_nobody_out() {
    let (office, [one, other]) = office().await;
    let mut held = Vec::new();
    for _ in 0..8 {
        held.push(Upload::begin(office, one, 1000).await);
    }
    tokio::time::pause();
    let ninth = office.get("/desk/stories/", one).await;
    tokio::time::resume();
    assert_eq!(ninth.status, StatusCode::SERVICE_UNAVAILABLE, "{}", ninth.text);
    assert!(ninth.text.contains("too much to do"), "{}", ninth.text);
    let served = office.get("/desk/stories/", other).await;
    assert_eq!(served.status, StatusCode::OK, "{}", served.text);

    // One place is free again as soon as one of the eight is done.
    let waiting = tokio::spawn(office.get("/desk/stories/", one));
    let kept = held.remove(0).end("a.png", &png(3, 2)).await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.text);
    assert_eq!(waiting.await.unwrap().status, StatusCode::OK);
}

#[tokio::test]
async fn a_body_that_does_not_come_gives_its_place_back_and_is_told_so() {
    let (office, [one, _]) = office().await;
    let upload = Upload::begin(office, one, 1000).await;
    tokio::time::pause();
    let answer = timeout(Duration::from_secs(60), upload.answer).await;
    tokio::time::resume();
    let answer = answer.expect("the desk waits for a minute").unwrap();
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.text);
    let why = answer.json()["error"].to_string();
    assert!(why.contains("so slowly that the desk gave it up"), "{why}");

    // A form, whose body is read before it has a place, is told the same.
    let (request, _body) = form_of(one);
    tokio::time::pause();
    let answer = timeout(Duration::from_secs(60), office.send(request)).await;
    tokio::time::resume();
    let answer = answer.expect("the desk waits for a minute");
    assert!(
        answer.text.contains("so slowly that the desk gave it up"),
        "{}",
        answer.text
    );
}

/// A form whose body does not come.
fn form_of(by: &Browser) -> (Request<Body>, mpsc::UnboundedSender<Vec<u8>>) {
    let (mut request, body) = upload(by, 1000, None);
    let form = http::HeaderValue::from_static("application/x-www-form-urlencoded");
    request.headers_mut().insert(header::CONTENT_TYPE, form);
    (request, body)
}

#[tokio::test]
async fn uploads_hold_bounded_memory_and_who_finds_none_is_told_so() {
    const LARGEST: usize = 50 * 1024 * 1024;
    let (office, [one, other]) = office().await;
    let first = Upload::begin(office, one, LARGEST).await;
    // Whoever says nothing of the size may send all that is allowed.
    let (mut unsaid, _) = upload(one, 0, None);
    unsaid.headers_mut().remove(header::CONTENT_LENGTH);
    let (another, _) = upload(one, 20 << 20, None);
    let _second = Upload::begin(office, one, LARGEST).await;
    for request in [unsaid, another] {
        tokio::time::pause();
        let refused = office.send(request).await;
        tokio::time::resume();
        assert_eq!(
            refused.status,
            StatusCode::SERVICE_UNAVAILABLE,
            "{}",
            refused.text
        );
        let why = refused.json()["error"].to_string();
        assert!(why.contains("Too much is being uploaded"), "{why}");
    }
    // What is small needs none of it, pictures and another have their own, and what is done gives it back.
    let sent = async |upload: Upload, side| {
        let kept = upload.end("a.png", &png(side, side)).await;
        assert_eq!(kept.status, StatusCode::OK, "{side}: {}", kept.text);
    };
    sent(Upload::begin(office, one, 1000).await, 2).await;
    sent(Upload::begin(office, one, 2 << 20).await, 6).await;
    sent(Upload::begin(office, other, LARGEST).await, 3).await;
    sent(first, 4).await;
    sent(Upload::begin(office, one, LARGEST).await, 5).await;
}

#[tokio::test]
async fn who_is_shut_out_while_they_send_keeps_nothing() {
    let (office, [author, editor]) = office().await;
    let owner = office.person(Role::Owner).await;
    let upload = Upload::begin(office, author, 1000).await;
    let (asked, is_asked) = oneshot::channel();
    let (mut request, body) = self::upload(editor, 1000, Some(asked));
    *request.uri_mut() = http::Uri::from_static("/desk/stories/");
    let form = http::HeaderValue::from_static("application/x-www-form-urlencoded");
    request.headers_mut().insert(header::CONTENT_TYPE, form);
    let form = tokio::spawn(office.send(request));
    is_asked.await.unwrap();

    for who in ["author", "editor"] {
        let id = office.id(&format!("{who}@paper.example")).await;
        let done = office
            .post(&format!("/desk/people/{id}/disable"), &owner, "")
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    }
    let answer = upload.end("a.png", &png(3, 2)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text);
    let _ = body.send(b"title=Too+late&once=1".to_vec());
    drop(body);
    let answer = form.await.unwrap();
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", answer.text);
    let stories = office.get("/desk/stories/", &owner).await.text;
    assert!(!stories.contains("Too late"), "{stories}");
    let media = office.get("/desk/media/", &owner).await.text;
    assert!(!media.contains("a.png"), "{media}");
}

#[tokio::test]
async fn two_people_with_slow_films_keep_out_no_third() {
    const LARGEST: usize = 50 * 1024 * 1024;
    let (office, [one, other]) = office().await;
    let third: &Browser = Box::leak(Box::new(office.person(Role::Administrator).await));
    let mut held = Vec::new();
    for person in [one, one, other] {
        held.push(Upload::begin(office, person, LARGEST).await);
    }
    let (second, _) = upload(other, LARGEST, None);
    tokio::time::pause();
    let refused = office.send(second).await;
    tokio::time::resume();
    let why = refused.json()["error"].to_string();
    assert!(why.contains("Too much is being uploaded"), "{why}");
    let kept = Upload::begin(office, third, LARGEST).await;
    let kept = kept.end("a.png", &png(3, 2)).await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.text);
}

#[tokio::test]
async fn what_would_take_far_more_memory_than_it_has_bytes_is_refused() {
    let (office, [author, _]) = office().await;
    let many = |one: &str, times: usize| format!("[{}0]", one.repeat(times));
    for (json, is_refused) in [
        (many("0,", 1_000), false),
        (many("0,", 300_000), true),
        (many("{\"a\":0},", 120_000), true),
        (many("[[0]],", 60_000), true),
        (format!("[\"{}\"]", "{[\\\",".repeat(300_000)), false),
    ] {
        let (mut request, body) = upload(author, json.len(), None);
        *request.uri_mut() = http::Uri::from_static("/desk/media/fetch");
        let kind = http::HeaderValue::from_static("application/json");
        request.headers_mut().insert(header::CONTENT_TYPE, kind);
        let start = json[..12].to_owned();
        let _ = body.send(json.into_bytes());
        drop(body);
        let answer = office.send(request).await;
        let (status, words) = match is_refused {
            true => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "more pieces than the desk takes at once",
            ),
            false => (StatusCode::UNPROCESSABLE_ENTITY, "error"),
        };
        assert_eq!(answer.status, status, "{start}: {}", answer.text);
        assert!(answer.text.contains(words), "{start}: {}", answer.text);
    }
}
