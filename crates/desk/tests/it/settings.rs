//! The settings page.

use crate::{Answer, Browser, Office};
use http::StatusCode;
use kernel::{Role, SiteSettings};
use testkit::{PrivateDatabase, on_both};

on_both!(
    settings_are_changed_and_what_does_not_fit_comes_back_as_typed,
    two_administrators_lose_nothing_of_each_other,
    an_edition_with_stories_stays
);

const PATH: &str = "/desk/settings/";

/// What the form on a page would send, with some fields typed over.
fn filled(page: &str, typed: &[(&str, &str)]) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    let attribute = |tag: &str, name: &str| {
        let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
        Some(
            value
                .replace("&#34;", "\"")
                .replace("&#60;", "<")
                .replace("&#62;", ">")
                .replace("&#39;", "'")
                .replace("&#38;", "&"),
        )
    };
    let form_of_page = page.split("class=\"sheet\"").nth(1).unwrap();
    for tag in form_of_page.split('<').skip(1) {
        let is_textarea = tag.starts_with("textarea ");
        if !tag.starts_with("input ") && !is_textarea {
            continue;
        }
        let name = attribute(tag, "name").unwrap();
        let value = match typed.iter().find(|(field, _)| *field == name) {
            Some((_, value)) => (*value).to_owned(),
            None if is_textarea => tag
                .split_once(">\n")
                .map_or("", |(_, text)| text)
                .replace("&#38;", "&"),
            None => attribute(tag, "value").unwrap_or_default(),
        };
        form.append_pair(&name, &value);
    }
    form.append_pair("do", "save").finish()
}

async fn page(office: &Office, by: &Browser) -> String {
    office.get(PATH, by).await.text
}

async fn settings(office: &Office) -> SiteSettings {
    let read = office.newsroom.store.read(|reader| reader.settings()).await;
    SiteSettings::clone(&read.unwrap())
}

async fn send(office: &Office, by: &Browser, page: &str, typed: &[(&str, &str)]) -> Answer {
    office.post(PATH, by, &filled(page, typed)).await
}

async fn settings_are_changed_and_what_does_not_fit_comes_back_as_typed(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let administrator = office.person(Role::Administrator).await;
    let open = page(&office, &administrator).await;
    let typed = [
        ("title", "The “Tide” & more"),
        ("menu", "World | /tag/world/\r\nUs | https://us.example/?a=1&b=2"),
        ("languages", "uk"),
        ("timezone", "Europe/Kyiv"),
        ("largest_upload", "120"),
    ];
    let saved = send(&office, &administrator, &open, &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let now = settings(&office).await;
    assert_eq!(now.title, "The “Tide” & more");
    assert_eq!((now.navigation.len(), now.largest_upload), (2, 120));
    assert_eq!(now.navigation[1].url, "https://us.example/?a=1&b=2");
    // Now there are fields of the second language. Nothing else moves when the form is sent again.
    let open = page(&office, &administrator).await;
    let typed = [("title.uk", "Приплив"), ("accent_color", "#ffcc00")];
    let saved = send(&office, &administrator, &open, &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let after = settings(&office).await;
    assert_eq!(after.titles["uk"].0, "Приплив");
    assert_eq!(after.navigation, now.navigation);
    let open = page(&office, &administrator).await;
    assert!(
        open.contains("contrast of 1.5 : 1"),
        "the colour is too light for white text"
    );
    let typed = [
        ("timezone", "Mars/Base"),
        ("menu", "World <b> nowhere"),
        ("description", "Kept"),
    ];
    let refused = send(&office, &administrator, &open, &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in [
        "value=\"Mars/Base\"",
        "There is no time zone “Mars/Base”",
        "World &#60;b&#62; nowhere",
        "value=\"Kept\"",
    ] {
        assert!(refused.text.contains(part), "{part}: {}", refused.text);
    }
    assert_eq!(settings(&office).await, after, "nothing is changed by halves");
    // Newsletters are rows that come and go before anything is saved.
    let more = office
        .post(
            PATH,
            &administrator,
            &filled(&open, &[]).replace("do=save", "do=add-newsletter"),
        )
        .await;
    assert_eq!(more.text.matches("name=\"n_name\"").count(), 1);
    let saved = send(
        &office,
        &administrator,
        &more.text,
        &[("n_name", "Morning"), ("n_rhythm", "Daily")],
    )
    .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let now = settings(&office).await;
    assert_eq!(
        (now.newsletters.len(), now.newsletters[0].slug.as_str()),
        (1, "morning")
    );
    let record = office
        .newsroom
        .store
        .read(|reader| reader.audit(None, None, 50))
        .await
        .unwrap();
    let details: Vec<&str> = record
        .iter()
        .filter(|one| one.what == "settings.changed")
        .map(|one| one.detail.as_str())
        .collect();
    assert_eq!(details[0], "newsletters", "{details:?}");
}

async fn two_administrators_lose_nothing_of_each_other(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (first, second) = (
        office.person(Role::Administrator).await,
        office.person(Role::Owner).await,
    );
    let (one, two) = (page(&office, &first).await, page(&office, &second).await);
    let by_first = [("title", "First"), ("description", "Of the first")];
    let saved = send(&office, &first, &one, &by_first).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let by_second = [
        ("description", "Of the second"),
        ("meta_title", "Of the second too"),
    ];
    let late = send(&office, &second, &two, &by_second).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.text.contains("<li>Name: now First</li>")
            && late.text.contains("<li>Description: now Of the first</li>"),
        "{}",
        late.text
    );
    assert!(late.text.contains("name=\"title\" value=\"First\""));
    assert!(late.text.contains("name=\"description\" value=\"Of the second\""));
    assert_eq!(settings(&office).await.description, "Of the first");
    let again = send(&office, &second, &late.text, &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
    let now = settings(&office).await;
    assert_eq!(
        (now.title.as_str(), now.description.as_str()),
        ("First", "Of the second")
    );
    assert_eq!(now.meta_title.as_deref(), Some("Of the second too"));
}

async fn an_edition_with_stories_stays(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let administrator = office.person(Role::Administrator).await;
    office
        .newsroom
        .change_settings(|site| site.languages = vec!["uk".parse().unwrap()])
        .await
        .unwrap();
    let document = document::from_markdown("Words.").document;
    let mut input = newsroom::PostInput::story("Міст", document);
    input.language = Some("uk".parse().unwrap());
    input.state = kernel::PostState::Published;
    office.newsroom.save_post(input).await.unwrap();
    let open = page(&office, &administrator).await;
    let refused = send(&office, &administrator, &open, &[("languages", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .text
            .contains("What is published or scheduled in “uk”: 1."),
        "{}",
        refused.text
    );
    // One that waits for its time would go out to nowhere.
    let document = document::from_markdown("Words.").document;
    let mut input = newsroom::PostInput::story("Завтра", document);
    input.language = Some("uk".parse().unwrap());
    input.state = kernel::PostState::Scheduled;
    input.published_at = Some(kernel::Timestamp::now().plus_millis(3_600_000));
    office.newsroom.save_post(input).await.unwrap();
    let refused = send(&office, &administrator, &open, &[("languages", "")]).await;
    assert!(
        refused.text.contains("”: 2. Keep the language"),
        "{}",
        refused.text
    );
}
