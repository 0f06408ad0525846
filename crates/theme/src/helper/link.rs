//! `{{#link href="/a/"}}` and `{{link_class for="/a/"}}`: links that know whether they lead to this page.

use super::prelude::*;

pub(super) fn link(call: &mut Call<'_, '_>) -> Answer {
    let Some(href) = call.hash("href").cloned() else {
        return Err(call.error("{{#link}} needs an href"));
    };
    let href = href.as_str().unwrap_or_default().to_owned();
    let classes = classes(call, &href)?;
    let mut tag = String::from("<a");
    if !classes.is_empty() {
        tag.push_str(&format!(" class=\"{}\"", classes.join(" ")));
    }
    tag.push_str(&format!(" href=\"{}\"", href.replace('"', "&quot;")));
    for (name, value) in call.hash_pairs() {
        if !matches!(name, "href" | "class" | "activeClass" | "parentActiveClass") {
            tag.push_str(&format!(" {name}=\"{}\"", value.to_text().replace('"', "&quot;")));
        }
    }
    let this = call.this().clone();
    let inner = if call.is_block() {
        call.block(&this, &[], &[])?
    } else {
        String::new()
    };
    Ok(safe(format!("{tag}>{inner}</a>")))
}

pub(super) fn link_class(call: &mut Call<'_, '_>) -> Answer {
    let Some(href) = call.hash("for").cloned() else {
        return Err(call.error("{{link_class}} needs a for"));
    };
    let href = href.as_str().unwrap_or_default().to_owned();
    Ok(safe(classes(call, &href)?.join(" ")))
}

fn classes(call: &Call<'_, '_>, href: &str) -> Result<Vec<String>, Error> {
    let visit = Visit::of(call)?;
    let mut classes: Vec<String> = text(call, "class")
        .map(|all| all.split(' ').map(str::to_owned).collect())
        .unwrap_or_default();
    classes.retain(|class| !class.is_empty());
    let active = match call.hash("activeClass") {
        Some(given) => given.as_str().unwrap_or_default().to_owned(),
        None => "nav-current".to_owned(),
    };
    let parent = match call.hash("parentActiveClass") {
        Some(given) => given.as_str().unwrap_or_default().to_owned(),
        None => format!(
            "{}-parent",
            if active.is_empty() { "nav-current" } else { &active }
        ),
    };
    let here = bare(&visit.scene.path);
    let target = bare(visit.place.relative(href)).to_owned();
    if target == here && !active.is_empty() {
        classes.push(active);
        return Ok(classes);
    }
    if !parent.is_empty() && is_parent(&target, here) {
        classes.push(parent);
    }
    Ok(classes)
}

/// A path without anchor and without the slashes at its ends.
fn bare(path: &str) -> &str {
    let path = path.split('#').next().unwrap_or(path);
    let path = path.strip_prefix('/').unwrap_or(path);
    path.strip_suffix('/').unwrap_or(path)
}

/// Ghost compares part by part and goes by the last of them.
fn is_parent(target: &str, here: &str) -> bool {
    let (target, here): (Vec<_>, Vec<_>) = (target.split('/').collect(), here.split('/').collect());
    here.len() > target.len() && target.last() == here.get(target.len() - 1)
}
