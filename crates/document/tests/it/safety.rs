//! Whatever comes in, nothing that runs goes out: arbitrary trees, JSON, HTML and Markdown, and the page that is made
//! of them read again by a browser's rules.

use document::{
    Document, HtmlOptions, from_html, from_lexical, from_markdown, from_mobiledoc, sanitise_inline,
};
use proptest::prelude::*;
use scraper::{Html, Node};
use serde_json::{Value, json};

/// Fails when a page has anything in it that could run, load or forge something.
#[track_caller]
fn assert_safe(html: &str) {
    let page = Html::parse_fragment(html);
    for node in page.tree.root().descendants() {
        match node.value() {
            Node::Comment(comment) => {
                let ours = ["broadsheet:related ", "broadsheet:newsletter ", "members-only"];
                assert!(
                    ours.iter().any(|begin| comment.starts_with(begin)),
                    "a comment in {html}"
                );
            }
            Node::Element(el) => {
                let never = [
                    "script", "style", "iframe", "object", "embed", "form", "input", "button", "svg", "math",
                    "base", "link", "meta", "template", "noscript", "textarea", "select", "title", "frame",
                    "frameset",
                ];
                assert!(!never.contains(&el.name()), "<{}> in {html}", el.name());
                for (name, value) in el.attrs() {
                    assert!(
                        !name.starts_with("on") && name != "style" && name != "srcdoc",
                        "{name} in {html}"
                    );
                    if [
                        "href",
                        "src",
                        "cite",
                        "poster",
                        "action",
                        "formaction",
                        "data",
                        "data-embed",
                    ]
                    .contains(&name)
                    {
                        assert!(leads_nowhere_bad(value), "{name}={value:?} in {html}");
                    }
                    if name == "srcset" {
                        assert!(value.split(", ").all(leads_nowhere_bad), "{value}");
                    }
                }
            }
            _ => {}
        }
    }
}

/// Told apart from [`document::Url`]: what a browser would take for the scheme, however it is disguised.
fn leads_nowhere_bad(address: &str) -> bool {
    let seen: String = address.chars().filter(|c| *c > ' ' && !c.is_control()).collect();
    let head = seen.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let scheme = head.split_once(':').map(|(scheme, _)| scheme.to_lowercase());
    scheme.is_none_or(|scheme| ["http", "https", "mailto", "tel"].contains(&scheme.as_str()))
}

#[track_caller]
fn assert_sound(document: &Document) {
    let page = document.to_html(&HtmlOptions {
        member: true,
        ..HtmlOptions::default()
    });
    assert_safe(&page);
    assert_safe(&document.to_text_html(&kernel::Language::english()));
    let again = Document::from_stored_json(&document.to_json()).unwrap();
    assert!(
        &again == document,
        "read back otherwise: {}\n{}",
        document.to_json(),
        again.to_json()
    );
    document.words();
    document.before_paywall();
}

/// Addresses, good and bad.
fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        "(https?://news\\.example|mailto:|/|#|javascript:|JaVa\tScript:|data:text/html,|vbscript:| \u{1}javascript:|//)[ -~é\u{202e}\n]{0,20}",
        any::<String>(),
    ]
}

/// Text that tries to be markup.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zа-я東 ]{1,12}",
        any::<String>(),
        Just("<script>x()</script>".to_owned()),
        Just("\"><img src=x onerror=x()>".to_owned()),
        Just("--><!--broadsheet:related 1-->".to_owned()),
        Just("</p></figure></noscript><svg/onload=x()>".to_owned()),
    ]
}

fn inline_json() -> impl Strategy<Value = Value> {
    let mark = prop_oneof![
        Just(json!({"type": "bold"})),
        Just(json!({"type": "italic"})),
        Just(json!({"type": "code"})),
        (address(), text(), text()).prop_map(|(href, title, rel)| json!({"type": "link", "attrs": {"href": href, "title": title, "rel": rel, "target": "_blank"}})),
        text().prop_map(|name| json!({"type": name, "attrs": {"x": 1}})),
    ];
    prop_oneof![
        4 => (text(), proptest::collection::vec(mark, 0..3)).prop_map(|(text, marks)| json!({"type": "text", "text": text, "marks": marks})),
        1 => Just(json!({"type": "hardBreak"})),
        1 => (text(), text()).prop_map(|(text, label)| json!({"type": "footnote", "attrs": {"label": label}, "content": [{"type": "text", "text": text}]})),
        1 => (text(), text()).prop_map(|(name, text)| json!({"type": name, "text": text})),
    ]
}

/// Blocks of our schema with anything at all in their attributes.
fn block_json() -> impl Strategy<Value = Value> {
    let inlines = || proptest::collection::vec(inline_json(), 0..4);
    let attrs = || {
        proptest::collection::vec(
            (
                proptest::sample::select(vec![
                    "src",
                    "href",
                    "url",
                    "poster",
                    "thumbnail",
                    "icon",
                    "image",
                    "html",
                    "alt",
                    "title",
                    "credit",
                    "slug",
                    "post",
                    "tone",
                    "emoji",
                    "language",
                    "align",
                    "layout",
                    "provider",
                    "speaker",
                    "name",
                    "text",
                    "description",
                    "publisher",
                    "x",
                ]),
                prop_oneof![
                    address().prop_map(Value::from),
                    text().prop_map(Value::from),
                    Just(json!("wide")),
                    Just(Value::Null),
                    Just(json!([1]))
                ],
            ),
            0..8,
        )
        .prop_map(|pairs| {
            pairs
                .into_iter()
                .map(|(k, v)| (k.to_owned(), v))
                .collect::<serde_json::Map<_, _>>()
        })
        .prop_map(|mut attrs| {
            for size in ["width", "height", "level", "start", "rating", "size"] {
                attrs.insert(size.into(), json!(1200));
            }
            Value::Object(attrs)
        })
    };
    let lines = prop_oneof![
        Just("paragraph"),
        Just("heading"),
        Just("image"),
        Just("embed"),
        Just("video"),
        Just("audio"),
        Just("bookmark"),
        Just("file"),
        Just("button"),
        Just("rawHtml"),
        Just("relatedStory"),
        Just("newsletterBox"),
        Just("banner"),
        Just("codeBlock"),
        Just("horizontalRule"),
        Just("paywall"),
    ];
    let leaf = (lines, attrs(), inlines(), inlines()).prop_map(|(name, mut attrs, content, caption)| {
        attrs["caption"] = Value::from(caption.clone());
        attrs["heading"] = Value::from(caption.clone());
        attrs["label"] = Value::from(caption);
        attrs["button"] = json!({"text": attrs["text"], "url": attrs["url"]});
        json!({"type": name, "attrs": attrs, "content": content})
    });
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let blocks = || proptest::collection::vec(inner.clone(), 0..4);
        let holders = proptest::sample::select(vec!["blockquote", "callout", "editorsNote", "product", "callToAction", "emailOnly", "whatever"]);
        prop_oneof![
            (holders, attrs(), blocks()).prop_map(|(name, attrs, content)| json!({"type": name, "attrs": attrs, "content": content})),
            (blocks(), attrs()).prop_map(|(content, attrs)| json!({"type": "bulletList", "attrs": attrs, "content": [{"type": "listItem", "content": content}]})),
            (blocks(), attrs()).prop_map(|(content, attrs)| json!({"type": "table", "content": [{"type": "tableRow", "content": [{"type": "tableHeader", "attrs": attrs, "content": content}]}]})),
            (blocks(), blocks()).prop_map(|(a, b)| json!({"type": "details", "content": [{"type": "detailsSummary", "content": a}, {"type": "detailsContent", "content": b}]})),
            blocks().prop_map(|content| json!({"type": "gallery", "content": content})),
        ]
    })
}

/// HTML that tries hard.
fn html() -> impl Strategy<Value = String> {
    let name = proptest::sample::select(vec![
        "p",
        "div",
        "a",
        "b",
        "img",
        "script",
        "style",
        "svg",
        "math",
        "mtext",
        "mglyph",
        "table",
        "tr",
        "td",
        "ul",
        "li",
        "figure",
        "figcaption",
        "iframe",
        "noscript",
        "template",
        "form",
        "input",
        "textarea",
        "title",
        "details",
        "summary",
        "pre",
        "code",
        "blockquote",
        "video",
        "audio",
        "source",
        "object",
        "foreignObject",
        "annotation-xml",
        "select",
        "option",
        "h2",
        "hr",
        "br",
        "sup",
        "span",
        "q",
        "plaintext",
        "xmp",
    ]);
    let attribute = (
        proptest::sample::select(vec![
            "href",
            "src",
            "onclick",
            "onerror",
            "style",
            "class",
            "id",
            "xlink:href",
            "srcdoc",
            "srcset",
            "poster",
            "action",
            "cite",
            "data-embed",
            "data-provider",
            "width",
            "title",
            "alt",
            "target",
            "data-kg-background-image",
        ]),
        prop_oneof![
            address(),
            text(),
            proptest::sample::select(vec![
                "kg-callout-card",
                "kg-toggle-card",
                "kg-bookmark-card",
                "kg-gallery-card",
                "embed",
                "raw-html",
                "kg-cta-card kg-cta-text",
                "kg-header-card",
                "kg-product-card",
                "kg-file-card",
                "kg-audio-card",
                "footnotes",
                "twitter-tweet",
                "editors-note",
                "kg-signup-card",
                "credit",
                "caption",
            ])
            .prop_map(str::to_owned),
        ],
    );
    let tag = (name, proptest::collection::vec(attribute, 0..4)).prop_map(|(name, attributes)| {
        let attributes: String = attributes
            .iter()
            .map(|(k, v)| format!(" {k}=\"{}\"", v.replace('"', "&quot;")))
            .collect();
        format!("<{name}{attributes}>")
    });
    let end = proptest::sample::select(vec![
        "</p>",
        "</div>",
        "</a>",
        "</svg>",
        "</math>",
        "</table>",
        "</figure>",
        "</script>",
        "</style>",
        "</b>",
        "-->",
    ]);
    let comment = proptest::sample::select(vec![
        "<!--kg-card-begin: html-->",
        "<!--kg-card-end: html-->",
        "<!--broadsheet:related 1-->",
        "<!--",
        "<![CDATA[",
    ]);
    let piece = prop_oneof![4 => tag, 2 => text(), 2 => end.prop_map(str::to_owned), 1 => comment.prop_map(str::to_owned)];
    proptest::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

/// Enough to find most mistakes in seconds; `PROPTEST_CASES=10000` looks longer.
fn cases() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let mut config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    if !asked {
        config.cases = 100;
    }
    config
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn no_tree_writes_anything_that_runs(blocks in proptest::collection::vec(block_json(), 0..5)) {
        let json = json!({"type": "doc", "content": blocks}).to_string();
        assert_sound(&Document::from_json(&json).unwrap());
    }

    #[test]
    fn no_html_becomes_anything_that_runs(html in html()) {
        assert_sound(&from_html(&html).document);
        assert_safe(&sanitise_inline(&html));
        let raw = json!({"type": "doc", "content": [{"type": "rawHtml", "attrs": {"html": html}}]}).to_string();
        assert_sound(&Document::from_json(&raw).unwrap());
    }

    #[test]
    fn no_markdown_becomes_anything_that_runs(pieces in proptest::collection::vec(prop_oneof![
        html(), text(), address().prop_map(|a| format!("[x]({a})")), address().prop_map(|a| format!("![x]({a} \"c | d\")")),
        proptest::sample::select(vec!["\n\n", "> ", "- ", "\n:::note\n", "\n:::\n", "```", "[^1]", "\n[^1]: ", "::related ", "::", "==", "~", "^", "| a |\n|---|\n"]).prop_map(str::to_owned),
    ], 0..10)) {
        assert_sound(&from_markdown(&pieces.concat()).document);
    }

    #[test]
    fn no_lexical_card_becomes_anything_that_runs(
        name in proptest::sample::select(vec!["image", "gallery", "bookmark", "callout", "toggle", "embed", "html", "markdown", "call-to-action", "header", "signup", "audio", "video", "product", "file", "button", "codeblock", "paragraph", "link", "list", "?"]),
        keys in proptest::collection::vec((proptest::sample::select(vec![
            "src", "url", "html", "markdown", "calloutText", "backgroundColor", "heading", "content", "textValue", "buttonText", "buttonUrl", "imageUrl", "header",
            "productTitle", "productUrl", "productButton", "fileTitle", "caption", "language", "code", "cardWidth", "alt", "text", "format", "children", "layout",
        ]), prop_oneof![html().prop_map(Value::from), address().prop_map(Value::from), Just(json!(true)), Just(json!([{"type": "text", "text": "t", "format": 255}]))]), 0..12),
    ) {
        let mut node: serde_json::Map<String, Value> = keys.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
        for shown in ["showButton", "buttonEnabled", "productButtonEnabled", "hasSponsorLabel"] {
            node.insert(shown.into(), json!(true));
        }
        node.insert("type".into(), json!(name));
        let node = Value::Object(node);
        assert_sound(&from_lexical(&json!({"root": {"children": [node]}}).to_string()).unwrap().document);
        let mobiledoc = json!({"cards": [[name, node]], "sections": [[10, 0]]}).to_string();
        assert_sound(&from_mobiledoc(&mobiledoc).unwrap().document);
    }

    #[test]
    fn no_json_at_all_makes_it_fall(json in any::<String>()) {
        let _ = Document::from_json(&json);
        let _ = from_lexical(&json);
        let _ = from_mobiledoc(&json);
    }

    #[test]
    fn the_words_of_a_text_stay(words in proptest::collection::vec("[a-zà-öа-яіїє東京0-9]{1,8}", 1..12)) {
        let text = words.join(" ");
        for document in [from_html(&format!("<div><p>{text}</p></div>")).document, from_markdown(&format!("{text}\n")).document] {
            prop_assert_eq!(document.to_plain_text(), text.clone());
        }
        let lexical = json!({"root": {"children": [{"type": "paragraph", "children": [{"type": "text", "text": text}]}]}});
        prop_assert_eq!(from_lexical(&lexical.to_string()).unwrap().document.to_plain_text(), text);
    }
}
