//! The use cases: publish, update, withdraw, arrange. The only place that holds rules about writing.
//!
//! Each use case is one file and one method of [`Newsroom`]: it checks the rules, writes in one transaction of the
//! store and appends to `changes` which surrogate keys it touched ([`touched::Touched`]). Desk, importers and command
//! line all come through here. No HTTP, no SQL. Start reading at [`Newsroom::save_post`].

mod add_media;
mod add_user;
pub mod address;
mod arrange;
mod change_settings;
mod choose_picture;
mod error;
#[cfg(test)]
mod example;
mod export;
mod fetch_picture;
mod inject_code;
mod known;
mod media_library;
mod media_places;
mod media_uses;
mod most_read;
mod narrate;
pub mod parsers;
mod password;
mod post_input;
mod publish_due;
mod redirects;
mod replace_media;
mod retry_jobs;
mod save_author;
mod save_batch;
mod save_post;
mod save_tag;
mod set_setting;
mod settings_at_desk;
mod site_form;
mod staff;
mod subscribers;
mod taxonomy;
mod theme_at_desk;
pub mod touched;
mod writing;

pub use add_media::MediaInput;
pub use add_user::UserInput;
pub use arrange::mark as arrangement_mark;
pub use choose_picture::{PicturePlace, SitePicture};
pub use error::{NewsroomError, Result};
pub use export::Exported;
pub use inject_code::{Code, CodePlace};
pub use media_library::{MediaShown, MediaWords, media_mark};
pub use media_places::{MediaPlace, placed_media};
pub use media_uses::media_in;
pub use narrate::{MAKE, SWEEP, Script, Told};
pub use password::fits as password_fits;
pub use post_input::{AuthorRef, Made, PostInput, Saved, TagRef, Target};
pub use redirects::RedirectPlan;
pub use replace_media::SHOW_REPLACED;
pub use retry_jobs::unknown as unknown_job;
pub use save_author::AuthorInput;
pub use save_batch::{Batch, ChangeSettings, Placing};
pub use save_post::is_reserved;
pub use save_tag::TagInput;
pub use set_setting::Setting;
pub use settings_at_desk::SettingsSaved;
pub use site_form::{NewsletterRow, SiteForm, Unfit};
pub use staff::{
    ACCOUNT, AccountChange, AccountLetter, Answered, Colleague, Credentials, FORGOTTEN, Forgotten,
    HANDED_OVER, HandedOver, INVITE, Invite, Invited, Join, NewFactor, PasswordSet, People, SecondStep,
    SetUp, SignedIn, Staff, Ways, describe_sign_ins, may_review,
};
pub use subscribers::{
    Origin, Preferences,
    ask::ASK,
    confirm::{Asked, Confirmed, WELCOME},
    desk::{NotTaken, SignUpDesk},
    erase::FORGET,
    leave::Leaving,
    links::Links,
    sign_up::{GHOST, MOST_NEWSLETTERS, MOST_OF_A_NETWORK, SignUp, SignedUp, TICKED},
};

pub use taxonomy::{AuthorSheet, MERGE, Merged, Merging, SectionSheet};
pub use writing::{
    Arrangement, Begin, CommentInput, ComparedRow, CopySave, CopySaved, CopyText, Edition, FeedItem,
    HandOver, OpenCopy, PassageNow, PenAsk, PenState, Previewed, Publishing, StateNow, Untold, When,
    rewritten_passage, seen_on_site,
};

use fetch::Fetcher;
use files::Files;
use std::sync::{Arc, OnceLock};
use store::Store;

/// A newsroom: its records and its files. Cheap to clone.
#[derive(Clone)]
pub struct Newsroom {
    /// Its records.
    pub store: Store,
    /// Its pictures, sounds and other files.
    pub files: Files,
    /// What asks other servers for pictures.
    pub fetcher: Fetcher,
    links: Arc<OnceLock<Links>>,
}

impl Newsroom {
    /// The newsroom of these records and files.
    pub fn new(store: Store, files: Files) -> Self {
        Self {
            store,
            files,
            fetcher: Fetcher::default(),
            links: Arc::default(),
        }
    }
}
