//! A disk that is full.

use crate::program::{Place, fails_with_a_sentence};
use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

/// A disk of two megabytes, where this user may mount one.
struct SmallDisk {
    at: PathBuf,
}

impl SmallDisk {
    fn mount(at: PathBuf) -> Option<Self> {
        fs::create_dir_all(&at).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"])
            .arg(&at)
            .output();
        mounted
            .is_ok_and(|output| output.status.success())
            .then_some(Self { at })
    }

    fn fill(&self) -> PathBuf {
        let path = self.at.join("ballast");
        let mut file = File::create(&path).unwrap();
        while file.write_all(&[0; 4096]).is_ok() {}
        path
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
    let Some(disk) = SmallDisk::mount(place.data()) else {
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
    let Some(disk) = SmallDisk::mount(place.data()) else {
        return;
    };
    place.publish("---\ntitle: One\n---\nText.\n");
    let ballast = disk.fill();
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
    fs::remove_file(ballast).unwrap();
    let server = place.serve();
    assert_eq!(server.get("/one/").status, 200);
    assert_eq!(server.get("/two/").status, 404);
    assert_eq!(
        server.get("/tag/new/").status,
        404,
        "its section was part of the same write"
    );
}
