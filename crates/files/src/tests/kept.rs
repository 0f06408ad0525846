//! What is kept is found again, in a folder and in a bucket alike.

use super::{
    bucket::in_bucket,
    clean::{holds, pixels},
    parts::*,
    *,
};

macro_rules! in_both {
    ($($name:ident),* $(,)?) => {$(
        mod $name {
            #[test]
            fn in_a_folder() {
                super::$name(&super::place());
            }

            #[test]
            fn in_a_bucket() {
                super::$name(&super::in_bucket(&testkit::S3Server::start()));
            }
        }
    )*};
}

in_both!(
    a_saved_file_is_found_at_its_address,
    a_second_file_of_the_same_name_gets_another_address,
    what_a_file_is_its_bytes_say_and_not_its_name,
    a_rendition_is_as_wide_as_asked_and_made_once,
    a_rendition_is_never_wider_than_the_original,
    a_rendition_can_be_webp,
    only_widths_on_the_list_are_made,
    drawings_and_animations_are_returned_as_they_are,
    a_replaced_original_has_new_renditions,
    nothing_is_left_of_what_was_replaced,
    what_was_put_there_by_hand_is_cleaned_too,
    what_was_removed_is_not_there,
    parts_of_a_file_can_be_read,
    an_address_may_hold_what_people_type,
    what_is_long_is_written_and_read_whole,
);

fn a_saved_file_is_found_at_its_address(place: &Place) {
    let bytes = picture(40, 20, ImageFormat::Jpeg);
    let saved = place.files.save("Порт уночі.JPG", &bytes).unwrap();
    assert_eq!((saved.kind, saved.size), (Kind::Jpeg, Some((40, 20))));
    let address = saved.path.to_string();
    assert!(
        address.starts_with("/content/images/20") && address.ends_with("/port-unochi.jpg"),
        "{address}"
    );
    let found = place.files.original(&address.parse().unwrap()).unwrap();
    assert_eq!((found.length, found.kind), (bytes.len() as u64, Kind::Jpeg));
    assert_eq!(read(found), bytes);
}

fn a_second_file_of_the_same_name_gets_another_address(place: &Place) {
    let first = place.files.save("a.pdf", b"%PDF-1").unwrap();
    let second = place.files.save("a.pdf", b"%PDF-2").unwrap();
    assert_ne!(first.path, second.path);
    assert_eq!(read(place.files.original(&first.path).unwrap()), b"%PDF-1");
}

fn what_a_file_is_its_bytes_say_and_not_its_name(place: &Place) {
    let saved = place
        .files
        .save("evil.mp3", b"<html><script>alert(1)</script>")
        .unwrap();
    assert_eq!(saved.kind, Kind::Other);
    assert!(saved.path.to_string().ends_with("evil.bin"), "{}", saved.path);
    let saved = place
        .files
        .save("photo.html", &picture(2, 2, ImageFormat::Png))
        .unwrap();
    assert!(saved.path.to_string().ends_with("photo.png"));
}

fn a_rendition_is_as_wide_as_asked_and_made_once(place: &Place) {
    let saved = place
        .files
        .save("a.jpg", &picture(900, 450, ImageFormat::Jpeg))
        .unwrap();
    let address = format!("/content/images/size/w600/{}", saved.path.rest());
    let first = rendition(place, &address).unwrap();
    let made = first.modified;
    assert_eq!(
        image::load_from_memory(&read(first)).unwrap().dimensions(),
        (600, 300)
    );
    assert_eq!(rendition(place, &address).unwrap().modified, made);
}

fn a_rendition_is_never_wider_than_the_original(place: &Place) {
    let saved = place
        .files
        .save("a.png", &picture(50, 50, ImageFormat::Png))
        .unwrap();
    let found = rendition(place, &format!("/content/images/size/w600/{}", saved.path.rest())).unwrap();
    assert_eq!(
        image::load_from_memory(&read(found)).unwrap().dimensions(),
        (50, 50)
    );
}

fn a_rendition_can_be_webp(place: &Place) {
    let saved = place
        .files
        .save("a.jpg", &picture(900, 450, ImageFormat::Jpeg))
        .unwrap();
    let address = format!("/content/images/size/w300/format/webp/{}", saved.path.rest());
    let found = rendition(place, &address).unwrap();
    assert_eq!(found.kind, Kind::Webp);
    assert_eq!(
        image::load_from_memory(&read(found)).unwrap().dimensions(),
        (300, 150)
    );
}

fn only_widths_on_the_list_are_made(place: &Place) {
    let saved = place
        .files
        .save("a.jpg", &picture(90, 45, ImageFormat::Jpeg))
        .unwrap();
    let ask = |width: &str| {
        rendition(
            place,
            &format!("/content/images/size/{width}/{}", saved.path.rest()),
        )
    };
    for width in ["w601", "w0600", "w", "w-1", "h600", "w99999999999"] {
        assert!(matches!(ask(width), Err(FilesError::NotFound)), "{width}");
    }
    assert!(ask("w720").is_err());
    place.files.allow_widths([720]);
    assert!(ask("w720").is_ok());
}

fn drawings_and_animations_are_returned_as_they_are(place: &Place) {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>";
    let saved = place.files.save("a.svg", svg).unwrap();
    let found = rendition(place, &format!("/content/images/size/w600/{}", saved.path.rest())).unwrap();
    assert_eq!((found.kind, read(found).as_slice()), (Kind::Svg, svg.as_slice()));
}

fn nothing_is_left_of_what_was_replaced(place: &Place) {
    let first = picture(700, 350, ImageFormat::Jpeg);
    let path = place.files.save("a.jpg", &first).unwrap().path;
    let other = place
        .files
        .save("b.jpg", &picture(600, 300, ImageFormat::Jpeg))
        .unwrap()
        .path;
    let sizes = |path: &MediaPath| {
        ["size/w300", "size/w300/format/webp"].map(|size| {
            let wanted = format!("/content/images/{size}/{}", path.rest());
            place.files.rendition(&wanted.parse().unwrap()).unwrap()
        })
    };
    for path in [&path, &other] {
        place.files.original(path).unwrap();
        sizes(path);
    }
    // Besides what is known of the other.
    let kept = |path: &MediaPath| {
        let mut folders = vec![place._dir.path().to_owned()];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).unwrap().flatten() {
                match entry.file_type().unwrap().is_dir() {
                    true => folders.push(entry.path()),
                    false => found.push(entry.path()),
                }
            }
        }
        let root = place.root.clone();
        found.retain(|file| !file.starts_with(&root) && file.to_string_lossy().contains(path.rest()));
        found.len()
    };
    let (before, beside) = (kept(&path), kept(&other));
    assert!(before >= 3, "{before}");
    let second = picture(350, 700, ImageFormat::Jpeg);
    let saved = place.files.replace(&path, &second).unwrap();
    assert_eq!((saved.path.clone(), saved.size), (path.clone(), Some((350, 700))));
    assert_eq!((kept(&path), kept(&other)), (0, beside));
    assert_eq!(read(place.files.original(&path).unwrap()), second);
    for small in sizes(&path) {
        assert_eq!(
            image::load_from_memory(&read(small)).unwrap().dimensions(),
            (300, 600)
        );
    }
    assert!(place.files.replace(&path, b"no picture").is_err());
    assert_eq!(read(place.files.original(&path).unwrap()), second);
}

fn a_replaced_original_has_new_renditions(place: &Place) {
    let path: MediaPath = "/content/images/2020/01/a.png".parse().unwrap();
    place
        .files
        .put(&path, &picture(400, 200, ImageFormat::Png))
        .unwrap();
    let address = "/content/images/size/w300/2020/01/a.png";
    assert_eq!(
        image::load_from_memory(&read(rendition(place, address).unwrap()))
            .unwrap()
            .dimensions(),
        (300, 150)
    );
    place
        .files
        .put(&path, &picture(400, 400, ImageFormat::Png))
        .unwrap();
    assert_eq!(
        image::load_from_memory(&read(rendition(place, address).unwrap()))
            .unwrap()
            .dimensions(),
        (300, 300)
    );
}

fn what_was_put_there_by_hand_is_cleaned_too(place: &Place) {
    let path = by_hand(place, "a.jpg", &full_jpeg());
    assert!(place.files.ready_original(&path).unwrap().is_none());
    for _ in 0..2 {
        let served = read(place.files.original(&path).unwrap());
        assert!(!holds(&served, "POSITION") && pixels(&served) == pixels(&full_jpeg()));
    }
    assert!(place.files.ready_original(&path).unwrap().is_some());
}

fn what_was_removed_is_not_there(place: &Place) {
    let saved = place.files.save("a.pdf", b"%PDF-1").unwrap();
    assert!(place.files.exists(&saved.path).unwrap());
    assert_eq!(read(place.files.original(&saved.path).unwrap()), b"%PDF-1");
    place.files.remove(&saved.path).unwrap();
    place.files.remove(&saved.path).unwrap();
    assert!(!place.files.exists(&saved.path).unwrap());
    let found = place.files.original(&saved.path);
    assert!(matches!(found, Err(FilesError::NotFound)), "{found:?}");
}

fn parts_of_a_file_can_be_read(place: &Place) {
    let bytes: Vec<u8> = b"ID3"
        .iter()
        .copied()
        .chain((0..300_000u32).map(|n| (n % 251) as u8))
        .collect();
    let saved = place.files.save("a.mp3", &bytes).unwrap();
    let found = place.files.original(&saved.path).unwrap();
    assert_eq!((found.length, found.kind), (bytes.len() as u64, Kind::Mp3));
    assert_eq!(found.read(0, 4).unwrap(), bytes[..4]);
    assert_eq!(found.read(100_000, 70_000).unwrap(), bytes[100_000..170_000]);
    assert_eq!(
        found.read(bytes.len() as u64 - 2, 10).unwrap(),
        bytes[bytes.len() - 2..]
    );
    assert!(found.read(bytes.len() as u64 + 5, 10).unwrap().is_empty());
}

fn an_address_may_hold_what_people_type(place: &Place) {
    for name in ["порт уночі~1.png", "a+b (50%).png", "so#?&=.png", "a.png/b.png"] {
        let path = MediaPath::new(Area::Images, name).unwrap();
        place.files.put(&path, &picture(3, 2, ImageFormat::Png)).unwrap();
        assert_eq!(
            read(place.files.original(&path).unwrap()),
            picture(3, 2, ImageFormat::Png),
            "{name}"
        );
    }
}

fn what_is_long_is_written_and_read_whole(place: &Place) {
    let bytes: Vec<u8> = b"ID3"
        .iter()
        .copied()
        .chain((0..20_000_000u32).map(|n| (n % 251) as u8))
        .collect();
    let path: MediaPath = "/content/media/2026/11/long.mp3".parse().unwrap();
    place.files.put(&path, &bytes).unwrap();
    assert!(place.files.exists(&path).unwrap());
    let found = place.files.original(&path).unwrap();
    assert_eq!(found.length, bytes.len() as u64);
    assert_eq!(
        found.read(19_000_000, 500).unwrap(),
        bytes[19_000_000..19_000_500]
    );
    assert!(read(found) == bytes);
}
