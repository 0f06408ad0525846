//! `{{#get "posts" filter="tag:{{slug}}" limit="3" as |rows|}}`: a query within a template.

use super::prelude::*;
use crate::{
    nql,
    object::{AuthorObject, Pagination, TagObject, newsletters, posts},
};
use kernel::{Post, PostKind};
use std::{cmp::Ordering, sync::Arc};
use store::{AuthorQuery, Filter, PostQuery, TagQuery};

const DEFAULT_LIMIT: u32 = 15;
const MAX_LIMIT: u32 = 100;

/// What a query gave.
struct Found {
    rows: Vec<Value>,
    /// Absent when one record was asked for by id or slug.
    pagination: Option<Pagination>,
}

/// Why a query gave nothing.
enum Trouble {
    /// Told to the template: `@error` and the else branch.
    Said(String),
    /// The page cannot be made.
    Fatal(Error),
}

impl From<nql::FilterError> for Trouble {
    fn from(e: nql::FilterError) -> Self {
        Trouble::Said(e.to_string())
    }
}

impl From<Error> for Trouble {
    fn from(e: Error) -> Self {
        Trouble::Fatal(e)
    }
}

pub(super) fn get(call: &mut Call<'_, '_>) -> Answer {
    if !call.is_block() {
        return Ok(Value::Undefined);
    }
    let resource = call.arg(0);
    let resource = resource.as_str().unwrap_or_default().to_owned();
    let visit = Visit::of(call)?;
    let found = match resource.as_str() {
        "posts" => find_posts(call, &visit, PostKind::Story),
        "pages" => find_posts(call, &visit, PostKind::Page),
        "tags" => find_tags(call, &visit),
        "authors" => find_authors(call, &visit),
        "newsletters" => Ok(window(
            newsletters(&visit.place).as_array().unwrap_or_default().to_vec(),
            call,
        )),
        "tiers" => Ok(window(Vec::new(), call)),
        other => Err(Trouble::Said(format!(
            "Invalid \"{other}\" resource given to get helper"
        ))),
    };
    answer(call, &resource, found)
}

/// Ghost's collections: `featured`, and all stories for the others that it makes itself.
pub(super) fn collection(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let slug = call.arg(0);
    let filter = match slug.as_str() {
        Some("featured") => Filter::Featured(true),
        Some("latest" | "index") => Filter::All,
        _ => {
            return answer(
                call,
                "posts",
                Err(Trouble::Said("there is no such collection".into())),
            );
        }
    };
    let found = list_posts(call, &visit, PostKind::Story, filter, 3);
    answer(call, "posts", found)
}

fn answer(call: &mut Call<'_, '_>, resource: &str, found: Result<Found, Trouble>) -> Answer {
    let found = match found {
        Ok(found) => found,
        Err(Trouble::Fatal(e)) => return Err(e),
        Err(Trouble::Said(message)) => {
            tracing::debug!(%message, "a theme's query was not answered");
            let this = call.this().clone();
            return Ok(Value::from_output(
                call.inverse_with(&this, &[("error", string(message))])?,
            ));
        }
    };
    let rows = array(found.rows);
    let mut context = Map::new().with(resource, rows.clone());
    let mut params = vec![rows];
    if let Some(pagination) = found.pagination {
        let pagination = crate::object::object(pagination);
        context.insert(
            "meta",
            Map::new().with("pagination", pagination.clone()).into_value(),
        );
        context.insert("pagination", pagination.clone());
        params.push(pagination);
    }
    call.write_block(&context.into_value(), &[], &params)?;
    Ok(Value::Undefined)
}

fn limit(call: &Call<'_, '_>, default: u32) -> u32 {
    match text(call, "limit").as_deref() {
        None | Some("") => default,
        Some("all") => MAX_LIMIT,
        Some(given) => parse_int(given).map_or(default, |n| n.clamp(1, i64::from(MAX_LIMIT)) as u32),
    }
}

fn page(call: &Call<'_, '_>) -> u32 {
    integer(call, "page")
        .and_then(|n| u32::try_from(n).ok())
        .unwrap_or(1)
        .max(1)
}

fn filter(call: &Call<'_, '_>) -> Result<Option<nql::Expr>, Trouble> {
    match text(call, "filter").filter(|filter| !filter.trim().is_empty()) {
        Some(filter) => Ok(Some(nql::parse(&resolve_paths(call, &filter))?)),
        None => Ok(None),
    }
}

/// Puts values where `{{post.id}}` stands in a filter. Lists become `a,b`, as their slugs where Ghost does so.
fn resolve_paths(call: &Call<'_, '_>, filter: &str) -> String {
    let mut out = String::with_capacity(filter.len() + 36);
    let mut rest = filter;
    while let Some(at) = rest.find("{{") {
        let Some(end) = rest[at..].find("}}") else { break };
        out.push_str(&rest[..at]);
        out.push_str(&path_text(call, rest[at + 2..at + end].trim()));
        rest = &rest[at + end + 2..];
    }
    out.push_str(rest);
    out
}

fn path_text(call: &Call<'_, '_>, path: &str) -> String {
    let path = match path {
        "post.tags" => "post.tags[*].slug",
        "post.author" => "post.author.slug",
        path => path,
    };
    match call.resolve(path) {
        Value::Undefined | Value::Null => String::new(),
        value => value.to_text().to_string(),
    }
}

fn find_posts(call: &Call<'_, '_>, visit: &Visit, kind: PostKind) -> Result<Found, Trouble> {
    let single = match (text(call, "id"), text(call, "slug")) {
        (Some(id), _) => Some(match resolve_paths(call, &id).parse() {
            Ok(id) => visit.got(call, visit.reader().post_by_id(id))?,
            Err(_) => None,
        }),
        (None, Some(slug)) => Some(match resolve_paths(call, &slug).parse() {
            Ok(slug) => visit.got(call, visit.reader().post_by_slug(&slug))?,
            Err(_) => None,
        }),
        (None, None) => None,
    };
    if let Some(single) = single {
        let fits = |post: &Post| post.kind == kind && post.is_public(visit.now());
        return match single.filter(fits) {
            Some(post) => Ok(Found {
                rows: vec![visit.value(&Arc::new(post))],
                pagination: None,
            }),
            None => Err(Trouble::Said("Resource not found".into())),
        };
    }
    let filter = match filter(call)? {
        Some(expr) => nql::to_filter(&expr, visit.now())?,
        None => Filter::All,
    };
    list_posts(call, visit, kind, filter, DEFAULT_LIMIT)
}

fn list_posts(
    call: &Call<'_, '_>,
    visit: &Visit,
    kind: PostKind,
    filter: Filter,
    default: u32,
) -> Result<Found, Trouble> {
    let (limit, page) = (limit(call, default), page(call));
    // Counting a list that is kept counted costs nothing; others are counted only when the block may show it.
    let counts =
        call.block_param_count() != 1 || matches!(filter, Filter::All | Filter::Tag(_) | Filter::Author(_));
    let query = PostQuery {
        kind,
        language: Some(visit.place.language.clone()),
        filter,
        order: nql::order_of_posts(&text(call, "order").unwrap_or_default()),
        limit,
        offset: u64::from(page - 1) * u64::from(limit),
        with_total: counts,
        ..PostQuery::stories(visit.now())
    };
    let list = visit.got(call, visit.reader().posts(&query))?;
    let total = if counts {
        list.total
    } else {
        list.posts.len() as u64
    };
    Ok(Found {
        rows: found_posts(&list.posts, visit),
        pagination: Some(Pagination { page, limit, total }),
    })
}

fn found_posts(all: &[Arc<Post>], visit: &Visit) -> Vec<Value> {
    posts(all, &visit.place).as_array().unwrap_or_default().to_vec()
}

fn find_tags(call: &Call<'_, '_>, visit: &Visit) -> Result<Found, Trouble> {
    let query = TagQuery {
        language: Some(visit.place.language.clone()),
        ..TagQuery::default()
    };
    let all = visit.got(call, visit.reader().tags(&query))?;
    let rows = all
        .entries
        .iter()
        .map(|(tag, posts)| TagObject::counted(tag, *posts, &visit.place));
    choose(call, rows.collect())
}

fn find_authors(call: &Call<'_, '_>, visit: &Visit) -> Result<Found, Trouble> {
    let query = AuthorQuery {
        language: Some(visit.place.language.clone()),
        ..AuthorQuery::default()
    };
    let all = visit.got(call, visit.reader().authors(&query))?;
    let rows = all
        .entries
        .iter()
        .map(|(author, posts)| AuthorObject::counted(author, *posts, &visit.place));
    choose(call, rows.collect())
}

/// Filters, orders and cuts records that are few and at hand.
fn choose(call: &Call<'_, '_>, mut rows: Vec<Value>) -> Result<Found, Trouble> {
    for name in ["id", "slug"] {
        if let Some(wanted) = text(call, name) {
            let wanted = resolve_paths(call, &wanted);
            rows.retain(|row| row.get(name).as_str() == Some(&wanted));
            return match rows.is_empty() {
                false => Ok(Found {
                    rows,
                    pagination: None,
                }),
                true => Err(Trouble::Said("Resource not found".into())),
            };
        }
    }
    if let Some(expr) = filter(call)? {
        rows.retain(|row| nql::fits(&expr, row));
    }
    order(&mut rows, &text(call, "order").unwrap_or_default());
    Ok(window(rows, call))
}

/// `order="count.posts desc, name"`; the given order (by name) where that leaves it open.
fn order(rows: &mut [Value], order: &str) {
    let by: Vec<(Vec<&str>, bool)> = order
        .split(',')
        .filter_map(|part| {
            let mut words = part.split_whitespace();
            let path = words.next()?.split('.').collect();
            Some((
                path,
                words.next().is_some_and(|way| way.eq_ignore_ascii_case("desc")),
            ))
        })
        .collect();
    if by.is_empty() {
        return;
    }
    rows.sort_by(|a, b| {
        for (path, descending) in &by {
            let field = |row: &Value| path.iter().fold(row.clone(), |value, name| value.get(name));
            let ordering = match (field(a), field(b)) {
                (Value::Number(a), Value::Number(b)) => a.partial_cmp(&b).unwrap_or(Ordering::Equal),
                (a, b) => a.to_text().to_lowercase().cmp(&b.to_text().to_lowercase()),
            };
            let ordering = if *descending { ordering.reverse() } else { ordering };
            if ordering.is_ne() {
                return ordering;
            }
        }
        Ordering::Equal
    });
}

fn window(rows: Vec<Value>, call: &Call<'_, '_>) -> Found {
    let (limit, page) = (limit(call, DEFAULT_LIMIT), page(call));
    let total = rows.len() as u64;
    let skip = (page as usize - 1).saturating_mul(limit as usize);
    let rows = rows.into_iter().skip(skip).take(limit as usize).collect();
    Found {
        rows,
        pagination: Some(Pagination { page, limit, total }),
    }
}
