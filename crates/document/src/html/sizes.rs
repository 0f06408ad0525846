//! Width and height of pictures, so that a page does not jump when they come.

use std::fmt::Write;

/// Gives each `img` that has neither width nor height what `size` knows of its address, in pixels.
pub fn with_sizes<E>(
    html: &str,
    mut size: impl FnMut(&str) -> Result<Option<(u32, u32)>, E>,
) -> Result<String, E> {
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html;
    while let Some(at) = rest.find("<img ") {
        let end = at + end_of(&rest[at..]);
        let tag = &rest[at..end];
        out.push_str(&rest[..end]);
        rest = &rest[end..];
        let is_sized = tag.contains(" width=") || tag.contains(" height=");
        let src = tag.split_once(" src=\"").and_then(|(_, src)| src.split_once('"'));
        let Some((src, _)) = src.filter(|_| !is_sized) else {
            continue;
        };
        if let Some((width, height)) = size(&src.replace("&amp;", "&"))? {
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// Where the tag at the beginning ends, before its `>`.
fn end_of(tag: &str) -> usize {
    let mut within = false;
    let end = tag.bytes().position(|byte| {
        within ^= byte == b'"';
        byte == b'>' && !within
    });
    end.map_or(tag.len(), |end| match tag[..end].ends_with('/') {
        true => end - 1,
        false => end,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_get_what_is_known_and_keep_what_they_have() {
        let sized = |html: &str| {
            let size = |src: &str| Ok::<_, ()>((src == "/a&b.png").then_some((30, 20)));
            with_sizes(html, size).unwrap()
        };
        for (html, expected) in [
            (
                "<p><img src=\"/a&amp;b.png\" alt=\"\"></p>",
                "<p><img src=\"/a&amp;b.png\" alt=\"\" width=\"30\" height=\"20\"></p>",
            ),
            (
                "<img alt=\"a > b\" src=\"/a&amp;b.png\"/>x",
                "<img alt=\"a > b\" src=\"/a&amp;b.png\" width=\"30\" height=\"20\"/>x",
            ),
            (
                "<img src=\"/a&amp;b.png\" width=\"3\">",
                "<img src=\"/a&amp;b.png\" width=\"3\">",
            ),
            (
                "<img src=\"/c.png\"> <img src=\"/a",
                "<img src=\"/c.png\"> <img src=\"/a",
            ),
            ("<img alt=\"\"><imgx>", "<img alt=\"\"><imgx>"),
        ] {
            assert_eq!(sized(html), expected);
        }
    }
}
