//! Files with something in them that is not the picture.

use super::picture;
use crate::anatomy::{jpeg, png, webp};
use image::ImageFormat;

/// A camera's notes: turned by a quarter, and where it stood (`50.0 N` as a text that can be looked for).
pub fn exif() -> Vec<u8> {
    let mut tiff = b"II\x2a\0\x08\0\0\0\x04\0".to_vec();
    let mut entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        tiff.extend(tag.to_le_bytes());
        tiff.extend(kind.to_le_bytes());
        tiff.extend(count.to_le_bytes());
        tiff.extend(value);
    };
    entry(0x0112, 3, 1, [6, 0, 0, 0]);
    entry(0x013b, 2, 4, *b"Ada\0");
    entry(0x8298, 2, 8, 62u32.to_le_bytes());
    entry(0x8825, 4, 1, 70u32.to_le_bytes());
    tiff.extend([0; 4]);
    tiff.extend(b"(c) Ada\0POSITION-50.45-30.52");
    tiff
}

pub fn xmp(properties: &str) -> Vec<u8> {
    format!(
        "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>\
         <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' \
         xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' \
         xmlns:exif='http://ns.adobe.com/exif/1.0/' \
         xmlns:Iptc4xmpCore='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/' exif:GPSLatitude='POSITION-50.45' \
         photoshop:City='POSITION-Kyiv'>{properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    )
    .into_bytes()
}

pub fn full_xmp() -> Vec<u8> {
    xmp(
        "<dc:description><rdf:Alt><rdf:li xml:lang='uk'>Порт</rdf:li><rdf:li xml:lang='x-default'>The harbour &amp; \
         the <![CDATA[<quay>]]></rdf:li></rdf:Alt></dc:description>\
         <dc:creator><rdf:Seq><rdf:li>Olena Koval</rdf:li><rdf:li>Ivan Bondar</rdf:li></rdf:Seq></dc:creator>\
         <photoshop:Credit>Reuters</photoshop:Credit>\
         <dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>© 2026 Reuters</rdf:li></rdf:Alt></dc:rights>\
         <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang='x-default'>A crane at night</rdf:li></rdf:Alt>\
         </Iptc4xmpCore:AltTextAccessibility>",
    )
}

pub fn iptc(datasets: &[(u8, u8, &[u8])]) -> Vec<u8> {
    let mut record = Vec::new();
    for (a, b, value) in datasets {
        record.extend([0x1c, *a, *b]);
        record.extend((value.len() as u16).to_be_bytes());
        record.extend(*value);
    }
    let mut out = b"8BIM\x03\xed\x03abc\0\0\0\x018\0".to_vec();
    out.splice(6..10, *b"\x01a");
    out.extend(b"8BIM\x04\x04\0\0");
    out.extend((record.len() as u32).to_be_bytes());
    out.extend(&record);
    out
}

pub fn jpeg_with(segments: &[Vec<u8>]) -> Vec<u8> {
    let plain = picture(40, 20, ImageFormat::Jpeg);
    [&plain[..2], &segments.concat(), &plain[2..]].concat()
}

pub fn full_jpeg() -> Vec<u8> {
    let resources = iptc(&[(2, 90, b"POSITION-Kyiv"), (2, 120, b"From IPTC")]);
    let mut jpeg = jpeg_with(&[
        jpeg::exif_segment(&exif()).unwrap(),
        jpeg::xmp_segment(&full_xmp()).unwrap(),
        jpeg::segment(0xed, b"Photoshop 3.0\0", &resources).unwrap(),
        jpeg::segment(
            0xe2,
            b"ICC_PROFILE\0",
            &[b"\x01\x01".as_slice(), &profile()].concat(),
        )
        .unwrap(),
        jpeg::segment(0xfe, b"", b"POSITION in a comment").unwrap(),
    ]);
    jpeg.extend(b"PK\x03\x04 POSITION behind the end");
    jpeg
}

/// What begins like a colour profile.
pub fn profile() -> Vec<u8> {
    let mut profile = vec![0; 128];
    profile[12..24].copy_from_slice(b"mntrRGB XYZ ");
    profile[36..40].copy_from_slice(b"acsp");
    profile
}

pub fn full_png() -> Vec<u8> {
    let plain = picture(40, 20, ImageFormat::Png);
    let chunks = [
        png::chunk(b"eXIf", &exif()).unwrap(),
        png::xmp_chunk(&full_xmp()).unwrap(),
        png::chunk(b"tEXt", b"Comment\0POSITION").unwrap(),
    ];
    [&plain[..33], &chunks.concat(), &plain[33..]].concat()
}

pub fn full_webp() -> Vec<u8> {
    let plain = picture(40, 20, ImageFormat::WebP);
    let head = [webp::EXIF | webp::XMP, 0, 0, 0, 39, 0, 0, 19, 0, 0];
    let body = [
        b"WEBP".to_vec(),
        webp::chunk(b"VP8X", &head).unwrap(),
        plain[12..].to_vec(),
        webp::chunk(b"EXIF", &exif()).unwrap(),
        webp::chunk(b"XMP ", &full_xmp()).unwrap(),
    ];
    webp::chunk(b"RIFF", &body.concat()).unwrap()
}

fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut out = (content.len() as u32 + 8).to_be_bytes().to_vec();
    out.extend(name);
    out.extend(content);
    out
}

/// An AVIF file of 1,200 × 800 pixels, with notes, whose picture is no AV1.
pub fn avif() -> Vec<u8> {
    let ftyp = boxed(b"ftyp", b"avif\0\0\0\0avifmif1");
    let infe = |id: u8, rest: &[u8]| {
        boxed(
            b"infe",
            &[b"\x02\0\0\0\0".as_slice(), &[id], b"\0\0", rest].concat(),
        )
    };
    let items = [
        b"\0\0\0\0\0\x03".to_vec(),
        infe(1, b"av01\0"),
        infe(2, b"Exif\0"),
        infe(3, b"mime\0application/rdf+xml\0"),
    ];
    let exif = [b"\0\0\0\0".as_slice(), &exif()].concat();
    let xmp = full_xmp();
    let meta = |start: usize| {
        let place = |id: u8, from: usize, length: usize| {
            let numbers = [(from as u32).to_be_bytes(), (length as u32).to_be_bytes()].concat();
            [&[0, id, 0, 0, 0, 1], numbers.as_slice()].concat()
        };
        let places = [
            b"\0\0\0\0\x44\0\0\x03".to_vec(),
            place(1, start, 8),
            place(2, start + 8, exif.len()),
            place(3, start + 8 + exif.len(), xmp.len()),
        ];
        let ispe = boxed(b"ispe", b"\0\0\0\0\0\0\x04\xb0\0\0\x03\x20");
        let properties = [
            boxed(b"ipco", &[ispe, boxed(b"irot", b"\x01")].concat()),
            boxed(b"ipma", b"\0\0\0\0\0\0\0\x01\0\x01\x02\x81\x82"),
        ];
        let inner = [
            b"\0\0\0\0".to_vec(),
            boxed(b"pitm", b"\0\0\0\0\0\x01"),
            boxed(b"iinf", &items.concat()),
            boxed(b"iloc", &places.concat()),
            boxed(b"iprp", &properties.concat()),
        ];
        boxed(b"meta", &inner.concat())
    };
    let start = ftyp.len() + meta(0).len() + 8;
    let data = boxed(b"mdat", &[b"notreal.", exif.as_slice(), &xmp].concat());
    [ftyp, meta(start), data].concat()
}
