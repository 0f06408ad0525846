//! What is done with a picture of the library: another takes its place, it is chosen for what has one.

use crate::{
    Browser, Office,
    library::{png, send, upload},
    writing::begin,
};
use http::{Method, StatusCode};
use kernel::{Key, PostId, Role, Timestamp};
use newsroom::{Batch, PostInput, SHOW_REPLACED};
use serde_json::json;
use std::collections::BTreeSet;
use store::StoreError;
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_replaced_picture_keeps_its_address_and_its_stories_their_text,
    a_picture_of_many_stories_is_replaced_in_all_of_them_some_at_a_time,
    a_portrait_is_chosen_from_the_library_or_brought_in,
    sections_the_site_and_wide_pictures_are_chosen_the_same_way,
);

async fn a_replaced_picture_keeps_its_address_and_its_stories_their_text(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (author, contributor, editor) = (
        office.person(Role::Author).await,
        office.person(Role::Contributor).await,
        office.person(Role::Editor).await,
    );
    let kept = upload(&office, &author, "Bridge.png", &png(800, 400))
        .await
        .json();
    let (id, path) = (
        kept["id"].as_str().unwrap(),
        kept["path"].as_str().unwrap().to_owned(),
    );
    let story = begin(&office, &author).await;
    let at = format!("/desk/stories/{story}");
    let text = json!({"title": "Bridge", "feature_image": {"src": path, "width": 800, "height": 400, "alt": "", "caption": "", "credit": "", "copyright": ""},
        "document": {"type": "doc", "content": [
            {"type": "image", "attrs": {"src": path, "width": 800, "height": 400}},
            {"type": "image", "attrs": {"src": "/content/images/other.png", "width": 30, "height": 20}}]}});
    let body = json!({"version": 0, "holder": "p", "text": text});
    let saved = office
        .json(Method::PUT, &format!("{at}/copy"), &author, body)
        .await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    let published = office
        .post(&format!("{at}/publish"), &author, "version=1&when=now")
        .await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text);

    let replace = format!("/desk/media/{id}/replace");
    let of_another = send(&office, &contributor, &replace, "x.png", &png(400, 800)).await;
    assert_eq!(of_another.status, StatusCode::FORBIDDEN);
    let jpeg = b"\xff\xd8\xff\xe0 and so on";
    for (name, bytes, why) in [
        ("x.jpg", &jpeg[..], "“x.jpg” is JPG, and this picture is PNG"),
        ("x.txt", b"words", "“x.txt” is no picture"),
        ("x.png", b"\x89PNG\r\n\x1a\n", "cut off"),
    ] {
        let refused = send(&office, &author, &replace, name, bytes).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.text
        );
        assert!(refused.text.contains(why), "{}", refused.text);
    }
    let before = html_of(&office, &story).await;
    assert!(before.contains(r#"width="800" height="400""#), "{before}");
    let replaced = send(&office, &editor, &replace, "Better.png", &png(400, 800)).await;
    assert_eq!(
        (replaced.status, replaced.to()),
        (
            StatusCode::SEE_OTHER,
            &*format!("/desk/media/{id}/?done=replaced")
        )
    );

    let after = html_of(&office, &story).await;
    assert!(
        after.contains(r#"width="400" height="800""#) && !after.contains(r#"width="800""#),
        "{after}"
    );
    assert!(after.contains(r#"width="30" height="20""#), "{after}");
    let post = office.newsroom.store.read({
        let id = story.parse().unwrap();
        move |reader| Ok::<_, store::StoreError>(reader.post_by_id(id)?.unwrap())
    });
    let lead = post.await.unwrap().feature_image.unwrap();
    assert_eq!((lead.width, lead.height), (400, 800));
    let page = office
        .get(&format!("/desk/media/{id}/?done=replaced"), &author)
        .await
        .text;
    assert!(
        page.contains("400 × 800") && page.contains("Readers see this picture now"),
        "{page}"
    );
    assert!(
        page.contains(&format!("{}?v=", path.replace("/images/", "/images/size/w1000/"))),
        "{page}"
    );
    // What is written of the story is as it was: there is nothing to be published.
    let editing = office.get(&format!("{at}/"), &author).await.text;
    assert!(
        !editing.contains("changes that readers do not see yet"),
        "{editing}"
    );
    assert!(editing.contains(&format!("\"{path}\":\"?v=")), "{editing}");
    let admin = office.person(Role::Administrator).await;
    let record = office.get("/desk/audit/", &admin).await.text;
    assert!(
        record.contains("<td>put another picture in a picture"),
        "{record}"
    );
    let file = office.newsroom.files.original(&path.parse().unwrap()).unwrap();
    assert_eq!(file.read(0, file.length).unwrap(), png(400, 800));
}

async fn html_of(office: &Office, story: &str) -> String {
    let id = story.parse().unwrap();
    let read = office
        .newsroom
        .store
        .read(move |reader| Ok::<_, store::StoreError>(reader.post_by_id(id)?.unwrap()));
    read.await.unwrap().html.to_string()
}

async fn a_picture_of_many_stories_is_replaced_in_all_of_them_some_at_a_time(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let editor = office.person(Role::Editor).await;
    let kept = upload(&office, &editor, "Bridge.png", &png(800, 400))
        .await
        .json();
    let markdown = format!("![A bridge]({})", kept["path"].as_str().unwrap());
    let stories = (0..120).map(|n| {
        let text = document::from_markdown(&markdown).document;
        PostInput::story(format!("Story {n}"), text)
    });
    let batch = Batch {
        posts: stories.collect(),
        ..Batch::default()
    };
    let saved = office.newsroom.save_batch(batch).await.unwrap();
    let stories: Vec<PostId> = saved.iter().map(|one| one.id).collect();
    let that_show = async |sides: &'static str| {
        let stories = stories.clone();
        let read = office.newsroom.store.read(move |reader| {
            let mut number = 0;
            for id in stories {
                let html = reader.post_by_id(id)?.unwrap().html;
                number += usize::from(html.contains(sides));
            }
            Ok::<_, StoreError>(number)
        });
        read.await.unwrap()
    };
    let (old, new) = (r#"width="800" height="400""#, r#"width="400" height="800""#);
    assert_eq!(that_show(old).await, 120);
    let replace = format!("/desk/media/{}/replace", kept["id"].as_str().unwrap());
    let replaced = send(&office, &editor, &replace, "Better.png", &png(400, 800)).await;
    assert_eq!(replaced.status, StatusCode::SEE_OTHER, "{}", replaced.text);
    // Whoever replaces it waits for some of them only; the rest is a job.
    assert_eq!((that_show(new).await, that_show(old).await), (50, 70));
    let take = async || {
        let now = Timestamp::now();
        let take = office
            .newsroom
            .store
            .write(move |tx| tx.take_job(&[SHOW_REPLACED], now, 60_000));
        take.await.unwrap()
    };
    let job = take().await.unwrap();
    office.newsroom.show_replaced(&job).await.unwrap();
    assert_eq!(that_show(new).await, 120);
    assert!(take().await.is_none(), "the job is done");
    let changes = office
        .newsroom
        .store
        .read(|reader| reader.changes_after(0, 1000))
        .await
        .unwrap();
    let touched: BTreeSet<Key> = changes
        .into_iter()
        .filter(|change| change.kind == "media.replaced")
        .flat_map(|change| change.keys)
        .collect();
    let missed = stories.iter().filter(|id| !touched.contains(&Key::Post(**id)));
    assert_eq!(missed.count(), 0, "pages of stories that readers have stay old");
}

async fn a_portrait_is_chosen_from_the_library_or_brought_in(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (editor, contributor) = (
        office.person(Role::Editor).await,
        office.person(Role::Contributor).await,
    );
    let made = office.post("/desk/authors/", &editor, "name=Ines+Calder").await;
    let page = made.to().to_owned();
    let form = "name=Ines+Calder&slug=ines-calder&social=bluesky+|+@ines.example.net";
    assert_eq!(
        office.post(&page, &editor, form).await.status,
        StatusCode::SEE_OTHER
    );
    let at = format!("{page}portrait/");
    let kept = upload(&office, &editor, "Ines.png", &png(40, 30)).await.json();
    let chooser = office.get(&format!("{at}?words=ines"), &editor).await.text;
    let id = kept["id"].as_str().unwrap();
    assert!(
        chooser.contains(&format!("value=\"{id}\"")) && chooser.contains("Portrait of Ines Calder"),
        "{chooser}"
    );
    assert_eq!(office.get(&at, &contributor).await.status, StatusCode::FORBIDDEN);
    let choose = async |by: &Browser, media: &str| choose(&office, by, &at, media).await;
    assert_eq!(choose(&contributor, id).await.status, StatusCode::FORBIDDEN);
    assert_eq!(choose(&editor, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(choose(&editor, id).await.to(), format!("{page}?done=1"));
    let shown = office.get(&page, &editor).await.text;
    assert!(
        shown.contains(kept["path"].as_str().unwrap()) && shown.contains("@ines.example.net"),
        "{shown}"
    );

    let brought = send(&office, &editor, &at, "New face.png", &png(50, 50)).await;
    assert_eq!(brought.to(), format!("{page}?done=1"), "{}", brought.text);
    assert!(office.get(&page, &editor).await.text.contains("/new-face.png"));
    let none = send(&office, &editor, &at, "cv.pdf", b"%PDF-1.7 life").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text.contains("That file is no picture"), "{}", none.text);
}

/// The form of a chooser, in which one of the library is taken.
pub async fn choose(office: &Office, by: &Browser, at: &str, media: &str) -> crate::Answer {
    let body = format!("--b\r\nContent-Disposition: form-data; name=\"media\"\r\n\r\n{media}\r\n--b--\r\n");
    office
        .ask(Method::POST, at, by, "multipart/form-data; boundary=b", &body)
        .await
}

async fn sections_the_site_and_wide_pictures_are_chosen_the_same_way(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (owner, author) = (
        office.person(Role::Owner).await,
        office.person(Role::Author).await,
    );
    let made = office.post("/desk/authors/", &owner, "name=Ines+Calder").await;
    let byline = made.to().to_owned();
    let made = office.post("/desk/sections/", &owner, "name=Energy").await;
    let section = made.to().to_owned();
    let kept = upload(&office, &owner, "Wide.png", &png(40, 30)).await.json();
    let (id, path) = (kept["id"].as_str().unwrap(), kept["path"].as_str().unwrap());
    let site = |name: &str| format!("/desk/settings/{name}/picture/");
    let mut places = vec![
        (
            format!("{byline}cover/"),
            byline.clone(),
            "cover_image",
            "Wide picture of Ines Calder",
        ),
        (
            format!("{section}picture/"),
            section.clone(),
            "feature_image",
            "Picture of Energy",
        ),
    ];
    for (name, title) in [
        ("logo", "Logo"),
        ("icon", "Icon"),
        ("cover_image", "Cover picture"),
        ("podcast_cover", "Cover of the podcast"),
        ("og_image", "Picture of the front page&#39;s card"),
        ("twitter_image", "Picture of the card for X"),
    ] {
        places.push((site(name), "/desk/settings/".into(), name, title));
    }
    for (at, back, field, title) in &places {
        let form = office.get(back, &owner).await.text;
        assert!(form.contains(&format!("href=\"{at}\"")), "{at}: {form}");
        let chooser = office.get(at, &owner).await.text;
        assert!(chooser.contains(&format!("<h1>{title}</h1>")), "{at}: {chooser}");
        assert_eq!(
            office.get(at, &author).await.status,
            StatusCode::FORBIDDEN,
            "{at}"
        );
        assert_eq!(
            choose(&office, &author, at, id).await.status,
            StatusCode::FORBIDDEN,
            "{at}"
        );
        let none = send(&office, &owner, at, "cv.pdf", b"%PDF-1.7 life").await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "{at}");
        assert!(none.text.contains("That file is no picture"), "{}", none.text);
        let field = format!("name=\"{field}\" value=\"{path}\"");
        assert!(!office.get(back, &owner).await.text.contains(&field), "{at}");
        let chosen = choose(&office, &owner, at, id).await;
        assert_eq!(chosen.to(), format!("{back}?done=1"), "{at}: {}", chosen.text);
        let now = office.get(back, &owner).await.text;
        assert!(now.contains(&field), "{at}: {now}");
    }
    let brought = send(&office, &owner, &site("logo"), "Name.png", &png(50, 50)).await;
    assert_eq!(brought.to(), "/desk/settings/?done=1", "{}", brought.text);
    let settings = office.get("/desk/settings/", &owner).await.text;
    assert!(settings.contains("/name.png"), "{settings}");
    let unknown = office.get(&site("title"), &owner).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}
