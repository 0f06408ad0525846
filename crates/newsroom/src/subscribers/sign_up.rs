//! Sign up: an address asks for newsletters, or somebody does in its name.

use super::{HOUR, Origin, ask, ask::Question, in_state, links::Links, note};
use kernel::{EmailAddress, Language, SiteSettings, Slug, SubscriberId, Timestamp, consent};
use store::{ConsentKind, StoreError, Subscriber, SubscriptionState, Tx};

/// Sign-ups that one network (/24, /48) may send in an hour: a school or an office may, a machine may not.
pub const MOST_OF_A_NETWORK: i64 = 60;

/// Newsletters that one form may ask for.
pub const MOST_NEWSLETTERS: usize = 50;

/// Names of our own forms with several newsletters to tick.
pub const TICKED: [&str; 2] = ["list", "footer"];
/// Name of the forms of Ghost's themes, whose words we do not know.
pub const GHOST: &str = "ghost";

/// What a form brought.
#[derive(Debug, Clone)]
pub struct SignUp {
    /// Who is to get them.
    pub email: EmailAddress,
    /// What.
    pub newsletters: Vec<Slug>,
    /// The language of the page.
    pub language: Language,
    /// Where.
    pub origin: Origin,
    /// The field that people do not see was filled: thanked like all others, and nothing is done.
    pub trapped: bool,
}

/// What the one who sent the form is told. It depends on them, never on what is known of the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignedUp {
    /// A mail is on its way, as far as a stranger can know.
    Thanked,
    /// Too many came from that network; it may try again then.
    TooMany(Timestamp),
}

/// The words that stood under the form.
fn words(settings: &SiteSettings, sign_up: &SignUp, newsletter: &str) -> String {
    let paper = settings.title_in(&sign_up.language);
    match sign_up.origin.form.as_str() {
        GHOST => String::new(),
        form if TICKED.contains(&form) => consent::asked_for_ticked(&sign_up.language, paper),
        _ => consent::asked_for_one(&sign_up.language, paper, newsletter),
    }
}

/// Takes one sign-up within a transaction.
pub(super) fn take(
    tx: &mut Tx<'_>,
    links: &Links,
    settings: &SiteSettings,
    sign_up: &SignUp,
    now: Timestamp,
) -> Result<SignedUp, StoreError> {
    if let Some(network) = &sign_up.origin.network {
        let used = tx.count_use(&format!("network:{network}"), HOUR, now)?;
        if used.times > MOST_OF_A_NETWORK {
            return Ok(SignedUp::TooMany(used.until));
        }
    }
    let wanted: Vec<_> = sign_up
        .newsletters
        .iter()
        .take(MOST_NEWSLETTERS)
        .filter_map(|slug| settings.newsletter(slug.as_str()))
        .collect();
    if sign_up.trapped || wanted.is_empty() {
        return Ok(SignedUp::Thanked);
    }
    let known = tx.subscriber_by_email(&sign_up.email)?;
    let (subscriber, subscriptions) = match known {
        Some(mut known) => {
            // They are remembered for as long as their last question may be answered.
            if known.confirmed_at.is_none() && now.millis() - known.asked_at.millis() > HOUR {
                known.asked_at = now;
                tx.save_subscriber(&known)?;
            }
            let subscriptions = tx.subscriptions(known.id)?;
            (known, subscriptions)
        }
        None => {
            let new = Subscriber {
                id: SubscriberId::new(),
                email: sign_up.email.clone(),
                language: sign_up.language.clone(),
                links: 1,
                asked_at: now,
                created_at: now,
                confirmed_at: None,
            };
            tx.save_subscriber(&new)?;
            (new, Vec::new())
        }
    };
    let (active, asked) = (
        in_state(&subscriptions, SubscriptionState::Active),
        in_state(&subscriptions, SubscriptionState::Asked),
    );
    let mut pending = !asked.is_empty();
    for newsletter in wanted {
        // What was asked for twice is kept once, so that nobody can fill the record.
        if active.contains(&&newsletter.slug) || asked.contains(&&newsletter.slug) {
            continue;
        }
        pending = true;
        note(
            tx,
            &subscriber,
            &newsletter.slug,
            (SubscriptionState::Asked, ConsentKind::Asked),
            &words(settings, sign_up, &newsletter.name),
            &sign_up.origin,
            now,
        )?;
    }
    let question = Question {
        subscriber: &subscriber,
        moving_to: None,
        language: &sign_up.language,
        pending,
    };
    ask::by_mail(tx, links, &question, now)?;
    Ok(SignedUp::Thanked)
}
