//! Holds the rules of ARCHITECTURE.md that the compiler does not: who may use whom, where SQL, SMTP and media live, what
//! files look like. Each failure says how to repair it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of the repository that end in one of `endings`: tracked ones and new ones that are not ignored.
fn files(endings: &[&str]) -> Vec<(String, String)> {
    let out = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    assert!(out.status.success(), "the tidy test needs a git checkout");
    String::from_utf8_lossy(&out.stdout)
        .lines()
        .filter(|path| endings.iter().any(|ending| path.ends_with(ending)))
        .filter_map(|path| Some((path.to_owned(), fs::read_to_string(root().join(path)).ok()?)))
        .collect()
}

fn fail_with(repair: &str, found: &[String]) {
    assert!(found.is_empty(), "{repair}\n  {}\n", found.join("\n  "));
}

/// Direct dependencies of each crate: name of the crate → (normal, dev).
fn dependencies() -> BTreeMap<String, (Vec<String>, Vec<String>)> {
    let mut all = BTreeMap::new();
    for (path, text) in files(&["Cargo.toml"]) {
        let Some(name) = path
            .strip_prefix("crates/")
            .and_then(|p| p.strip_suffix("/Cargo.toml"))
        else {
            continue;
        };
        let (mut normal, mut dev, mut table) = (Vec::new(), Vec::new(), "");
        for line in text.lines().map(str::trim) {
            if line.starts_with('[') {
                table = line;
            } else if let Some((key, _)) = line.split_once('=') {
                let key = key.trim().split('.').next().unwrap_or_default().to_owned();
                match table {
                    "[dependencies]" => normal.push(key),
                    "[dev-dependencies]" | "[build-dependencies]" => dev.push(key),
                    _ => {}
                }
            }
        }
        all.insert(name.to_owned(), (normal, dev));
    }
    all
}

#[test]
fn a_crate_uses_only_the_crates_below_it() {
    let below: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("kernel", &[][..]),
        ("stencil", &[]),
        ("testkit", &[]),
        ("document", &["kernel"]),
        ("store", &["kernel"]),
        ("fetch", &[]),
        ("files", &["kernel"]),
        ("narration", &["document", "kernel"]),
        ("newsroom", &["document", "fetch", "files", "kernel", "store"]),
        ("newsletter", &["kernel", "newsroom", "store"]),
        ("importer", &["document", "files", "kernel", "newsroom", "store"]),
        ("theme", &["document", "kernel", "stencil", "store"]),
        ("search", &["kernel", "store"]),
        (
            "site",
            &[
                "document", "files", "kernel", "newsroom", "search", "store", "theme",
            ],
        ),
        ("desk", &["kernel", "newsroom", "site", "store", "theme"]),
        (
            "broadsheet",
            &[
                "desk",
                "document",
                "fetch",
                "files",
                "importer",
                "kernel",
                "narration",
                "newsletter",
                "newsroom",
                "search",
                "site",
                "store",
                "theme",
            ],
        ),
    ]);
    let all = dependencies();
    let mut found = Vec::new();
    for (name, (normal, _)) in &all {
        let Some(allowed) = below.get(name.as_str()) else {
            found.push(format!("crates/{name} is not in the table of this test"));
            continue;
        };
        for used in normal
            .iter()
            .filter(|used| all.contains_key(*used) && !allowed.contains(&used.as_str()))
        {
            found.push(format!("crates/{name} uses {used}"));
        }
    }
    fail_with(
        "Move the code to the crate that may do it, or change ARCHITECTURE.md and the table here:",
        &found,
    );
}

#[test]
fn databases_and_outbound_connections_stay_in_their_crates() {
    let only: &[(&str, &[&str])] = &[
        ("rusqlite", &["store"]),
        ("tokio-postgres", &["store"]),
        ("deadpool-postgres", &["store"]),
        ("hyper", &["site"]),
        ("hyper-util", &["site"]),
        ("axum", &["desk", "site"]),
        ("askama", &["desk"]),
        ("image", &["files"]),
        ("tantivy", &["search"]),
        ("ammonia", &["document"]),
        ("mp3lame-encoder", &["narration"]),
        ("lettre", &["newsletter"]),
        // What is asked of other servers goes through `fetch`, which judges the address. S3 alone goes through object_store
        // in `files`; reqwest is what carries it there.
        ("object_store", &["files"]),
        ("reqwest", &["fetch", "files"]),
        ("rustls", &["fetch", "files"]),
    ];
    let mut found = Vec::new();
    for (name, (normal, _)) in dependencies() {
        for (dependency, homes) in only {
            if normal.iter().any(|d| d == dependency) && !homes.contains(&name.as_str()) {
                found.push(format!(
                    "crates/{name} depends on {dependency}, which belongs to {homes:?}"
                ));
            }
        }
    }
    fail_with("Call the crate that owns it instead:", &found);
}

#[test]
fn every_direct_dependency_has_its_line() {
    let lines = fs::read_to_string(root().join("docs/dependencies.md")).expect("docs/dependencies.md");
    // The first column of each row names one crate or several that belong together.
    let named: String = lines.lines().filter_map(|line| line.split('|').nth(1)).collect();
    let all = dependencies();
    let mut found: Vec<String> = all
        .values()
        .flat_map(|(normal, dev)| normal.iter().chain(dev))
        .filter(|name| !all.contains_key(*name))
        .filter(|name| !named.contains(&format!("`{name}`")))
        .cloned()
        .collect();
    found.sort();
    found.dedup();
    fail_with(
        "Say in docs/dependencies.md what it is for and why this one:",
        &found,
    );
}

#[test]
fn files_are_one_thing_and_named_for_it() {
    let mut found = Vec::new();
    for (path, text) in files(&[".rs", ".ts", ".mjs", ".css", ".hbs"]) {
        if path.contains("/fixtures/") || path.contains("/snapshots/") {
            continue;
        }
        let stem = Path::new(&path)
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if ["utils", "util", "helpers", "common", "misc"].contains(&stem.as_str()) {
            found.push(format!("{path}: a name that says nothing"));
        }
        let lines = text.lines().count();
        if lines > 600 {
            found.push(format!("{path}: {lines} lines; what second thing moved in?"));
        }
    }
    fail_with("Split the file or name it for the thing it holds:", &found);
}

#[test]
fn every_crate_says_what_it_is_for() {
    let found: Vec<String> = files(&["src/lib.rs", "src/main.rs"])
        .into_iter()
        .filter(|(path, text)| path.starts_with("crates/") && !text.starts_with("//!"))
        .map(|(path, _)| path)
        .collect();
    fail_with(
        "Open the crate with a `//!` that says what it is for and where to start reading:",
        &found,
    );
}

#[test]
fn nothing_unfinished_is_left_behind() {
    // Written in two halves, so that this file does not find itself.
    let marks = [
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("#[ig", "nore"),
        concat!("FIX", "ME"),
        concat!("XX", "X"),
    ];
    let mut found = Vec::new();
    for (path, text) in files(&[".rs", ".ts", ".mjs"]) {
        for (number, line) in text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) {
                found.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    fail_with("Finish it, or say in an issue what is missing:", &found);
}

#[test]
fn lock_files_name_no_download_addresses() {
    let found: Vec<String> = files(&["package-lock.json"])
        .into_iter()
        .filter(|(_, text)| text.contains("\"resolved\""))
        .map(|(path, _)| path)
        .collect();
    fail_with(
        "Put `omit-lockfile-registry-resolved=true` into .npmrc beside it and run npm install again:",
        &found,
    );
}
