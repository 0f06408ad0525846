//! What is written into a bucket: whole, beside other nodes, and from a folder.

use super::{bucket::in_bucket, *};
use crate::folder::Existing;
use std::{io::Read, time::Duration};
use testkit::S3Server;

#[test]
fn nodes_that_save_the_same_name_at_once_keep_all() {
    let server = S3Server::start();
    let places: Vec<Place> = (0..8).map(|_| in_bucket(&server)).collect();
    let saved: Vec<MediaPath> = std::thread::scope(|scope| {
        let save = |(n, place): (usize, &Place)| {
            let bytes = format!("%PDF-{n}");
            place.files.save("a.pdf", bytes.as_bytes()).unwrap().path
        };
        let saving: Vec<_> = places
            .iter()
            .enumerate()
            .map(|it| scope.spawn(move || save(it)))
            .collect();
        saving.into_iter().map(|saving| saving.join().unwrap()).collect()
    });
    for (n, path) in saved.iter().enumerate() {
        let found = places[0].files.original(path).unwrap();
        assert_eq!(read(found), format!("%PDF-{n}").as_bytes(), "{path}");
    }
}

#[test]
fn a_server_that_knows_no_conditions_is_asked_before() {
    let server = S3Server::start_plain();
    let place = in_bucket(&server);
    let [first, second] = [b"%PDF-1", b"%PDF-2"].map(|bytes| place.files.save("a.pdf", bytes).unwrap().path);
    assert_eq!(read(place.files.original(&first).unwrap()), b"%PDF-1");
    assert_eq!(read(place.files.original(&second).unwrap()), b"%PDF-2");
}

/// A disk that fails after some bytes.
struct Failing(u64);

impl Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.0.min(buffer.len() as u64);
        self.0 -= length;
        match length {
            0 => Err(io::ErrorKind::BrokenPipe.into()),
            length => Ok(length as usize),
        }
    }
}

#[test]
fn what_is_uploaded_in_part_is_not_there() {
    let server = S3Server::start();
    let place = in_bucket(&server);
    let Originals::Bucket(bucket) = &place.files.0.originals else {
        panic!("a bucket")
    };
    let path: MediaPath = "/content/media/film.mp4".parse().unwrap();
    for (there, length) in [(9_000_000, 20_000_000), (1_000, 2_000)] {
        assert!(
            bucket
                .write(&path, Failing(there), length, Existing::Replace)
                .is_err()
        );
        assert!(!place.files.exists(&path).unwrap());
    }
    // Nor is what became shorter or longer than it was said to be.
    let short: &[u8] = &[1; 10];
    for length in [9, 11] {
        assert!(bucket.write(&path, short, length, Existing::Replace).is_err());
        assert!(!place.files.exists(&path).unwrap());
    }
    let asked = server.requests();
    let given_up = asked
        .iter()
        .any(|line| line.starts_with("DELETE") && line.contains("uploadId"));
    assert!(given_up, "the parts are given up: {asked:?}");
}

#[test]
fn a_folder_is_copied_as_often_as_one_likes_and_the_newer_stays() {
    let server = S3Server::start();
    let folder = super::place();
    let place = in_bucket(&server);
    let long = vec![7; 9_000_000];
    let addresses = [
        "/content/images/2026/11/a.png",
        "/content/files/b.pdf",
        "/content/media/c.mp4",
    ];
    let [picture_path, pdf, film]: [MediaPath; 3] = addresses.map(|address| address.parse().unwrap());
    folder
        .files
        .put(&picture_path, &picture(4, 4, ImageFormat::Png))
        .unwrap();
    folder.files.put(&pdf, b"%PDF-1").unwrap();
    folder.files.put(&film, &long).unwrap();
    std::fs::write(folder.root.join("files/.new-1-1"), "half").unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.root.join("files/link.txt")).unwrap();

    let copied = place.files.copy_from(&folder.root).unwrap();
    assert_eq!(
        (copied.copied, copied.there, copied.left.len()),
        (3, 0, 1),
        "{copied:?}"
    );
    assert!(copied.left[0].contains("link.txt"), "{copied:?}");
    assert_eq!(read(place.files.original(&pdf).unwrap()), b"%PDF-1");
    assert!(read(place.files.original(&film).unwrap()) == long);
    assert_eq!(place.files.original(&picture_path).unwrap().kind, Kind::Png);

    let copied = place.files.copy_from(&folder.root).unwrap();
    assert_eq!((copied.copied, copied.there), (0, 3), "{copied:?}");

    // Changed in the folder since; and changed in the bucket since.
    let set = |path: &MediaPath, at: std::time::SystemTime| {
        let file = std::fs::File::open(folder.root.join(path.to_string().replace("/content/", ""))).unwrap();
        file.set_modified(at).unwrap();
    };
    let now = std::time::SystemTime::now();
    folder.files.put(&pdf, b"%PDF-2").unwrap();
    set(&pdf, now + Duration::from_secs(100));
    place
        .files
        .put(&picture_path, &picture(9, 9, ImageFormat::Png))
        .unwrap();
    set(&picture_path, now - Duration::from_secs(100));
    let copied = place.files.copy_from(&folder.root).unwrap();
    assert_eq!((copied.copied, copied.there), (1, 2), "{copied:?}");
    assert_eq!(read(place.files.original(&pdf).unwrap()), b"%PDF-2");
    assert_eq!(
        read(place.files.original(&picture_path).unwrap()),
        picture(9, 9, ImageFormat::Png)
    );
}
