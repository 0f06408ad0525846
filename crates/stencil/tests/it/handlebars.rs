//! Cases written by hand, one for each construct and pitfall, rendered as Handlebars.js renders them.

use serde_json::{Value as Json, json};

use crate::case::Case;
use crate::generator;
use crate::reference::compare;

/// The context of the cases by hand.
fn context() -> Json {
    json!({
        "a": "A", "b": "<b> & \"it's\" `x`=1", "n": 7, "zero": 0, "empty": "", "t": true, "f": false, "nul": null,
        "undef": {"$": "undefined"}, "nan": {"$": "NaN"}, "big": 1e21, "small": 0.0000001, "half": 0.5, "minus": -3,
        "list": [1, "two", null, true, [3, "<4>"]], "none": [], "things": [{"name": "x", "items": [1, 2]}, {"name": "y", "items": []}],
        "obj": {"x": "ox", "y": {"z": "oz"}, "list": ["l0", "l1"]}, "blank": {}, "safe": {"$safe": "<i>safe</i>"},
        "falsy": {"$safe": "false"}, "title": "field title", "words": ["b", "a"], "keyed": {"b": 1, "2": 2, "a": 3, "1": 4},
        "with space": "ws", "dash-ed": "de", "str": "wörd", "this is": "ti", "dothis": "dt", "if": "field if", "num": {"x": "numx"},
        "nulls": [null, {"$": "undefined"}, 0, ""], "same": ["A", "A"], "12": "twelve", "true": "yes", "null": "nil"
    })
}

/// Templates that need nothing but the context.
const PLAIN: &[&str] = &[
    // printing
    "plain text",
    "",
    "{{a}} {{b}} {{{b}}} {{&b}} {{& a}}",
    "{{n}} {{zero}} {{empty}} {{t}} {{f}} {{nul}} {{undef}} {{nan}} {{big}} {{small}} {{half}} {{minus}}",
    "{{{n}}} {{{zero}}} {{{f}}} {{{nul}}} {{{undef}}} {{{nan}}}",
    "{{list}} {{{list}}} {{none}} {{obj}} {{{blank}}} {{things}}",
    "{{safe}} {{{safe}}} {{falsy}} {{safe.string}} {{safe.length}}",
    "{{12}} {{true}} {{null}} {{undefined}} {{\"with space\"}} {{'a'}} {{\"12\"}} {{12.0}} {{-1}}",
    "{{  a  }}{{\n a\n}}{{\ta}}",
    // paths
    "{{obj.x}} {{obj/x}} {{obj.y.z}} {{obj.y.none.z}} {{none.x}} {{undef.x}} {{a.x}}",
    "{{this.a}} {{./a}} {{this/a}} {{.}} {{this}} {{../a}} {{..}} {{../../a}}",
    "{{[with space]}} {{obj.[x]}} {{[dash-ed]}} {{dash-ed}} {{this.[with space]}} {{[a]}} {{obj.[list].[1]}}",
    "{{list.0}} {{list.[1]}} {{list.length}} {{list.9}} {{list.01}} {{list.-1}} {{none.length}} {{list.4.1}}",
    "{{str}} {{str.length}} {{str.[1]}} {{str.0}} {{empty.length}} {{n.length}} {{t.x}} {{blank.length}}",
    "{{dothis}} {{dothis 1}}",
    "{{[this is]}} {{[this]}} {{[..]}} {{obj.[this]}}",
    "{{@root.a}} {{@site.title}} {{@none}} {{@none.x}} {{@level}} {{@../level}} {{@../../level}} {{@root.obj.x}}",
    "{{a.constructor}} {{obj.toString}} {{list.push}} {{constructor}} {{hasOwnProperty}}",
    "{{obj.x.y.z}}|{{zero.x}}|{{@level.x}}|{{empty.x}}",
    "{{foo.}}",
    "{{show foo.}}",
    "{{obj..x}}",
    "{{obj.this}}",
    "{{obj/../a}}",
    "{{.a}}",
    "{{@}}",
    "{{@this}} {{@.}}",
    "{{show a..}} {{show ..}} {{show .}}",
    "{{[a\\]b]}} {{show \"[\"}} {{show [a]}}",
    "{{[multi\nline]}}",
    // comments
    "a{{! comment }}b{{!-- }} {{a}} --}}c{{!----}}d{{!--}}e",
    "x{{!-- a --~}}   y   {{~!-- b --}}z{{~! c ~}}   !",
    "  {{! alone }}  \nnext",
    "{{!-- no end }}",
    "{{! no end",
    "{{!~}}  x",
    "{{!-}}{{!- a -}}",
    // escaped mustaches
    "\\{{a}} {{a}} \\\\{{a}} \\\\\\{{a}} \\a \\",
    "\\{{a}}\\{{b}}{{a}}",
    "\\{{{a}}} {{a}}",
    "\\{{{{a}}}} {{a}}",
    "\\\n{{a}}",
    "x\\{{a}}\n{{#if t}}\ny\n{{/if}}\n",
    // literals as parameters
    "{{show 1 -2 3.50 true false null undefined \"s\" 's'}}",
    "{{show \"a \\\"q\\\" b\" 'it\\'s' \"back\\slash\" '\\\"'}}",
    "{{show \"{{a}} }} {{\" \"multi\nline\"}}",
    "{{show \"\" ''}} {{show \"ї € 😀\"}}",
    "{{show 007}} {{show 1.2.3}} {{show 1e5}} {{show -}} {{show 12345678901234567890}}",
    "{{show truely nullable}} {{show true=1 null=2}}",
    "{{show \"unclosed}}",
    "{{show \"unclosed\\\"}}",
    "{{show a b c=a d=\"x\" e=1}}",
    "{{show a=1 b=2 c=3}} {{show a=1 b=2 a=3}} {{show 2=a 1=b z=c}} {{show [x y]=1}}",
    "{{show a=(show 1 b=2) c=(eq 1 1)}} {{show (show (show a))}}",
    "{{show @root.a @site.title ../a this.a obj.x list.[0] [with space]}}",
    "{{show a=}}",
    "{{show =1}}",
    "{{show a=1 b}}",
    "{{show a = 1}}",
    // helpers
    "{{upper a}} {{upper}} {{upper \"<b>\"}} {{{upper \"<b>\"}}}",
    "{{title}} {{this.title}} {{./title}} {{upper title}} {{upper (title)}} {{obj.title}} {{#if title}}{{title}}{{/if}}",
    "{{num}} {{num.x}} {{nothing}} {{nul}} {{list3}} {{{list3}}} {{safe b}} {{safe}}",
    "{{nohelper}} {{nohelper x=1}}",
    "{{nohelper 1}}",
    "{{nohelper undef}}",
    "{{a 1}}",
    "{{a x=1}}",
    "{{obj.x 1}}",
    "{{obj.none x=1}}",
    "{{obj.none 1}}",
    "{{this 1}}",
    "{{fail}}",
    "{{#if f}}{{fail}}{{/if}}ok",
    "{{show (nohelper)}} {{show (obj.none)}}",
    "{{show (nohelper 1)}}",
    "{{show (obj.x)}}",
    "{{@title}} {{@nohelper}} {{@upper}}",
    "{{@site 1}}",
    "{{@none x=1}}",
    "{{dataof \"level\"}} {{dataof 'none'}}",
    "{{\"upper\" a}} {{[upper] a}} {{'title'}}",
    "{{eq a \"A\"}} {{eq n 7}} {{eq n \"7\"}} {{eq list list}} {{eq obj obj}} {{eq nul undef}} {{eq nan nan}} {{eq safe safe}}",
    // if and unless
    "{{#if a}}1{{/if}}{{#if empty}}2{{/if}}{{#if zero}}3{{/if}}{{#if nul}}4{{/if}}{{#if undef}}5{{/if}}{{#if none}}6{{/if}}",
    "{{#if list}}1{{/if}}{{#if blank}}2{{/if}}{{#if nan}}3{{/if}}{{#if falsy}}4{{/if}}{{#if \"0\"}}5{{/if}}{{#if f}}6{{else}}7{{/if}}",
    "{{#if zero includeZero=true}}1{{/if}}{{#if zero includeZero=0}}2{{/if}}{{#unless zero includeZero=t}}3{{/unless}}{{#if nan includeZero=1}}4{{/if}}",
    "{{#unless a}}1{{else}}2{{/unless}}{{#unless f}}3{{/unless}}{{^if a}}4{{else}}5{{/if}}{{^unless f}}6{{/unless}}",
    "{{#if f}}1{{else if zero}}2{{else if t}}3{{else}}4{{/if}}",
    "{{#if f}}1{{else unless t}}2{{else each words}}{{this}}{{else}}4{{/if}}",
    "{{#if f}}1{{else obj}}{{x}}{{/if}}{{#if f}}1{{^}}2{{/if}}",
    "{{#if a b}}{{/if}}",
    "{{#if}}{{/if}}",
    "{{if a}}",
    "{{if}}",
    "{{show (if a)}}",
    "{{this.if}} {{[if]}}",
    "{{#this.if t}}called{{/this.if}}",
    "{{../if t}}",
    "{{#if a}}{{#if f}}x{{else}}{{../a}}|{{a}}{{/if}}{{/if}}",
    // each
    "{{#each list}}{{this}},{{/each}} {{#each none}}x{{else}}none{{/each}} {{#each undef}}x{{else}}undef{{/each}}",
    "{{#each list}}{{@index}}{{@key}}{{@first}}{{@last}};{{/each}}",
    "{{#each obj}}{{@key}}={{this}} {{@index}}{{@first}}{{@last}};{{/each}}{{#each blank}}x{{else}}blank{{/each}}",
    "{{#each keyed}}{{@key}}{{this}} {{/each}}",
    "{{#each a}}x{{else}}string{{/each}}{{#each n}}x{{else}}number{{/each}}{{#each safe}}{{@key}}{{this}}{{/each}}",
    "{{#each things}}{{name}}:{{#each items}}{{../name}}{{this}}{{@../index}}{{@index}} {{../../a}}{{else}}-{{/each}};{{/each}}",
    "{{#each things as |thing i|}}{{i}}{{thing.name}}{{name}}{{#each thing.items as |item|}}{{item}}{{thing.name}}{{/each}}{{/each}}",
    "{{#each nulls}}[{{this}}{{a}}{{#if true}}{{this}}{{../a}}{{/if}}]{{/each}}",
    "{{#each nulls}}{{#each ../words}}{{this}}{{../this}}{{../../a}}|{{/each}}{{/each}}",
    "{{#each same}}{{#with this}}{{../this}}{{../../a}}{{/with}}{{/each}}",
    "{{#each list}}{{#if @first}}first{{else if @last}}last{{else}}{{@index}}{{/if}} {{/each}}",
    "{{#each}}{{/each}}",
    "{{each list}}",
    "{{each none}}",
    "{{#each list n}}{{/each}}",
    "{{#each (list3)}}{{this}}{{/each}}",
    "{{#each list}}{{.}}{{./this}}{{this.length}}{{/each}}",
    "{{#each words as |a|}}{{a}}{{this.a}}{{../a}}{{/each}}{{a}}",
    "{{#each words as |title|}}{{title}}{{upper title}}{{/each}}",
    "{{#each words as |upper|}}{{upper}}{{upper a}}{{/each}}",
    "{{#each words as |index|}}{{@index}}{{index}}{{/each}}",
    "{{#each words as |a b c|}}{{a}}{{b}}{{c}}{{/each}}",
    "{{#each words as ||}}{{/each}}",
    "{{#each words as |a}}{{/each}}",
    "{{#each words as a}}{{/each}}",
    "{{#each list as |x|}}{{#if t}}{{x}}{{/if}}{{else}}{{x}}{{/each}}",
    // with, lookup, log
    "{{#with obj}}{{x}}{{../a}}{{y.z}}{{@root.a}}{{/with}}{{#with none}}x{{else}}no{{/with}}{{#with zero}}{{this}}{{/with}}",
    "{{#with obj as |o|}}{{o.x}}{{x}}{{#with y as |p|}}{{o.x}}{{p.z}}{{/with}}{{/with}}",
    "{{#with obj}}{{#with this}}{{../x}}|{{../../a}}{{/with}}{{/with}}",
    "{{#with undef}}x{{/with}}{{#with \"text\"}}{{this}}{{length}}{{/with}}",
    "{{with obj}}",
    "{{#with}}{{/with}}",
    "{{lookup obj \"x\"}} {{lookup list 1}} {{lookup list n}} {{lookup nul \"x\"}} {{lookup zero \"x\"}} {{lookup str 1}} {{lookup f 1}}",
    "{{lookup obj undef}} {{lookup obj nul}} {{lookup list \"length\"}} {{lookup (lookup obj \"y\") \"z\"}} {{#lookup obj \"x\"}}body{{/lookup}}",
    "{{lookup obj.none}}",
    "{{lookup obj}}",
    "{{lookup}}",
    "{{lookup obj \"x\" 1}}",
    "{{log a}}{{log \"x\" level=\"error\"}}{{#log}}body{{/log}}ok",
    "{{helperMissing}}",
    "{{blockHelperMissing a}}",
    // blocks on fields
    "{{#t}}{{a}}{{/t}}{{#f}}x{{else}}f{{/f}}{{#obj}}{{x}}{{../a}}{{/obj}}{{#nul}}x{{else}}nul{{/nul}}{{#undef}}x{{^}}undef{{/undef}}",
    "{{#list}}{{this}}{{@index}}{{/list}}{{#none}}x{{else}}none{{/none}}{{#zero}}z{{this}}{{/zero}}{{#empty}}e{{this}}{{/empty}}{{#a}}{{this}}{{/a}}",
    "{{^t}}x{{/t}}{{^f}}f{{/f}}{{^list}}x{{else}}list{{/list}}{{^none}}none{{/none}}{{^obj}}x{{/obj}}",
    "{{#obj.list}}{{this}}{{/obj.list}}{{#this.t}}t{{/this.t}}{{#../a}}x{{else}}up{{/../a}}{{#obj/y}}{{z}}{{/obj/y}}",
    "{{#t}}{{#t}}{{../a}}|{{a}}{{/t}}{{/t}}",
    "{{#this}}{{a}}{{/this}}{{#.}}{{a}}{{/.}}",
    "{{#obj as |x|}}[{{x}}]{{/obj}}{{#words as |w i|}}{{w}}{{i}}{{/words}}",
    "{{#each words}}{{#../obj as |x y|}}[{{x}}][{{y}}]{{/../obj}}{{/each}}",
    "{{#t as |x|}}{{x}}{{/t}}",
    "{{#if t as |x|}}{{x}}{{/if}}",
    "{{#if t as |x|}}no reading{{/if}}",
    "{{#title}}body{{/title}}{{^title}}inverse{{/title}}",
    "{{#nohelper}}x{{else}}y{{/nohelper}}{{#nohelper a=1}}x{{else}}y{{/nohelper}}",
    "{{#nohelper 1}}x{{/nohelper}}",
    "{{#obj.x 1}}x{{/obj.x}}",
    "{{#\"obj\"}}{{x}}{{/\"obj\"}}{{#12}}{{this}}{{/12}}{{#true}}{{this}}{{/true}}",
    "{{#@root}}{{a}}{{/@root}}{{#@level}}x{{this}}{{/@level}}{{#@none}}x{{else}}y{{/@none}}",
    // helper blocks
    "{{#wrap}}{{a}}{{/wrap}} {{wrap}} {{#wrap 1}}<{{/wrap}} {{#twice}}{{a}}{{/twice}} {{#otherwise}}x{{else}}{{a}}{{/otherwise}}",
    "{{#scope x=\"1\" y=a}}{{x}}{{y}}{{../a}}{{a}}{{/scope}}",
    "{{#framed 5}}{{@level}}{{@../level}}{{#framed 6}}{{@level}}{{@../level}}{{@../../level}}{{/framed}}{{/framed}}{{@level}}",
    "{{#framed 5 as |x y z|}}{{x}}{{y}}{{z}}{{/framed}}",
    "{{#loop list as |item i|}}{{@number}}{{item}}{{i}}{{this}}{{@first}};{{else}}none{{/loop}}{{#loop obj}}x{{else}}none{{/loop}}",
    "{{#loop things}}{{#loop items}}{{../name}}{{@../number}}{{@number}}{{/loop}}{{/loop}}",
    "{{#show 1 a=2}}body{{/show}} {{{show 1}}} {{#show}}{{/show}}",
    "{{^wrap}}x{{/wrap}} {{^otherwise}}y{{/otherwise}}",
    // raw blocks
    "{{{{wrap}}}} {{a}} {{#if}} {{{{/wrap}}}}",
    "{{{{wrap}}}}a{{{{b}}}}c{{{{/b}}}}d{{{{/wrap}}}}",
    "{{{{wrap 1 a=2}}}}\n{{x}}\n{{{{/wrap}}}}\n",
    "{{{{nohelper}}}}x{{{{/nohelper}}}}",
    "{{{{a}}}}{{{{/b}}}}",
    "{{{{wrap}}}} {{{{/ wrap}}}}",
    "{{{{obj}}}}{{x}}{{{{/obj}}}}",
    "{{{{wrap}}}}no end",
    "{{{{wrap}}}}{{{{/wrap}}}}{{a}}",
    // whitespace
    "x  {{~a}}  {{a~}}  y  {{~a~}}  z {{{~b~}}} w",
    "a {{~#if t~}} b {{~else~}} c {{~/if~}} d",
    "a {{~#if f~}} b {{~else~}} c {{~/if~}} d",
    "a {{#if f~}} b {{~else if t~}} c {{~else}} d {{~/if}} e",
    "a {{#if f}} b {{else if t}} c {{else if f}} d {{~/if}} e",
    "a {{#if t}} b {{else if t}} c {{~/if}} e",
    "a {{#if f}} b {{else if t}} c {{~/if}} e",
    "a {{#if f}} b {{else if f}} c {{else}} d {{~/if}} e",
    "a\n{{#if t}}\n  b\n{{/if}}\nc",
    "a\n  {{#if t}}  \n  b\n  {{else}}  \n  c\n  {{/if}}  \nd",
    "a\n  {{#if f}}  \n  b\n  {{else if t}}  \n  c\n  {{/if}}  \nd",
    "a\n  {{#if f}}  \n  b\n  {{else if f}}  \n  c\n {{else}} \n e\n  {{/if}}  \nd",
    "{{#if t}}\na\n{{/if}}",
    "{{#if t}} a\n{{/if}}\n{{#if t}}\n{{/if}}\n\nb",
    "{{^t}}\na\n{{else}}\nb\n{{/t}}\n",
    "  {{^t}}  \na {{~else~}} \nb\n  {{/t}}\n",
    "a\r\n{{#if t}}\r\nb\r\n{{/if}}\r\nc\r\n",
    "{{#each words}}\n  {{this}}\n{{/each}}\n",
    "{{#each words}}\n  {{#if t}}\n    {{this}}\n  {{/if}}\n{{/each}}\nend",
    "{{!x}}\n{{!y}}\n  {{!z}}\na",
    "a\n\n  {{! c }}\n\nb",
    "\u{a0}{{~a~}}\u{feff}\u{2003}b",
    "{{#if t}}\u{2028}\n x{{/if}}",
    "{{~a}}{{~}}",
    "{{ ~a}}",
    "{{a ~ }}",
    "{{#if t}}{{else}}{{else}}{{/if}}",
    "{{^if t}}{{else if f}}{{/if}}",
    "{{else}}",
    "{{#if t}}{{elsewhere}}{{else-}}{{/if}}",
    "{{ else }}",
    "{{#if f}}x{{ else }}y{{/if}}{{#if f}}x{{ ~else}}y{{/if}}",
    // what is refused
    "{{a",
    "{{a}",
    "{{a}}}",
    "{{{a}}",
    "{{{a}}}}",
    "{{}}",
    "{{ }}",
    "}} }}} {{a}}",
    "{{#if a}}",
    "{{/if}}",
    "{{#if a}}{{/unless}}",
    "{{#obj.x}}{{/obj/x}}",
    "{{#if a}}{{#each b}}{{/if}}{{/each}}",
    "{{a b c}}",
    "{{(show)}}",
    "{{(show) 1}}",
    "{{show (}}",
    "{{show ()}}",
    "{{show (show}}",
    "{{a | b}}",
    "{{a!}}",
    "{{a#b}}",
    "{{ #if a}}{{/if}}",
    "{{ > x}}",
    "{{a {{b}} }}",
    "{{a {{! x }} }}",
    "nul \u{0} {{a}}",
    "{{a}} nul \u{0}",
    "{{! nul \u{0} }}{{show \"\u{0}\"}}",
    "{{*decorated}}",
];

#[test]
fn what_is_written_by_hand_renders_as_in_handlebars() {
    let mut cases: Vec<Case> = PLAIN.iter().map(|template| Case::shared(template, 0)).collect();
    cases.extend(odd_contexts());
    cases.extend(partials());
    assert!(cases.len() >= 250, "{} cases", cases.len());
    compare(&cases, &[context()]);
}

#[test]
fn twenty_thousand_generated_templates_render_as_in_handlebars() {
    let count = std::env::var("STENCIL_CASES").map_or(20_500, |count| count.parse().expect("a number"));
    compare(&generator::cases(count, 20_261_123), &generator::contexts());
}

fn odd_contexts() -> Vec<Case> {
    let template = "{{this}}|{{a}}|{{length}}|{{#if true}}{{this}}{{../this}}{{/if}}|{{#each this}}{{@key}}{{this}}{{/each}}|{{> p x=1}}";
    [
        json!(null),
        json!({"$": "undefined"}),
        json!("text"),
        json!(""),
        json!(0),
        json!(5),
        json!(true),
        json!(false),
        json!([]),
        json!([1, 2]),
    ]
    .into_iter()
    .map(|context| {
        Case::new(template, context).partial(
            "p",
            "<{{this}}{{a}}{{x}}{{length}}{{0}}{{#each this}}{{@key}}{{/each}}>",
        )
    })
    .collect()
}

fn partials() -> Vec<Case> {
    let case = |template: &str| {
        Case::new(template, context())
            .partial("p", "[{{a}}{{x}}{{../a}}{{@index}}{{@root.n}}]")
            .partial("block", "<{{> @partial-block}}>")
            .partial("twice", "{{> @partial-block}}-{{> @partial-block x=\"second\"}}")
            .partial("nested", "{{#> block}}n{{> @partial-block}}{{/block}}")
            .partial(
                "maybe",
                "{{#if @partial-block}}{{> @partial-block}}{{else}}default{{/if}}",
            )
            .partial("dir/name-x", "dir {{a}}")
            .partial("lines", "one\n  two {{a}}\n\nthree")
            .partial("each", "{{#each words as |w|}}{{w}}{{> inner}}{{/each}}")
            .partial("inner", "({{this}}{{w}}{{@index}})")
            .partial("slot", "{{#> head}}default head{{/head}}|{{> body}}")
            .partial("lone", "{{a}}")
            .partial("blank", "")
            .partial("comment", "{{! nothing }}")
            .partial("12", "twelve")
            .partial("recursive", "{{name}}{{#each kids}}({{> recursive}}){{/each}}")
    };
    let templates = [
        "{{> p}} {{>p}} {{> \"p\"}} {{> 'p'}} {{> [p]}}",
        "{{> p obj}} {{> p x=1}} {{> p obj x=1 a=b}} {{> p nul}} {{> p undef x=1}}",
        "{{> p list}} {{> p words x=2}} {{> p \"text\" x=3}} {{> p n}}",
        "{{> dir/name-x}} {{> \"dir/name-x\"}} {{> dir.name-x}}",
        "{{> dir.name-x}}",
        "{{> 12}} {{> \"12\"}}",
        "{{> (show)}}",
        "{{> (lookup . 'pname')}}",
        "{{> (upper 'none')}}",
        "{{#> (upper 'none')}}fallback{{/undefined}}",
        "{{#> (upper 'none')}}fallback{{/upper}}",
        "{{> (safe \"p\") obj x=5}}",
        "{{> (nothing)}}",
        "{{> missing}}",
        "{{#if f}}{{> missing}}{{/if}}ok",
        "{{#> missing}}fallback {{a}}{{/missing}}",
        "{{#> missing obj}}{{x}}{{../a}}{{/missing}}",
        "{{> p a b}}",
        "{{> ../p}}",
        "{{#each words}}{{> p}}{{> p ..}}{{/each}}",
        "{{#each things}}{{> p this x=name}}{{/each}}",
        "{{#each words as |x|}}{{> p}}{{/each}}",
        "{{> each}}",
        "{{#> block}}body {{a}}{{/block}} {{#> nested}}deep {{a}}{{/nested}} {{#> twice}}{{x}}{{a}}{{/twice}}",
        "{{#> maybe}}given{{/maybe}} {{> maybe}} {{#> maybe}}{{/maybe}}",
        "{{#> block obj}}{{x}}{{../a}}{{/block}}",
        "{{#each words}}{{#> block}}{{this}}{{@index}}{{../a}}{{/block}}{{/each}}",
        "{{#each words as |w|}}{{#> block}}{{w}}{{/block}}{{/each}}",
        "{{> @partial-block}}",
        "{{> block}}",
        "{{#> block}}{{> @partial-block}}{{/block}}",
        "{{#> block}}{{#> block}}inner{{/block}}{{/block}}",
        "{{#> block}}{{else}}{{/block}}",
        "{{#> block as |x|}}{{/block}}",
        "{{#*inline \"i\"}}inline {{a}}{{x}}{{../a}}{{/inline}}{{> i}} {{> i obj}} {{> i x=1}}",
        "{{> i}}{{#*inline \"i\"}}hoisted{{/inline}}",
        "{{#if t}}{{#*inline \"i\"}}scoped{{/inline}}{{> i}}{{/if}}{{#> i}}gone{{/i}}",
        "{{#*inline \"p\"}}shadow{{/inline}}{{> p}}",
        "{{#> slot}}{{#*inline \"head\"}}my head {{a}}{{/inline}}{{#*inline \"body\"}}my body{{/inline}}{{/slot}}",
        "{{#> slot}}{{#*inline \"body\"}}my body{{/inline}}{{/slot}}",
        "{{#> slot}}{{/slot}}",
        "{{#each words as |w|}}{{#*inline \"i\"}}{{w}}{{@index}}{{this}}{{/inline}}{{> i}}{{/each}}",
        "{{#*inline \"a\"}}a{{> b}}{{/inline}}{{#*inline \"b\"}}b{{/inline}}{{> a}}",
        "{{#*inline \"x\"}}1{{/inline}}{{#*inline \"x\"}}2{{/inline}}{{> x}}",
        "{{#*inline}}x{{/inline}}ok",
        "{{#*inline \"x\"}}{{else}}{{/inline}}",
        "a\n  {{> lines}}\nb",
        "a\n  {{> lines}}b",
        "a {{> lines}}\nb",
        "  {{> lines}}  \n\n{{> lines}}\n",
        "{{> lone}}\n{{> lone}}",
        "a {{~> lone~}} b",
        "  {{#> block}}  \n  x\n  {{/block}}  \ny",
        "a {{~#> block~}} x {{~/block~}} b",
        "[{{> blank}}{{> comment}}]",
        "{{> recursive tree}}",
        "{{> recursive name=\"r\" kids=things}}",
        "{{> constructor}}",
        "{{> p x=(show a=1)}}",
        "{{> p [with space]}}",
        "{{#with obj}}{{> p ../this}}{{> p}}{{/with}}",
        "{{#with obj}}{{> p x=../a}}{{/with}}",
        "{{> p x=this}}{{> p x=.}}",
        "{{#framed 9}}{{> p x=@level}}{{/framed}}",
    ];
    let mut cases: Vec<Case> = templates.into_iter().map(case).collect();
    let tree = json!({"name": "top", "kids": [{"name": "k1", "kids": []}, {"name": "k2", "kids": [{"name": "k3"}]}], "tree": {"name": "root"}});
    cases.push(
        Case::new("{{> recursive}}", tree)
            .partial("recursive", "{{name}}{{#each kids}}({{> recursive}}){{/each}}"),
    );
    cases.push(Case::new("{{> p}}", json!({})).partial("p", "{{#if}}"));
    cases.push(
        Case::new("{{> a}}", json!({}))
            .partial("a", "{{> b}}")
            .partial("b", "{{#> c}}{{/c}}"),
    );
    cases
}
