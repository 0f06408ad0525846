//! The theme in use. A broken one is not taken: the last good one stays, and what is wrong is told.

use crate::{headers, injected::Injected};
use bytes::Bytes;
use http::HeaderMap;
use kernel::SiteSettings;
use std::{
    path::PathBuf,
    sync::{Arc, Mutex, RwLock},
    time::{Duration, Instant},
};
use theme::{Fragments, Library, Page, Theme, ThemeError};

/// Name of the theme that is part of the program.
pub const BUILT_IN: &str = "broadsheet";

/// Loads the theme that is part of the program.
pub type BuiltIn = Arc<dyn Fn() -> Result<Theme, ThemeError> + Send + Sync>;

/// A theme with what goes with it.
pub struct Look {
    /// The name in the settings.
    pub name: String,
    /// The theme.
    pub theme: Theme,
    /// What it has rendered that many pages show.
    pub fragments: Arc<Fragments>,
    public_url: String,
    /// Headers of its pages, and what of the settings they depend on.
    headers: Mutex<(Wishes, Arc<HeaderMap>)>,
}

/// What of the settings the headers of pages depend on: the source of the accent's style, and administrators' code.
type Wishes = (Option<String>, [Option<String>; 2]);

impl Look {
    fn new(name: &str, theme: Theme, public_url: &str) -> Self {
        let headers = headers::page(public_url, theme.needs_inline(), None, &Injected::default());
        Self {
            name: name.to_owned(),
            theme,
            fragments: Arc::default(),
            public_url: public_url.to_owned(),
            headers: Mutex::new((Wishes::default(), Arc::new(headers))),
        }
    }

    /// Headers of a page under these settings. They are the same ones for all pages that have no code of their own, as
    /// long as accent and code of the site do not change.
    pub fn headers(&self, settings: &SiteSettings, page: &Page) -> Arc<HeaderMap> {
        let wishes = (
            theme::accent_style_source(settings),
            [
                settings.codeinjection_head.clone(),
                settings.codeinjection_foot.clone(),
            ],
        );
        let own = match page {
            Page::Post(post) => [&post.codeinjection_head, &post.codeinjection_foot],
            Page::Tag { tag, .. } => [&tag.codeinjection_head, &tag.codeinjection_foot],
            _ => [&None, &None],
        };
        let make = || {
            let code = wishes.1.iter().chain(own).flatten();
            let injected = Injected::of(code.map(String::as_str));
            let foreign = self.theme.needs_inline();
            Arc::new(headers::page(
                &self.public_url,
                foreign,
                wishes.0.as_deref(),
                &injected,
            ))
        };
        if own.iter().any(|code| code.is_some()) {
            return make();
        }
        let mut kept = self.headers.lock().unwrap_or_else(|e| e.into_inner());
        if kept.0 != wishes {
            let made = make();
            *kept = (wishes, made);
        }
        kept.1.clone()
    }
}

/// Where themes come from, and which is in use.
pub struct Looks {
    folder: PathBuf,
    built_in: BuiltIn,
    public_url: String,
    current: RwLock<Arc<Look>>,
    problem: Mutex<Option<String>>,
    /// The theme that somebody looks at without its being in use, and when it was loaded.
    other: Mutex<Option<(Instant, Arc<Look>)>>,
}

/// A theme that is only looked at is loaded anew after that: it may have been brought in again.
const OTHER_LASTS: Duration = Duration::from_secs(10);

impl Looks {
    /// Loads the theme `name`; the built-in one where that cannot be used.
    pub fn load(
        folder: PathBuf,
        built_in: BuiltIn,
        public_url: &str,
        name: &str,
    ) -> Result<Self, ThemeError> {
        let (look, problem) = match open(&folder, &built_in, public_url, name) {
            Ok(look) => (look, None),
            Err(error) if name == BUILT_IN => return Err(error),
            Err(error) => (
                open(&folder, &built_in, public_url, BUILT_IN)?,
                Some(explain(name, &error)),
            ),
        };
        if let Some(problem) = &problem {
            tracing::error!("{problem} The built-in theme is used instead.");
        }
        Ok(Self {
            folder,
            built_in,
            public_url: public_url.to_owned(),
            current: RwLock::new(Arc::new(look)),
            problem: Mutex::new(problem),
            other: Mutex::default(),
        })
    }

    /// The theme in use.
    pub fn current(&self) -> Arc<Look> {
        self.current.read().unwrap_or_else(|e| e.into_inner()).clone()
    }

    /// A theme that is not in use, to look at. Reads files: only for threads that may block.
    pub fn other(&self, name: &str) -> Result<Arc<Look>, ThemeError> {
        let mut other = self.other.lock().unwrap_or_else(|e| e.into_inner());
        if let Some((at, look)) = other.as_ref()
            && look.name == name
            && at.elapsed() < OTHER_LASTS
        {
            return Ok(look.clone());
        }
        let look = Arc::new(open(&self.folder, &self.built_in, &self.public_url, name)?);
        *other = Some((Instant::now(), look.clone()));
        Ok(look)
    }

    /// What is wrong with the theme that should be in use.
    pub fn problem(&self) -> Option<String> {
        self.problem.lock().unwrap_or_else(|e| e.into_inner()).clone()
    }

    /// Loads the theme `name` anew. Returns whether another theme is in use now. Reads files: only for threads that may
    /// block.
    pub fn reload(&self, name: &str) -> bool {
        let loaded = open(&self.folder, &self.built_in, &self.public_url, name);
        let mut problem = self.problem.lock().unwrap_or_else(|e| e.into_inner());
        match loaded {
            Ok(look) => {
                *self.current.write().unwrap_or_else(|e| e.into_inner()) = Arc::new(look);
                *problem = None;
                true
            }
            Err(error) => {
                let sentence = explain(name, &error);
                tracing::error!("{sentence} The last good theme stays in use.");
                *problem = Some(sentence);
                false
            }
        }
    }

    /// Whether settings that name the theme `name` ask for another one than is in use.
    pub fn is_other(&self, name: &str) -> bool {
        self.current().name != name
    }
}

fn explain(name: &str, error: &ThemeError) -> String {
    format!("The theme “{name}” cannot be used: {error}")
}

fn open(
    folder: &std::path::Path,
    built_in: &BuiltIn,
    public_url: &str,
    name: &str,
) -> Result<Look, ThemeError> {
    let theme = if name == BUILT_IN {
        built_in()?
    } else {
        Library::new(folder).load(name)?
    };
    Ok(Look::new(name, theme, public_url))
}

/// A file of the theme.
pub fn asset(look: &Look, path: &str) -> Option<(Bytes, &'static str, Arc<str>)> {
    let asset = look.theme.asset(path)?;
    Some((Bytes::from_owner(asset.bytes), asset.content_type, asset.hash))
}
