//! Which stories are found, in which order, and how they are shown.

use crate::paper::{Paper, ago, asked, asked_in, by, in_section, slugs, story, ukrainian};
use kernel::{Picture, Visibility};
use search::{Loosely, Order};
use testkit::PrivateDatabase;

const OTHER: &str = "Nothing of that kind is told in this text about gardens.";

#[tokio::test(flavor = "multi_thread")]
async fn every_part_of_a_story_is_searched() {
    let mut with_caption = story("caption", "One", OTHER);
    with_caption.feature_image = Some(Picture {
        src: "/content/images/x.jpg".into(),
        caption: "A <em>lighthouse</em> at dusk".into(),
        credit: "Olena Photographer".into(),
        ..Picture::default()
    });
    let mut with_standfirst = story("standfirst", "Two", OTHER);
    with_standfirst.standfirst = Some("The ferries sail again".into());
    let paper = Paper::with(vec![
        with_caption,
        with_standfirst,
        story("title", "Dredging begins", OTHER),
        story(
            "body",
            "Three",
            "The council met on Tuesday.\n\n- a list with turbines",
        ),
        by(story("byline", "Four", OTHER), "Iryna Kovalenko"),
        in_section(story("section", "Five", OTHER), "Energy"),
    ])
    .await;
    for (typed, slug) in [
        ("lighthouse", "caption"),
        ("photographer", "caption"),
        ("ferry", "standfirst"),
        ("dredge", "title"),
        ("turbine", "body"),
        ("kovalenko", "byline"),
        ("energy", "section"),
    ] {
        assert_eq!(paper.found(typed).await, [slug], "{typed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_headline_counts_more_than_a_standfirst_and_that_more_than_the_text() {
    let mut standfirst = story("standfirst", "Two", OTHER);
    standfirst.standfirst = Some("About the harbour".into());
    let paper = Paper::with(vec![
        story("body", "One", "Gardens and the harbour and more gardens."),
        standfirst,
        story("title", "The harbour", OTHER),
    ])
    .await;
    assert_eq!(paper.found("harbour").await, ["title", "standfirst", "body"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_equal_stories_the_newer_comes_first_and_newest_first_can_be_asked_for() {
    let mut old = story("old", "The harbour opens", "The harbour, the harbour.");
    old.published_at = Some(ago(24 * 900));
    let mut older = story("older", "Another thing", "About the harbour.");
    older.published_at = Some(ago(24 * 1000));
    let new = story("new", "The harbour opens", "The harbour, the harbour.");
    let newest = story(
        "newest",
        "Something else",
        "The mayor was at the harbour at one time or another, she says.",
    );
    let paper = Paper::with(vec![old, older, new, newest]).await;
    let best = paper.found("harbour").await;
    assert_eq!(
        best[..2],
        ["new", "old"],
        "a headline of years ago before a word in a text of today"
    );
    let mut asked = asked("harbour");
    asked.order = Order::Newest;
    let found = paper.find(asked).await;
    assert_eq!(slugs(&found)[2..], ["old", "older"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn ukrainian_is_found_in_all_its_forms() {
    let paper = Paper::with(vec![
        ukrainian(story(
            "port",
            "У портах працюють крани",
            "Порт прийняв перший корабель.",
        )),
        ukrainian(story("kyiv", "Мер Києва", "П’ять мостів закрито.")),
        ukrainian(story("verb", "Суд", "Депутати проголосували за бюджет.")),
        story("english", "The port", "Порт"),
    ])
    .await;
    for (typed, slug) in [
        ("порт", "port"),
        ("портом", "port"),
        ("ПОРТУ", "port"),
        ("київ", "kyiv"),
        ("Києві", "kyiv"),
        ("пʼять", "kyiv"),
        ("п'ять міст", "kyiv"),
        ("пять", "kyiv"),
        ("депутат", "verb"),
        ("проголосував", "verb"),
    ] {
        let found = paper.find(asked_in("uk", typed)).await;
        assert_eq!(slugs(&found), [slug], "{typed}");
        assert_eq!(found.loosely, Loosely::Exact, "{typed}");
    }
    assert_eq!(
        paper.found("порт").await,
        ["english"],
        "each edition finds its own"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn typing_errors_are_forgiven_and_said() {
    let paper = Paper::with(vec![
        story("harbour", "The harbour opens", OTHER),
        story("power", "Electricity returns", OTHER),
        ukrainian(story("vybory", "Вибори перенесено", "Текст.")),
    ])
    .await;
    for (edition, typed, meant, slug) in [
        ("en", "harbuor", "harbour", "harbour"),
        ("en", "elektricty", "electricity", "power"),
        ("en", "harbuor opens", "harbour opens", "harbour"),
        ("uk", "вибоир", "вибори", "vybory"),
    ] {
        let found = paper.find(asked_in(edition, typed)).await;
        assert_eq!(slugs(&found), [slug], "{typed}");
        assert_eq!(found.loosely, Loosely::Corrected(meant.into()), "{typed}");
        assert!(found.hits[0].title.contains("<mark>"), "{}", found.hits[0].title);
    }
    assert!(paper.found("hxrbxur").await.is_empty(), "too far");
    assert!(paper.found("hat").await.is_empty(), "short words are not guessed");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_right_comes_before_what_is_nearly_so() {
    let paper = Paper::with(vec![
        story("barber", "A barber", OTHER),
        story("harbor", "Pearl Harbor", OTHER),
    ])
    .await;
    assert_eq!(paper.found("harbor").await, ["harbor"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn phrases_and_excluded_words_are_taken_at_their_word() {
    let paper = Paper::with(vec![
        story("phrase", "One", "The city council voted on the budget."),
        story("apart", "Two", "The council of the old city voted."),
        story("hyphen", "Three", "An e-mail about covid-19."),
    ])
    .await;
    assert_eq!(paper.found("\"city council\"").await, ["phrase"]);
    let mut both = paper.found("city council").await;
    both.sort();
    assert_eq!(both, ["apart", "phrase"]);
    assert_eq!(paper.found("council -budget").await, ["apart"]);
    assert_eq!(paper.found("council -\"city council\"").await, ["apart"]);
    assert_eq!(paper.found("covid-19").await, ["hyphen"]);
    assert_eq!(paper.found("e-mail").await, ["hyphen"]);
    let mut without = paper.found("-council").await;
    without.sort();
    assert_eq!(without, ["hyphen"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn when_not_all_words_are_found_some_will_do() {
    let paper = Paper::with(vec![
        story("harbour", "The harbour", OTHER),
        story("theatre", "The theatre", OTHER),
    ])
    .await;
    let found = paper.find(asked("harbour theatre")).await;
    assert_eq!((found.total, found.loosely), (2, Loosely::SomeWords));
}

#[tokio::test(flavor = "multi_thread")]
async fn sections_and_dates_narrow_what_is_found() {
    let mut old = in_section(story("old", "The harbour of old", OTHER), "Energy");
    old.published_at = Some(ago(24 * 40));
    let paper = Paper::with(vec![old, story("new", "The harbour", OTHER)]).await;
    let section = paper
        .newsroom
        .store
        .read(|reader| reader.tag_by_slug(&"energy".parse().unwrap()))
        .await
        .unwrap()
        .unwrap();
    let mut of_section = asked("harbour");
    of_section.section = Some(section.id);
    assert_eq!(slugs(&paper.find(of_section).await), ["old"]);
    let since = asked("harbour").published(Some(ago(24 * 10)), None);
    assert_eq!(slugs(&paper.find(since).await), ["new"]);
    let until = asked("harbour").published(None, Some(ago(24 * 10)));
    assert_eq!(slugs(&paper.find(until).await), ["old"]);
    let between = asked("harbour").published(Some(ago(24 * 30)), Some(ago(24 * 10)));
    assert!(slugs(&paper.find(between).await).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn results_come_in_pages() {
    let posts = (0..25)
        .map(|n| story(&format!("s{n}"), "The harbour", OTHER))
        .collect();
    let paper = Paper::with(posts).await;
    let mut asked = asked("harbour");
    let first = paper.find(asked.clone()).await;
    assert_eq!((first.hits.len(), first.total), (20, 25));
    asked.offset = 20;
    let second = paper.find(asked).await;
    assert_eq!(second.hits.len(), 5);
    assert!(slugs(&second).iter().all(|slug| !slugs(&first).contains(slug)));
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_are_being_typed_find_what_they_may_become() {
    let paper = Paper::with(vec![story("harbour", "The harbour opens", OTHER)]).await;
    let mut typing = asked("the har");
    typing.typing = true;
    let found = paper.find(typing).await;
    assert_eq!(slugs(&found), ["harbour"]);
    assert_eq!(found.hits[0].title, "The <mark>harbour</mark> opens");
    assert!(paper.found("har").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn markup_of_a_story_is_never_markup_of_a_result() {
    let paper = Paper::with(vec![story(
        "script",
        "<script>alert(1)</script> harbour",
        "About `<img src=x onerror=alert(1)>` in the harbour & more.",
    )])
    .await;
    let found = paper.find(asked("harbour")).await;
    let hit = &found.hits[0];
    assert_eq!(
        hit.title,
        "&lt;script&gt;alert(1)&lt;/script&gt; <mark>harbour</mark>"
    );
    assert!(
        hit.excerpt.contains("&lt;img src=x onerror=alert(1)&gt;") && !hit.excerpt.contains("<img"),
        "{}",
        hit.excerpt
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_text_for_members_is_not_searched() {
    let mut members = story("closed", "For members", "The secret harbour.");
    members.visibility = Visibility::Members;
    let paper = Paper::with(vec![members]).await;
    assert!(paper.found("harbour").await.is_empty());
    assert_eq!(paper.found("members").await, ["closed"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn common_words_alone_are_looked_for_and_with_others_left_out() {
    let paper = Paper::with(vec![
        story("who", "The Who", OTHER),
        story("harbour", "A harbour", "Boats."),
    ])
    .await;
    assert_eq!(paper.found("the who").await, ["who"]);
    assert_eq!(paper.found("the harbour").await, ["harbour"]);
    assert!(
        paper.found("harbour -a").await.is_empty(),
        "what must not be there is taken at its word"
    );
    assert!(paper.found("\u{345}").await.is_empty(), "a mark alone is no word");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_query_makes_the_index_fail() {
    let paper = Paper::open(PrivateDatabase::sqlite()).await;
    // A commit for each, so that there are several segments, some without some of the words.
    for (slug, text) in [
        ("a", "The city council met."),
        ("b", "The council of the old city."),
        ("c", "Harbour."),
        ("d", "The harbour of the city."),
    ] {
        paper.save(story(slug, "A title", text)).await;
        paper.settle().await;
    }
    let words = [
        "city",
        "council",
        "harbour",
        "\"city council\"",
        "\"of the\"",
        "\"council met\"",
        "zzz",
        "citty",
    ];
    let parts: Vec<String> = words
        .iter()
        .flat_map(|word| [(*word).to_owned(), format!("-{word}")])
        .collect();
    for one in &parts {
        for other in &parts {
            for order in [Order::Best, Order::Newest] {
                let mut asked = asked(&format!("{one} {other}"));
                asked.order = order;
                let found = paper.find(asked).await;
                assert!(!found.preparing, "{one} {other}");
                let excluded = [one, other].into_iter().filter_map(|part| part.strip_prefix('-'));
                for word in excluded.map(|word| word.trim_matches('"')) {
                    let mut texts = found.hits.iter().map(|hit| hit.post.html.to_lowercase());
                    assert!(texts.all(|text| !text.contains(word)), "{one} {other}");
                }
            }
        }
    }
}
