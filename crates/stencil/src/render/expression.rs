//! Values of paths and calls.

use super::{Frame, Run, Scope, Vars};
use crate::call;
use crate::engine::Implementation;
use crate::error::Error;
use crate::program::{Branches, Call, Expression, Path, Root, Target};
use crate::value::Value;

impl<'e> Run<'e> {
    pub(super) fn value(&mut self, expression: &Expression, scope: &Scope<'_>) -> Result<Value, Error> {
        match expression {
            Expression::Literal(value) => Ok(value.clone()),
            Expression::Path(path) => self.path(path, scope),
            Expression::Call(call) => self.call(call, None, scope),
            Expression::Either(either) => match self.engine.helper_at(either.slot) {
                Some(helper) => self.helper(helper, &either.call, None, scope),
                None => self.path(&either.path, scope),
            },
        }
    }

    /// The value of a parameter; what a helper prints on the way belongs to it.
    pub(super) fn argument(&mut self, expression: &Expression, scope: &Scope<'_>) -> Result<Value, Error> {
        let start = self.out.len();
        let value = self.value(expression, scope)?;
        if self.out.len() == start {
            return Ok(value);
        }
        value.write_text(&mut self.out);
        Ok(Value::from(self.out.split_off(start)))
    }

    pub(super) fn path(&mut self, path: &Path, scope: &Scope<'_>) -> Result<Value, Error> {
        let (start, parts) = match path.root {
            Root::Context(levels) => {
                let Some(context) = scope.context(levels) else {
                    return Ok(Value::Undefined);
                };
                let Some((first, rest)) = path.parts.split_first() else {
                    return Ok(context.clone());
                };
                if context.is_nullish() || (path.falsy && !context.is_true()) {
                    return Ok(context.clone());
                }
                (context.get(first), rest)
            }
            Root::Data(levels) => {
                let Some((first, rest)) = path.parts.split_first() else {
                    return Ok(Value::Undefined);
                };
                let Some(frame) = scope.data.up(levels) else {
                    return Ok(Value::Undefined);
                };
                if &**first == "partial-block" {
                    return self.partial_block_text(frame);
                }
                (frame.get(first), rest)
            }
            Root::Param(levels, at) => (self.param(levels, at, scope)?, &path.parts[..]),
        };
        let mut value = start;
        for part in parts {
            if value.is_nullish() || (path.falsy && !value.is_true()) {
                return Ok(value);
            }
            value = value.get(part);
        }
        Ok(value)
    }

    fn param(&self, levels: u32, at: u32, scope: &Scope<'_>) -> Result<Value, Error> {
        let mut params = scope.params;
        for _ in 0..levels {
            params = params.and_then(|level| level.parent);
        }
        match params.and_then(|level| level.values) {
            Some(values) => Ok(values.get(at as usize).cloned().unwrap_or_default()),
            None => {
                let message = "a name after \"as |\" is read, but the block gives no such values";
                Err(scope.error(crate::error::Place::default(), message))
            }
        }
    }

    /// `@partial-block` as a value: what it prints where there is no context.
    fn partial_block_text(&mut self, frame: &Frame<'_>) -> Result<Value, Error> {
        let Some(block) = frame.partial_block() else {
            return Ok(Value::Undefined);
        };
        let data = Frame {
            vars: Vars::None,
            block: Some(block.outer),
            parent: None,
        };
        let text =
            self.captured(|run| run.body(block.program, &block.scope, &Value::Undefined, &data, None))?;
        Ok(Value::from(text))
    }

    /// Calls a helper; `branches` are those of a block.
    pub(super) fn call(
        &mut self,
        call: &Call,
        branches: Option<&Branches>,
        scope: &Scope<'_>,
    ) -> Result<Value, Error> {
        let (slot, path) = match &call.target {
            Target::Known(slot) => (Some(*slot), None),
            Target::Slot(slot, path) => (Some(*slot), Some(path)),
            Target::Field(path) => (None, Some(path)),
        };
        if let Some(helper) = slot.and_then(|slot| self.engine.helper_at(slot)) {
            return self.helper(helper, call, branches, scope);
        }
        let name = &call.name;
        if let Some(path) = path
            && self.path(path, scope)?.is_true()
        {
            return Err(scope.error(
                call.place,
                format!("\"{name}\" is a field, it cannot be called like a helper"),
            ));
        }
        // Parameters are looked at even if nobody takes them: they may be wrong.
        let (args, _) = self.arguments(call, scope)?;
        if args.is_empty() && path.is_some() {
            return Ok(Value::Undefined);
        }
        Err(scope.error(call.place, format!("there is no helper \"{name}\"")))
    }

    pub(super) fn helper(
        &mut self,
        helper: &'e Implementation,
        call: &Call,
        branches: Option<&Branches>,
        scope: &Scope<'_>,
    ) -> Result<Value, Error> {
        let (args, hash) = self.arguments(call, scope)?;
        match helper {
            Implementation::Native(native) => self.native(*native, call, &args, &hash, branches, scope),
            Implementation::Custom(helper) => helper.call(&mut call::Call {
                run: self,
                scope,
                call,
                branches,
                args,
                hash,
            }),
        }
    }

    fn arguments(&mut self, call: &Call, scope: &Scope<'_>) -> Result<(Vec<Value>, call::Hash), Error> {
        let mut args = Vec::with_capacity(call.args.len());
        for arg in &call.args {
            args.push(self.argument(arg, scope)?);
        }
        Ok((args, self.hash(&call.hash, scope)?))
    }

    pub(super) fn hash(
        &mut self,
        pairs: &[(std::sync::Arc<str>, Expression)],
        scope: &Scope<'_>,
    ) -> Result<call::Hash, Error> {
        let mut hash = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            hash.push((key.clone(), self.argument(value, scope)?));
        }
        Ok(hash)
    }
}
