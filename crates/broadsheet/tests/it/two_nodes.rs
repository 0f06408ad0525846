//! Two servers on one database: stories that are scheduled at the desk appear once.

use crate::{
    desk::Person,
    program::{Place, Server},
};
use kernel::{Key, PostId, Timestamp};
use std::{collections::BTreeMap, thread, time::Duration};
use testkit::PrivateDatabase;

/// Stories of one second, so that the nodes have something to quarrel about.
const STORIES: usize = 5;

#[test]
fn scheduled_stories_appear_once_and_on_both_nodes_on_sqlite() {
    appear_once(PrivateDatabase::sqlite());
}

#[test]
fn scheduled_stories_appear_once_and_on_both_nodes_on_postgresql() {
    appear_once(PrivateDatabase::postgres());
}

#[test]
fn what_was_due_while_both_nodes_were_down_appears_once_at_their_start_on_sqlite() {
    appear_once_at_the_start(PrivateDatabase::sqlite());
}

#[test]
fn what_was_due_while_both_nodes_were_down_appears_once_at_their_start_on_postgresql() {
    appear_once_at_the_start(PrivateDatabase::postgres());
}

fn appear_once(database: PrivateDatabase) {
    let place = Place::on(database);
    let nodes = [place.serve(), place.serve_beside()];
    let ann = Person::owner(&place, nodes[0].at);
    let stories = write(&ann);
    let at = seconds_from_now(4);
    schedule(&ann, &stories, at);
    for node in &nodes {
        assert!(
            !node.page("/").contains("/story-0/"),
            "a front page of before, kept"
        );
    }
    for node in &nodes {
        for n in 0..STORIES {
            node.becomes(&format!("/story-{n}/"), "there", |answer| {
                let is_there = answer.status == 200;
                assert!(!is_there || Timestamp::now() >= at, "it is there before its time");
                is_there
            });
        }
        shows_all(node);
    }
    were_published_once(&place, &ann, &stories, at);
}

fn appear_once_at_the_start(database: PrivateDatabase) {
    let place = Place::on(database);
    let nodes = [place.serve(), place.serve_beside()];
    let ann = Person::owner(&place, nodes[1].at);
    let stories = write(&ann);
    let at = seconds_from_now(3);
    schedule(&ann, &stories, at);
    for node in nodes {
        node.kill();
    }
    thread::sleep(Duration::from_millis(
        (at.millis() - Timestamp::now().millis()).max(0).unsigned_abs() + 50,
    ));
    let nodes = thread::scope(|scope| {
        let beside = scope.spawn(|| place.serve_beside());
        [place.serve(), beside.join().unwrap()]
    });
    for node in &nodes {
        for n in 0..STORIES {
            node.becomes(&format!("/story-{n}/"), "there", |answer| answer.status == 200);
        }
        shows_all(node);
    }
    let ann = ann.at(nodes[0].at);
    were_published_once(&place, &ann, &stories, at);
}

/// A whole second of the newsroom's clock, as a form has it.
fn seconds_from_now(seconds: i64) -> Timestamp {
    Timestamp::from_millis((Timestamp::now().millis() / 1000 + seconds + 1) * 1000)
}

fn write(ann: &Person) -> Vec<String> {
    let stories: Vec<String> = (0..STORIES).map(|n| ann.begin(&format!("Story {n}"))).collect();
    for (n, story) in stories.iter().enumerate() {
        let saved = ann.save(story, 0, &format!("Story {n}"), "Text.");
        assert_eq!(saved.status, 200, "{}", saved.text());
    }
    stories
}

fn schedule(ann: &Person, stories: &[String], at: Timestamp) {
    let time = at.to_string();
    let field = time.trim_end_matches('Z').replace(':', "%3A");
    for story in stories {
        let form = format!("version=1&when=at&at={field}");
        let scheduled = ann.post(&format!("/desk/stories/{story}/publish"), &form);
        assert_eq!(scheduled.status, 303, "{}", scheduled.text());
    }
}

fn shows_all(node: &Server) {
    node.becomes("/", "a front page with all of them", |answer| {
        (0..STORIES).all(|n| answer.text().contains(&format!("/story-{n}/")))
    });
}

/// For each story one revision, one entry of the record, and one change that readers' pages follow.
fn were_published_once(place: &Place, ann: &Person, stories: &[String], at: Timestamp) {
    let ids: Vec<PostId> = stories.iter().map(|id| id.parse().unwrap()).collect();
    for id in &ids {
        let page = ann.get(&format!("/desk/stories/{id}/revisions/")).text();
        assert_eq!(page.matches("Published at its time").count(), 1, "{page}");
    }
    let asked = ids.clone();
    let (changes, record, times) = place.records(move |reader| {
        let times: Result<Vec<_>, _> = asked.iter().map(|id| reader.post_by_id(*id)).collect();
        Ok((
            reader.changes_after(0, 1000)?,
            reader.audit(None, None, 1000)?,
            times?,
        ))
    });
    let mut published: BTreeMap<PostId, [usize; 2]> = ids.iter().map(|id| (*id, [0, 0])).collect();
    // Scheduling was a change, too.
    for change in changes.iter().filter(|change| change.at >= at) {
        for key in &change.keys {
            if let Key::Post(id) = key
                && let Some([changes, _]) = published.get_mut(id)
            {
                *changes += 1;
            }
        }
    }
    for entry in record.iter().filter(|entry| entry.what == "post.published") {
        let id: PostId = entry.subject.parse().unwrap();
        published.get_mut(&id).unwrap()[1] += 1;
        assert_eq!((entry.user, &*entry.who), (None, "The clock"));
    }
    assert!(
        published.values().all(|counts| *counts == [1, 1]),
        "{published:?}"
    );
    for post in times {
        assert_eq!(post.unwrap().published_at, Some(at));
    }
}
