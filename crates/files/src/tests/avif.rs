//! AVIF pictures made smaller. These tests need Debian's libavif-bin, which the Makefile installs.

use super::*;
use std::process::Command;

/// A picture as libavif's own encoder writes it.
fn encoded(width: u32, height: u32, options: &[&str]) -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (dir.path().join("in.png"), dir.path().join("out.avif"));
    std::fs::write(&from, picture(width, height, ImageFormat::Png)).unwrap();
    let done = Command::new("avifenc")
        .args(["--speed", "10", "--min", "0", "--max", "10"])
        .args(options)
        .args([&from, &to])
        .output()
        .expect("avifenc of libavif-bin starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    std::fs::read(&to).unwrap()
}

fn smaller(place: &Place, bytes: &[u8], format: &str) -> Found {
    let saved = place.files.save("photo.avif", bytes).unwrap();
    rendition(
        place,
        &format!("/content/images/size/w100/{format}{}", saved.path.rest()),
    )
    .unwrap()
}

#[test]
fn an_avif_picture_is_made_smaller_as_webp() {
    let place = place();
    let bytes = encoded(240, 120, &[]);
    for format in ["", "format/webp/"] {
        let made = smaller(&place, &bytes, format);
        assert_eq!(made.kind, Kind::Webp, "{format}");
        let made = image::load_from_memory(&read(made)).unwrap().to_rgb8();
        assert_eq!(made.dimensions(), (100, 50));
        for (x, y) in [(10, 10), (90, 40)] {
            let [red, green, blue] = made.get_pixel(x, y).0.map(u32::from);
            let near =
                red.abs_diff(x * 12 / 5) < 16 && green.abs_diff(y * 12 / 5) < 16 && blue.abs_diff(90) < 16;
            assert!(near, "{red}, {green}, {blue} at {x}, {y}");
        }
    }
    let left = std::fs::read_dir(&place.files.0.cache).unwrap().flatten();
    let mut left = left.map(|entry| entry.file_name().to_string_lossy().into_owned());
    assert!(
        left.all(|name| !name.starts_with(".avif")),
        "what was decoded is gone"
    );
}

#[test]
fn it_is_turned_as_its_container_says() {
    let place = place();
    for (turns, size, corner) in [
        // What stood on the right stands above after a turn against the clock.
        ("1", (60, 120), (true, false)),
        ("2", (100, 50), (true, true)),
        ("3", (60, 120), (false, true)),
    ] {
        let made = smaller(&place, &encoded(120, 60, &["--irot", turns]), "");
        let made = image::load_from_memory(&read(made)).unwrap().to_rgb8();
        assert_eq!(made.dimensions(), size, "{turns}");
        let [red, green, _] = made.get_pixel(2, 2).0;
        assert_eq!((red > 60, green > 30), corner, "{turns}");
    }
}

#[test]
fn what_a_smaller_one_could_not_say_is_served_as_it_is() {
    let place = place();
    let damaged = {
        let mut bytes = encoded(240, 120, &[]);
        let data = bytes.windows(4).position(|four| four == b"mdat").unwrap() + 4;
        bytes[data..data + 16].fill(0xff);
        bytes
    };
    for (what, bytes) in [
        ("HDR", encoded(240, 120, &["--cicp", "1/16/1"])),
        ("wide colours", encoded(240, 120, &["--cicp", "12/13/6"])),
        ("mirrored", encoded(240, 120, &["--imir", "1"])),
        ("damaged", damaged),
    ] {
        let made = smaller(&place, &bytes, "format/webp/");
        assert_eq!(made.kind, Kind::Avif, "{what}");
    }
}

#[test]
fn it_can_be_left_as_it_is() {
    let place = place();
    let bytes = encoded(240, 120, &[]);
    assert!(place.files.reads_avif());
    place.files.leave_avif();
    assert_eq!(smaller(&place, &bytes, "").kind, Kind::Avif);
}
