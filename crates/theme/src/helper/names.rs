//! `{{tags}}`, `{{authors}}` and `{{tiers}}`: names in a row.

use super::{foreach::is_visible, prelude::*};
use crate::{
    place::Place,
    text::{encode_address, escaped},
};

pub(super) fn tags(call: &mut Call<'_, '_>) -> Answer {
    names(call, "tags")
}

pub(super) fn authors(call: &mut Call<'_, '_>) -> Answer {
    names(call, "authors")
}

fn names(call: &mut Call<'_, '_>, field: &str) -> Answer {
    let visit = Visit::of(call)?;
    let list = call.this().get(field);
    let visibility = text(call, "visibility")
        .filter(|v| !v.is_empty())
        .unwrap_or_else(|| "public".into());
    let autolink = call.hash("autolink").and_then(Value::as_str) != Some("false");
    let shown: Vec<&Value> = list
        .as_array()
        .unwrap_or_default()
        .iter()
        .filter(|item| is_visible(item, &visibility))
        .collect();
    let given = |name: &str| {
        integer(call, name)
            .and_then(|n| usize::try_from(n).ok())
            .filter(|n| *n > 0)
    };
    let from = given("from").unwrap_or(1) - 1;
    let to = given("to")
        .or_else(|| given("limit").map(|limit| limit + from))
        .unwrap_or(shown.len());
    let shown = shown.get(from..to.min(shown.len())).unwrap_or_default();
    let each: Vec<String> = shown
        .iter()
        .map(|item| name(item, autolink, &visit.place))
        .collect();
    let joined = each.join(&text_or(call, "separator", ", "));
    if joined.is_empty() {
        return Ok(safe(""));
    }
    Ok(safe(format!(
        "{}{joined}{}",
        text_or(call, "prefix", ""),
        text_or(call, "suffix", "")
    )))
}

fn name(item: &Value, autolink: bool, place: &Place) -> String {
    let name = item.get("name");
    let name = escaped(name.as_str().unwrap_or_default());
    let url = item.get("url");
    match url.as_str().filter(|_| autolink) {
        Some(url) => format!("<a href=\"{}\">{name}</a>", encode_address(place.relative(url))),
        None => name,
    }
}

pub(super) fn tiers(call: &mut Call<'_, '_>) -> Answer {
    let list = call.this().get("tiers");
    let name = |tier: &Value| escaped(tier.get("name").as_str().unwrap_or_default());
    let names: Vec<String> = list.as_array().unwrap_or_default().iter().map(name).collect();
    let (joined, suffix) = match names.as_slice() {
        [] => return Ok(safe("")),
        [one] => (one.clone(), " tier"),
        [firsts @ .., last] => {
            let firsts = firsts.join(&text_or(call, "separator", ", "));
            (
                format!("{firsts}{}{last}", text_or(call, "lastSeparator", " and ")),
                " tiers",
            )
        }
    };
    Ok(safe(format!(
        "{}{joined}{}",
        text_or(call, "prefix", ""),
        text_or(call, "suffix", suffix)
    )))
}

fn text_or(call: &Call<'_, '_>, name: &str, default: &str) -> String {
    let given = call.hash(name).and_then(Value::as_str);
    given.unwrap_or(default).to_owned()
}
