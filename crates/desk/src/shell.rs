//! What stands around every page of the desk.

use crate::{
    Desk,
    answer::Refusal,
    assets,
    guard::{Asker, random},
};
use askama::Template;
use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use kernel::{Role, SiteSettings};
use newsroom::NewsroomError;
use std::sync::Arc;

/// The value that lets this page's own scripts run.
#[derive(Debug, Clone)]
pub(crate) struct Nonce(Arc<str>);

impl Nonce {
    pub fn new() -> Self {
        Self(random().into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What stands around a page: the newsroom's name, the person, the menu.
#[derive(Debug, Clone)]
pub(crate) struct Shell {
    /// The newsroom's settings.
    pub settings: Arc<SiteSettings>,
    /// The person's name; empty when nobody is signed in.
    pub name: String,
    /// Their role.
    pub role: Option<Role>,
    /// The code that forms carry.
    pub code: String,
    /// Lets the page's own scripts run.
    pub nonce: Nonce,
    /// The part of the desk that the page belongs to: `stories`, `media` ….
    pub part: &'static str,
}

impl Shell {
    /// The shell of a page for the one who asks.
    pub async fn of(desk: &Desk, asker: &Asker, nonce: &Nonce, part: &'static str) -> Result<Self, Refusal> {
        let read = desk
            .newsroom()
            .store
            .read(|reader| Ok::<_, NewsroomError>(reader.settings()?))
            .await;
        let staff = asker.staff.as_ref();
        Ok(Self {
            settings: read.map_err(Refusal::page)?,
            name: staff.map_or_else(String::new, |staff| staff.name.clone()),
            role: staff.map(|staff| staff.role),
            code: asker.code.clone(),
            nonce: nonce.clone(),
            part,
        })
    }

    /// Whether the person has at least that role.
    pub fn is(&self, role: &str) -> bool {
        let least: Option<Role> = role.parse().ok();
        self.role >= least && self.role.is_some()
    }

    /// A random name for a form, so that what is sent twice is done once.
    pub fn once(&self) -> String {
        random()
    }

    /// The address of a file of the desk, with its version.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// `page` where this part is the page's, for `aria-current`.
    pub fn current(&self, part: &str) -> &'static str {
        if self.part == part { "page" } else { "false" }
    }
}

/// A page that needs neither the database nor a session.
#[derive(Template)]
#[template(path = "bare.html")]
pub(crate) struct Bare<'a> {
    pub title: &'a str,
    pub sentence: &'a str,
}

impl Bare<'_> {
    fn style(&self) -> String {
        assets::address("desk.css")
    }
}

/// A template as an answer.
pub(crate) fn html(template: &impl Template) -> Response {
    let (status, text) = match template.render() {
        Ok(text) => (StatusCode::OK, text),
        Err(error) => {
            tracing::error!(%error, "a page of the desk cannot be written");
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                "This page cannot be shown.".into(),
            )
        }
    };
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}

/// The same with another status.
pub(crate) fn html_with(status: StatusCode, template: &impl Template) -> Response {
    let mut response = html(template);
    *response.status_mut() = status;
    response
}
