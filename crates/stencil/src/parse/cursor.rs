//! The parser's place in the tokens, and what the whole grammar needs of it.

use super::token::{Kind, Token};
use crate::error::{Error, Place, Source};

pub(super) struct Parser<'a, 's> {
    pub(super) source: &'a Source<'s>,
    tokens: std::iter::Peekable<std::vec::IntoIter<Token<'s>>>,
    /// The token that is looked at.
    pub(super) kind: Kind<'s>,
    pub(super) place: Place,
    depth: usize,
}

impl<'a, 's> Parser<'a, 's> {
    pub(super) fn new(source: &'a Source<'s>, tokens: Vec<Token<'s>>) -> Self {
        let mut parser = Self {
            source,
            tokens: tokens.into_iter().peekable(),
            kind: Kind::End,
            place: Place::default(),
            depth: 0,
        };
        parser.advance();
        parser
    }

    pub(super) fn nested<T>(
        &mut self,
        parse: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if self.depth >= super::DEPTH {
            let message = format!(
                "blocks and parentheses are nested more than {} deep",
                super::DEPTH
            );
            return Err(self.place.error(&self.source.name, message));
        }
        self.depth += 1;
        let result = parse(self);
        self.depth -= 1;
        result
    }

    pub(super) fn close(&mut self) -> Result<bool, Error> {
        match self.kind {
            Kind::Close { tilde } => {
                self.advance();
                Ok(tilde)
            }
            _ => Err(self.unexpected("\"}}\" was expected")),
        }
    }

    pub(super) fn close_unescaped(&mut self) -> Result<bool, Error> {
        match self.kind {
            Kind::CloseUnescaped { tilde } => {
                self.advance();
                Ok(tilde)
            }
            _ => Err(self.unexpected("\"}}}\" was expected")),
        }
    }

    /// Goes to the next token and returns the one left behind.
    pub(super) fn advance(&mut self) -> Kind<'s> {
        match self.tokens.next() {
            Some(token) => {
                self.place = token.place;
                std::mem::replace(&mut self.kind, token.kind)
            }
            None => std::mem::replace(&mut self.kind, Kind::End),
        }
    }

    pub(super) fn advance_if(&mut self, kind: &Kind<'s>) -> Option<Kind<'s>> {
        (self.kind == *kind).then(|| self.advance())
    }

    /// The token after the one that is looked at.
    pub(super) fn next_kind(&mut self) -> Option<&Kind<'s>> {
        self.tokens.peek().map(|token| &token.kind)
    }

    pub(super) fn unexpected(&self, hint: &str) -> Error {
        self.place.error(
            &self.source.name,
            format!("{} does not belong here: {hint}", self.kind.name()),
        )
    }

    pub(super) fn fail(&self, place: Place, message: String) -> Error {
        place.error(&self.source.name, message)
    }
}
