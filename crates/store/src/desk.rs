//! What only the desk keeps: who is signed in, copies in the making, the pen, comments, what was done by whom.

mod audit;
mod comments;
mod copies;
mod desk_list;
mod everything;
mod invitations;
mod losses;
mod pens;
mod previews;
mod saved_filters;
mod sessions;

pub use audit::AuditEntry;
pub use comments::Comment;
pub use copies::WorkingCopy;
pub use desk_list::{DeskQuery, DeskRow, Mine, PostWork};
pub use invitations::Invitation;
pub use pens::Pen;
pub use previews::Preview;
pub use saved_filters::SavedFilter;
pub use sessions::DeskSession;
