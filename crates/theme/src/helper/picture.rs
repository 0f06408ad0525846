//! `{{picture sizes="100vw" loading="eager"}}`: a picture in the sizes that the theme declares.

use super::{
    focus::{classes, focus},
    prelude::*,
};
use crate::{image, package::ImageSize, text::attribute};

pub(super) fn picture(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let this = call.this();
    let own = text_field(this, "feature_image");
    let given = call.arg(0);
    let Some(address) = (if call.args().is_empty() {
        own.as_deref()
    } else {
        given.as_str().filter(|a| !a.is_empty())
    }) else {
        return Ok(Value::Undefined);
    };
    let is_own = own.as_deref() == Some(address);
    let side = |hash: &str, field: &str| {
        integer(call, hash).or_else(|| {
            if is_own {
                this.get(field).as_number().map(|n| n as i64)
            } else {
                None
            }
        })
    };
    let (width, height) = (
        side("width", "feature_image_width"),
        side("height", "feature_image_height"),
    );
    let alt = match call.hash("alt") {
        Some(alt) if !alt.is_nullish() => alt.to_text().to_string(),
        _ if is_own => text_field(this, "feature_image_alt")
            .map(|alt| alt.to_string())
            .unwrap_or_default(),
        _ => String::new(),
    };
    let sizes = text(call, "sizes").unwrap_or_else(|| "100vw".into());
    let local = image::local_path(address, &visit.place).filter(|path| image::has_renditions(path));
    let widths = visit.theme.widths.as_slice();
    let srcset = |format| {
        local
            .map(|path| srcset(path, widths, width, format))
            .filter(|set| !set.is_empty())
    };

    let mut out = String::with_capacity(1024);
    let webp = srcset(Some("webp")).filter(|_| call.hash("webp").and_then(Value::as_str) != Some("false"));
    if let Some(webp) = &webp {
        out.push_str("<picture><source type=\"image/webp\" srcset=\"");
        out.push_str(webp);
        push(&mut out, "\" sizes", &sizes);
        out.push('>');
    }
    out.push_str("<img src=\"");
    let middle = widths.iter().find(|w| **w >= 700).or(widths.last());
    match (local, middle) {
        (Some(path), Some(w)) if width.is_none_or(|full| full > i64::from(*w)) => {
            out.push_str(&image::attribute(&image::rendition(
                path,
                ImageSize { width: *w, height: 0 },
                None,
            )));
        }
        _ => out.push_str(&image::attribute(address)),
    }
    if let Some(set) = srcset(None) {
        out.push_str("\" srcset=\"");
        out.push_str(&set);
        push(&mut out, "\" sizes", &sizes);
    } else {
        out.push('"');
    }
    for (name, value) in [("width", width), ("height", height)] {
        if let Some(value) = value.filter(|n| *n > 0) {
            push(&mut out, &format!(" {name}"), &value.to_string());
        }
    }
    push(&mut out, " alt", &alt);
    let focus = focus(call, &visit, address)?.map(classes);
    let class = text(call, "class");
    let classes: Vec<String> = [class, focus].into_iter().flatten().collect();
    if !classes.is_empty() {
        push(&mut out, " class", &classes.join(" "));
    }
    push(
        &mut out,
        " loading",
        text(call, "loading").as_deref().unwrap_or("lazy"),
    );
    push(
        &mut out,
        " decoding",
        text(call, "decoding").as_deref().unwrap_or("async"),
    );
    if let Some(priority) = text(call, "fetchpriority") {
        push(&mut out, " fetchpriority", &priority);
    }
    out.push('>');
    if webp.is_some() {
        out.push_str("</picture>");
    }
    Ok(safe(out))
}

/// `{{#picture_size address height=64}}`: how large a picture of the library is when it is at most so high.
pub(super) fn picture_size(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let address = call.arg(0);
    let path = address
        .as_str()
        .and_then(|address| image::local_path(address, &visit.place));
    let path = path.filter(|path| path.starts_with("/content/"));
    let known = match path {
        Some(path) => visit.got(call, visit.reader().media_by_path(path))?,
        None => None,
    };
    let Some(media) = known.filter(|media| media.width > 0 && media.height > 0) else {
        return otherwise(call);
    };
    let (width, height) = (f64::from(media.width), f64::from(media.height));
    let most = integer(call, "height").map_or(height, |most| most as f64);
    let scale = (most / height).min(1.0);
    let side = |side: f64| number((side * scale).round().max(1.0));
    let fields = Map::new().with("width", side(width)).with("height", side(height));
    let this = call.this().merged(fields);
    call.write_block(&this, &[], &[])?;
    Ok(Value::Undefined)
}

fn push(out: &mut String, name: &str, value: &str) {
    out.push_str(name);
    out.push_str("=\"");
    attribute(out, value);
    out.push('"');
}

/// All widths up to the picture's own; the picture itself when it is smaller than the largest.
fn srcset(path: &str, widths: &[u32], full: Option<i64>, format: Option<&str>) -> String {
    let mut out = String::new();
    let full = full.and_then(|n| u32::try_from(n).ok()).filter(|n| *n > 0);
    for width in widths.iter().filter(|w| full.is_none_or(|full| **w < full)) {
        let address = image::rendition(
            path,
            ImageSize {
                width: *width,
                height: 0,
            },
            format,
        );
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(&image::attribute(&address));
        out.push_str(&format!(" {width}w"));
    }
    let largest = widths.last().copied().unwrap_or_default();
    if let (Some(full), None) = (full.filter(|full| *full <= largest), format)
        && !out.is_empty()
    {
        out.push_str(&format!(", {} {full}w", image::attribute(path)));
    }
    out
}
