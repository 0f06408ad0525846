//! Somebody who works at the desk, in a browser of their own.

use crate::{
    program::{Place, run_with_input},
    web::{self, Answer},
};
use serde_json::{Value, json};
use std::net::SocketAddr;

pub const EMAIL: &str = "ann@paper.example";
pub const PASSWORD: &str = "seven grey herons at dusk";

/// A person who is signed in.
pub struct Person {
    /// The server that they talk to.
    at: SocketAddr,
    cookie: String,
    code: String,
}

impl Person {
    /// Makes the newsroom's owner, who signs in at this server.
    pub fn owner(place: &Place, at: SocketAddr) -> Self {
        let words = [
            "user", "add", "--email", EMAIL, "--name", "Ann", "--role", "owner",
        ];
        let added = run_with_input(place.command(&words), PASSWORD);
        assert!(
            added.status.success(),
            "{}",
            String::from_utf8_lossy(&added.stderr)
        );
        let entered = sign_in(at);
        let cookie = entered.header("set-cookie").unwrap().split(';').next().unwrap();
        let mut person = Self {
            at,
            cookie: cookie.to_owned(),
            code: String::new(),
        };
        let page = person.get("/desk/stories/").text();
        let code = page.split("name=\"form-code\" content=\"").nth(1).unwrap();
        person.code = code.split('"').next().unwrap().to_owned();
        person
    }

    /// Goes to another server.
    pub fn at(mut self, at: SocketAddr) -> Self {
        self.at = at;
        self
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path}"), "", b"")
    }

    /// Sends a form.
    pub fn post(&self, path: &str, form: &str) -> Answer {
        let kind = "Content-Type: application/x-www-form-urlencoded";
        self.send(&format!("POST {path}"), kind, form.as_bytes())
    }

    /// Brings a file in.
    pub fn upload(&self, name: &str, bytes: &[u8]) -> Answer {
        let head = format!(
            "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n"
        );
        let body = [head.as_bytes(), bytes, b"\r\n--part--\r\n"].concat();
        self.send(
            "POST /desk/media/",
            "Content-Type: multipart/form-data; boundary=part",
            &body,
        )
    }

    /// Begins a story, and gives its id.
    pub fn begin(&self, title: &str) -> String {
        let begun = self.post("/desk/stories/", &format!("title={}", title.replace(' ', "+")));
        let to = begun
            .header("location")
            .unwrap_or_else(|| panic!("{}", begun.text()));
        to.trim_start_matches("/desk/stories/")
            .trim_end_matches('/')
            .to_owned()
    }

    /// Saves what was written upon that version, as the editor's page does.
    pub fn save(&self, story: &str, version: i64, title: &str, words: &str) -> Answer {
        let document = json!({"type": "doc", "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": words}]}]});
        let body =
            json!({"version": version, "holder": "page-1", "text": {"title": title, "document": document}});
        let headers = "Content-Type: application/json\r\nAccept: application/json";
        let request = format!("PUT /desk/stories/{story}/copy");
        self.send(&request, headers, body.to_string().as_bytes())
    }

    /// What the desk has of a story: its version, and its text.
    pub fn copy(&self, story: &str) -> (i64, String) {
        let copy: Value =
            serde_json::from_str(&self.get(&format!("/desk/stories/{story}/copy")).text()).unwrap();
        (copy["version"].as_i64().unwrap(), copy["text"].to_string())
    }

    fn send(&self, request: &str, headers: &str, body: &[u8]) -> Answer {
        let mut all = format!(
            "Cookie: {}\r\nSec-Fetch-Site: same-origin\r\nX-Form-Code: {}",
            self.cookie, self.code
        );
        if !headers.is_empty() {
            all = format!("{all}\r\n{headers}");
        }
        web::send(self.at, request, &all, body).unwrap_or_else(|| panic!("nobody answers {request}"))
    }
}

/// Sends the form of the door.
pub fn sign_in(at: SocketAddr) -> Answer {
    let form = format!("email={EMAIL}&password={}", PASSWORD.replace(' ', "+"));
    let headers = "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded";
    web::send(at, "POST /desk/sign-in/", headers, form.as_bytes()).unwrap()
}
