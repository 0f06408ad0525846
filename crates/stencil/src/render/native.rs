//! The helpers that every template has.

use std::sync::Arc;

use super::{Frame, Run, Scope, Vars};
use crate::call::Hash;
use crate::error::Error;
use crate::program::{Branches, Call};
use crate::value::Value;

/// A built-in helper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Native {
    If,
    Unless,
    Each,
    With,
    Lookup,
    Log,
    ContentFor,
    Block,
}

impl Native {
    pub(crate) const ALL: [(&str, Native); 8] = [
        ("if", Self::If),
        ("unless", Self::Unless),
        ("each", Self::Each),
        ("with", Self::With),
        ("lookup", Self::Lookup),
        ("log", Self::Log),
        ("contentFor", Self::ContentFor),
        ("block", Self::Block),
    ];
}

impl Run<'_> {
    pub(super) fn native(
        &mut self,
        native: Native,
        call: &Call,
        args: &[Value],
        hash: &Hash,
        branches: Option<&Branches>,
        scope: &Scope<'_>,
    ) -> Result<Value, Error> {
        let fail = |message: String| Err(scope.error(call.place, message));
        let name = &call.name;
        let this = scope.helper_this();
        match (native, args, branches) {
            (Native::Log, ..) => return Ok(Value::Undefined),
            (Native::Lookup, [object, ..], _) if !object.is_true() => return Ok(object.clone()),
            (Native::Lookup, [object, key], _) => return Ok(object.get(&key.to_key())),
            (Native::Lookup, ..) => return fail("{{lookup}} takes an object and the name of a field".into()),
            (Native::Block, [key], _) => return self.content(&key.to_key(), branches, scope),
            (Native::Block, ..) => return fail("{{block}} takes one name".into()),
            (_, _, None) => {
                return fail(format!(
                    "{{{{{name}}}}} is a block: {{{{#{name} …}}}}…{{{{/{name}}}}}"
                ));
            }
            (Native::If | Native::Unless, [condition], Some(branches)) => {
                let zero = hash
                    .iter()
                    .any(|(key, value)| &**key == "includeZero" && value.is_true());
                let holds = !((!zero && !condition.is_true()) || condition.is_empty());
                let branch = if holds == (native == Native::If) {
                    &branches.program
                } else {
                    &branches.inverse
                };
                self.branch(branch.as_ref(), scope, this)?;
            }
            (Native::With, [context], Some(branches)) if context.is_empty() => {
                self.branch(branches.inverse.as_ref(), scope, this)?;
            }
            (Native::With, [context], Some(branches)) => {
                if let Some(program) = &branches.program {
                    self.body(
                        program,
                        scope,
                        context,
                        scope.data,
                        Some(std::slice::from_ref(context)),
                    )?;
                }
            }
            (Native::Each, [items], Some(branches)) => self.each(items, branches, scope)?,
            (Native::ContentFor, [key], Some(branches)) => {
                let text = self.captured(|run| run.branch(branches.program.as_ref(), scope, this))?;
                self.contents
                    .entry(key.to_key().into_owned())
                    .or_default()
                    .push(text);
            }
            (_, args, _) => {
                return fail(format!(
                    "{{{{#{name}}}}} takes exactly one value, not {}",
                    args.len()
                ));
            }
        }
        Ok(Value::Undefined)
    }

    /// Goes through the elements of an array or the fields of an object.
    pub(super) fn each(
        &mut self,
        items: &Value,
        branches: &Branches,
        scope: &Scope<'_>,
    ) -> Result<(), Error> {
        match items {
            Value::Array(list) if !list.is_empty() => {
                for (index, item) in list.iter().enumerate() {
                    let key = Value::from(index);
                    self.turn(item, key, index, list.len(), branches, scope)?;
                }
                return Ok(());
            }
            Value::Object(_) | Value::Safe(_) => {
                let keys: Vec<Arc<str>> = items.keys();
                for (index, key) in keys.iter().enumerate() {
                    let item = items.get(key);
                    self.turn(
                        &item,
                        Value::String(key.clone()),
                        index,
                        keys.len(),
                        branches,
                        scope,
                    )?;
                }
                if !keys.is_empty() {
                    return Ok(());
                }
            }
            _ => {}
        }
        self.branch(branches.inverse.as_ref(), scope, scope.helper_this())
    }

    fn turn(
        &mut self,
        item: &Value,
        key: Value,
        index: usize,
        count: usize,
        branches: &Branches,
        scope: &Scope<'_>,
    ) -> Result<(), Error> {
        let Some(program) = &branches.program else {
            return Ok(());
        };
        let params = [item.clone(), key];
        let vars = Vars::Loop {
            index,
            key: &params[1],
            first: index == 0,
            last: index + 1 == count,
        };
        let data = Frame {
            vars,
            block: None,
            parent: Some(scope.data),
        };
        self.body(program, scope, item, &data, Some(&params))
    }

    /// `{{#block}}`: what `{{#contentFor}}` has collected under this name, else its own body.
    fn content(&mut self, key: &str, branches: Option<&Branches>, scope: &Scope<'_>) -> Result<Value, Error> {
        if let Some(pieces) = self.contents.get(key) {
            return Ok(Value::from(pieces.join("\n")));
        }
        match branches {
            Some(branches) => {
                self.branch(branches.program.as_ref(), scope, scope.helper_this())?;
                Ok(Value::Undefined)
            }
            None => Ok(Value::Undefined),
        }
    }
}
