//! Colours.

use super::prelude::*;

/// Red, green, blue of `#rgb` or `#rrggbb`.
fn rgb(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.trim().strip_prefix('#')?;
    let long = match digits.len() {
        3 if digits.is_ascii() => digits.chars().flat_map(|c| [c, c]).collect(),
        6 if digits.is_ascii() => digits.to_owned(),
        _ => return None,
    };
    let part = |at: usize| u8::from_str_radix(&long[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// The colour given, or Ghost's own when none is.
fn given(call: &Call<'_, '_>) -> Option<[u8; 3]> {
    let colour = call.arg(0);
    rgb(colour
        .as_str()
        .map(str::trim)
        .filter(|c| !c.is_empty())
        .unwrap_or("#15171A"))
}

pub(super) fn color_to_rgba(call: &mut Call<'_, '_>) -> Answer {
    let alpha = match call.arg(1) {
        Value::Number(n) if n.is_finite() => n,
        value => value
            .as_str()
            .and_then(|text| text.trim().parse().ok())
            .unwrap_or(0.25),
    };
    let Some([r, g, b]) = given(call) else {
        return Ok(string("rgba(21, 23, 26, 0.25)"));
    };
    let alpha = alpha.clamp(0.0, 1.0);
    Ok(string(if alpha >= 1.0 {
        format!("rgb({r}, {g}, {b})")
    } else {
        format!("rgba({r}, {g}, {b}, {alpha})")
    }))
}

pub(super) fn contrast_text_color(call: &mut Call<'_, '_>) -> Answer {
    let brightness = |[r, g, b]: [u8; 3]| f64::from(r) * 0.299 + f64::from(g) * 0.587 + f64::from(b) * 0.114;
    let dark = given(call).is_some_and(|colour| brightness(colour) >= 186.0);
    Ok(string(if dark { "#000000" } else { "#FFFFFF" }))
}
