//! How public keys of passkeys are kept: the library's own form as JSON. Before, it was a point of P-256 (SEC 1,
//! uncompressed) in base64url; such a key goes on working.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use webauthn_rs_core::proto::{COSEAlgorithm, COSEEC2Key, COSEKey, COSEKeyType, ECDSACurve};

/// What is kept of a key.
pub(super) fn to_keep(key: &COSEKey) -> Option<String> {
    serde_json::to_string(key).ok()
}

/// The key that is kept.
pub(super) fn kept(kept: &str) -> Option<COSEKey> {
    serde_json::from_str(kept)
        .ok()
        .or_else(|| point(&BASE64.decode(kept).ok()?))
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
