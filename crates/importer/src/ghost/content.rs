//! Ghost's content folder, or a tar of it: `images/`, `media/`, `files/`.

use crate::{ImportError, Report};
use files::{Area, Files, MediaPath, Metadata};
use newsroom::Newsroom;
use std::{
    collections::HashMap,
    fs,
    io::{Read, Seek},
    path::{Component, Path, PathBuf},
};

/// Larger files are left out.
const MAX_BYTES: u64 = 1 << 30;

/// Where the content is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A folder.
    Folder(PathBuf),
    /// A tar archive, not compressed.
    Tar(PathBuf),
}

/// The pictures that were copied, by address.
#[derive(Debug, Default)]
pub struct Pictures(HashMap<String, ((u32, u32), Metadata)>);

impl Pictures {
    /// Width and height (0 when unknown), and what the file says.
    pub fn of(&self, src: &str) -> ((u32, u32), Metadata) {
        self.0.get(src).cloned().unwrap_or_default()
    }
}

impl Content {
    /// A folder or an archive, as the path says.
    pub fn at(path: &Path) -> Self {
        match path.is_dir() {
            true => Self::Folder(path.to_owned()),
            false => Self::Tar(path.to_owned()),
        }
    }

    /// Copies everything to the addresses it had.
    pub(super) async fn copy(
        self,
        newsroom: &Newsroom,
        report: &mut Report,
    ) -> Result<Pictures, ImportError> {
        let files = newsroom.files.clone();
        let copied = tokio::task::spawn_blocking(move || {
            let mut copy = Copy {
                files,
                pictures: Pictures::default(),
                count: 0,
                skipped: Vec::new(),
            };
            match &self {
                Self::Folder(root) => copy.folder(root, root)?,
                Self::Tar(path) => copy.tar(path)?,
            }
            Ok::<_, ImportError>(copy)
        });
        let copied = copied
            .await
            .map_err(|error| ImportError::NotGhost(error.to_string()))??;
        report.files = copied.count;
        report.skipped = copied.skipped;
        Ok(copied.pictures)
    }
}

struct Copy {
    files: Files,
    pictures: Pictures,
    count: usize,
    skipped: Vec<String>,
}

impl Copy {
    fn folder(&mut self, root: &Path, folder: &Path) -> Result<(), ImportError> {
        let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(folder, &error))?;
            let (path, kind) = (
                entry.path(),
                entry.file_type().map_err(|error| unreadable(folder, &error))?,
            );
            let below = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .into_owned();
            if kind.is_symlink() {
                self.skipped.push(format!("{below} (a link to elsewhere)"));
            } else if kind.is_dir() {
                self.folder(root, &path)?;
            } else if address(&below).is_some() {
                let file = fs::File::open(&path).map_err(|error| unreadable(&path, &error))?;
                let length = file.metadata().map_err(|error| unreadable(&path, &error))?.len();
                self.file(&below, length, file)
                    .map_err(|error| unreadable(&path, &error))?;
            }
        }
        Ok(())
    }

    /// Looks at every path before it takes anything.
    fn tar(&mut self, path: &Path) -> Result<(), ImportError> {
        let fails = |error: std::io::Error| unreadable(path, &error);
        let mut file = fs::File::open(path).map_err(fails)?;
        let mut archive = tar::Archive::new(&file);
        for entry in archive.entries().map_err(fails)? {
            let entry = entry.map_err(fails)?;
            let name = entry.path().map_err(fails)?;
            let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
            if !name.components().all(inside) {
                return Err(ImportError::Escape(name.display().to_string()));
            }
        }
        file.rewind().map_err(fails)?;
        let mut archive = tar::Archive::new(&file);
        for entry in archive.entries().map_err(fails)? {
            let entry = entry.map_err(fails)?;
            let below = entry.path().map_err(fails)?.to_string_lossy().into_owned();
            let kind = entry.header().entry_type();
            if kind.is_symlink() || kind.is_hard_link() {
                self.skipped.push(format!("{below} (a link to elsewhere)"));
            } else if kind.is_file() {
                let length = entry.size();
                self.file(&below, length, entry).map_err(fails)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, below: &str, length: u64, mut from: impl Read) -> std::io::Result<()> {
        let Some((area, rest)) = address(below) else {
            return Ok(());
        };
        let path = match MediaPath::new(area, rest) {
            _ if length > MAX_BYTES => {
                self.skipped.push(format!("{below} (larger than 1 GB)"));
                return Ok(());
            }
            _ if area == Area::Images && rest.starts_with("size/") => return Ok(()),
            Err(_) => {
                self.skipped
                    .push(format!("{below} (its name cannot be an address)"));
                return Ok(());
            }
            Ok(path) => path,
        };
        let mut bytes = Vec::new();
        from.by_ref().take(MAX_BYTES).read_to_end(&mut bytes)?;
        match self.files.put(&path, &bytes) {
            Ok(saved) => {
                self.count += 1;
                if let Some(size) = saved.size {
                    self.pictures.0.insert(path.to_string(), (size, saved.metadata));
                }
            }
            Err(files::FilesError::Io { source, .. }) => return Err(source),
            Err(error @ files::FilesError::Unavailable(_)) => return Err(std::io::Error::other(error)),
            Err(error) => self.skipped.push(format!("{below} ({error})")),
        }
        Ok(())
    }
}

/// Area and path of a file of the content folder; `None` for what is no media (themes, settings, logs).
fn address(below: &str) -> Option<(Area, &str)> {
    let below = below.trim_start_matches("./");
    let below = below.strip_prefix("content/").unwrap_or(below);
    let (area, rest) = below.split_once('/')?;
    let area = match area {
        "images" => Area::Images,
        "media" => Area::Media,
        "files" => Area::Files,
        _ => return None,
    };
    Some((area, rest))
}

fn unreadable(path: &Path, error: &std::io::Error) -> ImportError {
    let kept = error.get_ref().and_then(|inner| inner.downcast_ref());
    if let Some(files::FilesError::Unavailable(why)) = kept {
        return ImportError::Kept(why.clone());
    }
    let text = match error.raw_os_error() {
        Some(_) => error.to_string(),
        // The words of the archive's reader repeat what stands in the file.
        None => {
            "it is not a tar archive, or it is damaged or compressed; unpack it and name the folder".into()
        }
    };
    ImportError::Source {
        path: path.to_owned(),
        why: text.split(" (os error").next().unwrap_or(&text).to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(entries: &[(&str, tar::EntryType)]) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut builder = tar::Builder::new(file.reopen().unwrap());
        for (path, kind) in entries {
            let mut header = tar::Header::new_ustar();
            // `set_path` would refuse what this is about.
            header.as_mut_bytes()[..path.len()].copy_from_slice(path.as_bytes());
            header.set_entry_type(*kind);
            header.set_size(if kind.is_file() { 4 } else { 0 });
            if !kind.is_file() {
                header.set_link_name("/etc/passwd").unwrap();
            }
            header.set_cksum();
            builder
                .append(&header, if kind.is_file() { b"text".as_slice() } else { b"" })
                .unwrap();
        }
        builder.finish().unwrap();
        file
    }

    fn copy(root: &Path) -> Copy {
        Copy {
            files: Files::open(&root.join("content"), &root.join("cache")).unwrap(),
            pictures: Pictures::default(),
            count: 0,
            skipped: Vec::new(),
        }
    }

    #[test]
    fn an_archive_that_leads_out_of_its_folder_is_refused_whole() {
        for bad in ["files/../../escape.txt", "/etc/escape.txt", "files/a/../../../b"] {
            let (root, file) = (tempfile::tempdir().unwrap(), tar::EntryType::Regular);
            let archive = archive(&[("files/good.txt", file), (bad, file)]);
            let mut copy = copy(root.path());
            let error = copy.tar(archive.path()).unwrap_err();
            assert!(
                matches!(&error, ImportError::Escape(path) if path == bad),
                "{error}"
            );
            assert_eq!(copy.count, 0);
            assert!(
                !copy
                    .files
                    .exists(&"/content/files/good.txt".parse().unwrap())
                    .unwrap()
            );
        }
    }

    #[test]
    fn links_and_what_is_no_media_stay_out() {
        let (root, file) = (tempfile::tempdir().unwrap(), tar::EntryType::Regular);
        let archive = archive(&[
            ("./content/files/a.txt", file),
            ("images/size/w600/a.png", file),
            ("themes/x/index.hbs", file),
            ("files/.hidden", file),
            ("files/link", tar::EntryType::Symlink),
        ]);
        let mut copy = copy(root.path());
        copy.tar(archive.path()).unwrap();
        assert_eq!(copy.count, 1);
        assert!(
            copy.files
                .exists(&"/content/files/a.txt".parse().unwrap())
                .unwrap()
        );
        assert_eq!(copy.skipped.len(), 2, "{:?}", copy.skipped);
    }

    #[test]
    fn a_folder_is_copied_like_an_archive() {
        let root = tempfile::tempdir().unwrap();
        let content = root.path().join("ghost");
        fs::create_dir_all(content.join("files/2026")).unwrap();
        fs::write(content.join("files/2026/a.txt"), "text").unwrap();
        std::os::unix::fs::symlink("/etc/passwd", content.join("files/link")).unwrap();
        let mut copy = copy(root.path());
        copy.folder(&content, &content).unwrap();
        assert_eq!((copy.count, copy.skipped.len()), (1, 1));
    }
}
