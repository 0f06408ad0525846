//! Pages as they would be: in another arrangement, or in another theme.

use super::{Asked, Renderer, failure, gone::missing};
use crate::{
    address::{Parsed, parse},
    cache::{Answer, Failure},
    look::Look,
};
use http::StatusCode;
use kernel::Timestamp;
use newsroom::Arrangement;
use std::{rc::Rc, sync::Arc};

impl Renderer {
    /// The page on which a placement stands, as if it were arranged so: the front page, or that of the section.
    pub(crate) fn arranged(&self, arrangement: Arrangement) -> Result<Answer, Failure> {
        let reader = Rc::new(self.store.reader().map_err(failure)?);
        let settings = reader.settings().map_err(failure)?;
        let edition = settings.edition(&arrangement.language);
        let path = match arrangement.name.as_str().strip_prefix("section-") {
            Some(slug) => format!("{edition}/tag/{slug}/"),
            None => format!("{edition}/"),
        };
        reader.pretend_placement(arrangement.name, arrangement.language, arrangement.picks);
        let look = self.looks.current();
        let asked = Asked {
            path: &path,
            reader: &reader,
            settings,
            // Those that are kept show what stands there now.
            fragments: Arc::default(),
            look,
            now: Timestamp::now(),
        };
        self.at(&asked)
    }

    /// A page of the site as it would be in a theme that is not in use.
    pub(crate) fn in_theme(&self, look: Arc<Look>, path: &str) -> Result<Answer, Failure> {
        self.reading(path, |asked| {
            let asked = Asked {
                path,
                reader: asked.reader,
                settings: asked.settings.clone(),
                // Those that are kept are of the theme in use.
                fragments: Arc::default(),
                look,
                now: asked.now,
            };
            self.at(&asked)
        })
    }

    fn at(&self, asked: &Asked<'_>) -> Result<Answer, Failure> {
        match parse(asked.path, &asked.settings) {
            Parsed::Here(address) => self.place(asked, address),
            _ => missing(asked, StatusCode::NOT_FOUND, asked.settings.language.clone()),
        }
    }
}
