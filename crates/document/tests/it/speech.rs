//! What a voice is given to read.

use document::{Block, Document, SpeechHead, from_markdown};
use proptest::prelude::*;

/// A paragraph as it is spoken.
fn spoken(text: &str, language: &str) -> String {
    let document = Document::new(vec![Block::Paragraph(document::nodes::Paragraph {
        content: vec![document::Inline::text(text)],
        ..Default::default()
    })]);
    let speech = document.to_speech(SpeechHead::default(), language);
    let sentences = speech
        .paragraphs
        .into_iter()
        .flat_map(|paragraph| paragraph.sentences);
    sentences.collect::<Vec<_>>().join(" | ")
}

fn all_spoken(language: &str, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, spoken(text, language)))
        .filter(|(_, expected, found)| found != *expected)
        .map(|(text, expected, found)| format!("{text}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english_numbers_are_said_as_what_they_are() {
    all_spoken(
        "en",
        &[
            ("It took 3 of 12 votes.", "It took three of twelve votes."),
            (
                "1,250,000 people",
                "one million two hundred and fifty thousand people.",
            ),
            (
                "It grew by 3.14 in 2026.",
                "It grew by three point one four in twenty twenty-six.",
            ),
            (
                "In 1907 and 2005, 1900 too.",
                "In nineteen oh seven and two thousand and five, nineteen hundred too.",
            ),
            (
                "The 1990s and the 90s.",
                "The nineteen nineties and the nineties.",
            ),
            ("The 21st and 3rd floors.", "The twenty-first and third floors."),
            (
                "About 12.5% or 40 per cent.",
                "About twelve point five per cent or forty per cent.",
            ),
            (
                "From 10–15 to 5-10%.",
                "From ten to fifteen to five to ten per cent.",
            ),
            (
                "The 2019–2021 budget.",
                "The twenty nineteen to twenty twenty-one budget.",
            ),
            (
                "Minus is −5 °C, 10km or 5 km/h.",
                "Minus is minus five degrees Celsius, ten kilometres or five kilometres an hour.",
            ),
            (
                "Agent 007 rang +44 20 7946 0018.",
                "Agent zero zero seven rang plus four four, two zero, seven nine four six, zero zero one eight.",
            ),
            (
                "½ a loaf, 2½ hours, 1 m.",
                "half a loaf, two and a half hours, one metre.",
            ),
            (
                "No. 5 of World War II; Charles III.",
                "number five of World War two; Charles the third.",
            ),
            (
                "123456789012345678901",
                "one two three four five six seven eight nine zero one two three four five six seven eight nine zero one.",
            ),
        ],
    );
}

#[test]
fn english_money_is_said_with_its_name_behind_it() {
    all_spoken(
        "en",
        &[
            (
                "It costs $5.50, not £1.",
                "It costs five dollars and fifty cents, not one pound.",
            ),
            (
                "A €3bn loan, $5 million more.",
                "A three billion euros loan, five million dollars more.",
            ),
            (
                "UAH 100 or 250 UAH.",
                "one hundred hryvnias or two hundred and fifty hryvnias.",
            ),
            ("Between $10–15m.", "Between ten to fifteen million dollars."),
            (
                "US$40 and ₴1,200.00.",
                "forty dollars and one thousand two hundred hryvnias.",
            ),
        ],
    );
}

#[test]
fn english_days_and_times_are_said_as_one_says_them() {
    all_spoken(
        "en",
        &[
            (
                "On 23 November 2026 it rained.",
                "On the twenty-third of November twenty twenty-six it rained.",
            ),
            (
                "On November 23, 2026, at 9:30 a.m. it rained.",
                "On November the twenty-third, twenty twenty-six, at nine thirty A M it rained.",
            ),
            (
                "By 23.11.2026, 2026-11-23 or 11/23/2026.",
                "By the twenty-third of November twenty twenty-six, the twenty-third of November twenty twenty-six or the twenty-third of November twenty twenty-six.",
            ),
            (
                "The tram left at 6.12 and 14:05.",
                "The tram left at six twelve and fourteen oh five.",
            ),
            (
                "It closes at 9pm. Open at 10:00.",
                "It closes at nine P M. | Open at ten o’clock.",
            ),
            (
                "At 3.25 per cent, at 6.12 million.",
                "At three point two five per cent, at six point one two million.",
            ),
            (
                "It ends at 5 p.m. The rest waits.",
                "It ends at five P M. | The rest waits.",
            ),
            (
                "May 5 was warm. In May 40 came.",
                "May the fifth was warm. | In May forty came.",
            ),
        ],
    );
}

#[test]
fn english_abbreviations_and_initials_end_no_sentence() {
    all_spoken(
        "en",
        &[
            (
                "Dr. J. R. Smith met Mr. Kell. He left.",
                "Doctor J R Smith met Mister Kell. | He left.",
            ),
            (
                "Fruit, e.g. apples, etc. They rot.",
                "Fruit, for example apples, et cetera. | They rot.",
            ),
            (
                "St. Mary’s on High St. was full.",
                "Saint Mary’s on High Street was full.",
            ),
            (
                "The U.S. court ruled, i.e. it said no.",
                "The U S court ruled, that is it said no.",
            ),
            (
                "A & B of Smith Ltd. Then no. Nothing.",
                "A and B of Smith Limited. | Then no. | Nothing.",
            ),
            (
                "See https://news.example/a/b?c or ada@news.example.",
                "See news dot example or ada at news dot example.",
            ),
            ("So did I. Nobody else did.", "So did I. | Nobody else did."),
        ],
    );
}

#[test]
fn ukrainian_numbers_agree_with_what_they_count() {
    all_spoken(
        "uk",
        &[
            (
                "21 година, 2 жінки, 1 село, 3 столи.",
                "двадцять одна година, дві жінки, одне село, три столи.",
            ),
            (
                "1 250 000 людей, 2000 осіб",
                "мільйон двісті п’ятдесят тисяч людей, дві тисячі осіб.",
            ),
            (
                "Від 5 до 10 днів, близько 300 осіб.",
                "Від п’яти до десяти днів, близько трьохсот осіб.",
            ),
            (
                "Це 5%, 21 % чи 2,5%.",
                "Це п’ять відсотків, двадцять один відсоток чи дві цілих п’ять десятих відсотка.",
            ),
            (
                "5 млн грн, 2,5 млрд доларів, 3 тис. людей",
                "п’ять мільйонів гривень, дві цілих п’ять десятих мільярда доларів, три тисячі людей.",
            ),
            (
                "$5 млн і €20, 12,50 грн.",
                "п’ять мільйонів доларів і двадцять євро, дванадцять гривень п’ятдесят копійок.",
            ),
            (
                "22 грн за 1 кг, 60 км/год.",
                "двадцять дві гривні за один кілограм, шістдесят кілометрів на годину.",
            ),
            (
                "10–15 хвилин, 5-й поверх, 90-х років.",
                "десять, п’ятнадцять хвилин, п’ятий поверх, дев’яностих років.",
            ),
            ("Мороз −5 °C, № 7.", "Мороз мінус п’ять градусів, номер сім."),
            (
                "+380 44 123 45 67",
                "плюс три вісім нуль, чотири чотири, один два три, чотири п’ять, шість сім.",
            ),
        ],
    );
}

#[test]
fn ukrainian_days_years_and_times_are_ordinals() {
    all_spoken(
        "uk",
        &[
            (
                "23 листопада 2026 року йшов дощ.",
                "двадцять третього листопада дві тисячі двадцять шостого року йшов дощ.",
            ),
            (
                "У 2026 році. Це 2000 рік. До 1991 р. Тоді.",
                "У дві тисячі двадцять шостому році. | Це двохтисячний рік. | До тисяча дев’ятсот дев’яносто першого року. | Тоді.",
            ),
            (
                "У 2019–2021 роках.",
                "У дві тисячі дев’ятнадцятому, дві тисячі двадцять першому роках.",
            ),
            (
                "23.11.2026 о 14:05, до 9:30.",
                "двадцять третього листопада дві тисячі двадцять шостого року о чотирнадцятій нуль п’ять, до дев’ятої тридцять.",
            ),
            ("О 9 годині, 5 годин.", "О дев’ятій годині, п’ять годин."),
            (
                "У XX ст. та на початку XXI століття.",
                "У двадцятому столітті та на початку двадцять першого століття.",
            ),
        ],
    );
}

#[test]
fn ukrainian_abbreviations_and_initials_end_no_sentence() {
    all_spoken(
        "uk",
        &[
            (
                "О. В. Коваль і проф. Гольт, напр., були.",
                "О Ве Коваль і професор Гольт, наприклад, були.",
            ),
            (
                "Міст на вул. Вейр у м. Велмор, смт Марл.",
                "Міст на вулиця Вейр у місто Велмор, селище Марл.",
            ),
            (
                "Школи, лікарні та ін. Далі буде.",
                "Школи, лікарні та інші. | Далі буде.",
            ),
            (
                "За ст. 5 та п. 3, д-р Кіт.",
                "За стаття п’ять та пункт три, доктор Кіт.",
            ),
            ("І т. д. Кінець.", "І так далі. | Кінець."),
        ],
    );
}

#[test]
fn other_languages_are_read_as_they_stand() {
    assert_eq!(
        spoken("Um 5 Uhr. Dr. Kell kam.", "de"),
        "Um 5 Uhr. | Dr. | Kell kam."
    );
}

#[test]
fn a_story_is_read_without_what_is_there_to_be_looked_at() {
    let document = from_markdown(
        "First.[^1]\n\n## A heading\n\n![Alt](/a.jpg \"Caption\")\n\n| a | b |\n|---|---|\n| c | d |\n\n- one\n- two\n\n\
         ```\ncode\n```\n\n> Words.\n> — Borys Kell\n\nLast.\n\n[^1]: Note.\n",
    )
    .document;
    let byline = ["Ada Verne".to_owned(), "J. R. Kell".to_owned()];
    let head = SpeechHead {
        headline: "The bridge opens",
        byline: &byline,
        date: Some((2026, 11, 23)),
    };
    let found: Vec<(Option<u32>, String)> = document
        .to_speech(head, "en")
        .paragraphs
        .into_iter()
        .map(|paragraph| (paragraph.element, paragraph.sentences.join(" ")))
        .collect();
    let expected = [
        (None, "The bridge opens."),
        (
            None,
            "By Ada Verne and J R Kell. the twenty-third of November twenty twenty-six.",
        ),
        (Some(0), "First."),
        (Some(1), "A heading."),
        (Some(2), "one. two."),
        (Some(3), "Words. Borys Kell."),
        (Some(4), "Last."),
    ];
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(at, text)| (at, text.to_owned()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn each_paragraph_is_found_among_the_elements_of_the_page() {
    let document = from_markdown("One.\n\n![](/a.jpg)\n\nTwo.\n\n---\n\nThree.\n").document;
    let last = document
        .to_speech(SpeechHead::default(), "en")
        .paragraphs
        .pop()
        .unwrap();
    assert_eq!(last.element, Some(2));
    assert_eq!(document.to_html(&Default::default()).matches("<p>").count(), 3);
}

/// Pieces of what newspapers write, put together in any way.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,22}",
        "[.,:;–—/%$€₴£°²№#+&@'’\" \u{a0}-]{1,3}",
        "[А-ЯІЇЄҐа-яіїєґA-Za-z]{1,6}",
        "(Dr|etc|напр|ст|р|рр|тис|млн|грн|am|p\\.m|XX|IV|St|U\\.S|року|році|години|листопада|November|May|о|до)[. ]?",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|all| all.concat())
}

proptest! {
    #[test]
    fn whatever_stands_in_a_text_it_is_read(text in pieces(), language in "(en|uk|de)") {
        let found = spoken(&text, &language);
        for sentence in found.split(" | ").filter(|sentence| !sentence.is_empty()) {
            prop_assert!(sentence.chars().any(char::is_alphanumeric), "{sentence:?} of {text:?}");
            prop_assert!(!sentence.chars().any(char::is_control));
        }
    }
}
