//! Which surrogate keys a change of a post touches: the rule behind exact invalidation (`kernel::key` has the table).

use kernel::{Key, Post, PostId, PostKind, TagId, Timestamp, post::PostState};
use std::collections::BTreeSet;

/// The keys that a change touches, and those of them whose pages must not be served any more, not even stale.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Touched {
    /// All keys.
    pub keys: BTreeSet<Key>,
    /// The part of `keys` that readers must not see again.
    pub gone: BTreeSet<Key>,
    /// Posts whose audio may have to be made or removed.
    pub aloud: BTreeSet<PostId>,
}

impl Touched {
    /// What it touches that `before` (`None`: it is new) becomes `after`.
    pub fn by(before: Option<&Post>, after: &Post, now: Timestamp) -> Self {
        let mut touched = Self::default();
        let keys = &mut touched.keys;
        keys.insert(Key::Post(after.id));
        keys.insert(Key::PostsAny);
        if before.is_none_or(|before| before.slug != after.slug) {
            keys.insert(Key::Slug(after.slug.clone()));
        }
        let was = before.filter(|post| post.is_public(now));
        let is = Some(after).filter(|post| post.is_public(now));
        let of_kind = |post: Option<&Post>, kind| post.is_some_and(|post| post.kind == kind);
        if of_kind(was, PostKind::FeedItem) || of_kind(is, PostKind::FeedItem) {
            keys.insert(Key::Feed);
        }
        let (was_listed, is_listed) = (was.and_then(Listed::of), is.and_then(Listed::of));
        let moved = match (&was_listed, &is_listed) {
            (Some(was), Some(is)) => was.at != is.at || was.language != is.language,
            (None, None) => false,
            _ => true,
        };
        if moved {
            keys.insert(Key::Posts);
        }
        let tags = |listed: &Option<Listed>| listed.as_ref().map_or(vec![], |listed| listed.tags.clone());
        if moved || tags(&was_listed) != tags(&is_listed) {
            let both = tags(&was_listed).into_iter().chain(tags(&is_listed));
            keys.extend(both.map(Key::PostsOfTag));
        }
        let authors =
            |listed: &Option<Listed>| listed.as_ref().map_or(vec![], |listed| listed.authors.clone());
        if moved || authors(&was_listed) != authors(&is_listed) {
            let both = authors(&was_listed).into_iter().chain(authors(&is_listed));
            keys.extend(both.map(Key::PostsOfAuthor));
        }
        if was.and_then(mapped) != is.and_then(mapped) {
            keys.insert(Key::Sitemap);
        }
        if was.and_then(corrected) != is.and_then(corrected) {
            keys.insert(Key::Corrections);
        }
        let withdrawn = after.state == PostState::Withdrawn;
        // In another language it stands at another address, and in the news feed of another edition.
        let moved_away = was.zip(is).is_some_and(|(was, is)| was.language != is.language);
        if (was.is_some() && is.is_none()) || withdrawn || moved_away {
            touched.gone.insert(Key::Post(after.id));
        }
        touched
    }

    /// Takes in what another change of the same transaction touches.
    pub fn merge(&mut self, other: Self) {
        self.keys.extend(other.keys);
        self.gone.extend(other.gone);
        self.aloud.extend(other.aloud);
    }
}

/// What search engines are told of a story or page: its address and place in time, when it changed, its lead picture, and
/// what it translates.
fn mapped(post: &Post) -> Option<impl PartialEq + use<'_>> {
    (post.kind != PostKind::FeedItem).then(|| {
        (
            post.kind,
            (&post.slug, &post.language, post.translation_of),
            (post.published_at, post.changed_at()),
            post.feature_image.as_ref().map(|picture| &picture.src),
            &post.canonical_url,
        )
    })
}

/// What the page of all corrections shows of a post, beside what its own key is for.
fn corrected(post: &Post) -> Option<impl PartialEq + use<'_>> {
    (!post.corrections.is_empty()).then_some((&post.language, &post.corrections))
}

/// Where a story stands in the lists.
struct Listed<'a> {
    at: Option<Timestamp>,
    language: &'a str,
    tags: Vec<TagId>,
    authors: Vec<kernel::AuthorId>,
}

impl<'a> Listed<'a> {
    fn of(post: &'a Post) -> Option<Self> {
        (post.kind == PostKind::Story).then(|| Self {
            at: post.published_at,
            language: post.language.as_str(),
            tags: post.tags.iter().map(|tag| tag.id).collect(),
            authors: post.authors.iter().map(|author| author.id).collect(),
        })
    }
}

/// Whether other language editions show something else of the post now: its link, its title, or that it is there.
pub fn siblings_see_it(before: Option<&Post>, after: &Post, now: Timestamp) -> bool {
    let seen = |post: &Post| {
        (post.is_public(now)).then(|| {
            (
                post.slug.clone(),
                post.title.clone(),
                post.language.clone(),
                post.translation_of,
            )
        })
    };
    before.and_then(seen) != seen(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::{author, post, tag};
    use std::slice::from_ref;

    const NOW: i64 = 1_800_000_000_000;

    fn now() -> Timestamp {
        Timestamp::from_millis(NOW)
    }

    fn words(touched: &Touched) -> Vec<String> {
        let own = |key: &&Key| !matches!(key, Key::PostsAny | Key::Post(_));
        touched.keys.iter().filter(own).map(Key::to_string).collect()
    }

    #[test]
    fn an_edit_of_the_text_touches_the_post_and_no_list() {
        let before = post("a", NOW - 1000, &[tag("x")], &[author("y")]);
        let mut after = before.clone();
        after.title = "Another".into();
        let touched = Touched::by(Some(&before), &after, now());
        assert_eq!(touched.keys, [Key::Post(after.id), Key::PostsAny].into());
        assert!(touched.gone.is_empty());
    }

    #[test]
    fn a_story_that_enters_the_lists_touches_each_of_them_and_its_empty_address() {
        let (tag, author) = (tag("x"), author("y"));
        let new = post("a", NOW - 1000, from_ref(&tag), from_ref(&author));
        let lists = [
            Key::Posts,
            Key::PostsOfTag(tag.id),
            Key::PostsOfAuthor(author.id),
            Key::PostsAny,
            Key::Sitemap,
            Key::Slug(new.slug.clone()),
            Key::Post(new.id),
        ];
        assert_eq!(Touched::by(None, &new, now()).keys, lists.into());
    }

    #[test]
    fn a_draft_touches_no_list() {
        let mut draft = post("a", NOW - 1000, &[tag("x")], &[author("y")]);
        draft.state = PostState::Draft;
        assert_eq!(words(&Touched::by(None, &draft, now())), ["slug:a"]);
    }

    #[test]
    fn a_retagged_story_touches_the_lists_it_leaves_and_those_it_enters() {
        let (old, new) = (tag("old"), tag("new"));
        let before = post("a", NOW - 1000, from_ref(&old), &[author("y")]);
        let mut after = before.clone();
        after.tags = vec![new.clone()];
        let touched = Touched::by(Some(&before), &after, now());
        let lists = BTreeSet::from([Key::PostsOfTag(old.id), Key::PostsOfTag(new.id)]);
        let rest = BTreeSet::from([Key::Post(after.id), Key::PostsAny]);
        assert_eq!(touched.keys, &lists | &rest);
    }

    #[test]
    fn a_story_that_moves_in_time_touches_all_its_lists() {
        let before = post("a", NOW - 1000, &[tag("x")], &[author("y")]);
        let mut after = before.clone();
        after.published_at = Some(Timestamp::from_millis(NOW - 5000));
        assert_eq!(words(&Touched::by(Some(&before), &after, now())).len(), 4);
    }

    #[test]
    fn a_withdrawn_post_is_gone_and_leaves_its_lists() {
        let before = post("a", NOW - 1000, &[tag("x")], &[]);
        let mut after = before.clone();
        after.state = PostState::Withdrawn;
        let touched = Touched::by(Some(&before), &after, now());
        assert_eq!(touched.gone, [Key::Post(after.id)].into());
        assert!(touched.keys.contains(&Key::Posts) && touched.keys.is_superset(&touched.gone));
    }

    #[test]
    fn a_feed_item_touches_the_feed_and_no_list_of_stories() {
        let mut item = post("a", NOW - 1000, &[tag("x")], &[]);
        item.kind = PostKind::FeedItem;
        assert_eq!(words(&Touched::by(None, &item, now())), ["feed", "slug:a"]);
        let mut edited = item.clone();
        edited.title = "Another".into();
        assert_eq!(words(&Touched::by(Some(&item), &edited, now())), ["feed"]);
    }

    #[test]
    fn the_sitemap_sees_what_it_lists_of_a_story_and_nothing_else() {
        let before = post("a", NOW - 1000, &[tag("x")], &[]);
        let touched = |change: fn(&mut Post)| {
            let mut after = before.clone();
            change(&mut after);
            Touched::by(Some(&before), &after, now())
                .keys
                .contains(&Key::Sitemap)
        };
        assert!(!touched(|post| post.title = "Another".into()));
        assert!(!touched(|post| post.html = "<p>x</p>".into()));
        assert!(touched(|post| post.slug = "b".parse().unwrap()));
        assert!(touched(|post| post.updated_at = Timestamp::from_millis(NOW)));
        assert!(touched(|post| post.state = PostState::Withdrawn));
        assert!(touched(|post| {
            post.feature_image = Some(kernel::Picture {
                src: "/a.jpg".into(),
                ..Default::default()
            })
        }));
        let mut item = before.clone();
        item.kind = PostKind::FeedItem;
        assert!(!Touched::by(None, &item, now()).keys.contains(&Key::Sitemap));
    }

    #[test]
    fn the_corrections_see_a_correction_come_and_its_story_go_and_nothing_else() {
        let plain = post("a", NOW - 1000, &[], &[]);
        let mut corrected = plain.clone();
        corrected.corrections = vec![kernel::post::Correction {
            at: now(),
            text: "It was red.".into(),
        }];
        let touches = |before: &Post, after: &Post| {
            let touched = Touched::by(Some(before), after, now());
            touched.keys.contains(&Key::Corrections)
        };
        assert!(touches(&plain, &corrected));
        let mut edited = corrected.clone();
        edited.html = "<p>x</p>".into();
        assert!(!touches(&corrected, &edited) && !touches(&plain, &plain));
        edited.state = PostState::Withdrawn;
        assert!(touches(&corrected, &edited));
    }

    #[test]
    fn other_editions_see_a_translation_come_go_and_move_but_not_its_text() {
        let before = post("a", NOW - 1000, &[], &[]);
        let mut after = before.clone();
        after.html = "<p>x</p>".into();
        assert!(!siblings_see_it(Some(&before), &after, now()));
        after.slug = "b".parse().unwrap();
        assert!(siblings_see_it(Some(&before), &after, now()));
        assert!(siblings_see_it(None, &before, now()));
    }
}
