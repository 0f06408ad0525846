//! One open connection of the live feed, after the HTTP server has let go of it.

use super::{
    Room, Tally,
    crowd::Place,
    event::{HEAD, retry},
    log::{Next, Start},
};
use bytes::{Buf, Bytes};
use std::{
    io::ErrorKind::WouldBlock,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{io::Interest, net::TcpStream, sync::watch};

/// Bytes that a client may send after its request: it has nothing to say.
const CHATTER: usize = 4096;

/// Somebody who was let in.
#[derive(Debug)]
pub struct Seat {
    room: Arc<Room>,
    tally: Arc<Tally>,
    stall: Duration,
    /// The last change that the client knows, until its place in the log is found.
    after: Option<i64>,
    /// The entry that comes next.
    number: Option<u64>,
    beat: u32,
    unsent: Bytes,
    blocked: Option<Instant>,
    chatter: usize,
    _place: Place,
}

/// What is to be done with a connection.
#[derive(Debug, PartialEq, Eq)]
enum Then {
    Wait,
    Close,
}

impl Seat {
    pub(super) fn new(
        room: Arc<Room>,
        place: Place,
        after: Option<i64>,
        tally: Arc<Tally>,
        stall: Duration,
    ) -> Self {
        let beat = room.log().last_beat().0;
        Self {
            beat,
            room,
            tally,
            stall,
            after,
            number: None,
            unsent: format!("{HEAD}{}", retry(1000, 4000)).into(),
            blocked: None,
            chatter: 0,
            _place: place,
        }
    }

    /// Sends what comes until the client goes, is too slow, or the server stops.
    pub async fn serve(mut self, stream: TcpStream, mut stopping: watch::Receiver<bool>) {
        let mut news = self.room.bell.subscribe();
        loop {
            if *stopping.borrow() {
                return self.farewell(&stream);
            }
            news.mark_unchanged();
            if self.write(&stream) == Then::Close {
                return;
            }
            let interest = match self.blocked {
                Some(_) => Interest::READABLE | Interest::WRITABLE,
                None => Interest::READABLE,
            };
            tokio::select! {
                biased;
                stopped = stopping.changed() => {
                    if stopped.is_err() {
                        return self.farewell(&stream);
                    }
                }
                heard = news.changed() => {
                    if heard.is_err() {
                        return;
                    }
                    if self.blocked.is_some_and(|since| since.elapsed() >= self.stall) {
                        self.tally.cut();
                        return;
                    }
                }
                ready = stream.ready(interest) => {
                    let is_readable = ready.is_ok_and(|ready| ready.is_readable() || ready.is_read_closed());
                    if is_readable && self.read(&stream) == Then::Close {
                        return;
                    }
                }
            }
        }
    }

    /// Writes as much as the client takes.
    fn write(&mut self, stream: &TcpStream) -> Then {
        loop {
            if self.unsent.is_empty() {
                match self.next() {
                    Next::Event(_, bytes) => self.unsent = bytes,
                    Next::Nothing => {
                        self.blocked = None;
                        return Then::Wait;
                    }
                    Next::Lost => {
                        self.tally.cut();
                        return Then::Close;
                    }
                }
            }
            match stream.try_write(&self.unsent) {
                Ok(0) => return Then::Close,
                Ok(written) => {
                    self.unsent.advance(written);
                    self.blocked = None;
                }
                Err(error) if error.kind() == WouldBlock => {
                    self.blocked.get_or_insert_with(Instant::now);
                    return Then::Wait;
                }
                Err(_) => return Then::Close,
            }
        }
    }

    /// What the client gets next.
    fn next(&mut self) -> Next {
        let log = self.room.log();
        let number = match self.number {
            Some(number) => number,
            None => match log.start(self.after) {
                None => return Next::Nothing,
                Some(Start::At(number)) => *self.number.insert(number),
                Some(Start::Anew(number, reload)) => {
                    self.number = Some(number);
                    return Next::Event(number, reload);
                }
            },
        };
        match log.next(number) {
            Next::Event(at, bytes) => {
                self.number = Some(at + 1);
                self.tally.sent(1);
                Next::Event(at, bytes)
            }
            Next::Nothing => {
                let (beat, bytes) = log.last_beat();
                if beat == self.beat {
                    return Next::Nothing;
                }
                self.beat = beat;
                Next::Event(number, bytes)
            }
            Next::Lost => Next::Lost,
        }
    }

    /// Takes what the client sends and heeds none of it, so that its going is noticed.
    fn read(&mut self, stream: &TcpStream) -> Then {
        let mut bytes = [0; 512];
        match stream.try_read(&mut bytes) {
            Ok(0) => Then::Close,
            Ok(more) => {
                self.chatter += more;
                if self.chatter > CHATTER {
                    Then::Close
                } else {
                    Then::Wait
                }
            }
            Err(error) if error.kind() == WouldBlock => Then::Wait,
            Err(_) => Then::Close,
        }
    }

    /// The server stops: clients come back one after another.
    fn farewell(&self, stream: &TcpStream) {
        if self.unsent.is_empty() {
            // One that does not take it comes back when it likes.
            let _ = stream.try_write(retry(1000, 8000).as_bytes());
        }
    }
}
