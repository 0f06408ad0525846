//! A browser, as little of it as the tests need: HTTP/1.1, one request a connection.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// Asks for a path; `None` when nobody answers.
pub fn get(at: SocketAddr, path: &str) -> Option<Answer> {
    get_with(at, path, "Accept: */*")
}

/// Asks for a path with one more header.
pub fn get_with(at: SocketAddr, path: &str, header: &str) -> Option<Answer> {
    send(at, &format!("GET {path}"), header, b"")
}

/// Sends a form.
pub fn post(at: SocketAddr, path: &str, form: &str) -> Option<Answer> {
    let kind = "Content-Type: application/x-www-form-urlencoded";
    send(at, &format!("POST {path}"), kind, form.as_bytes())
}

/// Sends a request (`POST /path`) with some headers and a body.
pub fn send(at: SocketAddr, request: &str, headers: &str, body: &[u8]) -> Option<Answer> {
    let mut stream = TcpStream::connect_timeout(&at, Duration::from_secs(5)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    let length = body.len();
    write!(
        stream,
        "{request} HTTP/1.1\r\nHost: {at}\r\n{headers}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )
    .ok()?;
    stream.write_all(body).ok()?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).ok()?;
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let body = bytes.split_off(end + 4);
    let answer = Answer { status, head, body };
    match answer.header("transfer-encoding") {
        Some("chunked") => Some(Answer {
            body: unchunked(&answer.body)?,
            ..answer
        }),
        _ => Some(answer),
    }
}

fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = bytes.windows(2).position(|two| two == b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&bytes[..end]).ok()?, 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        bytes = &bytes[end + 2..];
        body.extend_from_slice(bytes.get(..size)?);
        bytes = bytes.get(size + 2..)?;
    }
}
