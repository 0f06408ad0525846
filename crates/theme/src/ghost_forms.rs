//! The script that makes the forms of Ghost's themes (`data-members-form`) work. They have no address to be sent to, so
//! without JavaScript they cannot: then the page below `/newsletters/` is the way.

use crate::asset::content_hash;
use std::sync::LazyLock;

/// Where the site serves it.
pub const GHOST_FORMS_PATH: &str = "/newsletters/ghost-forms.js";

/// The script.
pub const GHOST_FORMS: &str = include_str!("builtin/ghost-forms.js");

/// Its version, for its address.
pub(crate) static VERSION: LazyLock<String> = LazyLock::new(|| content_hash(GHOST_FORMS.as_bytes()));
