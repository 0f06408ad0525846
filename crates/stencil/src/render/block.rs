//! Bodies of blocks, and blocks on fields.

use super::scope::{Depth, Inlines, Params};
use super::{Frame, Run, Scope};
use crate::error::Error;
use crate::program::{Branches, Call, Program, Section};
use crate::value::Value;

impl Run<'_> {
    /// Runs the body of a block that was written in `scope`.
    pub(crate) fn body(
        &mut self,
        program: &Program,
        scope: &Scope<'_>,
        context: &Value,
        data: &Frame<'_>,
        params: Option<&[Value]>,
    ) -> Result<(), Error> {
        self.enter(scope)?;
        let params = Params {
            names: &program.params,
            values: params,
            parent: scope.params,
        };
        let below = Depth {
            value: context,
            parent: scope.depths,
        };
        let depths = if scope.is_new_context(context) {
            Some(&below)
        } else {
            scope.depths
        };
        let inner = Scope {
            this: context,
            depths,
            data,
            params: Some(&params),
            ..*scope
        };
        self.with_inlines(program, &inner, scope)?;
        self.depth -= 1;
        Ok(())
    }

    /// Runs a program whose inline partials, if any, were written in `definition`.
    pub(super) fn with_inlines(
        &mut self,
        program: &Program,
        scope: &Scope<'_>,
        definition: &Scope<'_>,
    ) -> Result<(), Error> {
        if program.inlines.is_empty() {
            return self.program(program, scope);
        }
        let partials = self.inline_names(program, definition)?;
        let inlines = Inlines {
            partials,
            scope: *definition,
            running: true,
            parent: scope.inlines,
        };
        self.program(
            program,
            &Scope {
                inlines: Some(&inlines),
                ..*scope
            },
        )
    }

    /// One branch of a block with the context and data that are there.
    pub(super) fn branch(
        &mut self,
        program: Option<&Program>,
        scope: &Scope<'_>,
        this: &Value,
    ) -> Result<(), Error> {
        program.map_or(Ok(()), |program| {
            self.body(program, scope, this, scope.data, None)
        })
    }

    /// A block that calls a helper.
    pub(super) fn block(&mut self, call: &Call, scope: &Scope<'_>) -> Result<(), Error> {
        let value = self.call(call, call.block.as_ref(), scope)?;
        value.write_text(&mut self.out);
        Ok(())
    }

    /// A block on a field, unless a helper has its name.
    pub(super) fn section(&mut self, section: &Section, scope: &Scope<'_>) -> Result<(), Error> {
        let branches = &section.branches;
        if let Some((slot, call)) = &section.helper
            && let Some(helper) = self.engine.helper_at(*slot)
        {
            let value = self.helper(helper, call, Some(branches), scope)?;
            value.write_text(&mut self.out);
            return Ok(());
        }
        let value = self.path(&section.path, scope)?;
        self.field_block(&value, branches, scope)
    }

    /// `blockHelperMissing`: a condition, a loop or a context, as the value is. Its `this` may be nothing.
    fn field_block(&mut self, value: &Value, branches: &Branches, scope: &Scope<'_>) -> Result<(), Error> {
        let Branches { program, inverse } = branches;
        match value {
            Value::Bool(true) => self.branch(program.as_ref(), scope, scope.this),
            Value::Bool(false) | Value::Undefined | Value::Null => {
                self.branch(inverse.as_ref(), scope, scope.this)
            }
            Value::Array(items) if items.is_empty() => self.branch(inverse.as_ref(), scope, scope.this),
            Value::Array(_) => self.each(value, branches, scope),
            _ => {
                let Some(program) = program else { return Ok(()) };
                // The names after `as |` get what the blocks around got (a quirk).
                let mut outer = Vec::new();
                if !program.params.is_empty() {
                    let mut level = scope.params;
                    while let Some(params) = level {
                        outer.push(
                            params
                                .values
                                .map(|values| values.iter().cloned().collect())
                                .unwrap_or_default(),
                        );
                        level = params.parent;
                    }
                }
                self.body(program, scope, value, scope.data, Some(&outer))
            }
        }
    }
}
