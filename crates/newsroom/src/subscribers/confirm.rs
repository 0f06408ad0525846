//! Confirm: the address itself says that it wants what was asked for in its name.

use super::{Origin, in_state, links::Links, mail_job, note};
use crate::{Newsroom, NewsroomError, Result};
use kernel::{ConfirmationId, SiteSettings, Slug, Timestamp, consent};
use store::{Confirmation, ConsentKind, Reader, StoreError, Subscriber, SubscriptionState, Tx};

/// The kind of job that mails a welcome.
pub const WELCOME: &str = "mail.welcome";

/// What an open question is about, as the page with the button shows it.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The question.
    pub confirmation: Confirmation,
    /// Who is asked.
    pub subscriber: Subscriber,
    /// The newsletters that wait for the answer.
    pub newsletters: Vec<Slug>,
}

/// What came of pressing the button.
#[derive(Debug, Clone)]
pub struct Confirmed {
    /// Who.
    pub subscriber: Subscriber,
    /// What they get now because of it.
    pub newsletters: Vec<Slug>,
    /// Token of their own page; only the first time.
    pub preferences: Option<String>,
}

impl Newsroom {
    /// The question that a link's token belongs to. `None` when there is none, or it has expired.
    pub async fn asked(&self, token: &str) -> Result<Option<Asked>> {
        match self.links().await?.read_confirm(token) {
            Some(id) => self.asked_by_id(id).await,
            None => Ok(None),
        }
    }

    /// The question with this id, while it may be answered.
    pub async fn asked_by_id(&self, id: ConfirmationId) -> Result<Option<Asked>> {
        self.store
            .read(move |reader| Ok(asked(reader, id, Timestamp::now())?))
            .await
    }

    /// Confirms what the page has shown, or that the address is to be another. Twice does no more than once. `None`
    /// when the link does not work.
    pub async fn confirm(&self, token: &str, shown: Vec<Slug>, origin: Origin) -> Result<Option<Confirmed>> {
        self.confirm_at(token, shown, origin, Timestamp::now()).await
    }

    /// As [`Newsroom::confirm`], at a given time.
    pub async fn confirm_at(
        &self,
        token: &str,
        shown: Vec<Slug>,
        origin: Origin,
        now: Timestamp,
    ) -> Result<Option<Confirmed>> {
        let links = self.links().await?;
        let Some(id) = links.read_confirm(token) else {
            return Ok(None);
        };
        self.store
            .write(move |tx| {
                let Some(question) = tx.confirmation(id)?.filter(|q| q.expires_at > now) else {
                    return Ok(None);
                };
                let Some(subscriber) = tx.subscriber(question.subscriber)? else {
                    return Ok(None);
                };
                let settings = tx.settings()?;
                let done = match question.email.clone() {
                    Some(_) => {
                        super::address::moved(tx, &links, &settings, &question, subscriber, &origin, now)?
                    }
                    None => newsletters(tx, &links, &settings, &question, subscriber, &shown, &origin, now)?,
                };
                Ok::<_, NewsroomError>(Some(done))
            })
            .await
    }
}

fn asked(
    reader: &Reader,
    id: ConfirmationId,
    now: Timestamp,
) -> std::result::Result<Option<Asked>, StoreError> {
    let Some(confirmation) = reader.confirmation(id)?.filter(|one| one.expires_at > now) else {
        return Ok(None);
    };
    let Some(subscriber) = reader.subscriber(confirmation.subscriber)? else {
        return Ok(None);
    };
    let subscriptions = reader.subscriptions(subscriber.id)?;
    let newsletters = in_state(&subscriptions, SubscriptionState::Asked)
        .into_iter()
        .cloned()
        .collect();
    Ok(Some(Asked {
        confirmation,
        subscriber,
        newsletters,
    }))
}

#[expect(
    clippy::too_many_arguments,
    reason = "called once; they are what was loaded for it"
)]
fn newsletters(
    tx: &mut Tx<'_>,
    links: &Links,
    settings: &SiteSettings,
    question: &Confirmation,
    mut subscriber: Subscriber,
    shown: &[Slug],
    origin: &Origin,
    now: Timestamp,
) -> std::result::Result<Confirmed, StoreError> {
    let subscriptions = tx.subscriptions(subscriber.id)?;
    // Only what stood on the page: somebody may have asked for more meanwhile.
    let wanted: Vec<Slug> = in_state(&subscriptions, SubscriptionState::Asked)
        .into_iter()
        .filter(|slug| shown.contains(slug))
        .cloned()
        .collect();
    if wanted.is_empty() {
        return Ok(Confirmed {
            subscriber,
            newsletters: wanted,
            preferences: None,
        });
    }
    if subscriber.confirmed_at.is_none() {
        subscriber.confirmed_at = Some(now);
        subscriber.language = question.language.clone();
        tx.save_subscriber(&subscriber)?;
    }
    let paper = settings.title_in(&question.language);
    for slug in &wanted {
        let name = settings
            .newsletter(slug.as_str())
            .map_or(slug.as_str(), |one| &one.name);
        let words = consent::confirmed(&question.language, paper, subscriber.email.as_str(), &[name]);
        let to = (SubscriptionState::Active, ConsentKind::Confirmed);
        note(tx, &subscriber, slug, to, &words, origin, now)?;
    }
    tx.answer_confirmation(question.id, now)?;
    welcome(tx, &subscriber, question, &wanted, now)?;
    Ok(Confirmed {
        preferences: Some(links.preferences(subscriber.id, subscriber.links)),
        newsletters: wanted,
        subscriber,
    })
}

/// Mails a welcome with the links that are the person's own.
pub(super) fn welcome(
    tx: &mut Tx<'_>,
    subscriber: &Subscriber,
    question: &Confirmation,
    newsletters: &[Slug],
    now: Timestamp,
) -> std::result::Result<(), StoreError> {
    let slugs: Vec<&str> = newsletters.iter().map(Slug::as_str).collect();
    let payload = serde_json::json!({ "subscriber": subscriber.id, "newsletters": slugs }).to_string();
    let about = format!("welcome:{}:{}", question.id, now.millis());
    tx.enqueue_job(&mail_job(WELCOME, subscriber.id, &about, payload, now))?;
    Ok(())
}
