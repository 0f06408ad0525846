//! Does the jobs that mail subscribers and those who work here, and brakes when there are too many: then mail waits, nothing is lost, and the
//! operator is told.

use crate::{
    NotSent, Office,
    compose::{self, Sender},
};
use kernel::{ConfirmationId, EmailAddress, InvitationId, Slug, SubscriberId, Timestamp, UserId};
use newsroom::{
    ACCOUNT, ASK, AccountLetter, FORGET, FORGOTTEN, HANDED_OVER, HandedOver, INVITE, Newsroom, WELCOME,
};
use std::{sync::Arc, time::Duration};
use store::{Job, NotDone};

/// Name of the count of questions that were mailed in the running minute.
pub const BRAKE: &str = "mail";

const MINUTE: i64 = 60_000;
const KINDS: &[&str] = &[ASK, WELCOME, FORGET, INVITE, FORGOTTEN, ACCOUNT, HANDED_OVER];
/// Letters under way at the same time.
const HANDS: usize = 4;

/// Everything that delivering needs.
#[derive(Debug)]
pub struct Delivery {
    /// Where letters are given in.
    pub office: Office,
    /// Whose address stands in “From” where a newsletter has none of its own.
    pub from: EmailAddress,
    /// The address that readers know, without a slash at its end.
    pub public_url: String,
    /// The address at which those who work here reach the desk, without a slash at its end.
    pub desk_url: String,
    /// Questions that may be mailed in a minute: strangers cause them.
    pub most_in_a_minute: u32,
}

/// Delivers for as long as the program runs. Only within a runtime.
pub fn start(newsroom: &Newsroom, delivery: Delivery) {
    metrics::describe_counter!(
        "broadsheet_mails_total",
        "Letters by result: sent, refused, failed"
    );
    metrics::describe_gauge!(
        "broadsheet_mails_held",
        "Confirmation letters that the brake holds back"
    );
    let delivery = Arc::new(delivery);
    for _ in 0..HANDS {
        let (newsroom, delivery) = (newsroom.clone(), delivery.clone());
        let store = newsroom.store.clone();
        tokio::spawn(store::work(store, KINDS, move |job| {
            let (newsroom, delivery) = (newsroom.clone(), delivery.clone());
            async move { deliver(&newsroom, &delivery, job).await }
        }));
    }
}

/// Does one job.
///
/// # Errors
/// [`NotDone`] says whether it is to be tried again.
pub async fn deliver(newsroom: &Newsroom, delivery: &Delivery, job: Job) -> Result<(), NotDone> {
    let failed = |error: newsroom::NewsroomError| NotDone::Failed(error.to_string());
    let settings = newsroom.store.read(|reader| reader.settings()).await?;
    let links = newsroom.links().await.map_err(failed)?;
    let sender = Sender {
        settings: &settings,
        links: &links,
        from: &delivery.from,
        public_url: &delivery.public_url,
        desk_url: &delivery.desk_url,
        job: job.id,
    };
    let payload: serde_json::Value =
        serde_json::from_str(&job.payload).map_err(|error| NotDone::Hopeless(error.to_string()))?;
    let text = |name: &str| payload[name].as_str().unwrap_or_default();
    let letter = match job.kind.as_str() {
        FORGET => {
            let id: SubscriberId = text("subscriber").parse().map_err(hopeless)?;
            if let Office::Outbox(outbox) = &delivery.office {
                outbox
                    .forget(id)
                    .map_err(|error| NotDone::Failed(error.to_string()))?;
            }
            None
        }
        ASK => {
            let id: ConfirmationId = text("confirmation").parse().map_err(hopeless)?;
            // What was erased or forgotten meanwhile needs no letter.
            let asked = newsroom.asked_by_id(id).await.map_err(failed)?;
            let letter = asked.map(|asked| compose::question(&sender, &asked));
            if letter.is_some() {
                brake(newsroom, delivery).await?;
            }
            letter
        }
        INVITE => {
            let id: InvitationId = text("invitation").parse().map_err(hopeless)?;
            // What was taken back meanwhile needs no letter.
            let invited = newsroom.invited_by_id(id).await.map_err(failed)?;
            invited.map(|invited| compose::invitation(&sender, &invited))
        }
        FORGOTTEN => {
            let id: UserId = text("user").parse().map_err(hopeless)?;
            let until = Timestamp::from_millis(payload["until"].as_i64().unwrap_or_default());
            let found = newsroom.forgotten_letter(id, until).await.map_err(failed)?;
            found.map(|(user, token)| compose::forgotten(&sender, &user, &token))
        }
        ACCOUNT => {
            let told: AccountLetter = serde_json::from_value(payload).map_err(unread)?;
            Some(compose::account_changed(&sender, &told))
        }
        HANDED_OVER => {
            let over: HandedOver = serde_json::from_value(payload).map_err(unread)?;
            // What was taken back meanwhile needs no letter.
            let waiting = newsroom.waiting_story(&over).await.map_err(failed)?;
            waiting.map(|(user, headline)| compose::handed_over(&sender, &user, &over, &headline))
        }
        _ => {
            let id: SubscriberId = text("subscriber").parse().map_err(hopeless)?;
            let slugs = payload["newsletters"].as_array().into_iter().flatten();
            let slugs: Vec<Slug> = slugs.filter_map(|slug| slug.as_str()?.parse().ok()).collect();
            let found = newsroom.preferences_of(id, None).await.map_err(failed)?;
            found.map(|found| compose::welcome(&sender, &found.subscriber, &slugs))
        }
    };
    if let Some(letter) = letter {
        let count = |result: &'static str| {
            metrics::counter!("broadsheet_mails_total", "result" => result).increment(1)
        };
        // Servers repeat the address; it is kept in the subscriber's row alone, and in no log.
        let veiled = |why: String| why.replace(letter.to.as_str(), "(the address)");
        match delivery.office.send(&letter).await {
            Ok(()) => count("sent"),
            Err(NotSent::Refused(why)) => {
                count("refused");
                return Err(NotDone::Hopeless(veiled(why)));
            }
            Err(NotSent::NotNow(why)) => {
                count("failed");
                return Err(NotDone::Failed(veiled(why)));
            }
        }
    }
    newsroom.store.write(move |tx| Ok(tx.finish_job(&job)?)).await
}

fn unread(why: serde_json::Error) -> NotDone {
    NotDone::Hopeless(why.to_string())
}

fn hopeless(why: kernel::Invalid) -> NotDone {
    NotDone::Hopeless(why.0)
}

/// Waits until another question may be mailed. The job stays this worker's meanwhile, and the others stay where they
/// are, so that a flood costs no writes.
async fn brake(newsroom: &Newsroom, delivery: &Delivery) -> Result<(), NotDone> {
    loop {
        let now = Timestamp::now();
        let used = newsroom
            .store
            .write(move |tx| tx.count_use(BRAKE, MINUTE, now))
            .await?;
        let most = i64::from(delivery.most_in_a_minute);
        if used.times <= most {
            metrics::gauge!("broadsheet_mails_held").set(0.0);
            return Ok(());
        }
        let (waiting, _) = newsroom
            .store
            .read(move |reader| reader.job_counts(ASK, now))
            .await?;
        metrics::gauge!("broadsheet_mails_held").set(waiting as f64);
        if used.times == most + 1 {
            tracing::error!(
                waiting,
                most,
                "confirmation mail is held: more was asked for in a minute than mail.confirmations_per_minute allows; \
                 it goes out at that rate, and nothing is lost. Are the sign-up forms under attack?"
            );
        }
        let wait = used.until.millis() - Timestamp::now().millis();
        tokio::time::sleep(Duration::from_millis(wait.max(10).unsigned_abs())).await;
    }
}
