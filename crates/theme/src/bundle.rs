//! The files of a theme, from a folder or a zip, with limits: no symbolic links, no way out of the theme.

use crate::ThemeError;
use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Seek},
    path::Path,
};

const MAX_FILES: usize = 4_000;
const MAX_FILE: u64 = 20 * 1024 * 1024;
const MAX_TOTAL: u64 = 100 * 1024 * 1024;
const MAX_DEPTH: usize = 16;
/// How much a zip may unpack to for each byte of it, beyond the first megabyte: guards against bombs.
const MAX_RATIO: u64 = 200;

/// Files by their path within the theme, with `/` between the parts.
pub(crate) type Bundle = BTreeMap<String, Vec<u8>>;

/// Reads a folder, or a zip file.
pub(crate) fn read(path: &Path) -> Result<Bundle, ThemeError> {
    let unreadable = |e: std::io::Error| ThemeError::Unreadable(format!("{}: {e}", path.display()));
    if fs::metadata(path).map_err(unreadable)?.is_dir() {
        let mut files = Collector::new(u64::MAX);
        folder(path, "", &mut files)?;
        Ok(files.found)
    } else {
        unzip(fs::File::open(path).map_err(unreadable)?)
    }
}

/// Files as they are given, under the same limits.
pub(crate) fn collect(given: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Bundle, ThemeError> {
    let mut files = Collector::new(u64::MAX);
    for (path, bytes) in given {
        check_path(&path)?;
        if wanted(&path) {
            files.add(path, bytes)?;
        }
    }
    Ok(files.found)
}

/// Reads a zip. All its files may lie in one folder.
pub(crate) fn unzip(source: impl Read + Seek) -> Result<Bundle, ThemeError> {
    let broken =
        |e: &dyn std::fmt::Display| ThemeError::Unreadable(format!("it is no zip, or a damaged one ({e})"));
    let mut source = source;
    let packed = source
        .seek(std::io::SeekFrom::End(0))
        .map_err(|e| ThemeError::Unreadable(e.to_string()))?;
    let mut zip = zip::ZipArchive::new(source).map_err(|e| broken(&e))?;
    if zip.len() > MAX_FILES * 4 {
        return Err(too_much(format!("more than {} entries", MAX_FILES * 4)));
    }
    let mut entries = Vec::with_capacity(zip.len());
    for at in 0..zip.len() {
        let entry = zip.by_index(at).map_err(|e| broken(&e))?;
        let name = entry.name().map_err(|e| broken(&e))?.into_owned();
        if entry.is_dir() {
            continue;
        }
        check_path(&name)?;
        entries.push((at, name, entry.is_symlink()));
    }
    let top = top_folder(entries.iter().map(|(_, name, _)| name.as_str()));
    let mut files = Collector::new(packed.saturating_mul(MAX_RATIO).saturating_add(1024 * 1024));
    for (at, name, is_link) in entries {
        let Some(path) = name.strip_prefix(top.as_str()).filter(|path| wanted(path)) else {
            continue;
        };
        if is_link {
            return Err(link(path));
        }
        let entry = zip.by_index(at).map_err(|e| broken(&e))?;
        let mut bytes = Vec::new();
        let most = files.room().min(MAX_FILE);
        entry
            .take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|e| broken(&e))?;
        files.add(path.to_owned(), bytes)?;
    }
    Ok(files.found)
}

fn folder(dir: &Path, within: &str, files: &mut Collector) -> Result<(), ThemeError> {
    let unreadable = |e: std::io::Error| ThemeError::Unreadable(format!("{}: {e}", dir.display()));
    for entry in fs::read_dir(dir).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let path = format!("{within}{name}");
        let kind = entry.file_type().map_err(unreadable)?;
        if kind.is_dir() {
            if may_hold_files(&path) {
                check_path(&path)?;
                folder(&entry.path(), &format!("{path}/"), files)?;
            }
        } else if wanted(&path) {
            check_path(&path)?;
            if !kind.is_file() {
                return Err(link(&path));
            }
            let size = entry.metadata().map_err(unreadable)?.len();
            files.check(&path, size)?;
            files.add(path, fs::read(entry.path()).map_err(unreadable)?)?;
        }
    }
    Ok(())
}

struct Collector {
    found: Bundle,
    total: u64,
    most: u64,
}

impl Collector {
    fn new(most: u64) -> Self {
        Self {
            found: Bundle::new(),
            total: 0,
            most: most.min(MAX_TOTAL),
        }
    }

    fn room(&self) -> u64 {
        self.most - self.total
    }

    fn check(&self, path: &str, size: u64) -> Result<(), ThemeError> {
        if self.found.len() >= MAX_FILES {
            return Err(too_much(format!("more than {MAX_FILES} files")));
        }
        if size > MAX_FILE {
            return Err(too_much(format!("{path} is larger than {} MB", MAX_FILE >> 20)));
        }
        if size > self.room() {
            return Err(too_much(format!("more than {} MB in all", self.most >> 20)));
        }
        Ok(())
    }

    fn add(&mut self, path: String, bytes: Vec<u8>) -> Result<(), ThemeError> {
        self.check(&path, bytes.len() as u64)?;
        self.total += bytes.len() as u64;
        self.found.insert(path, bytes);
        Ok(())
    }
}

fn too_much(what: String) -> ThemeError {
    ThemeError::Unreadable(format!("it holds too much: {what}"))
}

fn link(path: &str) -> ThemeError {
    ThemeError::file(
        path,
        "is a symbolic link; a theme may hold files and folders only",
    )
}

/// Only plain relative paths.
fn check_path(path: &str) -> Result<(), ThemeError> {
    let parts = || path.split('/');
    let escapes = path.starts_with('/')
        || path.contains(['\\', '\0', ':'])
        || path.chars().any(char::is_control)
        || parts().any(|part| matches!(part, "" | "." | ".."))
        || parts().count() > MAX_DEPTH
        || path.len() > 1_000;
    if escapes {
        let shown: String = path.chars().filter(|c| !c.is_control()).take(100).collect();
        return Err(ThemeError::file(&shown, "is not a path within the theme"));
    }
    Ok(())
}

/// What a theme is made of; the rest (sources of styles, read-me, node_modules) is left alone.
fn wanted(path: &str) -> bool {
    let hidden = path.split('/').any(|part| part.starts_with('.'));
    let templates = path.ends_with(".hbs") && !path.starts_with("assets/") && may_hold_files(path);
    let locales = path.starts_with("locales/") && path.ends_with(".json");
    !hidden && (path == "package.json" || templates || locales || path.starts_with("assets/"))
}

fn may_hold_files(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or(path);
    !matches!(first, "node_modules" | "dist" | "src" | "__MACOSX") && !first.starts_with('.')
}

/// The folder that holds `package.json`, when it is not at the top.
fn top_folder<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names
        .filter(|name| !name.starts_with("__MACOSX/"))
        .filter_map(|name| name.strip_suffix("package.json"))
        .filter(|top| top.is_empty() || top.ends_with('/'))
        .filter(|top| top.matches('/').count() <= 1)
        .min_by_key(|top| top.len())
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
#[path = "bundle_tests.rs"]
mod tests;
