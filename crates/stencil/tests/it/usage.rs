//! The engine as its users in Rust have it.

use std::sync::Arc;

use serde_json::json;
use stencil::{Call, Engine, Error, Map, Object, Value};

use crate::case::value;

fn render(engine: &mut Engine, source: &str, context: &Value) -> String {
    engine.template("page", source).expect("a template");
    engine.render("page", context, &Map::new(), &()).expect("a page")
}

#[test]
fn an_engine_is_shared_between_threads() {
    let mut engine = Engine::new();
    engine
        .template("page", "{{#each list}}{{this}}{{/each}}")
        .expect("a template");
    let engine = Arc::new(engine);
    let context = value(&json!({"list": [1, 2, 3]}));
    std::thread::scope(|scope| {
        let pages: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| engine.render("page", &context, &Map::new(), &())))
            .collect();
        for page in pages {
            assert_eq!(page.join().expect("a thread").as_deref(), Ok("123"));
        }
    });
}

#[test]
fn names_registered_later_are_found_and_replace_earlier_ones() {
    let mut engine = Engine::new();
    engine
        .template("page", "{{> p}}{{later}}{{#if 0}}a{{/if}}")
        .expect("a template");
    assert!(!engine.has_helper("later") && !engine.has_partial("p") && engine.has_template("page"));
    engine.partial("p", "one").expect("a partial");
    engine.partial("p", "two").expect("a partial");
    engine.helper("later", |_: &mut Call<'_, '_>| Ok(Value::safe("<b>")));
    engine.helper("if", |_: &mut Call<'_, '_>| Ok(Value::from("mine")));
    assert!(engine.has_helper("later") && engine.has_partial("p"));
    assert_eq!(
        engine
            .render("page", &Value::Undefined, &Map::new(), &())
            .as_deref(),
        Ok("two<b>mine")
    );
}

#[test]
fn fields_can_be_made_when_they_are_asked_for() {
    #[derive(Debug)]
    struct Numbers;
    impl Object for Numbers {
        fn get(&self, key: &str) -> Option<Value> {
            key.parse().ok().map(|number: f64| Value::from(number * 2.0))
        }
        fn keys(&self) -> Vec<Arc<str>> {
            vec!["20".into(), "21".into()]
        }
    }
    let context = Map::new().with("double", Value::object(Numbers)).into_value();
    let page = render(
        &mut Engine::new(),
        "{{double.[4]}} {{double.x}} {{#each double}}{{@key}}={{this}};{{/each}}",
        &context,
    );
    assert_eq!(page, "8  20=40;21=42;");
}

#[test]
fn a_helper_reads_state_data_root_and_paths() {
    let mut engine = Engine::new();
    engine.helper("ask", |call: &mut Call<'_, '_>| -> Result<Value, Error> {
        let count = call.state::<usize>().copied().unwrap_or_default();
        assert!(call.state::<String>().is_none());
        let paths: Vec<String> = call
            .args()
            .iter()
            .map(|path| call.resolve(&path.to_text()).to_text().into_owned())
            .collect();
        let root = call.root().get("name");
        Ok(format!(
            "{count} {root} {} {}",
            call.data("site").get("url"),
            paths.join("|")
        )
        .into())
    });
    let source = "{{#each posts as |post|}}{{ask 'id' 'post.id' '@site.url' '../name' 'tags[*].slug' 'tags.[0].slug' 'tags[1].slug' '@index' '@../../site.url' 'no.where' 'this.id' '.'}};{{/each}}";
    engine.template("page", source).expect("a template");
    let context = value(&json!({"name": "N", "posts": [{"id": 7, "tags": [{"slug": "a"}, {"slug": "b"}]}]}));
    let data = Map::new().with("site", Map::new().with("url", "/"));
    let page = engine.render("page", &context, &data, &3_usize).expect("a page");
    assert_eq!(page, "3 N / 7|7|/|N|a,b|a|b|0|/||7|[object Object];");
}

#[test]
fn a_helper_renders_partials_and_branches_and_catches_errors() {
    let mut engine = Engine::new();
    engine.partial("card", "<{{name}}{{@site}}>").expect("a partial");
    engine.helper("try", |call: &mut Call<'_, '_>| -> Result<Value, Error> {
        let this = call.this().clone();
        match call.block(&this, &[], &[]) {
            Ok(text) => Ok(Value::from_output(text)),
            Err(error) => Ok(Value::from(format!(
                "[{}]{}",
                error.message,
                call.inverse(&this)?
            ))),
        }
    });
    engine.helper("card", |call: &mut Call<'_, '_>| -> Result<Value, Error> {
        let this = call.this().clone();
        assert_eq!(call.partial("nobody", &this)?, None);
        Ok(Value::safe(call.partial("card", &this)?.unwrap_or_default()))
    });
    engine
        .template(
            "page",
            "{{card}}{{#try}}kept{{/try}}{{#try}}lost{{#if t}}{{nobody 1}}{{/if}}{{else}}else{{/try}}",
        )
        .expect("a template");
    let context = value(&json!({"name": "n", "t": true}));
    let page = engine
        .render("page", &context, &Map::new().with("site", "S"), &())
        .expect("a page");
    assert_eq!(page, "<nS>kept[there is no helper \"nobody\"]else");
}

#[test]
fn values_know_truth_text_and_order() {
    let map: Map = [("b", 1), ("10", 2), ("2", 3), ("a", 4)].into_iter().collect();
    assert_eq!(
        map.iter().map(|(key, _)| &**key).collect::<Vec<_>>(),
        ["2", "10", "b", "a"]
    );
    let many: Map = (0..100)
        .rev()
        .map(|number| (format!("key{number}"), number))
        .collect();
    assert_eq!(many.get("key42").and_then(Value::as_number), Some(42.0));
    assert_eq!((many.len(), many.get("none").is_none()), (100, true));
    assert!(
        Value::from(Vec::<Value>::new()).is_empty()
            && !Value::from(0).is_empty()
            && !Value::from(0).is_truthy()
    );
    assert_eq!(
        value(&json!([1, [null, "x"], {}])).to_text(),
        "1,,x,[object Object]"
    );
    assert_eq!(Value::from(None::<i32>).to_key(), "null");
}
