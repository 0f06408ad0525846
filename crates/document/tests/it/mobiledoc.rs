//! Ghost's older format.

use document::{HtmlOptions, from_mobiledoc};

#[test]
fn an_old_post_is_read_whole() {
    let json = r#"{"version":"0.3.1",
        "markups":[["strong"],["em"],["a",["href","https://example.org/"]],["a",["href","javascript:x()"]]],
        "atoms":[["soft-return","",{}],["sparkle","✨",{}]],
        "cards":[["image",{"src":"/content/images/old.jpg","caption":"Legacy <b>caption</b>","cardWidth":"wide"}],
            ["card-markdown",{"cardName":"card-markdown","markdown":"Text ==mark=="}],["hr",{}],["code",{"code":"let x;","language":"js"}],
            ["poll",{"question":{"text":"Why?"}}],["html",{"html":"<div>raw</div>"}]],
        "sections":[[1,"p",[[0,[0],1,"Bold"],[0,[],0," and "],[0,[1,2],1,"both"],[0,[],1," link"],[1,[],0,0],[0,[3],1,"bad"],[1,[],0,1]]],
            [1,"h2",[[0,[],0,"Head"]]],[1,"aside",[[0,[],0,"Pull"]]],[3,"ul",[[[0,[],0,"one"]],[[0,[],0,"two"]]]],
            [2,"/content/images/plain.jpg"],[10,0],[10,1],[10,2],[10,3],[10,4],[10,5],[10,99],[77,"?"],[1,"p",[]]]}"#;
    let imported = from_mobiledoc(json).unwrap();
    assert_eq!(imported.unknown, ["sparkle", "poll", "card", "section"]);
    let page = imported.document.to_html(&HtmlOptions::default());
    let expected = [
        "<p><strong>Bold</strong> and <a href=\"https://example.org/\"><em>both</em></a><em> link</em><br>bad✨</p>",
        "<h2 id=\"head\">Head</h2>",
        "kg-blockquote-alt\"><p>Pull</p>",
        "<ul><li>one</li><li>two</li></ul>",
        "src=\"/content/images/plain.jpg\"",
        "picture-wide",
        "Legacy <strong>caption</strong>",
        "Text <mark>mark</mark>",
        "<hr><pre tabindex=\"0\"><code class=\"language-js\">let x;</code></pre>",
        "data-node=\"poll\"><p>Why?</p>",
        "<div class=\"raw-html\"><div>raw</div></div>",
    ];
    for part in expected {
        assert!(page.contains(part), "{part} is not in {page}");
    }
}
