//! A person's own second factor: switching it on, its recovery codes, switching it off.

use super::staff;
use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    qr,
    shell::{Nonce, Shell, html, html_with},
};
use askama::Template;
use axum::{Extension, extract::State};
use http::StatusCode;
use newsroom::NewsroomError;

#[derive(Template)]
#[template(path = "factor.html")]
struct Page {
    shell: Shell,
    problem: String,
    /// What there is to take up; `None` where an authenticator is on.
    new: Option<New>,
    /// Whether there is a second factor of either sort, to which recovery codes belong.
    has_any: bool,
    codes_left: usize,
}

struct New {
    secret: String,
    /// The secret in groups of four, to be typed.
    groups: String,
    link: String,
    picture: String,
}

#[derive(Template)]
#[template(path = "recovery-codes.html")]
struct Codes {
    shell: Shell,
    codes: Vec<String>,
    is_first: bool,
}

async fn page(desk: &Desk, asker: &Asker, nonce: &Nonce, again: Option<String>, problem: String) -> Answer {
    let person = staff(asker)?;
    let user = desk.newsroom().own_entry(person).await.map_err(Refusal::page)?;
    let passkeys = desk.newsroom().passkeys_of(person).await.map_err(Refusal::page)?;
    let new = match user.totp {
        Some(_) => None,
        None => {
            let new = desk
                .newsroom()
                .new_factor(person, again)
                .await
                .map_err(Refusal::page)?;
            let letters: Vec<char> = new.secret.chars().collect();
            let groups: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
            Some(New {
                groups: groups.join(" "),
                picture: qr::svg(&new.link).unwrap_or_default(),
                secret: new.secret,
                link: new.link,
            })
        }
    };
    let status = match problem.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = Page {
        shell: Shell::of(desk, asker, nonce, "account").await?,
        problem,
        has_any: new.is_none() || !passkeys.is_empty(),
        new,
        codes_left: user.recovery.split(' ').filter(|one| !one.is_empty()).count(),
    };
    Ok(html_with(status, &page))
}

/// Recovery codes, which are shown once; `is_first` where they came with a factor.
pub(super) async fn codes_page(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    codes: Vec<String>,
    is_first: bool,
) -> Answer {
    let shell = Shell::of(desk, asker, nonce, "account").await?;
    Ok(html(&Codes {
        shell,
        codes,
        is_first,
    }))
}

/// The codes; or the page with what is wrong.
async fn codes(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    again: Option<String>,
    made: Result<Vec<String>, NewsroomError>,
) -> Answer {
    match made {
        Ok(codes) if codes.is_empty() => Ok(see_other("/desk/account/?done=factor-on")),
        Ok(codes) => codes_page(desk, asker, nonce, codes, again.is_some()).await,
        Err(NewsroomError::Invalid(why) | NewsroomError::Conflict(why)) => {
            page(desk, asker, nonce, again, why).await
        }
        Err(error) => Err(Refusal::page(error)),
    }
}

pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
) -> Answer {
    page(&desk, &asker, &nonce, None, String::new()).await
}

pub(crate) async fn switch_on(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let (secret, code) = (fields.text("secret"), fields.text("code-of-factor"));
    let password = fields.exact("password");
    let made = desk
        .newsroom()
        .switch_factor_on(staff(&asker)?, secret.clone(), &code, password)
        .await;
    codes(&desk, &asker, &nonce, Some(secret), made).await
}

pub(crate) async fn new_codes(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let made = desk
        .newsroom()
        .new_recovery_codes(staff(&asker)?, fields.exact("password"))
        .await;
    codes(&desk, &asker, &nonce, None, made).await
}

pub(crate) async fn switch_off(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    match desk
        .newsroom()
        .switch_factor_off(staff(&asker)?, fields.exact("password"))
        .await
    {
        Ok(()) => Ok(see_other("/desk/account/?done=factor-off")),
        Err(NewsroomError::Invalid(why)) => page(&desk, &asker, &nonce, None, why).await,
        Err(error) => Err(Refusal::page(error)),
    }
}
