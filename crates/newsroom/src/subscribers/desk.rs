//! The desk that takes sign-ups: many in one transaction, so that a flood costs few writes to the disk, in a queue with
//! an end, and answered in steps of time that do not tell what was found.

use super::{
    links::Links,
    sign_up::{self, SignUp, SignedUp},
};
use crate::{Newsroom, NewsroomError, Result};
use kernel::Timestamp;
use std::time::Duration;
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, sleep_until},
};

/// Sign-ups that wait; more are turned away.
const QUEUE: usize = 2_000;
/// Sign-ups in one transaction.
const BATCH: usize = 250;
/// Answers leave at multiples of this after the form came: what is done for one address takes some hundred
/// microseconds more than for another, which is lost in it.
const STEP: Duration = Duration::from_millis(40);

/// Why a sign-up was not taken. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// The queue is full.
    #[error("too many sign-ups at once")]
    Crowded,
    /// The database says no.
    #[error("{0}")]
    Unavailable(String),
}

type Answer = std::result::Result<SignedUp, NotTaken>;

/// Takes sign-ups for as long as it lives. Cheap to clone.
#[derive(Debug, Clone)]
pub struct SignUpDesk(mpsc::Sender<(SignUp, oneshot::Sender<Answer>)>);

impl Newsroom {
    /// Opens the desk. Only within a runtime, which must outlive it.
    pub fn open_sign_up_desk(&self) -> SignUpDesk {
        metrics::describe_counter!(
            "broadsheet_sign_ups_total",
            "Sign-ups by result: thanked, too_many, crowded, failed"
        );
        let (sender, mut queue) = mpsc::channel(QUEUE);
        let newsroom = self.clone();
        tokio::spawn(async move {
            let mut batch: Vec<(SignUp, oneshot::Sender<Answer>)> = Vec::with_capacity(BATCH);
            while queue.recv_many(&mut batch, BATCH).await > 0 {
                let (sign_ups, answers): (Vec<_>, Vec<_>) = batch.drain(..).unzip();
                match store::caught(newsroom.sign_up_all(sign_ups.clone())).await {
                    // Whoever asked may have gone; what was taken stands all the same.
                    Ok(Ok(all)) => {
                        (answers.into_iter().zip(all)).for_each(|(to, said)| drop(to.send(Ok(said))))
                    }
                    Ok(Err(error)) => {
                        tracing::error!(%error, "sign-ups cannot be taken");
                        let failed = NotTaken::Unavailable(error.to_string());
                        (answers.into_iter()).for_each(|to| drop(to.send(Err(failed.clone()))));
                    }
                    // One that kills who takes it costs nobody else theirs.
                    Err(_) => {
                        for (sign_up, to) in sign_ups.into_iter().zip(answers) {
                            let taken = store::caught(newsroom.sign_up_all(vec![sign_up])).await;
                            let said = match taken {
                                Ok(Ok(mut all)) => all.pop(),
                                Ok(Err(error)) => {
                                    tracing::error!(%error, "a sign-up cannot be taken");
                                    None
                                }
                                Err(error) => {
                                    tracing::error!(%error, "a sign-up cannot be taken");
                                    None
                                }
                            };
                            let failed = || NotTaken::Unavailable("this sign-up cannot be taken".into());
                            drop(to.send(said.ok_or_else(failed)));
                        }
                    }
                }
            }
        });
        SignUpDesk(sender)
    }

    /// Takes sign-ups in one transaction: when this returns `Ok`, all of them stand, and their mail will go out.
    pub async fn sign_up_all(&self, sign_ups: Vec<SignUp>) -> Result<Vec<SignedUp>> {
        self.sign_up_all_at(sign_ups, Timestamp::now()).await
    }

    /// As [`Newsroom::sign_up_all`], at a given time.
    pub async fn sign_up_all_at(&self, sign_ups: Vec<SignUp>, now: Timestamp) -> Result<Vec<SignedUp>> {
        let links: Links = self.links().await?;
        self.store
            .write(move |tx| {
                let settings = tx.settings()?;
                let taken: std::result::Result<Vec<_>, store::StoreError> = sign_ups
                    .iter()
                    .map(|one| sign_up::take(tx, &links, &settings, one, now))
                    .collect();
                Ok::<_, NewsroomError>(taken?)
            })
            .await
    }
}

impl SignUpDesk {
    /// Takes one sign-up. When this returns `Ok`, it survives a power cut.
    pub async fn take(&self, sign_up: SignUp) -> Answer {
        let begun = Instant::now();
        let answer = self.queue(sign_up).await;
        let result = match &answer {
            Ok(SignedUp::Thanked) => "thanked",
            Ok(SignedUp::TooMany(_)) => "too_many",
            Err(NotTaken::Crowded) => "crowded",
            Err(NotTaken::Unavailable(_)) => "failed",
        };
        metrics::counter!("broadsheet_sign_ups_total", "result" => result).increment(1);
        if !matches!(answer, Err(NotTaken::Crowded)) {
            let steps = begun.elapsed().as_nanos() / STEP.as_nanos() + 1;
            sleep_until(begun + STEP * u32::try_from(steps).unwrap_or(u32::MAX)).await;
        }
        answer
    }

    async fn queue(&self, sign_up: SignUp) -> Answer {
        let (to, answer) = oneshot::channel();
        match self.0.try_send((sign_up, to)) {
            Ok(()) => answer
                .await
                .unwrap_or_else(|_| Err(NotTaken::Unavailable("the server is stopping".into()))),
            Err(mpsc::error::TrySendError::Full(_)) => Err(NotTaken::Crowded),
            Err(mpsc::error::TrySendError::Closed(_)) => {
                Err(NotTaken::Unavailable("the server is stopping".into()))
            }
        }
    }
}
