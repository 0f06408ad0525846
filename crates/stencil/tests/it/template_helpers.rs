//! The helpers of the comparison; `tests/js/helpers.js` has the same ones for the reference.

use stencil::{Call, Engine, Error, Value};

type Answer = Result<Value, Error>;
type Function = fn(&mut Call<'_, '_>) -> Answer;

pub fn register(engine: &mut Engine) {
    let all: [(&str, Function); 17] = [
        ("upper", |call| Ok(call.arg(0).to_text().to_uppercase().into())),
        ("safe", |call| Ok(Value::safe(&*call.arg(0).to_text()))),
        ("eq", |call| Ok(call.arg(0).is_same(&call.arg(1)).into())),
        ("num", |_| Ok(42.into())),
        ("nothing", |_| Ok(Value::Undefined)),
        ("nul", |_| Ok(Value::Null)),
        ("list3", |_| {
            Ok([Value::from(1), "a<".into(), Value::Null].into_iter().collect())
        }),
        ("title", |_| Ok("TITLE".into())),
        ("fail", |call| Err(call.error("fail"))),
        ("show", show),
        ("dataof", |call| Ok(call.data(&call.arg(0).to_key()))),
        ("wrap", wrap),
        ("twice", twice),
        ("otherwise", otherwise),
        ("scope", scope),
        ("framed", framed),
        ("loop", each),
    ];
    for (name, helper) in all {
        engine.helper(name, helper);
    }
}

/// Everything about a call that can be seen.
fn show(call: &mut Call<'_, '_>) -> Answer {
    let args: Vec<_> = call.args().iter().map(Value::to_text).collect();
    let hash: Vec<_> = call
        .hash_pairs()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    let kind = if call.is_block() { "block" } else { "tag" };
    Ok(format!("{}({};{};{kind})", call.name(), args.join("|"), hash.join(",")).into())
}

fn wrap(call: &mut Call<'_, '_>) -> Answer {
    let this = call.this().clone();
    Ok(format!("<{}>", call.block(&this, &[], &[])?).into())
}

fn twice(call: &mut Call<'_, '_>) -> Answer {
    if !call.is_block() {
        return Err(call.error("a block is needed"));
    }
    let this = call.this().clone();
    call.write_block(&this, &[], &[])?;
    Ok(Value::from_output(call.block(&this, &[], &[])?))
}

fn otherwise(call: &mut Call<'_, '_>) -> Answer {
    if !call.is_block() {
        return Err(call.error("a block is needed"));
    }
    let this = call.this().clone();
    Ok(call.inverse(&this)?.into())
}

fn scope(call: &mut Call<'_, '_>) -> Answer {
    if !call.is_block() {
        return Err(call.error("a block is needed"));
    }
    let fields: stencil::Map = call
        .hash_pairs()
        .map(|(key, value)| (key, value.clone()))
        .collect();
    Ok(call.block(&fields.into_value(), &[], &[])?.into())
}

fn framed(call: &mut Call<'_, '_>) -> Answer {
    if !call.is_block() {
        return Err(call.error("a block is needed"));
    }
    let (this, level) = (call.this().clone(), call.arg(0));
    Ok(call
        .block(&this, &[("level", level.clone())], &[level, "second".into()])?
        .into())
}

fn each(call: &mut Call<'_, '_>) -> Answer {
    if !call.is_block() || call.args().len() != 1 {
        return Err(call.error("a block with one list is needed"));
    }
    let items = call.arg(0);
    let Some(items) = items.as_array() else {
        let this = call.this().clone();
        call.write_inverse(&this)?;
        return Ok(Value::Undefined);
    };
    for (index, item) in items.iter().enumerate() {
        let data = [("index", Value::from(index)), ("number", Value::from(index + 1))];
        call.write_block(item, &data, &[item.clone(), index.into()])?;
    }
    Ok(Value::Undefined)
}
