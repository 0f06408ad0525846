//! `{{asset "css/x.css"}}`: the address of a file of the theme, with the hash of its content.

use super::prelude::*;

pub(super) fn asset(call: &mut Call<'_, '_>) -> Answer {
    let path = call.arg(0);
    let Some(path) = path.as_str().filter(|path| !path.is_empty()) else {
        return Err(call.error("{{asset}} must be given a path"));
    };
    let visit = Visit::of(call)?;
    let place = &visit.place;
    if (path.trim_start_matches('/').starts_with("favicon.") || path.ends_with("/favicon.ico"))
        && let Some(icon) = &place.settings.icon
    {
        return Ok(safe(place.entered(icon)));
    }
    let minified;
    let mut path = path.trim_start_matches('/');
    if flag(call, "hasMinFile")
        && let Some((stem, extension)) = path.rsplit_once('.')
    {
        minified = format!("{stem}.min.{extension}");
        path = &minified;
    }
    let (path, anchor) = path.find('#').map_or((path, ""), |at| path.split_at(at));
    let path = path.strip_prefix("assets/").unwrap_or(path);
    let hash = visit.theme.asset_hash(path);
    Ok(safe(format!("{}/assets/{path}?v={hash}{anchor}", place.root)))
}
