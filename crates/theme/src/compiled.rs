//! A theme after loading: everything that renderings share.

use crate::{
    Asset, ThemeError,
    asset::content_hash,
    bundle::Bundle,
    helper,
    locale::Locales,
    object::from_json,
    package::{CustomSetting, Package},
};
use std::{collections::HashMap, sync::Arc};
use stencil::{Engine, Map, Value};

/// Partials that a theme may leave to us.
const PARTIALS: [(&str, &str); 15] = [
    ("navigation", include_str!("builtin/navigation.hbs")),
    ("pagination", include_str!("builtin/pagination.hbs")),
    ("content-cta", include_str!("builtin/content-cta.hbs")),
    ("corrections/page", include_str!("builtin/corrections/page.hbs")),
    ("recommendations", ""),
    ("newsletters/all", include_str!("builtin/newsletters/all.hbs")),
    ("newsletters/again", include_str!("builtin/newsletters/again.hbs")),
    (
        "newsletters/confirm",
        include_str!("builtin/newsletters/confirm.hbs"),
    ),
    (
        "newsletters/confirmed",
        include_str!("builtin/newsletters/confirmed.hbs"),
    ),
    (
        "newsletters/fields",
        include_str!("builtin/newsletters/fields.hbs"),
    ),
    ("newsletters/leave", include_str!("builtin/newsletters/leave.hbs")),
    ("newsletters/one", include_str!("builtin/newsletters/one.hbs")),
    ("newsletters/page", include_str!("builtin/newsletters/page.hbs")),
    (
        "newsletters/preferences",
        include_str!("builtin/newsletters/preferences.hbs"),
    ),
    (
        "newsletters/thanks",
        include_str!("builtin/newsletters/thanks.hbs"),
    ),
];

/// The parts of a theme from which live pages are kept up to date; a theme without one of them is not live.
const LIVE_PARTIALS: [&str; 3] = ["feed-day", "feed-item", "feed-list"];

/// Renders an item of the news feed with the head of its day.
pub(crate) const LIVE_ITEM: &str = "broadsheet:live-item";

/// Renders the first items of the news feed.
pub(crate) const LIVE_LIST: &str = "broadsheet:live-list";

/// The template of errors when the theme has none.
pub(crate) const ERROR: &str = "broadsheet:error";
/// The template of pages around newsletters when the theme has none: their content, and all of it.
pub(crate) const NEWSLETTERS: [(&str, &str); 2] = [
    ("broadsheet:newsletters", "{{> \"newsletters/page\"}}"),
    (
        "broadsheet:newsletters-alone",
        include_str!("builtin/newsletters/alone.hbs"),
    ),
];

/// The same of the page of all corrections.
pub(crate) const CORRECTIONS: [(&str, &str); 2] = [
    ("broadsheet:corrections", "{{> \"corrections/page\"}}"),
    (
        "broadsheet:corrections-alone",
        include_str!("builtin/corrections/alone.hbs"),
    ),
];

pub(crate) struct Compiled {
    pub package: Package,
    pub engine: Engine,
    pub locales: Locales,
    pub assets: HashMap<String, Asset>,
    /// Whether its pages can follow the news feed.
    pub live: bool,
    /// Stands for the hash of an asset that is not there.
    hash: String,
    /// `@config`.
    pub config: Value,
    pub custom: Arc<[CustomSetting]>,
    /// Widths of the theme's renditions, ascending.
    pub widths: Vec<u32>,
}

impl std::fmt::Debug for Compiled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme")
            .field("name", &self.package.name)
            .finish_non_exhaustive()
    }
}

impl Compiled {
    pub(crate) fn new(files: Bundle) -> Result<Self, ThemeError> {
        let package = match files.get("package.json") {
            Some(bytes) => Package::parse(bytes)?,
            None => return Err(ThemeError::file("package.json", "is missing")),
        };
        let hash = content_hash(package.version.as_bytes());
        let mut engine = Engine::express();
        helper::register(&mut engine);
        let (mut locales, mut assets) = (Locales::default(), HashMap::new());
        for (path, bytes) in files {
            if let Some(asset) = path.strip_prefix("assets/") {
                assets.insert(asset.to_owned(), Asset::new(asset, bytes));
            } else if path.ends_with(".json") {
                if path.starts_with("locales/") && path != "locales/context.json" {
                    locales.add(&path, &bytes)?;
                }
            } else if let Some(name) = path.strip_suffix(".hbs") {
                compile(&mut engine, &path, name, bytes)?;
            }
        }
        for (name, source) in PARTIALS {
            if !engine.has_partial(name) {
                engine
                    .partial(name, source)
                    .map_err(|e| in_file(e, &format!("partials/{name}.hbs")))?;
            }
        }
        engine
            .template(ERROR, include_str!("builtin/error.hbs"))
            .map_err(|e| in_file(e, "error.hbs"))?;
        let live = LIVE_PARTIALS.iter().all(|name| engine.has_partial(name));
        if live {
            let item =
                "{{#with post}}{{> feed-day date=published_at text=true}}{{> feed-item text=true}}{{/with}}";
            for (name, source) in [(LIVE_ITEM, item), (LIVE_LIST, "{{> feed-list text=true}}")] {
                engine
                    .template(name, source)
                    .map_err(|e| in_file(e, "partials/feed-list.hbs"))?;
            }
        }
        for (file, templates) in [("newsletters.hbs", NEWSLETTERS), ("corrections.hbs", CORRECTIONS)] {
            for (name, source) in templates {
                engine.template(name, source).map_err(|e| in_file(e, file))?;
            }
        }
        if !engine.has_template("index") {
            return Err(ThemeError::file("index.hbs", "is missing; every theme needs it"));
        }
        let mut widths: Vec<u32> = package
            .image_sizes
            .values()
            .map(|size| size.width)
            .filter(|w| *w > 0)
            .collect();
        widths.sort_unstable();
        widths.dedup();
        Ok(Self {
            config: config(&package),
            custom: package.custom.clone().into(),
            live,
            hash,
            engine,
            locales,
            assets,
            widths,
            package,
        })
    }

    /// The `v=` of an asset: its content's hash, or one of the theme when there is no such file.
    pub(crate) fn asset_hash(&self, path: &str) -> &str {
        self.assets.get(path).map_or(&self.hash, |asset| &asset.hash)
    }
}

fn compile(engine: &mut Engine, path: &str, name: &str, bytes: Vec<u8>) -> Result<(), ThemeError> {
    let source = String::from_utf8(bytes).map_err(|_| ThemeError::file(path, "is not UTF-8 text"))?;
    let source = source.strip_prefix('\u{feff}').unwrap_or(&source);
    let result = match name.strip_prefix("partials/") {
        Some(partial) => engine.partial(partial, source),
        None => engine.template(name, source),
    };
    result.map_err(|e| in_file(e, path))
}

/// An error of the engine, which knows names, as one of the theme, which has files.
pub(crate) fn in_file(e: stencil::Error, file: &str) -> ThemeError {
    ThemeError::File {
        file: file.to_owned(),
        line: e.line,
        column: e.column,
        message: e.message,
    }
}

fn config(package: &Package) -> Value {
    let size = |width: u32, height: u32| {
        let side = |map: Map, name: &str, n: u32| if n > 0 { map.with(name, f64::from(n)) } else { map };
        side(side(Map::new(), "width", width), "height", height).into_value()
    };
    let sizes: Map = package
        .image_sizes
        .iter()
        .map(|(name, s)| (name.as_str(), size(s.width, s.height)))
        .collect();
    Map::new()
        .with("posts_per_page", f64::from(package.posts_per_page))
        .with("image_sizes", sizes.into_value())
        .with("inline", from_json(&serde_json::Value::Bool(package.inline)))
        .into_value()
}
