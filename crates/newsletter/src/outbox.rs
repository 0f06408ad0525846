//! A folder of `.eml` files, which every mail program opens.

use crate::Letter;
use kernel::{SubscriberId, Timestamp};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// The folder.
#[derive(Debug, Clone)]
pub struct Outbox(PathBuf);

impl Outbox {
    /// The outbox in this folder, which is made when the first letter comes.
    pub fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// Writes a letter: all of it is there under its name, or nothing is. Given again, it replaces itself.
    pub(crate) fn put(&self, letter: &Letter, bytes: &[u8]) -> io::Result<PathBuf> {
        fs::create_dir_all(&self.0)?;
        let to = letter.subscriber.map_or("desk".to_owned(), |id| id.to_string());
        let name = format!("{to}-{}", letter.job);
        let draft = self.0.join(format!(".{name}.part"));
        let whole = self.0.join(format!("{name}.eml"));
        let written = (|| {
            let mut file = File::create(&draft)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&draft, &whole)
        })();
        if let Err(error) = written {
            // Where the disk is full, it is none the better for half a letter.
            let _ = fs::remove_file(&draft);
            return Err(error);
        }
        File::open(&self.0)?.sync_all()?;
        Ok(whole)
    }

    /// Removes the letters to a person. Says how many there were.
    ///
    /// # Errors
    /// That of the folder.
    pub fn forget(&self, subscriber: SubscriberId) -> io::Result<usize> {
        let begin = format!("{subscriber}-");
        self.remove(|name, _| name.trim_start_matches('.').starts_with(&begin))
    }

    /// Removes the letters that were written before `at`.
    ///
    /// # Errors
    /// That of the folder.
    pub fn forget_before(&self, at: Timestamp) -> io::Result<usize> {
        let ours = |name: &str| name.ends_with(".eml") || name.ends_with(".part");
        self.remove(|name, age| ours(name) && age.is_some_and(|written| written < at.millis()))
    }

    fn remove(&self, which: impl Fn(&str, Option<i64>) -> bool) -> io::Result<usize> {
        let entries = match fs::read_dir(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            other => other?,
        };
        let mut gone = 0;
        for entry in entries {
            let entry = entry?;
            let written = entry.metadata().and_then(|data| data.modified()).ok();
            let written = written
                .and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok())
                .and_then(|since| i64::try_from(since.as_millis()).ok());
            if entry
                .file_name()
                .to_str()
                .is_some_and(|name| which(name, written))
            {
                fs::remove_file(entry.path())?;
                gone += 1;
            }
        }
        Ok(gone)
    }
}
