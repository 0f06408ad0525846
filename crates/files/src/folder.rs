//! A folder that nothing leads out of: every part of a path is opened by itself, below the one before, and links are
//! not followed.

use crate::FilesError;
use rustix::{
    fs::{self, AtFlags, Mode, OFlags, RenameFlags},
    io::Errno,
};
use std::{
    fs::File,
    io::{self, Write},
    os::fd::OwnedFd,
    path::{Path, PathBuf},
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
};

/// How often a folder is made again that somebody removes meanwhile.
const TRIES: usize = 3;

/// Where files are found by the parts of their path.
pub(crate) trait Open {
    /// Opens a file for reading.
    fn open_file(&self, parts: &[String]) -> Result<File, FilesError>;
    /// The path as people see it in messages.
    fn shown(&self, parts: &[String]) -> PathBuf;
}

/// What to do when the name is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Put the new file in its place.
    Replace,
    /// Leave it and answer `AlreadyExists`.
    Keep,
}

/// An open folder.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    fd: RwLock<Arc<OwnedFd>>,
    temporary: AtomicU64,
}

impl Folder {
    /// Opens the folder, making it first where it is missing.
    pub fn open(root: &Path) -> Result<Self, FilesError> {
        let io = |source| FilesError::Io {
            action: "cannot open the folder",
            path: root.to_owned(),
            source,
        };
        std::fs::create_dir_all(root).map_err(io)?;
        let fd = open(root).map_err(|e| io(e.into()))?;
        Ok(Self {
            root: root.to_owned(),
            fd: RwLock::new(Arc::new(fd)),
            temporary: AtomicU64::new(0),
        })
    }

    /// The path as people see it in messages.
    pub fn shown(&self, parts: &[String]) -> PathBuf {
        parts.iter().fold(self.root.clone(), |path, part| path.join(part))
    }

    /// Opens a file for reading.
    pub fn open_file(&self, parts: &[String]) -> Result<File, FilesError> {
        let (name, folders) = split(parts)?;
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let opened = || {
            let dir = self.descend(folders, false)?;
            fs::openat(&*dir, name, flags, Mode::empty())
        };
        let opened = match opened() {
            // Another may lie in the place of a folder that was removed.
            Err(Errno::NOENT) if self.was_removed() && self.reopen().is_ok() => opened(),
            other => other,
        };
        opened
            .map(File::from)
            .map_err(|e| self.error("cannot read", parts, e))
    }

    /// Writes a file whole or not at all: into a temporary name, to the disk, then under its own name.
    pub fn write(&self, parts: &[String], bytes: &[u8], existing: Existing) -> Result<(), FilesError> {
        let (name, folders) = split(parts)?;
        let failed = |error: Errno| FilesError::Io {
            action: "cannot write",
            path: self.shown(parts),
            source: error.into(),
        };
        let mut tries = 0;
        loop {
            tries += 1;
            match self.write_once(folders, name, bytes, existing) {
                // The folder itself was removed, or one below it just now.
                Err(Errno::NOENT) if tries < TRIES => {
                    if self.was_removed() {
                        std::fs::create_dir_all(&self.root)
                            .map_err(|e| failed(Errno::from_io_error(&e).unwrap_or(Errno::IO)))?;
                        self.reopen().map_err(failed)?;
                    }
                }
                done => return done.map_err(failed),
            }
        }
    }

    fn write_once(
        &self,
        folders: &[String],
        name: &str,
        bytes: &[u8],
        existing: Existing,
    ) -> Result<(), Errno> {
        let dir = self.descend(folders, true)?;
        let number = self.temporary.fetch_add(1, Ordering::Relaxed);
        let temporary = format!(".new-{}-{number}", std::process::id());
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let fd = fs::openat(&*dir, &temporary, flags, Mode::from_raw_mode(0o644))?;
        let mut file = File::from(fd);
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        let moved = written
            .map_err(|e| Errno::from_io_error(&e).unwrap_or(Errno::IO))
            .and_then(|()| {
                let flags = match existing {
                    Existing::Replace => RenameFlags::empty(),
                    Existing::Keep => RenameFlags::NOREPLACE,
                };
                fs::renameat_with(&*dir, &temporary, &*dir, name, flags)
            });
        if let Err(error) = moved {
            let _ = fs::unlinkat(&*dir, &temporary, AtFlags::empty());
            return Err(error);
        }
        fs::fsync(&*dir)
    }

    /// Removes a file.
    pub fn remove(&self, parts: &[String]) -> Result<(), FilesError> {
        let (name, folders) = split(parts)?;
        let failed = |e| self.error("cannot remove", parts, e);
        let dir = self.descend(folders, false).map_err(failed)?;
        fs::unlinkat(&*dir, name, AtFlags::empty()).map_err(failed)
    }

    fn top(&self) -> Arc<OwnedFd> {
        self.fd.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether the folder that is open lies nowhere any more.
    fn was_removed(&self) -> bool {
        fs::fstat(&*self.top()).is_ok_and(|stat| stat.st_nlink == 0)
    }

    /// Opens what lies at the path now.
    fn reopen(&self) -> Result<(), Errno> {
        let fd = open(&self.root)?;
        *self.fd.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fd);
        Ok(())
    }

    /// Opens the folders one below the other, and returns the last.
    fn descend(&self, folders: &[String], make: bool) -> Result<Arc<OwnedFd>, Errno> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mut dir = self.top();
        for folder in folders {
            let above = &*dir;
            let below = match fs::openat(above, folder.as_str(), flags, Mode::empty()) {
                Err(Errno::NOENT) if make => {
                    match fs::mkdirat(above, folder.as_str(), Mode::from_raw_mode(0o755)) {
                        Ok(()) => fs::fsync(above)?,
                        Err(Errno::EXIST) => {}
                        Err(error) => return Err(error),
                    }
                    fs::openat(above, folder.as_str(), flags, Mode::empty())?
                }
                other => other?,
            };
            dir = Arc::new(below);
        }
        Ok(dir)
    }

    fn error(&self, action: &'static str, parts: &[String], error: Errno) -> FilesError {
        match error {
            Errno::NOENT | Errno::NOTDIR | Errno::LOOP | Errno::ISDIR | Errno::NAMETOOLONG | Errno::NXIO => {
                FilesError::NotFound
            }
            error => FilesError::Io {
                action,
                path: self.shown(parts),
                source: io::Error::from(error),
            },
        }
    }
}

impl Open for Folder {
    fn open_file(&self, parts: &[String]) -> Result<File, FilesError> {
        Folder::open_file(self, parts)
    }

    fn shown(&self, parts: &[String]) -> PathBuf {
        Folder::shown(self, parts)
    }
}

fn open(root: &Path) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    fs::open(root, flags, Mode::empty())
}

/// The name and the folders above it; refuses parts that would lead elsewhere, whoever made them.
fn split(parts: &[String]) -> Result<(&str, &[String]), FilesError> {
    let sound = |part: &String| {
        !part.is_empty() && part != "." && part != ".." && !part.contains('/') && !part.contains('\0')
    };
    match parts.split_last() {
        Some((name, folders)) if parts.iter().all(sound) => Ok((name, folders)),
        _ => Err(FilesError::NotFound),
    }
}
