//! Links that only the one they were mailed to can have: an id and a code over it, made with the newsroom's secret.

use crate::{Newsroom, NewsroomError, Result};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use hmac::{Hmac, KeyInit, Mac};
use kernel::{ConfirmationId, InvitationId, Slug, SubscriberId, Timestamp, UserId};
use sha2::Sha256;
use std::sync::Arc;

/// Bytes of a code: 128 bits, which nobody guesses.
const CODE: usize = 16;

/// Makes and reads the codes of links. Cheap to clone.
#[derive(Clone)]
pub struct Links(Arc<str>);

/// What a token says that holds only as long as something stays as it was.
#[derive(Debug)]
pub(crate) struct Bound {
    pub user: UserId,
    pub until: Timestamp,
    purpose: &'static str,
    code: String,
}

impl std::fmt::Debug for Links {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Links")
    }
}

impl Links {
    pub(crate) fn new(secret: &str) -> Self {
        Self(secret.into())
    }

    fn mac(&self, purpose: &str, about: &str) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).ok()?;
        mac.update(purpose.as_bytes());
        mac.update(b"\n");
        mac.update(about.as_bytes());
        Some(mac)
    }

    fn sign(&self, purpose: &str, about: &str) -> String {
        // HMAC takes a secret of any length, so there always is a code.
        let code = self.mac(purpose, about).map(|mac| mac.finalize().into_bytes());
        let code = code.map_or(String::new(), |code| BASE64.encode(&code[..CODE]));
        format!("{about}.{code}")
    }

    fn read<'t>(&self, purpose: &str, token: &'t str) -> Option<&'t str> {
        let (about, code) = token.rsplit_once('.')?;
        let code = BASE64.decode(code).ok().filter(|code| code.len() == CODE)?;
        self.mac(purpose, about)?.verify_truncated_left(&code).ok()?;
        Some(about)
    }

    /// The token of the link that confirms.
    pub fn confirm(&self, id: ConfirmationId) -> String {
        self.sign("confirm", &id.to_string())
    }

    /// The question that a token belongs to.
    pub fn read_confirm(&self, token: &str) -> Option<ConfirmationId> {
        self.read("confirm", token)?.parse().ok()
    }

    /// The token of a person's own page; `links` is theirs at this time.
    pub fn preferences(&self, id: SubscriberId, links: i64) -> String {
        self.sign("preferences", &format!("{id}.{links}"))
    }

    /// Whose page a token belongs to.
    pub fn read_preferences(&self, token: &str) -> Option<(SubscriberId, i64)> {
        let (id, links) = self.read("preferences", token)?.split_once('.')?;
        Some((id.parse().ok()?, links.parse().ok()?))
    }

    /// The token of the link that leaves a newsletter, or all. It works for ever.
    pub fn leave(&self, id: SubscriberId, newsletter: Option<&Slug>) -> String {
        self.sign("leave", &format!("{id}.{}", newsletter.map_or("", Slug::as_str)))
    }

    /// Who leaves what (`None` is all) by a token.
    pub fn read_leave(&self, token: &str) -> Option<(SubscriberId, Option<Slug>)> {
        let (id, slug) = self.read("leave", token)?.split_once('.')?;
        let newsletter = match slug {
            "" => None,
            slug => Some(slug.parse().ok()?),
        };
        Some((id.parse().ok()?, newsletter))
    }

    /// The ticket of the second step of signing in; `bound` is what it holds only as long as.
    pub(crate) fn second_step(&self, user: UserId, until: Timestamp, bound: &str) -> String {
        let code = self.code("second-step-of", bound);
        self.sign("second-step", &format!("{user}.{}.{code}", until.millis()))
    }

    /// Whose ticket it is, until when it works, and what it is bound to ([`Links::is_bound`]).
    pub(crate) fn read_second_step(&self, ticket: &str) -> Option<Bound> {
        self.read_bound("second-step", ticket)
    }

    /// The token of the link by which a forgotten password is chosen anew; `bound` as above.
    pub(crate) fn forgotten(&self, user: UserId, until: Timestamp, bound: &str) -> String {
        let code = self.code("forgotten-of", bound);
        self.sign("forgotten", &format!("{user}.{}.{code}", until.millis()))
    }

    /// Whose link it is, until when it works, and what it is bound to.
    pub(crate) fn read_forgotten(&self, token: &str) -> Option<Bound> {
        self.read_bound("forgotten", token)
    }

    fn read_bound(&self, purpose: &'static str, token: &str) -> Option<Bound> {
        let mut parts = self.read(purpose, token)?.splitn(3, '.');
        Some(Bound {
            user: parts.next()?.parse().ok()?,
            until: Timestamp::from_millis(parts.next()?.parse().ok()?),
            purpose,
            code: parts.next()?.to_owned(),
        })
    }

    /// Whether what a token was bound to is still the same.
    pub(crate) fn is_bound(&self, token: &Bound, to: &str) -> bool {
        // The code is signed with the token, so that comparing it tells nobody anything.
        token.code == self.code(&format!("{}-of", token.purpose), to)
    }

    /// A challenge for a device, for the pages of a session (empty: for signing in).
    pub(crate) fn challenge(&self, session: &str, until: Timestamp, random: &str) -> String {
        self.sign("passkey", &format!("{session}.{}.{random}", until.millis()))
    }

    /// Until when a challenge of that session may be answered.
    pub(crate) fn read_challenge(&self, challenge: &str, session: &str) -> Option<Timestamp> {
        let (own, rest) = self.read("passkey", challenge)?.split_once('.')?;
        let millis = rest.split('.').next()?.parse().ok()?;
        (own == session).then(|| Timestamp::from_millis(millis))
    }

    /// The token of the link that takes an invitation up.
    pub fn join(&self, id: InvitationId) -> String {
        self.sign("join", &id.to_string())
    }

    /// The invitation that a token belongs to.
    pub(crate) fn read_join(&self, token: &str) -> Option<InvitationId> {
        self.read("join", token)?.parse().ok()
    }

    /// The code that forms of a session carry, so that no other site can send them.
    pub fn form_code(&self, session: &str) -> String {
        self.code("form", session)
    }

    /// Whether a form carries its session's code.
    pub fn is_form_code(&self, session: &str, code: &str) -> bool {
        let Ok(code) = BASE64.decode(code) else {
            return false;
        };
        let whole = code.len() == CODE;
        whole
            && self
                .mac("form", session)
                .is_some_and(|mac| mac.verify_truncated_left(&code).is_ok())
    }

    /// The name under which uses are counted of something that must not be kept in plain words.
    pub(crate) fn veiled(&self, what: &str, text: &str) -> String {
        format!("{what}:{}", self.code(what, text))
    }

    fn code(&self, purpose: &str, about: &str) -> String {
        let token = self.sign(purpose, about);
        token.rsplit('.').next().unwrap_or_default().to_owned()
    }
}

impl Newsroom {
    /// The maker of links. The secret is made on first use and kept in the database, one for all nodes.
    pub async fn links(&self) -> Result<Links> {
        if let Some(links) = self.links.get() {
            return Ok(links.clone());
        }
        let mut new = [0_u8; 32];
        getrandom::fill(&mut new).map_err(|error| {
            NewsroomError::Invalid(format!("This machine gives no random numbers: {error}."))
        })?;
        let new = BASE64.encode(new);
        let secret: String = self
            .store
            .write(move |tx| Ok::<_, NewsroomError>(tx.secret(&new)?))
            .await?;
        Ok(self.links.get_or_init(|| Links::new(&secret)).clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_token_reads_back_for_its_own_purpose_only() {
        let links = Links::new("secret");
        let (question, person) = (ConfirmationId::new(), SubscriberId::new());
        assert_eq!(links.read_confirm(&links.confirm(question)), Some(question));
        assert_eq!(
            links.read_preferences(&links.preferences(person, 3)),
            Some((person, 3))
        );
        let slug: Slug = "tide".parse().unwrap();
        assert_eq!(
            links.read_leave(&links.leave(person, Some(&slug))),
            Some((person, Some(slug)))
        );
        assert_eq!(links.read_leave(&links.leave(person, None)), Some((person, None)));
        assert_eq!(links.read_preferences(&links.leave(person, None)), None);
        assert_eq!(Links::new("other").read_confirm(&links.confirm(question)), None);
    }

    proptest! {
        #[test]
        fn a_token_that_was_touched_is_none(at in 0usize..200, to in "[ -~]") {
            let links = Links::new("secret");
            let good = links.preferences(SubscriberId::new(), 1);
            let at = at % good.len();
            let mut bad = good.clone();
            bad.replace_range(at..=at, &to);
            prop_assert!(bad == good || links.read_preferences(&bad).is_none());
        }

        #[test]
        fn no_text_makes_reading_fail_worse(text in "\\PC{0,80}") {
            let links = Links::new("secret");
            prop_assert!(links.read_confirm(&text).is_none() && links.read_leave(&text).is_none());
        }
    }
}
