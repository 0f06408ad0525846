//! Everything as one archive.

use super::staff;
use crate::{
    Desk,
    answer::{Answer, Refusal},
    guard::Asker,
    shell::{Nonce, Shell, html_with},
};
use askama::Template;
use axum::{
    Extension,
    body::{Body, Bytes},
    extract::State,
    response::Response,
};
use http::{
    HeaderValue, StatusCode,
    header::{CONTENT_DISPOSITION, CONTENT_TYPE},
};
use http_body::Frame;
use kernel::Timestamp;
use std::{
    io::{self, BufWriter, Write},
    pin::Pin,
    task::{Context, Poll},
};
use tokio::sync::mpsc;

/// Bytes of a piece, and pieces that wait for the one who downloads.
const PIECE: usize = 64 * 1024;
const WAITING: usize = 8;

#[derive(Template)]
#[template(path = "export.html")]
struct Page {
    shell: Shell,
    busy: bool,
}

pub(crate) async fn page(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
) -> Answer {
    let shell = Shell::of(&desk, &asker, &nonce, "export").await?;
    let busy = desk.0.export.available_permits() == 0;
    Ok(html_with(StatusCode::OK, &Page { shell, busy }))
}

pub(crate) async fn download(State(desk): State<Desk>, Extension(asker): Extension<Asker>) -> Answer {
    let Ok(place) = desk.0.export.clone().try_acquire_owned() else {
        return Err(Refusal::Said {
            status: StatusCode::CONFLICT,
            sentence: "Somebody is downloading an export at this moment. Try again when it is done.".into(),
            wants_json: false,
        });
    };
    let begun = desk.newsroom().begin_export(staff(&asker)?);
    begun.await.map_err(Refusal::page)?;
    let (pieces, waiting) = mpsc::channel(WAITING);
    let newsroom = desk.newsroom().clone();
    tokio::task::spawn_blocking(move || {
        let _place = place;
        let out = BufWriter::with_capacity(PIECE, Pieces(pieces.clone()));
        if let Err(error) = newsroom.export_to(out) {
            tracing::warn!(%error, "an export was not finished");
            // The browser learns that it is not whole.
            let _ = pieces.blocking_send(Err(io::Error::other("the export was not finished")));
        }
    });
    let mut response = Response::new(Body::new(Stream(waiting)));
    let day = Timestamp::now().to_string();
    let name = format!(
        "attachment; filename=\"broadsheet-{}.tar\"",
        day.split('T').next().unwrap_or_default()
    );
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-tar"));
    if let Ok(name) = HeaderValue::try_from(name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// Gives what is written to the one who downloads, and waits for them.
struct Pieces(mpsc::Sender<io::Result<Bytes>>);

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Bytes::copy_from_slice(bytes);
        let sent = self.0.blocking_send(Ok(piece));
        sent.map_err(|_| io::Error::other("nobody reads it any more"))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Stream(mpsc::Receiver<io::Result<Bytes>>);

impl http_body::Body for Stream {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.0
            .poll_recv(context)
            .map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
