//! Title and description of a page, as Ghost chooses them.

use crate::{
    text::{Limit, truncate},
    visit::{Subject, Visit},
};

/// For whom a text is: search engines, or a network's card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Network {
    None,
    OpenGraph,
    X,
}

fn chosen<'a>(network: Network, og: &'a Option<String>, x: &'a Option<String>) -> Option<&'a str> {
    let og = filled(og.as_deref());
    match network {
        Network::None => None,
        Network::OpenGraph => og,
        Network::X => filled(x.as_deref()).or(og),
    }
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// The page's title. `page` is the theme's words for the number of a page, with `%`.
pub(crate) fn title(visit: &Visit, network: Network, page: Option<&str>) -> String {
    let (place, settings) = (&visit.place, &visit.scene.settings);
    let site = place.site_title();
    let number = match visit.pagination {
        Some(pagination) if pagination.pages() > 1 => match page {
            Some(words) => words.replacen('%', &pagination.page.to_string(), 1),
            None => format!(" (Page {})", pagination.page),
        },
        _ => String::new(),
    };
    let behind = |name: &str| {
        let number = if visit.is("paged") { number.as_str() } else { "" };
        format!("{name} - {site}{number}")
    };
    let title = match &visit.subject {
        Subject::Post(post) => chosen(network, &post.og_title, &post.twitter_title)
            .or(filled(post.meta_title.as_deref()))
            .unwrap_or(&post.title)
            .to_owned(),
        Subject::Tag(tag) => match filled(tag.meta_title.as_deref()) {
            Some(title) => title.to_owned(),
            None => behind(place.name(&tag.name, &tag.names)),
        },
        Subject::Author(author) => behind(place.name(&author.name, &author.names)),
        Subject::Titled(title) => behind(title),
        Subject::Nothing if visit.is("home") => {
            let own = chosen(network, &settings.og_title, &settings.twitter_title);
            own.or(filled(settings.meta_title.as_deref()))
                .filter(|_| !place.is_translated())
                .unwrap_or(site)
                .to_owned()
        }
        Subject::Nothing => format!("{site}{number}"),
    };
    title.trim().to_owned()
}

/// The page's description, when it has one.
pub(crate) fn description(visit: &Visit, network: Network) -> Option<String> {
    let (place, settings) = (&visit.place, &visit.scene.settings);
    let shared = network != Network::None;
    let site = || filled(settings.meta_description.as_deref()).filter(|_| !place.is_translated());
    let found = match &visit.subject {
        Subject::Post(post) if shared => chosen(network, &post.og_description, &post.twitter_description)
            .or(filled(post.standfirst.as_deref()))
            .or(filled(post.meta_description.as_deref()))
            .map(str::to_owned)
            .or_else(|| Some(truncate(post.open_start(), Limit::Words(50))))
            .filter(|text| !text.is_empty())
            .or_else(|| filled(Some(place.site_description())).map(str::to_owned)),
        Subject::Post(post) => filled(post.meta_description.as_deref())
            .or(filled(post.standfirst.as_deref()))
            .map(str::to_owned),
        _ if visit.is("paged") && !shared => None,
        Subject::Tag(tag) => filled(tag.meta_description.as_deref())
            .or(filled(tag.description_in(&place.language)))
            .or_else(|| site().filter(|_| shared))
            .map(str::to_owned),
        Subject::Author(author) => filled(author.meta_description.as_deref())
            .or(filled(author.bio_in(&place.language)))
            .or_else(|| site().filter(|_| shared))
            .map(str::to_owned),
        Subject::Nothing if visit.is("home") => {
            let own = chosen(network, &settings.og_description, &settings.twitter_description);
            own.filter(|_| !place.is_translated())
                .or_else(site)
                .or(filled(Some(place.site_description())))
                .map(str::to_owned)
        }
        Subject::Nothing | Subject::Titled(_) => None,
    };
    found.filter(|text| !text.is_empty())
}
