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
    sync::atomic::{AtomicU64, Ordering},
};

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
    fd: OwnedFd,
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
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let fd = fs::open(root, flags, Mode::empty()).map_err(|e| io(e.into()))?;
        Ok(Self {
            root: root.to_owned(),
            fd,
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
        let dir = self
            .descend(folders, false)
            .map_err(|e| self.error("cannot read", parts, e))?;
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let fd = fs::openat(dir.as_ref().unwrap_or(&self.fd), name, flags, Mode::empty())
            .map_err(|e| self.error("cannot read", parts, e))?;
        Ok(File::from(fd))
    }

    /// Writes a file whole or not at all: into a temporary name, to the disk, then under its own name.
    pub fn write(&self, parts: &[String], bytes: &[u8], existing: Existing) -> Result<(), FilesError> {
        let (name, folders) = split(parts)?;
        let failed = |e| self.error("cannot write", parts, e);
        let dir = self.descend(folders, true).map_err(failed)?;
        let dir = dir.as_ref().unwrap_or(&self.fd);
        let number = self.temporary.fetch_add(1, Ordering::Relaxed);
        let temporary = format!(".new-{}-{number}", std::process::id());
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let fd = fs::openat(dir, &temporary, flags, Mode::from_raw_mode(0o644)).map_err(failed)?;
        let mut file = File::from(fd);
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        let moved = written
            .map_err(|e| Errno::from_io_error(&e).unwrap_or(Errno::IO))
            .and_then(|()| {
                let flags = match existing {
                    Existing::Replace => RenameFlags::empty(),
                    Existing::Keep => RenameFlags::NOREPLACE,
                };
                fs::renameat_with(dir, &temporary, dir, name, flags)
            });
        if let Err(error) = moved {
            let _ = fs::unlinkat(dir, &temporary, AtFlags::empty());
            return Err(failed(error));
        }
        fs::fsync(dir).map_err(failed)
    }

    /// Removes a file.
    pub fn remove(&self, parts: &[String]) -> Result<(), FilesError> {
        let (name, folders) = split(parts)?;
        let failed = |e| self.error("cannot remove", parts, e);
        let dir = self.descend(folders, false).map_err(failed)?;
        fs::unlinkat(dir.as_ref().unwrap_or(&self.fd), name, AtFlags::empty()).map_err(failed)
    }

    /// Opens the folders one below the other; `None` is the root itself.
    fn descend(&self, folders: &[String], make: bool) -> Result<Option<OwnedFd>, Errno> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mut dir: Option<OwnedFd> = None;
        for folder in folders {
            let above = dir.as_ref().unwrap_or(&self.fd);
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
            dir = Some(below);
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
