//! A Ghost export: `{"db":[{"meta":…,"data":{…tables…}}]}`, as Ghost 1 to 6 write it.

mod content;
mod export;
mod people;
mod posts;
mod settings;
mod when;

pub use content::Content;

use crate::{ImportError, Report};
use kernel::{PostKind, PostState};
use newsroom::{Batch, Newsroom};

/// Imports an export, and the content folder with its pictures when there is one.
///
/// # Errors
/// When the export or the folder cannot be read, or a post does not fit; then nothing is written but perhaps files of
/// the media folder, which a second try writes again.
pub async fn import(
    newsroom: &Newsroom,
    export: &str,
    content: Option<Content>,
) -> Result<Report, ImportError> {
    let data = export::read(export)?;
    let mut report = Report::default();
    let pictures = match content {
        Some(content) => content.copy(newsroom, &mut report).await?,
        None => {
            report
                .notes
                .push("pictures and files were not copied; name Ghost's content folder with --files".into());
            content::Pictures::default()
        }
    };
    let batch = batch(&data, &pictures, &mut report)?;
    for saved in newsroom.save_batch(batch).await? {
        report.drafts += usize::from(saved.state == PostState::Draft);
        report.scheduled += usize::from(saved.state == PostState::Scheduled);
        report.updated += usize::from(!saved.created);
    }
    Ok(report)
}

/// Reads an export without pictures and files, and writes nothing: what an import would bring in.
///
/// # Errors
/// The text is no export, or not one that can be imported.
pub fn read(export: &str) -> Result<(Batch, Report), ImportError> {
    let mut report = Report::default();
    let batch = batch(&export::read(export)?, &content::Pictures::default(), &mut report)?;
    Ok((batch, report))
}

fn batch(
    data: &export::Data,
    pictures: &content::Pictures,
    report: &mut Report,
) -> Result<Batch, ImportError> {
    let posts = posts::read(data, pictures, report)?;
    let settings = settings::read(data, report);
    let batch = Batch {
        settings: Some(Box::new(move |site| settings::apply(&settings, site))),
        tags: people::tags(data, report),
        authors: people::authors(data, report),
        posts,
        // Years of stories would keep the voice busy for days; `broadsheet narrate` has them read on purpose.
        backlog: true,
        ..Batch::default()
    };
    (report.tags, report.authors) = (batch.tags.len(), batch.authors.len());
    for post in &batch.posts {
        match post.kind {
            PostKind::Page => report.pages += 1,
            _ => report.posts += 1,
        }
    }
    Ok(batch)
}
