//! Settings from the command line.

use crate::program::{Place, fails_with_a_sentence, run_with_input};

#[test]
fn a_setting_is_set_listed_and_refused_when_it_does_not_fit() {
    let place = Place::sqlite();
    place.found();
    let run = |args: &[&str]| run_with_input(place.command(args), "");
    assert!(run(&["setting", "set", "ai_crawlers", "refuse"]).status.success());
    let listed = run(&["setting", "list"]);
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert!(listed.contains("ai_crawlers = refuse\n"), "{listed}");
    for (name, value, word) in [
        ("ai_crawlers", "maybe", "refuse"),
        ("ai_crawler", "refuse", "ai_crawlers"),
        ("websub_hub", "hub", "https://"),
    ] {
        let said = fails_with_a_sentence(&run(&["setting", "set", name, value]));
        assert!(said.contains(word), "{said}");
    }
}
