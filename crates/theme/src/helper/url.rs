//! `{{url}}` and other addresses.

use super::prelude::*;
use crate::{object::has, text::encode_address, text_only::text_address};

pub(super) fn url(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let place = &visit.place;
    let this = call.this();
    // Anything with an address of its own; the context of the whole page has its path instead.
    let own = if has(this, "relativeUrl") {
        None
    } else {
        text_field(this, "url")
    };
    let address = own.as_deref().unwrap_or(&visit.scene.path);
    let address = if flag(call, "absolute") {
        place.absolute(address)
    } else {
        place.relative(address).to_owned()
    };
    Ok(safe(encode_address(&address)))
}

/// The path of the page's text-only version; nothing where it has none.
pub(super) fn text_url(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    if visit.is("error") || visit.is("personal") {
        return Ok(Value::Null);
    }
    Ok(optional(text_address(&visit.place, &visit.list_path).as_deref()))
}

pub(super) fn content_api_url(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let path = format!("{}/ghost/api/content/", visit.place.root);
    let absolute = call.hash("absolute").is_none() || flag(call, "absolute");
    Ok(safe(if absolute {
        visit.place.absolute(&path)
    } else {
        path
    }))
}

/// `https://www.example.org/a/?b` → `example.org/a`.
pub(super) fn readable_url(call: &mut Call<'_, '_>) -> Answer {
    let given = call.arg(0);
    let Some(address) = given.as_str() else {
        return Ok(safe(""));
    };
    let Some((_, rest)) = address.split_once("://") else {
        return Ok(safe(crate::text::escaped(address)));
    };
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, path) = rest
        .split_once('/')
        .map_or((rest, ""), |(host, path)| (host, path));
    let host = host
        .rsplit('@')
        .next()
        .unwrap_or(host)
        .split(':')
        .next()
        .unwrap_or(host)
        .to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let path = if path.is_empty() {
        String::new()
    } else {
        format!("/{}", path.strip_suffix('/').unwrap_or(path))
    };
    Ok(safe(crate::text::escaped(&format!(
        "{host}{}",
        path.trim_end_matches('/')
    ))))
}
