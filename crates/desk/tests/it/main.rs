//! The desk over HTTP, without a socket: its router, a newsroom of its own, and people of every role.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod access;
mod accounts;
mod around_a_story;
mod around_the_text;
mod attempts;
mod changing_pictures;
mod device;
mod export;
mod factor;
mod finding;
mod library;
mod lists;
mod naming;
mod passages;
mod passkeys;
mod passkeys_at_the_door;
mod pens;
mod people;
mod pictures;
mod places;
mod record;
mod redirects;
mod reviewing;
mod revisions;
mod settings;
mod signing_in;
mod states;
mod taxonomy;
mod themes;
mod translations;
mod untold;
mod writing;

use axum::{Router, body::Body};
use desk::{DeskConfig, routes};
use fetch::Fetcher;
use files::Files;
use http::{HeaderMap, Method, Request, StatusCode, header};
use kernel::Role;
use newsroom::{Newsroom, UserInput};
use store::Store;
use tempfile::TempDir;
use testkit::PrivateDatabase;
use tower::ServiceExt;

const PASSWORD: &str = "seven grey herons at dusk";
const SET_UP_CODE: &str = "abcd-efgh-2345-6789";

/// A newsroom with its desk.
struct Office {
    newsroom: Newsroom,
    router: Router,
    _folder: TempDir,
    _database: PrivateDatabase,
}

/// An answer, read to its end.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn to(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .map_or("", |to| to.to_str().unwrap())
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap()
    }
}

/// A browser that is signed in, or not.
#[derive(Clone, Default)]
struct Browser {
    cookie: String,
    code: String,
}

impl Office {
    async fn open(database: PrivateDatabase) -> Self {
        Self::open_beside(database, Vec::new()).await
    }

    /// One that may ask these servers inside for pictures.
    async fn open_beside(database: PrivateDatabase, allowed: Vec<std::net::SocketAddr>) -> Self {
        let Ok(at) = database.address.parse();
        let store = Store::open(at).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(&folder.path().join("content"), &folder.path().join("cache")).unwrap();
        let mut newsroom = Newsroom::new(store, files);
        newsroom.fetcher = Fetcher::new(fetch::Limits {
            allowed,
            ..fetch::Limits::default()
        });
        let router = routes(DeskConfig {
            newsroom: newsroom.clone(),
            public_url: "http://paper.example".into(),
            url: "http://paper.example".into(),
            set_up_code: SET_UP_CODE.into(),
            trusted_proxy: None,
            sends_mail: false,
            themes: folder.path().join("themes"),
            built_in: std::sync::Arc::new(|| theme::Theme::load("../../themes/broadsheet".as_ref())),
        });
        Self {
            newsroom,
            router,
            _folder: folder,
            _database: database,
        }
    }

    async fn ask(&self, method: Method, path: &str, by: &Browser, kind: &str, body: &str) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "paper.example")
            .header(header::COOKIE, &by.cookie)
            .header("sec-fetch-site", "same-origin");
        if !by.code.is_empty() {
            request = request.header("x-form-code", &by.code);
        }
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if kind == "application/json" {
            request = request.header(header::ACCEPT, kind);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        self.send(request).await
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    async fn get(&self, path: &str, by: &Browser) -> Answer {
        self.ask(Method::GET, path, by, "", "").await
    }

    async fn post(&self, path: &str, by: &Browser, form: &str) -> Answer {
        self.ask(Method::POST, path, by, "application/x-www-form-urlencoded", form)
            .await
    }

    async fn json(&self, method: Method, path: &str, by: &Browser, body: serde_json::Value) -> Answer {
        self.ask(method, path, by, "application/json", &body.to_string())
            .await
    }

    /// A person of that role, signed in.
    async fn person(&self, role: Role) -> Browser {
        let email = format!("{role}@paper.example");
        let input = UserInput {
            email: email.parse().unwrap(),
            name: format!("The {role}"),
            role,
            password: PASSWORD.into(),
        };
        self.newsroom.add_user(input).await.unwrap();
        let form = format!("email={email}&password={}", PASSWORD.replace(' ', "+"));
        let answer = self.post("/desk/sign-in/", &Browser::default(), &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        self.with_cookie_of(&answer).await
    }

    /// The browser that got this answer.
    async fn with_cookie_of(&self, answer: &Answer) -> Browser {
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
        let mut browser = Browser {
            cookie: cookie.split(';').next().unwrap().to_owned(),
            code: String::new(),
        };
        let page = self.get("/desk/stories/", &browser).await;
        assert_eq!(page.status, StatusCode::OK);
        let code = page.text.split("name=\"form-code\" content=\"").nth(1).unwrap();
        browser.code = code.split('"').next().unwrap().to_owned();
        browser
    }
}
