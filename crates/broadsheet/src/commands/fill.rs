//! `broadsheet fill`: synthetic content, the same in every run, for measuring.

mod dice;
mod prose;

use crate::{
    config::Config,
    failure::{Failure, Outcome},
    open,
    say::{say, tell},
};
use dice::Dice;
use kernel::{Slug, Timestamp};
use newsroom::{AuthorInput, AuthorRef, Batch, Newsroom, PostInput, TagInput, TagRef, Target};
use std::time::Instant;

const SECTIONS: [&str; 8] = [
    "Politics", "City", "Economy", "Energy", "Courts", "Science", "Culture", "Sport",
];
const AUTHORS: usize = 40;
/// Posts that are written in one transaction.
const BATCH: u32 = 500;
/// Stories are spread over so many milliseconds before now.
const TEN_YEARS: i64 = 10 * 365 * 86_400_000;

/// Writes `posts` stories into the newsroom, beside what is there.
pub async fn run(config: &Config, posts: u32) -> Outcome {
    let newsroom = open::newsroom(config).await?;
    let started = Instant::now();
    let names = names(&newsroom).await?;
    let now = Timestamp::now();
    let mut next = tokio::task::spawn_blocking({
        let names = names.clone();
        move || batch(0, posts, now, &names)
    });
    for first in (0..posts).step_by(BATCH as usize) {
        // The next batch is written up on the other core while this one is saved.
        let inputs = next
            .await
            .map_err(|_| Failure("A story could not be written.".into()))?;
        next = tokio::task::spawn_blocking({
            let names = names.clone();
            move || batch(first.saturating_add(BATCH), posts, now, &names)
        });
        let batch = Batch {
            posts: inputs,
            backlog: true,
            ..Batch::default()
        };
        newsroom.save_batch(batch).await?;
        if first % 10_000 == 0 && first > 0 {
            tell!("{first} of {posts} …");
        }
    }
    open::gather_statistics(&newsroom).await?;
    say!("{posts} stories in {:.1} s.", started.elapsed().as_secs_f64());
    Ok(())
}

/// Sections and authors of the stories.
#[derive(Clone)]
struct Names {
    sections: Vec<TagRef>,
    authors: Vec<AuthorRef>,
}

async fn names(newsroom: &Newsroom) -> Outcome<Names> {
    let mut names = Names {
        sections: Vec::new(),
        authors: Vec::new(),
    };
    for name in SECTIONS {
        let input = TagInput {
            name: name.into(),
            ..TagInput::default()
        };
        names.sections.push((&*newsroom.save_tag(input).await?).into());
    }
    for number in 0..AUTHORS {
        let input = AuthorInput {
            name: prose::author(number),
            ..AuthorInput::default()
        };
        names.authors.push((&*newsroom.save_author(input).await?).into());
    }
    Ok(names)
}

fn batch(first: u32, posts: u32, now: Timestamp, names: &Names) -> Vec<PostInput> {
    (first..posts.min(first.saturating_add(BATCH)))
        .map(|number| story(number, posts, now, names))
        .collect()
}

fn story(number: u32, posts: u32, now: Timestamp, names: &Names) -> PostInput {
    let prose = prose::write(number.into());
    let mut dice = Dice::new(u64::from(number) ^ 0xface);
    let mut input = PostInput::story(prose.title, document::from_markdown(&prose.markdown).document);
    input.target = Target::SameOrigin;
    input.origin = Some(format!("fill:{number}"));
    input.slug = Slug::from_title(&format!("story {number} {}", input.title));
    input.standfirst = Some(prose.standfirst);
    input
        .tags
        .push(names.sections[dice.below(names.sections.len())].clone());
    let author = dice.below(names.authors.len());
    input.authors.push(names.authors[author].clone());
    if dice.below(6) == 0 {
        input
            .authors
            .push(names.authors[(author + 1 + dice.below(AUTHORS - 1)) % AUTHORS].clone());
    }
    input.featured = Some(dice.below(50) == 0);
    let age = TEN_YEARS / i64::from(posts) * i64::from(posts - 1 - number) + dice.below(60_000) as i64;
    input.published_at = Some(now.plus_millis(-age - 60_000));
    input
}
