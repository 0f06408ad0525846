//! `{{price plan}}`, `{{price 500 currency="EUR"}}`.

use super::prelude::*;

pub(super) fn price(call: &mut Call<'_, '_>) -> Answer {
    let given = call.arg(0);
    let (amount, currency) = match &given {
        Value::Object(plan) => (
            plan.get("amount").unwrap_or_default(),
            plan.get("currency").unwrap_or_default(),
        ),
        value => (value.clone(), call.hash("currency").cloned().unwrap_or_default()),
    };
    let amount = amount.as_number().map(|cents| cents / 100.0);
    let Some(currency) = currency.as_str().filter(|code| !code.is_empty()) else {
        return Ok(amount.map_or_else(|| string(""), Value::Number));
    };
    let code = currency.to_uppercase();
    let language = match text(call, "locale") {
        Some(language) => language,
        None => Visit::of(call)?.place.language.to_string(),
    };
    let display = text(call, "currencyFormat").unwrap_or_else(|| "symbol".into());
    let Some(amount) = amount else {
        return Ok(string(symbol(&code, "en").unwrap_or(&code)));
    };
    let long = text(call, "numberFormat").as_deref() == Some("long");
    let decimals = if long || amount.fract() != 0.0 {
        decimals(&code)
    } else {
        0
    };
    Ok(string(format(amount, decimals, &code, &display, &language)))
}

fn decimals(code: &str) -> usize {
    match code {
        "JPY" | "KRW" | "VND" | "CLP" | "ISK" => 0,
        _ => 2,
    }
}

/// The sign by which a language knows a currency.
fn symbol(code: &str, language: &str) -> Option<&'static str> {
    let ukrainian = language.starts_with("uk");
    Some(match code {
        "UAH" if ukrainian => "₴",
        _ if ukrainian => return None,
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        "INR" => "₹",
        "KRW" => "₩",
        "ILS" => "₪",
        "VND" => "₫",
        "BRL" => "R$",
        "CAD" => "CA$",
        "AUD" => "A$",
        "NZD" => "NZ$",
        "MXN" => "MX$",
        _ => return None,
    })
}

fn format(amount: f64, decimals: usize, code: &str, display: &str, language: &str) -> String {
    let ukrainian = language.starts_with("uk");
    let plain = format!("{:.decimals$}", amount.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut digits = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            digits.push(if ukrainian { '\u{a0}' } else { ',' });
        }
        digits.push(digit);
    }
    if !fraction.is_empty() {
        digits.push(if ukrainian { ',' } else { '.' });
        digits.push_str(fraction);
    }
    let sign = if amount < 0.0 { "-" } else { "" };
    let known = symbol(code, language).filter(|_| display == "symbol");
    match (known, ukrainian || display == "name") {
        (Some(symbol), false) => format!("{sign}{symbol}{digits}"),
        (None, false) => format!("{sign}{code}\u{a0}{digits}"),
        (known, true) => format!("{sign}{digits}\u{a0}{}", known.unwrap_or(code)),
    }
}
