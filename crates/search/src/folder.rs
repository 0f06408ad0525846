//! A folder as tantivy's directory. Files are read by position and never mapped into memory: a mapped file that is cut
//! short takes the process down when it is touched, a read of it is an error that an index can be rebuilt after.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    ops::Range,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    sync::Arc,
};
use tantivy::{
    HasLen,
    directory::{
        AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, TerminatingWrite,
        WatchCallback, WatchHandle, WritePtr,
        error::{DeleteError, LockError, OpenReadError, OpenWriteError},
    },
};

/// One index.
#[derive(Debug, Clone)]
pub(crate) struct Folder(pub(crate) Arc<Path>);

#[derive(Debug)]
struct OpenFile {
    file: File,
    length: usize,
}

impl HasLen for OpenFile {
    fn len(&self) -> usize {
        self.length
    }
}

impl FileHandle for OpenFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let mut bytes = vec![0; range.len()];
        self.file.read_exact_at(&mut bytes, range.start as u64)?;
        Ok(OwnedBytes::new(bytes))
    }
}

/// A file that is being written; it is on the disk when it is finished.
struct NewFile(BufWriter<File>);

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl TerminatingWrite for NewFile {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.0.flush()?;
        self.0.get_ref().sync_data()
    }
}

impl Folder {
    fn at(&self, path: &Path) -> PathBuf {
        self.0.join(path)
    }
}

fn cannot_read(error: io::Error, path: &Path) -> OpenReadError {
    match error.kind() {
        io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.into()),
        _ => OpenReadError::wrap_io_error(error, path.into()),
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let open = || {
            let file = File::open(self.at(path))?;
            let length = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
            Ok(OpenFile { file, length })
        };
        open()
            .map(|file| Arc::new(file) as _)
            .map_err(|error| cannot_read(error, path))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        fs::remove_file(self.at(path)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => DeleteError::FileDoesNotExist(path.into()),
            _ => DeleteError::IoError {
                io_error: Arc::new(error),
                filepath: path.into(),
            },
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.at(path)
            .try_exists()
            .map_err(|error| cannot_read(error, path))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(self.at(path));
        match file {
            Ok(file) => Ok(BufWriter::new(Box::new(NewFile(BufWriter::new(file))))),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(OpenWriteError::FileAlreadyExists(path.into()))
            }
            Err(error) => Err(OpenWriteError::wrap_io_error(error, path.into())),
        }
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        fs::read(self.at(path)).map_err(|error| cannot_read(error, path))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let (new, path) = (self.at(&path.with_extension("new")), self.at(path));
        let mut file = File::create(&new)?;
        file.write_all(data)?;
        file.sync_data()?;
        fs::rename(new, path)
    }

    fn sync_directory(&self) -> io::Result<()> {
        File::open(&*self.0)?.sync_data()
    }

    /// The kernel's lock on an open file: it goes with the process, however that ends.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let io = |error| LockError::IoError(Arc::new(error));
        let path = self.at(&lock.filepath);
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(io)?;
        if lock.is_blocking {
            file.lock().map_err(io)?;
        } else {
            file.try_lock().map_err(|_| LockError::LockBusy)?;
        }
        Ok(DirectoryLock::from(Box::new(file)))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
