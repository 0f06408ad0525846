//! Runs a program: one pass over its operations, one output.

mod block;
mod expression;
mod native;
mod output;
mod partial;
mod resolve;
mod scope;

use std::any::Any;
use std::collections::HashMap;

pub(crate) use native::Native;
pub(crate) use resolve::resolve;
pub(crate) use scope::{Frame, Scope, Vars};

use crate::engine::Engine;
use crate::error::{Error, Place};
use crate::map::Map;
use crate::program::{Op, Program, Template};
use crate::value::Value;
use scope::Depth;

/// One rendering: its output so far and how far it may go.
pub(crate) struct Run<'e> {
    pub engine: &'e Engine,
    pub state: &'e dyn Any,
    pub out: String,
    depth: usize,
    turns: usize,
    /// What `{{#contentFor}}` has collected.
    contents: HashMap<String, Vec<String>>,
}

impl<'e> Run<'e> {
    pub(crate) fn new(engine: &'e Engine, state: &'e dyn Any) -> Self {
        Self {
            engine,
            state,
            out: String::new(),
            depth: 0,
            turns: 0,
            contents: HashMap::new(),
        }
    }

    /// Renders a template as a page.
    pub(crate) fn page(&mut self, template: &Template, context: &Value, data: &Map) -> Result<String, Error> {
        let given = Frame {
            vars: Vars::Map(data),
            block: None,
            parent: None,
        };
        let root = Frame {
            vars: Vars::Root(context),
            block: None,
            parent: Some(&given),
        };
        self.template(template, context, &root, None)?;
        Ok(std::mem::take(&mut self.out))
    }

    /// Renders a template with a stack of contexts of its own.
    fn template<'s>(
        &mut self,
        template: &'s Template,
        context: &'s Value,
        data: &'s Frame<'s>,
        inlines: Option<&'s scope::Inlines<'s>>,
    ) -> Result<(), Error> {
        let depths = Depth {
            value: context,
            parent: None,
        };
        let scope = Scope {
            this: context,
            depths: Some(&depths),
            data,
            params: None,
            inlines,
            template,
        };
        self.enter(&scope)?;
        // Its inline partials have nothing above them.
        self.with_inlines(
            &template.program,
            &scope,
            &Scope {
                depths: None,
                ..scope
            },
        )?;
        self.depth -= 1;
        Ok(())
    }

    /// Runs the operations of a program in `scope`.
    fn program(&mut self, program: &Program, scope: &Scope<'_>) -> Result<(), Error> {
        for op in &program.ops {
            let (place, done) = match op {
                Op::Text(text) => {
                    self.out.push_str(text);
                    continue;
                }
                Op::Print(print) => (print.place, self.print(print, scope)),
                Op::Block(call) => (call.place, self.block(call, scope)),
                Op::Section(section) => (section.place, self.section(section, scope)),
                Op::Partial(partial) => (partial.place, self.partial(partial, scope)),
            };
            let done = done.and_then(|()| self.check_length(scope));
            done.map_err(|error| error.placed(place, &scope.template.name))?;
        }
        Ok(())
    }

    fn check_length(&self, scope: &Scope<'_>) -> Result<(), Error> {
        let limit = self.engine.limits.output_bytes;
        if self.out.len() <= limit {
            return Ok(());
        }
        Err(scope.error(Place::default(), format!("the page is longer than {limit} bytes")))
    }

    /// Goes one level deeper, if the limits allow it.
    fn enter(&mut self, scope: &Scope<'_>) -> Result<(), Error> {
        let place = Place::default();
        let limits = &self.engine.limits;
        self.depth += 1;
        self.turns += 1;
        if self.depth > limits.depth {
            let message = format!("blocks and partials are nested more than {} deep", limits.depth);
            return Err(scope.error(place, message));
        }
        if self.turns > limits.loop_iterations {
            let message = format!(
                "more than {} blocks, loop turns and partials",
                limits.loop_iterations
            );
            return Err(scope.error(place, message));
        }
        Ok(())
    }

    /// Runs `render` and takes what it has printed out of the output.
    pub(crate) fn captured(
        &mut self,
        render: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<String, Error> {
        let (start, depth) = (self.out.len(), self.depth);
        match render(self) {
            Ok(()) => Ok(self.out.split_off(start)),
            Err(error) => {
                self.out.truncate(start);
                self.depth = depth;
                Err(error)
            }
        }
    }
}
