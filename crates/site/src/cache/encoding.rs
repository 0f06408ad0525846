//! Content codings (RFC 9110, 8.4): which one a client wants, and making it.

use http::HeaderMap;
use http::header::ACCEPT_ENCODING;
use std::io::{Read, Write};

/// How the bytes of a body are coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// As they are.
    Identity,
    /// gzip (RFC 1952).
    Gzip,
    /// Brotli (RFC 7932).
    Brotli,
}

/// How much time compressing may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effort {
    /// Somebody is waiting: well under a millisecond for a usual page.
    Quick,
    /// Nobody is waiting.
    Thorough,
}

impl Encoding {
    /// The word in `Content-Encoding`.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Encoding::Identity => None,
            Encoding::Gzip => Some("gzip"),
            Encoding::Brotli => Some("br"),
        }
    }

    /// The one of ours that the client likes best; Brotli before gzip where it likes both as much.
    pub fn wanted(headers: &HeaderMap) -> Self {
        let Some(value) = headers.get(ACCEPT_ENCODING) else {
            return Encoding::Identity;
        };
        match value.as_bytes() {
            b"gzip, deflate, br, zstd" | b"gzip, deflate, br" => Encoding::Brotli,
            b"gzip, deflate" | b"gzip" => Encoding::Gzip,
            _ => value.to_str().map_or(Encoding::Identity, Self::negotiate),
        }
    }

    fn negotiate(accept: &str) -> Self {
        let mut best = (Encoding::Identity, 0u32);
        for item in accept.split(',').take(32) {
            let mut parts = item.split(';').map(str::trim);
            let encoding = match parts.next().unwrap_or_default() {
                name if name.eq_ignore_ascii_case("br") => Encoding::Brotli,
                name if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") => {
                    Encoding::Gzip
                }
                _ => continue,
            };
            let weight = parts
                .find_map(|p| p.strip_prefix("q=").or_else(|| p.strip_prefix("Q=")))
                .map_or(Some(1.0), |q| q.trim().parse::<f32>().ok())
                .filter(|q| (0.0..=1.0).contains(q));
            let weight = weight.map_or(0, |q| (q * 1000.0) as u32);
            if weight > best.1 || (weight == best.1 && weight > 0 && encoding == Encoding::Brotli) {
                best = (encoding, weight);
            }
        }
        best.0
    }

    /// `plain` in this coding.
    pub fn encode(self, plain: &[u8], effort: Effort) -> Vec<u8> {
        match self {
            Encoding::Identity => plain.to_vec(),
            Encoding::Gzip => {
                let level = flate2::Compression::new(if effort == Effort::Quick { 3 } else { 7 });
                let mut encoder = flate2::write::GzEncoder::new(Vec::with_capacity(plain.len() / 3), level);
                let written = encoder.write_all(plain);
                written.and_then(|()| encoder.finish()).unwrap_or_default()
            }
            Encoding::Brotli => {
                let params = brotli::enc::BrotliEncoderParams {
                    quality: if effort == Effort::Quick { 2 } else { 5 },
                    lgwin: 19,
                    size_hint: plain.len(),
                    mode: brotli::enc::backward_references::BrotliEncoderMode::BROTLI_MODE_TEXT,
                    ..Default::default()
                };
                let mut out = Vec::with_capacity(plain.len() / 3);
                let done = brotli::BrotliCompress(&mut &plain[..], &mut out, &params);
                debug_assert!(done.is_ok(), "writing to memory does not fail");
                out
            }
        }
    }

    /// The plain bytes again; `None` if `coded` was not made by [`Encoding::encode`].
    pub fn decode(self, coded: &[u8], length: usize) -> Option<Vec<u8>> {
        let mut plain = Vec::with_capacity(length);
        match self {
            Encoding::Identity => plain.extend_from_slice(coded),
            Encoding::Gzip => {
                flate2::read::GzDecoder::new(coded).read_to_end(&mut plain).ok()?;
            }
            Encoding::Brotli => {
                brotli::BrotliDecompress(&mut &coded[..], &mut plain).ok()?;
            }
        }
        (plain.len() == length).then_some(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_gets_what_it_likes_best() {
        let cases = [
            ("br", Encoding::Brotli),
            ("gzip, br", Encoding::Brotli),
            ("GZIP;q=1.0, BR;q=0.5", Encoding::Gzip),
            ("br;q=0, gzip", Encoding::Gzip),
            ("br;q=0, gzip;q=0", Encoding::Identity),
            ("deflate, zstd", Encoding::Identity),
            ("br;q=nonsense", Encoding::Identity),
            ("", Encoding::Identity),
        ];
        for (accept, encoding) in cases {
            assert_eq!(Encoding::negotiate(accept), encoding, "{accept}");
        }
    }

    #[test]
    fn what_was_coded_is_decoded_again() {
        let plain = "A story about the harbour. ".repeat(500).into_bytes();
        for encoding in [Encoding::Identity, Encoding::Gzip, Encoding::Brotli] {
            for effort in [Effort::Quick, Effort::Thorough] {
                let coded = encoding.encode(&plain, effort);
                assert_eq!(encoding.decode(&coded, plain.len()).as_deref(), Some(&plain[..]));
                assert!(encoding == Encoding::Identity || coded.len() < plain.len() / 10);
            }
        }
    }
}
