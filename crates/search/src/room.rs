//! Whether the disk has room for an index.

use std::{
    fs::{self, File},
    io::{ErrorKind, Write},
    path::Path,
};

/// As much as a step of the writer needs at the least.
const NEEDED: usize = 1 << 20;
/// What systems add to the words of an error that the disk is full, or the user's part of it.
const WORDS: [&str; 3] = ["(os error 28)", "(os error 122)", "(os error 69)"];

/// Whether that is why an index in `folder` failed. Threads of the writer die without saying what of, so it is tried.
pub(crate) fn is_full(why: &str, folder: &Path) -> bool {
    if WORDS.iter().any(|word| why.contains(word)) {
        return true;
    }
    let path = folder.join("probe");
    let written = File::create(&path).and_then(|mut file| {
        file.write_all(&vec![0; NEEDED])?;
        file.sync_all()
    });
    let _ = fs::remove_file(&path);
    written.is_err_and(|error| matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded))
}
