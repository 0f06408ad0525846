//! Redirects, one by one and as a list.

use crate::{Answer, Browser, Office};
use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use kernel::Role;
use testkit::{PrivateDatabase, on_both};

on_both!(a_list_is_looked_at_first_and_done_as_a_whole_or_not_at_all);

async fn plan(office: &Office, by: &Browser, list: &str) -> Answer {
    let body = format!(
        "--line\r\nContent-Disposition: form-data; name=\"code\"\r\n\r\n{}\r\n--line\r\nContent-Disposition: form-data; \
         name=\"text\"\r\n\r\n\r\n--line\r\nContent-Disposition: form-data; name=\"list\"; \
         filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n{list}\r\n--line--\r\n",
        by.code
    );
    let request = Request::builder()
        .method(Method::POST)
        .uri("/desk/redirects/plan")
        .header(header::HOST, "paper.example")
        .header(header::COOKIE, &by.cookie)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=line")
        .body(Body::from(body));
    office.send(request.unwrap()).await
}

async fn to(office: &Office, path: &'static str) -> Option<String> {
    let read = office.newsroom.store.read(move |reader| reader.redirect(path));
    read.await.unwrap().map(|redirect| redirect.to)
}

async fn a_list_is_looked_at_first_and_done_as_a_whole_or_not_at_all(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let by = office.person(Role::Administrator).await;
    let add = |form: &'static str| office.post("/desk/redirects/add", &by, form);
    let one = add("from=%2Fold&to=%2Fnew%2F&status=302").await;
    assert_eq!(one.status, StatusCode::SEE_OTHER, "{}", one.text);
    assert_eq!(to(&office, "/old/").await.as_deref(), Some("/new/"));
    let list = "from,to\n/a,/b/\n/b,/c/\n/old/,/newer/\n/2019/x.html,https://a.example/\n";
    let shown = plan(&office, &by, list).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    assert!(
        shown.text.contains("3 new, 1 changed, 0 as they are"),
        "{}",
        shown.text
    );
    assert!(
        shown.text.contains("/a/ → /c/"),
        "a chain is cut short: {}",
        shown.text
    );
    assert_eq!(to(&office, "/a/").await, None, "it was only looked at");
    let form: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("text", list)
        .finish();
    let done = office.post("/desk/redirects/add", &by, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert_eq!(to(&office, "/a/").await.as_deref(), Some("/c/"));
    assert_eq!(to(&office, "/b/").await.as_deref(), Some("/c/"));
    // A circle, through what is there already, and a kept address: nothing of the list is done.
    let wrong = plan(
        &office,
        &by,
        "/fine/ /x/\n/c/ /a/\n/desk/x/ /y/\nhttps://b.example/ /y/\n/lonely/\n/about/ /About/\n",
    )
    .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in [
        "Line 2: /c/ would lead to itself in a circle",
        "Line 3: Addresses below /desk",
        "Line 4: “https://b.example/” is no address of this site",
        "Line 5: “/lonely/” does not fit",
        "Line 6: /about/ would lead to itself in a circle",
    ] {
        assert!(wrong.text.contains(part), "{part}: {}", wrong.text);
    }
    let lines: String = (0..203).map(|n| format!("/{n}/\n")).collect();
    let many = plan(&office, &by, &lines).await;
    assert!(many.text.contains("And 3 more."), "{}", many.text);
    let forced = add("text=%2Ffine%2F+%2Fx%2F%0A%2Fc%2F+%2Fa%2F").await;
    assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(to(&office, "/fine/").await, None);
    let found = office.get("/desk/redirects/?search=2019", &by).await.text;
    assert!(
        found.contains("/2019/x.html") && !found.contains("<td class=\"wrap\">/a/"),
        "{found}"
    );
    let removed = office.post("/desk/redirects/remove", &by, "path=%2Fa%2F").await;
    assert_eq!(
        (removed.status, to(&office, "/a/").await),
        (StatusCode::SEE_OTHER, None)
    );
}
