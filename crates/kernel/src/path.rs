//! Paths of addresses, in the one form by which redirects are kept and looked for.

/// A path as browsers ask for it: letters beyond ASCII as `%D1%97`. Such escapes are in capitals, so that the two ways to
/// write one are the same path (RFC 3986, 6.2.2.1).
pub fn as_asked(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(c) = rest.chars().next() {
        let escape = rest.get(..3).filter(|three| is_escape(three));
        let width = escape.map_or(c.len_utf8(), str::len);
        match escape {
            Some(escape) => out.push_str(&escape.to_ascii_uppercase()),
            None if c.is_ascii() => out.push(c),
            None => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
        }
        rest = &rest[width..];
    }
    out
}

fn is_escape(three: &str) -> bool {
    three
        .strip_prefix('%')
        .is_some_and(|two| two.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_path_has_one_form() {
        for spelt in ["/нове/", "/%d0%BD%d0%be%D0%b2%D0%B5/"] {
            assert_eq!(as_asked(spelt), "/%D0%BD%D0%BE%D0%B2%D0%B5/");
        }
        for path in ["/About-Us/", "/a%zz/", "/100%", "/%2", "/%é"] {
            assert_eq!(as_asked(path).replace("%C3%A9", "é"), path);
        }
    }

    proptest! {
        #[test]
        fn what_has_the_form_keeps_it(path in "(/|%|[0-9a-fA-F]|\\PC){0,40}") {
            let once = as_asked(&path);
            prop_assert!(once.is_ascii());
            prop_assert_eq!(as_asked(&once), once);
        }
    }
}
