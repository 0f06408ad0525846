//! A filter as SQL, and the surrogate keys of a list chosen by it.

use crate::{
    query::{Cmp, Field, Filter, Match},
    sql::Param,
    taxonomy::Taxonomy,
};
use kernel::Key;
use std::fmt::Write;

/// A statement in the making: its text, and its values in their order.
#[derive(Default)]
pub(crate) struct Statement {
    pub(crate) sql: String,
    pub(crate) params: Vec<Param<'static>>,
}

impl Statement {
    pub(crate) fn push(&mut self, sql: &str) -> &mut Self {
        self.sql.push_str(sql);
        self
    }

    pub(crate) fn value(&mut self, value: impl Into<Param<'static>>) -> &mut Self {
        self.params.push(value.into());
        let n = self.params.len();
        // Writing to a String cannot fail.
        let _ = write!(self.sql, "${n}");
        self
    }

    /// ` IN (…)`, of at least one value. They are always some multiple of sixteen, so that there are few statements to be
    /// remembered.
    pub(crate) fn is_one_of(&mut self, values: &[String]) -> &mut Self {
        let all = values.iter().chain(std::iter::repeat(&values[0]));
        for (i, value) in all.take(values.len().next_multiple_of(16)).enumerate() {
            self.push(if i == 0 { " IN (" } else { ", " })
                .value(value.clone());
        }
        self.push(")")
    }

    /// ` LIMIT n`, written out: of a value that it does not know PostgreSQL plans to read a tenth of the table.
    pub(crate) fn limit(&mut self, rows: u32) -> &mut Self {
        let _ = write!(self.sql, " LIMIT {rows}");
        self
    }
}

/// Writes the condition for `posts p`. Names of tags and authors are looked up beforehand: an unknown one matches nothing.
///
/// `list` is the table that gives the order (`p` or `l`): it knows the time of publication too.
pub(crate) fn condition(filter: &Filter, taxonomy: &Taxonomy, list: &str, out: &mut Statement) {
    match filter {
        Filter::All => drop(out.push("1 = 1")),
        Filter::And(parts) => join(parts, " AND ", "1 = 1", taxonomy, list, out),
        Filter::Or(parts) => join(parts, " OR ", "1 = 0", taxonomy, list, out),
        Filter::Not(inner) => {
            // Of an empty field nothing is true, and of its opposite neither; here the opposite is.
            out.push("NOT COALESCE(");
            condition(inner, taxonomy, list, out);
            out.push(", FALSE)");
        }
        Filter::Tag(slug) => has(out, "tag", taxonomy.tags.by_slug(slug).map(|tag| tag.id), false),
        Filter::PrimaryTag(slug) => has(out, "tag", taxonomy.tags.by_slug(slug).map(|tag| tag.id), true),
        Filter::Author(slug) => has(
            out,
            "author",
            taxonomy.authors.by_slug(slug).map(|author| author.id),
            false,
        ),
        Filter::PrimaryAuthor(slug) => {
            has(
                out,
                "author",
                taxonomy.authors.by_slug(slug).map(|author| author.id),
                true,
            );
        }
        Filter::Id(id) => drop(out.push("p.id = ").value(Param::id(id))),
        Filter::Slug(by) => matches(out, "p.slug", by),
        Filter::Title(by) => matches(out, "p.title", by),
        Filter::CustomTemplate(name) => drop(out.push("p.custom_template = ").value(name.clone())),
        // Written out, so that the index of featured posts serves.
        Filter::Featured(yes) => drop(out.push(if *yes { "p.featured = 1" } else { "p.featured = 0" })),
        Filter::PublishedAt(by, at) => drop(out.push(list).push(".published_at").push(sign(*by)).value(*at)),
        Filter::UpdatedAt(by, at) => drop(out.push("p.updated_at").push(sign(*by)).value(*at)),
        Filter::CreatedAt(by, at) => drop(out.push("p.created_at").push(sign(*by)).value(*at)),
        Filter::Visibility(who) => drop(out.push("p.visibility = ").value(who.as_str())),
        Filter::State(state) => drop(out.push("p.state = ").value(state.as_str())),
        Filter::Kind(kind) => drop(out.push("p.kind = ").value(kind.as_str())),
        Filter::Present(Field::Tags) => drop(out.push("p.tag_ids <> ''")),
        Filter::Present(Field::Authors) => drop(out.push("p.author_ids <> ''")),
        Filter::Present(field) => drop(out.push("p.").push(column(*field)).push(" IS NOT NULL")),
    }
}

fn join(parts: &[Filter], word: &str, none: &str, taxonomy: &Taxonomy, list: &str, out: &mut Statement) {
    if parts.is_empty() {
        out.push(none);
        return;
    }
    out.push("(");
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.push(word);
        }
        condition(part, taxonomy, list, out);
    }
    out.push(")");
}

fn has(out: &mut Statement, noun: &str, id: Option<impl std::fmt::Display>, leading: bool) {
    let Some(id) = id else {
        out.push("1 = 0");
        return;
    };
    let leading = if leading { " AND x.is_first = 1" } else { "" };
    let start = format!("EXISTS (SELECT 1 FROM posts_{noun}s x WHERE x.post_id = p.id AND x.{noun}_id = ");
    out.push(&start).value(Param::id(id)).push(leading).push(")");
}

fn sign(by: Cmp) -> &'static str {
    match by {
        Cmp::Less => " < ",
        Cmp::LessOrEqual => " <= ",
        Cmp::Equal => " = ",
        Cmp::GreaterOrEqual => " >= ",
        Cmp::Greater => " > ",
    }
}

fn matches(out: &mut Statement, column: &str, by: &Match) {
    let (before, text, after) = match by {
        Match::Is(text) => {
            out.push(column).push(" = ").value(text.clone());
            return;
        }
        Match::Contains(text) => ("%", text, "%"),
        Match::StartsWith(text) => ("", text, "%"),
        Match::EndsWith(text) => ("%", text, ""),
    };
    let plain = text
        .to_ascii_lowercase()
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    out.push("lower(")
        .push(column)
        .push(") LIKE ")
        .value(format!("{before}{plain}{after}"))
        .push(" ESCAPE '\\'");
}

fn column(field: Field) -> &'static str {
    match field {
        Field::FeatureImage => "feature_image",
        Field::Standfirst => "standfirst",
        Field::PublishedAt => "published_at",
        Field::CanonicalUrl => "canonical_url",
        Field::CustomTemplate => "custom_template",
        Field::MetaTitle => "meta_title",
        Field::MetaDescription => "meta_description",
        Field::OgTitle => "og_title",
        Field::OgDescription => "og_description",
        Field::OgImage => "og_image",
        Field::TwitterTitle => "twitter_title",
        Field::TwitterDescription => "twitter_description",
        Field::TwitterImage => "twitter_image",
        Field::EditorsNote => "editors_note",
        Field::Corrections => "corrections",
        Field::TranslationOf => "translation_of",
        Field::Tags => "tag_ids",
        Field::Authors => "author_ids",
    }
}

/// The keys of a list of stories chosen by the filter: the narrowest with which no change is missed.
pub(crate) fn keys(filter: &Filter, taxonomy: &Taxonomy) -> Vec<Key> {
    let mut keys = Vec::new();
    if !by_lists(filter, taxonomy, &mut keys) {
        // Another field may put any post in or out of the list, and that is all it takes.
        return vec![Key::PostsAny];
    }
    if !confined(filter) {
        keys.push(Key::Posts);
    }
    keys
}

/// Collects the lists that decide the filter; false when other fields decide it too.
fn by_lists(filter: &Filter, taxonomy: &Taxonomy, keys: &mut Vec<Key>) -> bool {
    match filter {
        Filter::All | Filter::Kind(_) | Filter::PublishedAt(..) => {}
        Filter::And(parts) | Filter::Or(parts) => {
            return parts.iter().all(|part| by_lists(part, taxonomy, keys));
        }
        Filter::Not(inner) => return by_lists(inner, taxonomy, keys),
        Filter::Tag(slug) | Filter::PrimaryTag(slug) => keys.push(match taxonomy.tags.by_slug(slug) {
            Some(tag) => Key::PostsOfTag(tag.id),
            None => Key::Slug(slug.clone()),
        }),
        Filter::Author(slug) | Filter::PrimaryAuthor(slug) => {
            keys.push(match taxonomy.authors.by_slug(slug) {
                Some(author) => Key::PostsOfAuthor(author.id),
                None => Key::Slug(slug.clone()),
            })
        }
        Filter::Id(id) => keys.push(Key::Post(*id)),
        _ => return false,
    }
    true
}

/// Whether every post of the list is in one of the lists that the filter names.
fn confined(filter: &Filter) -> bool {
    match filter {
        Filter::And(parts) => parts.iter().any(confined),
        Filter::Or(parts) => parts.iter().all(confined),
        Filter::Tag(_)
        | Filter::PrimaryTag(_)
        | Filter::Author(_)
        | Filter::PrimaryAuthor(_)
        | Filter::Id(_) => true,
        _ => false,
    }
}
