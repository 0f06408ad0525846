//! No zip and no files make the loading of a theme panic, and no path of a zip leaves the theme.
//!
//! The first byte chooses a zip, or files as `path NUL text NUL path …`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use theme::Theme;

fuzz_target!(|data: &[u8]| {
    let Some((form, data)) = data.split_first() else { return };
    let files = if form % 2 == 0 {
        match theme::parsers::zip(data) {
            Ok(files) => files,
            Err(_) => return,
        }
    } else {
        let parts: Vec<&[u8]> = data.split(|byte| *byte == 0).collect();
        let file = |pair: &[&[u8]]| Some((String::from_utf8(pair.first()?.to_vec()).ok()?, pair.get(1)?.to_vec()));
        parts.chunks(2).filter_map(file).collect()
    };
    if form % 2 == 0 {
        for (path, _) in &files {
            assert!(!path.starts_with('/') && !path.contains('\\'), "{path}");
            assert!(path.split('/').all(|part| !matches!(part, "" | "." | "..")), "{path}");
        }
    }
    if let Ok(theme) = Theme::built_in(files) {
        assert!(!theme.name().is_empty() && theme.posts_per_page() > 0);
    }
});
