//! `{{#match title "~" "News"}}`.

use super::prelude::*;

pub(super) fn matching(call: &mut Call<'_, '_>) -> Answer {
    let plain = |value: Value| match value {
        Value::Safe(text) => Value::String(text),
        value => value,
    };
    let args: Vec<Value> = call.args().iter().cloned().map(plain).collect();
    let result = match args.as_slice() {
        [one] => {
            let zero = one.as_number() == Some(0.0);
            one.is_truthy() || (zero && call.hash("includeZero").is_some_and(Value::is_true))
        }
        [left, right] => left.is_same(right),
        [left, operator, right] => compare(left, operator.as_str().unwrap_or("="), right),
        _ => return Ok(Value::Undefined),
    };
    if call.is_block() {
        return branch(call, result);
    }
    Ok(safe(if result { "true" } else { "false" }))
}

fn compare(left: &Value, operator: &str, right: &Value) -> bool {
    let texts = || Some((left.as_str()?, right.as_str()?));
    match operator {
        "!=" => !left.is_same(right),
        "<" => ordered(left, right).is_some_and(std::cmp::Ordering::is_lt),
        ">" => ordered(left, right).is_some_and(std::cmp::Ordering::is_gt),
        "<=" => ordered(left, right).is_some_and(std::cmp::Ordering::is_le),
        ">=" => ordered(left, right).is_some_and(std::cmp::Ordering::is_ge),
        "~" => texts().is_some_and(|(text, part)| text.contains(part)),
        "~^" => texts().is_some_and(|(text, part)| text.starts_with(part)),
        "~$" => texts().is_some_and(|(text, part)| text.ends_with(part)),
        _ => left.is_same(right),
    }
}

/// JavaScript's order: texts by their letters, anything else as numbers.
fn ordered(left: &Value, right: &Value) -> Option<std::cmp::Ordering> {
    if let (Value::String(left), Value::String(right)) = (left, right) {
        return Some(left.encode_utf16().cmp(right.encode_utf16()));
    }
    as_number(left).partial_cmp(&as_number(right))
}

fn as_number(value: &Value) -> f64 {
    match value {
        Value::Undefined => f64::NAN,
        Value::Null => 0.0,
        Value::Bool(b) => f64::from(u8::from(*b)),
        Value::Number(n) => *n,
        value => {
            let text = value.to_text();
            let text = text.trim();
            if text.is_empty() {
                0.0
            } else {
                text.parse().unwrap_or(f64::NAN)
            }
        }
    }
}
