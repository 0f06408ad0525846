//! Choose newsletters on one's own page.

use super::{Origin, Preferences, in_state, note};
use crate::{Newsroom, NewsroomError, Result};
use kernel::{Language, Slug, SubscriberId, Timestamp, consent};
use store::{ConsentKind, SubscriptionState};

impl Newsroom {
    /// How the person stands whose link this is. `None` when it does not work.
    pub async fn preferences(&self, token: &str) -> Result<Option<Preferences>> {
        let Some((id, version)) = self.links().await?.read_preferences(token) else {
            return Ok(None);
        };
        self.preferences_of(id, Some(version)).await
    }

    /// How a person stands; `version` is that of the link they came by.
    pub async fn preferences_of(
        &self,
        id: SubscriberId,
        version: Option<i64>,
    ) -> Result<Option<Preferences>> {
        self.store
            .read(move |reader| {
                let found = reader.subscriber(id)?;
                let Some(subscriber) = found.filter(|one| version.is_none_or(|version| one.links == version))
                else {
                    return Ok(None);
                };
                let subscriptions = reader.subscriptions(id)?;
                Ok::<_, NewsroomError>(Some(Preferences {
                    subscriber,
                    subscriptions,
                }))
            })
            .await
    }

    /// From now on the person gets what they ticked of what the page has shown. Their link was mailed to them, so nothing
    /// needs to be confirmed. `None` when it does not work.
    pub async fn choose(
        &self,
        token: &str,
        ticked: Vec<Slug>,
        language: Language,
        origin: Origin,
    ) -> Result<Option<Preferences>> {
        let Some((id, version)) = self.links().await?.read_preferences(token) else {
            return Ok(None);
        };
        let now = Timestamp::now();
        let done: Option<()> = self
            .store
            .write(move |tx| {
                let Some(mut subscriber) = tx.subscriber(id)?.filter(|one| one.links == version) else {
                    return Ok(None);
                };
                let settings = tx.settings()?;
                let words = consent::chosen(&language, settings.title_in(&language));
                let before = tx.subscriptions(id)?;
                let active = in_state(&before, SubscriptionState::Active);
                for newsletter in &settings.newsletters {
                    let slug = &newsletter.slug;
                    let to = match (ticked.contains(slug), active.contains(&slug)) {
                        (true, false) => (SubscriptionState::Active, ConsentKind::Chosen),
                        (false, true) => (SubscriptionState::Left, ConsentKind::Left),
                        _ => continue,
                    };
                    note(tx, &subscriber, slug, to, &words, &origin, now)?;
                }
                if subscriber.confirmed_at.is_none() || subscriber.language != language {
                    subscriber.confirmed_at = subscriber.confirmed_at.or(Some(now));
                    subscriber.language = language;
                    tx.save_subscriber(&subscriber)?;
                }
                Ok::<_, NewsroomError>(Some(()))
            })
            .await?;
        match done {
            Some(()) => self.preferences_of(id, Some(version)).await,
            None => Ok(None),
        }
    }
}
