//! The podcast of the stories that are read aloud.

use super::{Asked, Renderer, author_name, failure};
use crate::{
    address::post_path,
    cache::{Answer, Failure},
    syndication::{Episode, Format, Podcast},
    words::podcast,
};
use kernel::Language;
use store::ReadAloud;

/// Episodes in the feed.
const EPISODES: u32 = 100;

impl Renderer {
    pub(super) fn podcast(&self, asked: &Asked<'_>, language: Language) -> Result<Answer, Failure> {
        let settings = &asked.settings;
        let stories = asked
            .reader
            .read_aloud(&language, asked.now, EPISODES)
            .map_err(failure)?;
        let site = settings.title_in(&language);
        let cover = settings.podcast_cover.as_ref().or(settings.icon.as_ref());
        let feed = Podcast {
            title: &podcast::title(&language, site),
            description: &podcast::description(&language, site),
            site,
            language: language.as_str(),
            address: &self.absolute(asked.path),
            page: &self.absolute(&format!("{}/", settings.edition(&language))),
            cover: cover.map(|src| self.absolute(src)),
            episodes: stories
                .iter()
                .map(|one| self.episode(asked, &language, one))
                .collect(),
        };
        Ok(self.file(Format::Rss.content_type(), feed.write()))
    }

    fn episode(&self, asked: &Asked<'_>, language: &Language, story: &ReadAloud) -> Episode {
        let ReadAloud { post, narration } = story;
        let summary = post.standfirst.as_deref().unwrap_or(post.open_start());
        Episode {
            id: post.id,
            title: post.title.clone(),
            summary: format!("{summary}\n\n{}", podcast::notice(language)),
            page: self.absolute(&post_path(&post.language, &post.slug, &asked.settings)),
            authors: post
                .authors
                .iter()
                .map(|author| author_name(author, language).to_owned())
                .collect(),
            published: post.published_at.unwrap_or(post.created_at),
            audio: self.absolute(&narration.path),
            bytes: narration.bytes,
            seconds: narration.duration_ms.div_ceil(1000).max(1),
        }
    }
}
