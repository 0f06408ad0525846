//! Loops as `{{#foreach}}` makes them, for all helpers that list something.

use super::prelude::*;

/// The block once for each item, with `@index`, `@number`, `@first` …; the else branch when there is none.
pub(super) fn each(call: &mut Call<'_, '_>, items: &[Value]) -> Answer {
    if items.is_empty() {
        return otherwise(call);
    }
    let last = items.len() - 1;
    for (index, item) in items.iter().enumerate() {
        turn(call, item, &number(index as f64), index, 0, index == last, None)?;
    }
    Ok(Value::Undefined)
}

/// As a block a loop; in brackets the list itself.
pub(super) fn list(call: &mut Call<'_, '_>, items: Vec<Value>) -> Answer {
    if call.is_block() {
        each(call, &items)
    } else {
        Ok(array(items))
    }
}

/// One turn of a loop. `from` is the index at which it begins.
pub(super) fn turn(
    call: &mut Call<'_, '_>,
    item: &Value,
    key: &Value,
    index: usize,
    from: usize,
    last: bool,
    columns: Option<usize>,
) -> Result<(), Error> {
    let even = index % 2 == 1;
    let column = columns.map(|columns| (index % columns, columns));
    let data = [
        ("key", key.clone()),
        ("index", number(index as f64)),
        ("number", number((index + 1) as f64)),
        ("first", Value::Bool(index == from)),
        ("last", Value::Bool(last)),
        ("even", Value::Bool(even)),
        ("odd", Value::Bool(!even)),
        ("rowStart", Value::Bool(column.is_some_and(|(at, _)| at == 0))),
        ("rowEnd", Value::Bool(column.is_some_and(|(at, of)| at + 1 == of))),
    ];
    call.write_block(item, &data, &[item.clone(), key.clone()])
}
