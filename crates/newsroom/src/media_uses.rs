//! Which files of the library a post shows.

use crate::{Newsroom, NewsroomError, Result};
use kernel::{Post, PostId};
use std::collections::BTreeSet;

/// Posts that are looked through in one transaction.
const STEP: u32 = 200;
/// Under this name is kept that all posts were looked through once.
const DONE: &str = "media-uses";

/// The addresses of the library's files that stand in a post, without the size and format of a rendition, each once.
pub(crate) fn of(post: &Post) -> Vec<String> {
    let mut all = BTreeSet::new();
    collect(&post.html, &mut all);
    let cards = [&post.og_image, &post.twitter_image].into_iter().flatten();
    let lead = post.feature_image.iter().map(|picture| &picture.src);
    cards.chain(lead).for_each(|address| collect(address, &mut all));
    all.into_iter().collect()
}

fn collect(text: &str, all: &mut BTreeSet<String>) {
    all.extend(media_in(text).into_iter().map(|(_, address)| address));
}

/// The files that a text names, each with the place at which its address ends, in order: the address of the original,
/// also where a rendition is named.
pub fn media_in(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("/content/") {
        let rest = &text[at..];
        let end = rest.find(|c: char| {
            c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | ')' | '&' | '?' | '#' | ',' | '\\')
        });
        let address = &rest[..end.unwrap_or(rest.len())];
        let mut parts = address.split('/').skip(2);
        let Some(area @ ("images" | "media" | "files")) = parts.next() else {
            continue;
        };
        let mut kept = format!("/content/{area}");
        while let Some(part) = parts.next() {
            match part {
                "size" | "format" => drop(parts.next()),
                part => {
                    kept.push('/');
                    kept.push_str(part);
                }
            }
        }
        if kept.rsplit('/').next().is_some_and(|name| name.contains('.')) {
            found.push((at + address.len(), kept));
        }
    }
    found
}

impl Newsroom {
    /// Looks once through the posts that were there before uses were noted. Each save notes its own.
    pub async fn note_old_media_uses(&self) -> Result<usize> {
        if self.store.read(|reader| reader.is_marked(DONE)).await? {
            return Ok(0);
        }
        let (mut last, mut looked_at): (Option<PostId>, usize) = (None, 0);
        loop {
            let from = last;
            let posts = self
                .store
                .read(move |reader| reader.posts_after(from, STEP))
                .await?;
            let Some(end) = posts.last() else {
                break;
            };
            last = Some(end.id);
            looked_at += posts.len();
            let uses: Vec<_> = posts
                .iter()
                .map(|post| (post.id, of(post)))
                .filter(|(_, paths)| !paths.is_empty())
                .collect();
            self.store
                .write(move |tx| {
                    for (post, paths) in uses {
                        // One that was removed meanwhile needs none.
                        if tx.work(post)?.is_some() {
                            tx.set_media_uses(post, &paths)?;
                        }
                    }
                    Ok::<_, NewsroomError>(())
                })
                .await?;
        }
        self.store
            .write(|tx| Ok::<_, NewsroomError>(tx.mark(DONE)?))
            .await?;
        Ok(looked_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Language, Timestamp};

    #[test]
    fn renditions_are_uses_of_their_original() {
        let mut post = Post::blank(
            "a".parse().unwrap(),
            Language::english(),
            Timestamp::from_millis(0),
        );
        post.html = r#"<img src="/content/images/size/w800/2026/11/a.jpg" srcset="/content/images/size/w480/format/webp/2026/11/a.jpg 480w, /content/images/2026/11/a.jpg 900w"><a href="https://x.example/content/files/2026/11/b.pdf">b</a> /content/nothing/x.y /content/images/"#.into();
        assert_eq!(
            of(&post),
            ["/content/files/2026/11/b.pdf", "/content/images/2026/11/a.jpg"]
        );
    }
}
