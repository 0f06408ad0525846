//! Whole themes: ours, and Ghost's own two, which `scripts/fetch-ghost-themes` fetches.

use crate::newsroom::Newsroom;
use std::{
    path::{Path, PathBuf},
    process::Command,
};
use theme::Theme;

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
