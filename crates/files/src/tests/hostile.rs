use super::{parts::*, *};
use crate::anatomy::{jpeg, png};

/// An animation whose frames are as small as can be.
pub fn gif(width: u16, height: u16, frames: usize) -> Vec<u8> {
    let mut out = b"GIF89a".to_vec();
    out.extend(width.to_le_bytes());
    out.extend(height.to_le_bytes());
    out.extend([0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
    out.extend(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0\x21\xfe\x08POSITION\0");
    for _ in 0..frames {
        out.extend(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
    }
    out.push(0x3b);
    out
}

fn png_of(width: u32, height: u32) -> Vec<u8> {
    let plain = picture(1, 1, ImageFormat::Png);
    let mut head = plain[16..29].to_vec();
    head[..4].copy_from_slice(&width.to_be_bytes());
    head[4..8].copy_from_slice(&height.to_be_bytes());
    [&plain[..8], &png::chunk(b"IHDR", &head).unwrap(), &plain[33..]].concat()
}

fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
    let mut jpeg = picture(8, 8, ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    jpeg[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    jpeg
}

fn refused(name: &str, bytes: &[u8]) -> String {
    match place().files.save(name, bytes) {
        Err(FilesError::Invalid(why)) => why,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn a_small_file_that_says_it_is_huge_is_refused_and_never_decoded() {
    for (name, bytes) in [
        ("a.png", png_of(50_000, 50_000)),
        ("a.jpg", jpeg_of(50_000, 50_000)),
    ] {
        assert!(refused(name, &bytes).contains("50000 × 50000 pixels"), "{name}");
        let place = place();
        by_hand(&place, name, &bytes);
        for size in ["w600", "w600/format/webp"] {
            let found = rendition(&place, &format!("/content/images/size/{size}/{name}")).unwrap();
            assert!(read(found) == bytes, "the original stands for {size}");
        }
    }
}

#[test]
fn what_is_cut_off_is_refused() {
    for (name, bytes) in [
        ("a.jpg", picture(60, 60, ImageFormat::Jpeg)),
        ("a.png", picture(60, 60, ImageFormat::Png)),
        ("a.gif", gif(60, 60, 3)),
        ("a.webp", picture(60, 60, ImageFormat::WebP)),
        ("a.avif", avif()),
    ] {
        assert!(place().files.save(name, &bytes).is_ok(), "{name}");
        for length in (16..bytes.len()).step_by(7) {
            let why = refused(name, &bytes[..length]);
            assert!(!why.is_empty(), "{name} {length}");
        }
        let why = refused(name, &bytes[..bytes.len() - 1]);
        assert!(why.contains("cut off"), "{name}: {why}");
    }
}

#[test]
fn what_only_its_name_calls_a_picture_is_refused() {
    for (name, bytes) in [
        ("evil.jpg", b"<html><script>alert(1)</script>".as_slice()),
        ("evil.png", b"MZ\x90\0"),
        ("evil.svg", b"%PDF-1.4"),
        ("evil.avif", b"\0\0\0\x18ftypisom"),
    ] {
        assert!(refused(name, bytes).contains("it is none"), "{name}");
    }
    let why = refused("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic");
    assert!(why.contains("save it as JPEG"), "{why}");
    let put = place().files.put(&"/content/images/a.bin".parse().unwrap(), b"x");
    assert!(matches!(put, Err(FilesError::Invalid(_))));
}

#[test]
fn drawings_with_scripts_are_refused() {
    let drawing = |inner: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{inner}</svg>"
        )
    };
    for inner in [
        "<script>alert(1)</script>",
        "<g><x:script xmlns:x='http://www.w3.org/2000/svg'/></g>",
        "<rect OnLoad='alert(1)'/>",
        "<a xlink:href='java\tscript:alert(1)'><text>x</text></a>",
        "<a href=' JAVASCRIPT:alert(1)'/>",
        "<a href='data:text/html,x'/>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
        "<animate attributeName='href' values='#;javascript:alert(1)'/>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<use href='data:image/svg+xml;base64,x'/>",
    ] {
        let why = refused("a.svg", drawing(inner).as_bytes());
        assert!(why.contains("the drawing has"), "{inner}: {why}");
    }
    let bomb = format!("<!DOCTYPE svg [<!ENTITY a 'ha'>]>{}", drawing("&a;"));
    assert!(refused("a.svg", bomb.as_bytes()).contains("entities"));
    assert!(refused("a.svg", b"<svg><g></svg>").contains("no XML"));
    let good = drawing(
        "<style>a{}</style><a href='https://x.example/'><path d='M0 0'/></a><image href='data:image/png;base64,x'/>",
    );
    assert!(place().files.save("a.svg", good.as_bytes()).is_ok());
}

#[test]
fn endless_animations_and_passes_are_refused() {
    assert!(refused("a.gif", &gif(5000, 5000, 200)).contains("200 pictures"));
    let place = place();
    assert!(place.files.save("a.gif", &gif(500, 500, 200)).is_ok());
    let plain = picture(8, 8, ImageFormat::Jpeg);
    let scan = plain.windows(2).position(|two| two == [0xff, 0xda]).unwrap();
    let passes = [
        &plain[..scan],
        &plain[scan..plain.len() - 2].repeat(101),
        b"\xff\xd9",
    ]
    .concat();
    assert!(refused("a.jpg", &passes).contains("100 passes"));
    let parts: Vec<u8> = (0..30_000)
        .flat_map(|i| jpeg::segment(if i % 2 == 0 { 0xfe } else { 0xdd }, b"", b"").unwrap())
        .collect();
    assert!(refused("a.jpg", &jpeg_with(&[parts])).contains("too many parts"));
}

#[test]
fn nothing_stays_behind_the_end_of_a_picture() {
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Gif,
    ] {
        let plain = picture(20, 20, format);
        let both = [plain.as_slice(), b"PK\x03\x04<script>alert(1)</script>"].concat();
        let kind = Kind::of_bytes(&plain, "");
        assert!(admit::servable(&both, kind).unwrap() == plain, "{kind:?}");
    }
}

#[test]
fn what_cannot_be_decoded_is_tried_once_and_served_as_it_is() {
    let place = place();
    let mut broken = picture(64, 64, ImageFormat::Png);
    let data = broken.windows(4).position(|four| four == b"IDAT").unwrap();
    broken[data + 20] ^= 0xff;
    let path = by_hand(&place, "a.png", &broken);
    let address = "/content/images/size/w30/format/webp/a.png".parse().unwrap();
    assert!(place.files.ready_rendition(&address).unwrap().is_none());
    let found = place.files.rendition(&address).unwrap();
    assert_eq!((found.kind, read(found)), (Kind::Png, broken));
    assert!(
        place.files.ready_rendition(&address).unwrap().is_some(),
        "it is known by now"
    );
    assert!(place.files.exists(&path).unwrap());
}

#[test]
fn what_moves_keeps_moving() {
    let place = place();
    let saved = place.files.save("a.gif", &gif(40, 40, 3)).unwrap();
    assert_eq!(saved.size, Some((40, 40)));
    let served = rendition(&place, &format!("/content/images/size/w30/{}", saved.path.rest())).unwrap();
    assert_eq!(served.kind, Kind::Gif);
    assert!(!read(served).windows(8).any(|eight| eight == b"POSITION"));
}

#[test]
fn a_decoder_that_panics_is_an_answer() {
    let answer: Result<(), _> = apart::apart(|| panic!("on purpose"));
    assert!(matches!(answer, Err(FilesError::Invalid(_))));
}

#[test]
fn notes_that_lie_over_the_structure_are_damage() {
    let mut bytes = avif();
    // The place of the second item, in `iloc`: its extent begins at the file's start.
    let second = bytes
        .windows(6)
        .position(|six| six == [0, 2, 0, 0, 0, 1])
        .unwrap();
    bytes[second + 6..second + 10].fill(0);
    assert!(refused("a.avif", &bytes).contains("damaged"));
}

#[test]
fn attributes_without_end_are_not_compared_with_each_other() {
    // The parser would take minutes over either.
    let crowd = (0..100_000).fold(String::new(), |all, n| all + &format!(" a{n}=''"));
    let drawing = format!("<svg xmlns='http://www.w3.org/2000/svg'><g{crowd}/></svg>");
    assert!(refused("a.svg", drawing.as_bytes()).contains("more than 200 attributes"));
    let packet = format!("<rdf:RDF xmlns:rdf='x'><rdf:Description{crowd}/></rdf:RDF>");
    let plain = picture(8, 8, ImageFormat::Png);
    let with = |packets: &[&[u8]]| {
        let chunks = packets.iter().map(|packet| png::xmp_chunk(packet).unwrap());
        [&plain[..33], &chunks.collect::<Vec<_>>().concat(), &plain[33..]].concat()
    };
    let saved = place().files.save("a.png", &with(&[packet.as_bytes()])).unwrap();
    assert_eq!(saved.metadata, Metadata::default());
    // Of many packets the first is read.
    let said = full_xmp();
    let saved = place().files.save("a.png", &with(&[&said, b"<x/>"])).unwrap();
    assert_eq!(saved.metadata.agency, "Reuters");
    let saved = place().files.save("a.png", &with(&[b"<x/>", &said])).unwrap();
    assert_eq!(saved.metadata, Metadata::default());
}

#[test]
fn deep_colours_may_not_take_more_memory_than_others() {
    let mut deep = png_of(7000, 7000);
    (deep[24], deep[25]) = (16, 6);
    let why = refused("a.png", &deep);
    assert!(why.contains("64 bits take more than 240 MB"), "{why}");
    (deep[24], deep[25]) = (8, 6);
    assert!(place().files.save("a.png", &deep).is_ok());
}

#[test]
fn deep_colours_are_scaled_to_what_they_were() {
    let deep = image::DynamicImage::ImageRgba16(image::ImageBuffer::from_pixel(
        300,
        100,
        image::Rgba([0xffff, 0x8080, 0, 0xffff]),
    ));
    let mut bytes = Cursor::new(Vec::new());
    deep.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let place = place();
    by_hand(&place, "a.png", &bytes.into_inner());
    let small = rendition(&place, "/content/images/size/w100/a.png").unwrap();
    let small = image::load_from_memory(&read(small)).unwrap();
    assert_eq!(small.color(), image::ColorType::Rgba8);
    assert_eq!(small.to_rgba8().get_pixel(50, 10).0, [255, 128, 0, 255]);
}
