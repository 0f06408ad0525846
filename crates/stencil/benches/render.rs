//! How long a story page and a front page take, with their data in memory.
//!
//! `cargo bench -p stencil`
#![allow(missing_docs)]

mod newspaper;

use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use stencil::Map;

fn pages(criterion: &mut Criterion) {
    let engine = newspaper::engine();
    let data = Map::new()
        .with("site", newspaper::site())
        .with("custom", Map::new());
    let story = newspaper::story_page();
    let front = newspaper::front_page();
    let render = |template: &str, context| engine.render(template, context, &data, &()).expect("a page");
    println!(
        "story page: {} bytes, front page: {} bytes",
        render("post", &story).len(),
        render("index", &front).len()
    );

    criterion.bench_function("story page, 25 partials, 300 mustaches", |bencher| {
        bencher.iter(|| render("post", &story));
    });
    criterion.bench_function("front page, 60 story cards", |bencher| {
        bencher.iter(|| render("index", &front));
    });
    let source = newspaper::CARD.repeat(20);
    criterion.bench_function("compiling 20 story cards", |bencher| {
        bencher.iter(|| stencil::Engine::new().template("cards", &source));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2));
    targets = pages
}
criterion_main!(benches);
