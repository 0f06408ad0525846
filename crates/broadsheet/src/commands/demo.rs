//! `broadsheet demo`: fills an empty newsroom with the demo publication.

mod feed;
mod files;

use crate::{
    config::Config,
    failure::{Failure, Outcome, fail},
    markdown_post, open,
    say::say,
};
use files::{Person, Place, Topic, bytes, json, markdown};
use jiff::tz::TimeZone;
use kernel::{Invalid, PostId, SiteSettings, Timestamp};
use newsroom::{AuthorInput, Batch, MediaInput, Newsroom, Placing, TagInput};
use std::collections::BTreeMap;

/// Writes the demo publication, all of it or nothing.
pub async fn run(config: &Config) -> Outcome {
    let newsroom = open::newsroom(config).await?;
    if !newsroom.is_empty().await? {
        return fail(format!(
            "The newsroom in {} is not empty: give the demo a folder of its own with --data DIR.",
            store_name(config)
        ));
    }
    let batch = batch(&newsroom).await?;
    let saved = newsroom.save_batch(batch).await?;
    let read: Vec<_> = saved.iter().map(|post| post.id).collect();
    add_reads(&newsroom, &read).await?;
    for slug in saved.iter().flat_map(|post| &post.unresolved) {
        say!("The related story “{slug}” is not part of the demo; its card is not shown.");
    }
    say!(
        "The demo is in {}: {} posts. Now: broadsheet serve",
        store_name(config),
        saved.len()
    );
    Ok(())
}

/// Readers of the last days, so that the lists of what is read most have something to show. What is not a story is left
/// out by the lists.
async fn add_reads(newsroom: &Newsroom, posts: &[PostId]) -> Outcome {
    for (days, step) in [(0, 37), (2, 61), (4, 23)] {
        let at = Timestamp::now().plus_millis(-days * 24 * 3_600_000);
        let counted = posts.iter().zip(1_u32..);
        let reads = counted.map(|(post, i)| (*post, 1 + i * step % 211)).collect();
        newsroom.add_reads_at(at, reads).await?;
    }
    newsroom.rank_reads().await?;
    Ok(())
}

fn store_name(config: &Config) -> String {
    open::database(config).to_string()
}

/// All that the demo consists of.
async fn batch(newsroom: &Newsroom) -> Outcome<Batch> {
    let mut site: SiteSettings = json("site.json")?;
    if let Some(cover) = site.podcast_cover.take() {
        let alt = "A lighthouse on a rock in heavy seas at night".into();
        site.podcast_cover = Some(picture(newsroom, cover, alt).await?);
    }
    let (zone, now) = (
        TimeZone::get(&site.timezone).unwrap_or(TimeZone::UTC),
        Timestamp::now(),
    );
    let mut batch = Batch::default();
    for topic in json::<Vec<Topic>>("sections.json")?
        .into_iter()
        .chain(json::<Vec<Topic>>("tags.json")?)
    {
        batch.tags.push(tag(topic)?);
    }
    for person in json::<Vec<Person>>("authors.json")? {
        batch.authors.push(author(newsroom, person).await?);
    }
    for (name, text) in markdown()? {
        if name.starts_with("feed/") {
            batch.posts.extend(feed::items(&name, &text, &zone, now)?);
            continue;
        }
        batch
            .posts
            .push(markdown_post::read(newsroom, &name, &text, &bytes, &zone, now).await?);
    }
    // A translation comes after what it translates.
    batch.posts.sort_by_key(|post| post.translation_of.is_some());
    for (language, places) in json::<BTreeMap<String, BTreeMap<String, Vec<Place>>>>("placements.json")? {
        for (name, picks) in places {
            let picks = picks
                .into_iter()
                .map(|pick| Ok((parsed(&pick.slug)?, pick.headline)));
            batch.placements.push(Placing {
                name: parsed(&name)?,
                language: parsed(&language)?,
                picks: picks.collect::<Outcome<_>>()?,
            });
        }
    }
    batch.settings = Some(Box::new(move |settings| *settings = site));
    Ok(batch)
}

fn tag(topic: Topic) -> Outcome<TagInput> {
    Ok(TagInput {
        slug: Some(parsed(&topic.slug)?),
        name: topic.name,
        names: topic.names,
        description: topic.description,
        descriptions: topic.descriptions,
        accent_color: topic.accent,
        ..TagInput::default()
    })
}

async fn author(newsroom: &Newsroom, person: Person) -> Outcome<AuthorInput> {
    let mut input = AuthorInput {
        slug: Some(parsed(&person.slug)?),
        name: person.name,
        names: person.names,
        bio: person.bio,
        bios: person.bios,
        title: person.title,
        titles: person.titles,
        location: person.location,
        social: person.social,
        ..AuthorInput::default()
    };
    if let Some(portrait) = person.portrait {
        let alt = format!("Portrait of {}", input.name);
        input.profile_image = Some(picture(newsroom, portrait, alt).await?);
    }
    Ok(input)
}

/// Takes a picture of the demo into the library; gives its address.
async fn picture(newsroom: &Newsroom, name: String, alt: String) -> Outcome<String> {
    let media = MediaInput {
        bytes: bytes(&name).map_err(Failure)?,
        filename: name,
        alt,
        credit: "Illustration: The Meridian Post".into(),
        ..MediaInput::default()
    };
    Ok(newsroom.add_media(media).await?.path)
}

fn parsed<T: std::str::FromStr<Err = Invalid>>(text: &str) -> Outcome<T> {
    text.parse()
        .map_err(|Invalid(why)| Failure(format!("In the demo: {why}.")))
}
