//! The cache is removed, full, or may not be written to.

use super::*;
use std::time::SystemTime;
use std::{fs, os::unix::fs::PermissionsExt};

fn with_picture() -> (Place, PathBuf, String) {
    let place = place();
    let bytes = picture(900, 450, ImageFormat::Jpeg);
    let saved = place.files.save("a.jpg", &bytes).unwrap();
    let cache = place.root.with_file_name("renditions");
    (place, cache, saved.path.rest().to_owned())
}

fn width(found: Found) -> u32 {
    image::load_from_memory(&read(found)).unwrap().width()
}

#[test]
fn a_cache_that_is_removed_is_made_again() {
    let (place, cache, name) = with_picture();
    let address = format!("/content/images/size/w600/{name}");
    let original = format!("/content/images/{name}").parse().unwrap();
    for _ in 0..2 {
        assert_eq!(width(rendition(&place, &address).unwrap()), 600);
        assert_eq!(width(place.files.original(&original).unwrap()), 900);
        assert!(cache.join("w600").is_dir(), "and keeps what is made");
        fs::remove_dir_all(&cache).unwrap();
    }
    // Somebody else may have made it again.
    fs::create_dir(&cache).unwrap();
    assert_eq!(width(rendition(&place, &address).unwrap()), 600);
    assert!(cache.join("w600").is_dir());
}

#[test]
fn what_cannot_be_written_is_an_error_of_the_disk_and_not_of_the_reader() {
    let place = place();
    fs::write(place.root.join("images"), "a file").unwrap();
    let saved = place.files.save("a.jpg", &picture(9, 9, ImageFormat::Jpeg));
    assert!(matches!(saved, Err(FilesError::Io { .. })), "{saved:?}");
}

/// A file lies where the folders would be made, which even the administrator cannot write into.
fn block(cache: &std::path::Path) {
    for folder in ["w600", "w300", "clean"] {
        fs::write(cache.join(folder), "").unwrap();
    }
}

#[test]
fn pictures_are_served_while_the_cache_cannot_be_written_and_made_once() {
    let (place, cache, name) = with_picture();
    block(&cache);
    fs::set_permissions(&cache, fs::Permissions::from_mode(0o755)).unwrap();
    let wanted: Rendition = format!("/content/images/size/w600/{name}").parse().unwrap();
    let made = place.files.rendition(&wanted).unwrap();
    let modified = made.modified;
    assert_eq!(width(made), 600);
    let ready = place.files.ready_rendition(&wanted).unwrap();
    assert_eq!(
        ready.unwrap().modified,
        modified,
        "it is the same, and kept in memory"
    );
    let original = format!("/content/images/{name}").parse().unwrap();
    assert_eq!(width(place.files.original(&original).unwrap()), 900);
    fs::remove_file(cache.join("w300")).unwrap();
    let narrow = rendition(&place, &format!("/content/images/size/w300/{name}")).unwrap();
    assert_eq!(width(narrow), 300);
    assert!(
        cache.join("w300").is_dir(),
        "it is written to again as soon as that is possible"
    );
}

#[test]
fn the_cache_forgets_what_was_made_longest_ago() {
    let (place, cache, name) = with_picture();
    place.files.set_cache_room(100_000);
    let size = |folder: &str| cache.join(folder).exists();
    fs::create_dir_all(cache.join("originals")).unwrap();
    fs::write(cache.join("originals/x"), vec![0; 200_000]).unwrap();
    fs::create_dir_all(cache.join("w100/old")).unwrap();
    for (n, file) in ["w100/old/a", "w100/b"].iter().enumerate() {
        fs::write(cache.join(file), vec![1; 60_000]).unwrap();
        let then = SystemTime::now() - std::time::Duration::from_secs(1000 - n as u64);
        fs::File::open(cache.join(file))
            .unwrap()
            .set_modified(then)
            .unwrap();
    }
    rendition(&place, &format!("/content/images/size/w30/{name}")).unwrap();
    assert!(
        !size("w100/old") && size("w100/b"),
        "the oldest, with its empty folder"
    );
    assert!(size("w30") && size("originals/x"), "and no other");
}
