//! The grammar inside a tag: names, paths, parameters, literals, sub-expressions.

use std::borrow::Cow;

use super::cursor::Parser;
use super::token::Kind;
use super::tree::{Call, Expression, Path};
use crate::error::{Error, Place};
use crate::value::Value;

impl<'s> Parser<'_, 's> {
    /// `name param… key=param…`
    pub(super) fn call(&mut self, place: Place) -> Result<Call<'s>, Error> {
        let name = self.helper_name()?;
        self.params(name, place)
    }

    /// As [`call`](Self::call), but the name may be a sub-expression.
    pub(super) fn partial_call(&mut self, place: Place) -> Result<Call<'s>, Error> {
        let name = self.param()?;
        self.params(name, place)
    }

    fn params(&mut self, name: Expression<'s>, place: Place) -> Result<Call<'s>, Error> {
        let mut args = Vec::new();
        while self.begins_param() && !self.begins_pair() {
            args.push(self.param()?);
        }
        let mut pairs = Vec::new();
        while self.begins_pair() {
            let Kind::Id(key) = self.advance() else { break };
            self.advance();
            pairs.push((key.part, self.param()?));
        }
        let hash = (!pairs.is_empty()).then_some(pairs);
        Ok(Call {
            name,
            args,
            hash,
            place,
        })
    }

    fn begins_param(&self) -> bool {
        matches!(
            self.kind,
            Kind::OpenSub
                | Kind::Id(_)
                | Kind::Data
                | Kind::String(_)
                | Kind::Number(_)
                | Kind::Bool(_)
                | Kind::Undefined
                | Kind::Null
        )
    }

    fn begins_pair(&mut self) -> bool {
        matches!(self.kind, Kind::Id(_)) && self.next_kind() == Some(&Kind::Equals)
    }

    fn param(&mut self) -> Result<Expression<'s>, Error> {
        if self.kind == Kind::OpenSub {
            self.nested(Self::sub_expression)
        } else {
            self.helper_name()
        }
    }

    fn sub_expression(&mut self) -> Result<Expression<'s>, Error> {
        let place = self.place;
        self.advance();
        let call = self.call(place)?;
        if self.advance_if(&Kind::CloseSub).is_none() {
            return Err(self.unexpected("\")\" was expected"));
        }
        Ok(Expression::Sub(Box::new(call)))
    }

    /// A path, a data path or a literal.
    pub(super) fn helper_name(&mut self) -> Result<Expression<'s>, Error> {
        match self.kind {
            Kind::Data => {
                let place = self.place;
                self.advance();
                self.path(true, place)
            }
            Kind::Id(_) => self.path(false, self.place),
            Kind::String(_) | Kind::Number(_) | Kind::Bool(_) | Kind::Undefined | Kind::Null => {
                Ok(match self.advance() {
                    Kind::String(text) => Expression::String(text),
                    Kind::Number(number) => Expression::Number(number),
                    Kind::Bool(truth) => Expression::Bool(truth),
                    Kind::Null => Expression::Null,
                    _ => Expression::Undefined,
                })
            }
            _ => Err(self.unexpected("a name or a value was expected")),
        }
    }

    fn path(&mut self, data: bool, place: Place) -> Result<Expression<'s>, Error> {
        let mut path = Path {
            data,
            depth: 0,
            parts: Vec::new(),
            original: String::new(),
        };
        if data {
            path.original.push('@');
        }
        loop {
            let Kind::Id(id) = &self.kind else {
                return Err(self.unexpected("a name was expected"));
            };
            let id = id.clone();
            self.advance();
            path.original.push_str(&id.part);
            if !id.literal && matches!(&*id.part, ".." | "." | "this") {
                if !path.parts.is_empty() {
                    let message = format!(
                        "\"{}\" is not a path: \"{}\" can only begin one",
                        path.original, id.part
                    );
                    return Err(self.fail(place, message));
                }
                path.depth += u32::from(id.part == "..");
            } else {
                path.parts.push(id.part);
            }
            match self.kind {
                Kind::Separator(c) => {
                    path.original.push(c);
                    self.advance();
                }
                _ => return Ok(Expression::Path(path)),
            }
        }
    }
}

impl Expression<'_> {
    /// The name as a closing tag or an error says it.
    pub(crate) fn original(&self) -> Cow<'_, str> {
        match self {
            Self::Path(path) => Cow::Borrowed(&path.original),
            Self::String(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(Value::Number(*number).to_text().into_owned()),
            Self::Bool(true) => Cow::Borrowed("true"),
            Self::Bool(false) => Cow::Borrowed("false"),
            Self::Null => Cow::Borrowed("null"),
            // A dynamic partial block is closed by {{/undefined}}: it has no name.
            Self::Undefined | Self::Sub(_) => Cow::Borrowed("undefined"),
        }
    }

    /// Whether a block of this name may end with that one: the same text or the same literal.
    pub(super) fn closes_with(&self, closing: &Self) -> bool {
        let kind = |expression: &Self| match expression {
            Self::Path(_) | Self::String(_) => 0,
            Self::Number(_) => 1,
            Self::Bool(_) => 2,
            Self::Null => 3,
            Self::Undefined | Self::Sub(_) => 4,
        };
        kind(self) == kind(closing) && self.original() == closing.original()
    }
}
