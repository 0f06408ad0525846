//! What a member of staff may do.

use crate::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Roles from least to most; each may do all that those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Writes own drafts.
    Contributor,
    /// Writes and publishes own posts.
    Author,
    /// Everyone's posts, and what stands where on the site.
    Editor,
    /// Settings and people.
    Administrator,
    /// The one who set the newsroom up; cannot be removed by others.
    Owner,
}

impl Role {
    /// All roles, from least to most.
    pub const ALL: [Role; 5] = [
        Role::Contributor,
        Role::Author,
        Role::Editor,
        Role::Administrator,
        Role::Owner,
    ];

    /// The role's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Contributor => "contributor",
            Role::Author => "author",
            Role::Editor => "editor",
            Role::Administrator => "administrator",
            Role::Owner => "owner",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        Role::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| {
                Invalid(format!(
                    "“{text}” is not a role: contributor, author, editor, administrator or owner"
                ))
            })
    }
}
