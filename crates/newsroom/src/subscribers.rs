//! People who get newsletters: signing up, confirming, choosing, leaving, being forgotten.
//!
//! A stranger may put any address into a form, so nothing here is worth more than one mail in a day to the address that
//! was named ([`ask`]), and what a stranger learns is the same whatever is known of it ([`sign_up`]).

pub(crate) mod address;
pub(crate) mod ask;
pub(crate) mod choose;
pub(crate) mod confirm;
pub(crate) mod desk;
pub(crate) mod erase;
pub(crate) mod export;
pub(crate) mod forget;
pub(crate) mod leave;
pub(crate) mod links;
pub(crate) mod sign_up;

use kernel::{Network, Slug, SubscriberId, Timestamp};
use store::{Consent, ConsentKind, StoreError, Subscriber, Subscription, SubscriptionState, Tx};

/// One hour in milliseconds.
const HOUR: i64 = 3_600_000;
/// One day in milliseconds.
pub(crate) const DAY: i64 = 24 * HOUR;
/// How long a question may be answered, and an address that was never confirmed is kept.
pub(crate) const PATIENCE: i64 = 14 * DAY;

/// Where something was agreed to, as it is kept as evidence.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The path of the page.
    pub page: String,
    /// The name of the form on it.
    pub form: String,
    /// The network of the one who sent it.
    pub network: Option<Network>,
}

impl Origin {
    /// What a browser says of itself is cut to one line of 200 characters.
    pub fn new(page: &str, form: &str, network: Option<Network>) -> Self {
        let line = |text: &str| text.chars().filter(|c| !c.is_control()).take(200).collect();
        Self {
            page: line(page),
            form: line(form),
            network,
        }
    }
}

/// How a person stands to newsletters, as their own page shows it.
#[derive(Debug, Clone)]
pub struct Preferences {
    /// They.
    pub subscriber: Subscriber,
    /// What they get, asked for or left.
    pub subscriptions: Vec<Subscription>,
}

impl Preferences {
    /// The newsletters in this state.
    pub fn of(&self, state: SubscriptionState) -> Vec<&Slug> {
        in_state(&self.subscriptions, state)
    }
}

pub(crate) fn in_state(all: &[Subscription], state: SubscriptionState) -> Vec<&Slug> {
    all.iter()
        .filter(|one| one.state == state)
        .map(|one| &one.newsletter)
        .collect()
}

/// Changes how a person stands to a newsletter, and keeps the evidence.
fn note(
    tx: &mut Tx<'_>,
    subscriber: &Subscriber,
    newsletter: &Slug,
    (state, kind): (SubscriptionState, ConsentKind),
    words: &str,
    origin: &Origin,
    now: Timestamp,
) -> Result<(), StoreError> {
    let to = Subscription {
        newsletter: newsletter.clone(),
        state,
        at: now,
    };
    tx.set_subscription(subscriber.id, &to)?;
    let entry = evidence(kind, newsletter.as_str(), subscriber, words, origin, now);
    tx.add_consent(subscriber.id, &entry)
}

fn evidence(
    kind: ConsentKind,
    newsletter: &str,
    subscriber: &Subscriber,
    words: &str,
    origin: &Origin,
    now: Timestamp,
) -> Consent {
    Consent {
        kind,
        newsletter: newsletter.to_owned(),
        email: subscriber.email.to_string(),
        at: now,
        page: origin.page.clone(),
        form: origin.form.clone(),
        words: words.to_owned(),
        network: origin.network.as_ref().map_or(String::new(), ToString::to_string),
    }
}

/// A job that mails a person. Its name begins with them, so that it goes when they are erased.
fn mail_job(
    kind: &str,
    subscriber: SubscriberId,
    about: &str,
    payload: String,
    due: Timestamp,
) -> store::NewJob {
    store::NewJob {
        due_at: due,
        max_attempts: 20,
        once: Some(format!("mail:{subscriber}:{about}")),
        ..store::NewJob::now(kind, payload)
    }
}
