//! Redirects at the desk: one by one, or a whole list, checked line by line, all or nothing.

pub(crate) mod list;

use crate::{
    Newsroom, NewsroomError, Result, Staff, address,
    staff::{allow, audit},
};
use kernel::path::as_asked;
use list::Line;
use std::collections::{BTreeMap, BTreeSet};
use store::{ListedRedirect, Tx};

/// More lines are no list of a newsroom's redirects.
const MOST: usize = 50_000;

/// First parts of addresses that never lead elsewhere.
const KEPT: [&str; 13] = [
    "assets",
    "content",
    "desk",
    "ghost",
    "healthz",
    "live",
    "members",
    "metrics",
    "preview",
    "public",
    "readyz",
    "search",
    "service-worker.js",
];

/// What a list would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RedirectPlan {
    /// What is not there yet: from, to, whether for ever.
    pub new: Vec<(String, String, bool)>,
    /// What leads elsewhere now: from, to now, to then.
    pub changed: Vec<(String, String, String)>,
    /// How many are there already, just so.
    pub same: usize,
    /// Addresses at which there is a page: they lead nowhere as long as it is there.
    pub shadowed: Vec<String>,
    /// What is wrong, with the number of the line. While there is anything, nothing is done.
    pub problems: Vec<(usize, String)>,
}

impl Newsroom {
    /// Redirects in the order of their addresses, behind that one; those in which the words occur.
    pub async fn redirects(
        &self,
        staff: &Staff,
        words: String,
        after: String,
        limit: u32,
    ) -> Result<Vec<ListedRedirect>> {
        allow::administrator(staff)?;
        self.store
            .read(move |reader| Ok(reader.redirects(&words, &after, limit)?))
            .await
    }

    /// What the list would do. Nothing is changed.
    pub async fn plan_redirects(&self, staff: &Staff, text: String) -> Result<RedirectPlan> {
        allow::administrator(staff)?;
        // A reader cannot be asked as a transaction can, and one that writes nothing keeps nothing.
        self.store.write(move |tx| Ok(plan(tx, &text)?.0)).await
    }

    /// Does what the list says, when nothing in it is wrong; else says what is.
    pub async fn add_redirects(&self, staff: &Staff, text: String) -> Result<RedirectPlan> {
        allow::administrator(staff)?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let (plan, lines) = plan(tx, &text)?;
                if !plan.problems.is_empty() {
                    return Ok(plan);
                }
                for (from, (to, permanent)) in &lines {
                    tx.add_redirect(from, to, *permanent)?;
                }
                let (new, changed) = (plan.new.len(), plan.changed.len());
                if new + changed > 0 {
                    let subject = match (plan.new.as_slice(), plan.changed.as_slice()) {
                        ([(from, ..)], []) | ([], [(from, ..)]) => from.clone(),
                        _ => String::new(),
                    };
                    audit::note(
                        tx,
                        &staff,
                        "redirects.added",
                        subject,
                        format!("{new} new, {changed} changed"),
                    )?;
                }
                Ok(plan)
            })
            .await
    }

    /// The address leads nowhere any more.
    pub async fn remove_redirect(&self, staff: &Staff, path: String) -> Result<()> {
        allow::administrator(staff)?;
        let staff = staff.clone();
        self.store
            .write(move |tx| match tx.remove_redirect(&path)? {
                true => audit::note(tx, &staff, "redirects.removed", path, ""),
                false => Err(NewsroomError::NotFound(
                    "There is no such redirect any more.".into(),
                )),
            })
            .await
    }
}

type Targets = BTreeMap<String, (String, bool)>;

/// What the list would do, and each of its addresses with where it leads in the end.
fn plan(tx: &Tx<'_>, text: &str) -> Result<(RedirectPlan, Targets)> {
    let mut plan = RedirectPlan::default();
    let (lines, wrong) = list::read(text);
    if lines.len() + wrong.len() > MOST {
        plan.problems.push((0, format!("A list may have {MOST} lines.")));
        return Ok((plan, Targets::new()));
    }
    plan.problems = wrong;
    if lines.is_empty() && plan.problems.is_empty() {
        plan.problems.push((
            0,
            "There is nothing in the list: write one redirect a line, such as /old/ /new/.".into(),
        ));
    }
    let mut targets = Targets::new();
    let mut numbers = BTreeMap::new();
    for Line {
        number,
        from,
        to,
        permanent,
    } in lines
    {
        match checked(&from, &to) {
            Err(why) => plan.problems.push((number, why)),
            Ok((from, to)) => match targets.get(&from) {
                Some((other, _)) if *other != to => {
                    plan.problems.push((
                        number,
                        format!("{from} stands in the list before, and leads to {other} there."),
                    ));
                }
                _ => {
                    numbers.entry(from.clone()).or_insert(number);
                    targets.insert(from, (to, permanent));
                }
            },
        }
    }
    let mut ends = Targets::new();
    for (from, (to, permanent)) in &targets {
        match end_of(tx, &targets, from, to)? {
            Some(end) => {
                ends.insert(from.clone(), (end, *permanent));
            }
            None => plan.problems.push((
                numbers[from],
                format!("{from} would lead to itself in a circle, by way of {to}."),
            )),
        }
    }
    for (from, (to, permanent)) in &ends {
        match tx.redirect(from)? {
            Some(now) if now.to == *to && now.permanent == *permanent => plan.same += 1,
            Some(now) => plan.changed.push((from.clone(), now.to, to.clone())),
            None => plan.new.push((from.clone(), to.clone(), *permanent)),
        }
        if has_page(tx, from)? {
            plan.shadowed.push(from.clone());
        }
    }
    plan.problems.sort();
    Ok((plan, ends))
}

/// Where an address leads in the end, through the list and through what is there; nothing when that is a circle.
fn end_of(tx: &Tx<'_>, targets: &Targets, from: &str, to: &str) -> Result<Option<String>> {
    let mut seen = BTreeSet::from([from.to_owned()]);
    let mut at = to.to_owned();
    loop {
        let key = as_kept(&at);
        if !seen.insert(key.clone()) {
            return Ok(None);
        }
        // Where a page stands, nobody is led on, whatever a redirect from there says.
        if has_page(tx, &key)? {
            return Ok(Some(at));
        }
        at = match next(tx, targets, &key)? {
            Some(next) => next,
            // What is not there with capitals the site looks for without.
            None => {
                let small = as_asked(&key.to_ascii_lowercase());
                let leads_on = small != key
                    && !has_page(tx, &small)?
                    && (seen.contains(&small) || next(tx, targets, &small)?.is_some());
                match leads_on {
                    true => small,
                    false => return Ok(Some(at)),
                }
            }
        };
    }
}

/// Where the list, or what is there, leads from an address.
fn next(tx: &Tx<'_>, targets: &Targets, from: &str) -> Result<Option<String>> {
    Ok(match targets.get(from) {
        Some((to, _)) => Some(to.clone()),
        None => tx.redirect(from)?.map(|redirect| redirect.to),
    })
}

/// The path of an address as redirects are kept: with a slash at its end, but for files.
fn as_kept(path: &str) -> String {
    let plain = as_asked(path.split(['?', '#']).next().unwrap_or_default());
    let last = plain.rsplit('/').next().unwrap_or_default();
    match last.is_empty() || last.contains('.') {
        true => plain,
        false => format!("{plain}/"),
    }
}

fn checked(from: &str, to: &str) -> std::result::Result<(String, String), String> {
    if !from.starts_with('/') || from.starts_with("//") {
        return Err(format!("“{from}” is no address of this site: begin with /."));
    }
    if from.contains(['?', '#']) {
        return Err(format!(
            "“{from}”: what stands behind ? or # is not looked at; leave it out."
        ));
    }
    let plain =
        !from.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\') && from.len() <= 1_000;
    if !plain {
        return Err(format!("“{from}” is no address."));
    }
    let first = from[1..].split('/').next().unwrap_or_default();
    if first.is_empty() {
        return Err("The front page leads nowhere else.".into());
    }
    if KEPT.contains(&first) {
        return Err(format!("Addresses below /{first} the site needs itself."));
    }
    let to = address::page(to).ok_or_else(|| {
        format!("{from} would lead to “{to}”: take an address that begins with https:// or, for a page of this site, with /.")
    })?;
    let to = if to.starts_with('/') { as_asked(&to) } else { to };
    let from = as_kept(from);
    match as_kept(&to) == from {
        true => Err(format!("{from} would lead to itself.")),
        false => Ok((from, to)),
    }
}

/// Whether a story, section or author is to be found there.
fn has_page(tx: &Tx<'_>, path: &str) -> Result<bool> {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    Ok(match parts.as_slice() {
        [slug] => match slug.parse() {
            Ok(slug) => tx.slug_taken(&slug, None)?,
            Err(_) => false,
        },
        ["tag", slug] => match slug.parse() {
            Ok(slug) => tx.tag_by_slug(&slug)?.is_some(),
            Err(_) => false,
        },
        ["author", slug] => match slug.parse() {
            Ok(slug) => tx.author_by_slug(&slug)?.is_some(),
            Err(_) => false,
        },
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_addresses_that_the_site_does_not_need_lead_elsewhere() {
        assert_eq!(
            checked("/old", "/new/").unwrap(),
            ("/old/".into(), "/new/".into())
        );
        assert_eq!(
            checked("/2019/a.html", "https://a.example/").unwrap().0,
            "/2019/a.html"
        );
        // Browsers ask for it so.
        assert_eq!(
            checked("/її", "/ґ/").unwrap(),
            ("/%D1%97%D1%97/".into(), "/%D2%91/".into())
        );
        for (from, to) in [
            ("old", "/new/"),
            ("//a.example/", "/new/"),
            ("https://a.example/", "/new/"),
            ("/", "/new/"),
            ("/desk/stories/", "/new/"),
            ("/content/images/a.png", "/new/"),
            ("/old/?page=2", "/new/"),
            ("/old/", "javascript:alert(1)"),
            ("/old/", "//a.example/"),
            ("/old", "/old/#top"),
            ("/o\\ld", "/new/"),
        ] {
            assert!(checked(from, to).is_err(), "{from} {to}");
        }
    }
}
