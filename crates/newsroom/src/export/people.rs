//! Who works here, without what they sign in with; and subscribers with what they get and agreed to.

use super::{
    Exported,
    archive::{Archive, Csv},
};
use crate::Result;
use serde_json::json;
use std::io::Write;
use store::Reader;

/// Subscribers in a file.
const AT_ONCE: u32 = 5_000;

pub(super) fn write<W: Write>(
    archive: &mut Archive<W>,
    reader: &Reader,
    exported: &mut Exported,
) -> Result<()> {
    let mut staff = Vec::new();
    for user in reader.users()? {
        let byline = match user.author {
            Some(id) => reader.author_by_id(id)?.map(|author| author.slug.to_string()),
            None => None,
        };
        staff.push(json!({
            "id": user.id.to_string(), "email": user.email.to_string(), "name": user.name, "role": user.role.as_str(),
            "byline": byline, "disabled_at": user.disabled_at.map(|at| at.to_string()),
            "created_at": user.created_at.to_string(),
        }));
    }
    exported.staff = staff.len() as u64;
    archive.json("staff.json", &staff)?;
    let mut last = None;
    for number in 1.. {
        let page = reader.subscribers_after(last, AT_ONCE)?;
        let Some(end) = page.last() else { break };
        last = Some(end.id);
        exported.subscribers += page.len() as u64;
        let mut people = Csv::new(&[
            "email",
            "language",
            "newsletters",
            "left",
            "asked",
            "created_at",
            "confirmed_at",
        ]);
        let mut evidence = Csv::new(&[
            "email",
            "what",
            "newsletter",
            "address",
            "at",
            "page",
            "form",
            "words",
            "network",
        ]);
        for one in &page {
            let email = one.email.to_string();
            let subscriptions = reader.subscriptions(one.id)?;
            let of = |state: &str| {
                let of_state = subscriptions.iter().filter(|it| it.state.as_str() == state);
                of_state
                    .map(|it| it.newsletter.as_str())
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            people.row(&[
                &email,
                one.language.as_str(),
                &of("active"),
                &of("left"),
                &of("asked"),
                &one.created_at.to_string(),
                &one.confirmed_at.map_or_else(String::new, |at| at.to_string()),
            ]);
            for it in reader.consents_of(one.id)? {
                let at = it.at.to_string();
                evidence.row(&[
                    &email,
                    it.kind.as_str(),
                    &it.newsletter,
                    &it.email,
                    &at,
                    &it.page,
                    &it.form,
                    &it.words,
                    &it.network,
                ]);
            }
        }
        archive.text(&format!("subscribers/{number:04}.csv"), people.text())?;
        archive.text(&format!("consents/{number:04}.csv"), evidence.text())?;
    }
    Ok(())
}
