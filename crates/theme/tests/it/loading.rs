//! Loading a theme: what is wrong with it is said with file and line.

use crate::newsroom::{Newsroom, theme_of, try_theme_of};
use std::fs;
use theme::{Page, Theme};

#[test]
fn what_is_wrong_in_a_file_is_said_with_its_line() {
    for (file, source, expected) in [
        (
            "partials/card.hbs",
            "<p>\n{{#if a}}\n</p>",
            "partials/card.hbs line",
        ),
        ("post.hbs", "{{#foreach posts}}{{/if}}", "post.hbs line 1"),
        ("package.json", "{\n", "package.json line 2"),
        ("locales/de.json", "[]", "locales/de.json line 1"),
    ] {
        let error = try_theme_of(&[(file, source)]).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
    let error = Theme::built_in([("package.json".to_owned(), b"{}".to_vec())])
        .unwrap_err()
        .to_string();
    assert_eq!(error, "index.hbs: is missing; every theme needs it");
    let error = Theme::built_in([("index.hbs".to_owned(), Vec::new())])
        .unwrap_err()
        .to_string();
    assert_eq!(error, "package.json: is missing");
}

#[test]
fn what_templates_name_and_nobody_has_is_found_before_a_page_is_rendered() {
    for (file, source, expected) in [
        (
            "home.hbs",
            "{{> gone}}",
            Some("home.hbs line 1, column 1: there is no partial \"gone\""),
        ),
        (
            "partials/a/card.hbs",
            "{{#if a}}\n{{else}} {{nobody \"x\"}}{{/if}}",
            Some("partials/a/card.hbs line 2, column 10: there is no helper \"nobody\""),
        ),
        (
            "home.hbs",
            "{{#foreach (nobody 1)}}{{/foreach}}",
            Some("home.hbs line 1, column 12: there is no helper \"nobody\""),
        ),
        (
            "home.hbs",
            "{{#*inline \"own\"}}{{/inline}}{{> own}}{{#> gone}}else{{/gone}}{{> (lookup a b)}}{{a_field}}",
            None,
        ),
    ] {
        let theme = theme_of(&[(file, source)]);
        let said = theme.check().err().map(|error| error.to_string());
        assert_eq!(said.as_deref(), expected, "{source}");
    }
}

#[test]
fn an_error_while_rendering_names_the_partial() {
    let tide = Newsroom::new();
    let theme = theme_of(&[
        ("index.hbs", "{{> \"a/card\"}}"),
        ("partials/a/card.hbs", "\n\n {{asset}}"),
    ]);
    let error = theme
        .render(&Page::Home { page: 1 }, &tide.scene("/"))
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("partials/a/card.hbs line 3, column 2: "),
        "{error}"
    );
}

#[test]
fn a_folder_is_loaded_with_its_assets() {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in [
        (
            "package.json",
            r#"{"name":"folder","engines":{"broadsheet":"*"}}"#,
        ),
        ("index.hbs", "\u{feff}{{!< default}}page"),
        ("default.hbs", "<{{{body}}}>"),
        ("assets/js/x.js", "1"),
        ("src/broken.hbs", "{{#if}}"),
        ("node_modules/x/y.hbs", "{{#if}}"),
    ] {
        let file = dir.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let theme = Theme::load(dir.path()).unwrap();
    assert_eq!(
        (theme.name(), theme.posts_per_page(), theme.needs_inline()),
        ("folder", 5, false)
    );
    let script = theme.asset("js/x.js").unwrap();
    assert_eq!(
        (&*script.bytes, script.content_type),
        (&b"1"[..], "text/javascript; charset=utf-8")
    );
    assert!(theme.asset("../package.json").is_none());
    let tide = Newsroom::new();
    assert_eq!(
        theme.render(&Page::Home { page: 1 }, &tide.scene("/")).unwrap(),
        "<page>"
    );
    assert!(Theme::load(&dir.path().join("none")).is_err());
}

#[test]
fn the_most_particular_template_is_chosen() {
    let tide = Newsroom::new();
    let theme = theme_of(&[
        ("index.hbs", "index"),
        ("home.hbs", "home"),
        ("post.hbs", "post"),
        ("page.hbs", "page"),
        ("page-about.hbs", "about"),
        ("tag-world.hbs", "world"),
        ("author.hbs", "author"),
        ("feed.hbs", "feed"),
        ("custom-wide.hbs", "wide"),
        ("error-404.hbs", "{{statusCode}} {{message}}"),
    ]);
    for (path, expected) in [
        ("/", "home"),
        ("/page/2/", "index"),
        ("/storm/", "post"),
        ("/about/", "about"),
        ("/tag/world/", "world"),
        ("/tag/sport/", "index"),
        ("/author/ada/", "author"),
        ("/archive/", "index"),
        ("/feed/", "feed"),
        ("/item-1/", "post"),
        ("/404/", "404 Page not found"),
    ] {
        assert_eq!(tide.render(&theme, path).unwrap(), expected, "{path}");
    }
    let tide = Newsroom::with(|storm| storm.custom_template = Some("custom-wide".into()));
    assert_eq!(tide.render(&theme, "/storm/").unwrap(), "wide");
    let bare = theme_of(&[]);
    let error = Page::Error {
        status: 503,
        message: "Come back <soon>".into(),
        reason: None,
    };
    let shown = bare.render(&error, &tide.scene("/x/")).unwrap();
    assert!(
        shown.contains("<h1>503</h1>") && shown.contains("Come back &lt;soon&gt;"),
        "{shown}"
    );
}
