//! What goes over the wire: server-sent events (HTML standard, 9.2).

use bytes::Bytes;
use std::fmt::Write;

/// The head of the answer. The body ends with the connection: nothing has to be framed for each client anew.
pub(super) const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n\
    cache-control: no-store\r\nx-accel-buffering: no\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n";

/// One event. An id goes with the last event of a change, so that whoever is cut off within one gets all of it again.
pub(super) fn event(name: &str, data: &str, id: Option<i64>) -> Bytes {
    let mut text = format!("event: {name}\n");
    // A carriage return would end a line too.
    for line in data.split(['\n', '\r']) {
        let _ = writeln!(text, "data: {line}");
    }
    if let Some(id) = id {
        let _ = writeln!(text, "id: {id}");
    }
    text.push('\n');
    text.into()
}

/// How long a client waits before it comes back: not all at once.
pub(super) fn retry(from: u64, to: u64) -> String {
    format!("retry: {}\n\n", from + dice() % (to - from))
}

/// A number that is another one each time; nothing secret depends on it.
fn dice() -> u64 {
    use std::hash::{BuildHasher, Hasher, RandomState};
    RandomState::new().build_hasher().finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_carries_each_line_of_its_data() {
        let event = event("item", "<li>\r\n  a\n</li>", Some(7));
        assert_eq!(
            event,
            "event: item\ndata: <li>\ndata: \ndata:   a\ndata: </li>\nid: 7\n\n"
        );
    }

    #[test]
    fn no_data_can_begin_a_field_of_its_own() {
        let event = event("item", "a\nid: 9\rretry: 1\n\nevent: x", None);
        let text = std::str::from_utf8(&event).unwrap();
        assert!(
            text.lines()
                .skip(1)
                .all(|line| line.is_empty() || line.starts_with("data: ")),
            "{text}"
        );
        assert_eq!(text.matches("\n\n").count(), 1);
    }

    #[test]
    fn clients_come_back_at_different_times() {
        let times: std::collections::HashSet<String> = (0..20).map(|_| retry(1000, 9000)).collect();
        assert!(times.len() > 10, "{times:?}");
    }
}
