//! Making a picture smaller. Sizes are read and judged before anything is decoded.

use crate::{FilesError, Found, Kind, admit::judge, anatomy::Anatomy, avif, clean::with_profile};
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
    metadata::Orientation,
};
use std::{
    io::{Cursor, Read, Seek},
    path::Path,
};

/// What the decoder may take beside the picture itself.
const MAX_ALLOC: u64 = 512 * 1024 * 1024;
/// Longer colour profiles are left out of renditions.
const MAX_PROFILE: usize = 256 * 1024;

/// Who decodes AVIF, and the folder to do it in.
pub(crate) type Avif = Option<(avif::Decoder, Box<Path>)>;

/// The picture as a file of `kind`, `width` pixels wide or as wide as it is.
pub(crate) fn scale(original: Found, width: u32, kind: Kind, avif: Avif) -> Result<Vec<u8>, FilesError> {
    let broken = |e: image::ImageError| FilesError::Invalid(format!("It cannot be read: {e}."));
    let mut from = original.kind;
    let mut bytes = original.bytes()?;
    let invalid = |why: &str| FilesError::Invalid(format!("Of the picture: {why}."));
    let anatomy = Anatomy::of(&bytes, from).unwrap_or(Err("it is of no kind that can be scaled"));
    let anatomy = anatomy.map_err(invalid)?;
    judge(&anatomy).map_err(|why| invalid(&why))?;
    if anatomy.frames > 1 {
        return Err(FilesError::Invalid("It moves.".into()));
    }
    let mut container_says = None;
    if let (Kind::Avif, Some((decoder, beside))) = (from, avif) {
        let turns = anatomy
            .turns
            .ok_or_else(|| invalid("what it is cannot be said in a smaller one"))?;
        container_says = Some(against_the_clock(turns));
        bytes = decoder.decode(&bytes, &beside)?;
        from = Kind::Png;
    }
    let mut decoder = decoder(Cursor::new(&bytes), from).map_err(broken)?;
    let (stored_width, stored_height) = decoder.dimensions();
    if (stored_width, stored_height) != (anatomy.width, anatomy.height) {
        return Err(FilesError::Invalid("It has two sizes.".into()));
    }
    let said = container_says.or_else(|| decoder.orientation().ok());
    let orientation = said.unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    let across = if turned(orientation) {
        stored_height
    } else {
        stored_width
    };
    if width < across {
        let ratio = f64::from(width) / f64::from(across);
        let side = |pixels: u32| ((f64::from(pixels) * ratio).round() as u32).max(1);
        picture = resize(&picture, side(stored_width), side(stored_height))?;
    }
    // Only now, so that a large picture is not held in two depths at a time.
    picture = eight_bits(picture);
    let profile = profile.filter(|profile| fits(profile, &picture));
    picture.apply_orientation(orientation);
    encode(&picture, kind, profile).map_err(broken)
}

fn decoder<'a, R: Read + Seek + std::io::BufRead + 'a>(
    source: R,
    kind: Kind,
) -> Result<impl ImageDecoder + 'a, image::ImageError> {
    let format = match kind {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        _ => ImageFormat::WebP,
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_ALLOC);
    let mut reader = ImageReader::with_format(source, format);
    reader.limits(limits);
    reader.into_decoder()
}

fn against_the_clock(quarters: u8) -> Orientation {
    match quarters {
        1 => Orientation::Rotate270,
        2 => Orientation::Rotate180,
        3 => Orientation::Rotate90,
        _ => Orientation::NoTransforms,
    }
}

fn turned(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

fn eight_bits(picture: DynamicImage) -> DynamicImage {
    match picture {
        picture
        @ (DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) | DynamicImage::ImageLuma8(_)) => picture,
        picture if picture.color().has_alpha() => DynamicImage::ImageRgba8(picture.into_rgba8()),
        picture => DynamicImage::ImageRgb8(picture.into_rgb8()),
    }
}

/// Whether a colour profile speaks of the colours that the pixels have by now: those of print were converted.
fn fits(profile: &[u8], picture: &DynamicImage) -> bool {
    let wanted: &[u8] = if picture.color().has_color() {
        b"RGB "
    } else {
        b"GRAY"
    };
    profile.len() <= MAX_PROFILE && profile.get(16..20) == Some(wanted)
}

fn resize(picture: &DynamicImage, width: u32, height: u32) -> Result<DynamicImage, FilesError> {
    let mut smaller = DynamicImage::new(width, height, picture.color());
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new()
        .resize(picture, &mut smaller, &options)
        .map_err(|e| FilesError::Invalid(format!("The picture cannot be scaled: {e}")))?;
    Ok(smaller)
}

fn encode(
    picture: &DynamicImage,
    kind: Kind,
    profile: Option<Vec<u8>>,
) -> Result<Vec<u8>, image::ImageError> {
    let mut out = Vec::new();
    let (width, height) = (picture.width(), picture.height());
    match kind {
        Kind::Png => {
            let mut encoder = PngEncoder::new(&mut out);
            if let Some(profile) = profile {
                let _ = encoder.set_icc_profile(profile);
            }
            let color: ExtendedColorType = picture.color().into();
            encoder.write_image(picture.as_bytes(), width, height, color)?;
        }
        Kind::Webp => {
            let picture = if picture.color().has_alpha() {
                DynamicImage::ImageRgba8(picture.to_rgba8())
            } else {
                DynamicImage::ImageRgb8(picture.to_rgb8())
            };
            let pixels = picture.as_bytes();
            let encoder = if picture.color().has_alpha() {
                webp::Encoder::from_rgba(pixels, width, height)
            } else {
                webp::Encoder::from_rgb(pixels, width, height)
            };
            // Grey became colours, of which its profile does not speak.
            let profile = profile.filter(|profile| profile.get(16..20) == Some(b"RGB "));
            let plain = encoder.encode(80.0);
            out = profile
                .and_then(|profile| {
                    with_profile(&plain, &profile, (width, height), picture.color().has_alpha())
                })
                .unwrap_or_else(|| plain.to_vec());
        }
        _ => {
            let mut encoder = JpegEncoder::new_with_quality(&mut out, 82);
            if let Some(profile) = profile {
                let _ = encoder.set_icc_profile(profile);
            }
            let flat = if picture.color().has_alpha() {
                DynamicImage::ImageRgb8(picture.to_rgb8())
            } else {
                picture.clone()
            };
            encoder.write_image(flat.as_bytes(), width, height, flat.color().into())?;
        }
    }
    Ok(out)
}
