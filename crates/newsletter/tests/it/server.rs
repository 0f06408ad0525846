//! A mail server that says what a test wants.

use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// A server on a port of its own, until the test ends.
pub struct MailServer {
    pub url: String,
    /// What was taken, one text for each letter.
    pub letters: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    /// It answers `rcpt` to the recipient.
    pub async fn start(rcpt: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let letters = Arc::new(Mutex::new(Vec::new()));
        let kept = letters.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, rcpt, kept.clone()));
            }
        });
        Self { url, letters }
    }
}

async fn talk(stream: TcpStream, rcpt: &'static str, kept: Arc<Mutex<Vec<String>>>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mail.example ESMTP\r\n").await?;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let answer = match line.split([' ', '\r']).next().unwrap_or_default() {
            "EHLO" => "250 mail.example",
            "RCPT" => rcpt,
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                let mut letter = String::new();
                loop {
                    let mut line = String::new();
                    stream.read_line(&mut line).await?;
                    if line == ".\r\n" {
                        break;
                    }
                    letter.push_str(&line);
                }
                kept.lock().unwrap().push(letter);
                "250 taken"
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
}
