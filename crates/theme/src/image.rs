//! Addresses of pictures and of their renditions.

use crate::{package::ImageSize, place::Place, text};

const IMAGES: &str = "/content/images/";

/// The path of a picture of this site; nothing when it lies elsewhere.
pub(crate) fn local_path<'a>(address: &'a str, place: &Place) -> Option<&'a str> {
    let path = place.relative(address);
    let local = path.starts_with('/') && !path.starts_with("//");
    local.then_some(path)
}

/// The address of a smaller copy: `/content/images/size/w600/format/webp/2026/11/a.jpg`. What is no picture of the
/// media library has none.
pub(crate) fn rendition(path: &str, size: ImageSize, format: Option<&str>) -> String {
    let Some((before, name)) = path.split_once(IMAGES).filter(|_| size != ImageSize::default()) else {
        return path.to_owned();
    };
    let mut out = format!("{before}{IMAGES}size/");
    for (letter, side) in [('w', size.width), ('h', size.height)] {
        if side > 0 {
            out.push(letter);
            out.push_str(&side.to_string());
        }
    }
    if let Some(format) =
        format.filter(|format| matches!(*format, "webp" | "avif" | "jpeg" | "jpg" | "png" | "gif"))
    {
        out.push_str("/format/");
        out.push_str(format);
    }
    out.push('/');
    out.push_str(name);
    out
}

/// Whether renditions of that picture exist: a raster picture of the media library.
pub(crate) fn has_renditions(path: &str) -> bool {
    let ext = path
        .rsplit_once('.')
        .map(|(_, ext)| ext.to_ascii_lowercase())
        .unwrap_or_default();
    path.contains(IMAGES) && matches!(ext.as_str(), "jpg" | "jpeg" | "png" | "webp" | "avif")
}

/// A picture of another host. Unsplash serves sizes itself; others come as they are.
pub(crate) fn external(address: &str, size: Option<ImageSize>, format: Option<&str>) -> String {
    if !address.contains("images.unsplash.com") {
        return address.to_owned();
    }
    let (base, query) = address.split_once('?').unwrap_or((address, ""));
    let mut pairs: Vec<(String, String)> = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
    let mut set = |key: &str, value: String| match pairs.iter_mut().find(|(name, _)| name == key) {
        Some((_, old)) => *old = value,
        None => pairs.push((key.to_owned(), value)),
    };
    match format {
        Some("jpeg") => set("fm", "jpg".into()),
        Some(format @ ("avif" | "gif" | "jpg" | "png" | "webp")) => set("fm", format.into()),
        _ => {}
    }
    if let Some(size) = size {
        if size.width > 0 {
            set("w", size.width.to_string());
        }
        if size.height > 0 {
            set("h", size.height.to_string());
        }
    }
    if pairs.is_empty() {
        return address.to_owned();
    }
    let query: Vec<String> = pairs
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    format!("{base}?{}", query.join("&"))
}

/// An address as an attribute wants it.
pub(crate) fn attribute(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    text::attribute(&mut out, &text::encode_address(address));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renditions_stand_in_the_path() {
        let size = ImageSize {
            width: 600,
            height: 0,
        };
        assert_eq!(
            rendition("/content/images/2026/11/a.jpg", size, None),
            "/content/images/size/w600/2026/11/a.jpg"
        );
        assert_eq!(
            rendition(
                "/paper/content/images/a.jpg",
                ImageSize { width: 6, height: 7 },
                Some("webp")
            ),
            "/paper/content/images/size/w6h7/format/webp/a.jpg"
        );
        assert_eq!(rendition("/assets/a.jpg", size, None), "/assets/a.jpg");
        assert!(!has_renditions("/content/images/a.svg"));
    }

    #[test]
    fn unsplash_sizes_its_own_pictures() {
        let size = Some(ImageSize {
            width: 600,
            height: 0,
        });
        assert_eq!(external("https://a.org/b.jpg", size, None), "https://a.org/b.jpg");
        assert_eq!(
            external("https://images.unsplash.com/p?w=2000&q=80", size, Some("webp")),
            "https://images.unsplash.com/p?w=600&q=80&fm=webp"
        );
    }
}
