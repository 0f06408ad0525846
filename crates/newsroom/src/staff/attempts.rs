//! Tries to sign in that failed: in the record, and in the metrics.
//!
//! Under attack the record must stay readable and small. So what failed at one person, or from one network, is one entry
//! an hour with a count. It names a person only where the try was at one who is here; what else was typed is not kept.

use crate::{Newsroom, NewsroomError, Result};
use kernel::{AuditId, Timestamp};
use store::{AuditEntry, Tx, User};

const HOUR: i64 = 3_600_000;
/// Entries about networks that are begun in an hour; what comes from others then is one entry together.
const MOST: i64 = 20;

/// Counts how a try ended: `signed_in`, `wrong_password`, `wrong_second_step`, `wrong_passkey`, `held`.
pub(super) fn count(result: &'static str) {
    metrics::counter!("broadsheet_desk_sign_ins_total", "result" => result).increment(1);
}

/// Says what is counted. To be called once the metrics have somewhere to go.
pub fn describe_sign_ins() {
    metrics::describe_counter!(
        "broadsheet_desk_sign_ins_total",
        "Tries to sign in at the desk by result: signed_in, wrong_password, wrong_second_step, \
         wrong_passkey, held"
    );
}

/// Notes that a try failed, at this person or from this network.
pub(super) fn note(
    tx: &mut Tx<'_>,
    what: &str,
    user: Option<&User>,
    network: &str,
    now: Timestamp,
) -> Result<()> {
    let hour = now.millis().div_euclid(HOUR);
    let mut entry = AuditEntry {
        id: AuditId::new(),
        at: now,
        user: user.map(|user| user.id),
        who: user.map_or_else(|| "Somebody".to_owned(), |user| user.name.clone()),
        what: what.to_owned(),
        subject: user.map_or_else(|| network.to_owned(), |user| user.id.to_string()),
        detail: network.to_owned(),
        bundle: None,
        times: 1,
    };
    let bundle = format!("{what} {} {hour}", entry.subject);
    if tx.count_audit(&bundle, network)? {
        return Ok(());
    }
    entry.bundle = Some(bundle);
    let is_crowd = tx.count_use(&format!("desk-failed:{hour}"), HOUR, now)?.times > MOST;
    if is_crowd && user.is_none() {
        (entry.subject, entry.detail) = (String::new(), String::new());
        entry.bundle = Some(format!("{what} {hour}"));
    }
    Ok(tx.add_audit(&entry)?)
}

impl Newsroom {
    /// The same in a transaction of its own. Where it cannot be noted, the one who tried is told nothing else.
    pub(super) async fn note_failed(&self, what: &'static str, user: Option<User>, network: String) {
        let noted = self.store.write(move |tx| {
            note(tx, what, user.as_ref(), &network, Timestamp::now())?;
            Ok::<_, NewsroomError>(())
        });
        if let Err(error) = noted.await {
            tracing::warn!(%error, what, "a try to sign in that failed cannot be noted");
        }
    }
}
