//! A server on this machine that answers as each test wishes.

use fetch::{Fetcher, Limits};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What was asked for, whole.
pub type Asked = Arc<Mutex<Vec<String>>>;

pub struct Server {
    pub at: SocketAddr,
    pub asked: Asked,
}

impl Server {
    /// One that does what `answer` does with the path and the connection.
    pub async fn start<F, A>(answer: F) -> Self
    where
        F: Fn(String, TcpStream) -> A + Clone + Send + 'static,
        A: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (at, asked) = (listener.local_addr().unwrap(), Asked::default());
        let note = asked.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (answer, note) = (answer.clone(), note.clone());
                tokio::spawn(async move {
                    let mut request = Vec::new();
                    while !request.ends_with(b"\r\n\r\n") {
                        match stream.read_u8().await {
                            Ok(byte) => request.push(byte),
                            Err(_) => return,
                        }
                    }
                    let request = String::from_utf8(request).unwrap();
                    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
                    note.lock().unwrap().push(request);
                    answer(path, stream).await;
                });
            }
        });
        Self { at, asked }
    }

    /// One that answers each path with a text.
    pub async fn saying(answer: impl Fn(&str) -> String + Clone + Send + 'static) -> Self {
        Self::start(move |path, mut stream| {
            let text = answer(&path);
            async move {
                let _ = stream.write_all(text.as_bytes()).await;
            }
        })
        .await
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// Who may ask it, within small limits.
    pub fn fetcher(&self) -> Fetcher {
        self.fetcher_with(Duration::from_secs(60))
    }

    pub fn fetcher_with(&self, time: Duration) -> Fetcher {
        Fetcher::new(Limits {
            time,
            at_once: 1,
            allowed: vec![self.at],
            ..Limits::default()
        })
    }
}

pub fn ok(body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

pub fn to(location: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n")
}
