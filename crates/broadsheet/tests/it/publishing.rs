//! Stories from Markdown files, on a server that is running.

use crate::program::{Place, fails_with_a_sentence};
use testkit::PrivateDatabase;

const STORY: &str = "---\ntitle: The bridge is open\nstandfirst: After two years.\nsection: City\nauthor: Ana Ortiz\n---\n\
                     The first tram **crossed** at noon.\n";

/// One scenario on both engines.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {$(
        mod $name {
            #[test]
            fn on_sqlite() {
                super::$name(&super::Place::sqlite());
            }

            #[test]
            fn on_postgres() {
                super::$name(&super::Place::on(super::PrivateDatabase::postgres()));
            }
        }
    )*};
}

on_both!(a_story_appears_changes_moves_and_goes_while_the_server_runs);

fn a_story_appears_changes_moves_and_goes_while_the_server_runs(place: &Place) {
    let server = place.serve();
    assert_eq!(server.get("/the-bridge-is-open/").status, 404);
    assert!(!server.page("/").contains("The bridge is open"));

    let said = place.publish(STORY);
    assert!(
        said.contains("/the-bridge-is-open/") && said.contains("New: tag “City”"),
        "{said}"
    );
    server.becomes("/the-bridge-is-open/", "the story", |answer| {
        answer.text().contains("<strong>crossed</strong>")
    });
    server.becomes("/", "a front page with it", |answer| {
        answer.text().contains("The bridge is open")
    });
    server.becomes("/tag/city/", "a section with it", |answer| {
        answer.text().contains("The bridge is open")
    });
    server.becomes("/author/ana-ortiz/", "their page", |answer| {
        answer.text().contains("The bridge is open")
    });
    server.becomes("/rss/", "a feed with it", |answer| {
        answer.text().contains("The bridge is open")
    });

    place.publish(&STORY.replace("at noon", "at one o’clock"));
    server.becomes("/the-bridge-is-open/", "the new text", |answer| {
        answer.text().contains("at one o’clock")
    });

    place.publish("---\ntitle: Tram on time\nfeed: true\n---\nThe first in years.\n");
    server.becomes("/feed/", "a feed page with it", |answer| {
        answer.text().contains("Tram on time")
    });

    place.does(&["post", "withdraw", "the-bridge-is-open", "--reason", "a mistake"]);
    server.becomes("/the-bridge-is-open/", "gone", |answer| answer.status == 410);
    server.becomes("/", "a front page without it", |answer| {
        !answer.text().contains("The bridge is open")
    });
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    let place = Place::sqlite();
    let server = place.serve();
    place.publish(STORY);
    server.becomes("/the-bridge-is-open/", "there", |answer| answer.status == 200);
    // The same origin under another slug: what the desk does when an editor changes the address.
    let export = |slug: &str| {
        format!(
            r#"{{"db":[{{"data":{{"posts":[{{"id":"1","title":"Moved","slug":"{slug}","type":"post",
            "status":"published","html":"<p>Text.</p>","published_at":"2026-01-01 00:00:00"}}]}}}}]}}"#
        )
    };
    for slug in ["before", "after"] {
        let file = place.path("export.json");
        std::fs::write(&file, export(slug)).unwrap();
        place.does(&["import", "ghost", &file.to_string_lossy()]);
        server.becomes(&format!("/{slug}/"), "there", |answer| answer.status == 200);
    }
    let answer = server.becomes("/before/", "moved", |answer| answer.status == 301);
    assert!(answer.header("location").unwrap().ends_with("/after/"));
}

#[test]
fn a_picture_beside_the_file_goes_into_the_library_with_its_size() {
    let place = Place::sqlite();
    let server = place.serve();
    let picture = std::fs::read(crate::program::repository("demo/pictures/harbour-crane.jpg")).unwrap();
    std::fs::write(place.path("crane.jpg"), &picture).unwrap();
    place.publish(
        "---\ntitle: Cranes\npicture: crane.jpg\nalt: Cranes\ncaption: At <b>dawn</b>\ncredit: Ada\n---\n![Again](crane.jpg)\n",
    );
    let page = server
        .becomes("/cranes/", "the story", |answer| answer.status == 200)
        .text();
    let original = |text: &&str| {
        text.starts_with("/content/images/") && text.ends_with("/crane.jpg") && !text.contains("/size/")
    };
    let src = page
        .split('"')
        .find(original)
        .unwrap_or_else(|| panic!("no picture: {page}"));
    assert!(
        server.get(src).body == picture,
        "{src} is not the picture that was given"
    );
    assert!(page.contains("Ada") && page.contains("width="), "{page}");
}

#[test]
fn a_picture_speaks_for_itself_where_its_author_does_not() {
    let place = Place::sqlite();
    let server = place.serve();
    let crane = std::fs::read(crate::program::repository("demo/pictures/harbour-crane.jpg")).unwrap();
    let crane = testkit::picture::with_metadata(&crane);
    std::fs::write(place.path("crane.jpg"), &crane).unwrap();
    place.publish("---\ntitle: Cranes\npicture: crane.jpg\ncaption: By day\n---\n![](crane.jpg)\n");
    let page = server
        .becomes("/cranes/", "the story", |answer| answer.status == 200)
        .text();
    for said in [
        "\"creditText\":\"Olena Koval / Tide Agency\"",
        "\"copyrightNotice\":\"© Tide Agency\"",
        "By day",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(page.matches("alt=\"A crane at night\"").count() >= 2, "{page}");
    assert!(
        !page.contains("Night &amp;"),
        "the author's caption stands alone: {page}"
    );
    let original = |text: &&str| text.starts_with("/content/images/") && !text.contains("/size/");
    let src = page.split('"').find(original).unwrap();
    let served = server.get(src).body;
    let says = |text: &str| served.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(says("Tide Agency") && !says("50,27.0N"));

    std::fs::write(place.path("crane.jpg"), &crane[..crane.len() / 2]).unwrap();
    let file = place.path("cut.md");
    std::fs::write(&file, "---\ntitle: Cut\npicture: crane.jpg\n---\n").unwrap();
    let error =
        crate::program::fails_with_a_sentence(&place.run(&["post", "publish", &file.to_string_lossy()]));
    assert!(
        error.contains("“crane.jpg” cannot be taken: it is cut off."),
        "{error}"
    );
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_its_line() {
    let place = Place::sqlite();
    place.found();
    for (text, words) in [
        ("---\ntitel: x\n---\n", ["line 2", "“title”"]),
        ("---\nsection: x\n---\n", ["story.md", "“title: …”"]),
        ("---\ntitle: x\npublished: soon\n---\n", ["line 3", "2026-11-23"]),
        ("---\ntitle: x\nlanguage: uk\n---\n", ["no edition", "“uk”"]),
        (
            "---\ntitle: x\npicture: missing.jpg\n---\n",
            ["missing.jpg", "no such file"],
        ),
        ("---\ntitle: x\n", ["line 1", "never closed"]),
    ] {
        let file = place.path("story.md");
        std::fs::write(&file, text).unwrap();
        let said = fails_with_a_sentence(&place.run(&["post", "publish", &file.to_string_lossy()]));
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
    }
    let said = fails_with_a_sentence(&place.run(&["post", "withdraw", "nothing"]));
    assert!(said.contains("There is no post “nothing”"), "{said}");
    let said = fails_with_a_sentence(&place.run(&["post", "publish", "nothing.md"]));
    assert!(said.contains("there is no such file"), "{said}");
}

#[test]
fn a_post_takes_no_file_from_outside_its_folder() {
    let place = Place::sqlite();
    place.found();
    let folder = place.path("posts");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(place.path("secret.txt"), "secret").unwrap();
    std::os::unix::fs::symlink(place.path("secret.txt"), folder.join("link.txt")).unwrap();
    let file = folder.join("story.md");
    for outside in ["../secret.txt", "link.txt"] {
        std::fs::write(&file, format!("---\ntitle: x\n---\n![x]({outside})\n")).unwrap();
        let said = fails_with_a_sentence(&place.run(&["post", "publish", &file.to_string_lossy()]));
        assert!(said.contains("not in the folder of the post"), "{said}");
    }
}
