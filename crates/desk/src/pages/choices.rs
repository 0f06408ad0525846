//! By what the list of stories and the board are chosen.

use crate::{fields::Fields, shell::Shell, times};
use kernel::{PostKind, Role};
use newsroom::{NewsroomError, Staff};
use std::collections::HashMap;
use store::{DeskQuery, Person, Reader, User};

/// The fields that are kept from page to page and in lists that people come back to.
pub(crate) const CHOICES: [&str; 8] = [
    "kind", "state", "section", "person", "mine", "since", "until", "words",
];

/// What there is to choose from: ids and names.
pub(crate) struct Choices {
    pub sections: Vec<(String, String)>,
    pub colleagues: Vec<(String, String)>,
    /// Bylines that are no colleague's.
    pub bylines: Vec<(String, String)>,
    users: Vec<User>,
}

impl Choices {
    pub fn read(reader: &Reader) -> Result<Self, NewsroomError> {
        let users = reader.users()?;
        let is_somebodys = |id| users.iter().any(|user| user.author == Some(id));
        let bylines = reader.bylines()?.into_iter();
        let bylines = bylines.filter(|(id, _)| !is_somebodys(*id));
        let mut colleagues: Vec<_> = users
            .iter()
            .map(|user| (user.id.to_string(), user.name.clone()))
            .collect();
        colleagues.sort_by_cached_key(|(_, name)| name.to_lowercase());
        Ok(Self {
            sections: reader.sections()?,
            colleagues,
            bylines: bylines.map(|(id, name)| (id.to_string(), name)).collect(),
            users,
        })
    }

    /// Names by the ids of people.
    pub fn names(&self) -> HashMap<kernel::UserId, String> {
        let names = self.users.iter().map(|user| (user.id, user.name.clone()));
        names.collect()
    }

    /// The person with this id, of a colleague or of a byline. One who is not there any more has no stories.
    fn person(&self, id: &str) -> Option<Person> {
        let user = id.parse().ok()?;
        match self.users.iter().find(|known| known.id == user) {
            Some(known) => Some(Person {
                user: Some(user),
                author: known.author,
            }),
            None => Some(Person {
                user: None,
                author: id.parse().ok(),
            }),
        }
    }

    /// What is asked for by those fields; a contributor is shown what is theirs.
    pub fn query(&self, fields: &Fields, shell: &Shell, staff: &Staff) -> DeskQuery {
        let mut query = DeskQuery::of(fields.parse("kind").unwrap_or(PostKind::Story));
        query.state = fields.parse("state");
        query.section = fields.parse("section");
        query.words = fields.get("words");
        (query.since, query.until) = times::days(&shell.settings, fields);
        if staff.role == Role::Contributor || fields.get("mine").is_some() {
            query.people.push(mine(staff));
        }
        query.people.extend(self.person(&fields.text("person")));
        query
    }
}

/// A person's own stories.
pub(crate) fn mine(staff: &Staff) -> Person {
    Person {
        user: Some(staff.id),
        author: staff.author,
    }
}
