//! Tags, authors, users.

use crate::Desk;
use kernel::{Key, Language, Role};
use newsroom::{AuthorInput, NewsroomError, TagInput, UserInput};
use testkit::PrivateDatabase;

testkit::on_both!(
    a_renamed_tag_touches_itself_and_keeps_what_was_not_said,
    an_author_is_found_again_by_their_slug,
    what_is_told_in_other_languages_is_kept_and_falls_back,
    addresses_that_lead_to_no_page_are_refused,
    a_person_is_added_once_and_their_password_is_hashed,
);

async fn a_renamed_tag_touches_itself_and_keeps_what_was_not_said(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let input = |name: &str, description: Option<&str>| TagInput {
        slug: Some("city".parse().unwrap()),
        name: name.into(),
        description: description.map(Into::into),
        ..TagInput::default()
    };
    let first = desk.save_tag(input("City", Some("Streets"))).await.unwrap();
    let second = desk.save_tag(input("Town", None)).await.unwrap();
    assert_eq!(first.id, second.id);
    assert_eq!(
        (second.name.as_str(), second.description.as_deref()),
        ("Town", Some("Streets"))
    );
    assert_eq!(desk.last_keys().await, [Key::Tag(first.id)]);
}

async fn an_author_is_found_again_by_their_slug(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let input = |title: &str| AuthorInput {
        name: "Ana Ortiz".into(),
        title: Some(title.into()),
        ..AuthorInput::default()
    };
    let first = desk.save_author(input("Reporter")).await.unwrap();
    let second = desk.save_author(input("Editor")).await.unwrap();
    assert_eq!((first.id, second.slug.as_str()), (second.id, "ana-ortiz"));
    assert_eq!(second.title.as_deref(), Some("Editor"));
}

async fn what_is_told_in_other_languages_is_kept_and_falls_back(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let told = |text: &str| [("uk".to_owned(), text.to_owned())].into();
    let tag = |descriptions| TagInput {
        name: "City".into(),
        description: Some("Streets".into()),
        descriptions,
        ..TagInput::default()
    };
    let author = |titles, bios| AuthorInput {
        name: "Ana Ortiz".into(),
        title: Some("Reporter".into()),
        bio: Some("Writes.".into()),
        titles,
        bios,
        ..AuthorInput::default()
    };
    desk.save_tag(tag(told("Вулиці"))).await.unwrap();
    desk.save_author(author(told("Репортерка"), told(" ")))
        .await
        .unwrap();
    // Saved again without them, they stay.
    desk.save_tag(tag(Default::default())).await.unwrap();
    desk.save_author(author(Default::default(), Default::default()))
        .await
        .unwrap();
    let read = |reader: &store::Reader| {
        Ok::<_, store::StoreError>((
            reader.tag_by_slug(&"city".parse().unwrap())?.unwrap(),
            reader.author_by_slug(&"ana-ortiz".parse().unwrap())?.unwrap(),
        ))
    };
    let (tag, ana) = desk.store.read(read).await.unwrap();
    let (en, uk): (Language, Language) = ("en".parse().unwrap(), "uk".parse().unwrap());
    assert_eq!(
        (tag.description_in(&en), tag.description_in(&uk)),
        (Some("Streets"), Some("Вулиці"))
    );
    assert_eq!(
        (ana.title_in(&en), ana.title_in(&uk)),
        (Some("Reporter"), Some("Репортерка"))
    );
    assert_eq!(
        ana.bio_in(&uk),
        Some("Writes."),
        "what is empty is no translation"
    );
}

async fn addresses_that_lead_to_no_page_are_refused(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let author = |website: &str, handle: &str| AuthorInput {
        name: "Ana Ortiz".into(),
        website: Some(website.into()),
        social: [("bluesky".to_owned(), handle.to_owned())].into(),
        ..AuthorInput::default()
    };
    for (website, handle, word) in [
        ("java\tscript:alert(1)", "ana.example", "website of Ana Ortiz"),
        ("/ana/", "ana.example", "https://"),
        ("https://ana.example/", "data:text/html,x", "bluesky"),
    ] {
        let why = desk
            .save_author(author(website, handle))
            .await
            .unwrap_err()
            .to_string();
        assert!(why.contains(word), "{why}");
    }
    let saved = desk
        .save_author(author(" https://ana.example/ ", "ana.example"))
        .await
        .unwrap();
    assert_eq!(saved.website.as_deref(), Some("https://ana.example/"));
    let tag = TagInput {
        name: "City".into(),
        canonical_url: Some("vbscript:x".into()),
        ..TagInput::default()
    };
    assert!(desk.save_tag(tag).await.unwrap_err().to_string().contains("City"));
    let mut story = newsroom::PostInput::story("One", document::from_markdown("Text.").document);
    story.canonical_url = Some("javascript:alert(1)".into());
    assert!(
        desk.save_post(story.clone())
            .await
            .unwrap_err()
            .to_string()
            .contains("“One”")
    );
    story.canonical_url = Some("https://elsewhere.example/one/".into());
    desk.save_post(story).await.unwrap();
}

async fn a_person_is_added_once_and_their_password_is_hashed(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let input = |email: &str, password: &str| UserInput {
        email: email.parse().unwrap(),
        name: "Ana".into(),
        role: Role::Editor,
        password: password.into(),
    };
    let weak = desk
        .add_user(input("ana@paper.example", "password1234"))
        .await
        .unwrap_err();
    assert!(matches!(weak, NewsroomError::Invalid(_)), "{weak}");
    desk.add_user(input("ana@paper.example", "seven grey herons"))
        .await
        .unwrap();
    let twice = desk
        .add_user(input("Ana@paper.example", "seven grey herons"))
        .await
        .unwrap_err();
    assert!(matches!(twice, NewsroomError::Conflict(_)), "{twice}");
    let users = desk.store.read(|reader| reader.users()).await.unwrap();
    let kept = users[0].password_hash.clone().unwrap();
    assert!(
        users.len() == 1 && newsroom::password_fits("seven grey herons", &kept) && !kept.contains("herons")
    );
}
