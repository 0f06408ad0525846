//! Themes as people bring them.

use crate::program::{Place, fails_with_a_sentence, program, repository};
use std::{fs, path::Path};

#[test]
fn a_theme_that_works_is_said_to_work() {
    let output = program()
        .args(["theme", "check"])
        .arg(repository("themes/broadsheet"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_broken_theme_is_told_with_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("package.json"),
        r#"{"name":"broken","version":"1.0.0"}"#,
    )
    .unwrap();
    fs::write(folder.path().join("index.hbs"), "<p>\n{{#foreach posts}}\n</p>").unwrap();
    fs::write(folder.path().join("post.hbs"), "{{title}}").unwrap();
    let said = fails_with_a_sentence(
        &program()
            .args(["theme", "check"])
            .arg(folder.path())
            .output()
            .unwrap(),
    );
    assert!(said.contains("index.hbs"), "{said}");
    let said = fails_with_a_sentence(&program().args(["theme", "check", "/nowhere"]).output().unwrap());
    assert!(said.contains("/nowhere"), "{said}");
}

/// A theme in a folder, whose front page is this.
fn theme(folder: &Path, version: &str, front: &str) {
    fs::create_dir_all(folder.join("assets")).unwrap();
    let package = format!(r#"{{"name":"paper","version":"{version}"}}"#);
    for (name, text) in [
        ("package.json", &*package),
        ("index.hbs", front),
        ("post.hbs", "{{title}}"),
        ("assets/paper.css", "p{}"),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
}

#[test]
fn a_theme_is_taken_into_use_while_the_server_runs() {
    let place = Place::sqlite();
    let server = place.serve();
    let mine = place.path("my-paper");
    let mine_shown = mine.to_string_lossy().into_owned();
    theme(&mine, "1.0.0", "<p>first</p>");
    assert!(
        place
            .does(&["theme", "use", &mine_shown])
            .contains("my-paper 1.0.0 is in use")
    );
    let shows = |what: &str| server.becomes("/", what, |answer| answer.text().contains(what));
    shows("<p>first</p>");
    // The newsroom has a copy of its own, and takes another one in its place when it is told to.
    theme(&mine, "1.1.0", "<p>second</p>");
    place.does(&["theme", "use", "my-paper"]);
    shows("<p>first</p>");
    place.does(&["theme", "use", &mine_shown]);
    shows("<p>second</p>");
    place.does(&["theme", "use", "my-paper.before"]);
    shows("<p>first</p>");
    // What was changed where it lies is seen, too.
    let kept = place.data().join("themes/my-paper.before");
    theme(&kept, "1.0.1", "<p>third</p>");
    place.does(&["theme", "use", &kept.to_string_lossy()]);
    shows("<p>third</p>");
    let listed = place.does(&["theme", "list"]);
    let lines: Vec<&str> = listed.lines().map(str::trim).collect();
    assert!(
        lines[0].starts_with("broadsheet ") && lines[0].ends_with("built in"),
        "{listed}"
    );
    assert_eq!(
        &lines[1..],
        ["my-paper  1.1.0", "in use  my-paper.before  1.0.1"],
        "{listed}"
    );
    place.does(&["theme", "use", "broadsheet"]);
    shows("masthead");
}

#[test]
fn a_theme_that_does_not_work_is_not_taken_and_leaves_nothing() {
    let place = Place::sqlite();
    place.found();
    let mine = place.path("my-paper");
    theme(&mine, "1.0.0", "<p>\n{{#foreach posts}}");
    let said = fails_with_a_sentence(&place.run(&["theme", "use", &mine.to_string_lossy()]));
    assert!(said.contains("index.hbs line"), "{said}");
    let built_in = place.path("broadsheet");
    theme(&built_in, "1.0.0", "");
    let said = fails_with_a_sentence(&place.run(&["theme", "use", &built_in.to_string_lossy()]));
    assert!(said.contains("another name"), "{said}");
    let said = fails_with_a_sentence(&place.run(&["theme", "use", "nowhere"]));
    assert!(said.contains("nowhere") && said.contains("broadsheet"), "{said}");
    let themes = fs::read_dir(place.data().join("themes")).map_or(0, Iterator::count);
    assert_eq!(themes, 0);
    assert_eq!(place.does(&["theme", "list"]).lines().count(), 1);
}

#[test]
fn nobody_hears_of_a_pipe_that_is_read_no_more() {
    let place = Place::sqlite();
    place.found();
    for (words, code) in [(&["theme", "list"][..], 0), (&["theme", "use", "nowhere"], 2)] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let errors = writer.try_clone().unwrap();
        let mut command = place.command(words);
        let done = match code {
            // What it says on standard error would be the panic.
            0 => command.stdout(writer).output().unwrap(),
            _ => command.stderr(errors).output().unwrap(),
        };
        assert_eq!(done.status.code(), Some(code), "{words:?}");
        assert!(
            done.stderr.is_empty(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
    }
}
