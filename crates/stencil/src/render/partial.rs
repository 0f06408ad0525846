//! Partials: registered, inline, dynamic, with a block.

use std::borrow::Cow;

use super::scope::{Inlines, PartialBlock};
use super::{Frame, Run, Scope, Vars};
use crate::error::Error;
use crate::map::Map;
use crate::program::{Partial, PartialName, Program, Template};
use crate::value::Value;

/// What a name turned out to be.
enum Found<'s> {
    Template(&'s Template),
    Inline(&'s Inlines<'s>, &'s Program),
    Block(&'s PartialBlock<'s>),
}

impl<'e> Run<'e> {
    pub(super) fn partial(&mut self, partial: &Partial, scope: &Scope<'_>) -> Result<(), Error> {
        let mut context = match &partial.context {
            Some(context) => self.argument(context, scope)?,
            None => scope.this.clone(),
        };
        if let Some(hash) = &partial.hash {
            let fields: Map = self.hash(hash, scope)?.into_iter().collect();
            context = context.merged(fields);
        }
        let dynamic = match &partial.name {
            PartialName::Static(..) => None,
            PartialName::Dynamic(name) => Some(self.argument(name, scope)?),
        };
        let name: Cow<'_, str> = match (&partial.name, &dynamic) {
            (PartialName::Static(name, _), _) => Cow::Borrowed(name),
            (_, Some(value)) if value.is_true() => value.to_key(),
            _ => Cow::Borrowed("undefined"),
        };
        let found = self.find(partial, &name, scope);
        match &partial.block {
            None => match found {
                Some(found) => self.found(found, &context, scope.data, scope),
                None => Err(scope.error(partial.place, format!("there is no partial \"{name}\""))),
            },
            Some(program) => self.with_block(program, found, &context, scope),
        }
    }

    fn find<'s>(&self, partial: &Partial, name: &str, scope: &Scope<'s>) -> Option<Found<'s>>
    where
        'e: 's,
    {
        let engine: &'e crate::Engine = self.engine;
        if let Some((inlines, program)) = scope.inline(name) {
            return Some(Found::Inline(inlines, program));
        }
        let template = match &partial.name {
            PartialName::Static(_, slot) => engine.partial_at(*slot),
            PartialName::Dynamic(_) => engine.find_partial(name),
        };
        match template {
            Some(template) => Some(Found::Template(template)),
            None if name == "@partial-block" && matches!(partial.name, PartialName::Static(..)) => {
                scope.data.partial_block().map(Found::Block)
            }
            None => None,
        }
    }

    /// `{{#> name}}…{{/name}}`: the body is `@partial-block` in the partial, or stands in for a missing one.
    fn with_block(
        &mut self,
        program: &Program,
        found: Option<Found<'_>>,
        context: &Value,
        scope: &Scope<'_>,
    ) -> Result<(), Error> {
        let outer = scope.data.partial_block();
        let block = PartialBlock {
            program,
            scope: *scope,
            outer,
        };
        let data = Frame {
            vars: Vars::None,
            block: Some(Some(&block)),
            parent: Some(scope.data),
        };
        let found = found.unwrap_or(Found::Block(&block));
        if program.inlines.is_empty() {
            return self.found(found, context, &data, scope);
        }
        // The partial sees what its block defines.
        let partials = self.inline_names(program, scope)?;
        let inlines = Inlines {
            partials,
            scope: *scope,
            running: false,
            parent: scope.inlines,
        };
        self.found(
            found,
            context,
            &data,
            &Scope {
                inlines: Some(&inlines),
                ..*scope
            },
        )
    }

    fn found(
        &mut self,
        found: Found<'_>,
        context: &Value,
        data: &Frame<'_>,
        scope: &Scope<'_>,
    ) -> Result<(), Error> {
        match found {
            Found::Template(template) => self.template(template, context, data, scope.inlines),
            Found::Inline(inlines, program) => {
                let visible = if inlines.running {
                    Some(inlines)
                } else {
                    inlines.scope.inlines
                };
                let definition = Scope {
                    inlines: visible,
                    ..inlines.scope
                };
                self.body(program, &definition, context, data, None)
            }
            Found::Block(block) => {
                let data = Frame {
                    vars: Vars::None,
                    block: Some(block.outer),
                    parent: Some(data),
                };
                self.body(block.program, &block.scope, context, &data, None)
            }
        }
    }

    /// The names under which a program defines inline partials.
    pub(super) fn inline_names<'s>(
        &mut self,
        program: &'s Program,
        scope: &Scope<'_>,
    ) -> Result<Vec<(Cow<'s, str>, &'s Program)>, Error> {
        let mut partials = Vec::with_capacity(program.inlines.len());
        for inline in &program.inlines {
            let name = self.argument(&inline.name, scope)?.to_key().into_owned();
            partials.push((Cow::Owned(name), &inline.program));
        }
        Ok(partials)
    }

    /// Renders the registered partial `name` for a helper.
    pub(crate) fn named_partial(
        &mut self,
        name: &str,
        context: &Value,
        scope: &Scope<'_>,
    ) -> Result<bool, Error> {
        let engine: &'e crate::Engine = self.engine;
        let Some(template) = engine.find_partial(name) else {
            return Ok(false);
        };
        self.template(template, context, scope.data, None)?;
        Ok(true)
    }
}
