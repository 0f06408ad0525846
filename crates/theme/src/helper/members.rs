//! Helpers of Ghost's members, as a reader without an account sees them on a site without members.

use super::prelude::*;

/// Comments, recommendations and the like, which are off.
pub(super) fn nothing(_: &mut Call<'_, '_>) -> Answer {
    Ok(Value::Undefined)
}

/// How many members there are.
pub(super) fn no_one(_: &mut Call<'_, '_>) -> Answer {
    Ok(safe("0"))
}

/// The button that opens a search.
pub(super) fn search(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let label = visit.strings.get("Search").to_owned();
    let mut escaped = String::new();
    crate::text::attribute(&mut escaped, &label);
    Ok(safe(format!(
        "<button class=\"gh-search-icon\" aria-label=\"{escaped}\" data-ghost-search>\
         <svg width=\"20\" height=\"20\" fill=\"none\" viewBox=\"0 0 24 24\" stroke=\"currentColor\" \
         stroke-width=\"2\" stroke-linecap=\"round\"><circle cx=\"10\" cy=\"10\" r=\"8\"/>\
         <path d=\"M15.7 15.7 22 22\"/></svg></button>"
    )))
}

/// The field of the page that asks for the site's password.
pub(super) fn input_password(call: &mut Call<'_, '_>) -> Answer {
    let mut out = String::from("<input class=\"");
    crate::text::attribute(
        &mut out,
        text(call, "class").as_deref().unwrap_or("private-login-password"),
    );
    out.push_str("\" type=\"password\" name=\"password\" required autofocus");
    if let Some(placeholder) = text(call, "placeholder") {
        out.push_str(" placeholder=\"");
        crate::text::attribute(&mut out, &placeholder);
        out.push('"');
    }
    out.push('>');
    Ok(safe(out))
}

/// Cancels or resumes a subscription; only within one.
pub(super) fn cancel_link(call: &mut Call<'_, '_>) -> Answer {
    let this = call.this();
    if this.get("id").is_nullish() || this.get("cancel_at_period_end").is_nullish() {
        return Err(call.error("{{cancel_link}} works within a subscription only"));
    }
    Ok(Value::Undefined)
}
