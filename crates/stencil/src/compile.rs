//! From the syntax tree to a program: names become slots, paths find their root.

use std::collections::HashMap;

use crate::engine::Names;
use crate::error::{Error, Source};
use crate::parse::{self, Block, BlockKind, Body, Node};
use crate::program::{
    Branches, Call, Either, Expression, Hash, Inline, Op, Partial, PartialName, Path, Print, Program, Root,
    Section, Slot, Target,
};
use crate::value::Value;

/// Names that Handlebars.js takes for helpers even where a field could be meant.
const KNOWN: [&str; 8] = [
    "if",
    "unless",
    "each",
    "with",
    "log",
    "lookup",
    "helperMissing",
    "blockHelperMissing",
];

/// Compiles the whole of `source`.
pub(crate) fn compile(source: &Source<'_>, names: &mut Names) -> Result<Program, Error> {
    let body = parse::parse(source)?;
    Compiler {
        source,
        names,
        params: Vec::new(),
    }
    .program(&body)
}

struct Compiler<'a, 's> {
    source: &'a Source<'s>,
    names: &'a mut Names,
    /// The block parameters of the enclosing programs, outermost first.
    params: Vec<Vec<String>>,
}

/// What a name with its parameters can mean.
enum Class {
    Helper,
    Simple,
    Ambiguous,
}

impl Compiler<'_, '_> {
    fn program(&mut self, body: &Body<'_>) -> Result<Program, Error> {
        self.params
            .push(body.params.iter().map(|name| name.clone().into_owned()).collect());
        let mut ops: Vec<Op> = Vec::with_capacity(body.nodes.len());
        let mut inlines = Vec::new();
        let mut text = String::new();
        for node in &body.nodes {
            let op = match node {
                Node::Comment(_) => continue,
                Node::Text(content) => {
                    if !content.is_empty() {
                        text.push_str(content.value);
                    }
                    continue;
                }
                Node::Print { call, escape, .. } => {
                    let value = self.expression_of(call, false)?;
                    Op::Print(Print {
                        value,
                        escape: *escape,
                        place: call.place,
                    })
                }
                Node::Partial(partial) => {
                    text.push_str(partial.indent);
                    self.partial(&partial.call, None)?
                }
                Node::Block(block) => match block.kind {
                    BlockKind::Helper => self.block(block)?,
                    BlockKind::Partial => {
                        let program = block
                            .program
                            .as_ref()
                            .map(|body| self.program(body))
                            .transpose()?;
                        self.partial(&block.call, program)?
                    }
                    BlockKind::Inline => {
                        inlines.push(self.inline(block)?);
                        continue;
                    }
                },
            };
            if !text.is_empty() {
                ops.push(Op::Text(std::mem::take(&mut text).into()));
            }
            ops.push(op);
        }
        if !text.is_empty() {
            ops.push(Op::Text(text.into()));
        }
        self.params.pop();
        let params = body.params.iter().map(|name| self.names.name(name)).collect();
        Ok(Program {
            ops: ops.into(),
            inlines: inlines.into(),
            params,
        })
    }

    fn block(&mut self, block: &Block<'_>) -> Result<Op, Error> {
        let program = block
            .program
            .as_ref()
            .map(|body| self.program(body))
            .transpose()?;
        let inverse = block
            .inverse
            .as_ref()
            .map(|body| self.program(body))
            .transpose()?;
        let branches = Branches { program, inverse };
        let call = &block.call;
        let path = name_path(&call.name);
        Ok(match self.classify(&path, call, false) {
            Class::Helper => Op::Block(Box::new(self.call(&path, call, Some(branches))?)),
            Class::Simple => Op::Section(Box::new(Section {
                helper: None,
                path: self.path(&path, false),
                place: call.place,
                branches,
            })),
            Class::Ambiguous => {
                let slot = self.names.helper(&path.parts[0]);
                let helper = Some((slot, self.bare_call(slot, &path, call)));
                let path = self.path(&path, false);
                Op::Section(Box::new(Section {
                    helper,
                    path,
                    place: call.place,
                    branches,
                }))
            }
        })
    }

    /// The value of `{{name …}}`, or of `(name …)`, which is always a call.
    fn expression_of(&mut self, call: &parse::Call<'_>, sub: bool) -> Result<Expression, Error> {
        let path = name_path(&call.name);
        Ok(match self.classify(&path, call, sub) {
            Class::Helper => Expression::Call(Box::new(self.call(&path, call, None)?)),
            Class::Simple => Expression::Path(self.path(&path, false)),
            Class::Ambiguous => {
                let slot = self.names.helper(&path.parts[0]);
                let call = self.bare_call(slot, &path, call);
                Expression::Either(Box::new(Either {
                    slot,
                    path: self.path(&path, false),
                    call,
                }))
            }
        })
    }

    fn classify(&self, path: &parse::Path<'_>, call: &parse::Call<'_>, sub: bool) -> Class {
        let simple = path.is_simple();
        if simple && self.param(&path.parts[0]).is_some() {
            return Class::Simple;
        }
        let has_params = sub || !call.args.is_empty() || call.hash.is_some();
        match (has_params, simple) {
            (true, _) => Class::Helper,
            (false, true) if KNOWN.contains(&&*path.parts[0]) => Class::Helper,
            (false, true) => Class::Ambiguous,
            (false, false) => Class::Simple,
        }
    }

    fn call(
        &mut self,
        path: &parse::Path<'_>,
        call: &parse::Call<'_>,
        block: Option<Branches>,
    ) -> Result<Call, Error> {
        let args = call
            .args
            .iter()
            .map(|arg| self.expression(arg))
            .collect::<Result<_, _>>()?;
        let hash = self.hash(call.hash.as_deref().unwrap_or_default())?;
        let (name, target) = match path.parts.first() {
            Some(known) if KNOWN.contains(&&**known) => {
                (self.names.name(known), Target::Known(self.names.helper(known)))
            }
            _ if path.is_simple() => {
                let slot = self.names.helper(&path.original);
                (
                    self.names.name(&path.original),
                    Target::Slot(slot, self.path(path, true)),
                )
            }
            _ => (
                self.names.name(&path.original),
                Target::Field(self.path(path, true)),
            ),
        };
        Ok(Call {
            target,
            name,
            args,
            hash,
            block,
            place: call.place,
        })
    }

    /// The call of a helper that is named without parameters.
    fn bare_call(&mut self, slot: Slot, path: &parse::Path<'_>, call: &parse::Call<'_>) -> Call {
        let name = self.names.name(&path.parts[0]);
        Call {
            target: Target::Known(slot),
            name,
            args: Box::default(),
            hash: Box::default(),
            block: None,
            place: call.place,
        }
    }

    fn partial(&mut self, call: &parse::Call<'_>, block: Option<Program>) -> Result<Op, Error> {
        if call.args.len() > 1 {
            let message = format!("a partial takes one context at most, not {}", call.args.len());
            return Err(call.place.error(&self.source.name, message));
        }
        let name = match &call.name {
            parse::Expression::Sub(sub) => PartialName::Dynamic(self.expression_of(sub, true)?),
            name => {
                let name = name.original();
                PartialName::Static(self.names.name(&name), self.names.partial(&name))
            }
        };
        let context = call.args.first().map(|arg| self.expression(arg)).transpose()?;
        let hash = call.hash.as_deref().map(|hash| self.hash(hash)).transpose()?;
        Ok(Op::Partial(Box::new(Partial {
            name,
            context,
            hash,
            block,
            place: call.place,
        })))
    }

    fn inline(&mut self, block: &Block<'_>) -> Result<Inline, Error> {
        if block.call.name.original() != "inline" {
            let message = "only {{#*inline}} is known among decorators";
            return Err(block.call.place.error(&self.source.name, message));
        }
        let name = block.call.args.first().unwrap_or(&parse::Expression::Undefined);
        let program = block
            .program
            .as_ref()
            .map(|body| self.program(body))
            .transpose()?
            .unwrap_or_default();
        Ok(Inline {
            name: self.expression(name)?,
            program,
        })
    }

    /// Pairs in JavaScript's order: the last key first; of two equal ones the first counts.
    fn hash(&mut self, pairs: &[(std::borrow::Cow<'_, str>, parse::Expression<'_>)]) -> Result<Hash, Error> {
        let mut positions: HashMap<&str, usize> = HashMap::new();
        let mut sorted: Vec<(&str, &parse::Expression<'_>)> = Vec::with_capacity(pairs.len());
        for (key, value) in pairs.iter().rev() {
            match positions.get(&**key) {
                Some(&at) => sorted[at].1 = value,
                None => {
                    positions.insert(key, sorted.len());
                    sorted.push((key, value));
                }
            }
        }
        // Handlebars.js leaves out what is literally undefined.
        sorted.retain(|(_, value)| !matches!(value, parse::Expression::Undefined));
        sorted.sort_by_key(|(key, _)| crate::map::array_index(key).unwrap_or(u32::MAX));
        sorted
            .into_iter()
            .map(|(key, value)| Ok((self.names.name(key), self.expression(value)?)))
            .collect()
    }

    fn expression(&mut self, expression: &parse::Expression<'_>) -> Result<Expression, Error> {
        Ok(match expression {
            parse::Expression::Path(path) => Expression::Path(self.path(path, false)),
            parse::Expression::Sub(call) => self.expression_of(call, true)?,
            parse::Expression::String(text) => Expression::Literal(Value::String(self.names.name(text))),
            parse::Expression::Number(number) => Expression::Literal(Value::Number(*number)),
            parse::Expression::Bool(truth) => Expression::Literal(Value::Bool(*truth)),
            parse::Expression::Undefined => Expression::Literal(Value::Undefined),
            parse::Expression::Null => Expression::Literal(Value::Null),
        })
    }

    fn path(&mut self, path: &parse::Path<'_>, falsy: bool) -> Path {
        let param = match path.parts.first() {
            Some(name) if path.depth == 0 && !path.is_scoped() => self.param(name),
            _ => None,
        };
        let mut parts = &path.parts[..];
        let (root, falsy) = match param {
            Some((up, at)) => {
                parts = &parts[1..];
                (Root::Param(up, at), false)
            }
            None if path.data && !parts.is_empty() => (Root::Data(path.depth), true),
            None => (Root::Context(path.depth), falsy),
        };
        Path {
            root,
            parts: parts.iter().map(|part| self.names.name(part)).collect(),
            falsy,
        }
    }

    /// The block parameter `name`: how many programs up, at which position.
    fn param(&self, name: &str) -> Option<(u32, u32)> {
        self.params.iter().rev().enumerate().find_map(|(up, names)| {
            names
                .iter()
                .position(|other| other == name)
                .map(|at| (up as u32, at as u32))
        })
    }
}

/// A literal in the place of a name is the name.
fn name_path<'p>(name: &'p parse::Expression<'p>) -> std::borrow::Cow<'p, parse::Path<'p>> {
    match name {
        parse::Expression::Path(path) => std::borrow::Cow::Borrowed(path),
        literal => {
            let original = literal.original().into_owned();
            std::borrow::Cow::Owned(parse::Path {
                data: false,
                depth: 0,
                parts: vec![original.clone().into()],
                original,
            })
        }
    }
}
