//! `{{narration}}`: the story read aloud. As a block it gives the fields to a player of the theme's own.

use super::prelude::*;
use crate::text::attribute;
use kernel::{Narration, PostId};
use std::fmt::Write;

pub(super) fn narration(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let id = call
        .this()
        .get("id")
        .as_str()
        .and_then(|id| id.parse::<PostId>().ok());
    let found = match id {
        Some(id) => visit.got(call, visit.narration(id))?,
        None => None,
    };
    match (found, call.is_block()) {
        (None, true) => otherwise(call),
        (None, false) => Ok(Value::Undefined),
        (Some(narration), true) => {
            let this = call.this().merged(fields(&narration));
            call.write_block(&this, &[], &[])?;
            Ok(Value::Undefined)
        }
        (Some(narration), false) => Ok(safe(plain_player(&narration))),
    }
}

fn fields(narration: &Narration) -> Map {
    let seconds = narration.duration_ms / 1000;
    Map::new()
        .with("audio_url", string(&narration.path))
        .with("audio_type", string("audio/mpeg"))
        .with("audio_bytes", Value::Number(narration.bytes as f64))
        .with("duration", number(seconds))
        .with("duration_text", string(clock(seconds)))
        .with("voice", string(&narration.voice))
        .with("paragraphs", string(paragraphs(narration)))
}

/// `4:05`, `1:04:05`
fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// When each paragraph of the body begins: `0:5320 1:10200`, which of them and milliseconds. What is read before the
/// body is not among them.
fn paragraphs(narration: &Narration) -> String {
    let mut out = String::new();
    for paragraph in &narration.paragraphs {
        if let Some(element) = paragraph.element {
            let space = if out.is_empty() { "" } else { " " };
            let _ = write!(out, "{space}{element}:{}", paragraph.at);
        }
    }
    out
}

fn plain_player(narration: &Narration) -> String {
    let mut out = String::from("<audio controls preload=\"none\" src=\"");
    attribute(&mut out, &narration.path);
    out.push_str("\"></audio>");
    out
}
