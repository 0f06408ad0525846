//! `broadsheet export FILE`

use crate::{
    config::Config,
    failure::{Failure, Outcome, fail},
    open,
    say::say,
};
use std::{
    fs::{self, OpenOptions},
    io::BufWriter,
    path::Path,
};

/// Writes everything into a new file, which is there as a whole or not at all.
pub async fn run(config: &Config, file: &Path) -> Outcome {
    let newsroom = open::existing(config).await?;
    if file.exists() {
        return fail(format!("{} is there already: name another file.", file.display()));
    }
    let part = file.with_extension("part");
    let (written, place) = (part.clone(), part.clone());
    let export = tokio::task::spawn_blocking(move || {
        let mut open = OpenOptions::new();
        open.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
        let out = open
            .open(&written)
            .map_err(|error| Failure(format!("{} cannot be written: {error}.", written.display())))?;
        Ok::<_, Failure>(newsroom.export_to(BufWriter::new(out))?)
    });
    let outcome = export.await.map_err(|error| Failure(error.to_string()))?;
    let exported = match outcome {
        Ok(exported) => exported,
        Err(failure) => {
            let _ = fs::remove_file(&place);
            return Err(failure);
        }
    };
    fs::rename(&part, file)
        .map_err(|error| Failure(format!("{} cannot be written: {error}.", file.display())))?;
    say!(
        "{}: {} posts, {} files, {} subscribers.",
        file.display(),
        exported.posts,
        exported.files,
        exported.subscribers
    );
    for path in &exported.missing {
        say!("Not found, and not in it: {path}");
    }
    Ok(())
}
