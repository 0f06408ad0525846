//! Set one setting by its name: what is one value; menus and newsletters have ways of their own.

use crate::{Newsroom, Result, change_settings::save, error::invalid, save_post::append, touched::Touched};
use kernel::{Invalid, SiteSettings};

/// A setting of one value.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    read: fn(&SiteSettings) -> String,
    write: fn(&mut SiteSettings, &str) -> std::result::Result<(), String>,
}

macro_rules! text {
    ($field:ident, $about:literal) => {
        Setting {
            name: stringify!($field),
            about: $about,
            read: |site| site.$field.clone(),
            write: |site, value| {
                site.$field = value.to_owned();
                Ok(())
            },
        }
    };
}

macro_rules! optional {
    ($field:ident, $about:literal) => {
        optional!($field, $about, any)
    };
    ($field:ident, $about:literal, $check:ident) => {
        Setting {
            name: stringify!($field),
            about: $about,
            read: |site| site.$field.clone().unwrap_or_default(),
            write: |site, value| {
                site.$field = match value {
                    "" => None,
                    value => Some($check(value)?),
                };
                Ok(())
            },
        }
    };
}

impl Setting {
    /// All of them. What they may be as a whole is checked by `change_settings`.
    pub const ALL: &[Self] = &[
        text!(title, "the paper's name"),
        text!(description, "one line about it"),
        text!(timezone, "the zone of the times shown, such as Europe/Kyiv"),
        text!(accent_color, "the accent colour, such as #9b1c1f"),
        optional!(logo, "address of the logo", address),
        optional!(icon, "address of the square icon", address),
        optional!(cover_image, "address of the cover picture", address),
        optional!(
            podcast_cover,
            "address of the podcast's cover: square, 1400 to 3000 pixels, JPEG or PNG",
            address
        ),
        optional!(meta_title, "title for search engines"),
        optional!(meta_description, "description for search engines"),
        optional!(og_title, "title of the front page's card"),
        optional!(og_description, "description of the front page's card"),
        optional!(og_image, "picture of the front page's card", address),
        optional!(twitter_title, "title of the front page's card for X"),
        optional!(twitter_description, "description of the front page's card for X"),
        optional!(twitter_image, "picture of the front page's card for X", address),
        Setting {
            name: "ai_crawlers",
            about: "whether robots.txt lets the crawlers of language models in: allow or refuse",
            read: |site| site.ai_crawlers.to_string(),
            write: |site, value| {
                site.ai_crawlers = value.parse().map_err(|Invalid(why)| why)?;
                Ok(())
            },
        },
        optional!(websub_hub, "WebSub hub that the feeds name", hub),
        Setting {
            name: "onion_address",
            about: "address of the site as an onion service, which Tor Browser is told",
            read: |site| {
                site.onion_address
                    .as_ref()
                    .map_or(String::new(), ToString::to_string)
            },
            write: |site, value| {
                site.onion_address = match value {
                    "" => None,
                    value => Some(value.parse().map_err(|Invalid(why)| why)?),
                };
                Ok(())
            },
        },
        Setting {
            name: "offline_reading",
            about: "whether browsers keep stories that were read, for reading off-line: on or off",
            read: |site| (if site.offline_reading { "on" } else { "off" }).to_owned(),
            write: |site, value| {
                site.offline_reading = match value {
                    "on" => true,
                    "off" => false,
                    _ => return Err(format!("“{value}” is none of: on, off")),
                };
                Ok(())
            },
        },
        Setting {
            name: "largest_upload",
            about: "the largest file that the desk takes in, in MB: 1 to 1000",
            read: |site| site.largest_upload.to_string(),
            write: |site, value| {
                site.largest_upload = match value.parse() {
                    Ok(megabytes @ 1..=1000) => megabytes,
                    _ => return Err(format!("“{value}” is no number of MB from 1 to 1000")),
                };
                Ok(())
            },
        },
    ];

    /// The one of that name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|setting| setting.name == name)
    }

    /// Sets it in these settings; else says what does not fit, without the setting's name or a full stop.
    pub(crate) fn put(&self, settings: &mut SiteSettings, value: &str) -> std::result::Result<(), String> {
        (self.write)(settings, value.trim())
    }

    /// What it is set to; empty when it is not.
    pub fn value(&self, settings: &SiteSettings) -> String {
        (self.read)(settings)
    }
}

fn any(value: &str) -> std::result::Result<String, String> {
    Ok(value.to_owned())
}

fn address(value: &str) -> std::result::Result<String, String> {
    let of_site = value.starts_with('/') && !value.starts_with("//");
    let plain = !value.contains([' ', '"', '<', '>', '\\']) && !value.contains(char::is_control);
    if plain && (of_site || value.starts_with("https://") || value.starts_with("http://")) {
        return Ok(value.to_owned());
    }
    Err(format!(
        "“{value}” is no address: write a path such as /content/images/a.png, or https://example.org/a.png"
    ))
}

/// It goes into a header and into three formats; only an address that is plain in all of them will do.
fn hub(value: &str) -> std::result::Result<String, String> {
    let plain = value
        .bytes()
        .all(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>' | b'"' | b',' | b';' | b'\\'));
    let named = value
        .strip_prefix("https://")
        .is_some_and(|rest| !rest.is_empty());
    match plain && named {
        true => Ok(value.to_owned()),
        false => Err(format!(
            "“{value}” is no hub: write its address, such as https://hub.example/"
        )),
    }
}

impl Newsroom {
    /// Sets what has this name. A value that does not fit is refused with a sentence, and nothing is changed.
    pub async fn set_setting(&self, name: &str, value: &str) -> Result<()> {
        let Some(setting) = Setting::ALL.iter().find(|setting| setting.name == name) else {
            let names: Vec<_> = Setting::ALL.iter().map(|setting| setting.name).collect();
            return invalid(format!(
                "There is no setting “{name}”; there are {}.",
                names.join(", ")
            ));
        };
        let value = value.trim().to_owned();
        let mut tried = SiteSettings::default();
        if let Err(why) = (setting.write)(&mut tried, &value) {
            return invalid(format!("{name}: {why}."));
        }
        self.store
            .write(move |tx| {
                let mut touched = Touched::default();
                let set = |site: &mut SiteSettings| {
                    // It was tried above, and depends on nothing else.
                    let _ = (setting.write)(site, &value);
                };
                save(tx, set, &mut touched)?;
                append(tx, "settings.changed", touched)
            })
            .await
    }
}
