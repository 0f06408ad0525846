//! `broadsheet theme check`

use crate::failure::{Failure, Outcome};
use std::path::Path;
use theme::{Theme, ThemeError};

/// Loads the theme as the server would, and says what is wrong with it.
pub fn check(path: &Path) -> Outcome {
    let theme = Theme::load(path).map_err(|error| {
        let shown = path.display();
        Failure(match error {
            ThemeError::Unreadable(why) => {
                format!("The theme {shown} cannot be read: {}.", why.trim_end_matches('.'))
            }
            error => format!(
                "The theme {shown} does not work: {}.",
                error.to_string().trim_end_matches('.')
            ),
        })
    })?;
    println!("{} works.", theme.name());
    Ok(())
}
