//! Everything as one archive.

use crate::Office;
use http::StatusCode;
use kernel::{PostState, Role};
use newsroom::{PostInput, TagRef};
use std::collections::BTreeMap;
use std::io::Read;
use testkit::{PrivateDatabase, on_both};

on_both!(an_export_holds_everything_but_what_people_sign_in_with);

async fn an_export_holds_everything_but_what_people_sign_in_with(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let administrator = office.person(Role::Administrator).await;
    for (title, state) in [("One", PostState::Published), ("Two", PostState::Draft)] {
        let mut input = PostInput::story(title, document::from_markdown("Some *words*.").document);
        input.state = state;
        input.tags = vec![TagRef::Named("World".into())];
        let id = office.newsroom.save_post(input).await.unwrap().id;
        if title == "One" {
            let path = format!("/desk/stories/{id}/withdraw");
            let gone = office
                .post(&path, &administrator, "reason=Not+ours+to+tell")
                .await;
            assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text);
        }
    }
    office
        .post(
            "/desk/redirects/add",
            &administrator,
            "from=%2Fold%2F&to=%2Fone%2F",
        )
        .await;
    let answer = office.post("/desk/export/", &administrator, "").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(
        answer.headers["content-disposition"]
            .to_str()
            .unwrap()
            .contains("broadsheet-")
    );
    let mut out = Vec::new();
    let newsroom = office.newsroom.clone();
    let (exported, out) = tokio::task::spawn_blocking(move || {
        let exported = newsroom.export_to(&mut out).unwrap();
        (exported, out)
    })
    .await
    .unwrap();
    let mut files = BTreeMap::new();
    let mut order = Vec::new();
    for entry in tar::Archive::new(out.as_slice()).entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = entry.path().unwrap().to_string_lossy().into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        order.push(path.clone());
        files.insert(path, text);
    }
    assert_eq!(
        (exported.posts, exported.tags, exported.redirects, exported.staff),
        (2, 1, 1, 1)
    );
    assert_eq!(order.last().map(String::as_str), Some("manifest.json"));
    let one: serde_json::Value = serde_json::from_str(&files["posts/one.json"]).unwrap();
    assert_eq!((&one["title"], &one["tags"][0]), (&"One".into(), &"world".into()));
    assert!(
        one["html"].as_str().unwrap().contains("<em>words</em>") && one["document"]["type"] == "doc",
        "{one}"
    );
    assert_eq!(one["work"]["withdrawn_because"], "Not ours to tell");
    assert!(files.contains_key("posts/two.json"), "drafts too");
    assert_eq!(files["redirects.csv"], "from,to,status\r\n/old/,/one/,301\r\n");
    let staff = &files["staff.json"];
    assert!(
        staff.contains("administrator@paper.example") && !staff.contains("argon2"),
        "{staff}"
    );
    assert!(files["settings.json"].contains("largest_upload"));
    let record = office
        .newsroom
        .store
        .read(|reader| reader.audit(None, None, 9))
        .await
        .unwrap();
    assert!(
        record
            .iter()
            .any(|one| one.what == "export.made" && one.who == "The administrator")
    );
}
