//! Newsletters as templates see them.

use super::{array, optional, string};
use crate::place::Place;
use kernel::{Newsletter, consent};
use stencil::{Map, Value};

/// One newsletter.
pub(crate) fn newsletter(of: &Newsletter, place: &Place) -> Value {
    let words = consent::asked_for_one(&place.language, place.site_title(), &of.name);
    Map::new()
        .with("id", string(of.slug.as_str()))
        .with("slug", string(of.slug.as_str()))
        .with("name", string(&of.name))
        .with("description", string(&of.description))
        .with("rhythm", string(&of.rhythm))
        .with("lang", string(of.language.as_str()))
        .with("consent", string(words))
        .with("color", optional(of.color.as_deref()))
        .with("subscribe_on_signup", Value::Bool(true))
        .with("visibility", string("members"))
        .into_value()
}

/// All of the site.
pub(crate) fn newsletters(place: &Place) -> Value {
    let all = &place.settings.newsletters;
    array(all.iter().map(|one| newsletter(one, place)).collect())
}
