//! Markdown as the newsroom writes it.

use document::{Block, Document, HtmlOptions, Inline, from_markdown};

fn read(markdown: &str) -> Document {
    let imported = from_markdown(markdown);
    assert!(imported.unknown.is_empty(), "{:?}", imported.unknown);
    imported.document
}

fn page(markdown: &str) -> String {
    read(markdown).to_html(&HtmlOptions {
        renditions: false,
        ..HtmlOptions::default()
    })
}

#[test]
fn a_picture_has_caption_and_credit() {
    let document =
        read("Text.\n\n![The bridge](/b.jpg \"On Monday, near Kyiv | Ann Lee / Agency\")\n\nText.");
    let Block::Picture(picture) = &document.content[1] else {
        panic!("{document:?}")
    };
    assert_eq!(picture.alt, "The bridge");
    assert_eq!(picture.caption, [Inline::text("On Monday, near Kyiv")]);
    assert_eq!(picture.credit.as_deref(), Some("Ann Lee / Agency"));
    assert_eq!(document.pictures(), 1);
}

#[test]
fn a_quote_ends_with_its_speaker() {
    let expected = "<blockquote class=\"quote\"><p>We did it.</p><footer class=\"speaker\"><cite>Ann Lee, mayor</cite></footer></blockquote>";
    assert_eq!(page("> We did it.\n> — Ann Lee, mayor"), expected);
    assert_eq!(page("> We did it.\n>\n> — Ann Lee, mayor"), expected);
    assert!(!page("> — a dash begins these words").contains("cite"));
    assert!(!page("> It was – well –\n> done.").contains("cite"));
}

#[test]
fn cards_stand_alone_in_a_paragraph() {
    let id = "0190f5a0-0000-7000-8000-000000000001";
    let mut document = read(&format!(
        "::related mayor-reopens-the-bridge::\n\n::related {id}::\n\n::newsletter morning-briefing::\n\n::paywall::\n\nIn ::newsletter text:: it is text."
    ));
    assert_eq!(document.related_slugs(), ["mayor-reopens-the-bridge"]);
    document.resolve_related(|slug| (slug == "mayor-reopens-the-bridge").then(|| id.parse().unwrap()));
    assert!(document.related_slugs().is_empty());
    assert_eq!(
        document.to_html(&HtmlOptions::default()),
        format!(
            "<!--broadsheet:related {id}--><!--broadsheet:related {id}--><!--broadsheet:newsletter morning-briefing-->\
             <!--members-only--><p>In ::newsletter text:: it is text.</p>"
        )
    );
}

#[test]
fn a_film_is_an_embed_or_our_own() {
    let document = read(
        "https://www.youtube.com/watch?v=a_b_c\n\n<https://vimeo.com/1>\n\n::video /content/media/a.mp4::\n\n::video https://peertube.example/w/1::\n\nSee https://youtu.be/abc.",
    );
    let kinds: Vec<_> = document
        .content
        .iter()
        .map(|block| match block {
            Block::Embed(embed) => embed.url.as_ref().unwrap().as_str(),
            Block::Video(video) => video.src.as_ref().unwrap().as_str(),
            _ => "text",
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "https://www.youtube.com/watch?v=a_b_c",
            "https://vimeo.com/1",
            "/content/media/a.mp4",
            "https://peertube.example/w/1",
            "text"
        ]
    );
}

#[test]
fn boxes_have_a_tone() {
    assert_eq!(
        page(":::note 💡\nWhat **we** know\n\n- one\n:::\n\nAfter."),
        "<div role=\"note\" class=\"callout callout-note kg-card kg-callout-card kg-callout-card-note\">\
         <div class=\"callout-emoji kg-callout-emoji\">💡</div><div class=\"callout-text kg-callout-text\">\
         What <strong>we</strong> know<ul><li>one</li></ul></div></div><p>After.</p>"
    );
    assert_eq!(
        page(":::editors-note\nCorrected.\n:::"),
        "<div class=\"editors-note\" role=\"note\"><p>Corrected.</p></div>"
    );
}

#[test]
fn highlights_small_letters_and_addresses_are_marked() {
    assert_eq!(
        page(
            "==mark== H~2~O x^2^ ~~s~~ `==c== https://c.example` (see https://a.example/x_y_z, and http://b.example)."
        ),
        "<p><mark>mark</mark> H<sub>2</sub>O x<sup>2</sup> <s>s</s> <code>==c== https://c.example</code> \
         (see <a class=\"address\" href=\"https://a.example/x_y_z\">https://a.example/x_y_z</a>, and <a class=\"address\" href=\"http://b.example\">http://b.example</a>).</p>"
    );
}

#[test]
fn html_in_markdown_cannot_run() {
    let imported = from_markdown(
        "a <b onclick=x()>b</b> <script>x()</script> [l](javascript:x)\n\n<iframe src=\"https://maps.example/\"></iframe>",
    );
    assert_eq!(imported.unknown, ["script"]);
    let page = imported.document.to_html(&HtmlOptions::default());
    assert!(
        page.starts_with("<p>a <strong>b</strong>  l</p><figure class=\"embed")
            || page.starts_with("<p>a <strong>b</strong> l</p><figure class=\"embed"),
        "{page}"
    );
    assert!(!page.contains("iframe") && !page.contains("onclick"));
}
