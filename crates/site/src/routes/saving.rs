//! `Save-Data: on`: pages are the same for all, so that one copy of each is kept here and in every cache on the way; what
//! they load is smaller. Style sheets name no fonts, fonts that are loaded ahead are empty, pictures are at most
//! [`WIDEST`] pixels wide. All of these say `Vary: Save-Data`, whether the client saves or not.

use bytes::Bytes;
use http::{HeaderMap, HeaderName};

/// The widest picture for whoever saves data.
pub(super) const WIDEST: u32 = 480;

const SAVE_DATA: HeaderName = HeaderName::from_static("save-data");

/// Whether the client wants to load less.
pub(super) fn saves(request: &HeaderMap) -> bool {
    let mut words = request
        .get_all(SAVE_DATA)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split([',', ';']));
    words.any(|word| word.trim().eq_ignore_ascii_case("on"))
}

/// A style sheet without its `@font-face` rules; the fall-backs that it names stand in.
pub(super) fn without_fonts(css: &Bytes) -> Bytes {
    let Ok(text) = std::str::from_utf8(css) else {
        return css.clone();
    };
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("@font-face") {
        let rule = &rest[at..];
        // A face of the reader's own machine costs nothing to load.
        let Some(end) = rule.find('}') else { break };
        let loads = rule[..end].contains("url(");
        out.push_str(&rest[..if loads { at } else { at + end + 1 }]);
        rest = &rule[end + 1..];
    }
    out.push_str(rest);
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_on_means_that_somebody_saves() {
        for (value, is_on) in [
            ("on", true),
            ("On; x=y", true),
            ("off", false),
            ("", false),
            ("once", false),
        ] {
            let headers = HeaderMap::from_iter([(SAVE_DATA, value.parse().unwrap())]);
            assert_eq!(saves(&headers), is_on, "{value}");
        }
        assert!(!saves(&HeaderMap::new()));
    }

    #[test]
    fn fonts_that_are_loaded_are_left_out_and_nothing_else() {
        let css = "a{b:c}@font-face { src: url(x) }d{}@font-face{src:local(Arial)}e{}@font-face{src:url(";
        let lean = without_fonts(&Bytes::from(css));
        assert_eq!(
            lean,
            "a{b:c}d{}@font-face{src:local(Arial)}e{}@font-face{src:url("
        );
    }
}
