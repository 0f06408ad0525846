//! What only the desk keeps: who is signed in, copies in the making, the pen, comments, what was done by whom.

mod audit;
mod comments;
mod copies;
mod desk_list;
mod everything;
mod found;
mod invitations;
pub(crate) mod list_ways;
mod losses;
mod media_list;
mod media_shown;
mod names;
mod passkeys;
mod pens;
mod post_words;
mod previews;
mod saved_filters;
mod sessions;
mod work;

pub use audit::{AuditEntry, AuditQuery};
pub use comments::{Comment, Passage};
pub use copies::WorkingCopy;
pub use desk_list::{DeskPlace, DeskQuery, DeskRow, Person};
pub use invitations::Invitation;
pub use media_list::{MediaQuery, MediaUse};
pub use passkeys::Passkey;
pub use pens::Pen;
pub use previews::Preview;
pub use saved_filters::SavedFilter;
pub use sessions::DeskSession;
pub use work::PostWork;

/// The pattern of a LIKE (with `\\` as its escape) that finds these words anywhere.
fn pattern(words: &str) -> String {
    let mut pattern = String::from("%");
    for c in words.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
