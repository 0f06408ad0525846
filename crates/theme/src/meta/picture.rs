//! The picture by which a page is shared.

use super::Network;
use crate::visit::{Subject, Visit};

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
        Network::X => x.clone(),
    };
    let bare = |src: String| Shared {
        url: absolute(visit, &src),
        size: None,
        alt: String::new(),
    };
    let cover = || settings.cover_image.clone().filter(|_| network != Network::None);
    match &visit.subject {
        Subject::Post(post) => own(&post.og_image, &post.twitter_image)
            .map(bare)
            .or_else(|| {
                let picture = post.feature_image.as_ref()?;
                let known = picture.width > 0 && picture.height > 0;
                Some(Shared {
                    url: absolute(visit, &picture.src),
                    size: known.then_some((picture.width, picture.height)),
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

/// An entered address with the site's.
pub(super) fn absolute(visit: &Visit, src: &str) -> String {
    visit.place.absolute(&visit.place.entered(src))
}
