//! The feeds of a list.

use super::{Asked, Renderer, author_name, failure, missing, visible_tag};
use crate::{
    address::Channel,
    cache::{Answer, Failure},
    replaced::stamped,
    syndication::{Feed, Format, Item},
};
use http::{HeaderValue, StatusCode, header::LINK};
use kernel::Language;
use store::{Filter, PostQuery};

/// Stories in a feed.
const STORIES: u32 = 15;

impl Renderer {
    pub(super) fn feed(
        &self,
        asked: &Asked<'_>,
        language: Language,
        channel: Channel,
        format: Format,
    ) -> Result<Answer, Failure> {
        let (reader, settings) = (asked.reader, &asked.settings);
        let site = settings.title_in(&language);
        let (filter, title, description) = match channel {
            Channel::Site => (
                Filter::All,
                site.to_owned(),
                settings.description_in(&language).to_owned(),
            ),
            Channel::Tag(slug) => match visible_tag(reader, &slug)? {
                Some(tag) => {
                    let name = tag.names.get(language.as_str()).unwrap_or(&tag.name);
                    let about = tag.description_in(&language).unwrap_or_default().to_owned();
                    (Filter::Tag(slug), format!("{name} · {site}"), about)
                }
                None => return missing(asked, StatusCode::NOT_FOUND, language),
            },
            Channel::Author(slug) => match reader.author_by_slug(&slug).map_err(failure)? {
                Some(author) => {
                    let name = author_name(&author, &language);
                    let about = author.bio_in(&language).unwrap_or_default().to_owned();
                    (Filter::Author(slug), format!("{name} · {site}"), about)
                }
                None => return missing(asked, StatusCode::NOT_FOUND, language),
            },
        };
        let mut query = PostQuery::stories(asked.now);
        query.language = Some(language.clone());
        query.filter = filter;
        query.limit = STORIES;
        query.with_body = true;
        let stories = reader.posts(&query).map_err(failure)?.posts;
        let mut problem = None;
        let mut related = |id| match reader.post_by_id(id) {
            Ok(post) => post.filter(|post| post.is_public(asked.now)),
            Err(error) => {
                problem.get_or_insert(error);
                None
            }
        };
        let items = stories
            .iter()
            .map(|post| Item::new(post, settings, &self.public_url, &mut related));
        let items = items.collect();
        if let Some(error) = problem {
            return Err(failure(error));
        }
        let part = format!("{}/", format.part());
        let page = asked.path.strip_suffix(&part).unwrap_or("/");
        let icon = settings.icon.as_deref();
        let feed = Feed {
            title: &title,
            description: &description,
            site,
            language: language.as_str(),
            address: &self.absolute(asked.path),
            page: &self.absolute(page),
            icon: icon.map(|src| self.absolute(src)),
            hub: settings.websub_hub.as_deref(),
            items,
        };
        let written = stamped(reader, format.write(&feed)).map_err(failure)?;
        let mut answer = self.file(format.content_type(), written);
        let link = feed
            .link_header()
            .and_then(|text| HeaderValue::try_from(text).ok());
        if let (Answer::Page(page), Some(link)) = (&mut answer, link) {
            std::sync::Arc::make_mut(&mut page.headers).insert(LINK, link);
        }
        Ok(answer)
    }
}
