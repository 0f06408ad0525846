//! Passkeys: signing in with one, adding and removing one's own. The browser's part is `desk/src/passkey.ts`.

use super::{account, factor, sign_in, staff};
use crate::{
    Desk,
    answer::{Answer, Refusal},
    fields::Fields,
    guard::Asker,
    shell::{Nonce, Shell},
};
use axum::{Extension, extract::State};
use newsroom::Answered;

pub(super) fn answered(desk: &Desk, fields: &Fields) -> Answered {
    Answered {
        challenge: fields.text("challenge"),
        said: fields.text("said"),
        url: desk.0.url.clone(),
    }
}

pub(crate) async fn sign_in(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let answer = answered(&desk, &fields);
    let signed_in = desk
        .newsroom()
        .sign_in_with_passkey(answer, &asker.agent, &asker.network)
        .await;
    let shell = Shell::of(&desk, &asker, &nonce, "sign-in").await?;
    let wrong = "That passkey is not known here, or the page lay open too long. Try again, or sign in with the password.";
    sign_in::after(&desk, shell, signed_in.map_err(Refusal::page)?, wrong, &fields).await
}

pub(crate) async fn add(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let (answer, password) = (answered(&desk, &fields), fields.exact("password"));
    let added = desk
        .newsroom()
        .add_passkey(staff(&asker)?, &fields.text("name"), password, answer)
        .await;
    match added {
        Ok(codes) if !codes.is_empty() => factor::codes_page(&desk, &asker, &nonce, codes, true).await,
        added => account::after(&desk, &asker, &nonce, "passkey", added.map(|_| ())).await,
    }
}

pub(crate) async fn remove(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    let removed = desk
        .newsroom()
        .remove_passkey(staff(&asker)?, fields.text("id"), fields.exact("password"))
        .await;
    account::after(&desk, &asker, &nonce, "no-passkey", removed).await
}
