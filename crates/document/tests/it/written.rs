//! What documents look like when they are written.

use document::{Document, HtmlOptions, from_markdown};

fn html(json: &str) -> String {
    Document::from_json(json)
        .unwrap()
        .to_html(&HtmlOptions::default())
}

fn doc(node: &str) -> String {
    html(&format!(r#"{{"type":"doc","content":[{node}]}}"#))
}

#[test]
fn a_picture_has_its_size_its_text_its_caption_and_apart_from_it_its_credit() {
    let picture = r#"{"type":"image","attrs":{"src":"/content/images/2026/11/bridge.jpg","width":1400,"height":900,
        "alt":"The bridge","credit":"Ann Lee / Agency","layout":"wide"},
        "content":[{"type":"text","text":"The bridge on Monday"}]}"#;
    assert_eq!(
        doc(picture),
        "<figure class=\"picture picture-wide kg-card kg-image-card kg-width-wide kg-card-hascaption\">\
         <picture><source type=\"image/webp\" \
         srcset=\"/content/images/size/w600/format/webp/2026/11/bridge.jpg 600w, \
         /content/images/size/w1000/format/webp/2026/11/bridge.jpg 1000w, \
         /content/images/size/w1600/format/webp/2026/11/bridge.jpg 1400w\" \
         sizes=\"(min-width: 1200px) 1200px, 100vw\">\
         <img src=\"/content/images/2026/11/bridge.jpg\" class=\"kg-image\" alt=\"The bridge\" width=\"1400\" height=\"900\" \
         srcset=\"/content/images/size/w600/2026/11/bridge.jpg 600w, \
         /content/images/size/w1000/2026/11/bridge.jpg 1000w, /content/images/2026/11/bridge.jpg 1400w\" \
         sizes=\"(min-width: 1200px) 1200px, 100vw\" loading=\"lazy\" decoding=\"async\"></picture>\
         <figcaption><span class=\"caption\">The bridge on Monday</span> \
         <span class=\"credit\">Ann Lee / Agency</span></figcaption></figure>"
    );
}

#[test]
fn a_picture_of_another_site_has_no_renditions_here() {
    let page = doc(
        r#"{"type":"image","attrs":{"src":"https://other.example/content/images/a.jpg","width":2000,"height":900}}"#,
    );
    assert!(!page.contains("srcset"), "{page}");
}

#[test]
fn an_embed_loads_nothing_until_it_is_asked_for() {
    let page = doc(
        r#"{"type":"embed","attrs":{"url":"https://www.youtube.com/watch?v=abc","title":"The vote",
        "thumbnail":"https://i.ytimg.com/vi/abc/hq.jpg","html":"<iframe src=\"https://www.youtube.com/embed/abc\"></iframe>"}}"#,
    );
    assert_eq!(
        page,
        "<figure class=\"embed embed-youtube kg-card kg-embed-card\" \
         data-embed=\"https://www.youtube-nocookie.com/embed/abc\" data-provider=\"YouTube\">\
         <a class=\"embed-link\" href=\"https://www.youtube.com/watch?v=abc\">\
         <span class=\"embed-provider\">YouTube</span> <span class=\"embed-title\">The vote</span></a></figure>"
    );
}

#[test]
fn a_post_of_a_network_shows_its_words_without_its_script() {
    let page = doc(
        r#"{"type":"embed","attrs":{"url":"https://x.com/a/status/1","html":"<blockquote class=\"twitter-tweet\"><p>We won</p></blockquote><script src=\"https://platform.twitter.com/widgets.js\"></script>"}}"#,
    );
    assert!(page.contains(
        "<div class=\"embed-text\"><blockquote class=\"twitter-tweet\"><p>We won</p></blockquote></div>"
    ));
    assert!(!page.contains("script"), "{page}");
}

#[test]
fn a_quote_names_its_speaker() {
    let quote = r#"{"type":"blockquote","attrs":{"speaker":"The mayor"},"content":[{"type":"paragraph","content":[{"type":"text","text":"We did it"}]}]}"#;
    assert_eq!(
        doc(quote),
        "<blockquote class=\"quote\"><p>We did it</p><footer class=\"speaker\"><cite>The mayor</cite></footer></blockquote>"
    );
}

#[test]
fn a_table_can_be_scrolled_and_its_headers_say_what_they_head() {
    let page = from_markdown("| a | b |\n|---|--:|\n| 1 | 2 |\n")
        .document
        .to_html(&HtmlOptions::default());
    assert_eq!(
        page,
        "<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"Table\"><table><thead><tr><th scope=\"col\">a</th>\
         <th scope=\"col\" class=\"align-right\">b</th></tr></thead><tbody><tr><td>1</td>\
         <td class=\"align-right\">2</td></tr></tbody></table></section>"
    );
}

#[test]
fn footnotes_lead_to_the_end_and_back() {
    let page = from_markdown("One[^a], two[^b], one again[^a].\n\n[^a]: Note *a*\n[^b]: Note b\n")
        .document
        .to_html(&HtmlOptions::default());
    assert_eq!(
        page,
        "<p>One<sup class=\"footnote\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup>, \
         two<sup class=\"footnote\"><a href=\"#fn-2\" id=\"fnref-2\">2</a></sup>, \
         one again<sup class=\"footnote\"><a href=\"#fn-1\">1</a></sup>.</p>\
         <div class=\"footnotes\"><ol>\
         <li id=\"fn-1\">Note <em>a</em> <a class=\"footnote-back\" href=\"#fnref-1\" aria-label=\"Back to the text, note 1\">↩\u{fe0e}</a></li>\
         <li id=\"fn-2\">Note b <a class=\"footnote-back\" href=\"#fnref-2\" aria-label=\"Back to the text, note 2\">↩\u{fe0e}</a></li></ol></div>"
    );
}

#[test]
fn marks_that_neighbours_share_are_written_once() {
    let line = r#"{"type":"paragraph","content":[
        {"type":"text","text":"a ","marks":[{"type":"bold"}]},
        {"type":"text","text":"b","marks":[{"type":"bold"},{"type":"link","attrs":{"href":"/x/","target":"_blank","rel":"nofollow onsubmit"}}]},
        {"type":"text","text":"c","marks":[{"type":"italic"},{"type":"link","attrs":{"href":"/x/","target":"_blank","rel":"nofollow onsubmit"}}]}]}"#;
    assert_eq!(
        doc(line),
        "<p><strong>a </strong><a href=\"/x/\" target=\"_blank\" rel=\"nofollow noopener\"><strong>b</strong><em>c</em></a></p>"
    );
}

#[test]
fn cards_that_follow_other_content_are_comments() {
    let id = "0190f5a0-0000-7000-8000-000000000001";
    let page = doc(&format!(
        r#"{{"type":"relatedStory","attrs":{{"post":"{id}"}}}},{{"type":"newsletterBox","attrs":{{"slug":"morning"}}}},
        {{"type":"newsletterBox","attrs":{{"slug":"x--><script>"}}}},{{"type":"relatedStory","attrs":{{"slug":"not-found-yet"}}}}"#
    ));
    assert_eq!(
        page,
        format!(
            "<!--broadsheet:related {id}--><!--broadsheet:newsletter morning--><!--broadsheet:newsletter default-->"
        )
    );
}

#[test]
fn even_trusted_html_cannot_forge_a_card() {
    let mut document = Document::from_json(
        r#"{"type":"doc","content":[{"type":"rawHtml","attrs":{"html":"<script>ours()</script><a title='<!--broadsheet:newsletter x-->'><!--broadsheet:related 1-->","trusted":true}}]}"#,
    )
    .unwrap();
    assert!(
        !document.to_html(&HtmlOptions::default()).contains("script"),
        "JSON of a stranger is not trusted"
    );
    document.trust();
    let page = document.to_html(&HtmlOptions::default());
    assert!(
        page.contains("<script>ours()</script>") && !page.contains("<!--broadsheet:"),
        "{page}"
    );
}

#[test]
fn trust_that_was_given_outlives_an_edit_by_others() {
    let raw = r#"{"type":"doc","content":[{"type":"rawHtml","attrs":{"html":"<script>ours()</script>"}},{"type":"rawHtml","attrs":{"html":"<script>theirs()</script>"}}]}"#;
    let mut stored = Document::from_json(raw).unwrap();
    stored.content.truncate(1);
    stored.trust();
    let stored = Document::from_stored_json(&stored.to_json()).unwrap();

    let mut edited = Document::from_json(raw).unwrap();
    edited.keep_trust_of(&stored);
    let page = edited.to_html(&HtmlOptions::default());
    assert!(page.contains("ours()") && !page.contains("theirs()"), "{page}");
}

#[test]
fn tables_and_notes_say_in_the_language_of_the_text_what_they_are() {
    let table = "| | a |\n|---|---|\n| 1 | 2 |\n\n";
    let document = from_markdown(&format!("{table}{table}Text[^a]\n\n[^a]: Note\n")).document;
    let options = HtmlOptions {
        language: "uk-UA".parse().unwrap(),
        ..HtmlOptions::default()
    };
    let page = document.to_html(&options);
    for part in [
        "<tr><td></td><th scope=\"col\">a</th></tr>",
        "<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"Таблиця\">",
        "aria-label=\"Таблиця 2\"",
        "aria-label=\"Назад до тексту, примітка 1\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let text = document::lean(&document.to_text_html(&options.language), |_| None);
    assert!(
        text.contains("<section tabindex=\"0\" aria-label=\"Таблиця\">"),
        "{text}"
    );
}

#[test]
fn a_text_only_page_has_no_pictures_films_or_scripts() {
    let document = from_markdown(
        "# Head\n\nText **bold** [link](/x/)\n\n![The bridge](/b.jpg \"On Monday | Ann Lee\")\n\nhttps://youtu.be/abc\n\n::video /clip.mp4::\n",
    )
    .document;
    assert_eq!(
        document.to_text_html(&kernel::Language::english()),
        "<h1 id=\"head\">Head</h1><p>Text <strong>bold</strong> <a href=\"/x/\">link</a></p>\
         <p class=\"caption\">[The bridge] On Monday Ann Lee</p>\
         <p class=\"caption\">[<a href=\"https://youtu.be/abc\">YouTube</a>] </p>\
         <p class=\"caption\">[<a href=\"/clip.mp4\">/clip.mp4</a>] </p>"
    );
}

#[test]
fn a_card_that_only_members_see_is_not_for_everyone() {
    let hidden = r#""visibility":{"web":{"nonMember":false,"memberSegment":""}}"#;
    let lexical = format!(
        r#"{{"root":{{"children":[{{"type":"html","html":"<p>Secret one</p>",{hidden}}},
        {{"type":"call-to-action","textValue":"<p>Secret two</p>",{hidden}}},
        {{"type":"paragraph","children":[{{"type":"text","text":"Open"}}]}}]}}}}"#
    );
    let document = document::from_lexical(&lexical).unwrap().document;
    assert_eq!(document.for_everyone().to_plain_text(), "Open");
}
