//! Everything that a newsroom has, as one archive (tar): its stories with their texts, sections, bylines, settings,
//! placements, redirects, files, people and subscribers. Without passwords and second factors.
//!
//! It is written piece by piece from one snapshot, and never held in memory. `docs/export.md` says what is in it.

mod archive;
mod people;
mod posts;
mod site;

use crate::{
    Newsroom, NewsroomError, Result, Staff,
    staff::{allow, audit},
};
use archive::Archive;
use kernel::Timestamp;
use serde::Serialize;
use serde_json::json;
use std::io::Write;

/// What an archive holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// Posts of all kinds and states.
    pub posts: u64,
    /// Sections and tags.
    pub tags: u64,
    /// Bylines.
    pub authors: u64,
    /// Files.
    pub files: u64,
    /// Addresses of files that are known of and could not be read.
    pub missing: Vec<String>,
    /// Redirects.
    pub redirects: u64,
    /// People who work here.
    pub staff: u64,
    /// Subscribers.
    pub subscribers: u64,
}

/// The form of the archive; another number when a program that reads it would have to be changed.
const FORM: u32 = 1;

impl Newsroom {
    /// Notes that a person has everything exported. Before the first byte is sent.
    pub async fn begin_export(&self, staff: &Staff) -> Result<()> {
        allow::administrator(staff)?;
        let staff = staff.clone();
        self.store
            .write(move |tx| audit::note(tx, &staff, "export.made", "", ""))
            .await
    }

    /// Writes everything to `out`, and says what it was. It blocks: only on threads that may.
    ///
    /// # Errors
    /// As the database says; `Invalid` when `out` takes no more. What was written by then is no whole archive: `manifest.json`,
    /// its last file, is missing.
    pub fn export_to(&self, out: impl Write) -> Result<Exported> {
        let mut archive = Archive::new(out);
        let mut exported = Exported::default();
        let reader = self.store.reader()?;
        archive.text("README.txt", README)?;
        site::write(&mut archive, &reader, &mut exported)?;
        posts::write(&mut archive, &reader, &mut exported)?;
        people::write(&mut archive, &reader, &mut exported)?;
        let media = site::records(&mut archive, &reader)?;
        // Files take the longest, and what is known of them is read.
        drop(reader);
        site::files(&mut archive, &self.files, &media, &mut exported)?;
        archive.json(
            "manifest.json",
            &json!({
                "form": FORM,
                "program": concat!("Broadsheet ", env!("CARGO_PKG_VERSION")),
                "at": Timestamp::now().to_string(),
                "holds": exported,
            }),
        )?;
        archive.finish()?;
        Ok(exported)
    }
}

const README: &str = "Everything that this newsroom has, written by Broadsheet.\n\
    Texts are UTF-8; times are UTC (RFC 3339). manifest.json is the last file: without it the archive is not whole.\n\
    The form of each file is described in docs/export.md of the program.\n";

fn broken(error: std::io::Error) -> NewsroomError {
    NewsroomError::Invalid(format!("The archive cannot be written: {error}."))
}
