//! What a form or an address brought (`application/x-www-form-urlencoded`).

/// Fields in the order in which they came. Reading never fails: what does not fit is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields(Vec<(String, String)>);

/// More fields are no form of ours.
const MOST: usize = 2000;

impl Fields {
    /// Reads a form, or the part of an address behind the question mark.
    pub fn read(text: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(text).take(MOST);
        Self(
            pairs
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect(),
        )
    }

    /// The first field of that name that is not empty, without the space around it.
    pub fn get(&self, name: &str) -> Option<String> {
        self.all(name).next()
    }

    /// The same; nothing is the empty text.
    pub fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default()
    }

    /// All fields of that name that are not empty.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = String> + 'a {
        self.0
            .iter()
            .filter(move |(key, value)| key == name && !value.trim().is_empty())
            .map(|(_, value)| value.trim().to_owned())
    }

    /// All fields of that name, empty ones too: columns of a form with several rows keep step.
    pub fn column(&self, name: &str) -> Vec<String> {
        let all = self.0.iter().filter(|(key, _)| key == name);
        all.map(|(_, value)| value.trim().to_owned()).collect()
    }

    /// What was typed, with the space around it: a password's belongs to it.
    pub fn exact(&self, name: &str) -> String {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map_or_else(String::new, |(_, value)| value.clone())
    }

    /// The names of all fields.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Lets all fields go but these.
    pub fn keep(&mut self, names: &[&str]) {
        self.0.retain(|(name, _)| names.contains(&name.as_str()));
    }

    /// A value that a type can read.
    pub fn parse<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fields_are_read_as_browsers_send_them() {
        let fields = Fields::read("a=1&b=+two%20words+&b=&b=three&p=+x+&a".as_bytes());
        assert_eq!(fields.text("a"), "1");
        assert_eq!(fields.all("b").collect::<Vec<_>>(), ["two words", "three"]);
        assert_eq!((fields.exact("p").as_str(), fields.get("none")), (" x ", None));
        assert_eq!(fields.parse::<u32>("a"), Some(1));
    }

    proptest! {
        #[test]
        fn what_a_browser_sends_reads_back(pairs in proptest::collection::vec(("[a-z]{1,3}", "\\PC{0,12}"), 0..9)) {
            let mut form = form_urlencoded::Serializer::new(String::new());
            form.extend_pairs(&pairs);
            let fields = Fields::read(form.finish().as_bytes());
            for (name, _) in &pairs {
                let all: Vec<String> = pairs.iter().filter(|(other, _)| other == name).map(|(_, value)| value.clone()).collect();
                prop_assert_eq!(fields.exact(name), all[0].clone());
                prop_assert_eq!(fields.column(name).len(), all.len());
                let full: Vec<&str> = all.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
                prop_assert_eq!(fields.all(name).collect::<Vec<_>>(), full);
            }
        }

        #[test]
        fn no_bytes_make_reading_fail_worse(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let fields = Fields::read(&bytes);
            for name in fields.names() {
                prop_assert!(fields.all(name).all(|value| !value.is_empty() && value == value.trim()));
            }
        }

        #[test]
        fn what_a_list_is_asked_for_can_be_asked_for_again(address in "((kind|words|since|until|after|mine)=[-+0-9a-z%.]{0,24}&){0,6}\\PC{0,30}", at in any::<i64>()) {
            for address in [address.clone(), format!("{address}&after={at}.{}", kernel::AuditId::new())] {
                let kept = crate::parsers::list(address.as_bytes());
                prop_assert_eq!(crate::parsers::list(kept.as_bytes()), kept);
            }
        }

        #[test]
        fn no_text_is_a_time_that_cannot_be_shown(text in "[-+0-9TZ:. ]{0,24}|\\PC{0,20}|-?[0-9]{4,6}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}") {
            crate::parsers::time(&text);
        }
    }

    #[test]
    fn a_form_has_two_thousand_fields_at_most() {
        let fields = Fields::read("a=1&".repeat(3000).as_bytes());
        assert_eq!(fields.column("a").len(), MOST);
    }
}
