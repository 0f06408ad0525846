//! What the record says, in words.

use super::super::settings;

/// What was done.
const WHAT: &[(&str, &str)] = &[
    ("set-up", "set the newsroom up"),
    ("signed-in", "signed in"),
    ("sign-in.failed", "could not sign in with a password"),
    (
        "sign-in.unknown",
        "tried to sign in with an address that nobody here has",
    ),
    (
        "sign-in.second-step",
        "could not do the second step, after the right password",
    ),
    ("sign-in.passkey", "could not sign in with a passkey"),
    ("sign-in.held", "was held back: too many tries to sign in"),
    ("signed-out", "signed out"),
    ("signed-out-elsewhere", "signed out of all other devices"),
    ("user.invited", "asked somebody to join"),
    ("user.invited-again", "sent an invitation anew"),
    ("user.uninvited", "took an invitation back"),
    ("user.joined", "joined the newsroom"),
    ("user.role", "changed a role"),
    ("user.disabled", "took somebody's access away"),
    ("user.enabled", "gave somebody access again"),
    (
        "user.factor-taken",
        "took somebody's second factor and passkeys away",
    ),
    ("user.password-set", "set somebody's password"),
    ("user.unlocked", "let somebody try to sign in again"),
    ("user.owner", "handed the newsroom over"),
    ("user.name", "changed their own name"),
    ("user.email", "changed their own address"),
    ("user.password", "changed their own password"),
    (
        "password.forgotten",
        "asked for a letter about a forgotten password",
    ),
    ("password.chosen", "chose another password by a letter"),
    ("factor.on", "switched a second factor on"),
    ("factor.off", "switched their second factor off"),
    ("factor.codes", "made new recovery codes"),
    ("factor.code-used", "signed in with a recovery code"),
    ("passkey.added", "added a passkey"),
    ("passkey.removed", "removed a passkey"),
    ("post.begun", "began a story"),
    ("post.draft", "put a story back to the drafts"),
    ("post.review", "sent a story to review"),
    ("post.approved", "approved a story"),
    ("post.scheduled", "scheduled a story"),
    ("post.published", "published a story"),
    ("post.unpublished", "took a story back to the drafts"),
    ("post.withdrawn", "withdrew a story"),
    ("post.embargo", "changed an embargo"),
    ("post.told-again", "had the letter about a story sent again"),
    ("post.restored", "restored an earlier version of a story"),
    ("post.corrected", "corrected a story"),
    ("post.updated", "updated a story"),
    ("post.mended-silently", "mended a story silently"),
    ("pen.taken-over", "took the pen over"),
    ("placement.arranged", "arranged a part of the site"),
    ("media.uploaded", "brought a file in"),
    ("media.described", "changed what is said of a file"),
    ("media.replaced", "put another picture in a picture's place"),
    ("settings.changed", "changed the settings"),
    ("code.injected", "changed injected code"),
    ("section.saved", "changed a section or tag"),
    ("section.removed", "removed a section or tag"),
    ("author.saved", "changed an author"),
    ("author.removed", "removed an author"),
    ("merge.begun", "began to merge one into another"),
    ("merge.done", "merged one into another"),
    ("preview.made", "made a preview link"),
    ("preview.ended", "ended preview links"),
    ("section.made", "made a section"),
    ("section.changed", "changed a section"),
    ("author.made", "made a byline"),
    ("author.changed", "changed a byline"),
    ("redirects.added", "added redirects"),
    ("redirects.removed", "removed a redirect"),
    ("theme.uploaded", "brought a theme in"),
    ("theme.used", "took a theme into use"),
    ("export.made", "took everything along"),
    ("job.retried", "had work tried again that was given up"),
];

/// Kinds of the same sort: how they are chosen together, their title, and how their names begin.
const FAMILIES: &[(&str, &str, &[&str])] = &[
    ("signing", "Signing in", &["sign-in.", "signed-"]),
    ("people", "People", &["user.", "set-up"]),
    (
        "getting-in",
        "Passwords, factors and passkeys",
        &["password.", "factor.", "passkey."],
    ),
    ("stories", "Stories", &["post.", "pen.", "preview."]),
    ("media", "Media", &["media."]),
    (
        "paper",
        "Sections, authors and places",
        &["section.", "author.", "merge.", "placement."],
    ),
    (
        "site",
        "Settings, themes and the like",
        &["settings.", "code.", "redirects.", "theme.", "export.", "job."],
    ),
];

/// Kinds that are chosen together, or one by one.
pub(super) struct Family {
    pub name: &'static str,
    pub title: &'static str,
    /// The name of each, and its words.
    pub kinds: Vec<(&'static str, &'static str)>,
}

/// All that can be chosen.
pub(super) fn families() -> Vec<Family> {
    let all = FAMILIES.iter().map(|(name, title, begins)| Family {
        name,
        title,
        kinds: WHAT
            .iter()
            .filter(|(kind, _)| begins.iter().any(|begin| kind.starts_with(begin)))
            .copied()
            .collect(),
    });
    all.collect()
}

/// The names of what was chosen: a kind, or a family's. Of what is neither there are none, which is all.
pub(super) fn of_kind(chosen: &str) -> Vec<String> {
    let all = families();
    let family = all.iter().find(|family| family.name == chosen);
    let kinds = all.iter().flat_map(|family| &family.kinds);
    match family {
        Some(family) => family.kinds.iter().map(|(kind, _)| (*kind).to_owned()).collect(),
        None => kinds
            .filter(|(kind, _)| *kind == chosen)
            .map(|(kind, _)| (*kind).to_owned())
            .collect(),
    }
}

/// What was done, in words; where it has none, the name under which it is kept.
pub(super) fn what(kept: &str) -> String {
    let found = WHAT.iter().find(|(name, _)| *name == kept);
    found.map_or_else(|| kept.replace(['.', '-'], " "), |(_, words)| (*words).to_owned())
}

/// More about it: whose or what it was, and how often it happened.
pub(super) fn detail(what: &str, subject: &str, detail: &str, times: i64) -> String {
    if what.starts_with("sign-in.") {
        let from = match detail {
            "" if times > 1 => "from several networks".to_owned(),
            "" => String::new(),
            network => format!("from {network}"),
        };
        return match times {
            1 => from,
            _ => format!("{from}, {times} times within an hour"),
        };
    }
    match what {
        "signed-in" if !detail.is_empty() => format!("from {detail}"),
        "signed-out-elsewhere" => format!("{detail} of them"),
        "factor.code-used" => format!("{detail} left"),
        "post.restored" => String::new(),
        "settings.changed" => {
            let all: Vec<String> = detail.split(", ").map(settings::label).collect();
            all.join(" · ")
        }
        "placement.arranged" => format!("{subject}, entries: {detail}"),
        "code.injected" => match subject.split_once(':') {
            Some((of, _)) => format!("of a {of}: {detail}"),
            None => format!("of every page: {detail}"),
        },
        _ if what.starts_with("merge.") => format!("{subject} {detail}"),
        _ if NAMED.iter().any(|begin| what.starts_with(begin)) => {
            let both = [subject, detail].into_iter().filter(|text| !text.is_empty());
            both.collect::<Vec<_>>().join(", ")
        }
        _ => detail.to_owned(),
    }
}

/// How the names begin of what is done to something that is kept by its name, not by an id.
const NAMED: [&str; 5] = ["theme.", "section.", "author.", "redirects.", "media."];

/// The story that it is about.
pub(super) fn story(what: &str, subject: &str) -> Option<String> {
    let is_of_story = ["post.", "pen.", "preview."]
        .iter()
        .any(|begin| what.starts_with(begin));
    match is_of_story {
        true => Some(subject.to_owned()),
        false => subject.strip_prefix("story:").map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::Path};

    /// The names that `audit::note`, `audit::add` and their like are called with in this folder's files.
    fn noted(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                noted(&path, found);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for call in [
                "note(",
                "note_failed(",
                "audit::add(",
                "self.change_person(",
                "changed(",
            ] {
                for part in text.split(call).skip(1) {
                    let call = part.split(';').next().unwrap_or_default();
                    let name = call.split('"').nth(1).unwrap_or_default();
                    let is_name = !name.is_empty()
                        && name
                            .bytes()
                            .all(|b| b.is_ascii_lowercase() || b == b'.' || b == b'-');
                    if is_name {
                        found.push(name.to_owned());
                    }
                }
            }
        }
    }

    #[test]
    fn all_that_the_newsroom_notes_has_words() {
        let mut names = Vec::new();
        noted(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("../newsroom/src"),
            &mut names,
        );
        assert!(names.len() > 20, "{names:?}");
        for name in names {
            assert!(
                WHAT.iter().any(|(known, _)| *known == name),
                "“{name}” has no words in pages/audit/words.rs"
            );
        }
    }

    #[test]
    fn what_it_was_done_to_is_named() {
        let said = |what: &str, subject: &str, more: &str| detail(what, subject, more, 1);
        assert_eq!(
            said("theme.used", "plain", "before: broadsheet"),
            "plain, before: broadsheet"
        );
        assert_eq!(said("merge.done", "Energy", "into World"), "Energy into World");
        assert_eq!(said("section.made", "World", ""), "World");
        assert_eq!(said("redirects.removed", "/old/", ""), "/old/");
        assert_eq!(
            said("user.role", "01a2", "Ada: author → editor"),
            "Ada: author → editor"
        );
        assert_eq!(
            said("settings.changed", "", "accent_color, menu.uk, timezone"),
            "Accent colour · Main menu (uk) · Time zone"
        );
        assert_eq!(story("code.injected", "story:01a2"), Some("01a2".into()));
        assert_eq!(story("theme.used", "plain"), None);
    }

    #[test]
    fn each_kind_can_be_chosen_in_one_family() {
        let families = families();
        for (kind, _) in WHAT {
            let all = families.iter().flat_map(|family| &family.kinds);
            assert_eq!(all.filter(|(name, _)| name == kind).count(), 1, "{kind}");
            assert_eq!(of_kind(kind), [*kind]);
        }
        assert!(of_kind("stories").contains(&"pen.taken-over".to_owned()));
        assert!(of_kind("").is_empty() && of_kind("no such kind").is_empty());
    }
}
