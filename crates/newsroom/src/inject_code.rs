//! Code of administrators: HTML put into the head and at the foot of all pages, of one story or of one section.

mod whole;

use crate::{
    Newsroom, NewsroomError, Result, Staff,
    change_settings::save as save_settings,
    error::invalid,
    save_post::{self, Trace, append},
    staff::{allow, audit},
    touched::Touched,
};
use kernel::{Key, PostId, TagId, Timestamp};
use std::{fmt, str::FromStr};
use whole::At;

/// The longest code of a place, in bytes.
const LONGEST: usize = 64 * 1024;

/// On which pages it stands. As a text: `site`, `story:ID`, `section:ID`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodePlace {
    /// On all.
    Site,
    /// On that of a story or page.
    Story(PostId),
    /// On that of a section.
    Section(TagId),
}

impl fmt::Display for CodePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site => f.write_str("site"),
            Self::Story(id) => write!(f, "story:{id}"),
            Self::Section(id) => write!(f, "section:{id}"),
        }
    }
}

impl FromStr for CodePlace {
    type Err = kernel::Invalid;
    fn from_str(text: &str) -> std::result::Result<Self, kernel::Invalid> {
        match text.split_once(':') {
            None if text == "site" => Ok(Self::Site),
            Some(("story", id)) => Ok(Self::Story(id.parse()?)),
            Some(("section", id)) => Ok(Self::Section(id.parse()?)),
            _ => Err(kernel::Invalid(format!("“{text}” is no place for code"))),
        }
    }
}

/// The code of a place. Empty is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Code {
    /// At the end of the head.
    pub head: String,
    /// At the end of the body.
    pub foot: String,
}

impl Code {
    fn of(head: &Option<String>, foot: &Option<String>) -> Self {
        Self {
            head: head.clone().unwrap_or_default(),
            foot: foot.clone().unwrap_or_default(),
        }
    }

    /// As it is kept: lines as everywhere else, nothing around it.
    fn tidied(self) -> Result<(Self, [Option<String>; 2])> {
        let tidy = |text: String| text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
        let code = Self {
            head: tidy(self.head),
            foot: tidy(self.foot),
        };
        if code.head.len() > LONGEST || code.foot.len() > LONGEST {
            return invalid("Code may have 64 KB in each of the two places.");
        }
        let kept = [&code.head, &code.foot].map(|text| Some(text.clone()).filter(|text| !text.is_empty()));
        Ok((code, kept))
    }
}

impl Newsroom {
    /// What the place is called, and the code that stands there.
    pub async fn code_at(&self, staff: &Staff, place: CodePlace) -> Result<(String, Code)> {
        allow::administrator(staff)?;
        self.store
            .read(move |reader| match place {
                CodePlace::Site => {
                    let site = reader.settings()?;
                    let code = Code::of(&site.codeinjection_head, &site.codeinjection_foot);
                    Ok((site.title.clone(), code))
                }
                CodePlace::Story(id) => {
                    let post = reader.post_by_id(id)?.ok_or_else(nothing)?;
                    let code = Code::of(&post.codeinjection_head, &post.codeinjection_foot);
                    Ok((post.title, code))
                }
                CodePlace::Section(id) => {
                    let tag = reader.tag_by_id(id)?.ok_or_else(nothing)?;
                    let code = Code::of(&tag.codeinjection_head, &tag.codeinjection_foot);
                    Ok((tag.name.clone(), code))
                }
            })
            .await
    }

    /// Puts code in the place of what stands there. `seen`: what stood there when the form was opened.
    ///
    /// # Errors
    /// `Conflict` when somebody has changed it meanwhile.
    pub async fn inject_code(&self, staff: &Staff, place: CodePlace, seen: Code, code: Code) -> Result<()> {
        allow::administrator(staff)?;
        let staff = staff.clone();
        let (seen, _) = seen.tidied()?;
        let (code, [head, foot]) = code.tidied()?;
        for (place, at, text) in [
            ("In the head", At::Head, &code.head),
            ("At the foot", At::Foot, &code.foot),
        ] {
            if let Err(part) = whole::check(at, text) {
                return invalid(format!(
                    "{place}, {part} has no end, so that what stands behind it in the page would be gone. Nothing was changed: close it."
                ));
            }
        }
        self.store
            .write(move |tx| {
                let now = Timestamp::now();
                let settings = tx.settings()?;
                let mut touched = Touched::default();
                let mut detail = format!("head {} bytes, foot {} bytes", code.head.len(), code.foot.len());
                match place {
                    CodePlace::Site => {
                        unchanged(
                            &seen,
                            Code::of(&settings.codeinjection_head, &settings.codeinjection_foot),
                        )?;
                        let put = |site: &mut kernel::SiteSettings| {
                            (site.codeinjection_head, site.codeinjection_foot) = (head, foot);
                        };
                        save_settings(tx, put, &mut touched)?;
                    }
                    CodePlace::Story(id) => {
                        let before = tx.post_by_id(id)?.ok_or_else(nothing)?;
                        unchanged(
                            &seen,
                            Code::of(&before.codeinjection_head, &before.codeinjection_foot),
                        )?;
                        let mut after = before.clone();
                        (after.codeinjection_head, after.codeinjection_foot) = (head, foot);
                        let trace = Trace {
                            user: Some(staff.id),
                            note: None,
                            revision: false,
                            at_the_desk: true,
                            copy: None,
                        };
                        save_post::write(tx, Some(&before), &after, &settings, &trace, now, &mut touched)?;
                    }
                    CodePlace::Section(id) => {
                        let before = tx.tag_by_id(id)?.ok_or_else(nothing)?;
                        unchanged(
                            &seen,
                            Code::of(&before.codeinjection_head, &before.codeinjection_foot),
                        )?;
                        let mut tag = kernel::Tag::clone(&before);
                        detail = format!("{}, {detail}", tag.name);
                        (tag.codeinjection_head, tag.codeinjection_foot) = (head, foot);
                        tag.updated_at = now;
                        tx.save_tag(&tag)?;
                        touched.keys.insert(Key::Tag(id));
                    }
                }
                append(tx, "code.injected", touched)?;
                audit::note(tx, &staff, "code.injected", place, detail)
            })
            .await
    }
}

fn nothing() -> NewsroomError {
    NewsroomError::NotFound("There is no such story or section any more.".into())
}

fn unchanged(seen: &Code, now: Code) -> Result<()> {
    match now.tidied()?.0 == *seen {
        true => Ok(()),
        false => Err(NewsroomError::Conflict(
            "Somebody has changed this code meanwhile. What you typed is still below; what stands on the site now is above it."
                .into(),
        )),
    }
}
