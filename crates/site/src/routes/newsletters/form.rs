//! What a form brought: `application/x-www-form-urlencoded`, as browsers send it.

use kernel::Slug;

/// The fields that our forms have; what is none of them is let go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// The address as it was typed.
    pub email: String,
    /// What was ticked, in its order, each once; what is no slug is let go.
    pub newsletters: Vec<Slug>,
    /// The name of the form.
    pub form: String,
    /// The path of the page.
    pub page: String,
    /// The field that people do not see.
    pub trap: String,
    /// Which button was pressed.
    pub action: String,
    /// Whether the box that asks “sure?” was ticked.
    pub sure: bool,
}

/// Newsletters that are read of one form.
const MOST: usize = newsroom::MOST_NEWSLETTERS;

/// Reads a form. Nothing is no form: what does not fit is not there.
pub fn read(body: &[u8]) -> Fields {
    let mut fields = Fields::default();
    for (name, value) in form_urlencoded::parse(body) {
        let text = || value.chars().take(300).collect();
        match &*name {
            "email" => fields.email = text(),
            "newsletter" => match value.parse::<Slug>() {
                Ok(slug) if fields.newsletters.len() < MOST && !fields.newsletters.contains(&slug) => {
                    fields.newsletters.push(slug);
                }
                _ => {}
            },
            "form" => fields.form = text(),
            "page" => fields.page = text(),
            "your_message" => fields.trap = text(),
            "do" => fields.action = text(),
            "sure" => fields.sure = true,
            _ => {}
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_form_is_read_as_browsers_send_it() {
        let fields = read(b"email=ann%2Bnews%40b.co&newsletter=tide&newsletter=ledger&newsletter=tide&newsletter=%2F&form=list&do=save");
        assert_eq!(fields.email, "ann+news@b.co");
        let slugs: Vec<&str> = fields.newsletters.iter().map(Slug::as_str).collect();
        assert_eq!(slugs, ["tide", "ledger"]);
        assert_eq!(
            (fields.form.as_str(), fields.action.as_str(), fields.sure),
            ("list", "save", false)
        );
    }

    proptest! {
        #[test]
        fn no_body_is_too_odd_and_nothing_grows(body in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let fields = read(&body);
            prop_assert!(fields.newsletters.len() <= MOST && fields.email.chars().count() <= 300);
        }

        #[test]
        fn what_was_typed_is_what_is_read(email in "\\PC{0,60}", slugs in proptest::collection::vec("[a-z]{1,8}", 0..5)) {
            let mut body = form_urlencoded::Serializer::new(String::new());
            body.append_pair("email", &email);
            for slug in &slugs {
                body.append_pair("newsletter", slug);
            }
            let fields = read(body.finish().as_bytes());
            prop_assert_eq!(fields.email, email);
            for slug in slugs {
                prop_assert!(fields.newsletters.iter().any(|one| one.as_str() == slug));
            }
        }
    }
}
