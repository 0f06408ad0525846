//! The letters that the newsroom writes by itself: the question whether an address wants what was asked for in its name,
//! and the welcome with the links that are the reader's own.

mod paper;
mod staff;
mod words;

pub use staff::{account_changed, forgotten, handed_over, invitation};

use crate::{Letter, Line};
use kernel::{EmailAddress, JobId, Language, Newsletter, SiteSettings, Slug};
use newsroom::{Asked, Links};
use paper::{Button, Sheet};
use store::Subscriber;
use words::Words;

/// From whom and from where a letter comes.
#[derive(Debug)]
pub struct Sender<'a> {
    /// The newsroom's settings.
    pub settings: &'a SiteSettings,
    /// Makes the links.
    pub links: &'a Links,
    /// The address in “From” where the newsletter has none.
    pub from: &'a EmailAddress,
    /// The address that readers know.
    pub public_url: &'a str,
    /// The address at which those who work here reach the desk.
    pub desk_url: &'a str,
    /// The job that sends it.
    pub job: JobId,
}

impl Sender<'_> {
    /// A page of the edition in this language.
    fn page(&self, language: &Language, path: &str) -> String {
        format!("{}{}{path}", self.public_url, self.settings.edition(language))
    }

    fn newsletters(&self, slugs: &[Slug]) -> Vec<&Newsletter> {
        let all = self.settings.newsletters.iter();
        all.filter(|one| slugs.contains(&one.slug)).collect()
    }

    fn letter(
        &self,
        to: &EmailAddress,
        of: &Subscriber,
        language: &Language,
        about: &[&Newsletter],
        sheet: &Sheet<'_>,
    ) -> Letter {
        // One newsletter speaks for itself, several through the paper.
        let one = (about.len() == 1).then(|| about[0]);
        let paper = self.settings.title_in(language);
        let name = one.and_then(|one| one.sender_name.as_deref()).unwrap_or(paper);
        Letter {
            from_name: Line::new(name),
            from: one
                .and_then(|one| one.sender_address.as_ref())
                .unwrap_or(self.from)
                .clone(),
            to: to.clone(),
            subject: Line::new(&sheet.subject),
            text: sheet.text(),
            html: sheet.html(),
            language: language.clone(),
            leave: None,
            job: self.job,
            subscriber: Some(of.id),
        }
    }

    fn sheet<'a>(&'a self, language: &'a Language, about: &[&'a Newsletter]) -> Sheet<'a> {
        let own = (about.len() == 1).then(|| about[0].color.as_deref()).flatten();
        Sheet {
            language,
            paper: self.settings.title_in(language),
            home: self.page(language, "/"),
            color: own.unwrap_or(&self.settings.accent_color),
            subject: String::new(),
            heading: String::new(),
            lines: Vec::new(),
            items: about
                .iter()
                .map(|one| (one.name.clone(), one.rhythm.clone()))
                .collect(),
            button: None,
            small: Vec::new(),
        }
    }
}

/// Asks an address whether it wants what was asked for in its name; where it has that already, it says so.
pub fn question(sender: &Sender<'_>, asked: &Asked) -> Letter {
    let language = &asked.confirmation.language;
    let words = Words::of(language);
    let about = sender.newsletters(&asked.newsletters);
    let paper = sender.settings.title_in(language);
    let token = sender.links.confirm(asked.confirmation.id);
    let confirm = sender.page(language, &format!("/newsletters/confirm/?c={token}"));
    let subscriber = &asked.subscriber;
    let mut sheet = sender.sheet(language, &about);
    let to = match &asked.confirmation.email {
        Some(new) => {
            sheet.items.clear();
            sheet.subject = words.move_subject(paper);
            sheet.heading = words.move_heading();
            sheet.lines = vec![words.move_what(paper, new.as_str())];
            sheet.button = Some(Button {
                label: words.move_button(),
                address: confirm,
            });
            sheet.small = vec![words.not_you(), words.how_long()];
            new
        }
        None if about.is_empty() => {
            let own = sender.links.preferences(subscriber.id, subscriber.links);
            sheet.subject = words.known_subject(paper);
            sheet.heading = words.known_heading();
            sheet.lines = vec![words.known_what(paper, subscriber.email.as_str())];
            sheet.button = Some(Button {
                label: words.own_page(),
                address: sender.page(language, &format!("/newsletters/preferences/?s={own}")),
            });
            sheet.small = vec![words.known_not_you()];
            &subscriber.email
        }
        None => {
            let names: Vec<&str> = about.iter().map(|one| one.name.as_str()).collect();
            sheet.subject = words.ask_subject(&names);
            sheet.heading = words.ask_heading();
            sheet.lines = vec![words.ask_what(paper, subscriber.email.as_str())];
            sheet.button = Some(Button {
                label: words.ask_button(),
                address: confirm,
            });
            sheet.small = vec![words.not_you(), words.how_long()];
            &subscriber.email
        }
    };
    sender.letter(to, subscriber, language, &about, &sheet)
}

/// Welcomes somebody who has just confirmed, and gives them the links that are their own.
pub fn welcome(sender: &Sender<'_>, subscriber: &Subscriber, newsletters: &[Slug]) -> Letter {
    let language = &subscriber.language;
    let words = Words::of(language);
    let about = sender.newsletters(newsletters);
    let paper = sender.settings.title_in(language);
    let names: Vec<&str> = about.iter().map(|one| one.name.as_str()).collect();
    let own = sender.links.preferences(subscriber.id, subscriber.links);
    let one = (newsletters.len() == 1).then(|| &newsletters[0]);
    let leave = sender.links.leave(subscriber.id, one);
    let leave = sender.page(language, &format!("/newsletters/unsubscribe/?u={leave}"));
    let mut sheet = sender.sheet(language, &about);
    sheet.subject = words.welcome_subject(&names);
    sheet.heading = words.welcome_heading();
    sheet.lines = vec![words.welcome_what(paper, subscriber.email.as_str())];
    sheet.button = Some(Button {
        label: words.own_page(),
        address: sender.page(language, &format!("/newsletters/preferences/?s={own}")),
    });
    sheet.small = vec![words.welcome_keep(), words.leave(&leave)];
    Letter {
        leave: Some(leave),
        ..sender.letter(&subscriber.email, subscriber, language, &about, &sheet)
    }
}
