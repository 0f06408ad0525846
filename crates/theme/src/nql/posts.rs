//! A filter over posts as the store understands it.

use super::{Comparison, Expr, FilterError, Place, Test, Value};
use crate::date;
use jiff::{Span, tz::TimeZone};
use kernel::{PostKind, Slug, Timestamp, Visibility};
use store::{Cmp, Desc, Field, Filter, Match, OrderField};

/// The store's filter for an expression. `now` is what `now-7d` counts from.
pub(crate) fn to_filter(expr: &Expr, now: Timestamp) -> Result<Filter, FilterError> {
    Ok(match expr {
        Expr::And(parts) => Filter::And(all(parts, now)?),
        Expr::Or(parts) => Filter::Or(all(parts, now)?),
        Expr::Is(name, test) => property(name, test, now)?,
    })
}

fn all(parts: &[Expr], now: Timestamp) -> Result<Vec<Filter>, FilterError> {
    parts.iter().map(|part| to_filter(part, now)).collect()
}

fn nothing() -> Filter {
    Filter::Or(Vec::new())
}

fn not(filter: Filter) -> Filter {
    Filter::Not(Box::new(filter))
}

fn property(name: &str, test: &Test, now: Timestamp) -> Result<Filter, FilterError> {
    let slug = |text: &str, make: fn(Slug) -> Filter| text.parse().map_or_else(|_| nothing(), make);
    match name {
        "tag" | "tags" | "tags.slug" => one_of(name, test, Some(Field::Tags), |value| {
            Ok(slug(&words(value), Filter::Tag))
        }),
        "primary_tag" | "primary_tag.slug" => one_of(name, test, Some(Field::Tags), |value| {
            Ok(slug(&words(value), Filter::PrimaryTag))
        }),
        "author" | "authors" | "authors.slug" | "author.slug" => {
            one_of(name, test, Some(Field::Authors), |value| {
                Ok(slug(&words(value), Filter::Author))
            })
        }
        "primary_author" | "primary_author.slug" => one_of(name, test, Some(Field::Authors), |value| {
            Ok(slug(&words(value), Filter::PrimaryAuthor))
        }),
        "id" => one_of(name, test, None, |value| {
            Ok(words(value).parse().map_or_else(|_| nothing(), Filter::Id))
        }),
        "slug" => text(test, name, Filter::Slug),
        "title" => text(test, name, Filter::Title),
        "custom_template" => one_of(name, test, Some(Field::CustomTemplate), |value| {
            Ok(Filter::CustomTemplate(words(value)))
        }),
        "featured" => one_of(name, test, None, |value| flag(name, value).map(Filter::Featured)),
        "page" => one_of(name, test, None, |value| {
            flag(name, value).map(|page| Filter::Kind(if page { PostKind::Page } else { PostKind::Story }))
        }),
        "type" => one_of(name, test, None, |value| {
            Ok(Filter::Kind(if words(value) == "page" {
                PostKind::Page
            } else {
                PostKind::Story
            }))
        }),
        // Readers only ever see what is published.
        "status" => one_of(name, test, None, |value| {
            Ok(if words(value) == "published" {
                Filter::All
            } else {
                nothing()
            })
        }),
        "visibility" => one_of(name, test, None, |value| {
            Ok(words(value)
                .parse::<Visibility>()
                .map_or_else(|_| nothing(), Filter::Visibility))
        }),
        "published_at" => moment(name, test, now, Filter::PublishedAt),
        "updated_at" => moment(name, test, now, Filter::UpdatedAt),
        "created_at" => moment(name, test, now, Filter::CreatedAt),
        _ => present(name, test),
    }
}

/// Fields of which only presence can be asked: `feature_image:null`, `feature_image:-null`.
fn present(name: &str, test: &Test) -> Result<Filter, FilterError> {
    let field = match name {
        "feature_image" => Field::FeatureImage,
        "custom_excerpt" | "excerpt" => Field::Standfirst,
        "canonical_url" => Field::CanonicalUrl,
        "meta_title" => Field::MetaTitle,
        "meta_description" => Field::MetaDescription,
        "og_title" => Field::OgTitle,
        "og_description" => Field::OgDescription,
        "og_image" => Field::OgImage,
        "twitter_title" => Field::TwitterTitle,
        "twitter_description" => Field::TwitterDescription,
        "twitter_image" => Field::TwitterImage,
        _ => return Err(FilterError::UnknownProperty(name.to_owned())),
    };
    match test {
        Test::Equals(Value::Null) => Ok(not(Filter::Present(field))),
        Test::Differs(Value::Null) => Ok(Filter::Present(field)),
        _ => Err(FilterError::WrongTest(name.to_owned())),
    }
}

fn one_of(
    name: &str,
    test: &Test,
    field: Option<Field>,
    make: impl Fn(&Value) -> Result<Filter, FilterError>,
) -> Result<Filter, FilterError> {
    let each = |values: &[Value]| values.iter().map(&make).collect::<Result<Vec<_>, _>>();
    Ok(match (test, field) {
        (Test::Equals(Value::Null), Some(field)) => not(Filter::Present(field)),
        (Test::Differs(Value::Null), Some(field)) => Filter::Present(field),
        (Test::Equals(value), _) => make(value)?,
        (Test::Differs(value), _) => not(make(value)?),
        (Test::In(values), _) => Filter::Or(each(values)?),
        (Test::NotIn(values), _) => not(Filter::Or(each(values)?)),
        (Test::All(values), _) => Filter::And(each(values)?),
        _ => return Err(FilterError::WrongTest(name.to_owned())),
    })
}

fn text(test: &Test, name: &str, make: fn(Match) -> Filter) -> Result<Filter, FilterError> {
    let placed = |place: &Place, text: &String| match place {
        Place::Anywhere => Match::Contains(text.clone()),
        Place::Start => Match::StartsWith(text.clone()),
        Place::End => Match::EndsWith(text.clone()),
    };
    match test {
        Test::Matches(place, text) => Ok(make(placed(place, text))),
        Test::MatchesNot(place, text) => Ok(not(make(placed(place, text)))),
        test => one_of(name, test, None, |value| Ok(make(Match::Is(words(value))))),
    }
}

fn moment(
    name: &str,
    test: &Test,
    now: Timestamp,
    make: fn(Cmp, Timestamp) -> Filter,
) -> Result<Filter, FilterError> {
    let at = |value: &Value| time(value, now).ok_or_else(|| FilterError::WrongTest(name.to_owned()));
    Ok(match test {
        Test::Equals(Value::Null) => not(Filter::Present(Field::PublishedAt)),
        Test::Differs(Value::Null) => Filter::Present(Field::PublishedAt),
        Test::Equals(value) => make(Cmp::Equal, at(value)?),
        Test::Differs(value) => not(make(Cmp::Equal, at(value)?)),
        Test::Compares(comparison, value) => {
            let cmp = match comparison {
                Comparison::Greater => Cmp::Greater,
                Comparison::GreaterOrEqual => Cmp::GreaterOrEqual,
                Comparison::Less => Cmp::Less,
                Comparison::LessOrEqual => Cmp::LessOrEqual,
            };
            make(cmp, at(value)?)
        }
        _ => return Err(FilterError::WrongTest(name.to_owned())),
    })
}

fn time(value: &Value, now: Timestamp) -> Option<Timestamp> {
    match value {
        Value::Text(text) => date::parse(text).map(Timestamp::from),
        Value::Number(year) => date::parse(&format!("{year}-01-01")).map(Timestamp::from),
        Value::Now(amount, unit) => {
            let span = match unit {
                'd' => Span::new().try_days(*amount),
                'w' => Span::new().try_weeks(*amount),
                'M' => Span::new().try_months(*amount),
                'y' => Span::new().try_years(*amount),
                'h' => Span::new().try_hours(*amount),
                'm' => Span::new().try_minutes(*amount),
                _ => Span::new().try_seconds(*amount),
            };
            let at = now
                .to_jiff()
                .to_zoned_datetime(TimeZone::UTC)
                .checked_add(span.ok()?)
                .ok()?;
            Some(Timestamp::from(at.timestamp()))
        }
        _ => None,
    }
}

fn flag(name: &str, value: &Value) -> Result<bool, FilterError> {
    match value {
        Value::Bool(b) => Ok(*b),
        Value::Number(n) => Ok(*n != 0.0),
        _ => Err(FilterError::WrongTest(name.to_owned())),
    }
}

/// A value as the text that was written.
pub(super) fn words(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(b) => b.to_string(),
        Value::Number(n) => n.to_string(),
        Value::Text(text) => text.clone(),
        Value::Now(n, unit) => format!("now{n:+}{unit}"),
    }
}

/// `order="featured desc, published_at asc"`. What posts cannot be ordered by is left out, as in Ghost.
pub(crate) fn order_of_posts(order: &str) -> Vec<(OrderField, Desc)> {
    let one = |part: &str| {
        let mut words = part.split_whitespace();
        let name = words.next()?;
        let field = match name.rsplit('.').next().unwrap_or(name) {
            "published_at" => OrderField::PublishedAt,
            "updated_at" => OrderField::UpdatedAt,
            "created_at" => OrderField::CreatedAt,
            "title" => OrderField::Title,
            "slug" => OrderField::Slug,
            "featured" => OrderField::Featured,
            "id" => OrderField::Id,
            _ => return None,
        };
        let ascending = words.next().is_some_and(|way| way.eq_ignore_ascii_case("asc"));
        Some((field, if ascending { Desc::Asc } else { Desc::Desc }))
    };
    order.split(',').filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nql::parse;

    fn filter(source: &str) -> Result<Filter, FilterError> {
        to_filter(&parse(source).unwrap(), Timestamp::from_millis(1_795_428_000_000))
    }

    #[test]
    fn filters_become_the_stores() {
        let slug = |s: &str| s.parse::<Slug>().unwrap();
        assert_eq!(
            filter("tag:news+featured:true"),
            Ok(Filter::And(vec![
                Filter::Tag(slug("news")),
                Filter::Featured(true)
            ]))
        );
        assert_eq!(
            filter("tags:-[a]"),
            Ok(not(Filter::Or(vec![Filter::Tag(slug("a"))])))
        );
        assert_eq!(filter("tag:Ünknown"), Ok(nothing()));
        assert_eq!(
            filter("slug:~^'issue-'"),
            Ok(Filter::Slug(Match::StartsWith("issue-".into())))
        );
        assert_eq!(
            filter("feature_image:-null"),
            Ok(Filter::Present(Field::FeatureImage))
        );
        let week_ago = Timestamp::from_millis(1_795_428_000_000 - 7 * 86_400_000);
        assert_eq!(
            filter("published_at:>now-7d"),
            Ok(Filter::PublishedAt(Cmp::Greater, week_ago))
        );
        assert_eq!(
            filter("colour:red"),
            Err(FilterError::UnknownProperty("colour".into()))
        );
        assert_eq!(
            filter("featured:>3"),
            Err(FilterError::WrongTest("featured".into()))
        );
    }

    #[test]
    fn orders_are_read_as_far_as_posts_can_be_ordered() {
        assert_eq!(
            order_of_posts("featured desc, published_at ASC, magic"),
            [
                (OrderField::Featured, Desc::Desc),
                (OrderField::PublishedAt, Desc::Asc)
            ]
        );
    }
}
