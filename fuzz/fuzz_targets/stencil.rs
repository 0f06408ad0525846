//! No template makes the engine panic, overflow its stack or run without end.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stencil::{Call, Engine, Limits, Map, Value};

fuzz_target!(|source: &str| {
    let limits = Limits { loop_iterations: 10_000, output_bytes: 1 << 20, ..Limits::default() };
    let mut engine = Engine::express().with_limits(limits);
    engine.helper("wrap", |call: &mut Call<'_, '_>| {
        let this = call.this().clone();
        let inner = call.block(&this, &[("level", call.arg(0))], &[call.arg(0)])?;
        Ok(Value::from_output(format!("<{inner}>")))
    });
    let partial = engine.partial("p", source);
    let template = engine.template("page", source);
    assert_eq!(partial.is_ok(), template.is_ok());
    if template.is_err() {
        return;
    }
    let list: Value = [Value::from(1), "two".into(), Value::Null].into_iter().collect();
    let inner = Map::new().with("a", "<b>").with("list", list.clone());
    let context = Map::new().with("a", "x").with("b", inner).with("list", list).with("t", true).into_value();
    let _ = engine.render("page", &context, &Map::new(), &());
});
