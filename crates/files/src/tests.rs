mod clean;
mod drawings;
mod hostile;
mod lost;
mod metadata;
mod parts;

use super::*;
use image::{DynamicImage, GenericImageView, ImageFormat};
use proptest::prelude::*;
use std::io::{Cursor, Read};

struct Place {
    _dir: tempfile::TempDir,
    root: PathBuf,
    files: Files,
}

fn place() -> Place {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("content");
    let files = Files::open(&root, &dir.path().join("renditions")).unwrap();
    Place {
        _dir: dir,
        root,
        files,
    }
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let picture = DynamicImage::ImageRgb8(image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x % 256) as u8, (y % 256) as u8, 90])
    }));
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn read(mut found: Found) -> Vec<u8> {
    let mut bytes = Vec::new();
    found.file.read_to_end(&mut bytes).unwrap();
    bytes
}

/// As if somebody had put the file into the folder.
fn by_hand(place: &Place, name: &str, bytes: &[u8]) -> MediaPath {
    std::fs::create_dir_all(place.root.join("images")).unwrap();
    std::fs::write(place.root.join("images").join(name), bytes).unwrap();
    MediaPath::new(Area::Images, name).unwrap()
}

fn rendition(place: &Place, address: &str) -> Result<Found, FilesError> {
    place.files.rendition(&address.parse()?)
}

#[test]
fn a_saved_file_is_found_at_its_address() {
    let place = place();
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

#[test]
fn a_second_file_of_the_same_name_gets_another_address() {
    let place = place();
    let first = place.files.save("a.pdf", b"%PDF-1").unwrap();
    let second = place.files.save("a.pdf", b"%PDF-2").unwrap();
    assert_ne!(first.path, second.path);
    assert_eq!(read(place.files.original(&first.path).unwrap()), b"%PDF-1");
}

#[test]
fn what_a_file_is_its_bytes_say_and_not_its_name() {
    let place = place();
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

#[test]
fn a_rendition_is_as_wide_as_asked_and_made_once() {
    let place = place();
    let saved = place
        .files
        .save("a.jpg", &picture(900, 450, ImageFormat::Jpeg))
        .unwrap();
    let address = format!("/content/images/size/w600/{}", saved.path.rest());
    let first = rendition(&place, &address).unwrap();
    let made = first.modified;
    assert_eq!(
        image::load_from_memory(&read(first)).unwrap().dimensions(),
        (600, 300)
    );
    assert_eq!(rendition(&place, &address).unwrap().modified, made);
}

#[test]
fn a_rendition_is_never_wider_than_the_original() {
    let place = place();
    let saved = place
        .files
        .save("a.png", &picture(50, 50, ImageFormat::Png))
        .unwrap();
    let found = rendition(
        &place,
        &format!("/content/images/size/w600/{}", saved.path.rest()),
    )
    .unwrap();
    assert_eq!(
        image::load_from_memory(&read(found)).unwrap().dimensions(),
        (50, 50)
    );
}

#[test]
fn a_rendition_can_be_webp() {
    let place = place();
    let saved = place
        .files
        .save("a.jpg", &picture(900, 450, ImageFormat::Jpeg))
        .unwrap();
    let address = format!("/content/images/size/w300/format/webp/{}", saved.path.rest());
    let found = rendition(&place, &address).unwrap();
    assert_eq!(found.kind, Kind::Webp);
    assert_eq!(
        image::load_from_memory(&read(found)).unwrap().dimensions(),
        (300, 150)
    );
}

#[test]
fn only_widths_on_the_list_are_made() {
    let place = place();
    let saved = place
        .files
        .save("a.jpg", &picture(90, 45, ImageFormat::Jpeg))
        .unwrap();
    let ask = |width: &str| {
        rendition(
            &place,
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

#[test]
fn drawings_and_animations_are_returned_as_they_are() {
    let place = place();
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>";
    let saved = place.files.save("a.svg", svg).unwrap();
    let found = rendition(
        &place,
        &format!("/content/images/size/w600/{}", saved.path.rest()),
    )
    .unwrap();
    assert_eq!((found.kind, read(found).as_slice()), (Kind::Svg, svg.as_slice()));
}

#[test]
fn a_replaced_original_has_new_renditions() {
    let place = place();
    let path: MediaPath = "/content/images/2020/01/a.png".parse().unwrap();
    place
        .files
        .put(&path, &picture(400, 200, ImageFormat::Png))
        .unwrap();
    let address = "/content/images/size/w300/2020/01/a.png";
    assert_eq!(
        image::load_from_memory(&read(rendition(&place, address).unwrap()))
            .unwrap()
            .dimensions(),
        (300, 150)
    );
    place
        .files
        .put(&path, &picture(400, 400, ImageFormat::Png))
        .unwrap();
    assert_eq!(
        image::load_from_memory(&read(rendition(&place, address).unwrap()))
            .unwrap()
            .dimensions(),
        (300, 300)
    );
}

#[test]
fn links_are_not_followed() {
    let place = place();
    std::fs::create_dir_all(place.root.join("images/x")).unwrap();
    std::fs::write(place.root.join("../secret.png"), "secret").unwrap();
    std::os::unix::fs::symlink("../../../secret.png", place.root.join("images/x/a.png")).unwrap();
    std::os::unix::fs::symlink("../..", place.root.join("images/up")).unwrap();
    for address in ["/content/images/x/a.png", "/content/images/up/secret.png"] {
        let answer = place.files.original(&address.parse().unwrap());
        assert!(matches!(answer, Err(FilesError::NotFound)), "{address}");
    }
    assert!(
        place
            .files
            .put(&"/content/images/up/new.png".parse().unwrap(), b"x")
            .is_err()
    );
}

proptest! {
    #[test]
    fn no_address_leads_out_of_the_folder(text in "(/?content/(images|media|files)/)?(size/w600/)?([a.%/\\\\~\u{0}-\u{20}-]|\\.\\./){0,12}(secret)?") {
        let place = place();
        std::fs::write(place.root.join("../secret"), "secret").unwrap();
        if let Ok(path) = text.parse::<MediaPath>() {
            prop_assert!(place.files.original(&path).is_err());
            prop_assert!(path.parts().iter().all(|part| part != ".." && !part.contains('/')));
        }
        if let Ok(wanted) = text.parse::<Rendition>() {
            prop_assert!(place.files.rendition(&wanted).is_err());
        }
    }
}
