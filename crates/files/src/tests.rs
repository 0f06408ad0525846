mod avif;
mod bucket;
mod clean;
mod drawings;
mod hostile;
mod kept;
mod lost;
mod metadata;
mod parts;
mod uploads;

use super::*;
use image::{DynamicImage, GenericImageView, ImageFormat};
use proptest::prelude::*;
use std::io::Cursor;

struct Place {
    _dir: tempfile::TempDir,
    root: PathBuf,
    files: Files,
}

fn place() -> Place {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("content");
    let files = Files::open(&root, &dir.path().join("renditions")).unwrap();
    Place {
        _dir: dir,
        root,
        files,
    }
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let picture = DynamicImage::ImageRgb8(image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x % 256) as u8, (y % 256) as u8, 90])
    }));
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn read(found: Found) -> Vec<u8> {
    found.read(0, found.length).unwrap()
}

/// As if somebody had put the file where originals are, past the front door.
fn by_hand(place: &Place, name: &str, bytes: &[u8]) -> MediaPath {
    let path = MediaPath::new(Area::Images, name).unwrap();
    let originals = &place.files.0.originals;
    originals.write(&path, bytes, folder::Existing::Replace).unwrap();
    path
}

fn rendition(place: &Place, address: &str) -> Result<Found, FilesError> {
    place.files.rendition(&address.parse()?)
}

#[test]
fn links_are_not_followed() {
    let place = place();
    std::fs::create_dir_all(place.root.join("images/x")).unwrap();
    std::fs::write(place.root.join("../secret.png"), "secret").unwrap();
    std::os::unix::fs::symlink("../../../secret.png", place.root.join("images/x/a.png")).unwrap();
    std::os::unix::fs::symlink("../..", place.root.join("images/up")).unwrap();
    for address in ["/content/images/x/a.png", "/content/images/up/secret.png"] {
        let answer = place.files.original(&address.parse().unwrap());
        assert!(matches!(answer, Err(FilesError::NotFound)), "{address}");
    }
    assert!(
        place
            .files
            .put(&"/content/images/up/new.png".parse().unwrap(), b"x")
            .is_err()
    );
}

proptest! {
    #[test]
    fn no_address_leads_out_of_the_folder(text in "(/?content/(images|media|files)/)?(size/w600/)?([a.%/\\\\~\u{0}-\u{20}-]|\\.\\./){0,12}(secret)?") {
        let place = place();
        std::fs::write(place.root.join("../secret"), "secret").unwrap();
        if let Ok(path) = text.parse::<MediaPath>() {
            prop_assert!(place.files.original(&path).is_err());
            prop_assert!(path.parts().iter().all(|part| part != ".." && !part.contains('/')));
        }
        if let Ok(wanted) = text.parse::<Rendition>() {
            prop_assert!(place.files.rendition(&wanted).is_err());
        }
    }
}
