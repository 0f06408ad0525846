//! Sections, tags and bylines.

use crate::Office;
use http::StatusCode;
use kernel::{Language, Pick, PostId, PostState, Role, Timestamp};
use newsroom::{MERGE, Merged, PostInput, TagRef};
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_section_gets_another_address_and_the_old_one_leads_there,
    sections_become_one_and_posts_keep_the_order_of_their_tags,
    bylines_become_one_and_everybody_changes_their_own,
    a_copy_that_names_a_merged_section_finds_the_one_that_stays,
    code_of_one_place_is_kept_and_changed_by_one_person_at_a_time
);

async fn story(office: &Office, title: &str, tags: &[&str], author: &str, state: PostState) -> PostId {
    let document = document::from_markdown("Words.").document;
    let mut input = PostInput::story(title, document);
    input.state = state;
    input.tags = tags.iter().map(|tag| TagRef::Named((*tag).into())).collect();
    input.authors = vec![newsroom::AuthorRef::Named(author.into())];
    office.newsroom.save_post(input).await.unwrap().id
}

async fn tag_id(office: &Office, slug: &'static str) -> Option<String> {
    let slug = slug.parse().unwrap();
    let read = office
        .newsroom
        .store
        .read(move |reader| reader.tag_by_slug(&slug));
    read.await.unwrap().map(|tag| tag.id.to_string())
}

async fn author_id(office: &Office, slug: &'static str) -> Option<String> {
    let slug = slug.parse().unwrap();
    let read = office
        .newsroom
        .store
        .read(move |reader| reader.author_by_slug(&slug));
    read.await.unwrap().map(|author| author.id.to_string())
}

async fn tags_of(office: &Office, id: PostId) -> String {
    let read = office.newsroom.store.read(move |reader| reader.post_by_id(id));
    let post = read.await.unwrap().unwrap();
    let slugs: Vec<&str> = post.tags.iter().map(|tag| tag.slug.as_str()).collect();
    slugs.join(" ")
}

async fn leads(office: &Office, path: &'static str) -> Option<String> {
    let read = office.newsroom.store.read(move |reader| reader.redirect(path));
    read.await.unwrap().map(|redirect| redirect.to)
}

/// Does what is waiting to be merged, as the server does it.
async fn merge_all(office: &Office) {
    loop {
        let now = Timestamp::now();
        let taken = office
            .newsroom
            .store
            .write(move |tx| tx.take_job(&[MERGE], now, 60_000));
        let Some(job) = taken.await.unwrap() else { return };
        while office.newsroom.merge_step(&job).await.unwrap() != Merged::Done {}
    }
}

async fn a_section_gets_another_address_and_the_old_one_leads_there(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let editor = office.person(Role::Editor).await;
    let id = story(&office, "One", &["World"], "Ada", PostState::Published).await;
    let world = tag_id(&office, "world").await.unwrap();
    let path = format!("/desk/sections/{world}/");
    let page = office.get(&path, &editor).await.text;
    let seen = page
        .split("name=\"seen\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let saved = office
        .post(
            &path,
            &editor,
            &format!("seen={seen}&name=The+world&slug=abroad&description=All+of+it&accent_color=%23123456"),
        )
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    assert_eq!(tags_of(&office, id).await, "abroad");
    assert_eq!(
        leads(&office, "/tag/world/").await.as_deref(),
        Some("/tag/abroad/")
    );
    assert_eq!(
        leads(&office, "/tag/world/rss/").await.as_deref(),
        Some("/tag/abroad/rss/")
    );
    // The same form, sent by somebody who had opened it before.
    let late = office
        .post(&path, &editor, &format!("seen={seen}&name=Mine&slug=mine"))
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.text.contains("value=\"Mine\"") && late.text.contains("changed “The world” meanwhile"),
        "{}",
        late.text
    );
    let made = office.post("/desk/sections/", &editor, "name=Science").await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let twice = office.post("/desk/sections/", &editor, "name=science").await;
    assert!(
        twice.status == StatusCode::CONFLICT && twice.text.contains("merge them"),
        "{}",
        twice.text
    );
    let list = office.get("/desk/sections/", &editor).await.text;
    assert!(
        list.contains("/tag/abroad/") && list.contains("<td>1</td>") && list.contains("<td>0</td>"),
        "{list}"
    );
    let science = made.to().to_owned();
    let refused = office.post(&format!("{path}remove"), &editor, "").await;
    assert!(
        refused.text.contains("merge it into another section instead"),
        "{}",
        refused.text
    );
    let removed = office.post(&format!("{science}remove"), &editor, "").await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.text);
    assert_eq!(tag_id(&office, "science").await, None);
}

async fn sections_become_one_and_posts_keep_the_order_of_their_tags(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let editor = office.person(Role::Editor).await;
    let both = story(
        &office,
        "Both",
        &["Energy", "Politics", "Power"],
        "Ada",
        PostState::Published,
    )
    .await;
    let draft = story(&office, "Draft", &["Politics", "Power"], "Ada", PostState::Draft).await;
    let mut more = Vec::new();
    for n in 0..3 {
        more.push(
            story(
                &office,
                &format!("No {n}"),
                &["Power"],
                "Ada",
                PostState::Published,
            )
            .await,
        );
    }
    let place = |name: &str, posts: Vec<PostId>| {
        let picks = posts
            .into_iter()
            .map(|post| Pick {
                post,
                headline: None,
                until: None,
            })
            .collect();
        office
            .newsroom
            .arrange(name.parse().unwrap(), Language::english(), picks)
    };
    place("section-power", vec![both, more[0]]).await.unwrap();
    place("section-energy", vec![more[1], both]).await.unwrap();
    let (power, energy) = (
        tag_id(&office, "power").await.unwrap(),
        tag_id(&office, "energy").await.unwrap(),
    );
    let itself = office
        .post(
            &format!("/desk/sections/{power}/merge"),
            &editor,
            &format!("into={power}"),
        )
        .await;
    assert_eq!(itself.status, StatusCode::UNPROCESSABLE_ENTITY);
    let merge = format!("/desk/sections/{power}/merge");
    let begun = office.post(&merge, &editor, &format!("into={energy}")).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let list = office.get("/desk/sections/", &editor).await.text;
    assert!(list.contains("being merged into Energy"), "{list}");
    let again = office.post(&merge, &editor, &format!("into={energy}")).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text);
    let chain = office
        .post(
            &format!("/desk/sections/{energy}/merge"),
            &editor,
            &format!("into={power}"),
        )
        .await;
    assert_eq!(chain.status, StatusCode::CONFLICT, "{}", chain.text);
    merge_all(&office).await;
    assert_eq!(tags_of(&office, both).await, "energy politics");
    assert_eq!(tags_of(&office, draft).await, "politics energy");
    assert_eq!(tag_id(&office, "power").await, None);
    assert_eq!(
        leads(&office, "/tag/power/").await.as_deref(),
        Some("/tag/energy/")
    );
    let (front, count) = office
        .newsroom
        .store
        .read(|reader| {
            let tag = reader.tag_by_slug(&"energy".parse().unwrap())?.unwrap();
            let front = reader.placement_entries(&"section-energy".parse().unwrap(), &Language::english())?;
            Ok::<_, store::StoreError>((front, reader.stories_of_tag(&tag, None)?))
        })
        .await
        .unwrap();
    let front: Vec<PostId> = front.into_iter().map(|entry| entry.pick.post).collect();
    assert_eq!(front, [more[1], both, more[0]]);
    assert_eq!(count, 4, "published stories are counted, each once");
    let record = office
        .newsroom
        .store
        .read(|reader| reader.audit(None, None, 5))
        .await
        .unwrap();
    assert!(
        record
            .iter()
            .any(|one| one.what == "merge.done" && one.who == "The editor")
    );
}

async fn bylines_become_one_and_everybody_changes_their_own(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let editor = office.person(Role::Editor).await;
    let first = story(&office, "One", &[], "Ada Lovelace", PostState::Published).await;
    story(&office, "Two", &[], "A. Lovelace", PostState::Published).await;
    let (ada, short) = (
        author_id(&office, "ada-lovelace").await.unwrap(),
        author_id(&office, "a-lovelace").await.unwrap(),
    );
    // Somebody works under the byline that goes.
    let author = office.person(Role::Author).await;
    let byline: kernel::AuthorId = short.parse().unwrap();
    let changed = office.newsroom.store.write(move |tx| {
        let mut user = tx
            .user_by_email(&"author@paper.example".parse().unwrap())?
            .unwrap();
        user.author = Some(byline);
        tx.save_user(&user)
    });
    changed.await.unwrap();
    let path = |id: &str| format!("/desk/authors/{id}/");
    assert_eq!(
        office.get(&path(&ada), &author).await.status,
        StatusCode::FORBIDDEN
    );
    let own = office
        .post(&path(&short), &author, "name=A.+Lovelace&slug=hers&title=Reporter&social=bluesky+%7C+%40ada&website=https%3A%2F%2Fada.example")
        .await;
    assert_eq!(own.status, StatusCode::SEE_OTHER, "{}", own.text);
    let page = office.get(&path(&short), &author).await.text;
    assert!(
        page.contains("value=\"Reporter\"")
            && page.contains("bluesky | @ada")
            && !page.contains("name=\"slug\""),
        "{page}"
    );
    assert!(
        author_id(&office, "a-lovelace").await.is_some(),
        "its slug is the editors'"
    );
    let foreign = office.post(&path(&ada), &author, "name=X").await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let bad = office
        .post(&path(&short), &author, "name=A&website=javascript:alert(1)")
        .await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    let begun = office
        .post(&format!("{}merge", path(&short)), &editor, &format!("into={ada}"))
        .await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    merge_all(&office).await;
    assert_eq!(author_id(&office, "a-lovelace").await, None);
    assert_eq!(
        leads(&office, "/author/a-lovelace/").await.as_deref(),
        Some("/author/ada-lovelace/")
    );
    let list = office.get("/desk/authors/", &author).await.text;
    assert!(
        list.contains("/author/ada-lovelace/") && list.contains("<td>2</td>"),
        "{list}"
    );
    let used = office.post(&format!("{}remove", path(&ada)), &editor, "").await;
    assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY);
    let read = office
        .newsroom
        .store
        .read(move |reader| reader.post_by_id(first))
        .await
        .unwrap();
    assert_eq!(read.unwrap().authors.len(), 1);
}

async fn a_copy_that_names_a_merged_section_finds_the_one_that_stays(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let editor = office.person(Role::Editor).await;
    let one = story(&office, "One", &["Power"], "Ada", PostState::Published).await;
    story(&office, "Two", &["Energy"], "Ada", PostState::Published).await;
    let (power, energy) = (
        tag_id(&office, "power").await.unwrap(),
        tag_id(&office, "energy").await.unwrap(),
    );
    office
        .post(
            &format!("/desk/sections/{power}/merge"),
            &editor,
            &format!("into={energy}"),
        )
        .await;
    let id = one.to_string();
    let path = format!("/desk/stories/{id}/copy");
    let text = office.get(&path, &editor).await.json()["text"].clone();
    let kept = crate::writing::save(&office, &editor, &id, "p", 0, text).await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.text);
    merge_all(&office).await;
    let page = office.get(&format!("/desk/stories/{one}/"), &editor).await.text;
    assert!(!page.contains("changes that readers do not see yet"), "{page}");
    // A tab that was open still says “Power”.
    let late = story(&office, "Three", &["Power"], "Ada", PostState::Published).await;
    assert_eq!(tags_of(&office, late).await, "energy");
    let renamed = format!("/desk/sections/{energy}/");
    office.post(&renamed, &editor, "name=Opinion&slug=views").await;
    let named = story(&office, "Four", &["Opinion"], "Ada", PostState::Published).await;
    assert_eq!(tags_of(&office, named).await, "views");
}

async fn code_of_one_place_is_kept_and_changed_by_one_person_at_a_time(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let administrator = office.person(Role::Administrator).await;
    let id = story(&office, "One", &["World"], "Ada", PostState::Published).await;
    let found = office
        .get(
            "/desk/code/?find=https://paper.example/tag/world/",
            &administrator,
        )
        .await;
    assert!(
        found.to().starts_with("/desk/code/?of=section:"),
        "{}",
        found.to()
    );
    let section = found.to().trim_start_matches("/desk/code/?").to_owned();
    let form = format!("{section}&seen_head=&seen_foot=&head=&foot=%3Cp%3Ex%3C%2Fp%3E");
    let saved = office.post("/desk/code/", &administrator, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let record = office.get("/desk/audit/", &administrator).await.text;
    assert!(
        record.contains("of a section: World, head 0 bytes, foot 8 bytes"),
        "{record}"
    );
    let found = office.get("/desk/code/?find=/one/", &administrator).await;
    assert_eq!(found.to(), format!("/desk/code/?of=story:{id}"));
    let form = format!("of=story:{id}&seen_head=&seen_foot=&head=%3Cscript%3E%0D%0Aa()%3C%2Fscript%3E&foot=");
    let saved = office.post("/desk/code/", &administrator, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let post = office
        .newsroom
        .store
        .read(move |reader| reader.post_by_id(id))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(post.codeinjection_head.as_deref(), Some("<script>\na()</script>"));
    let page = office
        .get(&format!("/desk/code/?of=story:{id}"), &administrator)
        .await
        .text;
    assert!(page.contains("&#60;script&#62;"), "{page}");
    let late = office
        .post("/desk/code/", &administrator, &form.replace("a()", "b()"))
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.text.contains("On the site now") && late.text.contains("b()"),
        "{}",
        late.text
    );
    let site = office
        .post(
            "/desk/code/",
            &administrator,
            "of=site&seen_head=&seen_foot=&head=&foot=%3Cp%3Ex%3C%2Fp%3E",
        )
        .await;
    assert_eq!(site.status, StatusCode::SEE_OTHER);
    // What has no end would leave readers an empty page.
    let form = "of=site&seen_head=&seen_foot=%3Cp%3Ex%3C%2Fp%3E&head=%3Cscript%3Ea()&foot=";
    let open = office.post("/desk/code/", &administrator, form).await;
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        open.text.contains("In the head, “&#60;script” has no end") && open.text.contains("a()"),
        "{}",
        open.text
    );
}
