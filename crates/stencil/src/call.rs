//! What a helper is, and what it sees of the place that calls it.

use std::sync::Arc;

use crate::error::Error;
use crate::program::{self, Branches};
use crate::render::{Frame, Run, Scope, Vars};
use crate::value::Value;

/// The `key=value` pairs of a call.
pub(crate) type Hash = Vec<(Arc<str>, Value)>;

/// A function that templates can call. Closures `Fn(&mut Call) -> Result<Value, Error>` are helpers.
pub trait Helper: Send + Sync {
    /// The value of this call. In a block, what it returns is printed as it is.
    fn call(&self, call: &mut Call<'_, '_>) -> Result<Value, Error>;
}

impl<F> Helper for F
where
    F: Fn(&mut Call<'_, '_>) -> Result<Value, Error> + Send + Sync,
{
    fn call(&self, call: &mut Call<'_, '_>) -> Result<Value, Error> {
        self(call)
    }
}

/// One call of a helper.
pub struct Call<'c, 'r> {
    pub(crate) run: &'c mut Run<'r>,
    pub(crate) scope: &'c Scope<'c>,
    pub(crate) call: &'c program::Call,
    pub(crate) branches: Option<&'c Branches>,
    pub(crate) args: Vec<Value>,
    pub(crate) hash: Hash,
}

impl Call<'_, '_> {
    /// The name by which the helper was called.
    pub fn name(&self) -> &str {
        &self.call.name
    }

    /// The parameters.
    pub fn args(&self) -> &[Value] {
        &self.args
    }

    /// The parameter at this position, `undefined` when it was not given.
    pub fn arg(&self, at: usize) -> Value {
        self.args.get(at).cloned().unwrap_or_default()
    }

    /// The value given as `key=…`.
    pub fn hash(&self, key: &str) -> Option<&Value> {
        self.hash
            .iter()
            .find(|(other, _)| &**other == key)
            .map(|(_, value)| value)
    }

    /// All `key=value` pairs, in the order in which Handlebars.js hands them over: the last one first.
    pub fn hash_pairs(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.hash.iter().map(|(key, value)| (&**key, value))
    }

    /// The current context; an empty object where there is none.
    pub fn this(&self) -> &Value {
        self.scope.helper_this()
    }

    /// The `@` variable `name` (without the `@`).
    pub fn data(&self, name: &str) -> Value {
        self.scope.data.get(name)
    }

    /// `@root`: the context of the page.
    pub fn root(&self) -> Value {
        self.scope.data.root()
    }

    /// Whether the helper was called as `{{#name}}`.
    pub fn is_block(&self) -> bool {
        self.branches.is_some()
    }

    /// Whether the block has an `{{else}}`.
    pub fn has_inverse(&self) -> bool {
        self.branches.is_some_and(|branches| branches.inverse.is_some())
    }

    /// How many names follow `as |`.
    pub fn block_param_count(&self) -> usize {
        let program = self.branches.and_then(|branches| branches.program.as_ref());
        program.map_or(0, |program| program.params.len())
    }

    /// Renders the block with `this` as its context. It is a level for `../` only if it is not the current context.
    ///
    /// With `data` the block gets a frame of `@` variables; `params` are the values for `as |…|`.
    pub fn block(&mut self, this: &Value, data: &[(&str, Value)], params: &[Value]) -> Result<String, Error> {
        let (scope, branches) = (self.scope, self.branches);
        self.run
            .captured(|run| run_block(run, scope, branches, this, data, params))
    }

    /// As [`block`](Self::block), but printed at once, which saves a copy. What the helper returns is printed after it.
    pub fn write_block(
        &mut self,
        this: &Value,
        data: &[(&str, Value)],
        params: &[Value],
    ) -> Result<(), Error> {
        run_block(self.run, self.scope, self.branches, this, data, params)
    }

    /// Renders the `{{else}}` of the block.
    pub fn inverse(&mut self, this: &Value) -> Result<String, Error> {
        self.inverse_with(this, &[])
    }

    /// Renders the `{{else}}` of the block with a frame of `@` variables.
    pub fn inverse_with(&mut self, this: &Value, data: &[(&str, Value)]) -> Result<String, Error> {
        let (scope, branches) = (self.scope, self.branches);
        self.run
            .captured(|run| run_inverse(run, scope, branches, this, data))
    }

    /// As [`inverse`](Self::inverse), but printed at once.
    pub fn write_inverse(&mut self, this: &Value) -> Result<(), Error> {
        run_inverse(self.run, self.scope, self.branches, this, &[])
    }

    /// Prints markup at once, before what the helper returns.
    pub fn write(&mut self, markup: &str) {
        self.run.out.push_str(markup);
    }

    /// Renders a registered partial with `this` as its context; nothing when there is no such partial.
    pub fn partial(&mut self, name: &str, this: &Value) -> Result<Option<String>, Error> {
        let (scope, mut found) = (self.scope, false);
        let text = self.run.captured(|run| {
            found = run.named_partial(name, this, scope)?;
            Ok(())
        })?;
        Ok(found.then_some(text))
    }

    /// The value of a path such as `post.id`, `@site.url`, `../title` or `posts.[0].slug`, against block parameters,
    /// the current context and data. `list[0]` and `list[*].name` (an array) are understood as well.
    pub fn resolve(&self, path: &str) -> Value {
        crate::render::resolve(self.scope, path)
    }

    /// What was given to [`Engine::render`](crate::Engine::render) as `state`.
    pub fn state<T: 'static>(&self) -> Option<&T> {
        self.run.state.downcast_ref()
    }

    /// The name of the template or partial that calls.
    pub fn template(&self) -> &str {
        &self.scope.template.name
    }

    /// An error at the place of this call.
    pub fn error(&self, message: impl Into<String>) -> Error {
        self.scope.error(self.call.place, message)
    }
}

fn run_block(
    run: &mut Run<'_>,
    scope: &Scope<'_>,
    branches: Option<&Branches>,
    this: &Value,
    data: &[(&str, Value)],
    params: &[Value],
) -> Result<(), Error> {
    let Some(program) = branches.and_then(|branches| branches.program.as_ref()) else {
        return Ok(());
    };
    let params = Some(params).filter(|params| !params.is_empty());
    if data.is_empty() {
        return run.body(program, scope, this, scope.data, params);
    }
    let frame = Frame {
        vars: Vars::Pairs(data),
        block: None,
        parent: Some(scope.data),
    };
    run.body(program, scope, this, &frame, params)
}

fn run_inverse(
    run: &mut Run<'_>,
    scope: &Scope<'_>,
    branches: Option<&Branches>,
    this: &Value,
    data: &[(&str, Value)],
) -> Result<(), Error> {
    let Some(program) = branches.and_then(|branches| branches.inverse.as_ref()) else {
        return Ok(());
    };
    if data.is_empty() {
        return run.body(program, scope, this, scope.data, None);
    }
    let frame = Frame {
        vars: Vars::Pairs(data),
        block: None,
        parent: Some(scope.data),
    };
    run.body(program, scope, this, &frame, None)
}
