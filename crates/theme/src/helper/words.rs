//! Small helpers on texts.

use super::prelude::*;
use crate::text;

pub(super) fn concat(call: &mut Call<'_, '_>) -> Answer {
    let separator = text(call, "separator").unwrap_or_default();
    let mut parts: Vec<String> = Vec::new();
    for arg in call.args() {
        match arg {
            Value::Array(items) => parts.extend(items.iter().map(joined)),
            value => parts.push(joined(value)),
        }
    }
    Ok(safe(parts.join(&separator)))
}

/// As `Array.join` prints an item.
fn joined(value: &Value) -> String {
    if value.is_nullish() {
        String::new()
    } else {
        value.to_text().to_string()
    }
}

pub(super) fn encode(call: &mut Call<'_, '_>) -> Answer {
    let given = call.arg(0);
    if !given.is_true() {
        return Ok(safe(""));
    }
    Ok(safe(text::encode_component(&given.to_text())))
}

pub(super) fn split(call: &mut Call<'_, '_>) -> Answer {
    let separator = text(call, "separator").unwrap_or_else(|| ",".into());
    let given = call.arg(0);
    let whole = if given.is_nullish() {
        String::new()
    } else {
        given.to_text().to_string()
    };
    let is_safe = matches!(given, Value::Safe(_));
    let part = |part: &str| if is_safe { safe(part) } else { string(part) };
    let parts: Vec<Value> = if separator.is_empty() {
        whole.chars().map(|c| part(c.encode_utf8(&mut [0; 4]))).collect()
    } else {
        whole
            .split(separator.as_str())
            .filter(|p| !p.is_empty())
            .map(part)
            .collect()
    };
    let list = array(parts);
    if call.is_block() {
        call.write_block(&list, &[], std::slice::from_ref(&list))?;
        return Ok(Value::Undefined);
    }
    Ok(list)
}

/// Ghost's three forms, and `few` for languages that count so (2–4 in Ukrainian).
pub(super) fn plural(call: &mut Call<'_, '_>) -> Answer {
    let form = |name: &str| {
        call.hash(name)
            .filter(|v| !matches!(v, Value::Undefined))
            .map(|v| v.to_text().to_string())
    };
    let (Some(empty), Some(singular), Some(plural)) = (form("empty"), form("singular"), form("plural"))
    else {
        return Err(call.error("{{plural}} needs empty, singular and plural"));
    };
    let Some(n) = call.arg(0).as_number() else {
        return Ok(Value::Undefined);
    };
    let chosen = if n == 0.0 {
        empty
    } else if let Some(few) = form("few").filter(|_| n.fract() == 0.0) {
        match text::slavic_form(n as i64) {
            0 => singular,
            1 => few,
            _ => plural,
        }
    } else if n == 1.0 {
        singular
    } else if n >= 2.0 {
        plural
    } else {
        return Ok(Value::Undefined);
    };
    Ok(safe(chosen.replacen('%', &Value::Number(n).to_text(), 1)))
}
