use super::{parts::*, *};
use crate::anatomy::jpeg;

fn expected() -> Metadata {
    Metadata {
        caption: "The harbour & the <quay>".into(),
        creator: "Olena Koval, Ivan Bondar".into(),
        agency: "Reuters".into(),
        copyright: "© 2026 Reuters".into(),
        alt: "A crane at night".into(),
    }
}

#[test]
fn xmp_is_read_from_each_container() {
    for (name, bytes) in [
        ("a.jpg", full_jpeg()),
        ("a.png", full_png()),
        ("a.webp", full_webp()),
        ("a.avif", avif()),
    ] {
        let saved = place().files.save(name, &bytes).unwrap();
        assert_eq!(saved.metadata, expected(), "{name}");
        assert_eq!(saved.metadata.credit(), "Olena Koval, Ivan Bondar / Reuters");
    }
}

#[test]
fn xmp_may_stand_in_attributes_and_be_compressed() {
    let packet = xmp("")
        .split(|byte| *byte == b'>')
        .collect::<Vec<_>>()
        .join(&b'>');
    let packet = String::from_utf8(packet).unwrap();
    let packet = packet.replace(
        "exif:GPSLatitude",
        "photoshop:Credit='Reuters' dc:creator='Ada' exif:GPSLatitude",
    );
    let mut deflated = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut deflated, packet.as_bytes()).unwrap();
    let chunk = [
        b"XML:com.adobe.xmp\0\x01\0\0\0".as_slice(),
        &deflated.finish().unwrap(),
    ]
    .concat();
    let plain = picture(4, 4, ImageFormat::Png);
    let chunk = crate::anatomy::png::chunk(b"iTXt", &chunk).unwrap();
    let said = Metadata::of(&[&plain[..33], &chunk, &plain[33..]].concat(), Kind::Png);
    assert_eq!((said.agency.as_str(), said.creator.as_str()), ("Reuters", "Ada"));
}

fn of_iptc(datasets: &[(u8, u8, &[u8])]) -> Metadata {
    let segment = jpeg::segment(0xed, b"Photoshop 3.0\0", &iptc(datasets)).unwrap();
    Metadata::of(&jpeg_with(&[segment]), Kind::Jpeg)
}

#[test]
fn the_iptc_record_is_read_in_its_charset() {
    let said = of_iptc(&[
        (1, 90, b"\x1b%G"),
        (2, 80, "Олена Коваль".as_bytes()),
        (2, 80, b"Ada"),
        (2, 110, b"Reuters"),
        (2, 116, "© 2026".as_bytes()),
        (2, 120, b"Line one\r\nline two"),
    ]);
    assert_eq!(said.creator, "Олена Коваль, Ada");
    assert_eq!(said.caption, "Line one line two");
    assert_eq!(
        (said.agency.as_str(), said.copyright.as_str()),
        ("Reuters", "© 2026")
    );
    assert_eq!(of_iptc(&[(2, 80, b"Zo\xeb")]).creator, "Zoë");
}

#[test]
fn the_cameras_owner_stands_where_nobody_else_is_named() {
    let said = Metadata::of(&jpeg_with(&[jpeg::exif_segment(&exif()).unwrap()]), Kind::Jpeg);
    assert_eq!(
        (said.creator.as_str(), said.copyright.as_str()),
        ("Ada", "(c) Ada")
    );
    assert_eq!(said.credit(), "Ada");
}

#[test]
fn texts_are_bounded_and_plain() {
    let long = "ж".repeat(3000);
    let said = of_iptc(&[
        (2, 110, long.as_bytes()),
        (2, 116, "a\u{202e}b\0\u{7}c".as_bytes()),
    ]);
    assert_eq!(said.agency.chars().count(), 500);
    assert_eq!(said.copyright, "ab c");
}

#[test]
fn entities_and_damage_say_nothing() {
    let bomb = "<!DOCTYPE x [<!ENTITY a 'ha'>]>".to_owned() + &String::from_utf8(full_xmp()).unwrap();
    for packet in [bomb.as_bytes(), &full_xmp()[..300], b"\xff\xfe", b""] {
        let jpeg = jpeg_with(&[jpeg::xmp_segment(packet).unwrap()]);
        assert_eq!(Metadata::of(&jpeg, Kind::Jpeg), Metadata::default());
    }
}

proptest! {
    #[test]
    fn any_bytes_are_metadata_within_bounds(
        which in 0usize..5,
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..12),
        cut in any::<proptest::sample::Index>(),
    ) {
        let (kind, mut bytes) = [
            (Kind::Jpeg, full_jpeg()),
            (Kind::Png, full_png()),
            (Kind::Webp, full_webp()),
            (Kind::Gif, super::hostile::gif(8, 8, 3)),
            (Kind::Avif, avif()),
        ][which].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut.index(4) == 0 {
            bytes.truncate(cut.index(bytes.len()));
        }
        let said = Metadata::of(&bytes, kind);
        prop_assert!(said.caption.chars().count() <= 5000 && said.creator.chars().count() <= 500);
        // What was cleaned once is clean.
        if let Ok(clean) = crate::admit::servable(&bytes, kind) {
            let again = crate::admit::servable(&clean, kind);
            prop_assert_eq!(again, Ok(clean));
        }
    }

    #[test]
    fn what_is_written_is_read_again(creator in "\\PC{1,40}", agency in "\\PC{0,40}", copyright in "\\PC{0,40}") {
        let resources = [(1, 90, b"\x1b%G".as_slice()), (2, 80, creator.as_bytes()), (2, 110, agency.as_bytes()), (2, 116, copyright.as_bytes())];
        let before = of_iptc(&resources);
        let segment = jpeg::segment(0xed, b"Photoshop 3.0\0", &iptc(&resources)).unwrap();
        let clean = crate::admit::servable(&jpeg_with(&[segment]), Kind::Jpeg).unwrap();
        prop_assert_eq!(Metadata::of(&clean, Kind::Jpeg), before);
    }
}
