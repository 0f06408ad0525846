//! How public keys of passkeys are kept: the library's own form as JSON. Older versions kept COSE (RFC 9052) or a point of
//! P-256 (SEC 1, uncompressed), in base64url; these go on working.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, ED25519, EcdsaKeyPair, KeyPair, UnparsedPublicKey},
};
use serde_cbor_2::Value;
use sha2::{Digest, Sha256};
use webauthn_rs_core::proto::{
    COSEAlgorithm, COSEEC2Key, COSEKey, COSEKeyType, ECDSACurve, PublicKeyCredential,
};

/// What is kept of a key.
pub(super) fn to_keep(key: &COSEKey) -> Option<String> {
    serde_json::to_string(key).ok()
}

/// The key with which the library is to check what was said.
pub(super) fn for_library(kept: &str, said: &mut PublicKeyCredential) -> Option<COSEKey> {
    if let Ok(key) = serde_json::from_str(kept) {
        return Some(key);
    }
    let kept = BASE64.decode(kept).ok()?;
    if let Some(key) = point(&kept) {
        return Some(key);
    }
    let cose: Value = serde_cbor_2::from_slice(&kept).ok()?;
    match ed25519(&cose) {
        Some(key) => signed_anew(key, said),
        None => COSEKey::try_from(&cose).ok(),
    }
}

/// ES256 with this point.
fn point(bytes: &[u8]) -> Option<COSEKey> {
    let (4, point) = bytes.split_first().map(|(first, rest)| (*first, rest))? else {
        return None;
    };
    let (x, y) = point.split_at_checked(32)?;
    (y.len() == 32).then(|| COSEKey {
        type_: COSEAlgorithm::ES256,
        key: COSEKeyType::EC_EC2(COSEEC2Key {
            curve: ECDSACurve::SECP256R1,
            x: x.to_vec(),
            y: y.to_vec(),
        }),
    })
}

/// The key, where it is one of EdDSA with Ed25519 (RFC 9053, 2.2 and 7.2).
fn ed25519(cose: &Value) -> Option<&[u8]> {
    let Value::Map(parts) = cose else { return None };
    let is = |label, value| parts.get(&Value::Integer(label)) == Some(&Value::Integer(value));
    match parts.get(&Value::Integer(-2)) {
        Some(Value::Bytes(key)) if is(1, 1) && is(3, -8) && is(-1, 6) => Some(key),
        _ => None,
    }
}

/// The library checks no EdDSA, and no new key of this kind is taken; those that were taken before go on signing. Their
/// signature is checked here. Everything else is left to the library, which gets another signature under the same words, by
/// a key that is thrown away.
fn signed_anew(key: &[u8], said: &mut PublicKeyCredential) -> Option<COSEKey> {
    let response = &mut said.response;
    let client = Sha256::digest(&response.client_data_json);
    let signed = [&response.authenticator_data[..], client.as_slice()].concat();
    UnparsedPublicKey::new(&ED25519, key)
        .verify(&signed, &response.signature)
        .ok()?;
    let (random, kind) = (SystemRandom::new(), &ECDSA_P256_SHA256_ASN1_SIGNING);
    let pair = EcdsaKeyPair::generate_pkcs8(kind, &random).ok()?;
    let pair = EcdsaKeyPair::from_pkcs8(kind, pair.as_ref(), &random).ok()?;
    response.signature = pair.sign(&random, &signed).ok()?.as_ref().to_vec();
    point(pair.public_key().as_ref())
}
