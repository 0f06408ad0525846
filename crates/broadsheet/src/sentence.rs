//! Errors of the system in words.

use std::io::{Error, ErrorKind};

/// What an I/O error means, without the errno: “the disk is full”.
pub fn io(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".into(),
        ErrorKind::PermissionDenied => "permission is denied".into(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full".into(),
        ErrorKind::FileTooLarge => "the disk is full or the file would grow beyond its limit".into(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".into(),
        ErrorKind::IsADirectory => "it is a folder".into(),
        ErrorKind::NotADirectory => "a part of its path is a file and no folder".into(),
        ErrorKind::InvalidData => "it is no UTF-8 text".into(),
        ErrorKind::AddrInUse => "another program uses it".into(),
        ErrorKind::AddrNotAvailable => "this machine has no such address".into(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}
