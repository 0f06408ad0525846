use super::{parts::*, *};

pub(super) fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

pub(super) fn pixels(bytes: &[u8]) -> Vec<u8> {
    image::load_from_memory(bytes).unwrap().into_bytes()
}

#[test]
fn no_position_is_kept_and_no_pixel_changes() {
    for (name, bytes) in [
        ("a.jpg", full_jpeg()),
        ("a.png", full_png()),
        ("a.webp", full_webp()),
    ] {
        let place = place();
        assert!(holds(&bytes, "POSITION"));
        let saved = place.files.save(name, &bytes).unwrap();
        assert_eq!(saved.size, Some((20, 40)), "{name} is turned");
        let on_disk = std::fs::read(
            place
                .root
                .join(saved.path.to_string().trim_start_matches("/content/")),
        )
        .unwrap();
        let served = read(place.files.original(&saved.path).unwrap());
        assert!(served == on_disk && saved.length == served.len() as u64);
        assert!(!holds(&served, "POSITION"), "{name}");
        assert!(holds(&served, "© 2026 Reuters"), "{name} says whose it is");
        assert_eq!(pixels(&served), pixels(&bytes), "{name}");
        let anatomy = anatomy::Anatomy::of(&served, saved.kind).unwrap().unwrap();
        assert_eq!(
            crate::clean::turn(&served, &anatomy),
            Some(6),
            "{name} is still turned"
        );
    }
    let served = admit::servable(&full_jpeg(), Kind::Jpeg).unwrap();
    assert!(holds(&served, "ICC_PROFILE"));
}

#[test]
fn a_plain_picture_stays_as_it_is() {
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Gif,
    ] {
        let bytes = picture(30, 20, format);
        let kind = Kind::of_bytes(&bytes, "");
        assert!(admit::servable(&bytes, kind).unwrap() == bytes, "{kind:?}");
    }
}

#[test]
fn where_a_position_may_be_is_not_served_when_it_cannot_be_found() {
    let place = place();
    let mut damaged = full_jpeg();
    damaged[2] = 0;
    let path = by_hand(&place, "a.jpg", &damaged);
    let answer = place.files.original(&path);
    assert!(matches!(answer, Err(FilesError::Invalid(_))));
}

#[test]
fn renditions_carry_the_colour_profile_and_nothing_else() {
    let place = place();
    let saved = place.files.save("a.jpg", &full_jpeg()).unwrap();
    for format in ["", "format/webp/"] {
        let address = format!("/content/images/size/w30/{format}{}", saved.path.rest());
        let made = read(rendition(&place, &address).unwrap());
        assert!(holds(&made, "mntrRGB XYZ "), "{format}");
        assert!(!holds(&made, "Reuters") && !holds(&made, "xmp"), "{format}");
        assert_eq!(
            image::load_from_memory(&made).unwrap().dimensions(),
            (20, 40),
            "{format}"
        );
    }
}

#[test]
fn avif_is_known_by_its_content_and_served_at_all_widths() {
    let place = place();
    let saved = place.files.save("photo.jpg", &avif()).unwrap();
    assert!(saved.path.to_string().ends_with("/photo.avif"));
    assert_eq!((saved.kind, saved.size), (Kind::Avif, Some((800, 1200))));
    let address = format!("/content/images/size/w600/format/webp/{}", saved.path.rest());
    let served = rendition(&place, &address).unwrap();
    assert_eq!((served.kind, served.length), (Kind::Avif, avif().len() as u64));
    let served = read(served);
    assert!(!holds(&served, "POSITION") && holds(&served, "notreal."));
}

#[test]
fn a_webp_head_speaks_of_no_notes_that_are_not_there() {
    let full = full_webp();
    let exif = full.windows(4).position(|four| four == b"EXIF").unwrap();
    let cleaned = admit::servable(&full[..exif], Kind::Webp).unwrap();
    assert_eq!((full[20], cleaned[20]), (0x0c, 0));
    assert_eq!(cleaned[4..8], ((exif - 8) as u32).to_le_bytes());
}
