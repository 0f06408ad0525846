//! What comes from another server, and what does not.

use crate::server::{Server, ok, to};
use fetch::FetchError;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};
use tokio::{io::AsyncWriteExt, sync::Notify};

const MOST: usize = 1024 * 1024;

#[tokio::test]
async fn what_the_server_gives_comes_with_its_kind_and_name() {
    let server = Server::saying(|_| ok("a picture")).await;
    let fetched = server
        .fetcher()
        .fetch(&server.url("/a/boat%20one.png?x=1#y"), MOST)
        .await
        .unwrap();
    assert_eq!(fetched.bytes, b"a picture");
    assert_eq!(fetched.content_type.as_deref(), Some("image/png"));
    assert_eq!(fetched.name, "boat one.png");
    let asked = server.asked.lock().unwrap()[0].to_lowercase();
    assert!(
        asked.starts_with("get /a/boat%20one.png?x=1 http/1.1\r\n"),
        "{asked}"
    );
    assert!(asked.contains("accept-encoding: identity\r\n"), "{asked}");
    for nothing in ["cookie", "referer", "authorization"] {
        assert!(!asked.contains(nothing), "{asked}");
    }
}

#[tokio::test]
async fn what_is_packed_is_not_unpacked_and_no_cookie_is_kept() {
    let packed =
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nset-cookie: a=b\r\ncontent-length: 4\r\n\r\nabcd";
    let server = Server::saying(move |_| packed.to_owned()).await;
    let fetcher = server.fetcher();
    assert_eq!(
        fetcher.fetch(&server.url("/"), MOST).await.unwrap().bytes,
        b"abcd"
    );
    fetcher.fetch(&server.url("/"), MOST).await.unwrap();
    assert!(!server.asked.lock().unwrap()[1].contains("a=b"));
}

#[tokio::test]
async fn a_proxy_of_the_environment_is_not_asked() {
    // The whole test runs again with a proxy that would answer, in a process of its own.
    const MARK: &str = "FETCH_TEST_WITH_PROXY";
    if std::env::var_os(MARK).is_some() {
        let server = Server::saying(|_| ok("straight")).await;
        assert_eq!(
            server
                .fetcher()
                .fetch(&server.url("/"), MOST)
                .await
                .unwrap()
                .bytes,
            b"straight"
        );
        return;
    }
    let proxy = Server::saying(|_| ok("by the proxy")).await;
    let program = std::env::current_exe().unwrap();
    let output = tokio::process::Command::new(program)
        .args(["--exact", "fetching::a_proxy_of_the_environment_is_not_asked"])
        .envs(["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"].map(|name| (name, proxy.url("/"))))
        .env(MARK, "1")
        .output()
        .await
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    assert!(proxy.asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn three_redirects_are_followed_and_no_fourth() {
    let server = Server::saying(|path| match path {
        "/0" => ok("there"),
        path => to(&format!("/{}", path[1..].parse::<u32>().unwrap() - 1)),
    })
    .await;
    assert_eq!(
        server
            .fetcher()
            .fetch(&server.url("/3"), MOST)
            .await
            .unwrap()
            .bytes,
        b"there"
    );
    assert_eq!(
        server.fetcher().fetch(&server.url("/4"), MOST).await,
        Err(FetchError::SentOn)
    );
    assert_eq!(server.asked.lock().unwrap().len(), 8);
}

#[tokio::test]
async fn a_redirect_leads_neither_inside_nor_out_of_the_web() {
    let inside = Server::saying(|_| ok("secret")).await;
    let secret = inside.url("/");
    let server = Server::saying(move |path| match path {
        "/port" => to(&secret),
        "/metadata" => to("http://169.254.169.254/latest/"),
        "/number" => to("http://2130706433/"),
        "/name" => to("http://localhost/"),
        _ => to("file:///etc/passwd"),
    })
    .await;
    for (path, why) in [
        ("/port", FetchError::Unusual),
        ("/metadata", FetchError::Unreachable),
        ("/number", FetchError::Unreachable),
        ("/name", FetchError::Unreachable),
        ("/file", FetchError::NoAddress),
    ] {
        assert_eq!(
            server.fetcher().fetch(&server.url(path), MOST).await,
            Err(why),
            "{path}"
        );
    }
    assert!(inside.asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_name_is_judged_by_what_it_stands_for() {
    let server = Server::saying(|_| ok("")).await;
    for name in ["http://localhost/", "https://localhost/", "http://localhost./"] {
        assert_eq!(
            server.fetcher().fetch(name, MOST).await,
            Err(FetchError::Unreachable),
            "{name}"
        );
    }
}

#[tokio::test]
async fn more_than_the_limit_is_refused_whatever_the_server_says_of_it() {
    let server = Server::start(|path, mut stream| async move {
        let head = match path.as_str() {
            "/said" => "content-length: 99999999\r\n\r\n",
            "/unsaid" => "\r\n",
            _ => "transfer-encoding: chunked\r\n\r\n",
        };
        let head = format!("HTTP/1.1 200 OK\r\n{head}");
        if stream.write_all(head.as_bytes()).await.is_err() || path == "/said" {
            return;
        }
        let piece = [b'x'; 0x1000];
        // Until the other side has had enough.
        loop {
            let sent = match path.as_str() {
                "/unsaid" => stream.write_all(&piece).await,
                _ => {
                    stream
                        .write_all(&[b"1000\r\n", &piece[..], b"\r\n"].concat())
                        .await
                }
            };
            if sent.is_err() {
                return;
            }
        }
    })
    .await;
    for path in ["/said", "/unsaid", "/chunked"] {
        let refused = server.fetcher().fetch(&server.url(path), MOST).await;
        assert_eq!(refused, Err(FetchError::TooLarge(1)), "{path}");
    }
}

#[tokio::test]
async fn what_does_not_come_whole_is_not_taken() {
    let server = Server::saying(|_| "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc".into()).await;
    assert_eq!(
        server.fetcher().fetch(&server.url("/"), MOST).await,
        Err(FetchError::CutOff)
    );
}

#[tokio::test]
async fn a_server_that_never_ends_is_left() {
    let never = Arc::new(Notify::new());
    let server = Server::start(move |path, mut stream| {
        let never = never.clone();
        async move {
            if path == "/body" {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\nbegun").await;
            }
            never.notified().await;
        }
    })
    .await;
    for path in ["/head", "/body"] {
        let slow = server.fetcher_with(Duration::from_millis(200));
        assert_eq!(
            slow.fetch(&server.url(path), MOST).await,
            Err(FetchError::Slow),
            "{path}"
        );
    }
}

#[tokio::test]
async fn only_so_many_are_asked_at_once() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (active, seen) = (now.clone(), most.clone());
    let server = Server::start(move |_, mut stream| {
        let (active, seen) = (active.clone(), seen.clone());
        async move {
            seen.fetch_max(active.fetch_add(1, SeqCst) + 1, SeqCst);
            // Others come meanwhile, if they may.
            for _ in 0..1000 {
                tokio::task::yield_now().await;
            }
            active.fetch_sub(1, SeqCst);
            let _ = stream.write_all(ok("done").as_bytes()).await;
        }
    })
    .await;
    let fetcher = server.fetcher();
    let asking: Vec<_> = (0..8)
        .map(|n| {
            let (fetcher, url) = (fetcher.clone(), server.url(&format!("/{n}")));
            tokio::spawn(async move { fetcher.fetch(&url, MOST).await })
        })
        .collect();
    for asked in asking {
        assert_eq!(asked.await.unwrap().unwrap().bytes, b"done");
    }
    assert_eq!(most.load(SeqCst), 1);
}

#[tokio::test]
async fn what_is_not_the_file_is_said() {
    let server = Server::saying(|path| match path {
        "/gone" => "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".into(),
        "/nowhere" => "HTTP/1.1 302 Found\r\ncontent-length: 0\r\n\r\n".into(),
        _ => "nonsense\r\n\r\n".into(),
    })
    .await;
    let fetcher = server.fetcher();
    assert_eq!(
        fetcher.fetch(&server.url("/gone"), MOST).await,
        Err(FetchError::Status(404))
    );
    assert_eq!(
        fetcher.fetch(&server.url("/nowhere"), MOST).await,
        Err(FetchError::Status(302))
    );
    assert_eq!(
        fetcher.fetch(&server.url("/x"), MOST).await,
        Err(FetchError::Unreachable)
    );
    let nobody = "http://127.0.0.1:1/".to_owned();
    assert_eq!(fetcher.fetch(&nobody, MOST).await, Err(FetchError::Unusual));
}
