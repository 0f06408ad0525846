//! Newsletters as a form carries them.

use kernel::{EmailAddress, Invalid, Language, Newsletter, Slug};
use serde::{Deserialize, Serialize};

/// A newsletter as it was typed. A row that is empty is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the fields are those of `kernel::Newsletter`")]
pub struct NewsletterRow {
    pub slug: String,
    pub name: String,
    pub description: String,
    pub rhythm: String,
    pub language: String,
    pub sender_name: String,
    pub sender_address: String,
    pub color: String,
}

impl NewsletterRow {
    fn of(one: &Newsletter) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            slug: one.slug.to_string(),
            name: one.name.clone(),
            description: one.description.clone(),
            rhythm: one.rhythm.clone(),
            language: one.language.to_string(),
            sender_name: text(&one.sender_name),
            sender_address: one
                .sender_address
                .as_ref()
                .map_or(String::new(), ToString::to_string),
            color: text(&one.color),
        }
    }

    /// Rows as one text.
    pub fn text(rows: &[Self]) -> String {
        serde_json::to_string(rows).unwrap_or_default()
    }

    /// The rows of a text that [`Self::text`] made; of another, none.
    pub fn rows(text: &str) -> Vec<Self> {
        serde_json::from_str(text).unwrap_or_default()
    }

    pub(super) fn write(all: &[Newsletter]) -> String {
        Self::text(&all.iter().map(Self::of).collect::<Vec<_>>())
    }

    pub(super) fn read(text: &str) -> Result<Vec<Newsletter>, String> {
        let rows: Vec<Self> = match text {
            "" => Vec::new(),
            text => serde_json::from_str(text).map_err(|_| "The newsletters cannot be read".to_owned())?,
        };
        let mut all: Vec<Newsletter> = Vec::new();
        for row in rows.into_iter().filter(|row| *row != Self::default()) {
            let one = row.newsletter()?;
            crate::change_settings::newsletter(&one).map_err(|error| error.to_string())?;
            if all.iter().any(|other| other.slug == one.slug) {
                return Err(format!("There are two newsletters with the slug “{}”", one.slug));
            }
            all.push(one);
        }
        Ok(all)
    }

    fn newsletter(self) -> Result<Newsletter, String> {
        let name = self.name.trim().to_owned();
        let said = |Invalid(why): Invalid| format!("Newsletter “{name}”: {why}");
        let some = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let slug: Option<Slug> = match some(self.slug) {
            Some(slug) => Some(slug.parse().map_err(said)?),
            None => Slug::from_title(&name),
        };
        let language: Language = self.language.trim().parse().map_err(said)?;
        let sender_address: Option<EmailAddress> = match some(self.sender_address) {
            Some(address) => Some(address.parse().map_err(said)?),
            None => None,
        };
        Ok(Newsletter {
            slug: slug.ok_or("A newsletter needs a name")?,
            description: self.description.trim().to_owned(),
            rhythm: self.rhythm.trim().to_owned(),
            language,
            sender_name: some(self.sender_name),
            sender_address,
            color: some(self.color),
            name,
        })
    }
}
