//! Readers who take every place that there is.

use crate::{
    desk::Person,
    program::{Place, Server},
};
use std::{
    io::{ErrorKind, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    process::Command,
    time::Duration,
};

/// Files that the server may open; half of them are for readers.
const FILES: usize = 400;

#[test]
fn the_desk_on_its_own_listener_works_while_readers_hold_every_connection() {
    let place = Place::sqlite();
    place.publish("---\ntitle: One\n---\nText.\n");
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut command = Command::new("sh");
    let serve = place.command(&["serve", "--listen", "127.0.0.1:0"]);
    command
        .args(["-c", &format!("ulimit -n {FILES}; exec \"$@\""), "sh"])
        .arg(serve.get_program())
        .args(serve.get_args())
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("BROADSHEET_DESK__LISTEN", free.to_string());
    let server = Server::start(command);
    let ann = Person::owner(&place, free);

    let readers: Vec<TcpStream> = (0..FILES / 2).map(|_| reader(server.at)).collect();
    let mut waiting = TcpStream::connect(server.at).unwrap();
    ask(&mut waiting, server.at);

    let story = ann.begin("Bridge");
    for version in 0..5 {
        let saved = ann.save(&story, version, "Bridge", &format!("Words {version}."));
        assert_eq!(saved.status, 200, "{}", saved.text());
        assert_eq!(ann.get("/desk/stories/").status, 200);
    }
    let publish = format!("/desk/stories/{story}/publish");
    assert_eq!(ann.post(&publish, "version=5&when=now").status, 303);

    // Readers really had every place: one more was not answered, and is when they go.
    waiting.set_nonblocking(true).unwrap();
    let none = waiting.read(&mut [0; 1]);
    assert_eq!(none.map_err(|error| error.kind()), Err(ErrorKind::WouldBlock));
    waiting.set_nonblocking(false).unwrap();
    drop(readers);
    let mut answer = [0; 12];
    waiting.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
    assert!(server.page("/bridge/").contains("Words 4."));
}

/// A reader who has read a page and keeps the connection.
fn reader(at: SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(at).unwrap();
    ask(&mut stream, at);
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
    stream
}

fn ask(stream: &mut TcpStream, at: SocketAddr) {
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    write!(stream, "GET /one/ HTTP/1.1\r\nHost: {at}\r\n\r\n").unwrap();
}
