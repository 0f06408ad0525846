//! The folder in which a newsroom's themes lie: each a folder, or a zip, under its own name.

use crate::{
    Theme, ThemeError,
    bundle::{self, Bundle},
    compiled::Compiled,
};
use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A folder of themes.
#[derive(Debug, Clone)]
pub struct Library(PathBuf);

impl Library {
    /// The themes in this folder, which need not be there yet.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    /// Whether it may be the name of a theme: letters, digits, `-`, `_` and `.`, none at the start.
    pub fn is_name(name: &str) -> bool {
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        (1..=100).contains(&name.len()) && name.bytes().all(plain) && !name.starts_with('.')
    }

    /// Where the theme of that name lies. Of a zip and a folder, the zip.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        if !Self::is_name(name) {
            return None;
        }
        let (zip, folder) = (self.zip(name), self.0.join(name));
        match zip.is_file() {
            true => Some(zip),
            false => folder.is_dir().then_some(folder),
        }
    }

    /// Loads the theme of that name.
    ///
    /// # Errors
    /// As [`Theme::load`].
    pub fn load(&self, name: &str) -> Result<Theme, ThemeError> {
        if !Self::is_name(name) {
            return Err(ThemeError::Unreadable(format!(
                "“{name}” is not the name of a theme"
            )));
        }
        Theme::load(&self.path(name).unwrap_or_else(|| self.0.join(name)))
    }

    /// The names of all themes, in their order.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries
            .filter_map(|entry| own_name(&entry.path()))
            .filter(|name| self.path(name).is_some())
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// The name under which the folder or zip at `path` is kept: its own.
    ///
    /// # Errors
    /// It is no name that a theme may have.
    pub fn name_of(path: &Path) -> Result<String, ThemeError> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        own_name(&path).filter(|name| Self::is_name(name)).ok_or_else(|| {
            ThemeError::Unreadable("its name is to be of the letters a to z, digits, “-”, “_” and “.”".into())
        })
    }

    /// Copies what belongs to the theme at `path`, a folder or a zip, here, when it works; returns it with its name, that
    /// of the folder or the zip. It is there as a whole or not at all. Another theme that had the name is kept as
    /// `NAME.before`. A theme that lies here already is left as it is.
    ///
    /// # Errors
    /// As [`Theme::load`], [`Theme::check`] and [`Library::name_of`]; or it cannot be written.
    pub fn install(&self, path: &Path) -> Result<(String, Theme), ThemeError> {
        let unreadable = |e: io::Error| ThemeError::Unreadable(format!("{}: {e}", path.display()));
        let source = path.canonicalize().map_err(unreadable)?;
        let name = Self::name_of(&source)?;
        let lies_here = self
            .0
            .canonicalize()
            .is_ok_and(|here| source.parent() == Some(&*here));
        let files = bundle::read(&source)?;
        let theme = Theme(Arc::new(Compiled::new(files.clone())?));
        theme.check()?;
        if !lies_here {
            self.keep(&name, &files)?;
        }
        Ok((name, theme))
    }

    /// Keeps a theme that came as a zip, when it works, as [`Library::install`] does, under the name that `name` gives it.
    ///
    /// # Errors
    /// As [`Library::install`], and as `name`.
    pub fn install_zip(
        &self,
        zip: &[u8],
        name: impl FnOnce(&Theme) -> Result<String, ThemeError>,
    ) -> Result<String, ThemeError> {
        let files = bundle::unzip(io::Cursor::new(zip))?;
        let theme = Theme(Arc::new(Compiled::new(files.clone())?));
        theme.check()?;
        let name = name(&theme)?;
        self.keep(&name, &files)?;
        Ok(name)
    }

    fn keep(&self, name: &str, files: &Bundle) -> Result<(), ThemeError> {
        self.put(name, files).map_err(|error| {
            ThemeError::Unreadable(format!("it cannot be copied to {}: {error}", self.0.display()))
        })
    }

    fn zip(&self, name: &str) -> PathBuf {
        self.0.join(format!("{name}.zip"))
    }

    fn put(&self, name: &str, files: &Bundle) -> io::Result<()> {
        let new = self.0.join(format!(".{name}.new"));
        let (place, before) = (self.0.join(name), self.0.join(format!("{name}.before")));
        remove(&new)?;
        for (path, bytes) in files {
            let path = new.join(path);
            fs::create_dir_all(path.parent().unwrap_or(&new))?;
            fs::write(path, bytes)?;
        }
        match place.exists() {
            false => fs::rename(&new, &place)?,
            true => {
                exchange(&new, &place)?;
                remove(&before)?;
                fs::rename(&new, &before)?;
            }
        }
        let zip = self.zip(name);
        match zip.exists() {
            true => fs::rename(zip, self.zip(&format!("{name}.before"))),
            false => Ok(()),
        }
    }
}

/// The name of a folder, or of a zip without its ending.
fn own_name(path: &Path) -> Option<String> {
    let is_zip = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    let name = match is_zip && !path.is_dir() {
        true => path.file_stem(),
        false => path.file_name(),
    };
    name.and_then(OsStr::to_str).map(str::to_owned)
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Each takes the other's place, at once where the system can do that.
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    if renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok() {
        return Ok(());
    }
    let aside = one.with_extension("aside");
    remove(&aside)?;
    fs::rename(other, &aside)?;
    fs::rename(one, other)?;
    fs::rename(aside, one)
}
