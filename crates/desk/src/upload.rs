//! Forms with files (`multipart/form-data`), up to a size that each page says.

use crate::answer::Refusal;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use http::StatusCode;

/// What such a form brought.
pub(crate) struct Parts(Vec<(String, Option<String>, Vec<u8>)>);

impl Parts {
    /// A field's text; nothing is the empty text.
    pub fn text(&self, name: &str) -> String {
        let found = self.0.iter().find(|(field, ..)| field == name);
        found.map_or_else(String::new, |(.., bytes)| {
            String::from_utf8_lossy(bytes).into_owned()
        })
    }

    /// A file: its name and bytes.
    pub fn file(&self, name: &str) -> Option<(&str, &[u8])> {
        let found = self
            .0
            .iter()
            .find(|(field, file, _)| field == name && file.is_some());
        found.map(|(_, file, bytes)| (file.as_deref().unwrap_or_default(), bytes.as_slice()))
    }
}

/// Reads such a form of at most so many bytes.
pub(crate) async fn parts(mut request: Request, most: usize) -> Result<Parts, Refusal> {
    DefaultBodyLimit::max(most).apply(&mut request);
    whole(request).await
}

/// Reads such a form, as large as the settings let an upload be.
pub(crate) async fn whole(request: Request) -> Result<Parts, Refusal> {
    let wrong = |status: StatusCode| match status {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge { wants_json: false },
        _ => Refusal::Said {
            status: StatusCode::BAD_REQUEST,
            sentence: "The upload broke off. Go back and send it again.".into(),
            wants_json: false,
        },
    };
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|error| wrong(error.status()))?;
    let mut parts = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|error| wrong(error.status()))? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(|error| wrong(error.status()))?;
        parts.push((name, file, bytes.to_vec()));
    }
    Ok(Parts(parts))
}
