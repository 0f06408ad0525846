//! `{{navigation}}`: a menu, by the theme's own partial or ours.

use super::prelude::*;

pub(super) fn navigation(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let secondary = call.hash("type").and_then(Value::as_str) == Some("secondary");
    let site = call.data("site");
    let menu = site.get(if secondary {
        "secondary_navigation"
    } else {
        "navigation"
    });
    let here = visit.scene.path.trim_end_matches('/');
    let item = |entry: &Value| {
        let (url, label) = (entry.get("url"), entry.get("label"));
        let label = label.as_str().map(str::trim).filter(|label| !label.is_empty())?;
        let target = visit.place.relative(url.as_str()?).trim_end_matches('/');
        Some(
            Map::new()
                .with("current", Value::Bool(target == here))
                .with("icon", Value::Null)
                .with("iconAlt", string(""))
                .with("label", string(label))
                .with("slug", entry.get("slug"))
                .with("url", url)
                .into_value(),
        )
    };
    let items: Vec<Value> = menu
        .as_array()
        .unwrap_or_default()
        .iter()
        .filter_map(item)
        .collect();
    if items.is_empty() {
        return Ok(safe(""));
    }
    let mut over = Map::new()
        .with("navigation", array(items))
        .with("isSecondary", Value::Bool(secondary));
    for (name, value) in call.hash_pairs() {
        if name != "type" {
            over.insert(name, value.clone());
        }
    }
    let this = call.this().merged(over);
    Ok(Value::from_output(
        call.partial("navigation", &this)?.unwrap_or_default(),
    ))
}
