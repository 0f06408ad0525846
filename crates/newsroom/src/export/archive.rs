//! Files one after the other in a tar (POSIX ustar, with GNU's long names).

use super::broken;
use crate::{NewsroomError, Result};
use kernel::Timestamp;
use serde::Serialize;
use std::io::{Read, Write};

pub(super) struct Archive<W: Write> {
    tar: tar::Builder<W>,
    at: u64,
}

impl<W: Write> Archive<W> {
    pub(super) fn new(out: W) -> Self {
        Self {
            tar: tar::Builder::new(out),
            at: Timestamp::now().millis().unsigned_abs() / 1000,
        }
    }

    /// A file of that length.
    pub(super) fn file(&mut self, path: &str, length: u64, content: impl Read) -> Result<()> {
        let mut header = tar::Header::new_gnu();
        header.set_size(length);
        header.set_mode(0o644);
        header.set_mtime(self.at);
        header.set_cksum();
        self.tar.append_data(&mut header, path, content).map_err(broken)
    }

    pub(super) fn text(&mut self, path: &str, text: &str) -> Result<()> {
        self.file(path, text.len() as u64, text.as_bytes())
    }

    pub(super) fn json(&mut self, path: &str, value: &impl Serialize) -> Result<()> {
        let text = serde_json::to_string_pretty(value)
            .map_err(|error| NewsroomError::Invalid(format!("{path} cannot be written: {error}.")))?;
        self.text(path, &text)
    }

    pub(super) fn finish(mut self) -> Result<()> {
        self.tar.finish().map_err(broken)?;
        self.tar.get_mut().flush().map_err(broken)
    }
}

/// A table as CSV (RFC 4180), its columns named in the first line.
pub(super) struct Csv(String);

impl Csv {
    pub(super) fn new(columns: &[&str]) -> Self {
        let mut csv = Self(String::new());
        csv.row(columns);
        csv
    }

    pub(super) fn row(&mut self, cells: &[&str]) {
        for (i, cell) in cells.iter().enumerate() {
            if i > 0 {
                self.0.push(',');
            }
            // A program that calculates must not take a cell for a formula.
            let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            if formula || cell.contains([',', '"', '\n', '\r']) {
                let guard = if formula { "'" } else { "" };
                self.0
                    .push_str(&format!("\"{guard}{}\"", cell.replace('"', "\"\"")));
            } else {
                self.0.push_str(cell);
            }
        }
        self.0.push_str("\r\n");
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let mut csv = Csv::new(&["a", "b"]);
        csv.row(&["x, \"y\"", "=1+1"]);
        assert_eq!(csv.text(), "a,b\r\n\"x, \"\"y\"\"\",\"'=1+1\"\r\n");
    }
}
