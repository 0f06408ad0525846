//! What a person reads when the server is up.

use crate::{config::Config, failure::Outcome, open};
use kernel::Timestamp;
use newsroom::Newsroom;
use std::fmt::Write;
use store::PostQuery;

/// Where the site is, where its data are, and what to do with an empty one.
pub async fn text(config: &Config, newsroom: &Newsroom, set_up_code: &str) -> Outcome<String> {
    let (title, stories) = newsroom
        .store
        .read(|reader| {
            let mut query = PostQuery::new(kernel::PostKind::Story, Timestamp::now());
            (query.limit, query.with_total) = (1, true);
            Ok::<_, store::StoreError>((reader.settings()?.title.clone(), reader.posts(&query)?.total))
        })
        .await?;
    let mut text = format!("\n  {title} is on the air: {}/\n", config.public_url());
    let _ = writeln!(text, "  {stories} stories, kept in {}", open::database(config));
    if stories == 0 {
        let data = config.data.display();
        let _ = writeln!(
            text,
            "  It is empty: fill it with “broadsheet demo --data {data}”,"
        );
        let _ = writeln!(
            text,
            "  or publish a story with “broadsheet post publish story.md --data {data}”."
        );
    }
    let desk = format!("{}/desk/", config.desk_url());
    match newsroom.is_unclaimed().await? {
        true => {
            let _ = writeln!(text, "  Nobody works here yet: set it up at {desk}");
            let _ = writeln!(text, "  with this code: {set_up_code}");
        }
        false => {
            let _ = writeln!(text, "  The desk is at {desk}");
        }
    }
    match &config.mail_smtp {
        Some(_) => text.push_str("  Mail goes out through the server in mail.smtp.\n"),
        None => {
            let outbox = super::outbox(config);
            let _ = writeln!(
                text,
                "  Mail is written to {}, since no server is set: mail.smtp = \"smtp://…\"",
                outbox.folder().display()
            );
        }
    }
    text.push_str("  Ctrl-C stops it.\n\n");
    Ok(text)
}
