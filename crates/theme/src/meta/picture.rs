//! The picture by which a page is shared.

use super::Network;
use crate::visit::{Subject, Visit};
use crate::{image, package::ImageSize};

/// A picture with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shared {
    /// Absolute.
    pub url: String,
    /// Width and height, when known.
    pub size: Option<(u32, u32)>,
    pub alt: String,
}

/// The picture for a network's card, or (`None`) that of the page itself.
pub(crate) fn shared(visit: &Visit, network: Network) -> Option<Shared> {
    let settings = &visit.scene.settings;
    let own = |og: &Option<String>, x: &Option<String>| match network {
        Network::None => None,
        Network::OpenGraph => og.clone(),
        Network::X => x.clone().or_else(|| og.clone()),
    };
    let shown = |src: &str, size| match network {
        Network::None => (absolute(visit, src), size),
        Network::OpenGraph | Network::X => for_card(visit, src, size),
    };
    let bare = |src: String| {
        let known = known(visit, &src);
        let size = known.as_ref().map(|media| (media.width, media.height));
        let (url, size) = shown(&src, size.filter(|(width, height)| *width > 0 && *height > 0));
        let alt = known.map_or_else(String::new, |media| media.alt.clone());
        Shared { url, size, alt }
    };
    let cover = || settings.cover_image.clone().filter(|_| network != Network::None);
    match &visit.subject {
        Subject::Post(post) => own(&post.og_image, &post.twitter_image)
            .map(bare)
            .or_else(|| {
                let picture = post.feature_image.as_ref()?;
                let known = picture.width > 0 && picture.height > 0;
                let size = known.then_some((picture.width, picture.height));
                let (url, size) = shown(&picture.src, size);
                Some(Shared {
                    url,
                    size,
                    alt: picture.alt.clone(),
                })
            })
            .or_else(|| {
                own(&settings.og_image, &settings.twitter_image)
                    .or_else(cover)
                    .map(bare)
            }),
        Subject::Tag(tag) => tag.feature_image.clone().or_else(cover).map(bare),
        Subject::Author(author) => author.cover_image.clone().map(bare),
        Subject::Nothing if visit.is("home") => own(&settings.og_image, &settings.twitter_image)
            .or_else(|| settings.cover_image.clone())
            .map(bare),
        Subject::Nothing | Subject::Titled(_) => None,
    }
}

/// What the library knows of it. Without its size a card is only smaller until the picture was fetched.
fn known(visit: &Visit, src: &str) -> Option<store::Media> {
    let path = image::local_path(src, &visit.place).filter(|path| path.starts_with("/content/"))?;
    visit.reader().media_by_path(path).ok().flatten()
}

/// Wide enough for every network's large card.
const CARD: u32 = 1200;

/// The picture as networks get it: ours no wider than their cards are.
fn for_card(visit: &Visit, src: &str, size: Option<(u32, u32)>) -> (String, Option<(u32, u32)>) {
    let address = visit.place.entered(src);
    let is_wide = size.is_none_or(|(width, _)| width > CARD);
    let scaled = image::local_path(&address, &visit.place).filter(|path| {
        is_wide && image::has_renditions(path) && !path.to_ascii_lowercase().ends_with(".avif")
    });
    match scaled {
        Some(path) => {
            let card = ImageSize {
                width: CARD,
                height: 0,
            };
            let height = |(width, height): (u32, u32)| {
                (f64::from(height) * f64::from(CARD) / f64::from(width))
                    .round()
                    .max(1.0) as u32
            };
            let address = image::rendition(path, card, None);
            (
                visit.place.absolute(&address),
                size.map(|size| (CARD, height(size))),
            )
        }
        None => (visit.place.absolute(&address), size),
    }
}

/// An entered address with the site's.
pub(super) fn absolute(visit: &Visit, src: &str) -> String {
    visit.place.absolute(&visit.place.entered(src))
}
