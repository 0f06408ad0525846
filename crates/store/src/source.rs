//! Where a list of posts is read from: of a tag or an author, the index of its posts gives the order too.

use crate::{
    counts,
    filter::{self, Statement},
    query::{Cmp, Desc, Filter, OrderField, PostQuery},
    sql::Param,
    taxonomy::Taxonomy,
};
use kernel::{AuthorId, Slug, TagId, Timestamp};

#[derive(Clone, Copy)]
enum Table {
    Posts,
    Tag(TagId),
    Author(AuthorId),
}

/// A table, and what it does not decide by itself.
pub(crate) struct Source {
    table: Table,
    /// Only where it leads: the section, or the first author.
    leading: bool,
    rest: Filter,
}

impl Source {
    fn new(table: Table, leading: bool) -> Self {
        Self {
            table,
            leading,
            rest: Filter::All,
        }
    }

    pub(crate) fn posts() -> Self {
        Self::new(Table::Posts, false)
    }

    /// Posts with this section.
    pub(crate) fn of_tag(id: TagId) -> Self {
        Self::new(Table::Tag(id), true)
    }

    /// Posts with this first author.
    pub(crate) fn of_author(id: AuthorId) -> Self {
        Self::new(Table::Author(id), true)
    }

    /// The narrowest source for a filter.
    pub(crate) fn narrowest(filter: &Filter, taxonomy: &Taxonomy) -> Self {
        let tag = |slug: &Slug| taxonomy.tags.by_slug(slug).map(|tag| Table::Tag(tag.id));
        let author = |slug: &Slug| {
            taxonomy
                .authors
                .by_slug(slug)
                .map(|author| Table::Author(author.id))
        };
        let one = |filter: &Filter| {
            Some(match filter {
                Filter::Tag(slug) => Self::new(tag(slug)?, false),
                Filter::PrimaryTag(slug) => Self::new(tag(slug)?, true),
                Filter::Author(slug) => Self::new(author(slug)?, false),
                Filter::PrimaryAuthor(slug) => Self::new(author(slug)?, true),
                _ => return None,
            })
        };
        if let Some(source) = one(filter) {
            return source;
        }
        if let Filter::And(parts) = filter
            && let Some((i, source)) = parts
                .iter()
                .enumerate()
                .find_map(|(i, part)| Some((i, one(part)?)))
        {
            let mut rest = parts.clone();
            rest.remove(i);
            return Self {
                rest: if rest.is_empty() {
                    Filter::All
                } else {
                    Filter::And(rest)
                },
                ..source
            };
        }
        Self {
            rest: filter.clone(),
            ..Self::posts()
        }
    }

    /// The name of the list when it is one whose posts are counted.
    pub(crate) fn whole_list(&self) -> Option<String> {
        match (self.table, self.leading, &self.rest) {
            (Table::Posts, false, Filter::All) => Some(counts::ALL.to_owned()),
            (Table::Tag(id), false, Filter::All) => Some(counts::of_tag(id)),
            (Table::Author(id), false, Filter::All) => Some(counts::of_author(id)),
            _ => None,
        }
    }

    /// How statements call the table that gives the order.
    pub(crate) fn list(&self) -> &'static str {
        if matches!(self.table, Table::Posts) {
            "p"
        } else {
            "l"
        }
    }

    /// How the id of a post is called in that table.
    pub(crate) fn id(&self) -> &'static str {
        if matches!(self.table, Table::Posts) {
            "p.id"
        } else {
            "l.post_id"
        }
    }

    /// `FROM … WHERE …`, with what the table decides.
    pub(crate) fn from(&self, bodies: bool, out: &mut Statement) {
        // CROSS JOIN keeps SQLite from beginning with the other table.
        out.push(match self.table {
            Table::Posts => " FROM posts p",
            Table::Tag(_) => " FROM posts_tags l CROSS JOIN posts p",
            Table::Author(_) => " FROM posts_authors l CROSS JOIN posts p",
        });
        out.push(if bodies {
            " LEFT JOIN post_bodies b ON b.post_id = p.id WHERE "
        } else {
            " WHERE "
        });
        match self.table {
            Table::Posts => return,
            Table::Tag(id) => out.push("p.id = l.post_id AND l.tag_id = ").value(Param::id(id)),
            Table::Author(id) => out
                .push("p.id = l.post_id AND l.author_id = ")
                .value(Param::id(id)),
        };
        out.push(if self.leading {
            " AND l.is_first = 1 AND "
        } else {
            " AND "
        });
    }

    fn of_kind(&self, query: &PostQuery, out: &mut Statement) {
        out.push(self.list()).push(".kind = ").value(query.kind.as_str());
        if let Some(language) = &query.language {
            out.push(" AND ")
                .push(self.list())
                .push(".language = ")
                .value(language.to_string());
        }
    }

    /// Kind, language and state, after [`Source::from`]; the time is the caller's.
    pub(crate) fn published_of(&self, query: &PostQuery, out: &mut Statement) {
        self.of_kind(query, out);
        out.push(" AND ").push(self.list()).push(".state = 'published'");
    }

    /// `FROM … WHERE …` of all that is published; the time is the caller's.
    pub(crate) fn published(&self, query: &PostQuery, out: &mut Statement) {
        self.from(false, out);
        self.published_of(query, out);
    }

    /// `FROM … WHERE …` of a list.
    pub(crate) fn which(&self, query: &PostQuery, bodies: bool, taxonomy: &Taxonomy, out: &mut Statement) {
        self.from(bodies, out);
        self.of_kind(query, out);
        if let Some(now) = query.public_at {
            out.push(" AND ").push(self.list()).push(".state = 'published'");
            // Of two upper bounds SQLite may take the one that makes it read everything in between.
            if !ends_before(&self.rest, now) {
                out.push(" AND ")
                    .push(self.list())
                    .push(".published_at <= ")
                    .value(now);
            }
        }
        if self.rest != Filter::All {
            out.push(" AND ");
            filter::condition(&self.rest, taxonomy, self.list(), out);
        }
    }

    /// `ORDER BY …` of a list.
    pub(crate) fn order(&self, query: &PostQuery, out: &mut Statement) {
        // The engines differ in where they put what is empty; readers' lists have none.
        let nulls = |desc: bool| match (query.public_at, desc) {
            (Some(_), _) => "",
            (None, true) => " NULLS LAST",
            (None, false) => " NULLS FIRST",
        };
        out.push(" ORDER BY ");
        // What is ordered by time needs no further order.
        let time = query
            .order
            .iter()
            .position(|(field, _)| *field == OrderField::PublishedAt);
        for (field, way) in &query.order[..time.unwrap_or(query.order.len())] {
            let column = match field {
                OrderField::PublishedAt => "p.published_at",
                OrderField::UpdatedAt => "p.updated_at",
                OrderField::CreatedAt => "p.created_at",
                OrderField::Title => "lower(p.title)",
                OrderField::Slug => "p.slug",
                OrderField::Featured => "p.featured",
                OrderField::Words => "p.words",
                OrderField::Id => self.id(),
            };
            out.push(column)
                .push(if *way == Desc::Desc { " DESC, " } else { " ASC, " });
        }
        let newest_first = time.is_none_or(|i| query.order[i].1 == Desc::Desc);
        let way = if newest_first { " DESC" } else { " ASC" };
        out.push(self.list())
            .push(".published_at")
            .push(way)
            .push(nulls(newest_first))
            .push(", ");
        out.push(self.id()).push(way);
    }
}

/// Whether a filter by itself keeps out what is published after `now`.
fn ends_before(filter: &Filter, now: Timestamp) -> bool {
    match filter {
        Filter::PublishedAt(Cmp::Less | Cmp::LessOrEqual | Cmp::Equal, at) => *at <= now,
        Filter::And(parts) => parts.iter().any(|part| ends_before(part, now)),
        _ => false,
    }
}
