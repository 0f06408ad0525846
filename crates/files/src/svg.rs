//! Drawings are text that a browser runs: one with a script, or with anything that could become one, is not taken.

use roxmltree::{Document, Node, ParsingOptions};

const MAX_BYTES: usize = 5 * 1024 * 1024;
const MAX_NODES: u32 = 200_000;
const SVG: &str = "http://www.w3.org/2000/svg";

/// Says why a drawing is not taken.
pub(crate) fn check(bytes: &[u8]) -> Result<(), String> {
    if bytes.len() > MAX_BYTES {
        return Err("a drawing may be 5 MB long".into());
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "the drawing is not written in UTF-8")?;
    let text = text.trim_start_matches('\u{feff}');
    // Entities can make gigabytes of a few lines.
    if text.contains("<!ENTITY") {
        return Err("the drawing declares entities; save it as plain SVG".into());
    }
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text.trim_start(), options)
        .map_err(|error| format!("the drawing is no XML: {error}"))?;
    if document.root_element().tag_name().name() != "svg" {
        return Err("it is no drawing".into());
    }
    document
        .descendants()
        .filter(Node::is_element)
        .try_for_each(element)
}

fn element(node: Node<'_, '_>) -> Result<(), String> {
    let name = node.tag_name().name().to_ascii_lowercase();
    if matches!(
        name.as_str(),
        "script" | "foreignobject" | "iframe" | "embed" | "object" | "handler" | "listener"
    ) {
        return Err(format!("the drawing has a script or a page in it (<{name}>)"));
    }
    let foreign = node
        .tag_name()
        .namespace()
        .is_some_and(|space| space.ends_with("/xhtml"));
    if foreign {
        return Err("the drawing has HTML in it".into());
    }
    // What an animation puts into a link is a link too.
    let animates =
        matches!(name.as_str(), "set" | "animate") && node.tag_name().namespace().is_none_or(|n| n == SVG);
    for attribute in node.attributes() {
        let key = attribute.name().to_ascii_lowercase();
        if key.starts_with("on") {
            return Err(format!("the drawing has a script in it ({key})"));
        }
        let links = key == "href"
            || key == "src"
            || (animates && matches!(key.as_str(), "to" | "from" | "by" | "values"));
        if links && is_script(attribute.value()) {
            return Err(format!("the drawing has a script in it ({key})"));
        }
    }
    Ok(())
}

/// Browsers ignore white space and control characters in the scheme.
fn is_script(address: &str) -> bool {
    let address: String = address
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .flat_map(char::to_lowercase)
        .collect();
    let runs = |part: &str| {
        part.starts_with("javascript:")
            || part.starts_with("vbscript:")
            || (part.starts_with("data:")
                && !part.starts_with("data:image/")
                && !part.starts_with("data:font/"))
            || part.starts_with("data:image/svg")
    };
    address.split(';').any(runs) || runs(&address)
}
