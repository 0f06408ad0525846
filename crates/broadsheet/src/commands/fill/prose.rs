//! Stories that nobody wrote: the lengths, words and shapes of a local paper, for measuring.

use super::dice::Dice;
use std::fmt::Write;

/// A story as Markdown.
pub struct Prose {
    /// Headline.
    pub title: String,
    /// One sentence under it.
    pub standfirst: String,
    /// About 400 words.
    pub markdown: String,
}

const WHO: &[&str] = &[
    "the city council",
    "the port authority",
    "the regional court",
    "the ferry company",
    "the teachers’ union",
    "the water board",
    "the ombudsman",
    "the heating utility",
    "the opposition",
    "the mayor’s office",
    "the harbour pilots",
    "the election commission",
    "the university hospital",
    "the tram drivers",
    "the fire service",
    "the audit office",
    "the fishing cooperative",
    "the housing association",
    "the state theatre",
    "the football club",
    "the geological survey",
    "the farmers’ market",
];
const DID: &[&str] = &[
    "has approved",
    "postponed",
    "is investigating",
    "defended",
    "withdrew",
    "will reopen",
    "rejected",
    "has published",
    "is drafting",
    "questioned",
    "promised",
    "halted",
    "agreed to fund",
    "appealed against",
    "warned about",
    "measured",
    "is rebuilding",
    "signed off on",
    "cut",
    "extended",
    "has mapped",
    "tendered again",
];
const WHAT: &[&str] = &[
    "the new bridge over the Sorna",
    "a plan for night trams",
    "the dredging contract",
    "this winter’s heating tariffs",
    "the repair of School No. 14",
    "a register of flood damage",
    "the budget for libraries",
    "an inquiry into parking fines",
    "the restoration of the ropeworks",
    "a freeze on rents",
    "the vaccination programme",
    "the tender for electric buses",
    "a memorial on the quay",
    "the grid’s emergency plan",
    "the fishing quota",
    "a draft law on public records",
    "the reed beds of the estuary",
    "the stadium’s east stand",
    "a shelter for two hundred people",
    "the archive of the shipyard",
    "the seawall at Northbank",
    "a curfew on heavy lorries",
];
const WHEN: &[&str] = &[
    "on Monday",
    "on Tuesday morning",
    "late on Wednesday",
    "after a six-hour session",
    "two weeks before the deadline",
    "for the third time this year",
    "in a closed meeting",
    "at the first reading",
    "before the summer recess",
    "within a day",
    "despite a legal challenge",
    "as the river rose again",
];
const WHY: &[&str] = &[
    "after residents collected four thousand signatures",
    "because the auditors found no receipts",
    "citing a report that has not been published",
    "although the ministry had advised against it",
    "while engineers were still taking samples",
    "as prices for copper and steel doubled",
    "following a complaint by two former employees",
    "once the insurers had agreed",
    "because nobody had budgeted for the pumps",
    "after the second storm in ten days",
    "to the surprise of its own experts",
    "with the votes of both large parties",
];
const SAID: &[&str] = &[
    "“We counted every cable twice, and it is still not enough.”",
    "“The documents speak for themselves.”",
    "“Nobody asked the people who live here.”",
    "“It will cost more, and it will take longer.”",
    "“I have worked on this quay for thirty years and never seen that gate open.”",
    "“If the pumps hold tonight, they will hold all winter.”",
    "“We will publish the figures when they are complete.”",
    "“That is a question for the court, not for me.”",
    "“The children walk past it every morning.”",
    "“There is a plan, there is money, there is no signature.”",
];
const FIRST: &[&str] = &[
    "Marta", "Oleh", "Ines", "Tomas", "Halyna", "Jonas", "Vira", "Andriy", "Lena", "Petro", "Sofia", "Emil",
    "Zoya", "Karl", "Nadia", "Ruben",
];
const LAST: &[&str] = &[
    "Koval", "Brandt", "Savchuk", "Lind", "Melnyk", "Orsini", "Hale", "Danko", "Reeve", "Tkach", "Aalto",
    "Vance", "Moroz", "Keller", "Ivanenko", "Strand", "Bilyk", "Novak", "Farrow", "Lysenko",
];
const OFFICE: &[&str] = &[
    "who chairs the works committee",
    "a spokesperson",
    "who lives two streets away",
    "a retired harbour engineer",
    "who represents the claimants",
    "the deputy head of the utility",
    "a biologist at the estuary station",
    "who drives line 7",
    "the club’s treasurer",
    "an auditor",
];
const SUBJECT: &[&str] = &[
    "What the papers show",
    "Who pays",
    "What happens next",
    "The numbers",
    "A long history",
    "On the ground",
    "What both sides say",
    "Before the vote",
];

/// The story with this number.
pub fn write(number: u64) -> Prose {
    let mut dice = Dice::new(number);
    let dice = &mut dice;
    let (who, did, what) = (dice.one(WHO), dice.one(DID), dice.one(WHAT));
    let mut title = capital(&format!("{} {did} {what}", who.trim_start_matches("the ")));
    if dice.below(3) == 0 {
        let _ = write!(title, " {}", dice.one(WHEN));
    }
    let standfirst = capital(&format!(
        "{who} {did} {what} {}, {}.",
        dice.one(WHEN),
        dice.one(WHY)
    ));
    let mut markdown = String::with_capacity(3000);
    let heading_at = 2 + dice.below(2);
    for paragraph in 0..5 + dice.below(2) {
        if paragraph == heading_at {
            let _ = write!(markdown, "## {}\n\n", dice.one(SUBJECT));
        }
        if paragraph == 4 && dice.below(2) == 0 {
            let (said, by) = (dice.one(SAID), person(dice));
            let _ = write!(markdown, "> {said}\n>\n> — {by}\n\n");
        }
        for _ in 0..3 + dice.below(2) {
            sentence(&mut markdown, dice);
        }
        markdown.push_str("\n\n");
    }
    Prose {
        title,
        standfirst,
        markdown,
    }
}

fn sentence(out: &mut String, dice: &mut Dice) {
    let (who, did, what, when, why) = (
        dice.one(WHO),
        dice.one(DID),
        dice.one(WHAT),
        dice.one(WHEN),
        dice.one(WHY),
    );
    let text = match dice.below(6) {
        0 => format!("{when}, {who} {did} {what}, {why}."),
        1 => format!(
            "{} {} said {}, {}.",
            dice.one(SAID),
            person(dice),
            when,
            dice.one(OFFICE)
        ),
        2 => {
            let (count, of) = (12 + dice.below(9000), 10 + dice.below(90));
            format!(
                "of {count} cases that {who} counted in {}, {of} per cent concerned {what}.",
                2010 + dice.below(16)
            )
        }
        3 => format!("**{}** {did} {what} {when}, {why}.", who),
        4 => format!(
            "according to {}, {}, {who} {did} {what} {when}.",
            person(dice),
            dice.one(OFFICE)
        ),
        _ => format!(
            "{why}, {who} {did} {what}; {} {} it {when}.",
            dice.one(WHO),
            dice.one(DID)
        ),
    };
    out.push_str(&capital(&text));
    out.push(' ');
}

fn person(dice: &mut Dice) -> String {
    format!("{} {}", dice.one(FIRST), dice.one(LAST))
}

/// The name of the author with this number; the first 320 differ.
pub fn author(number: usize) -> String {
    format!(
        "{} {}",
        FIRST[number % FIRST.len()],
        LAST[(number * 7 + number / FIRST.len()) % LAST.len()]
    )
}

fn capital(text: &str) -> String {
    let start = text.find(char::is_alphanumeric).unwrap_or(0);
    let mut chars = text[start..].chars();
    match chars.next() {
        Some(first) => text[..start].to_owned() + &first.to_uppercase().collect::<String>() + chars.as_str(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn stories_have_the_length_of_stories_and_differ() {
        let stories: Vec<Prose> = (0..300).map(write).collect();
        let words: usize = stories
            .iter()
            .map(|s| s.markdown.split_whitespace().count())
            .sum();
        assert!(
            (330..=480).contains(&(words / 300)),
            "{} words on average",
            words / 300
        );
        let bodies: BTreeSet<&str> = stories.iter().map(|s| s.markdown.as_str()).collect();
        assert_eq!(bodies.len(), 300);
        assert_eq!(write(7).title, write(7).title);
    }

    #[test]
    fn forty_authors_have_forty_names() {
        assert_eq!((0..40).map(author).collect::<BTreeSet<_>>().len(), 40);
    }
}
