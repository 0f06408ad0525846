//! `@site` and `@custom`.

use super::{array, from_json, keys, newsletters, object, optional, string};
use crate::{
    package::CustomSetting,
    place::{self, Place},
    text,
};
use kernel::{NavItem, SiteSettings, consent};
use std::sync::{Arc, OnceLock};
use stencil::{Map, Object, Value};

/// `@site`: the newsroom in the page's language.
#[derive(Debug)]
pub(crate) struct SiteObject {
    place: Arc<Place>,
    navigation: OnceLock<Value>,
    secondary: OnceLock<Value>,
    languages: OnceLock<Value>,
    newsletters: OnceLock<Value>,
}

impl SiteObject {
    pub(crate) fn value(place: &Arc<Place>) -> Value {
        object(Self {
            place: place.clone(),
            navigation: OnceLock::new(),
            secondary: OnceLock::new(),
            languages: OnceLock::new(),
            newsletters: OnceLock::new(),
        })
    }

    /// Whether the edition offers something to sign up for.
    fn has_newsletters(&self) -> bool {
        let mut all = self.place.settings.newsletters.iter();
        all.any(|newsletter| newsletter.language == self.place.language)
    }

    fn menu(&self, secondary: bool) -> Value {
        let (main, second) = self.place.settings.menus_in(&self.place.language);
        let items = if secondary { second } else { main };
        array(items.iter().map(|item| menu_item(item, &self.place)).collect())
    }
}

fn menu_item(item: &NavItem, place: &Place) -> Value {
    Map::new()
        .with("label", string(&item.label))
        .with("url", string(place.entered(&item.url)))
        .with("slug", string(label_slug(&item.label)))
        .into_value()
}

/// `Our Team` → `our-team`, for class names.
fn label_slug(label: &str) -> String {
    kernel::Slug::from_title(label)
        .map(String::from)
        .unwrap_or_default()
}

/// All languages of the site, the main one first.
pub(crate) fn languages(settings: &SiteSettings) -> Vec<&kernel::Language> {
    let mut all = vec![&settings.language];
    all.extend(
        settings
            .languages
            .iter()
            .filter(|language| **language != settings.language),
    );
    all
}

impl Object for SiteObject {
    fn get(&self, key: &str) -> Option<Value> {
        let place = &self.place;
        let settings = &*place.settings;
        let text = |text: &Option<String>| optional(text.as_deref());
        let image = |src: &Option<String>| src.as_ref().map_or(Value::Null, |src| string(place.entered(src)));
        Some(match key {
            "title" => string(place.site_title()),
            "description" => string(place.site_description()),
            "url" | "home_url" => {
                let url = place.absolute(&place.home_path(&place.language));
                string(url.strip_suffix('/').unwrap_or(&url))
            }
            "locale" | "lang" => string(place.language.as_str()),
            "dir" | "direction" => string(place::direction(&place.language)),
            "timezone" => string(&settings.timezone),
            "accent_color" => string(&settings.accent_color),
            "logo" => image(&settings.logo),
            "icon" => image(&settings.icon),
            "cover_image" => image(&settings.cover_image),
            "navigation" => self.navigation.get_or_init(|| self.menu(false)).clone(),
            "secondary_navigation" => self.secondary.get_or_init(|| self.menu(true)).clone(),
            "languages" => {
                let make = || {
                    let each = languages(settings).into_iter().map(|language| {
                        Map::new()
                            .with("lang", string(language.as_str()))
                            .with("dir", string(place::direction(language)))
                            .with("name", string(place::own_name(language)))
                            .with("url", string(place.home_path(language)))
                            .with("current", Value::Bool(*language == place.language))
                            .into_value()
                    });
                    array(each.collect())
                };
                self.languages.get_or_init(make).clone()
            }
            // The words of a form with newsletters to tick.
            "consent" => string(consent::asked_for_ticked(&place.language, place.site_title())),
            "newsletters" => self.newsletters.get_or_init(|| newsletters(place)).clone(),
            "social" => {
                let each = settings.social.iter();
                each.fold(Map::new(), |map, (network, handle)| {
                    map.with(network.as_str(), string(handle))
                })
                .into_value()
            }
            "twitter" | "facebook" | "linkedin" | "bluesky" | "threads" | "mastodon" | "tiktok"
            | "youtube" | "instagram" | "telegram" => optional(settings.social.get(key).map(String::as_str)),
            "meta_title" => text(&settings.meta_title),
            "meta_description" => text(&settings.meta_description),
            "og_title" => text(&settings.og_title),
            "og_description" => text(&settings.og_description),
            "og_image" => text(&settings.og_image),
            "twitter_title" => text(&settings.twitter_title),
            "twitter_description" => text(&settings.twitter_description),
            "twitter_image" => text(&settings.twitter_image),
            "codeinjection_head" => text(&settings.codeinjection_head),
            "codeinjection_foot" => text(&settings.codeinjection_foot),
            // Members of Ghost's kind there are none, but there is something to sign up for.
            "signup_enabled" | "members_enabled" | "allow_self_signup" => Value::Bool(self.has_newsletters()),
            "members_invite_only"
            | "paid_members_enabled"
            | "recommendations_enabled"
            | "comments_enabled"
            | "donations_enabled"
            | "allow_external_signup" => Value::Bool(false),
            "members_signup_access" => string(if self.has_newsletters() { "all" } else { "none" }),
            "offline_reading" => Value::Bool(settings.offline_reading),
            "comments_access" => string("off"),
            "signup_url" => {
                let feed = place.absolute(&format!("{}/rss/", place.root));
                string(format!(
                    "https://feedly.com/i/subscription/feed/{}",
                    text::encode_component(&feed)
                ))
            }
            "admin_url" => string(place.absolute(&format!("{}/desk/", place.root))),
            _ => return None,
        })
    }

    fn keys(&self) -> Vec<Arc<str>> {
        keys(&[
            "title",
            "description",
            "url",
            "locale",
            "timezone",
            "accent_color",
            "logo",
            "icon",
            "cover_image",
            "navigation",
            "secondary_navigation",
            "twitter",
            "facebook",
            "members_enabled",
        ])
    }
}

/// `@custom`: the theme's own settings, chosen or by default.
#[derive(Debug)]
pub(crate) struct CustomObject {
    pub declared: Arc<[CustomSetting]>,
    pub settings: Arc<SiteSettings>,
}

impl Object for CustomObject {
    fn get(&self, key: &str) -> Option<Value> {
        let declared = self.declared.iter().find(|setting| setting.name == key)?;
        let chosen = self.settings.theme_settings.get(key);
        let value = from_json(chosen.unwrap_or(&declared.default));
        Some(match value {
            // A picture or text that was not given is absent, so that `{{#if @custom.x}}` works.
            Value::String(text) if text.is_empty() => Value::Null,
            value => value,
        })
    }

    fn keys(&self) -> Vec<Arc<str>> {
        self.declared
            .iter()
            .map(|setting| Arc::from(setting.name.as_str()))
            .collect()
    }
}
