//! What the newsroom says about itself.

use crate::Desk;
use kernel::Key;
use testkit::PrivateDatabase;

testkit::on_both!(
    settings_that_do_not_fit_are_refused,
    a_change_of_settings_touches_every_page,
    a_setting_is_set_by_its_name_when_it_fits
);

async fn settings_that_do_not_fit_are_refused(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let zone = desk
        .change_settings(|site| site.timezone = "Europe/Kiew".into())
        .await
        .unwrap_err();
    assert!(zone.to_string().contains("Europe/Kyiv"), "{zone}");
    assert!(
        desk.change_settings(|site| site.title = " ".into())
            .await
            .is_err()
    );
    for title in ["x".repeat(192), "The\nPaper".into()] {
        assert!(desk.change_settings(|site| site.title = title).await.is_err());
    }
    assert!(
        desk.change_settings(|site| site.accent_color = "red;}".into())
            .await
            .is_err()
    );
    assert!(
        desk.change_settings(|site| site.languages = vec![site.language.clone()])
            .await
            .is_err()
    );
    let entry = |url: &str| kernel::NavItem {
        label: "Tips".into(),
        url: url.into(),
    };
    let menu = vec![entry("/about/"), entry("javascript:alert(1)")];
    let refused = desk.change_settings(|site| site.navigations = [("uk".to_owned(), (vec![], menu))].into());
    let why = refused.await.unwrap_err().to_string();
    assert!(why.contains("“Tips”") && why.contains("https://"), "{why}");
    let handle = ("twitter".to_owned(), "javascript:alert(1)".to_owned());
    assert!(
        desk.change_settings(|site| site.social = [handle].into())
            .await
            .is_err()
    );
    assert!(desk.is_empty().await.unwrap());
}

async fn a_change_of_settings_touches_every_page(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    desk.change_settings(|site| site.title = "The Paper".into())
        .await
        .unwrap();
    assert_eq!(desk.last_keys().await, [Key::Settings]);
    desk.change_settings(|_| {}).await.unwrap();
    assert_eq!(
        desk.changes().await.len(),
        1,
        "what changes nothing touches nothing"
    );
}

async fn a_setting_is_set_by_its_name_when_it_fits(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    desk.set_setting("ai_crawlers", "refuse").await.unwrap();
    desk.set_setting("websub_hub", " https://hub.example/x ")
        .await
        .unwrap();
    let before = desk.store.read(|reader| reader.settings()).await.unwrap();
    assert_eq!(before.ai_crawlers, kernel::AiCrawlers::Refuse);
    assert_eq!(before.websub_hub.as_deref(), Some("https://hub.example/x"));
    for (name, value) in [
        ("nothing", "x"),
        ("ai_crawlers", "maybe"),
        ("websub_hub", "http://hub.example/"),
        ("websub_hub", "https://hub.example/>; rel=\"x"),
        ("websub_hub", "https://hub.example/\r\nx: y"),
        ("logo", "javascript:alert(1)"),
        ("onion_address", "expyuzz4wqqyqhjn.onion"),
        ("offline_reading", "maybe"),
        ("title", " "),
        ("timezone", "Mars"),
    ] {
        let refused = desk.set_setting(name, value).await.unwrap_err().to_string();
        assert!(refused.ends_with('.'), "{refused}");
    }
    assert_eq!(desk.store.read(|reader| reader.settings()).await.unwrap(), before);
    desk.set_setting("websub_hub", "").await.unwrap();
    let after = desk.store.read(|reader| reader.settings()).await.unwrap();
    assert_eq!(after.websub_hub, None);
}
