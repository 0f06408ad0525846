//! Layouts, as express-hbs renders them.

use serde_json::json;

use crate::case::Case;
use crate::reference::compare;

#[test]
fn layouts_render_as_in_express_hbs() {
    let context = json!({"a": "A & B", "list": ["x", "y"], "t": true});
    let case = |page: &str| {
        Case::page("page", context.clone())
            .file("page.hbs", page)
            .file(
                "default.hbs",
                "<html>{{{block \"head\"}}}{{{body}}}{{a}}</html>\n",
            )
            .file(
                "outer.hbs",
                "OUTER {{{body}}} {{#block \"foot\"}}no foot{{/block}}",
            )
            .file(
                "inner.hbs",
                "{{!< outer}}\nINNER {{{body}}}{{#contentFor \"foot\"}}inner foot{{/contentFor}}",
            )
            .file("escaping.hbs", "{{body}} {{block \"head\"}}")
            .file("sub/page.hbs", "{{!< ../default}}sub {{a}}")
            .file("circle.hbs", "{{!< circle-2}}{{{body}}}")
            .partial(
                "p",
                "partial {{a}}{{#contentFor \"head\"}}from partial{{/contentFor}}",
            )
            .partial("lone", "{{a}}")
            .partial("comment", "{{!-- only --}}")
            .partial("one", "x")
            .partial("two", "{{a}}{{a}}")
    };
    let pages = [
        "{{!< default}}page {{a}}",
        "no layout {{a}} ",
        "{{!< default}}\n\npage\n",
        "x {{!<   default   }} y",
        "{{!<default}} not a layout",
        "{{!-- {{!< default}} --}} in a comment",
        "{{!< missing}}page",
        "{{!< default.hbs}}page",
        "{{!< ./default}}page",
        "{{!< inner}}page",
        "{{!< inner}}page{{#contentFor \"foot\"}}page foot{{/contentFor}}",
        "{{!< escaping}}<b>{{#contentFor \"head\"}}<i>{{/contentFor}}",
        "{{!< default}}{{#contentFor \"head\"}}one{{/contentFor}}{{#contentFor \"head\"}}two {{a}}{{/contentFor}}page",
        "{{!< default}}{{#each list}}{{#contentFor \"head\"}}{{this}}{{/contentFor}}{{/each}}page",
        "{{!< default}}{{> p}}{{> p}}",
        "{{!< outer}}{{#block \"foot\"}}default{{/block}}{{#contentFor \"foot\"}}late{{/contentFor}}{{#block \"foot\"}}{{/block}}",
        "{{#block \"none\"}}\n  default {{a}}\n{{/block}}\n[{{{block \"none\"}}}]",
        "{{contentFor \"x\"}}",
        "{{#contentFor}}x{{/contentFor}}",
        "{{block}} ",
        "{{#contentFor \"\"}}empty name{{/contentFor}}{{{block \"\"}}} ",
        "{{a}}",
        "{{> lone}}",
        "[{{> lone}}]\n[{{> comment}}]\n[{{> one}}]\n[{{> two}}]\n",
        "{{!-- only a comment --}}",
        "{{@root.a}} {{@root.body}} ",
        "{{!< default}}{{body}}{{this.body}} ",
        "{{!< default}}{{missing 1}}",
        "{{!< default}}{{#if}}",
    ];
    let mut cases: Vec<Case> = pages.into_iter().map(case).collect();
    let mut sub = case("");
    sub.template = "sub/page".into();
    cases.push(sub);
    compare(&cases, &[]);
}
