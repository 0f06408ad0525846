//! `broadsheet newsletter list`

use crate::{config::Config, failure::Outcome, open, say::say};
use store::SubscriptionState;

/// One line for each newsletter: its slug, language, readers, those who have not confirmed, and its name.
pub async fn list(config: &Config) -> Outcome {
    let newsroom = open::newsroom(config).await?;
    let (settings, counts) = newsroom
        .store
        .read(|reader| Ok::<_, store::StoreError>((reader.settings()?, reader.subscription_counts()?)))
        .await?;
    if settings.newsletters.is_empty() {
        say!("There are no newsletters.");
    }
    for one in &settings.newsletters {
        let count = |state: SubscriptionState| {
            let found = counts
                .iter()
                .find(|(slug, of, _)| slug == one.slug.as_str() && *of == state);
            found.map_or(0, |(_, _, count)| *count)
        };
        let (active, asked) = (count(SubscriptionState::Active), count(SubscriptionState::Asked));
        say!(
            "{}\t{}\t{active} readers\t{asked} unconfirmed\t{}",
            one.slug,
            one.language,
            one.name
        );
    }
    Ok(())
}
