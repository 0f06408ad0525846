//! A filter over anything with fields: tags, authors, newsletters, which are few and at hand.

use super::{Comparison, Expr, Place, Test, Value, posts::words};
use stencil::Value as Field;

/// Whether the fields of `item` fit. A field that does not exist is null.
pub(crate) fn fits(expr: &Expr, item: &Field) -> bool {
    match expr {
        Expr::And(parts) => parts.iter().all(|part| fits(part, item)),
        Expr::Or(parts) => parts.iter().any(|part| fits(part, item)),
        Expr::Is(path, test) => {
            let field = path.split('.').fold(item.clone(), |value, name| value.get(name));
            fits_test(test, &field)
        }
    }
}

fn fits_test(test: &Test, field: &Field) -> bool {
    match test {
        Test::Equals(value) => equals(field, value),
        Test::Differs(value) => !equals(field, value),
        Test::In(values) => values.iter().any(|value| equals(field, value)),
        Test::NotIn(values) => !values.iter().any(|value| equals(field, value)),
        Test::All(values) => values.iter().all(|value| equals(field, value)),
        Test::Compares(comparison, value) => compares(field, *comparison, value),
        Test::Matches(place, text) => matches(field, *place, text),
        Test::MatchesNot(place, text) => !matches(field, *place, text),
    }
}

fn equals(field: &Field, value: &Value) -> bool {
    match (field, value) {
        (field, Value::Null) => field.is_nullish(),
        (Field::Bool(a), Value::Bool(b)) => a == b,
        (Field::Number(a), Value::Number(b)) => a == b,
        (field, value) => field.as_str().is_some_and(|text| text == words(value)),
    }
}

fn compares(field: &Field, comparison: Comparison, value: &Value) -> bool {
    let ordering = match (field, value) {
        (Field::Number(a), Value::Number(b)) => a.partial_cmp(b),
        (field, value) => field.as_str().map(|text| text.cmp(&words(value))),
    };
    ordering.is_some_and(|ordering| match comparison {
        Comparison::Greater => ordering.is_gt(),
        Comparison::GreaterOrEqual => ordering.is_ge(),
        Comparison::Less => ordering.is_lt(),
        Comparison::LessOrEqual => ordering.is_le(),
    })
}

fn matches(field: &Field, place: Place, text: &str) -> bool {
    let Some(field) = field.as_str() else { return false };
    let (field, text) = (field.to_lowercase(), text.to_lowercase());
    match place {
        Place::Anywhere => field.contains(&text),
        Place::Start => field.starts_with(&text),
        Place::End => field.ends_with(&text),
    }
}
