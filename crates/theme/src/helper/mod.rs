//! What templates can call: Ghost's helpers, and ours.

mod asset;
mod card;
mod colour;
mod condition;
mod content;
mod credit;
mod date;
mod excerpt;
mod feed;
mod focus;
mod foreach;
mod get;
mod has;
mod head;
mod image;
mod json;
mod language;
mod link;
mod live;
mod looping;
mod matching;
mod members;
mod months;
mod most_read;
mod names;
mod narration;
mod navigation;
mod neighbour;
mod pages;
mod picture;
mod placement;
mod price;
mod shared;
mod social;
mod styles;
mod title;
mod translate;
mod url;
mod words;

pub use focus::focus_classes;
use stencil::Engine;

/// Registers all helpers.
pub(crate) fn register(engine: &mut Engine) {
    engine.helper("asset", asset::asset);
    engine.helper("authors", names::authors);
    engine.helper("body_class", styles::body_class);
    engine.helper("cancel_link", members::cancel_link);
    engine.helper("collection", get::collection);
    engine.helper("color_to_rgba", colour::color_to_rgba);
    engine.helper("comment_count", members::nothing);
    engine.helper("comments", members::nothing);
    engine.helper("concat", words::concat);
    engine.helper("content", content::content);
    engine.helper("content_api_key", members::nothing);
    engine.helper("content_api_url", url::content_api_url);
    engine.helper("contrast_text_color", colour::contrast_text_color);
    engine.helper("date", date::date);
    engine.helper("encode", words::encode);
    engine.helper("excerpt", excerpt::excerpt);
    engine.helper("facebook_url", social::facebook_url);
    engine.helper("foreach", foreach::foreach);
    engine.helper("get", get::get);
    engine.helper("ghost_foot", head::ghost_foot);
    engine.helper("ghost_head", head::ghost_head);
    engine.helper("has", has::has);
    engine.helper("img_url", image::img_url);
    engine.helper("input_password", members::input_password);
    engine.helper("is", condition::is);
    engine.helper("json", json::json);
    engine.helper("link", link::link);
    engine.helper("link_class", link::link_class);
    engine.helper("match", matching::matching);
    engine.helper("meta_description", title::meta_description);
    engine.helper("meta_title", title::meta_title);
    engine.helper("navigation", navigation::navigation);
    engine.helper("next_post", neighbour::next_post);
    engine.helper("page_url", pages::page_url);
    engine.helper("pagination", pages::pagination);
    engine.helper("plural", words::plural);
    engine.helper("post_class", styles::post_class);
    engine.helper("prev_post", neighbour::prev_post);
    engine.helper("price", price::price);
    engine.helper("raw", condition::raw);
    engine.helper("readable_url", url::readable_url);
    engine.helper("reading_time", excerpt::reading_time);
    engine.helper("recommendations", members::nothing);
    engine.helper("search", members::search);
    engine.helper("social_accounts", social::social_accounts);
    engine.helper("social_url", social::social_url);
    engine.helper("split", words::split);
    engine.helper("t", translate::t);
    engine.helper("tags", names::tags);
    engine.helper("tiers", names::tiers);
    engine.helper("title", title::title);
    engine.helper("total_members", members::no_one);
    engine.helper("total_paid_members", members::no_one);
    engine.helper("twitter_url", social::twitter_url);
    engine.helper("url", url::url);

    engine.helper("accent_style", head::accent_style);
    engine.helper("archive", months::archive);
    engine.helper("credit", credit::credit);
    engine.helper("dir", language::dir);
    engine.helper("feed", feed::feed);
    engine.helper("lang", language::lang);
    engine.helper("live_feed", live::live_feed);
    engine.helper("most_read", most_read::most_read);
    engine.helper("narration", narration::narration);
    engine.helper("picture", picture::picture);
    engine.helper("picture_focus", focus::picture_focus);
    engine.helper("picture_size", picture::picture_size);
    engine.helper("placement", placement::placement);
    engine.helper("shared", shared::shared);
    engine.helper("text_url", url::text_url);
    engine.helper("translations", language::translations);
}

/// What helpers are written with.
mod prelude {
    pub(super) use crate::object::{array, number, optional, safe, string, text_field};
    pub(super) use crate::visit::Visit;
    pub(super) use stencil::{Call, Error, Map, Value};

    /// A helper's answer.
    pub(super) type Answer = Result<Value, Error>;

    /// A parameter by name as text, when it was given as a text or a number.
    pub(super) fn text(call: &Call<'_, '_>, name: &str) -> Option<String> {
        match call.hash(name)? {
            Value::Undefined | Value::Null => None,
            value => Some(value.to_text().to_string()),
        }
    }

    /// A parameter by name as JavaScript's `parseInt` reads it; `None` when that is `NaN`.
    pub(super) fn integer(call: &Call<'_, '_>, name: &str) -> Option<i64> {
        parse_int(&text(call, name)?)
    }

    pub(super) fn parse_int(text: &str) -> Option<i64> {
        let text = text.trim_start();
        let sign = usize::from(text.starts_with(['-', '+']));
        let digits = text[sign..].bytes().take_while(u8::is_ascii_digit).count();
        text[..sign + digits].trim_start_matches('+').parse().ok()
    }

    /// Whether a parameter is there and not `"false"`.
    pub(super) fn flag(call: &Call<'_, '_>, name: &str) -> bool {
        call.hash(name)
            .is_some_and(|value| value.is_true() && value.as_str() != Some("false"))
    }

    /// The else branch, with the same context.
    pub(super) fn otherwise(call: &mut Call<'_, '_>) -> Answer {
        branch(call, false)
    }

    /// The block when `yes`, else its else branch, both with the same context.
    pub(super) fn branch(call: &mut Call<'_, '_>, yes: bool) -> Answer {
        let this = call.this().clone();
        if yes {
            call.write_block(&this, &[], &[])?;
        } else {
            call.write_inverse(&this)?;
        }
        Ok(Value::Undefined)
    }
}
