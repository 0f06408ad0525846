//! What templates name that nobody has registered: found without rendering them.

use crate::{
    Engine, Error,
    error::Place,
    program::{Branches, Call, Expression, Inline, Op, Partial, PartialName, Program, Target, Template},
    value::Value,
};
use std::collections::BTreeSet;

impl Engine {
    /// The first partial or helper, in the order of names and places, that would be an error where it is reached: a
    /// partial without a block of its own, a helper that is given something. Names that are known only while a page is
    /// rendered are not looked at.
    pub fn missing(&self) -> Option<Error> {
        let partials = self.partials.iter().flatten();
        let mut all: Vec<&Template> = self.all_templates().chain(partials).collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        let mut inlines = BTreeSet::new();
        for template in &all {
            defined(&template.program, &mut inlines);
        }
        all.into_iter().find_map(|template| {
            let mut search = Search {
                engine: self,
                inlines: &inlines,
                found: None,
            };
            search.program(&template.program);
            let (place, message) = search.found?;
            Some(place.error(&template.name, message))
        })
    }
}

/// Names of inline partials, wherever they are defined.
fn defined<'p>(program: &'p Program, names: &mut BTreeSet<&'p str>) {
    for Inline { name, program } in &program.inlines {
        if let Expression::Literal(Value::String(name)) = name {
            names.insert(name.as_ref());
        }
        defined(program, names);
    }
    for op in &program.ops {
        let branches = match op {
            Op::Block(call) => call.block.as_ref(),
            Op::Section(section) => Some(&section.branches),
            Op::Partial(partial) => {
                if let Some(block) = &partial.block {
                    defined(block, names);
                }
                None
            }
            Op::Text(_) | Op::Print(_) => None,
        };
        for program in branches.into_iter().flat_map(programs) {
            defined(program, names);
        }
    }
}

fn programs(branches: &Branches) -> impl Iterator<Item = &Program> {
    branches.program.iter().chain(&branches.inverse)
}

struct Search<'e> {
    engine: &'e Engine,
    inlines: &'e BTreeSet<&'e str>,
    found: Option<(Place, String)>,
}

impl Search<'_> {
    fn is_missing(&mut self, place: Place, message: String) {
        self.found.get_or_insert((place, message));
    }

    fn program(&mut self, program: &Program) {
        for inline in &program.inlines {
            self.program(&inline.program);
        }
        for op in &program.ops {
            match op {
                Op::Text(_) => {}
                Op::Print(print) => self.expression(&print.value),
                Op::Block(call) => self.call(call),
                Op::Section(section) => {
                    for program in programs(&section.branches) {
                        self.program(program);
                    }
                }
                Op::Partial(partial) => self.partial(partial),
            }
        }
    }

    fn partial(&mut self, partial: &Partial) {
        match (&partial.name, &partial.block) {
            (PartialName::Static(name, slot), None)
                if self.engine.partial_at(*slot).is_none() && !self.inlines.contains(name.as_ref()) =>
            {
                self.is_missing(partial.place, format!("there is no partial \"{name}\""));
            }
            (PartialName::Dynamic(name), _) => self.expression(name),
            _ => {}
        }
        let hash = partial.hash.iter().flatten().map(|(_, value)| value);
        for value in partial.context.iter().chain(hash) {
            self.expression(value);
        }
        if let Some(block) = &partial.block {
            self.program(block);
        }
    }

    fn expression(&mut self, expression: &Expression) {
        if let Expression::Call(call) = expression {
            self.call(call);
        }
    }

    fn call(&mut self, call: &Call) {
        if let Target::Known(slot) | Target::Slot(slot, _) = &call.target
            && self.engine.helper_at(*slot).is_none()
            && !call.args.is_empty()
        {
            self.is_missing(call.place, format!("there is no helper \"{}\"", call.name));
        }
        for value in call.args.iter().chain(call.hash.iter().map(|(_, value)| value)) {
            self.expression(value);
        }
        for program in call.block.iter().flat_map(programs) {
            self.program(program);
        }
    }
}
