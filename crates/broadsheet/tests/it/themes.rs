//! Themes as people bring them.

use crate::program::{fails_with_a_sentence, program, repository};
use std::fs;

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
