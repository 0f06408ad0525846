//! How long the default theme takes for a story page and for the front page, over a small store that lies in memory.

#![allow(clippy::unwrap_used, missing_docs, reason = "a bench that cannot go on stops")]

#[expect(dead_code, reason = "the tests use the rest")]
#[path = "../tests/it/newsroom.rs"]
mod newsroom;

use criterion::{Criterion, criterion_group, criterion_main};
use std::path::Path;
use theme::Theme;

fn pages(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../themes/broadsheet");
    let theme = Theme::load(&folder).unwrap();
    let tide = newsroom::Newsroom::of(60);
    for (name, path) in [
        ("story page", "/storm/"),
        ("front page", "/"),
        ("section page", "/tag/world/"),
    ] {
        let (page, scene) = (tide.page(path), tide.scene(path));
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| {
                scene.reader.take_keys();
                theme.render(&page, &scene).unwrap()
            });
        });
    }
}

criterion_group!(benches, pages);
criterion_main!(benches);
