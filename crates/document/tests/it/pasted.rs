//! HTML as people paste it.

use document::{HtmlOptions, from_html};

fn page(html: &str) -> String {
    from_html(html).document.to_html(&HtmlOptions {
        renditions: false,
        ..HtmlOptions::default()
    })
}

#[test]
fn google_docs_marks_are_found_in_its_styles() {
    let html = "<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p dir=\"ltr\">\
        <span style=\"font-weight:400;\">Plain </span><span style=\"font-weight:700;\">bold </span>\
        <span style=\"font-style:italic;text-decoration:none\">it</span></p><br/>\
        <ul><li><p role=\"presentation\"><span>one</span></p></li></ul></b>";
    assert_eq!(
        page(html),
        "<p>Plain <strong>bold </strong><em>it</em></p><ul><li>one</li></ul>"
    );
}

#[test]
fn words_footnotes_stand_where_they_belong() {
    let html = "<p>Text<a href=\"#_ftn1\" name=\"_ftnref1\">[1]</a> more.</p><div><hr>\
        <div id=\"ftn1\"><p>The note.</p></div></div>";
    let html = page(html);
    assert!(
        html.starts_with(
            "<p>Text<sup class=\"footnote\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup> more.</p>"
        ),
        "{html}"
    );
    assert!(html.contains("<li id=\"fn-1\">The note. <a"), "{html}");
}

#[test]
fn pictures_leave_the_line_and_keep_their_link() {
    let html = page(
        "<p>Before <a href=\"/big/\"><img src=\"/a.jpg\" alt=\"A\"></a> after</p><img src=\"data:image/png;base64,xx\" alt=\"lost\">",
    );
    assert_eq!(
        html,
        "<p>Before</p><figure class=\"picture kg-card kg-image-card\"><a href=\"/big/\">\
         <img src=\"/a.jpg\" class=\"kg-image\" alt=\"A\" loading=\"lazy\" decoding=\"async\"></a></figure><p>after</p><p>lost</p>"
    );
}

#[test]
fn wordpress_figures_are_pictures_with_captions() {
    let html = page(
        "<figure class=\"wp-block-image alignwide\"><img src=\"/a.jpg\" width=\"800\" height=\"600\"/><figcaption>By <em>Ann</em></figcaption></figure>\
         <figure class=\"wp-block-pullquote\"><blockquote><p>Words</p><cite>Speaker</cite></blockquote></figure>",
    );
    assert!(
        html.contains("picture-wide") && html.contains("<span class=\"caption\">By <em>Ann</em></span>"),
        "{html}"
    );
    assert!(
        html.ends_with("<p>Words</p><footer class=\"speaker\"><cite>Speaker</cite></footer></blockquote>"),
        "{html}"
    );
}

#[test]
fn what_runs_is_left_out_and_named() {
    let imported = from_html(
        "<p onclick=x()>A<script>x()</script></p><form><label>Name <input></label></form><my-widget>W</my-widget>\
         <svg><script>y()</script><text>t</text></svg><object data=x></object>",
    );
    assert_eq!(imported.unknown, ["script", "input", "my-widget", "object"]);
    assert_eq!(imported.document.to_plain_text(), "A\n\nName\n\nW");
}

#[test]
fn lists_straight_in_lists_stay_with_their_item() {
    assert_eq!(
        page("<ul><li>a</li><ul><li>b</li></ul></ul>"),
        "<ul><li>a<ul><li>b</li></ul></li></ul>"
    );
}

#[test]
fn our_own_page_is_read_back_as_it_was() {
    let markdown = "# H\n\nText **b** [l](/x/)\n\n> Q\n> — Ann\n\n![a](/a.jpg \"Cap | Cred\")\n\n:::blue 💡\nBox\n:::\n\n\
        | a | b |\n|---|--:|\n| 1 | 2 |\n\n```rust\nfn x() {}\n```\n\nNote[^1]\n\n[^1]: foot\n\n1. one\n2. two\n\nhttps://youtu.be/abc\n\n---\n\nEnd";
    let first = document::from_markdown(markdown).document;
    let html = first.to_html(&HtmlOptions::default());
    assert_eq!(from_html(&html).document.to_html(&HtmlOptions::default()), html);
}
