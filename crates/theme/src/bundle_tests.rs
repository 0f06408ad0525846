use super::*;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn names(bytes: Vec<u8>) -> Result<Vec<String>, ThemeError> {
    unzip(Cursor::new(bytes)).map(|bundle| bundle.into_keys().collect())
}

#[test]
fn a_zip_is_read_from_its_top_or_from_its_one_folder() {
    let files: [(&str, &[u8]); 7] = [
        ("package.json", b"{}"),
        ("index.hbs", b"x"),
        ("partials/a/b.hbs", b"x"),
        ("assets/x.css", b"x"),
        ("README.md", b"x"),
        ("node_modules/x/y.hbs", b"x"),
        (".git/config", b"x"),
    ];
    let expected = ["assets/x.css", "index.hbs", "package.json", "partials/a/b.hbs"];
    assert_eq!(names(zipped(&files)).unwrap(), expected);
    let nested: Vec<_> = files
        .iter()
        .map(|(name, bytes)| (format!("casper-5/{name}"), *bytes))
        .collect();
    let nested: Vec<_> = nested
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    assert_eq!(names(zipped(&nested)).unwrap(), expected);
}

#[test]
fn a_zip_that_leads_out_of_the_theme_is_refused() {
    for path in [
        "../x.hbs",
        "assets/../../x",
        "/etc/x.hbs",
        "a\\..\\b.hbs",
        "assets/c:x",
        "assets/a\u{0}b",
    ] {
        let made = std::panic::catch_unwind(|| zipped(&[("package.json", b"{}"), (path, b"x")]));
        let Ok(made) = made else { continue };
        assert!(matches!(names(made), Err(ThemeError::File { .. })), "{path}");
    }
}

#[test]
fn symbolic_links_are_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("package.json", SimpleFileOptions::default())
        .unwrap();
    zip.add_symlink("assets/passwd", "/etc/passwd", SimpleFileOptions::default())
        .unwrap();
    let error = names(zip.finish().unwrap().into_inner()).unwrap_err();
    assert!(
        error.to_string().starts_with("assets/passwd: is a symbolic link"),
        "{error}"
    );

    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("assets")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", dir.path().join("assets/passwd")).unwrap();
    let error = read(dir.path()).unwrap_err();
    assert!(
        error.to_string().starts_with("assets/passwd: is a symbolic link"),
        "{error}"
    );
}

#[test]
fn a_zip_that_unpacks_to_far_more_than_it_holds_is_refused() {
    let zeros = vec![0u8; 19 * 1024 * 1024];
    let error = names(zipped(&[("package.json", b"{}"), ("assets/a", &zeros)])).unwrap_err();
    assert!(error.to_string().contains("too much"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_damaged_zip_never_panics(at in 0usize..400, byte: u8, keep in 0usize..400) {
        let mut bytes = zipped(&[("package.json", b"{\"name\":\"x\"}"), ("t/index.hbs", b"{{title}} and more text")]);
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = unzip(Cursor::new(bytes.clone()));
        bytes.truncate(keep);
        let _ = unzip(Cursor::new(bytes));
    }

    #[test]
    fn any_bytes_are_no_zip_or_one(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = unzip(Cursor::new(bytes));
    }
}
