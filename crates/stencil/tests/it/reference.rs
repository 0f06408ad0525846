//! Runs the engines that stencil is compared with, in one Node process for all cases.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value as Json;

use crate::case::Case;

/// Renders all cases with both engines and fails with every case on which they differ.
pub fn compare(cases: &[Case], contexts: &[Json]) {
    // Both engines work at the same time.
    let (answers, ours): (Vec<Json>, Vec<_>) = std::thread::scope(|scope| {
        let answers = scope.spawn(|| ask(cases, contexts));
        let ours = cases.iter().map(|case| case.render(contexts)).collect();
        (answers.join().expect("the reference answers"), ours)
    });
    assert_eq!(answers.len(), cases.len(), "the reference answers every case");
    let mut differences = Vec::new();
    let mut refused = 0;
    for ((case, answer), ours) in cases.iter().zip(&answers).zip(&ours) {
        match (answer.get("output").and_then(Json::as_str), ours) {
            (Some(theirs), Ok(ours)) if theirs == ours => {}
            (None, Err(_)) => refused += 1,
            _ => differences.push(format!(
                "template  {:?}\npartials  {:?}\nfiles     {:?}\ncontext   {}\nreference {answer}\nstencil   {}",
                case.template,
                case.partials,
                case.files,
                case.shared.map_or(&case.context, |at| &contexts[at]),
                match ours {
                    Ok(output) => format!("{output:?}"),
                    Err(error) => format!("refuses: {error}"),
                },
            )),
        }
    }
    let shown = differences
        .iter()
        .take(12)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n\n");
    assert!(
        differences.is_empty(),
        "{} of {} cases differ:\n{shown}",
        differences.len(),
        cases.len()
    );
    println!("{} cases agree, {refused} of them refused by both", cases.len());
}

fn ask(cases: &[Case], contexts: &[Json]) -> Vec<Json> {
    let folder = folder();
    install(&folder);
    let mut lines = serde_json::to_string(contexts).expect("contexts are JSON");
    for case in cases {
        lines.push('\n');
        lines.push_str(&case.to_json().to_string());
    }
    let mut node = Command::new("node")
        // More room for young objects: less to clear away.
        .args(["--max-semi-space-size=64", "render.js"])
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("node starts: these tests need Node.js");
    node.stdin
        .take()
        .expect("a pipe")
        .write_all(lines.as_bytes())
        .expect("node reads the cases");
    let output = node.wait_with_output().expect("node ends");
    let text = String::from_utf8(output.stdout).expect("node answers in UTF-8");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("node answers in JSON"))
        .collect()
}

/// Brings the packages of the lock file in, once.
fn install(folder: &Path) {
    let lock = File::create(std::env::temp_dir().join("stencil-reference.lock")).expect("a lock file");
    lock.lock().expect("the lock");
    if folder.join("node_modules/.package-lock.json").exists() {
        return;
    }
    let done = Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder)
        .status()
        .expect("npm starts: these tests need Node.js");
    assert!(done.success(), "npm ci in {} failed", folder.display());
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/js")
}
