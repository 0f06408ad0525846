//! `broadsheet import ghost`, as people run it. What becomes of every word is tested in `importer`.

use crate::program::{Place, fails_with_a_sentence, repository};
use std::fs;

fn fixture(name: &str) -> String {
    repository("crates/importer/tests/fixtures")
        .join(name)
        .to_string_lossy()
        .into_owned()
}

#[test]
fn a_real_export_is_served_at_its_old_addresses() {
    let place = Place::sqlite();
    let server = place.serve();
    let (export, files) = (fixture("export.json"), fixture("content-files.tar"));
    let said = place.does(&["import", "ghost", &export, "--files", &files]);
    assert!(
        said.contains("36 posts and 3 pages") && said.contains("transistor: 2"),
        "{said}"
    );
    server.becomes("/", "the imported paper", |answer| {
        answer.text().contains("The Golden Gazette")
    });
    for path in [
        "/kitchen-sink/",
        "/about-us/",
        "/tag/politics/",
        "/author/ana-maria-ortiz/",
    ] {
        server.becomes(path, "there", |answer| answer.status == 200);
    }
    for path in ["/draft-post/", "/scheduled-post/", "/tag/hash-live/"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    assert_eq!(server.get("/content/images/2026/11/photo1.jpg").status, 200);
    let again = place.does(&["import", "ghost", &export, "--files", &files]);
    assert!(again.contains("39 updated"), "{again}");
    assert_eq!(server.get("/kitchen-sink-2/").status, 404);
}

#[test]
fn an_export_that_does_not_fit_imports_nothing() {
    let place = Place::sqlite();
    let whole = fs::read_to_string(fixture("export.json")).unwrap();
    let file = place.path("export.json");
    let shown = file.to_string_lossy().into_owned();
    for (text, words) in [
        (
            whole.replacen("\"status\":\"draft\"", "\"status\":\"odd\"", 1),
            ["Draft post", "“odd”"],
        ),
        (
            whole[..whole.len() / 2].to_owned(),
            ["not a Ghost export", "Settings"],
        ),
        ("{}".to_owned(), ["not a Ghost export", "“db”"]),
    ] {
        fs::write(&file, text).unwrap();
        let said = fails_with_a_sentence(&place.run(&["import", "ghost", &shown]));
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
    }
    let server = place.serve();
    assert_eq!(server.get("/kitchen-sink/").status, 404);
    assert!(!server.page("/").contains("Golden Gazette"));
}

#[test]
fn files_that_are_no_archive_are_told_in_one_sentence() {
    let place = Place::sqlite();
    let junk = place.path("content.tar.gz").to_string_lossy().into_owned();
    fs::write(&junk, "root:x:0:0\nbin:x:1:1\n".repeat(100)).unwrap();
    let export = fixture("export.json");
    let said = fails_with_a_sentence(&place.run(&["import", "ghost", &export, "--files", &junk]));
    assert!(
        said.contains("not a tar archive") && !said.contains("root:"),
        "{said}"
    );
}
