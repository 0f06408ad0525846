//! Change the address: asked of the new one, true once that has confirmed.

use super::{
    HOUR, Origin,
    ask::{self, Question},
    confirm::{Confirmed, welcome},
    evidence, in_state,
    links::Links,
    sign_up::{MOST_OF_A_NETWORK, SignedUp},
};
use crate::{Newsroom, NewsroomError, Result};
use kernel::{EmailAddress, Language, SiteSettings, Timestamp, consent};
use store::{Confirmation, ConsentKind, StoreError, Subscriber, SubscriptionState, Tx};

impl Newsroom {
    /// Asks the new address by mail whether it is the person's. What is told does not depend on what is known of it.
    /// `None` when the link does not work.
    pub async fn change_address(
        &self,
        token: &str,
        to: EmailAddress,
        language: Language,
        origin: Origin,
    ) -> Result<Option<SignedUp>> {
        let links = self.links().await?;
        let Some((id, version)) = links.read_preferences(token) else {
            return Ok(None);
        };
        let now = Timestamp::now();
        self.store
            .write(move |tx| {
                let Some(subscriber) = tx.subscriber(id)?.filter(|one| one.links == version) else {
                    return Ok(None);
                };
                if let Some(network) = &origin.network {
                    let used = tx.count_use(&format!("network:{network}"), HOUR, now)?;
                    if used.times > MOST_OF_A_NETWORK {
                        return Ok(Some(SignedUp::TooMany(used.until)));
                    }
                }
                let question = Question {
                    subscriber: &subscriber,
                    moving_to: Some(&to),
                    language: &language,
                    pending: true,
                };
                ask::by_mail(tx, &links, &question, now)?;
                Ok::<_, NewsroomError>(Some(SignedUp::Thanked))
            })
            .await
    }
}

/// The new address has confirmed. Somebody else of that address is the same person: they become one.
pub(super) fn moved(
    tx: &mut Tx<'_>,
    links: &Links,
    settings: &SiteSettings,
    question: &Confirmation,
    mut subscriber: Subscriber,
    origin: &Origin,
    now: Timestamp,
) -> std::result::Result<Confirmed, StoreError> {
    let done = |subscriber, preferences| Confirmed {
        subscriber,
        newsletters: Vec::new(),
        preferences,
    };
    let Some(email) = question.email.clone().filter(|_| question.confirmed_at.is_none()) else {
        return Ok(done(subscriber, None));
    };
    if let Some(other) = tx
        .subscriber_by_email(&email)?
        .filter(|other| other.id != subscriber.id)
    {
        let own = tx.subscriptions(subscriber.id)?;
        for theirs in tx.subscriptions(other.id)? {
            let known = own.iter().any(|one| one.newsletter == theirs.newsletter);
            if theirs.state == SubscriptionState::Active || !known {
                tx.set_subscription(subscriber.id, &theirs)?;
            }
        }
        tx.merge_subscriber(other.id, subscriber.id)?;
    }
    subscriber.email = email;
    // What was mailed to the old address opens this person's page no longer.
    subscriber.links += 1;
    subscriber.confirmed_at = subscriber.confirmed_at.or(Some(now));
    tx.save_subscriber(&subscriber)?;
    tx.answer_confirmation(question.id, now)?;
    let paper = settings.title_in(&question.language);
    let words = consent::moved(&question.language, paper, subscriber.email.as_str());
    let entry = evidence(ConsentKind::Moved, "", &subscriber, &words, origin, now);
    tx.add_consent(subscriber.id, &entry)?;
    // With the links that work from now on.
    let subscriptions = tx.subscriptions(subscriber.id)?;
    let active = in_state(&subscriptions, SubscriptionState::Active);
    if !active.is_empty() {
        let active: Vec<_> = active.into_iter().cloned().collect();
        welcome(tx, &subscriber, question, &active, now)?;
    }
    let preferences = links.preferences(subscriber.id, subscriber.links);
    Ok(done(subscriber, Some(preferences)))
}
