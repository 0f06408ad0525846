//! What the newsroom lets the crawlers of language models do.

use crate::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Whether `robots.txt` lets the crawlers of language models read the site. Other search engines may always.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AiCrawlers {
    /// They may, as everybody may: whom its work is licensed to is for the newsroom to say, not for its software.
    #[default]
    Allow,
    /// They are asked to stay away.
    Refuse,
}

impl fmt::Display for AiCrawlers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Allow => "allow",
            Self::Refuse => "refuse",
        })
    }
}

impl FromStr for AiCrawlers {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        match text {
            "allow" => Ok(Self::Allow),
            "refuse" => Ok(Self::Refuse),
            _ => Err(Invalid(format!("“{text}” is none of: allow, refuse"))),
        }
    }
}
