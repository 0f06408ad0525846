//! Drawings are text that a browser runs: one with a script, or with anything that could become one, is not taken.

use crate::xml::is_crowded;
use roxmltree::{Document, Node, ParsingOptions};

const MAX_BYTES: usize = 5 * 1024 * 1024;
const MAX_NODES: u32 = 200_000;
const SVG: &str = "http://www.w3.org/2000/svg";

/// Width and height where the drawing says them, or why it is not taken.
pub(crate) fn check(bytes: &[u8]) -> Result<Option<(u32, u32)>, String> {
    if bytes.len() > MAX_BYTES {
        return Err("a drawing may be 5 MB long".into());
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "the drawing is not written in UTF-8")?;
    let text = text.trim_start_matches('\u{feff}');
    // Entities can make gigabytes of a few lines.
    if text.contains("<!ENTITY") {
        return Err("the drawing declares entities; save it as plain SVG".into());
    }
    if is_crowded(text) {
        return Err("an element of the drawing has more than 200 attributes".into());
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
        .try_for_each(element)?;
    Ok(size(document.root_element()))
}

/// In pixels, as a browser shows it: `width` and `height`, or what `viewBox` says where they are missing or relative.
fn size(svg: Node<'_, '_>) -> Option<(u32, u32)> {
    let view = svg.attribute("viewBox").map(|view| {
        let numbers = view
            .split([' ', ',', '\t', '\n', '\r'])
            .filter(|part| !part.is_empty());
        numbers.map_while(|part| part.parse().ok()).collect::<Vec<f64>>()
    });
    let view = match view.as_deref() {
        Some(&[_, _, width, height]) if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    };
    let given = |name| svg.attribute(name).and_then(pixels);
    let (width, height) = match (given("width"), given("height"), view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some(view)) => (width, width * view.1 / view.0),
        (None, Some(height), Some(view)) => (height * view.0 / view.1, height),
        (_, _, view) => view?,
    };
    let side = |side: f64| ((0.5..=100_000.0).contains(&side)).then(|| (side.round() as u32).max(1));
    side(width).zip(side(height))
}

/// A length of CSS; relative ones are none.
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let end = length
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '+' | '-')))
        .unwrap_or(length.len());
    let (number, unit) = length.split_at(end);
    let each = match unit.trim() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    number
        .parse::<f64>()
        .ok()
        .map(|number| number * each)
        .filter(|pixels| *pixels > 0.0)
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
