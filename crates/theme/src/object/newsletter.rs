//! Newsletters as templates see them.

use super::{array, string};
use kernel::{SiteSettings, settings::Newsletter};
use stencil::{Map, Value};

/// One newsletter.
pub(crate) fn newsletter(of: &Newsletter) -> Value {
    Map::new()
        .with("id", string(of.slug.as_str()))
        .with("slug", string(of.slug.as_str()))
        .with("name", string(&of.name))
        .with("description", string(&of.description))
        .with("rhythm", string(&of.rhythm))
        .with("lang", string(of.language.as_str()))
        .with("subscribe_on_signup", Value::Bool(true))
        .with("visibility", string("members"))
        .into_value()
}

/// All of the site.
pub(crate) fn newsletters(settings: &SiteSettings) -> Value {
    array(settings.newsletters.iter().map(newsletter).collect())
}
