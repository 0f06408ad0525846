//! Whole themes: ours, and Ghost's own two, which `scripts/fetch-ghost-themes` fetches.

use crate::newsroom::Newsroom;
use std::{
    path::{Path, PathBuf},
    process::Command,
};
use theme::{NewsletterPage, NewsletterView, Page, Theme};

const PAGES: [&str; 14] = [
    "/",
    "/page/2/",
    "/storm/",
    "/story-1/",
    "/about/",
    "/tag/world/",
    "/tag/sport/",
    "/author/ada/",
    "/404/",
    "/archive/2026/11/",
    "/feed/",
    "/item-1/",
    "/uk/",
    "/uk/shtorm/",
];

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn ghost_theme(name: &str) -> Theme {
    let output = Command::new(repository().join("scripts/fetch-ghost-themes"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let folder = String::from_utf8(output.stdout).unwrap();
    Theme::load(&Path::new(folder.trim()).join(name)).unwrap_or_else(|e| panic!("{e}"))
}

fn every_page_renders(theme: &Theme) {
    theme.check().unwrap_or_else(|e| panic!("{}: {e}", theme.name()));
    let tide = Newsroom::of(60);
    for path in PAGES {
        let page = tide
            .render(theme, path)
            .unwrap_or_else(|e| panic!("{} {path}: {e}", theme.name()));
        assert!(page.contains("</html>"), "{path}: {page}");
        assert!(!page.contains("[object Object]"), "{path}: {page}");
        if let Ok(folder) = std::env::var("RENDERED_PAGES") {
            let name = path.trim_matches('/').replace('/', "-");
            let folder = Path::new(&folder).join(theme.name());
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(format!("{name}.html")), page).unwrap();
        }
    }
}

#[test]
fn casper_renders_every_page() {
    every_page_renders(&ghost_theme("casper"));
}

#[test]
fn source_renders_every_page() {
    every_page_renders(&ghost_theme("source"));
}

#[test]
fn source_renders_with_each_of_its_settings() {
    let theme = ghost_theme("source");
    let mut tide = Newsroom::new();
    for setting in theme.settings() {
        let values: Vec<serde_json::Value> = match setting.kind.as_str() {
            "select" => setting
                .options
                .iter()
                .map(|option| option.as_str().into())
                .collect(),
            "boolean" => vec![true.into(), false.into()],
            _ => vec!["#123456".into()],
        };
        for value in values {
            tide.settings.theme_settings = [(setting.name.clone(), value.clone())].into();
            for path in ["/", "/storm/", "/tag/world/"] {
                let page = tide.render(&theme, path);
                assert!(
                    page.is_ok(),
                    "{} = {value}, {path}: {:?}",
                    setting.name,
                    page.err()
                );
            }
        }
    }
}

#[test]
fn our_own_theme_renders_every_page() {
    every_page_renders(
        &Theme::load(&repository().join("themes/broadsheet")).unwrap_or_else(|e| panic!("{e}")),
    );
}

/// All views of the pages around newsletters.
fn newsletters_render(theme: &Theme) {
    let tide = Newsroom::new();
    for view in [
        NewsletterView::All,
        NewsletterView::One,
        NewsletterView::Thanks,
        NewsletterView::Confirm,
        NewsletterView::Confirmed,
        NewsletterView::Preferences,
        NewsletterView::Leave,
        NewsletterView::Left,
        NewsletterView::Erased,
        NewsletterView::Dead,
    ] {
        for path in ["/newsletters/", "/uk/newsletters/"] {
            let mut page = NewsletterPage::new(view);
            page.newsletters = vec![(tide.settings.newsletters[0].clone(), true)];
            page.email = "<ann>@b.example".into();
            page.token = "id.code".into();
            page.problem = Some(("email", "Not <right>".into()));
            let html = theme.render(&Page::Newsletters(Box::new(page)), &tide.scene(path));
            let html = html.unwrap_or_else(|e| panic!("{} {view:?}: {e}", theme.name()));
            assert!(
                html.contains("</html>") && !html.contains("<ann>") && !html.contains("Not <right>"),
                "{html}"
            );
            let forms = matches!(
                view,
                NewsletterView::All | NewsletterView::One | NewsletterView::Confirm | NewsletterView::Leave
            );
            assert!(
                !forms || html.contains("method=\"post\""),
                "{} {view:?}: {html}",
                theme.name()
            );
            if view == NewsletterView::Thanks && path.starts_with("/uk/") {
                assert!(html.contains("Дякуємо"), "{html}");
            }
        }
    }
}

#[test]
fn pages_around_newsletters_render_in_every_theme() {
    newsletters_render(&ghost_theme("casper"));
    newsletters_render(&ghost_theme("source"));
    newsletters_render(&Theme::load(&repository().join("themes/broadsheet")).unwrap());
    newsletters_render(&crate::newsroom::theme_of(&[("index.hbs", "only lists")]));
}

#[test]
fn the_page_of_all_corrections_renders_in_every_theme() {
    let themes = [
        ghost_theme("casper"),
        ghost_theme("source"),
        Theme::load(&repository().join("themes/broadsheet")).unwrap(),
        crate::newsroom::theme_of(&[("index.hbs", "only lists")]),
    ];
    let tide = Newsroom::new();
    for theme in themes {
        let html = theme
            .render(&Page::Corrections { page: 1 }, &tide.scene("/corrections/"))
            .unwrap_or_else(|e| panic!("{}: {e}", theme.name()));
        assert!(
            html.contains("</html>") && html.contains("It was six &amp; not seven."),
            "{html}"
        );
        assert!(html.contains("href=\"/storm/"), "{html}");
    }
}

#[test]
fn sources_sign_up_form_comes_with_the_script_that_makes_it_work() {
    let html = Newsroom::new().render(&ghost_theme("source"), "/").unwrap();
    assert!(
        html.contains("data-members-form") && html.contains("data-members-email"),
        "{html}"
    );
    assert!(
        html.contains("<script src=\"/newsletters/ghost-forms.js?v="),
        "{html}"
    );
    let mut none = Newsroom::new();
    none.settings.newsletters.clear();
    let html = none.render(&ghost_theme("source"), "/").unwrap();
    assert!(
        !html.contains("data-members-form") && !html.contains("ghost-forms"),
        "{html}"
    );
}

#[test]
fn a_related_story_says_its_language_where_it_is_another() {
    let theme = Theme::load(&repository().join("themes/broadsheet")).unwrap();
    let tide = Newsroom::new();
    let card = |slug: &str| {
        let mut storm = (*tide.post("storm")).clone();
        storm.html = format!("<!--broadsheet:related {}-->", tide.post(slug).id).into();
        let page = Page::Post(std::sync::Arc::new(storm));
        let html = theme.render(&page, &tide.scene("/storm/")).unwrap();
        let (_, card) = html.split_once("class=\"related-story\"").unwrap();
        card.split_once("</div>\n</div>").unwrap().0.to_owned()
    };
    let other = card("shtorm");
    assert!(other.contains("lang=\"uk\"><a href=\"/uk/shtorm/\">"), "{other}");
    let same = card("story-1");
    assert!(!same.contains("lang="), "{same}");
}

#[test]
fn an_edition_without_newsletters_has_no_form_for_them() {
    let theme = Theme::load(&repository().join("themes/broadsheet")).unwrap();
    let tide = Newsroom::new();
    let has_form = |path: &str| tide.render(&theme, path).unwrap().contains("foot__sign-up");
    assert!(has_form("/") && !has_form("/uk/"));
    assert_eq!(tide.shows("/uk/", "{{@site.members_signup_access}}"), "none");
}

#[test]
fn a_story_shows_where_it_stands() {
    let theme = Theme::load(&repository().join("themes/broadsheet")).unwrap();
    let tide = Newsroom::new();
    for (path, front, section) in [
        ("/storm/", "Front page", "/tag/world/\">World</a>"),
        ("/uk/shtorm/", "Головна", "/uk/tag/world/\">World (укр)</a>"),
    ] {
        let html = tide.render(&theme, path).unwrap();
        let (_, crumbs) = html.split_once("<nav class=\"crumbs\"").unwrap();
        let crumbs = crumbs.split_once("</nav>").unwrap().0;
        assert!(crumbs.contains(front) && crumbs.contains(section), "{crumbs}");
    }
}

#[test]
fn the_papers_logo_has_its_size() {
    let theme = Theme::load(&repository().join("themes/broadsheet")).unwrap();
    let tide = Newsroom::new();
    let logo = || {
        let html = tide.render(&theme, "/").unwrap();
        let (_, logo) = html.split_once("<img src=\"/content/images/logo.png\"").unwrap();
        logo.split_once('>').unwrap().0.to_owned()
    };
    assert_eq!(logo(), " alt=\"The Tide\"", "nothing is guessed");
    tide.keep_picture("/content/images/logo.png", 1000, 200);
    assert_eq!(logo(), " alt=\"The Tide\" width=\"320\" height=\"64\"");
}
