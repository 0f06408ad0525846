//! Stories are read aloud behind a running server, and are on the air whether they are or not.

use crate::program::{Place, Server, fails_with_a_sentence};
use std::{fs, os::unix::fs::PermissionsExt};

const STORY: &str = "---\ntitle: The bridge is open\n---\nThe first tram crossed at noon.\n";
const AUDIO: &str = "data-paragraphs=";

/// The voice of a place: a small program that can be changed while the server runs.
fn speak_with(place: &Place, script: &str) -> String {
    let path = place.path("voice");
    // In one step, so that nobody runs half of it.
    let new = place.path("voice.new");
    fs::write(&new, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&new, fs::Permissions::from_mode(0o755)).unwrap();
    fs::rename(&new, &path).unwrap();
    path.to_string_lossy().into_owned()
}

fn serve(place: &Place, voice: &str) -> Server {
    let mut command = place.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("BROADSHEET_NARRATION__COMMAND", voice);
    Server::start(command)
}

/// Half a second of a tone, as WAV.
fn tone(place: &Place) -> String {
    let samples = (0..8000_i32).map(|i| if i / 20 % 2 == 0 { 6000_i16 } else { -6000 });
    let data: Vec<u8> = samples.flat_map(i16::to_le_bytes).collect();
    let mut wav = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0".to_vec();
    wav.extend(16_000_u32.to_le_bytes());
    wav.extend(32_000_u32.to_le_bytes());
    wav.extend(b"\x02\0\x10\0data");
    wav.extend((data.len() as u32).to_le_bytes());
    wav.extend(data);
    let path = place.path("tone.wav");
    fs::write(&path, wav).unwrap();
    path.to_string_lossy().into_owned()
}

/// The files of audio, half ones too.
fn files(place: &Place) -> Vec<String> {
    let Ok(folder) = fs::read_dir(place.data().join("content/media/narration")) else {
        return Vec::new();
    };
    folder
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

fn database(place: &Place) -> rusqlite::Connection {
    rusqlite::Connection::open(place.data().join("broadsheet.db")).unwrap()
}

/// Waits until the job has failed so often; returns what is kept of the error.
fn failed(place: &Place, times: u32) -> String {
    let database = database(place);
    let sql = "SELECT error FROM jobs WHERE kind = 'narration.make' AND state = 'waiting' AND attempts = ?1";
    loop {
        match database.query_row(sql, [times], |row| row.get(0)) {
            Ok(error) => return error,
            Err(rusqlite::Error::QueryReturnedNoRows) => std::thread::yield_now(),
            Err(other) => panic!("{other}"),
        }
    }
}

/// Ends the waiting between two tries.
fn try_again(place: &Place) {
    database(place)
        .execute("UPDATE jobs SET due_at = 0 WHERE state = 'waiting'", [])
        .unwrap();
}

#[test]
fn a_voice_that_fails_is_tried_again_and_reported_and_the_story_is_on_the_air() {
    let place = Place::sqlite();
    let voice = speak_with(&place, "echo 'no such model' >&2; exit 1");
    let server = serve(&place, &voice);
    place.publish(STORY);
    server.becomes("/the-bridge-is-open/", "the story", |answer| answer.status == 200);
    let error = failed(&place, 1);
    assert!(
        error.contains("The bridge is open") && error.contains("no such model"),
        "{error}"
    );
    // Half a sound is none.
    speak_with(&place, &format!("head -c 9000 {}", tone(&place)));
    try_again(&place);
    let error = failed(&place, 2);
    assert!(error.contains("breaks off"), "{error}");
    assert_eq!(files(&place), [""; 0]);
    assert!(!server.page("/the-bridge-is-open/").contains(AUDIO));

    speak_with(&place, &format!("cat {}", tone(&place)));
    try_again(&place);
    let page = server.becomes("/the-bridge-is-open/", "one with audio", |answer| {
        answer.text().contains(AUDIO)
    });
    let files = files(&place);
    assert_eq!(files.len(), 1, "{files:?}");
    assert!(page.text().contains(&files[0]));
    let audio = server.get(&format!("/content/media/narration/{}", files[0]));
    assert!(audio.status == 200 && audio.text().contains("trainedAlgorithmicMedia"));
}

#[test]
fn other_words_bring_another_file_and_a_withdrawn_story_leaves_none() {
    let place = Place::sqlite();
    let voice = speak_with(&place, &format!("cat {}", tone(&place)));
    let server = serve(&place, &voice);
    place.publish(STORY);
    server.becomes("/the-bridge-is-open/", "one with audio", |answer| {
        answer.text().contains(AUDIO)
    });
    place.does(&["post", "withdraw", "the-bridge-is-open"]);
    server.becomes("/the-bridge-is-open/", "gone", |answer| answer.status == 410);
    while !files(&place).is_empty() {
        std::thread::yield_now();
    }
}

#[test]
fn a_newsroom_without_a_voice_has_no_audio() {
    let place = Place::sqlite();
    let mut command = place.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("BROADSHEET_NARRATION__VOICE", "off");
    let server = Server::start(command);
    place.publish(STORY);
    let jobs = "SELECT COUNT(*) FROM jobs WHERE kind = 'narration.make'";
    while database(&place)
        .query_row(jobs, [], |row| row.get::<_, i64>(0))
        .unwrap()
        > 0
    {
        std::thread::yield_now();
    }
    assert!(!server.page("/the-bridge-is-open/").contains(AUDIO));
}

#[test]
fn older_stories_are_read_aloud_when_somebody_asks() {
    let place = Place::sqlite();
    place.publish(STORY);
    assert!(
        place
            .does(&["narrate", "the-bridge-is-open"])
            .starts_with("1 to be read aloud")
    );
    assert!(
        place
            .does(&["narrate", "--days", "30"])
            .starts_with("1 to be read aloud")
    );
    fails_with_a_sentence(&place.run(&["narrate", "no-such-story"]));
    let mut wrong = place.command(&["check"]);
    wrong.env("BROADSHEET_NARRATION__VOICE", "loud");
    let said = fails_with_a_sentence(&wrong.output().unwrap());
    assert!(said.contains("espeak-ng, command or off"), "{said}");
}
