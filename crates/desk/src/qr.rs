//! A link as a picture that phones read (QR code, ISO/IEC 18004), as SVG in the page.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// Modules of white around the code.
const QUIET: i32 = 4;

/// The picture, black on white in every scheme; `None` for what is too long for one.
pub(crate) fn svg(text: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let (size, whole) = (code.size(), code.size() + 2 * QUIET);
    let mut dark = String::new();
    for y in 0..size {
        for x in (0..size).filter(|x| code.get_module(*x, y)) {
            let _ = write!(dark, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    Some(format!(
        "<svg class=\"qr\" viewBox=\"0 0 {whole} {whole}\" role=\"img\" aria-label=\"Picture for the authenticator\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{whole}v{whole}H0z\"/><path fill=\"#000\" d=\"{dark}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_a_picture_that_holds_nothing_of_its_text() {
        let svg = svg("otpauth://totp/a:b?secret=<script>").unwrap();
        assert!(svg.starts_with("<svg ") && !svg.contains("script") && svg.matches("h1v1h-1z").count() > 200);
        assert!(super::svg(&"x".repeat(4000)).is_none());
    }
}
