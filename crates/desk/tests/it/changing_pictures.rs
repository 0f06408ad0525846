//! Who changes a file of the library, and what they are told.

use crate::{
    Browser, Office,
    library::{png, send, upload},
    writing::begin,
};
use http::{Method, StatusCode};
use kernel::Role;
use serde_json::json;
use testkit::{PrivateDatabase, on_both};

on_both!(what_readers_see_in_a_story_of_others_is_theirs_to_change,);

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
            form.contains("name=\"alt\"") && form.contains("/replace?"),
            "{form}"
        );

        let published = office
            .post(&format!("{at}/publish"), &editor, "version=1&when=now")
            .await;
        assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text);
        let why = "Readers see this in a story that you may not change on the site.";
        for refused in [
            describe(brought_by, "Mine").await,
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
            !form.contains("name=\"alt\"") && !form.contains("/replace?"),
            "{form}"
        );
        assert_eq!(describe(&editor, "Ours").await.status, StatusCode::SEE_OTHER);
    }
}
