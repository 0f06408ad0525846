//! The first page of a new newsroom.

use crate::{
    Desk,
    answer::{Answer, Refusal, see_other},
    fields::Fields,
    guard::Asker,
    session_cookie::set_cookie,
    shell::{Nonce, Shell, html_with},
};
use askama::Template;
use axum::{Extension, extract::State};
use http::{StatusCode, header::SET_COOKIE};
use kernel::{EmailAddress, Language};
use newsroom::{NewsroomError, SetUp};

#[derive(Template)]
#[template(path = "set-up.html")]
struct Page {
    shell: Shell,
    problem: String,
    given: Given,
    zones: Vec<String>,
}

/// What was typed, so that a mistake does not cost it.
#[derive(Default)]
struct Given {
    setup_code: String,
    title: String,
    language: String,
    timezone: String,
    name: String,
    email: String,
}

/// IANA's zones by name, without those that are only aliases of offsets.
pub(super) fn zones() -> Vec<String> {
    let all = jiff::tz::db().available().map(|name| name.to_string());
    let mut all: Vec<String> = all
        .filter(|name| {
            name == "UTC" || (name.contains('/') && !name.starts_with("Etc/") && !name.starts_with("posix"))
        })
        .collect();
    all.sort();
    all
}

async fn page(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    status: StatusCode,
    problem: String,
    given: Given,
) -> Answer {
    let shell = Shell::of(desk, asker, nonce, "set-up").await?;
    let page = Page {
        shell,
        problem,
        given,
        zones: zones(),
    };
    Ok(html_with(status, &page))
}

/// Whether there is something to set up; else to the desk.
async fn unclaimed(desk: &Desk) -> Result<bool, Refusal> {
    desk.newsroom().is_unclaimed().await.map_err(Refusal::page)
}

pub(crate) async fn form(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
) -> Answer {
    if !unclaimed(&desk).await? {
        return Ok(see_other("/desk/"));
    }
    let settings = Shell::of(&desk, &asker, &nonce, "set-up").await?.settings;
    let is_new = settings.title == kernel::SiteSettings::default().title;
    let given = Given {
        title: if is_new {
            String::new()
        } else {
            settings.title.clone()
        },
        language: settings.language.to_string(),
        timezone: settings.timezone.clone(),
        ..Given::default()
    };
    page(&desk, &asker, &nonce, StatusCode::OK, String::new(), given).await
}

pub(crate) async fn send(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Extension(fields): Extension<Fields>,
) -> Answer {
    if !unclaimed(&desk).await? {
        return Ok(see_other("/desk/"));
    }
    let given = Given {
        setup_code: fields.text("setup-code"),
        title: fields.text("title"),
        language: fields.text("language"),
        timezone: fields.text("timezone"),
        name: fields.text("name"),
        email: fields.text("email"),
    };
    let problem = match wanted(&desk, &asker, &given, &fields).await {
        Ok(set_up) => match desk.newsroom().set_up(set_up).await {
            Ok(secret) => {
                let mut response = see_other("/desk/");
                response
                    .headers_mut()
                    .insert(SET_COOKIE, set_cookie(&desk, Some(&secret)));
                return Ok(response);
            }
            Err(NewsroomError::Invalid(why)) => why,
            Err(error) => return Err(Refusal::page(error)),
        },
        Err(why) => why,
    };
    page(
        &desk,
        &asker,
        &nonce,
        StatusCode::UNPROCESSABLE_ENTITY,
        problem,
        given,
    )
    .await
}

async fn wanted(desk: &Desk, asker: &Asker, given: &Given, fields: &Fields) -> Result<SetUp, String> {
    // Guesses are counted, so that nobody tries them through.
    desk.newsroom()
        .count_set_up_guess(&asker.network)
        .await
        .map_err(|error| error.to_string())?;
    let plain = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
            .to_lowercase()
    };
    if plain(&given.setup_code) != plain(&desk.0.set_up_code) {
        return Err("That is not the code that stands in the terminal where Broadsheet was started.".into());
    }
    let language: Language = given.language.parse().map_err(|kernel::Invalid(why)| why)?;
    let email: EmailAddress = given.email.parse().map_err(|kernel::Invalid(why)| why)?;
    Ok(SetUp {
        title: given.title.clone(),
        language,
        timezone: given.timezone.clone(),
        name: given.name.clone(),
        email,
        password: fields.exact("password"),
        agent: asker.agent.clone(),
        network: asker.network.clone(),
    })
}
