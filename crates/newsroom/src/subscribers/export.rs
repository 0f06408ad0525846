//! Export all that is kept of a person: what they may ask for by law (GDPR, articles 7 and 15).

use crate::{Newsroom, NewsroomError, Result};
use kernel::{EmailAddress, Timestamp};
use serde_json::{Value, json};

impl Newsroom {
    /// All that is kept of the person with this address. `None` when there is none.
    pub async fn export_subscriber(&self, email: EmailAddress) -> Result<Option<Value>> {
        let kept = self
            .store
            .read(move |reader| Ok::<_, NewsroomError>(reader.kept_of(&email)?))
            .await?;
        let at = |time: Timestamp| time.to_string();
        let Some(kept) = kept else { return Ok(None) };
        let one = &kept.subscriber;
        let subscriptions = kept
            .subscriptions
            .iter()
            .map(|it| json!({ "newsletter": it.newsletter, "state": it.state.as_str(), "since": at(it.at) }));
        let evidence = kept.consents.iter().map(|it| {
            json!({
                "what": it.kind.as_str(), "newsletter": it.newsletter, "address": it.email, "at": at(it.at),
                "page": it.page, "form": it.form, "words": it.words, "network": it.network,
            })
        });
        let questions = kept.confirmations.iter().map(|it| {
            json!({
                "asked": at(it.created_at), "until": at(it.expires_at), "confirmed": it.confirmed_at.map(at),
                "new_address": it.email, "language": it.language,
            })
        });
        let mail = kept.jobs.iter().map(
            |it| json!({ "what": it.kind, "due": at(it.due_at), "tries": it.attempts, "error": it.error }),
        );
        Ok(Some(json!({
            "address": one.email,
            "language": one.language,
            "first_asked": at(one.created_at),
            "last_asked": at(one.asked_at),
            "confirmed": one.confirmed_at.map(at),
            "subscriptions": subscriptions.collect::<Vec<_>>(),
            "evidence": evidence.collect::<Vec<_>>(),
            "questions": questions.collect::<Vec<_>>(),
            "mail_waiting": mail.collect::<Vec<_>>(),
        })))
    }
}
