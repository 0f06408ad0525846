//! `{{social_url type="bluesky"}}`, `{{#social_accounts @site}}` and Ghost's older two.

use super::{looping, prelude::*};
use crate::meta::social_address;

/// In the order in which they are listed: type, the field it is in, name.
const ACCOUNTS: [(&str, &str, &str); 10] = [
    ("x", "twitter", "X"),
    ("facebook", "facebook", "Facebook"),
    ("linkedin", "linkedin", "LinkedIn"),
    ("bluesky", "bluesky", "Bluesky"),
    ("threads", "threads", "Threads"),
    ("mastodon", "mastodon", "Mastodon"),
    ("tiktok", "tiktok", "TikTok"),
    ("youtube", "youtube", "YouTube"),
    ("instagram", "instagram", "Instagram"),
    ("telegram", "telegram", "Telegram"),
];

pub(super) fn social_url(call: &mut Call<'_, '_>) -> Answer {
    let Some(network) = text(call, "type") else {
        return Ok(Value::Null);
    };
    Ok(of_context(call, &network))
}

pub(super) fn twitter_url(call: &mut Call<'_, '_>) -> Answer {
    given_or_of_context(call, "twitter")
}

pub(super) fn facebook_url(call: &mut Call<'_, '_>) -> Answer {
    given_or_of_context(call, "facebook")
}

fn given_or_of_context(call: &mut Call<'_, '_>, network: &str) -> Answer {
    Ok(match call.args().first() {
        Some(given) => match given.as_str().filter(|name| !name.is_empty()) {
            Some(name) => social_address(network, name).map_or(Value::Null, string),
            None => Value::Null,
        },
        None => of_context(call, network),
    })
}

fn of_context(call: &Call<'_, '_>, network: &str) -> Value {
    let field = if network == "x" { "twitter" } else { network };
    let found = text_field(call.this(), field).or_else(|| text_field(&call.data("site"), field));
    found
        .and_then(|handle| social_address(field, &handle))
        .map_or(Value::Null, string)
}

pub(super) fn social_accounts(call: &mut Call<'_, '_>) -> Answer {
    if call.args().is_empty() {
        return Err(call.error("{{#social_accounts}} must be given whose, as in {{#social_accounts @site}}"));
    }
    if !call.is_block() {
        return Err(call.error("{{#social_accounts}} must be a block"));
    }
    let source = call.arg(0);
    let account = |(kind, field, name): &(&str, &str, &str)| {
        let handle = text_field(&source, field)?;
        let href = social_address(field, &handle)?;
        Some(
            Map::new()
                .with("type", string(kind))
                .with("name", string(name))
                .with("username", Value::String(handle))
                .with("href", string(href))
                .into_value(),
        )
    };
    let accounts: Vec<Value> = ACCOUNTS.iter().filter_map(account).collect();
    looping::each(call, &accounts)
}
