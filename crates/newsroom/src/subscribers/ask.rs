//! Asking an address by mail: at most once in 24 hours, whoever wants it.

use super::{DAY, PATIENCE, links::Links, mail_job};
use kernel::{ConfirmationId, EmailAddress, Language, Timestamp};
use store::{Confirmation, StoreError, Subscriber, Tx};

/// The kind of job that mails a question.
pub const ASK: &str = "mail.confirm";

/// Addresses of one mailbox (`ann+1@`, `ann+2@` …) that are asked in 24 hours.
const MOST_OF_A_MAILBOX: i64 = 5;

/// What is to be asked.
pub(super) struct Question<'a> {
    pub(super) subscriber: &'a Subscriber,
    /// The new address, where it is to be changed.
    pub(super) moving_to: Option<&'a EmailAddress>,
    pub(super) language: &'a Language,
    /// Whether there is something that only an answer makes true.
    pub(super) pending: bool,
}

/// Writes the question and the job that mails it, unless the address was asked within 24 hours. Where it was, has
/// answered, and has asked for more since, the mail goes when the 24 hours are over.
pub(super) fn by_mail(
    tx: &mut Tx<'_>,
    links: &Links,
    question: &Question<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Question { subscriber, .. } = question;
    let to = question.moving_to.unwrap_or(&subscriber.email);
    let name = links.veiled("mail", &to.key());
    let used = tx.count_use(&name, DAY, now)?;
    let due = if used.times == 1 {
        now
    } else if question.pending
        && question.moving_to.is_none()
        && !tx.has_open_confirmation(subscriber.id, now)?
    {
        tx.extend_use(&name, used.until.plus_millis(DAY))?;
        used.until
    } else {
        return Ok(());
    };
    let mailbox = links.veiled("mailbox", &to.mailbox());
    if tx.count_use(&mailbox, DAY, now)?.times > MOST_OF_A_MAILBOX {
        return Ok(());
    }
    let confirmation = Confirmation {
        id: ConfirmationId::new(),
        subscriber: subscriber.id,
        email: question.moving_to.cloned(),
        language: question.language.clone(),
        created_at: now,
        expires_at: due.plus_millis(PATIENCE),
        // Where nothing waits for the answer, the mail only says so.
        confirmed_at: (!question.pending).then_some(now),
    };
    tx.add_confirmation(&confirmation)?;
    let id = confirmation.id.to_string();
    let payload = format!("{{\"confirmation\":\"{id}\"}}");
    tx.enqueue_job(&mail_job(ASK, subscriber.id, &id, payload, due))?;
    Ok(())
}

/// Forgets that an address was asked.
pub(super) fn forget(tx: &mut Tx<'_>, links: &Links, email: &EmailAddress) -> Result<(), StoreError> {
    tx.forget_use(&links.veiled("mail", &email.key()))
}
