//! Public keys of passkeys: COSE (RFC 9052, RFC 9053, RFC 8230) in CBOR (RFC 8949), as far as WebAuthn has them. What is
//! kept is the key as it came.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};

/// Labels of a key (RFC 9052, 7.1; RFC 9053, 7.1 and 7.2; RFC 8230, 4).
const KIND: i64 = 1;
const ALGORITHM: i64 = 3;
const CURVE_OR_N: i64 = -1;
const X_OR_E: i64 = -2;
const Y: i64 = -3;

/// A map of more entries is no key.
const MOST: u64 = 16;

/// A public key.
#[derive(Debug, PartialEq, Eq)]
pub enum Key<'k> {
    /// ES256: ECDSA with SHA-256; x and y of a point on P-256.
    Es256(&'k [u8], &'k [u8]),
    /// EdDSA with Ed25519.
    Ed25519(&'k [u8]),
    /// RS256: RSASSA-PKCS1-v1_5 with SHA-256; modulus and exponent.
    Rs256(&'k [u8], &'k [u8]),
}

impl<'k> Key<'k> {
    /// Reads the key at the beginning of `bytes`; gives how many it takes. `None` for what is no key of these kinds.
    pub fn read(bytes: &'k [u8]) -> Option<(Self, usize)> {
        let mut cbor = Cbor(bytes);
        let (5, entries @ ..=MOST) = cbor.head()? else {
            return None;
        };
        let mut found: Vec<(i64, Value<'k>)> = Vec::new();
        for _ in 0..entries {
            let Value::Number(label) = cbor.value()? else {
                return None;
            };
            if found.iter().any(|(known, _)| *known == label) {
                return None;
            }
            found.push((label, cbor.value()?));
        }
        let number = |label| {
            found.iter().find_map(|(known, value)| match value {
                Value::Number(number) if *known == label => Some(*number),
                _ => None,
            })
        };
        let part = |label| {
            found.iter().find_map(|(known, value)| match value {
                Value::Bytes(part) if *known == label => Some(*part),
                _ => None,
            })
        };
        let key = match (number(KIND)?, number(ALGORITHM)?) {
            (2, -7) if number(CURVE_OR_N) == Some(1) => Self::Es256(part(X_OR_E)?, part(Y)?),
            (1, -8) if number(CURVE_OR_N) == Some(6) => Self::Ed25519(part(X_OR_E)?),
            (3, -257) => Self::Rs256(part(CURVE_OR_N)?, part(X_OR_E)?),
            _ => return None,
        };
        key.fits().then_some((key, bytes.len() - cbor.0.len()))
    }

    /// A key as it is kept: in COSE, or, kept by an older version, a point of P-256, uncompressed.
    pub fn kept(bytes: &'k [u8]) -> Option<Self> {
        if let Some((4, point)) = bytes.split_first().map(|(first, rest)| (*first, rest)) {
            return (point.len() == 64).then(|| Self::Es256(&point[..32], &point[32..]));
        }
        let (key, length) = Self::read(bytes)?;
        (length == bytes.len()).then_some(key)
    }

    fn fits(&self) -> bool {
        match self {
            Self::Es256(x, y) => x.len() == 32 && y.len() == 32,
            Self::Ed25519(x) => x.len() == 32,
            // 2,048 to 8,192 bits, as they are checked.
            Self::Rs256(n, e) => (256..=1024).contains(&n.len()) && (1..=4).contains(&e.len()),
        }
    }

    /// Whether the owner of the key has signed this.
    pub fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Es256(x, y) => {
                let point = [&[4], *x, *y].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature)
            }
            Self::Ed25519(x) => UnparsedPublicKey::new(&ED25519, x).verify(message, signature),
            Self::Rs256(n, e) => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            }
        }
        .is_ok()
    }
}

/// What a key's map holds. Other kinds of values no key of ours has.
enum Value<'k> {
    Number(i64),
    Bytes(&'k [u8]),
}

/// What is left to be read.
struct Cbor<'k>(&'k [u8]);

impl<'k> Cbor<'k> {
    /// The major type of the next item and its argument (RFC 8949, 3). Lengths that are not told are refused: WebAuthn
    /// has none (CTAP2's canonical form).
    fn head(&mut self) -> Option<(u8, u64)> {
        let (first, rest) = self.0.split_first()?;
        let bytes = match first & 0x1f {
            0..24 => 0,
            24 => 1,
            25 => 2,
            26 => 4,
            27 => 8,
            _ => return None,
        };
        let (argument, rest) = rest.split_at_checked(bytes)?;
        self.0 = rest;
        let argument = match bytes {
            0 => u64::from(first & 0x1f),
            _ => argument.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
        };
        Some((first >> 5, argument))
    }

    fn value(&mut self) -> Option<Value<'k>> {
        match self.head()? {
            (0, number) => Some(Value::Number(i64::try_from(number).ok()?)),
            (1, number) => Some(Value::Number(-1 - i64::try_from(number).ok()?)),
            (2, length) => {
                let (bytes, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
                self.0 = rest;
                Some(Value::Bytes(bytes))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
    use proptest::prelude::*;
    use ring::{
        rand::SystemRandom,
        signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair},
    };

    const MESSAGE: &[u8] = b"seven grey herons at dusk";
    /// Of a key that was made for this test and thrown away.
    const MODULUS: &str = "1EgE2ATzCpcHlzAThH6DHpDTY7HDG0x_mp-yyzqhn_tF-Cz4JNOKHSu0mS1L1vRvZpKp4cWWR03FZStLegybRj3Ea30Uy7oQQZhc\
         -AiP0CO8tqzhoeZJKLE8NRE0x9f1MmZSQnd-ueW9Toy7fhDYNKYVrsdcxvG38EnO7haeTLsWrwyUdNLb67I60ekIK5Z0yCvLQ55R\
         XPls27jJxpf4ARv8evjT7JE4UAPPq95inmo0Ckn2DRjM-SfWFAKmOxSFjoUhuMFKvLhrNJzdbaJiObh4a3nIdvue_UEWNTVVdDtb\
         KXJQHKm2SaZeHTL9-lNWEQu5rDiqMhEbJhOtduTDrQ";
    /// What it signed: `MESSAGE`.
    const SIGNED: &str = "ib5AW9WZx2AYfpk8-JFyKkB1HenHOV_4-_4ntTiZsLeyAmN8zIAVLzN0O4IpWAh1GuOE6GfKORyAzANyJN1fwzmuuQ99ENuo5rQS\
         _z0WSKOapKAqZZgVUwPbvbh7IQ3vnlioLAeFe7QpKCwhLvUR72ZEAlUidn2Z_aj18KxWC1JrnZAoNGcFPX79S5PoC9o2oYowQ1oQ\
         fqevg5Xx6lnKYLGSMWlA5hZEb77UQR0kxrcmKXaFagME5D2zMWRf1BKFWk646m8ns501y-Hhh9-kZx6FxKW19s-pr8_mTOoiOCn9\
         DcCoC_goNYBTJQjPYP6Jpqo0jUy0RcviQQjtKhMvcw";

    fn es256(x: &[u8], y: &[u8]) -> Vec<u8> {
        let begin = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        [&begin[..], x, &[0x22, 0x58, 0x20], y].concat()
    }

    fn ed25519(x: &[u8]) -> Vec<u8> {
        [
            &[0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20][..],
            x,
        ]
        .concat()
    }

    fn rs256(n: &[u8]) -> Vec<u8> {
        let begin = [0xa4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59, 0x01, 0x00];
        [&begin[..], n, &[0x21, 0x43, 0x01, 0x00, 0x01]].concat()
    }

    /// The key reads, whole and with something behind it; only what it signed is signed.
    fn is_key(cose: &[u8], signature: &[u8]) {
        let (key, length) = Key::read(cose).unwrap();
        assert_eq!((Some(&key), length), (Key::kept(cose).as_ref(), cose.len()));
        let longer = [cose, &[0xa0]].concat();
        assert_eq!(Key::read(&longer).unwrap().1, cose.len());
        assert_eq!(Key::kept(&longer), None);
        assert!((0..cose.len()).all(|end| Key::read(&cose[..end]).is_none()));
        assert!(key.has_signed(MESSAGE, signature));
        assert!(!key.has_signed(b"seven grey herons at dawn", signature));
        let mut other = signature.to_vec();
        other[signature.len() / 2] ^= 1;
        assert!(!key.has_signed(MESSAGE, &other));
    }

    #[test]
    fn the_three_kinds_of_keys_are_read_and_check_what_they_signed() {
        let random = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let made = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(kind, made.as_ref(), &random).unwrap();
        let point = pair.public_key().as_ref();
        let signature = pair.sign(&random, MESSAGE).unwrap();
        is_key(&es256(&point[1..33], &point[33..]), signature.as_ref());
        // As an older version kept it.
        assert!(Key::kept(point).unwrap().has_signed(MESSAGE, signature.as_ref()));
        assert_eq!(Key::kept(&point[..64]), None);

        let made = Ed25519KeyPair::generate_pkcs8(&random).unwrap();
        let pair = Ed25519KeyPair::from_pkcs8(made.as_ref()).unwrap();
        is_key(&ed25519(pair.public_key().as_ref()), pair.sign(MESSAGE).as_ref());

        let [modulus, signed] = [MODULUS, SIGNED].map(|text| BASE64.decode(text).unwrap());
        is_key(&rs256(&modulus), &signed);
    }

    #[test]
    fn what_is_no_key_of_these_kinds_is_refused() {
        let x = [7; 32];
        let good = ed25519(&x);
        assert!(Key::read(&good).is_some());
        let with = |at: usize, byte: u8| {
            let mut bytes = good.clone();
            bytes[at] = byte;
            bytes
        };
        for (bytes, why) in [
            (with(2, 2), "another kind"),
            (with(4, 0x26), "another algorithm"),
            (with(6, 1), "another curve"),
            (with(5, 1), "no curve"),
            (with(0, 0xbf), "a map without its length"),
            (with(0, 0xb8), "a length that lies"),
            (with(9, 0x1f), "a short x"),
            (rs256(&[7; 256])[..200].to_vec(), "cut off"),
            (Vec::new(), "nothing"),
        ] {
            assert_eq!(Key::read(&bytes), None, "{why}");
        }
        let twice = [&[0xa5, 1, 1, 1, 1][..], &good[3..]].concat();
        assert_eq!(Key::read(&twice), None, "a label that is there already");
        let short = [
            &[0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x58, 0x80][..],
            &[7; 128],
            &[0x21, 0x43, 1, 0, 1],
        ]
        .concat();
        assert_eq!(Key::read(&short), None, "1,024 bits");
    }

    proptest! {
        #[test]
        fn no_bytes_make_reading_fail_worse(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            if let Some((key, length)) = Key::read(&bytes) {
                prop_assert!(length <= bytes.len() && !key.has_signed(b"", b""));
            }
            let _ = Key::kept(&bytes);
        }

        #[test]
        fn a_key_that_was_touched_is_refused_or_another(at in 0_usize..42, to in any::<u8>()) {
            let good = ed25519(&[7; 32]);
            let mut bad = good.clone();
            bad[at] = to;
            prop_assert!(bad == good || Key::kept(&bad) != Key::kept(&good));
        }
    }
}
