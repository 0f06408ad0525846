//! Forms with files (`multipart/form-data`), up to a size that each page says.

use crate::{
    Desk,
    answer::Refusal,
    guard::{Asker, largest_upload},
    pages::staff,
};
use axum::{
    body::{Body, Bytes},
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request},
};
use http::{StatusCode, header::CONTENT_TYPE};
use http_body::{Body as _, Frame};
use std::{
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};

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

    /// A file, taken out: its name and bytes.
    pub fn take(&mut self, name: &str) -> Option<(String, Vec<u8>)> {
        let found = self
            .0
            .iter_mut()
            .find(|(field, file, _)| field == name && file.is_some());
        found.map(|(_, file, bytes)| (file.take().unwrap_or_default(), std::mem::take(bytes)))
    }

    /// All files: their names and bytes.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let parts = self.0.iter();
        parts.filter_map(|(_, file, bytes)| Some((file.as_deref()?, bytes.as_slice())))
    }
}

/// More parts are no form of ours. (Each takes more memory than it has bytes.)
const MOST: usize = 100;

/// Reads such a form of at most so many bytes, of somebody who is still let in when it is whole.
pub(crate) async fn parts(
    desk: &Desk,
    asker: &Asker,
    mut request: Request,
    most: usize,
) -> Result<Parts, Refusal> {
    DefaultBodyLimit::max(most).apply(&mut request);
    of_at_most(desk, asker, request, most).await
}

/// The same, as large as the settings let an upload be.
pub(crate) async fn whole(desk: &Desk, asker: &Asker, request: Request) -> Result<Parts, Refusal> {
    let most = largest_upload(desk, false).await?;
    of_at_most(desk, asker, request, most).await
}

async fn of_at_most(desk: &Desk, asker: &Asker, request: Request, most: usize) -> Result<Parts, Refusal> {
    let parts = read(request).await.map_err(|refusal| match refusal {
        Refusal::TooLarge { wants_json, .. } => Refusal::TooLarge { wants_json, most },
        other => other,
    })?;
    let still = desk.newsroom().still(staff(asker)?).await;
    still.map_err(Refusal::page)?;
    Ok(parts)
}

/// Reads such a form, whoever sends it.
pub(crate) async fn read(request: Request) -> Result<Parts, Refusal> {
    let wrong = |status: StatusCode| match status {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge {
            wants_json: false,
            most: 0,
        },
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
        if parts.len() == MOST {
            return Err(Refusal::Said {
                status: StatusCode::BAD_REQUEST,
                sentence: format!("That form has more than {MOST} parts: none of the desk has."),
                wants_json: false,
            });
        }
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(|error| wrong(error.status()))?;
        parts.push((name, file, bytes.into()));
    }
    Ok(Parts(parts))
}

/// Of the beginning of a form so much is read for its code.
const BEGINNING: usize = 1024;

/// The code in the first part of such a form, as far as it stands at its very beginning, and the form as it was.
pub(crate) async fn code(kind: &str, mut body: Body) -> (Option<String>, Body) {
    let (mut read, mut broken) = (Vec::new(), None);
    while read.len() < BEGINNING {
        match poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
            Some(Ok(frame)) => read.extend_from_slice(frame.data_ref().map_or(&[], |bytes| bytes)),
            Some(Err(error)) => {
                broken = Some(error);
                break;
            }
            None => break,
        }
    }
    let beginning = Bytes::from(read);
    let code = first_part(kind, beginning.clone()).await;
    let whole = Again {
        beginning: Some(beginning),
        broken,
        rest: body,
    };
    (code, Body::new(whole))
}

async fn first_part(kind: &str, beginning: Bytes) -> Option<String> {
    let form = Request::builder().header(CONTENT_TYPE, kind);
    let form = form.body(Body::from(beginning)).ok()?;
    let mut form = Multipart::from_request(form, &()).await.ok()?;
    let part = form.next_field().await.ok()??;
    match part.name() {
        Some("code") => part.text().await.ok(),
        _ => None,
    }
}

/// A body of which the beginning was read.
struct Again {
    beginning: Option<Bytes>,
    /// Why no more came.
    broken: Option<axum::Error>,
    rest: Body,
}

impl http_body::Body for Again {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if let Some(beginning) = self.beginning.take() {
            return Poll::Ready(Some(Ok(Frame::data(beginning))));
        }
        match self.broken.take() {
            Some(error) => Poll::Ready(Some(Err(error))),
            None => Pin::new(&mut self.rest).poll_frame(cx),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::parsers;
    use proptest::prelude::*;

    const KIND: &str = "multipart/form-data; boundary=line";

    fn read(kind: &str, body: &[u8], most: usize) -> Option<Vec<(String, usize)>> {
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        runtime.unwrap().block_on(parsers::upload(kind, body, most))
    }

    fn body(files: &[(String, Vec<u8>)]) -> Vec<u8> {
        let mut all = Vec::new();
        for (name, bytes) in files {
            let head = format!(
                "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
            );
            all.extend([head.as_bytes(), bytes, b"\r\n"].concat());
        }
        all.extend(b"--line--\r\n");
        all
    }

    #[test]
    fn an_upload_has_a_hundred_parts_at_most_and_its_size() {
        let files = |many: usize| vec![("a.png".to_owned(), vec![7; 3]); many];
        assert_eq!(
            read(KIND, &body(&files(100)), 1 << 20).map(|all| all.len()),
            Some(100)
        );
        assert_eq!(read(KIND, &body(&files(101)), 1 << 20), None);
        assert_eq!(read(KIND, &body(&files(100)), 1000), None);
    }

    proptest! {
        #[test]
        fn files_come_as_they_were_sent(files in proptest::collection::vec(("[a-z .]{1,9}", proptest::collection::vec(any::<u8>(), 0..40)), 0..5)) {
            let sizes: Vec<(String, usize)> = files.iter().map(|(name, bytes)| (name.clone(), bytes.len())).collect();
            prop_assert_eq!(read(KIND, &body(&files), 1 << 20), Some(sizes));
        }

        #[test]
        fn no_upload_makes_reading_fail_worse(kind in "(multipart/form-data|\\PC{0,20})(; ?boundary=)?\\PC{0,5}", bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0_usize..300, cut in 0_usize..300) {
            read(&kind, &bytes, 1 << 20);
            let mut ours = body(&[("a.png".into(), bytes.clone()), ("b.png".into(), bytes)]);
            let (at, cut) = (at % ours.len(), cut % ours.len());
            ours[at] ^= 1;
            read(KIND, &ours, 1 << 20);
            read(KIND, &ours[..cut], 1 << 20);
        }
    }
}
