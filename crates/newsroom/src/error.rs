//! Why a use case did not happen.

/// Why a use case did not happen. Nothing was written. The texts are sentences for the one who asked.
#[derive(Debug, thiserror::Error)]
pub enum NewsroomError {
    /// What was given does not fit.
    #[error("{0}")]
    Invalid(String),
    /// What is to be changed is not there.
    #[error("{0}")]
    NotFound(String),
    /// It is there already, or was changed meanwhile.
    #[error("{0}")]
    Conflict(String),
    /// The one who asks may not.
    #[error("{0}")]
    Forbidden(String),
    /// The database says no.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The text is no document.
    #[error(transparent)]
    Document(#[from] document::DocumentError),
    /// The media folder says no.
    #[error(transparent)]
    Files(files::FilesError),
}

impl NewsroomError {
    /// Whether the disk has no room for it.
    pub fn is_full(&self) -> bool {
        match self {
            Self::Store(error) => matches!(error, store::StoreError::Full),
            Self::Files(error) => error.is_full(),
            _ => false,
        }
    }
}

/// A file that is not taken is something given that does not fit.
impl From<files::FilesError> for NewsroomError {
    fn from(error: files::FilesError) -> Self {
        match error {
            files::FilesError::Invalid(why) => Self::Invalid(why),
            error => Self::Files(error),
        }
    }
}

/// What use cases give back.
pub type Result<T> = std::result::Result<T, NewsroomError>;

/// `Invalid` with this sentence.
pub(crate) fn invalid<T>(sentence: impl Into<String>) -> Result<T> {
    Err(NewsroomError::Invalid(sentence.into()))
}

/// `Invalid` with what a type says of a value.
pub(crate) fn unfit(kernel::Invalid(why): kernel::Invalid) -> NewsroomError {
    NewsroomError::Invalid(why)
}
