//! What a device says when a passkey is made or used (W3C Web Authentication, level 3): webauthn-rs-core reads and checks
//! it. No attestation is asked for, and the device must always have verified its person, so that a passkey alone is two
//! factors. What a browser asks a device says `desk/src/passkey.ts`.

use super::webauthn_keys;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use kernel::UserId;
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;
use url::Url;
use webauthn_rs_core::{
    WebauthnCore,
    proto::{
        COSEAlgorithm, CollectedClientData, Credential, CredentialV3, PublicKeyCredential,
        RegisterPublicKeyCredential, UserVerificationPolicy::Required,
    },
};

/// The flag of authenticator data (6.1) that says whether a key may be copied to other devices, and where it stands.
const MAY_BE_COPIED: u8 = 0x08;
const FLAGS: usize = 32;

/// A passkey that a device has made.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Made {
    pub id: Vec<u8>,
    /// The public key, as it is kept.
    pub key: String,
    pub counter: u32,
}

/// A passkey as it is kept.
pub(crate) struct Kept<'a> {
    /// The public key; `webauthn_keys` says how.
    pub key: &'a str,
    pub counter: u32,
}

/// What is asked of whom.
pub(crate) struct Asked<'a> {
    /// The address of the desk, without a slash at its end.
    pub url: &'a str,
    /// The challenge. It is ours and not the library's: it is signed, so that nothing need be kept until it is answered.
    pub challenge: &'a [u8],
}

/// What a browser says of a device that has signed; `None` where it says something else.
pub(crate) fn read(said: &str) -> Option<PublicKeyCredential> {
    serde_json::from_str(said).ok()
}

/// The person whom the device names, by the id that it was given when the passkey was made.
pub(crate) fn person(said: &PublicKeyCredential) -> Option<UserId> {
    let named = said.get_user_unique_id()?;
    str::from_utf8(named).ok()?.parse().ok()
}

impl Asked<'_> {
    fn library(&self) -> Option<WebauthnCore> {
        let origin: Url = self.url.parse().ok()?;
        // In small letters, and ASCII (IDNA), as browsers write it.
        let host = origin.host_str()?.to_owned();
        let origins = vec![origin];
        // The time is told to browsers only, and by us.
        let time = Duration::ZERO;
        Some(WebauthnCore::new_unsafe_experts_only(
            &host, &host, origins, time, None, None,
        ))
    }

    /// What the library would have kept, with our challenge in it.
    fn of_challenge<T: Serialize + DeserializeOwned>(&self, state: &T) -> Option<T> {
        let mut state = serde_json::to_value(state).ok()?;
        state["challenge"] = BASE64.encode(self.challenge).into();
        serde_json::from_value(state).ok()
    }

    /// Reads a passkey that was made.
    pub fn made(&self, said: &str) -> Option<Made> {
        let said: RegisterPublicKeyCredential = serde_json::from_str(said).ok()?;
        let library = self.library()?;
        // Whose it is stands in no answer; the session says it.
        let asked = library.new_challenge_register_builder(b"-", "-", "-").ok()?;
        let asked = asked
            .user_verification_policy(Required)
            .require_resident_key(true)
            .credential_algorithms(vec![COSEAlgorithm::ES256, COSEAlgorithm::RS256]);
        let (_, state) = library.generate_challenge_register(asked).ok()?;
        let state = self.of_challenge(&state)?;
        let made = library.register_credential(&said, &state, None).ok()?;
        (!made.cred_id.is_empty()).then_some(Made {
            key: webauthn_keys::to_keep(&made.cred)?,
            id: made.cred_id,
            counter: made.counter,
        })
    }

    /// Checks that the device of the passkey has signed, and gives its counter. `None` also where the counter does not
    /// grow: then it is that of a copy (7.2, 22). Devices that do not count say 0.
    pub fn signed(&self, said: PublicKeyCredential, kept: &Kept<'_>) -> Option<u32> {
        let library = self.library()?;
        let asked = library.new_challenge_authenticate_builder(Vec::new(), Some(Required));
        let (_, state) = library.generate_challenge_authenticate(asked.ok()?).ok()?;
        let state = self.of_challenge(&state)?;
        // The library looks at this only where a passkey is made.
        let client: CollectedClientData = serde_json::from_slice(&said.response.client_data_json).ok()?;
        if client.cross_origin == Some(true) {
            return None;
        }
        let credential = CredentialV3 {
            cred_id: said.raw_id.clone(),
            cred: webauthn_keys::kept(kept.key)?,
            counter: kept.counter,
            verified: true,
            registration_policy: Required,
        };
        // Whether a key may be copied is not kept, since nothing depends on it: what it says now is taken for what it said.
        let flags = said.response.authenticator_data.get(FLAGS)?;
        let credential = Credential {
            backup_eligible: flags & MAY_BE_COPIED != 0,
            ..credential.into()
        };
        let done = library.authenticate_single_credential(&said, &state, &credential);
        Some(done.ok()?.counter())
    }
}

#[cfg(test)]
mod tests;
