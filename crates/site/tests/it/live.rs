use crate::newsroom::{Paper, story, tiny_theme};
use kernel::PostKind;
use newsroom::PostInput;
use site::SiteConfig;
use std::{collections::BTreeMap, net::SocketAddr, sync::Arc, time::Duration};
use testkit::PrivateDatabase;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    time::timeout,
};

/// A paper whose theme is live.
async fn live_paper(set: impl FnOnce(&mut SiteConfig)) -> Paper {
    live_paper_on(PrivateDatabase::sqlite(), set).await
}

async fn live_paper_on(database: PrivateDatabase, set: impl FnOnce(&mut SiteConfig)) -> Paper {
    Paper::open_with(database, |config| {
        make_live(config);
        set(config);
    })
    .await
}

/// Adds to the theme what makes it live.
fn make_live(config: &mut SiteConfig) {
    let day = "<h2 class=\"feed__day\">{{date date format=\"YYYY-MM-DD\"}}</h2>";
    let item = "\n<li data-id=\"{{id}}\">{{title}}</li>{{content}}";
    let list = "<div {{live_feed limit=items}}>{{#feed limit=items}}{{#foreach items}}{{> feed-item text=true}}{{/foreach}}{{/feed}}</div>";
    let mut files = tiny_theme();
    for (path, text) in [
        ("partials/feed-day.hbs", day),
        ("partials/feed-item.hbs", item),
        ("partials/feed-list.hbs", list),
        ("feed.hbs", "{{> feed-list}}"),
    ] {
        files.push((path.into(), text.into()));
    }
    config.built_in_theme = Arc::new(move || theme::Theme::built_in(files.clone()));
}

fn item(slug: &str, title: &str) -> PostInput {
    let mut input = story(slug, "Text.");
    (input.kind, input.title) = (PostKind::FeedItem, title.into());
    input
}

/// An item of 60 KB.
fn long_item(n: u64) -> PostInput {
    let mut input = story(&format!("item-{n}"), &"A long text. ".repeat(4600));
    input.kind = PostKind::FeedItem;
    input
}

#[derive(Debug, Default, Clone, PartialEq)]
struct Event {
    name: String,
    data: String,
    id: Option<i64>,
}

/// Somebody who listens.
struct Listener {
    stream: TcpStream,
    text: String,
    head: String,
    last: Option<i64>,
}

impl Listener {
    async fn open(address: SocketAddr, path: &str, headers: &str) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        Self::on(stream, path, headers).await
    }

    async fn on(mut stream: TcpStream, path: &str, headers: &str) -> Self {
        let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut this = Self {
            stream,
            text: String::new(),
            head: String::new(),
            last: None,
        };
        while !this.text.contains("\r\n\r\n") {
            assert!(this.more().await, "the head ends");
        }
        let (head, rest) = this.text.split_once("\r\n\r\n").unwrap();
        (this.head, this.text) = (head.to_owned(), rest.to_owned());
        this
    }

    async fn more(&mut self) -> bool {
        let mut bytes = [0; 4096];
        let read = timeout(Duration::from_secs(20), self.stream.read(&mut bytes));
        let Ok(Ok(read)) = read.await else { return false };
        self.text.push_str(&String::from_utf8_lossy(&bytes[..read]));
        read > 0
    }

    /// The next event that has a name; `None` when the server has closed.
    async fn event(&mut self) -> Option<Event> {
        loop {
            while let Some((text, rest)) = self
                .text
                .split_once("\n\n")
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
            {
                self.text = rest;
                let mut event = Event::default();
                for line in text.lines() {
                    match line.split_once(": ").unwrap_or((line, "")) {
                        ("event", name) => event.name = name.into(),
                        ("data", data) => event.data.push_str(data),
                        ("id", id) => event.id = id.parse().ok(),
                        _ => {}
                    }
                }
                self.last = event.id.or(self.last);
                if !event.name.is_empty() {
                    return Some(event);
                }
            }
            if !self.more().await {
                return None;
            }
        }
    }

    /// The next event that is no sign of life.
    async fn news(&mut self) -> Option<Event> {
        loop {
            let event = self.event().await?;
            if event.name != "beat" {
                return Some(event);
            }
        }
    }
}

async fn last_change(paper: &Paper) -> i64 {
    let read = |reader: &store::Reader| Ok::<_, store::StoreError>(reader.last_change());
    paper.newsroom.store.read(read).await.unwrap()
}

/// What a page knows that takes in events.
#[derive(Default)]
struct List(BTreeMap<String, String>);

impl List {
    fn take(&mut self, event: &Event) {
        match event.name.as_str() {
            "item" => {
                let id = event
                    .data
                    .split("data-id=\"")
                    .nth(1)
                    .unwrap()
                    .split('"')
                    .next()
                    .unwrap();
                let title = event
                    .data
                    .rsplit("<li")
                    .next()
                    .unwrap()
                    .split(['>', '<'])
                    .nth(1)
                    .unwrap();
                self.0.insert(id.into(), title.into());
            }
            "gone" => {
                self.0.remove(&event.data);
            }
            other => panic!("{other}: {event:?}"),
        }
    }
}

#[tokio::test]
async fn what_is_published_edited_and_withdrawn_is_heard_in_its_order() {
    let paper = live_paper(|_| {}).await;
    let mut listener = Listener::open(paper.address, "/live/feed?after=0", "").await;
    for line in ["200 OK", "text/event-stream", "no-store", "x-accel-buffering: no"] {
        assert!(listener.head.contains(line), "{}", listener.head);
    }
    let saved = paper.save(item("ferry", "Ferry <runs>")).await;
    let event = listener.news().await.unwrap();
    assert_eq!(event.name, "item");
    assert!(
        event.data.contains("feed__day") && event.data.contains("Ferry &lt;runs&gt;"),
        "{event:?}"
    );
    assert_eq!(event.id, Some(last_change(&paper).await));
    paper.save(item("ferry", "Ferry runs late")).await;
    assert!(listener.news().await.unwrap().data.contains("Ferry runs late"));
    paper.publish("harbour", "A story is no item.").await;
    paper
        .newsroom
        .withdraw_post("ferry".parse().unwrap(), None)
        .await
        .unwrap();
    let gone = listener.news().await.unwrap();
    assert_eq!((gone.name.as_str(), gone.data), ("gone", saved.id.to_string()));
}

#[tokio::test]
async fn each_language_hears_its_own_items() {
    let paper = live_paper(|_| {}).await;
    let mut english = Listener::open(paper.address, "/live/feed?after=0", "").await;
    let mut ukrainian = Listener::open(paper.address, "/uk/live/feed?after=0", "").await;
    let mut input = item("porom", "Пором");
    input.language = Some("uk".parse().unwrap());
    paper.save(input).await;
    assert!(ukrainian.news().await.unwrap().data.contains("Пором"));
    // An item that changes its language leaves the one list and enters the other.
    let mut moved = item("porom", "The ferry");
    moved.language = Some("en".parse().unwrap());
    paper.save(moved).await;
    assert!(english.news().await.unwrap().data.contains("The ferry"));
    assert_eq!(ukrainian.news().await.unwrap().name, "gone");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_that_drop_and_resume_miss_nothing_and_get_nothing_they_did_not_ask_for() {
    let mut paper = live_paper(|_| {}).await;
    let begun = last_change(&paper).await;
    paper.until("/feed/", |reply| reply.status == 200).await;
    let address = paper.address;
    let (done, over) = tokio::sync::watch::channel(0_i64);
    let clients: Vec<_> = (0..8_u64)
        .map(|n| {
            let over = over.clone();
            tokio::spawn(async move {
                let (mut list, mut after, mut seed) = (List::default(), begun, n + 1);
                loop {
                    let header = format!("last-event-id: {after}\r\n");
                    let mut listener = Listener::open(address, "/live/feed?after=0", &header).await;
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    for _ in 0..(seed >> 33) % 7 {
                        let Ok(Some(event)) = timeout(Duration::from_millis(300), listener.news()).await
                        else {
                            break;
                        };
                        assert!(event.id.is_none_or(|id| id > after), "{event:?} after {after}");
                        list.take(&event);
                        after = listener.last.unwrap_or(after);
                    }
                    let end = *over.borrow();
                    if end > 0 && after >= end {
                        return list.0;
                    }
                }
            })
        })
        .collect();
    let mut truth = BTreeMap::new();
    for n in 0..60 {
        let slug = format!("item-{}", n % 17);
        if n % 5 == 4 && truth.contains_key(&slug) {
            paper
                .newsroom
                .withdraw_post(slug.parse().unwrap(), None)
                .await
                .unwrap();
            truth.remove(&slug);
        } else {
            let saved = paper.save(item(&slug, &format!("Title {n}"))).await;
            truth.insert(slug, (saved.id.to_string(), format!("Title {n}")));
        }
    }
    done.send_replace(last_change(&paper).await);
    let truth: BTreeMap<String, String> = truth.into_values().collect();
    for client in clients {
        assert_eq!(
            timeout(Duration::from_secs(60), client).await.unwrap().unwrap(),
            truth
        );
    }
    drop(paper.stop());
}

#[tokio::test]
async fn after_a_restart_a_client_goes_on_where_it_stopped() {
    let mut paper = live_paper(|_| {}).await;
    paper.save(item("a", "A")).await;
    let after = last_change(&paper).await;
    paper.save(item("b", "B")).await;
    let gone = paper.save(item("c", "C")).await;
    paper
        .newsroom
        .withdraw_post("c".parse().unwrap(), None)
        .await
        .unwrap();
    paper.stop().await.unwrap().unwrap();
    paper.open_again(make_live).await;
    let mut listener = Listener::open(paper.address, &format!("/live/feed?after={after}"), "").await;
    assert!(listener.news().await.unwrap().data.contains(">B<"));
    assert_eq!(listener.news().await.unwrap().data, gone.id.to_string());
}

#[tokio::test]
async fn who_was_away_for_too_long_is_told_to_fetch_the_list() {
    let paper = live_paper(|config| config.live.kept = 2).await;
    let mut listener = Listener::open(paper.address, "/live/feed?after=0", "").await;
    for n in 0..4 {
        paper.save(item(&format!("item-{n}"), "Title")).await;
        listener.news().await.unwrap();
    }
    let mut late = Listener::open(paper.address, "/live/feed?after=0", "").await;
    let told = late.news().await.unwrap();
    assert_eq!(
        (told.name.as_str(), told.id),
        ("reload", Some(last_change(&paper).await))
    );
    let mut ahead = Listener::open(paper.address, "/live/feed?after=9999", "").await;
    assert_eq!(ahead.news().await.unwrap().name, "reload");
    let list = paper
        .until("/live/feed/items/", |reply| {
            reply.text().contains("item") || reply.status == 200
        })
        .await;
    let after = list
        .text()
        .split("data-after=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    assert_eq!(after, told.id.unwrap().to_string());
    assert_eq!(list.text().matches("<li").count(), 4);
}

#[tokio::test]
async fn changes_that_were_trimmed_from_the_feed_mean_fetching_the_list() {
    let paper = live_paper(|_| {}).await;
    let mut listener = Listener::open(paper.address, "/live/feed?after=0", "").await;
    paper.save(item("a", "A")).await;
    assert_eq!(listener.news().await.unwrap().name, "item");
    // In one transaction: a change that no follower can see, and one that it finds after the gap.
    let trim = |tx: &mut store::Tx<'_>| {
        tx.append_change("lost", &[kernel::Key::Feed], &[])?;
        tx.append_change("kept", &[kernel::Key::PostsAny], &[])?;
        tx.forget_changes_before(kernel::Timestamp::from_millis(i64::MAX / 2))
    };
    paper
        .newsroom
        .store
        .write::<_, store::StoreError>(trim)
        .await
        .unwrap();
    assert_eq!(listener.news().await.unwrap().name, "reload");
}

#[tokio::test]
async fn an_item_is_rendered_once_however_many_listen() {
    let paper = live_paper(|config| config.live.per_address = 100).await;
    let mut all = Vec::new();
    for _ in 0..40 {
        all.push(Listener::open(paper.address, "/live/feed?after=0", "").await);
    }
    for n in 1..=3 {
        paper.save(item(&format!("item-{n}"), "Title")).await;
        for listener in &mut all {
            assert_eq!(listener.news().await.unwrap().name, "item");
        }
        assert_eq!(paper.site().live().tally().items_rendered(), n);
    }
    assert_eq!(paper.site().live().tally().open(), 40);
}

#[tokio::test]
async fn a_network_may_open_so_many_and_is_refused_politely() {
    let paper = live_paper(|config| config.live.per_address = 2).await;
    let _first = Listener::open(paper.address, "/live/feed", "").await;
    let second = Listener::open(paper.address, "/live/feed", "").await;
    let refused = timeout(Duration::from_secs(10), paper.get("/live/feed")).await;
    let refused = refused.expect("it is refused, and not let in");
    assert_eq!((refused.status, refused.header("retry-after")), (503, "30"));
    assert_eq!(refused.header("cache-control"), "no-store");
    assert_eq!(paper.get("/live/feed/items/").await.status, 200);
    let other = Listener::open(paper.address, "/live/feed", "x-forwarded-for: 203.0.113.5\r\n").await;
    assert!(other.head.starts_with("HTTP/1.1 200"), "{}", other.head);
    drop(second);
    // That somebody has gone is noticed moments later.
    let let_in = async {
        loop {
            let again = Listener::open(paper.address, "/live/feed", "").await;
            if again.head.starts_with("HTTP/1.1 200") {
                return;
            }
        }
    };
    timeout(Duration::from_secs(10), let_in)
        .await
        .expect("a place is free");
}

#[tokio::test]
async fn a_client_that_takes_nothing_is_cut() {
    let paper = live_paper(|config| {
        (config.live.stall, config.live.heartbeat) = (Duration::ZERO, Duration::from_millis(50));
    })
    .await;
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let stream = socket.connect(paper.address).await.unwrap();
    let mut slow = Listener::on(stream, "/live/feed?after=0", "").await;
    let mut quick = Listener::open(paper.address, "/live/feed?after=0", "").await;
    let tally = paper.site().live();
    let mut n = 0;
    while tally.tally().connections_cut() == 0 {
        n += 1;
        assert!(n < 400, "it is never cut");
        paper.save(long_item(n)).await;
        assert_eq!(quick.news().await.unwrap().name, "item");
    }
    while slow.event().await.is_some() {}
    assert_eq!(tally.tally().open(), 1);
}

#[tokio::test]
async fn a_sign_of_life_says_how_far_the_feed_is() {
    let paper = live_paper(|config| config.live.heartbeat = Duration::from_millis(20)).await;
    let mut listener = Listener::open(paper.address, "/live/feed", "").await;
    assert_eq!(listener.event().await.unwrap().name, "beat");
    paper.publish("harbour", "A story is no item.").await;
    let wanted = last_change(&paper).await;
    loop {
        let event = listener.event().await.unwrap();
        assert_eq!(event.name, "beat");
        if event.id == Some(wanted) {
            return;
        }
    }
}

#[tokio::test]
async fn a_server_that_stops_ends_the_stream_and_says_when_to_come_back() {
    let mut paper = live_paper(|_| {}).await;
    let mut listener = Listener::open(paper.address, "/live/feed?after=0", "").await;
    paper.save(item("a", "A")).await;
    listener.news().await.unwrap();
    let stopped = timeout(Duration::from_secs(5), paper.stop());
    stopped.await.expect("it stops soon").unwrap().unwrap();
    while listener.more().await {}
    assert!(listener.text.contains("retry: "), "{:?}", listener.text);
}

#[tokio::test]
async fn what_is_no_get_of_a_known_edition_is_no_stream() {
    let paper = live_paper(|_| {}).await;
    let head = paper.ask("HEAD", "/live/feed", &[]).await;
    assert_eq!(
        (head.status, head.header("content-type")),
        (200, "text/event-stream; charset=utf-8")
    );
    assert_eq!((head.header("cache-control"), head.body.len()), ("no-store", 0));
    let post = paper.ask("POST", "/live/feed", &[("content-length", "0")]).await;
    assert_eq!((post.status, post.header("allow")), (405, "GET, HEAD"));
    for path in ["/de/live/feed", "/en/live/feed", "/a/b/live/feed"] {
        assert_ne!(paper.get(path).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn a_theme_without_the_parts_has_nothing_live() {
    let paper = Paper::open().await;
    assert_eq!(paper.get("/live/feed").await.status, 404);
    assert_eq!(paper.get("/live/feed/items/").await.status, 404);
}

async fn two_nodes_tell_the_same(database: PrivateDatabase) {
    let address = database.address.clone();
    let one = live_paper_on(database, |_| {}).await;
    let two = live_paper_on(PrivateDatabase::at(address), |_| {}).await;
    let mut there = Listener::open(two.address, "/live/feed?after=0", "").await;
    let saved = one.save(item("ferry", "Ferry")).await;
    let event = there.news().await.unwrap();
    assert!(event.data.contains(&saved.id.to_string()), "{event:?}");
    let after = there.last.unwrap();
    drop(there);
    one.save(item("bridge", "Bridge")).await;
    let mut here = Listener::open(one.address, &format!("/live/feed?after={after}"), "").await;
    assert!(here.news().await.unwrap().data.contains("Bridge"));
}

testkit::on_both!(two_nodes_tell_the_same);

#[tokio::test]
async fn what_comes_after_an_item_is_older_and_follows_the_newsroom() {
    let paper = live_paper(|_| {}).await;
    let mut ids = Vec::new();
    for n in 0..4 {
        ids.push(paper.save(item(&format!("item-{n}"), "Title")).await.id);
    }
    paper.settle().await;
    let path = format!("/live/feed/after/{}/", ids[2]);
    let shows = |text: &str| {
        ids.iter()
            .map(|id| text.contains(&id.to_string()))
            .collect::<Vec<_>>()
    };
    assert_eq!(shows(&paper.get(&path).await.text()), [true, true, false, false]);
    paper
        .newsroom
        .withdraw_post("item-1".parse().unwrap(), None)
        .await
        .unwrap();
    paper
        .until(&path, |reply| shows(&reply.text()) == [true, false, false, false])
        .await;
    // After what is gone, of another edition or no item there is nothing to go on from.
    for id in [
        ids[1].to_string(),
        kernel::PostId::new().to_string(),
        paper.publish("story", "x").await.id.to_string(),
    ] {
        assert_eq!(
            paper.get(&format!("/live/feed/after/{id}/")).await.status,
            404,
            "{id}"
        );
    }
    assert_eq!(
        paper
            .get(&format!("/uk/live/feed/after/{}/", ids[2]))
            .await
            .status,
        404
    );
}
