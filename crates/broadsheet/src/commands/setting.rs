//! `broadsheet setting list` and `set`

use crate::{config::Config, failure::Outcome, open, say::say};
use newsroom::Setting;

/// Shows the settings that can be set by name.
pub async fn list(config: &Config) -> Outcome {
    let newsroom = open::existing(config).await?;
    let settings = newsroom
        .store
        .read(|reader| reader.settings())
        .await
        .map_err(newsroom::NewsroomError::from)?;
    for setting in Setting::ALL {
        say!("# {}", setting.about);
        say!("{} = {}\n", setting.name, setting.value(&settings));
    }
    Ok(())
}

/// Sets one of them; a running server shows it at once.
pub async fn set(config: &Config, name: &str, value: &str) -> Outcome {
    let newsroom = open::existing(config).await?;
    newsroom.set_setting(name, value).await?;
    match value.trim() {
        "" => say!("{name} is not set any more."),
        value => say!("{name} is {value} now."),
    }
    Ok(())
}
