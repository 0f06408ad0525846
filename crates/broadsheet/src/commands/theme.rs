//! `broadsheet theme check`

use crate::failure::{Failure, Outcome};
use std::path::Path;
use theme::Theme;

/// Loads the theme as the server would, and says what is wrong with it.
pub fn check(path: &Path) -> Outcome {
    let theme = Theme::load(path)
        .map_err(|error| Failure(format!("The theme {} does not work: {error}.", path.display())))?;
    println!("{} works.", theme.name());
    Ok(())
}
