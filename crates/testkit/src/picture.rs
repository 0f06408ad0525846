//! Pictures that say something about themselves.

/// A JPEG file with an XMP packet in it that says who took the picture, for whom, and what is to be seen; and where, which
/// nobody may learn (`exif:GPSLatitude`).
pub fn with_metadata(jpeg: &[u8]) -> Vec<u8> {
    let packet = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
        <rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' \
        xmlns:exif='http://ns.adobe.com/exif/1.0/' exif:GPSLatitude='50,27.0N' photoshop:Credit='Tide Agency' \
        xmlns:Iptc4xmpCore='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/' \
        Iptc4xmpCore:AltTextAccessibility='A crane at night'>\
        <dc:description><rdf:Alt><rdf:li xml:lang='x-default'>Night &amp; &lt;day&gt;</rdf:li></rdf:Alt></dc:description>\
        <dc:creator><rdf:Seq><rdf:li>Olena Koval</rdf:li></rdf:Seq></dc:creator>\
        <dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>© Tide Agency</rdf:li></rdf:Alt></dc:rights>\
        </rdf:Description></rdf:RDF></x:xmpmeta>";
    let segment = [b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat();
    let length = u16::try_from(segment.len() + 2).expect("a packet that fits into a segment");
    [
        &jpeg[..2],
        &[0xff, 0xe1],
        &length.to_be_bytes(),
        &segment,
        &jpeg[2..],
    ]
    .concat()
}
