//! Why an import did not happen.

use newsroom::NewsroomError;
use std::path::PathBuf;

/// Why an import did not happen. No post, tag, author or setting was written.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The export is no JSON, or not what Ghost writes.
    #[error(
        "This is not a Ghost export ({0}): in Ghost's desk, Settings → Import/Export → Export content gives one."
    )]
    NotGhost(String),
    /// A post cannot be read.
    #[error("The post “{title}” (slug {slug}) cannot be imported: {why}")]
    Post {
        /// Its headline.
        title: String,
        /// Its slug.
        slug: String,
        /// What is wrong with it.
        why: String,
    },
    /// What the files are to be kept in cannot be used; it is a sentence.
    #[error("{0}")]
    Kept(String),
    /// The folder or archive of files cannot be read.
    #[error("{} cannot be read: {why}.", path.display())]
    Source {
        /// The folder or archive.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// The archive holds a path that leads out of it.
    #[error(
        "The archive holds “{0}”, which leads out of its folder; nothing of it was taken. Pack Ghost's content folder anew."
    )]
    Escape(String),
    /// A use case refused.
    #[error(transparent)]
    Newsroom(#[from] NewsroomError),
}
