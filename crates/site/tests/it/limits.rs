use crate::{
    client::{read, send},
    newsroom::Paper,
};
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

#[tokio::test]
async fn addresses_and_heads_have_a_limit() {
    let paper = Paper::open().await;
    assert_eq!(paper.get(&format!("/{}/", "a".repeat(5000))).await.status, 414);
    assert_eq!(paper.get(&format!("/?{}", "a".repeat(5000))).await.status, 414);
    let head = format!("GET / HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n", "a".repeat(100_000));
    assert_eq!(send(paper.address, head.as_bytes()).await.status, 431);
}

#[tokio::test]
async fn what_is_no_http_is_refused() {
    let paper = Paper::open().await;
    assert_eq!(
        send(paper.address, b"\x16\x03\x01 hello\r\n\r\n").await.status,
        400
    );
    let reply = send(
        paper.address,
        b"GET harbour HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    )
    .await;
    assert_eq!(reply.status, 400);
}

#[tokio::test]
async fn requests_on_one_connection_are_answered_in_order() {
    let paper = Paper::open().await;
    paper.publish("harbour", "x").await;
    let mut stream = TcpStream::connect(paper.address).await.unwrap();
    let one = "GET /harbour/ HTTP/1.1\r\nhost: x\r\n\r\n";
    let two = "GET /nothing/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    stream
        .write_all(format!("{one}{one}{two}").as_bytes())
        .await
        .unwrap();
    let mut answers = Vec::new();
    stream.read_to_end(&mut answers).await.unwrap();
    let text = String::from_utf8(answers).unwrap();
    let statuses: Vec<&str> = text
        .matches("HTTP/1.1 ")
        .zip(text.split("HTTP/1.1 ").skip(1))
        .map(|(_, t)| &t[..3])
        .collect();
    assert_eq!(statuses, ["200", "200", "404"]);
}

#[tokio::test]
async fn a_server_that_stops_lets_requests_under_way_end() {
    let mut paper = Paper::open().await;
    paper.publish("harbour", "x").await;
    let mut idle = TcpStream::connect(paper.address).await.unwrap();
    idle.write_all(b"GET /harbour/ HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    let mut first = vec![0; 64 * 1024];
    let length = idle.read(&mut first).await.unwrap();
    assert_eq!(read(&first[..length]).status, 200);
    let serving = paper.stop();
    tokio::time::timeout(Duration::from_secs(5), serving)
        .await
        .expect("it stops soon")
        .unwrap()
        .unwrap();
    assert_eq!(
        idle.read(&mut first).await.unwrap(),
        0,
        "idle connections are closed"
    );
    assert!(
        TcpStream::connect(paper.address).await.is_err(),
        "new ones are refused"
    );
}

#[tokio::test]
async fn a_flood_of_readers_leaves_the_listener_of_the_desk_alone() {
    let paper = Paper::open_with(testkit::PrivateDatabase::sqlite(), |config| {
        config.limits.connections = 2;
        config.also = axum::Router::new().route("/desk/", axum::routing::get(async || "the desk"));
        config.is_apart = true;
    })
    .await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let apart = listener.local_addr().unwrap();
    assert_eq!(paper.get("/desk/").await.status, 404, "readers do not reach it");
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut stream = TcpStream::connect(paper.address).await.unwrap();
        stream
            .write_all(b"GET /nothing/ HTTP/1.1\r\nhost: x\r\n\r\n")
            .await
            .unwrap();
        let mut begun = [0; 12];
        stream.read_exact(&mut begun).await.unwrap();
        held.push(stream);
    }
    let mut third = TcpStream::connect(paper.address).await.unwrap();
    third
        .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = paper.site().serve_apart(listener, async { drop(stopped.await) });
    let asking = async {
        let desk = crate::client::ask(apart, "GET", "/desk/", &[]).await;
        assert_eq!((desk.status, desk.text().as_str()), (200, "the desk"));
        assert_eq!(
            crate::client::ask(apart, "GET", "/nothing/", &[]).await.status,
            404
        );
        let mut first = [0; 1];
        let waits = tokio::time::timeout(Duration::from_millis(100), third.read(&mut first)).await;
        assert!(waits.is_err(), "the third reader waits all the while");
        drop(stop);
    };
    let (served, ()) = tokio::join!(serving, asking);
    served.unwrap();
    drop(held);
    assert!(
        third.read(&mut [0; 12]).await.unwrap() > 0,
        "then it is the reader's turn"
    );
}
