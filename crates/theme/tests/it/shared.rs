//! What many pages show is rendered once.

use crate::newsroom::{Newsroom, theme_of};
use kernel::Key;
use theme::Theme;

/// Shows the page that made it, so that a test sees which page that was.
fn theme() -> Theme {
    let shared = "{{#shared \"x\" n=N}}{{#feed limit=1}}{{#foreach items}}{{title}}{{/foreach}}{{/feed}}{{@site.lang}} N {{slug}}{{/shared}}";
    let with = |n: &str| shared.replace('N', n);
    let post = format!(
        "{{{{#post}}}}{}{{{{/post}}}}{{{{#if post}}}}{{{{/if}}}}",
        with("1")
    );
    theme_of(&[("post.hbs", &post), ("index.hbs", &(with("1") + &with("2")))])
}

#[test]
fn a_shared_part_is_rendered_once_for_a_language_and_its_arguments() {
    let (tide, theme) = (Newsroom::new(), theme());
    let shown = |path| tide.render(&theme, path).unwrap();
    assert_eq!(shown("/storm/"), "Item 1en 1 storm");
    assert_eq!(shown("/story-1/"), "Item 1en 1 storm");
    assert_eq!(shown("/uk/shtorm/"), "uk 1 shtorm");
    // Another file may call something else the same; other arguments are another part.
    assert_eq!(shown("/"), "Item 1en 1 Item 1en 2 ");
}

#[test]
fn a_shared_part_is_rendered_anew_after_any_change_and_after_a_minute() {
    let (tide, theme) = (Newsroom::new(), theme());
    let at = |path: &str, seconds: i64| {
        let mut scene = tide.scene(path);
        scene.now = scene.now.plus_millis(seconds * 1000);
        theme.render(&tide.page(path), &scene).unwrap()
    };
    assert_eq!(at("/storm/", 0), "Item 1en 1 storm");
    assert_eq!(at("/story-1/", 59), "Item 1en 1 storm");
    assert_eq!(at("/story-1/", 60), "Item 1en 1 story-1");
    tide.change();
    assert_eq!(at("/story-2/", 60), "Item 1en 1 story-2");
}

#[test]
fn a_snapshot_from_before_a_change_does_not_get_what_came_after_it() {
    let (tide, theme) = (Newsroom::new(), theme());
    let before = tide.scene("/storm/");
    tide.change();
    assert_eq!(tide.render(&theme, "/story-1/").unwrap(), "Item 1en 1 story-1");
    assert_eq!(
        theme.render(&tide.page("/storm/"), &before).unwrap(),
        "Item 1en 1 storm"
    );
    assert_eq!(tide.render(&theme, "/story-2/").unwrap(), "Item 1en 1 story-1");
}

#[test]
fn a_page_carries_the_keys_of_the_shared_parts_that_others_made() {
    let (tide, theme) = (Newsroom::new(), theme());
    let item = Key::Post(tide.post("item-1").id);
    for path in ["/storm/", "/story-1/"] {
        let scene = tide.scene(path);
        theme.render(&tide.page(path), &scene).unwrap();
        let keys = scene.reader.take_keys();
        assert!(
            keys.contains(&Key::Feed) && keys.contains(&item),
            "{path}: {keys:?}"
        );
    }
}

#[test]
fn a_shared_part_needs_a_name() {
    let error = Newsroom::new()
        .try_shows("/", "{{#shared}}x{{/shared}}")
        .unwrap_err();
    assert!(error.to_string().contains("must be given a name"), "{error}");
}
