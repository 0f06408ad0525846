//! Sitemaps and robots.txt: what search engines read before anything else.

use super::{Asked, Renderer, failure, missing};
use crate::{
    cache::{Answer, Failure},
    robots,
    sitemap::{self, Map},
};
use http::{
    HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};
use kernel::Language;
use std::sync::Arc;

impl Renderer {
    pub(super) fn map(&self, asked: &Asked<'_>, language: Language, map: Map) -> Result<Answer, Failure> {
        let survey = sitemap::Survey {
            reader: asked.reader,
            settings: &asked.settings,
            public_url: &self.public_url,
            now: asked.now,
        };
        match survey.draw(&map, &language).map_err(failure)? {
            Some(xml) => Ok(self.file("application/xml; charset=utf-8", xml)),
            None => missing(asked, StatusCode::NOT_FOUND, language),
        }
    }

    pub(super) fn robots(&self, asked: &Asked<'_>) -> Answer {
        let text = robots::text(&asked.settings, &self.public_url);
        let mut answer = self.file("text/plain; charset=utf-8", text);
        if let Answer::Page(page) = &mut answer {
            let headers = Arc::make_mut(&mut page.headers);
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
        }
        answer
    }

    /// An answer that is no page of the theme.
    pub(super) fn file(&self, content_type: &'static str, body: String) -> Answer {
        let mut headers = self.file_headers.clone();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        Answer::Page(crate::cache::Page {
            status: StatusCode::OK,
            headers: Arc::new(headers),
            body: body.into(),
            story: None,
        })
    }

    /// A path of this site as an absolute address.
    pub(super) fn absolute(&self, path: &str) -> String {
        match path.starts_with('/') && !path.starts_with("//") {
            true => format!("{}{path}", self.public_url),
            false => path.to_owned(),
        }
    }
}
