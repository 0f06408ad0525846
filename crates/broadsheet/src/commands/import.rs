//! `broadsheet import ghost`

use crate::{
    config::Config,
    failure::{Failure, Outcome, fail},
    open,
    say::on_output,
    sentence,
};
use importer::ghost::{self, Content};
use std::path::Path;

/// Imports a Ghost export, and says what came of it.
pub async fn run(config: &Config, export: &Path, files: Option<&Path>) -> Outcome {
    let shown = export.display();
    let text = std::fs::read_to_string(export)
        .map_err(|error| Failure(format!("{shown} cannot be read: {}.", sentence::io(&error))))?;
    let content = match files {
        Some(path) if !path.exists() => {
            return fail(format!(
                "{} cannot be read: there is no such file.",
                path.display()
            ));
        }
        files => files.map(Content::at),
    };
    let newsroom = open::newsroom(config).await?;
    let report = ghost::import(&newsroom, &text, content)
        .await
        .map_err(|error| Failure(error.to_string()))?;
    open::gather_statistics(&newsroom).await?;
    on_output(format_args!("{report}"));
    Ok(())
}
