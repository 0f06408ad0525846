//! `broadsheet files`

use crate::{
    config::Config,
    failure::{Failure, Outcome, fail},
    open,
    say::say,
};

/// Copies the originals of the data folder into the bucket, and says what came of it.
pub async fn copy(config: &Config) -> Outcome {
    let Some(s3) = &config.s3 else {
        return fail("There is no bucket to copy into: set files.s3, such as s3://bucket.");
    };
    let content = open::content(config);
    if !content.is_dir() {
        return fail(format!(
            "There is no folder {}: name the newsroom's data folder with --data DIR.",
            content.display()
        ));
    }
    let files = open::files(config)?;
    let copying = tokio::task::spawn_blocking(move || {
        files.try_out()?;
        files.copy_from(&content)
    });
    let copied = copying.await.map_err(|error| Failure(error.to_string()))?;
    let copied = copied.map_err(|error| {
        let why = error.to_string();
        Failure(format!(
            "{}; what was copied is not copied again when you repeat this.",
            why.trim_end_matches('.')
        ))
    })?;
    for left in &copied.left {
        say!("left out: {left}");
    }
    say!(
        "Copied to {s3}: {} ({:.1} MB); there already: {}; left out: {}.",
        copied.copied,
        copied.bytes as f64 / 1e6,
        copied.there,
        copied.left.len()
    );
    Ok(())
}
