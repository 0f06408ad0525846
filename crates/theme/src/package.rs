//! `package.json` of a theme.

use crate::ThemeError;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What a theme says of itself, with Ghost's defaults.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Package {
    pub name: String,
    pub version: String,
    pub posts_per_page: u32,
    /// Width and height by name; 0 where the side is free.
    pub image_sizes: BTreeMap<String, ImageSize>,
    /// The theme's own settings with their defaults.
    pub custom: Vec<CustomSetting>,
    /// Whether pages need inline scripts and styles.
    pub inline: bool,
    /// Whether it was made for Broadsheet.
    pub ours: bool,
}

/// A rendition that a theme asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct ImageSize {
    pub width: u32,
    pub height: u32,
}

/// A setting of the theme, for the desk to offer.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomSetting {
    /// Its name in `@custom`.
    pub name: String,
    /// `select`, `boolean`, `color`, `image` or `text`.
    pub kind: String,
    /// What may be chosen in a `select`.
    pub options: Vec<String>,
    /// Its value when nothing was chosen.
    pub default: Value,
    /// What it is for.
    pub description: String,
    /// `homepage` or `post`, or empty.
    pub group: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Raw {
    name: Value,
    version: Value,
    config: Value,
    engines: Value,
}

impl Package {
    /// Reads the file. What is of the wrong type counts as not given, as in Ghost.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, ThemeError> {
        let raw: Raw = serde_json::from_slice(bytes).map_err(|e| ThemeError::File {
            file: "package.json".into(),
            line: e.line(),
            column: e.column(),
            message: e.to_string(),
        })?;
        let empty = Map::new();
        let config = raw.config.as_object().unwrap_or(&empty);
        let number = config.get("posts_per_page").and_then(Value::as_u64).unwrap_or(5);
        let sizes = config
            .get("image_sizes")
            .and_then(Value::as_object)
            .unwrap_or(&empty);
        let custom = config.get("custom").and_then(Value::as_object).unwrap_or(&empty);
        let ours = raw.engines.get("broadsheet").is_some();
        Ok(Self {
            name: raw.name.as_str().unwrap_or_default().to_owned(),
            version: raw.version.as_str().unwrap_or("0.0.0").to_owned(),
            posts_per_page: number.clamp(1, 100) as u32,
            image_sizes: sizes
                .iter()
                .filter_map(|(name, size)| Some((name.clone(), serde_json::from_value(size.clone()).ok()?)))
                .collect(),
            custom: custom
                .iter()
                .map(|(name, given)| CustomSetting::parse(name, given))
                .collect(),
            inline: config.get("inline").and_then(Value::as_bool).unwrap_or(!ours),
            ours,
        })
    }
}

impl CustomSetting {
    fn parse(name: &str, given: &Value) -> Self {
        let text = |key: &str| {
            given
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let kind = text("type");
        let default = match given.get("default") {
            Some(value) => value.clone(),
            None if kind == "boolean" => Value::Bool(false),
            None => Value::Null,
        };
        let options = given.get("options").and_then(Value::as_array);
        Self {
            name: name.to_owned(),
            options: options
                .map(|all| all.iter().filter_map(|o| o.as_str().map(str::to_owned)).collect())
                .unwrap_or_default(),
            default,
            description: text("description"),
            group: text("group"),
            kind,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_read_with_ghosts_defaults() {
        let package = Package::parse(
            br##"{"name":"tide","version":"1.2.0","engines":{"broadsheet":"*"},"config":{"posts_per_page":12,
            "image_sizes":{"s":{"width":300},"odd":7},"custom":{"wide":{"type":"boolean"},
            "font":{"type":"select","options":["Serif","Sans"],"default":"Serif"}}}}"##,
        )
        .unwrap();
        assert_eq!((package.name.as_str(), package.posts_per_page), ("tide", 12));
        assert_eq!(
            package.image_sizes["s"],
            ImageSize {
                width: 300,
                height: 0
            }
        );
        assert!(!package.image_sizes.contains_key("odd"));
        assert_eq!(package.custom[0].default, Value::Bool(false));
        assert_eq!(package.custom[1].options, ["Serif", "Sans"]);
        assert!(!package.inline);
        let bare = Package::parse(b"{}").unwrap();
        assert_eq!((bare.posts_per_page, bare.inline), (5, true));
    }

    #[test]
    fn a_broken_package_names_the_line() {
        let error = Package::parse(b"{\n \"name\": oops\n}").unwrap_err();
        assert!(error.to_string().starts_with("package.json line 2"), "{error}");
    }
}
