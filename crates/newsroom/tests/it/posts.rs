//! Saving posts.

use crate::{Desk, story, text};
use kernel::{Key, Language, PostKind, PostState, Timestamp};
use newsroom::{AuthorRef, NewsroomError, PostInput, TagRef, Target};
use testkit::PrivateDatabase;

testkit::on_both!(
    a_story_is_saved_with_everything_that_was_given,
    saving_again_updates_and_keeps_a_revision,
    a_partial_update_leaves_what_it_does_not_name,
    other_words_of_a_file_are_an_update,
    pictures_of_the_library_have_their_size_wherever_they_stand,
    a_correction_stays_for_ever,
    an_edit_touches_the_post_and_no_list,
    a_retagged_story_touches_the_lists_of_old_and_new_tags,
    a_post_that_does_not_fit_leaves_nothing_behind,
    a_translation_touches_the_pages_of_its_siblings,
    a_story_has_one_translation_in_each_language,
    a_related_story_is_found_by_its_slug,
);

async fn a_story_is_saved_with_everything_that_was_given(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let mut input = story("The  bridge\nis open");
    input.tags = vec![
        TagRef::Named("Politics".into()),
        TagRef::Named("#live".into()),
        TagRef::Named("politics".into()),
    ];
    input.authors = vec![AuthorRef::Named("Ana María Ortiz".into())];
    input.editors_note = Some("Note <script>x</script><em>here</em>".into());
    let saved = desk.save_post(input).await.unwrap();
    assert!(saved.created);
    assert_eq!(saved.url_path, "/the-bridge-is-open/");
    assert_eq!(
        saved.made.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["tag “Politics”", "tag “#live”", "author “Ana María Ortiz”"]
    );
    let post = desk.post("the-bridge-is-open").await;
    assert_eq!(post.title, "The bridge is open");
    assert_eq!(&*post.html, "<p>Some <strong>text</strong> of the story.</p>");
    assert_eq!((&*post.plain_start, post.words), ("Some text of the story.", 5));
    assert_eq!(
        post.tags.iter().map(|tag| tag.slug.as_str()).collect::<Vec<_>>(),
        ["politics", "hash-live"]
    );
    assert!(post.tags[1].internal && post.section().is_some_and(|tag| tag.name == "Politics"));
    assert_eq!(post.authors[0].slug.as_str(), "ana-maria-ortiz");
    assert_eq!(post.editors_note.as_deref(), Some("Note <em>here</em>"));
    assert_eq!(post.state, PostState::Published);
    assert!(post.published_at.is_some_and(|at| at <= Timestamp::now()));
}

async fn saving_again_updates_and_keeps_a_revision(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let first = desk.save_post(story("One")).await.unwrap();
    let before = desk.post("one").await;
    let mut again = PostInput::story("One", text("Other text."));
    again.target = Target::SameSlug;
    let second = desk.save_post(again).await.unwrap();
    assert_eq!((second.id, second.created), (first.id, false));
    let after = desk.post("one").await;
    assert_eq!(&*after.html, "<p>Other text.</p>");
    assert_eq!(
        (after.published_at, after.created_at),
        (before.published_at, before.created_at)
    );
    let revisions = desk
        .store
        .read(move |reader| reader.revisions(first.id, None, 10))
        .await
        .unwrap();
    assert_eq!(revisions.len(), 2);
    assert!(revisions[0].body.contains("Other text."));
}

async fn a_partial_update_leaves_what_it_does_not_name(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let mut first = story("One");
    first.kind = PostKind::FeedItem;
    first.tags = vec![TagRef::Named("Politics".into())];
    first.authors = vec![AuthorRef::Named("Ada".into())];
    first.standfirst = Some("In one sentence.".into());
    first.featured = Some(true);
    desk.save_post(first).await.unwrap();
    let before = desk.post("one").await;

    let mut update = PostInput::story("One", text("Other text."));
    (update.target, update.partial) = (Target::SameSlug, true);
    update.standfirst = Some("In another.".into());
    desk.save_post(update).await.unwrap();
    let after = desk.post("one").await;
    assert_eq!(&*after.html, "<p>Other text.</p>");
    assert_eq!(after.standfirst.as_deref(), Some("In another."));
    assert_eq!(
        (after.kind, after.featured, &after.tags, &after.authors),
        (before.kind, true, &before.tags, &before.authors)
    );
}

async fn other_words_of_a_file_are_an_update(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let long_ago = Timestamp::from_millis(1_588_748_889_000);
    let mut first = story("One");
    first.published_at = Some(long_ago);
    desk.save_post(first.clone()).await.unwrap();
    let save = async |change: fn(&mut PostInput)| {
        let mut update = first.clone();
        (update.target, update.partial) = (Target::SameSlug, true);
        change(&mut update);
        desk.save_post(update).await.unwrap();
        desk.post("one").await.updated_at
    };
    assert_eq!(save(|_| {}).await, long_ago, "the same words are no update");
    let begun = Timestamp::now();
    assert!(save(|post| post.document = text("Other text.")).await >= begun);
    let named = |post: &mut PostInput| {
        post.document = text("More.");
        post.updated_at = Some(Timestamp::from_millis(1_600_000_000_000));
    };
    assert_eq!(
        save(named).await.millis(),
        1_600_000_000_000,
        "unless a time is named"
    );
    let begun = Timestamp::now();
    let renamed = |post: &mut PostInput| {
        post.slug = Some("one".parse().unwrap());
        post.title = "One more".into();
        post.document = text("More.");
    };
    assert!(save(renamed).await >= begun);
}

async fn pictures_of_the_library_have_their_size_wherever_they_stand(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let media = newsroom::MediaInput {
        filename: "a.svg".into(),
        bytes: b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 20'/>".into(),
        ..Default::default()
    };
    let path = desk.add_media(media).await.unwrap().path;
    let mut input = story("One");
    let nodes = [
        format!(r#"{{"type":"banner","attrs":{{"image":"{path}"}}}}"#),
        format!(r#"{{"type":"callToAction","attrs":{{"image":"{path}"}}}}"#),
        format!(
            r#"{{"type":"bookmark","attrs":{{"url":"https://a.example/","thumbnail":"{path}","icon":"{path}"}}}}"#
        ),
        format!(
            r#"{{"type":"embed","attrs":{{"url":"https://www.youtube.com/watch?v=abc","thumbnail":"{path}"}}}}"#
        ),
        format!(r#"{{"type":"image","attrs":{{"src":"{path}"}}}}"#),
    ];
    let json = format!(r#"{{"type":"doc","content":[{}]}}"#, nodes.join(","));
    input.document = document::Document::from_json(&json).unwrap();
    desk.save_post(input).await.unwrap();
    let html = desk.post("one").await.html;
    assert_eq!(html.matches("<img ").count(), 6, "{html}");
    assert_eq!(html.matches(" width=\"30\" height=\"20\"").count(), 6, "{html}");
}

async fn a_correction_stays_for_ever(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let corrected = |text: &str, at| {
        let mut input = story("One");
        input.target = Target::SameSlug;
        input.corrections = vec![kernel::post::Correction {
            at: Timestamp::from_millis(at),
            text: text.into(),
        }];
        input
    };
    desk.save_post(corrected("It was Monday.", 2_000)).await.unwrap();
    desk.save_post(corrected("It was Tuesday.", 1_000)).await.unwrap();
    desk.save_post(corrected("It was Monday.", 9_000)).await.unwrap();
    let mut again = story("One");
    again.target = Target::SameSlug;
    desk.save_post(again).await.unwrap();
    let kept = desk.post("one").await.corrections;
    let kept: Vec<_> = kept.iter().map(|c| (c.at.millis(), c.text.as_str())).collect();
    assert_eq!(kept, [(1_000, "It was Tuesday."), (2_000, "It was Monday.")]);
}

async fn an_edit_touches_the_post_and_no_list(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let mut input = story("One");
    input.tags.push(TagRef::Named("City".into()));
    let id = desk.save_post(input.clone()).await.unwrap().id;
    input.target = Target::Id(id);
    input.document = text("Corrected.");
    desk.save_post(input).await.unwrap();
    assert_eq!(desk.last_keys().await, [Key::Post(id), Key::PostsAny]);
}

async fn a_retagged_story_touches_the_lists_of_old_and_new_tags(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let mut input = story("One");
    input.tags = vec![TagRef::Named("City".into())];
    let id = desk.save_post(input.clone()).await.unwrap().id;
    let old = desk.post("one").await.tags[0].id;
    input.target = Target::Id(id);
    input.tags = vec![TagRef::Named("Courts".into())];
    desk.save_post(input).await.unwrap();
    let new = desk.post("one").await.tags[0].id;
    let keys = desk.last_keys().await;
    assert!(
        keys.contains(&Key::PostsOfTag(old)) && keys.contains(&Key::PostsOfTag(new)),
        "{keys:?}"
    );
    assert!(!keys.contains(&Key::Posts), "{keys:?}");
}

async fn a_post_that_does_not_fit_leaves_nothing_behind(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let mut wrong = story("Two");
    wrong.language = Some("uk".parse().unwrap());
    wrong.tags.push(TagRef::Named("City".into()));
    let error = desk.save_posts(vec![story("One"), wrong]).await.unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("“Two”: The site has no edition in “uk”"),
        "{error}"
    );
    assert!(desk.is_empty().await.unwrap());
    for (title, state) in [
        ("", PostState::Published),
        ("x", PostState::Scheduled),
        ("x", PostState::Withdrawn),
    ] {
        let mut input = story(title);
        input.state = state;
        let error = desk.save_post(input).await.unwrap_err();
        assert!(matches!(error, NewsroomError::Invalid(_)), "{error}");
    }
    assert!(desk.is_empty().await.unwrap());
}

async fn a_translation_touches_the_pages_of_its_siblings(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    desk.change_settings(|site| site.languages = vec!["uk".parse().unwrap(), "pl".parse().unwrap()])
        .await
        .unwrap();
    let first = desk.save_post(story("One")).await.unwrap();
    for (title, language, of) in [("Один", "uk", "one"), ("Jeden", "pl", "odyn")] {
        let mut input = story(title);
        input.language = Some(language.parse().unwrap());
        input.translation_of = Some(of.parse().unwrap());
        let saved = desk.save_post(input).await.unwrap();
        assert_eq!(saved.url_path, format!("/{language}/{}/", saved.slug));
        assert!(desk.last_keys().await.contains(&Key::Post(first.id)));
    }
    assert_eq!(desk.post("jeden").await.translation_of, Some(first.id));
}

async fn a_story_has_one_translation_in_each_language(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let tags = ["uk", "pl", "de"].map(|tag| tag.parse::<Language>().unwrap());
    desk.change_settings(move |site| site.languages = tags.to_vec())
        .await
        .unwrap();
    let save = async |slug: &str, language: &str, of: Option<&str>| {
        let mut input = story(slug);
        input.target = Target::SameSlug;
        input.state = PostState::Draft;
        input.slug = Some(slug.parse().unwrap());
        input.language = Some(language.parse().unwrap());
        input.translation_of = of.map(|of| of.parse().unwrap());
        desk.save_post(input).await
    };
    let root = async |slug: &str| desk.post(slug).await.translation_of;
    let refuses = |saved: Result<newsroom::Saved, NewsroomError>, there: &str| {
        let why = saved.unwrap_err().to_string();
        assert!(
            why.contains(there) && why.contains("one translation in each language"),
            "{why}"
        );
    };
    let first = save("uk-1", "uk", None).await.unwrap().id;
    save("en-1", "en", Some("uk-1")).await.unwrap();
    // Through the third.
    refuses(
        save("uk-2", "uk", Some("en-1")).await,
        "“uk-1” (uk-1) is this story in “uk” already",
    );
    save("uk-2", "uk", None).await.unwrap();
    refuses(save("uk-2", "uk", Some("en-1")).await, "(uk-1)");
    assert_eq!(root("uk-2").await, None);
    // Another language, while it is tied.
    save("pl-1", "pl", Some("en-1")).await.unwrap();
    refuses(save("pl-1", "en", None).await, "(en-1)");
    refuses(save("uk-1", "pl", None).await, "(pl-1)");
    refuses(save("pl-1", "uk", Some("en-1")).await, "(uk-1)");
    save("pl-1", "de", None).await.unwrap();
    assert_eq!(root("pl-1").await, Some(first));
    // With those that are tied to it.
    let other = save("pl-2", "pl", None).await.unwrap().id;
    save("de-2", "de", Some("pl-2")).await.unwrap();
    refuses(save("uk-1", "uk", Some("pl-2")).await, "(de-2)");
    save("pl-1", "en", None).await.unwrap_err();
    save("de-2", "de", None).await.unwrap();
    let mut free = story("de-2");
    (free.target, free.slug, free.untied) = (Target::SameSlug, Some("de-2".parse().unwrap()), true);
    desk.save_post(free).await.unwrap();
    save("uk-1", "uk", Some("pl-2")).await.unwrap();
    for slug in ["uk-1", "en-1", "pl-1"] {
        assert_eq!(root(slug).await, Some(other), "{slug}");
    }
}

async fn a_related_story_is_found_by_its_slug(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let card = "Text.\n\n::related two::\n";
    let mut pair = vec![PostInput::story("One", text(card)), story("Two")];
    pair[1].kind = PostKind::Page;
    let saved = desk.save_posts(pair).await.unwrap();
    assert!(saved[0].unresolved.is_empty());
    let html = desk.post("one").await.html;
    assert!(
        html.contains(&format!("<!--broadsheet:related {}-->", saved[1].id)),
        "{html}"
    );
    let lonely = desk
        .save_post(PostInput::story("Three", text("::related nowhere::")))
        .await
        .unwrap();
    assert_eq!(lonely.unresolved, ["nowhere"]);
}
