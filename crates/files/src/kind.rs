//! What a file is, by its first bytes when it comes in and by its ending when it goes out.

use crate::Area;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $type:literal $($ending:literal)|+),* $(,)?) => {
        /// The kinds of files that are known; all others are `Other`, which browsers only save.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "they are the names of formats")]
        pub enum Kind { $($name),*, Other }

        impl Kind {
            /// The content type it is served with.
            pub fn content_type(self) -> &'static str {
                match self { $(Kind::$name => $type),*, Kind::Other => "application/octet-stream" }
            }

            /// Its usual ending.
            pub fn ending(self) -> &'static str {
                match self { $(Kind::$name => [$($ending),+][0]),*, Kind::Other => "bin" }
            }

            /// By the ending of a name.
            pub fn of_name(name: &str) -> Kind {
                let ending = name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
                match ending.as_str() { $($($ending)|+ => Kind::$name),*, _ => Kind::Other }
            }
        }
    };
}

kinds! {
    Jpeg "image/jpeg" "jpg" | "jpeg",
    Png "image/png" "png",
    Gif "image/gif" "gif",
    Webp "image/webp" "webp",
    Avif "image/avif" "avif",
    Svg "image/svg+xml" "svg",
    Icon "image/x-icon" "ico",
    Mp4 "video/mp4" "mp4" | "m4v",
    Webm "video/webm" "webm",
    Mp3 "audio/mpeg" "mp3",
    M4a "audio/mp4" "m4a",
    Ogg "audio/ogg" "ogg" | "oga",
    Wav "audio/wav" "wav",
    Pdf "application/pdf" "pdf",
    Vtt "text/vtt; charset=utf-8" "vtt",
    Text "text/plain; charset=utf-8" "txt",
    Csv "text/csv; charset=utf-8" "csv",
    Json "application/json" "json",
    Zip "application/zip" "zip",
}

impl Kind {
    /// By the first bytes of the file. Texts and containers that look alike fall back to the name's ending.
    pub fn of_bytes(bytes: &[u8], name: &str) -> Kind {
        let start = |magic: &[u8]| bytes.starts_with(magic);
        let at = |i: usize, magic: &[u8]| bytes.get(i..i + magic.len()) == Some(magic);
        if start(b"\xff\xd8\xff") {
            Kind::Jpeg
        } else if start(b"\x89PNG\r\n\x1a\n") {
            Kind::Png
        } else if start(b"GIF87a") || start(b"GIF89a") {
            Kind::Gif
        } else if start(b"RIFF") && at(8, b"WEBP") {
            Kind::Webp
        } else if start(b"RIFF") && at(8, b"WAVE") {
            Kind::Wav
        } else if at(4, b"ftyp") && is_avif(bytes) {
            Kind::Avif
        } else if at(4, b"ftypM4A") {
            Kind::M4a
        } else if at(4, b"ftyp") {
            Kind::Mp4
        } else if start(b"\x1a\x45\xdf\xa3") {
            Kind::Webm
        } else if start(b"ID3") || matches!(bytes, [0xff, 0xfb | 0xf3 | 0xf2 | 0xfa, ..]) {
            Kind::Mp3
        } else if start(b"OggS") {
            Kind::Ogg
        } else if start(b"%PDF-") {
            Kind::Pdf
        } else if start(b"\0\0\x01\0") {
            Kind::Icon
        } else if start(b"PK\x03\x04") {
            Kind::Zip
        } else if looks_like_svg(bytes) {
            Kind::Svg
        } else {
            match Kind::of_name(name) {
                text @ (Kind::Vtt | Kind::Text | Kind::Csv | Kind::Json) => text,
                _ => Kind::Other,
            }
        }
    }

    /// Whether it is kept among the pictures.
    pub fn is_picture(self) -> bool {
        self.area() == Area::Images
    }

    /// Whether people may bring it into the library: pictures, sound, film, PDF.
    pub fn is_of_library(self) -> bool {
        self.area() != Area::Files || self == Kind::Pdf
    }

    /// Whether it can be taken apart, so that what must not be served is taken out of it.
    pub fn has_anatomy(self) -> bool {
        matches!(self, Kind::Jpeg | Kind::Png | Kind::Webp | Kind::Gif | Kind::Avif)
    }

    /// Whether smaller renditions are made of it without the help of another program.
    pub fn is_scalable(self) -> bool {
        matches!(self, Kind::Jpeg | Kind::Png | Kind::Webp)
    }

    /// Whether a browser may show it in a window of its own; all others are saved instead.
    pub fn is_shown(self) -> bool {
        !matches!(
            self,
            Kind::Other | Kind::Zip | Kind::Json | Kind::Csv | Kind::Text
        )
    }

    /// Where files of this kind are kept.
    pub fn area(self) -> Area {
        match self {
            Kind::Jpeg | Kind::Png | Kind::Gif | Kind::Webp | Kind::Avif | Kind::Svg | Kind::Icon => {
                Area::Images
            }
            Kind::Mp4 | Kind::Webm | Kind::Mp3 | Kind::M4a | Kind::Ogg | Kind::Wav => Area::Media,
            _ => Area::Files,
        }
    }
}

/// By the brands of the first box, of which AVIF need not be the first.
fn is_avif(bytes: &[u8]) -> bool {
    let length = bytes
        .first_chunk()
        .map_or(0, |length| u32::from_be_bytes(*length) as usize);
    let brands = bytes.get(8..length.min(bytes.len()).min(256)).unwrap_or_default();
    brands
        .chunks_exact(4)
        .enumerate()
        .any(|(i, brand)| i != 1 && (brand == b"avif" || brand == b"avis"))
}

fn looks_like_svg(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1024)];
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with("<svg")
        || ((text.starts_with("<?xml") || text.starts_with("<!")) && text.contains("<svg"))
}
