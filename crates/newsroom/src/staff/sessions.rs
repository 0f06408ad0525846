//! Who is signed in where.

use super::{Staff, audit, token};
use crate::{Newsroom, NewsroomError, Result};
use kernel::Timestamp;
use store::{DeskSession, Tx, User};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// A session that nobody uses ends after two weeks …
const IDLE: i64 = 14 * DAY;
/// … and every one after sixty days.
const LONGEST: i64 = 60 * DAY;
/// How exactly is known when a session was last used.
const GRAIN: i64 = 5 * MINUTE;

/// Begins a session; returns the secret for the cookie.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    user: &User,
    agent: &str,
    network: &str,
    now: Timestamp,
) -> Result<String> {
    let secret = token::new()?;
    tx.forget_sessions(now)?;
    tx.add_session(&DeskSession {
        id: token::hash(&secret),
        user: user.id,
        agent: agent.chars().take(300).collect(),
        network: network.to_owned(),
        created_at: now,
        seen_at: now,
        expires_at: now.plus_millis(IDLE),
    })?;
    Ok(secret)
}

impl Newsroom {
    /// The person whose cookie holds this secret, while the session lasts and they may sign in.
    pub async fn signed_in(&self, secret: &str) -> Result<Option<Staff>> {
        let (id, now) = (token::hash(secret), Timestamp::now());
        let found = self
            .store
            .read(move |reader| {
                let Some(session) = reader.session_by_id(&id, now)? else {
                    return Ok::<_, NewsroomError>(None);
                };
                let user = reader.user_by_id(session.user)?;
                Ok(user
                    .filter(|user| user.disabled_at.is_none())
                    .map(|user| (session, user)))
            })
            .await?;
        let Some((session, user)) = found else {
            return Ok(None);
        };
        let id = session.id.clone();
        if now.millis() - session.seen_at.millis() > GRAIN {
            let end = session.created_at.plus_millis(LONGEST).min(now.plus_millis(IDLE));
            let touched = id.clone();
            let written = self
                .store
                .write(move |tx| Ok::<_, NewsroomError>(tx.touch_session(&touched, now, end)?));
            // Whoever reads need not wait for it, and a full disk signs nobody out.
            if let Err(error) = written.await {
                tracing::warn!(%error, "the use of a session cannot be noted");
            }
        }
        Ok(Some(Staff::of(user, id)))
    }

    /// Whether a session still lasts and its person may do what they might when it was looked up: for what came slowly.
    ///
    /// # Errors
    /// `Forbidden` where that is no more so.
    pub async fn still(&self, staff: &Staff) -> Result<()> {
        let (session, now) = (staff.session.clone(), Timestamp::now());
        let found = self
            .store
            .read(move |reader| match reader.session_by_id(&session, now)? {
                Some(session) => Ok::<_, NewsroomError>(reader.user_by_id(session.user)?),
                None => Ok(None),
            });
        match found.await? {
            Some(user) if user.disabled_at.is_none() && user.role >= staff.role => Ok(()),
            _ => Err(NewsroomError::Forbidden(
                "While this was sent you were signed out, or your role was changed. What came after that was not kept."
                    .into(),
            )),
        }
    }

    /// Where a person is signed in, the last used first.
    pub async fn sessions_of(&self, staff: &Staff) -> Result<Vec<DeskSession>> {
        let (user, now) = (staff.id, Timestamp::now());
        self.store
            .read(move |reader| Ok(reader.sessions_of(user, now)?))
            .await
    }

    /// Ends this session.
    pub async fn sign_out(&self, staff: &Staff) -> Result<()> {
        self.end_session(staff, staff.session.clone()).await.map(|_| ())
    }

    /// Ends one of a person's own sessions; says whether there was one.
    pub async fn end_session(&self, staff: &Staff, id: String) -> Result<bool> {
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let ended = tx.end_session(staff.id, &id)?;
                if ended {
                    audit::note(tx, &staff, "signed-out", staff.id, "")?;
                }
                Ok(ended)
            })
            .await
    }

    /// Ends all of a person's sessions but the one in which they ask for it.
    pub async fn end_other_sessions(&self, staff: &Staff) -> Result<u64> {
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let ended = tx.end_sessions(staff.id, Some(&staff.session))?;
                audit::note(tx, &staff, "signed-out-elsewhere", staff.id, ended.to_string())?;
                Ok(ended)
            })
            .await
    }
}
