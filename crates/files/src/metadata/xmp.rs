//! XMP packets (ISO 16684-1): RDF as XML.

use super::{MOST_BYTES, Metadata};
use crate::xml::is_crowded;
use roxmltree::{Document, Node, ParsingOptions};
use std::io::Read;

const DC: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const IPTC: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const MOST_NODES: u32 = 20_000;
/// Photographers of one picture.
const MOST_NAMES: usize = 10;

pub(super) fn read(packet: &[u8]) -> Metadata {
    let text = packet
        .get(..packet.len().min(MOST_BYTES))
        .and_then(|packet| std::str::from_utf8(packet).ok())
        .filter(|text| !is_crowded(text));
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    let Some(Ok(document)) =
        text.map(|text| Document::parse_with_options(text.trim_end_matches('\0'), options))
    else {
        return Metadata::default();
    };
    let value = |name: (&str, &str)| value(&document, name).unwrap_or_default();
    Metadata {
        caption: value((DC, "description")),
        creator: value((DC, "creator")),
        agency: value((PHOTOSHOP, "Credit")),
        copyright: value((DC, "rights")),
        alt: value((IPTC, "AltTextAccessibility")),
    }
}

/// PNG's `iTXt` behind its keyword: two flags, language, translated keyword, text.
pub(super) fn read_text_chunk(chunk: &[u8]) -> Option<Metadata> {
    let [compressed, _method, rest @ ..] = chunk else {
        return None;
    };
    let text = rest.splitn(3, |byte| *byte == 0).nth(2)?;
    if *compressed == 0 {
        return Some(read(text));
    }
    let mut packet = Vec::new();
    let inflated = flate2::read::ZlibDecoder::new(text);
    inflated.take(MOST_BYTES as u64).read_to_end(&mut packet).ok()?;
    Some(read(&packet))
}

/// A property of the picture: an attribute or an element of an `rdf:Description`, with text or a list in it.
fn value(document: &Document<'_>, name: (&str, &str)) -> Option<String> {
    let about = |node: &Node<'_, '_>| node.has_tag_name((RDF, "Description"));
    // Those within others tell of other things: the pictures that this one was made of, for instance.
    let outermost = |node: &Node<'_, '_>| {
        node.parent_element()
            .is_some_and(|parent| parent.has_tag_name((RDF, "RDF")))
    };
    document
        .descendants()
        .filter(|node| about(node) && outermost(node))
        .find_map(|node| match node.attribute(name) {
            Some(text) => Some(text.to_owned()),
            None => node.children().find(|child| child.has_tag_name(name)).map(texts),
        })
        .filter(|text| !text.trim().is_empty())
}

fn texts(property: Node<'_, '_>) -> String {
    let items = || {
        property
            .descendants()
            .filter(|node| node.has_tag_name((RDF, "li")))
    };
    let text = |node: Node<'_, '_>| node.text().unwrap_or_default().trim().to_owned();
    let Some(first) = items().next() else {
        return text(property);
    };
    let is_alternatives = first
        .parent_element()
        .is_some_and(|list| list.has_tag_name((RDF, "Alt")));
    if is_alternatives {
        let lang = ("http://www.w3.org/XML/1998/namespace", "lang");
        return text(
            items()
                .find(|node| node.attribute(lang) == Some("x-default"))
                .unwrap_or(first),
        );
    }
    let names: Vec<String> = items().map(text).filter(|name| !name.is_empty()).collect();
    names[..names.len().min(MOST_NAMES)].join(", ")
}

/// A packet that says whose the picture is, and nothing else; `None` when nothing is known.
pub(crate) fn write(metadata: &Metadata) -> Option<Vec<u8>> {
    let escape = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    };
    let mut properties = String::new();
    let mut add = |text: &str, before: &str, after: &str| {
        if !text.is_empty() {
            properties.push_str(&format!("{before}{}{after}", escape(text)));
        }
    };
    add(
        &metadata.creator,
        "<dc:creator><rdf:Seq><rdf:li>",
        "</rdf:li></rdf:Seq></dc:creator>",
    );
    add(
        &metadata.copyright,
        "<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">",
        "</rdf:li></rdf:Alt></dc:rights>",
    );
    add(&metadata.agency, "<photoshop:Credit>", "</photoshop:Credit>");
    (!properties.is_empty()).then(|| {
        format!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
             <rdf:RDF xmlns:rdf=\"{RDF}\"><rdf:Description rdf:about=\"\" xmlns:dc=\"{DC}\" \
             xmlns:photoshop=\"{PHOTOSHOP}\">{properties}</rdf:Description></rdf:RDF></x:xmpmeta>\
             <?xpacket end=\"r\"?>"
        )
        .into_bytes()
    })
}
