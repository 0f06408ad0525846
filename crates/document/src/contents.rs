//! Asking a document what is in it, and changing what must be changed everywhere in it.

use crate::{Block, Document, Inline, Url};
use kernel::PostId;

impl Document {
    /// Images in it, those of galleries too.
    pub fn pictures(&self) -> u32 {
        let mut count = 0;
        self.each(&mut |block| {
            count += match block {
                Block::Picture(_) => 1,
                Block::Gallery(gallery) => gallery.pictures.len() as u32,
                _ => 0,
            }
        });
        count
    }

    /// Gives pictures other sizes, in pixels: `size` is asked with the address and the size that stands in the document.
    /// Says whether one has another size now.
    pub fn resize(&mut self, mut size: impl FnMut(&str, (u32, u32)) -> (u32, u32)) -> bool {
        let mut is_other = false;
        let mut one = |src: &Option<Url>, width: &mut Option<u32>, height: &mut Option<u32>| {
            if let (Some(src), (Some(w), Some(h))) = (src, (*width, *height)) {
                let (to_width, to_height) = size(src.as_str(), (w, h));
                is_other |= (to_width, to_height) != (w, h);
                (*width, *height) = (Some(to_width), Some(to_height));
            }
        };
        self.each_mut(&mut |block| match block {
            Block::Picture(n) => one(&n.src, &mut n.width, &mut n.height),
            Block::Gallery(n) => {
                for n in &mut n.pictures {
                    one(&n.src, &mut n.width, &mut n.height);
                }
            }
            Block::Product(n) => one(&n.image, &mut n.width, &mut n.height),
            _ => {}
        });
        is_other
    }

    /// The names of the nodes that this version does not know, one entry for each.
    pub fn unknown_nodes(&self) -> Vec<String> {
        let mut names = Vec::new();
        self.each(&mut |block| {
            if let Block::Unknown(unknown) = block {
                names.push(unknown.name().to_owned());
            }
            block
                .lines()
                .into_iter()
                .for_each(|line| in_line(line, &mut names));
        });
        names
    }

    /// The slugs of related stories that are not resolved yet.
    pub fn related_slugs(&self) -> Vec<String> {
        let mut slugs = Vec::new();
        self.each(&mut |block| {
            if let Block::RelatedStory(story) = block
                && story.post.is_none()
            {
                slugs.extend(story.slug.clone());
            }
        });
        slugs
    }

    /// The related stories in it, in order.
    pub fn related_posts(&self) -> Vec<PostId> {
        let mut posts = Vec::new();
        self.each(&mut |block| {
            if let Block::RelatedStory(story) = block {
                posts.extend(story.post);
            }
        });
        posts
    }

    /// Finds the stories that related-story cards name by slug. A slug that is found gives way to the story's id.
    pub fn resolve_related(&mut self, mut find: impl FnMut(&str) -> Option<PostId>) {
        self.each_mut(&mut |block| {
            if let Block::RelatedStory(story) = block
                && story.post.is_none()
                && let Some(post) = story.slug.as_deref().and_then(&mut find)
            {
                story.post = Some(post);
                story.slug = None;
            }
        });
    }

    /// Vouches for all raw HTML in it: for importers of a newsroom's own site, and administrators.
    pub fn trust(&mut self) {
        self.each_mut(&mut |block| {
            if let Block::RawHtml(raw) = block {
                raw.trusted = true;
            }
        });
    }

    /// Trusts no raw HTML in it.
    pub fn distrust(&mut self) {
        self.each_mut(&mut |block| {
            if let Block::RawHtml(raw) = block {
                raw.trusted = false;
            }
        });
    }

    /// Trusts raw HTML that was trusted in `earlier`, letter by letter: so that a writer who may not vouch for HTML
    /// can change the text around it.
    pub fn keep_trust_of(&mut self, earlier: &Self) {
        let mut trusted = std::collections::HashSet::new();
        earlier.each(&mut |block| {
            if let Block::RawHtml(raw) = block
                && raw.trusted
            {
                trusted.insert(raw.html.clone());
            }
        });
        self.each_mut(&mut |block| {
            if let Block::RawHtml(raw) = block {
                raw.trusted |= trusted.contains(&raw.html);
            }
        });
    }

    /// The part that everyone may read: before the paywall, the whole when there is none.
    pub fn before_paywall(&self) -> Self {
        let end = self.content.iter().position(|block| *block == Block::Paywall);
        Self {
            content: self.content[..end.unwrap_or(self.content.len())].to_vec(),
            extra: self.extra.clone(),
        }
    }

    /// Without the cards that only members see.
    pub fn for_everyone(&self) -> Self {
        let mut open = self.clone();
        open.each_mut(&mut |block| {
            let hidden = match block {
                Block::RawHtml(n) => n.members_only,
                Block::CallToAction(n) => n.members_only,
                _ => false,
            };
            if hidden {
                *block = Block::Divider;
            }
        });
        open
    }

    /// Every block from top to bottom, those within others after these.
    fn each(&self, visit: &mut impl FnMut(&Block)) {
        fn down(blocks: &[Block], visit: &mut impl FnMut(&Block)) {
            for block in blocks {
                visit(block);
                match block {
                    Block::List(n) => n.items.iter().for_each(|item| down(&item.content, visit)),
                    Block::Table(n) => n
                        .rows
                        .iter()
                        .flat_map(|row| &row.cells)
                        .for_each(|cell| down(&cell.content, visit)),
                    Block::Quote(n) => down(&n.content, visit),
                    Block::Callout(n) => down(&n.content, visit),
                    Block::Toggle(n) => down(&n.content, visit),
                    Block::EditorsNote(n) => down(&n.content, visit),
                    Block::Product(n) => down(&n.content, visit),
                    Block::CallToAction(n) => down(&n.content, visit),
                    Block::EmailOnly(n) => down(&n.content, visit),
                    _ => {}
                }
            }
        }
        down(&self.content, visit);
    }

    /// As `each`, to change them.
    pub(crate) fn each_mut(&mut self, visit: &mut impl FnMut(&mut Block)) {
        fn down(blocks: &mut [Block], visit: &mut impl FnMut(&mut Block)) {
            for block in blocks {
                visit(block);
                match block {
                    Block::List(n) => n.items.iter_mut().for_each(|item| down(&mut item.content, visit)),
                    Block::Table(n) => n
                        .rows
                        .iter_mut()
                        .flat_map(|row| &mut row.cells)
                        .for_each(|cell| down(&mut cell.content, visit)),
                    Block::Quote(n) => down(&mut n.content, visit),
                    Block::Callout(n) => down(&mut n.content, visit),
                    Block::Toggle(n) => down(&mut n.content, visit),
                    Block::EditorsNote(n) => down(&mut n.content, visit),
                    Block::Product(n) => down(&mut n.content, visit),
                    Block::CallToAction(n) => down(&mut n.content, visit),
                    Block::EmailOnly(n) => down(&mut n.content, visit),
                    _ => {}
                }
            }
        }
        down(&mut self.content, visit);
    }
}

/// The names of unknown nodes in a line.
fn in_line(line: &[Inline], names: &mut Vec<String>) {
    for inline in line {
        match inline {
            Inline::Unknown(unknown) => names.push(unknown.name().to_owned()),
            Inline::Footnote(note) => in_line(&note.content, names),
            Inline::Text { .. } | Inline::Break { .. } => {}
        }
    }
}
