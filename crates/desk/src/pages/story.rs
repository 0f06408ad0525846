//! The page of one story: the editor, and what may be done with the story.

use super::{
    copy::{self, post},
    staff,
    stories::state_in_words,
};
use crate::{
    Desk,
    answer::{Answer, Refusal},
    fields::Fields,
    guard::Asker,
    shell::{Nonce, Shell, html, html_with},
    times,
};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
};
use kernel::{Post, PostState, Timestamp};
use newsroom::{NewsroomError, OpenCopy, Untold};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Template)]
#[template(path = "story.html")]
struct Page {
    shell: Shell,
    id: String,
    title: String,
    language: String,
    state: PostState,
    state_words: &'static str,
    done: &'static str,
    problem: String,
    /// What a form held that could not be done.
    typed: Fields,
    url: String,
    version: i64,
    seen: String,
    may_write: bool,
    may_publish: bool,
    unpublished_changes: bool,
    handover: String,
    /// Whom the story waits for, where they could not be told.
    untold: Option<Untold>,
    assignee: String,
    /// Why it was withdrawn.
    withdrawn_because: String,
    /// Whether an embargo keeps it from readers now.
    is_held: bool,
    embargo: String,
    embargo_field: String,
    /// When it was, or is to be, published.
    published: String,
    /// The same, as a field of a form has it.
    planned: String,
    /// Who may review it, and who else may go on with it.
    reviewers: Vec<(String, String)>,
    others: Vec<(String, String)>,
    /// What colleagues say, each with its answers below it.
    comments: Vec<Said>,
    /// What the editor's script begins with, as JSON that may stand in a script element.
    begin: String,
}

/// A comment as the page shows it.
struct Said {
    id: String,
    who: String,
    at: String,
    quote: String,
    /// The words as they are in the text now, where they were rewritten.
    now: String,
    /// Whether they are not in the text any more.
    gone: bool,
    text: String,
    is_answer: bool,
    resolved: String,
}

/// Comments with their answers below them, in the order in which they were begun.
fn said(all: Vec<store::Comment>, settings: &kernel::SiteSettings) -> Vec<Said> {
    let (begun, answers): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.parent.is_none());
    let shown = |one: &store::Comment| Said {
        id: one.id.to_string(),
        who: one.who.clone(),
        at: times::short(settings, one.at),
        quote: one.quote.clone(),
        now: newsroom::rewritten_passage(one).unwrap_or_default().to_owned(),
        gone: one.now.as_ref().is_some_and(|now| now.gone),
        text: one.text.clone(),
        is_answer: one.parent.is_some(),
        resolved: one.resolved_by.clone().unwrap_or_default(),
    };
    let mut rows = Vec::new();
    for one in &begun {
        rows.push(shown(one));
        rows.extend(
            answers
                .iter()
                .filter(|answer| answer.parent == Some(one.id))
                .map(shown),
        );
    }
    rows
}

/// Comments about passages that are not settled, for the marks in the text.
fn open_about_passages(all: &[store::Comment]) -> serde_json::Value {
    let open = all.iter().filter_map(|one| Some((one, copy::passage(one)?)));
    open.map(|(one, now)| {
        json!({
            "id": one.id.to_string(), "who": one.who, "quote": one.quote, "nth": one.nth, "now": now, "text": one.text,
        })
    })
    .collect()
}

impl Page {
    /// Whether the story is in the state of that name.
    fn is(&self, state: &str) -> bool {
        self.state.as_str() == state
    }

    /// Whether a form with a field of that name came back.
    fn was_sent(&self, name: &str) -> bool {
        self.typed.names().any(|one| one == name)
    }
}

pub(crate) async fn page(
    State(desk): State<Desk>,
    Extension(asker): Extension<Asker>,
    Extension(nonce): Extension<Nonce>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let mut page = shown(&desk, &asker, &nonce, &id).await?;
    page.done = in_words(&Fields::read(query.unwrap_or_default().as_bytes()).text("done"));
    Ok(html(&page))
}

/// The page again, with what a form held and why that cannot be done.
pub(super) async fn refused(
    desk: &Desk,
    asker: &Asker,
    nonce: &Nonce,
    id: &str,
    error: NewsroomError,
    typed: Fields,
) -> Answer {
    let (status, problem) = Refusal::in_form(error)?;
    let mut page = shown(desk, asker, nonce, id).await?;
    (page.problem, page.typed) = (problem, typed);
    Ok(html_with(status, &page))
}

/// What was done, by the word in the address.
fn in_words(done: &str) -> &'static str {
    match done {
        "" => "",
        "published" => "Published: readers see it.",
        "scheduled" => "Scheduled.",
        "review" => "Sent to review.",
        "approved" => "Approved.",
        "draft" => "Back to the draft.",
        "unpublished" => "Taken off the site.",
        "withdrawn" => "Withdrawn: its address says why.",
        "embargo" => "The embargo is noted.",
        "embargo-lifted" => "The embargo is lifted.",
        "told-again" => "The letter is on its way again.",
        "restored" => "The revision is back.",
        "previews-ended" => "The preview links work no more.",
        _ => "Done.",
    }
}

async fn shown(desk: &Desk, asker: &Asker, nonce: &Nonce, id: &str) -> Result<Page, Refusal> {
    let person = staff(asker)?;
    let open = desk
        .newsroom()
        .open_copy(person, post(id)?)
        .await
        .map_err(Refusal::page)?;
    let comments = desk
        .newsroom()
        .comments(person, post(id)?)
        .await
        .map_err(Refusal::page)?;
    let untold = desk.newsroom().untold(open.post.id).await;
    let untold = untold.map_err(Refusal::page)?;
    let read = desk
        .newsroom()
        .store
        .read(|reader| Ok::<_, NewsroomError>((reader.users()?, reader.sections()?, reader.author_names()?)));
    let (users, sections, authors) = read.await.map_err(Refusal::page)?;
    let replaced = replaced(desk, &open).await?;
    let shell = Shell::of(desk, asker, nonce, "stories").await?;
    let settings = shell.settings.clone();
    let field = |at: Option<Timestamp>| at.map_or_else(String::new, |at| times::field(&settings, at));
    let embargo = open.work.embargo_until.filter(|until| *until > Timestamp::now());
    let here = users.iter().filter(|user| user.disabled_at.is_none());
    let (reviewers, others): (Vec<_>, Vec<_>) =
        here.partition(|user| newsroom::may_review(user, &open.post, &open.work));
    let name = |id| {
        let found = users.iter().find(|user| Some(user.id) == id);
        found.map_or_else(String::new, |user| user.name.clone())
    };
    let edition = settings.edition(&open.post.language);
    let begin = json!({
        "id": id,
        "version": open.version,
        "kind": open.post.kind.as_str(),
        "text": open.text,
        "may_write": open.may_write,
        "state": open.post.state.as_str(),
        "seen": newsroom::seen_on_site(&open.post),
        "state_words": state_in_words(open.post.state),
        "may_publish": open.may_publish,
        "unpublished_changes": open.unpublished_changes,
        "embargo": embargo.map(Timestamp::millis),
        "code": asker.code,
        "me": person.name,
        "user": person.id.to_string(),
        "timezone": settings.timezone.to_string(),
        "sections": sections.iter().map(|(_, name)| name).collect::<Vec<_>>(),
        "authors": authors.iter().map(|(slug, name)| json!({"slug": slug, "name": name})).collect::<Vec<_>>(),
        "languages": languages(&settings),
        "public_url": desk.0.public_url,
        "replaced": replaced,
        "comments": open_about_passages(&comments),
    });
    Ok(Page {
        id: id.to_owned(),
        title: open.post.title.clone(),
        language: open.post.language.to_string(),
        state: open.post.state,
        state_words: state_in_words(open.post.state),
        done: "",
        problem: String::new(),
        typed: Fields::default(),
        url: format!("{}{edition}/{}/", desk.0.public_url, open.post.slug),
        version: open.version,
        seen: newsroom::seen_on_site(&open.post),
        may_write: open.may_write,
        may_publish: open.may_publish,
        unpublished_changes: open.unpublished_changes,
        untold,
        handover: open.work.handover.clone().unwrap_or_default(),
        assignee: name(open.work.assignee),
        withdrawn_because: open.work.withdrawn_because.clone().unwrap_or_default(),
        is_held: embargo.is_some(),
        embargo: embargo.map_or_else(String::new, |at| times::short(&settings, at)),
        embargo_field: field(embargo),
        published: published(&open.post, &settings),
        planned: field(open.post.published_at),
        reviewers: names(&reviewers),
        others: names(&others),
        comments: said(comments, &settings),
        begin: for_script(&begin),
        shell,
    })
}

/// Of pictures in the text that took the place of others: what stands behind their address, which browsers keep.
async fn replaced(desk: &Desk, open: &OpenCopy) -> Result<BTreeMap<String, String>, Refusal> {
    let text = json!(open.text).to_string();
    let named: BTreeSet<String> = newsroom::media_in(&text)
        .into_iter()
        .map(|(_, path)| path)
        .collect();
    let read = desk.newsroom().store.read(move |reader| {
        let named: Vec<String> = named.into_iter().collect();
        Ok::<_, NewsroomError>(reader.replaced_media(&named)?)
    });
    let found = read.await.map_err(Refusal::page)?;
    Ok(found
        .into_iter()
        .map(|(path, at)| (path, format!("?v={}", at.millis())))
        .collect())
}

fn languages(settings: &kernel::SiteSettings) -> Vec<String> {
    let all = std::iter::once(&settings.language).chain(&settings.languages);
    all.map(ToString::to_string).collect()
}

/// What is said of the time at which a story was published or is to be.
fn published(post: &Post, settings: &kernel::SiteSettings) -> String {
    let Some(at) = post.published_at else {
        return String::new();
    };
    let time = times::short(settings, at);
    match post.state {
        PostState::Published | PostState::Scheduled => time,
        // Given a time and taken back before it came.
        _ if at > Timestamp::now() => String::new(),
        PostState::Withdrawn => format!("was published {time}"),
        _ => format!("not on the site any more, was published {time}"),
    }
}

/// The choices of a field of people.
fn names(users: &[&store::User]) -> Vec<(String, String)> {
    let of = |user: &&store::User| (user.id.to_string(), user.name.clone());
    users.iter().map(of).collect()
}

/// JSON that may stand in a script element: nothing in it ends the element or begins a comment.
fn for_script(value: &serde_json::Value) -> String {
    value
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script_that_holds_it() {
        let text = for_script(&json!({"a": "</script><!--&amp;"}));
        assert!(!text.contains(['<', '>', '&']), "{text}");
        let back: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(back["a"], "</script><!--&amp;");
    }
}
