//! A disk that is full.

use crate::{
    desk::{self, Person},
    program::{Place, Server, fails_with_a_sentence, repository},
    web::Answer,
};
use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

/// A small disk, where this user may mount one.
struct SmallDisk {
    at: PathBuf,
}

impl SmallDisk {
    fn mount(at: PathBuf, megabytes: u32) -> Option<Self> {
        fs::create_dir_all(&at).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={megabytes}m"), "tmpfs"])
            .arg(&at)
            .output();
        match mounted {
            Ok(output) if output.status.success() => Some(Self { at }),
            no => {
                eprintln!("SKIPPED: a full disk was not tried, since this user may mount none: {no:?}");
                None
            }
        }
    }

    /// Takes all the room that is left.
    fn fill(&self) {
        let mut ballast = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.ballast())
            .unwrap();
        while ballast.write_all(&[0; 4096]).is_ok() {}
    }

    fn make_room(&self) {
        fs::remove_file(self.ballast()).unwrap();
    }

    fn ballast(&self) -> PathBuf {
        self.at.join("ballast")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.at).output();
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn a_full_disk_at_the_start_is_told_and_nothing_is_left_on_it() {
    let place = Place::sqlite();
    let Some(disk) = SmallDisk::mount(place.data(), 2) else {
        return;
    };
    disk.fill();
    let said = fails_with_a_sentence(&place.run(&["serve", "--listen", "127.0.0.1:0"]));
    assert!(said.contains("disk is full"), "{said}");
    assert_eq!(names(&place.data()), ["ballast"]);
}

#[test]
fn a_disk_that_fills_up_keeps_all_of_a_write_or_nothing() {
    let place = Place::sqlite();
    let Some(disk) = SmallDisk::mount(place.data(), 2) else {
        return;
    };
    place.publish("---\ntitle: One\n---\nText.\n");
    disk.fill();
    let story = place.path("long.md");
    fs::write(
        &story,
        format!(
            "---\ntitle: Two\nsection: New\n---\n{}\n",
            "Many words. ".repeat(40_000)
        ),
    )
    .unwrap();
    let story = story.to_string_lossy().into_owned();
    let said = fails_with_a_sentence(&place.run(&["post", "publish", &story]));
    assert!(said.contains("disk is full"), "{said}");
    disk.make_room();
    let server = place.serve();
    assert_eq!(server.get("/one/").status, 200);
    assert_eq!(server.get("/two/").status, 404);
    assert_eq!(
        server.get("/tag/new/").status,
        404,
        "its section was part of the same write"
    );
}

/// Says that the disk is full, to a person.
fn is_told(answer: &Answer) {
    let said = answer.text();
    assert_eq!(answer.status, 507, "{said}");
    assert!(said.contains("the server’s disk is full"), "{said}");
}

fn pictures(data: &Path) -> Vec<String> {
    fn below(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => below(&path, found),
                false => found.push(path.file_name().unwrap().to_string_lossy().into_owned()),
            }
        }
    }
    let mut found = Vec::new();
    below(&data.join("content/images"), &mut found);
    found
}

/// Fills the disk, and the room that the database still has in its own files.
fn nothing_fits(disk: &SmallDisk, ann: &Person, story: &str) {
    for words in [100_000, 10_000, 1000, 100, 10, 1] {
        for n in 0.. {
            disk.fill();
            let (version, _) = ann.copy(story);
            let answer = ann.save(
                story,
                version,
                "Ballast",
                &format!("{n} {}", "word ".repeat(words)),
            );
            if answer.status != 200 {
                is_told(&answer);
                break;
            }
            assert!(n < 10_000, "there is always room");
        }
    }
}

#[test]
fn a_full_disk_at_the_desk_is_told_and_the_same_goes_through_when_there_is_room() {
    let place = Place::sqlite();
    let Some(disk) = SmallDisk::mount(place.data(), 64) else {
        return;
    };
    let server = place.serve();
    let ann = Person::owner(&place, server.at);
    let (story, ballast) = (ann.begin("Bridge"), ann.begin("Ballast"));
    assert_eq!(ann.save(&story, 0, "Bridge", "Saved before.").status, 200);
    let picture = fs::read(repository("demo/pictures/river-bridge.jpg")).unwrap();
    nothing_fits(&disk, &ann, &ballast);

    let save = || ann.save(&story, 1, "Bridge", "Written while it was full.");
    let upload = || ann.upload("bridge.jpg", &picture);
    let publish = |version: i64| {
        ann.post(
            &format!("/desk/stories/{story}/publish"),
            &format!("version={version}&when=now"),
        )
    };
    for refused in [save(), upload(), publish(1), desk::sign_in(server.at)] {
        is_told(&refused);
    }
    // What was there is there, whole, and nothing beside it.
    let (version, text) = ann.copy(&story);
    assert!(version == 1 && text.contains("Saved before."), "{version} {text}");
    assert_eq!(pictures(&place.data()), Vec::<String>::new());
    assert!(!ann.get("/desk/media/").text().contains("bridge"));
    assert!(
        ann.get(&format!("/desk/stories/{story}/"))
            .text()
            .contains("Draft")
    );
    assert_eq!(server.get("/bridge/").status, 404);
    assert_eq!(server.page("/").matches("/bridge/").count(), 0);

    disk.make_room();
    assert_eq!(save().status, 200);
    assert_eq!(upload().status, 303);
    assert_eq!(publish(2).status, 303);
    assert_eq!(desk::sign_in(server.at).status, 303);
    appears(&server);
    assert!(ann.get("/desk/media/").text().contains("bridge"));
    assert_eq!(pictures(&place.data()), ["bridge.jpg"]);
}

fn appears(server: &Server) {
    let page = server.becomes("/bridge/", "there", |answer| answer.status == 200);
    assert!(page.text().contains("Written while it was full."));
}
