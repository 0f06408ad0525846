//! The grammar of statements.

use std::borrow::Cow;

use super::cursor::Parser;
use super::token::{Kind, Strip};
use super::tree::{Block, BlockKind, Body, Call, Expression, Node, Partial, Text};
use crate::error::{Error, Place};

/// What follows the first branch of a block: `{{else}}…` or `{{else name}}…`.
struct Otherwise<'s> {
    strip: Strip,
    body: Body<'s>,
}

impl<'s> Parser<'_, 's> {
    pub(super) fn template(mut self) -> Result<Body<'s>, Error> {
        let nodes = self.nodes()?;
        if self.kind != Kind::End {
            return Err(self.unexpected("a block was opened before it"));
        }
        Ok(Body {
            nodes,
            ..Body::default()
        })
    }

    fn nodes(&mut self) -> Result<Vec<Node<'s>>, Error> {
        let mut nodes = Vec::new();
        loop {
            match self.kind {
                Kind::Content(text) => {
                    self.advance();
                    nodes.push(content(text));
                }
                Kind::Comment(strip) => {
                    self.advance();
                    nodes.push(Node::Comment(strip));
                }
                Kind::Open { .. } | Kind::OpenUnescaped { .. } => nodes.push(self.print()?),
                Kind::OpenPartial { tilde } => nodes.push(self.partial(tilde)?),
                Kind::OpenRaw => nodes.push(self.raw_block()?),
                Kind::OpenBlock { tilde, decorator } => {
                    nodes.push(self.nested(|parser| parser.block(tilde, decorator))?);
                }
                Kind::OpenInverse { tilde } => nodes.push(self.nested(|parser| parser.inverse_block(tilde))?),
                Kind::OpenPartialBlock { tilde } => {
                    nodes.push(self.nested(|parser| parser.partial_block(tilde))?)
                }
                _ => return Ok(nodes),
            }
        }
    }

    fn print(&mut self) -> Result<Node<'s>, Error> {
        let place = self.place;
        let (before, escape, triple) = match self.advance() {
            Kind::Open { decorator: true, .. } => {
                return Err(place.error(&self.source.name, "only {{#*inline}} is known among decorators"));
            }
            Kind::Open { tilde, raw, .. } => (tilde, !raw, false),
            Kind::OpenUnescaped { tilde } => (tilde, false, true),
            _ => return Err(self.unexpected("\"{{\" was expected")),
        };
        let call = self.call(place)?;
        let after = if triple {
            self.close_unescaped()?
        } else {
            self.close()?
        };
        Ok(Node::Print {
            call,
            escape,
            strip: Strip { before, after },
        })
    }

    fn partial(&mut self, before: bool) -> Result<Node<'s>, Error> {
        let place = self.place;
        self.advance();
        let call = self.partial_call(place)?;
        let after = self.close()?;
        Ok(Node::Partial(Box::new(Partial {
            call,
            indent: "",
            strip: Strip { before, after },
        })))
    }

    fn raw_block(&mut self) -> Result<Node<'s>, Error> {
        let place = self.place;
        self.advance();
        let call = self.call(place)?;
        if self.advance_if(&Kind::CloseRaw).is_none() {
            return Err(self.unexpected("\"}}}}\" was expected"));
        }
        let mut nodes = Vec::new();
        while let Kind::Content(text) = self.kind {
            self.advance();
            nodes.push(content(text));
        }
        let Kind::EndRaw(name) = self.kind else {
            return Err(self.unexpected("the end of a raw block was expected"));
        };
        if !matches!(&call.name, Expression::Path(path) if path.original == name)
            && !matches!(&call.name, Expression::String(text) if text == name)
        {
            return Err(self.mismatch(&call.name, name));
        }
        self.advance();
        Ok(Node::Block(Box::new(Block {
            kind: BlockKind::Helper,
            call,
            program: Some(Body {
                nodes,
                ..Body::default()
            }),
            inverse: None,
            open: Strip::default(),
            middle: Strip::default(),
            close: Strip::default(),
        })))
    }

    fn block(&mut self, before: bool, decorator: bool) -> Result<Node<'s>, Error> {
        let place = self.place;
        self.advance();
        let (call, params, after) = self.open(place)?;
        let open = Strip { before, after };
        let program = Body {
            nodes: self.nodes()?,
            params,
            chained: false,
        };
        let otherwise = self.otherwise()?;
        if decorator && otherwise.is_some() {
            return Err(place.error(&self.source.name, "an inline partial has no {{else}}"));
        }
        let close = self.end(&call.name)?;
        let kind = if decorator {
            BlockKind::Inline
        } else {
            BlockKind::Helper
        };
        let (middle, inverse) = match otherwise {
            Some(otherwise) => (otherwise.strip, Some(chain_closed(otherwise.body, close))),
            None => (Strip::default(), None),
        };
        Ok(Node::Block(Box::new(Block {
            kind,
            call,
            program: Some(program),
            inverse,
            open,
            middle,
            close,
        })))
    }

    fn inverse_block(&mut self, before: bool) -> Result<Node<'s>, Error> {
        let place = self.place;
        self.advance();
        let (call, params, after) = self.open(place)?;
        let open = Strip { before, after };
        let inverse = Some(Body {
            nodes: self.nodes()?,
            params,
            chained: false,
        });
        let (middle, program) = match self.kind {
            Kind::Inverse(strip) => {
                self.advance();
                (
                    strip,
                    Some(Body {
                        nodes: self.nodes()?,
                        ..Body::default()
                    }),
                )
            }
            _ => (Strip::default(), None),
        };
        let close = self.end(&call.name)?;
        let kind = BlockKind::Helper;
        Ok(Node::Block(Box::new(Block {
            kind,
            call,
            program,
            inverse,
            open,
            middle,
            close,
        })))
    }

    /// `{{else}}…` or `{{else name}}…`, if one is there.
    fn otherwise(&mut self) -> Result<Option<Otherwise<'s>>, Error> {
        match self.kind {
            Kind::Inverse(strip) => {
                self.advance();
                let body = Body {
                    nodes: self.nodes()?,
                    ..Body::default()
                };
                Ok(Some(Otherwise { strip, body }))
            }
            Kind::OpenChain { tilde } => self.nested(|parser| parser.chain(tilde)).map(Some),
            _ => Ok(None),
        }
    }

    fn chain(&mut self, before: bool) -> Result<Otherwise<'s>, Error> {
        let place = self.place;
        self.advance();
        let (call, params, after) = self.open(place)?;
        let open = Strip { before, after };
        let program = Some(Body {
            nodes: self.nodes()?,
            params,
            chained: false,
        });
        // The branch after it closes this one; for the last, the block's end does (`chain_closed`).
        let (middle, inverse) = match self.otherwise()? {
            Some(otherwise) => (
                otherwise.strip,
                Some(chain_closed(otherwise.body, otherwise.strip)),
            ),
            None => (Strip::default(), None),
        };
        let block = Block {
            kind: BlockKind::Helper,
            call,
            program,
            inverse,
            open,
            middle,
            close: middle,
        };
        let body = Body {
            nodes: vec![Node::Block(Box::new(block))],
            chained: true,
            params: Vec::new(),
        };
        Ok(Otherwise { strip: open, body })
    }

    fn partial_block(&mut self, before: bool) -> Result<Node<'s>, Error> {
        let place = self.place;
        self.advance();
        let call = self.partial_call(place)?;
        let after = self.close()?;
        let open = Strip { before, after };
        let program = Some(Body {
            nodes: self.nodes()?,
            ..Body::default()
        });
        let close = self.end(&call.name)?;
        let (kind, middle) = (BlockKind::Partial, Strip::default());
        Ok(Node::Block(Box::new(Block {
            kind,
            call,
            program,
            inverse: None,
            open,
            middle,
            close,
        })))
    }

    /// The rest of an opening tag of a block.
    fn open(&mut self, place: Place) -> Result<(Call<'s>, Vec<Cow<'s, str>>, bool), Error> {
        let call = self.call(place)?;
        let mut params = Vec::new();
        if self.advance_if(&Kind::OpenParams).is_some() {
            while let Kind::Id(id) = &self.kind {
                params.push(id.part.clone());
                self.advance();
            }
            if params.is_empty() || self.advance_if(&Kind::CloseParams).is_none() {
                return Err(self.unexpected("names between two \"|\" were expected"));
            }
        }
        let after = self.close()?;
        Ok((call, params, after))
    }

    /// `{{/name}}`, which must say the same as the opening tag.
    fn end(&mut self, opened: &Expression<'s>) -> Result<Strip, Error> {
        let Kind::OpenEnd { tilde } = self.kind else {
            return Err(self.unexpected(&format!("\"{{{{/{}}}}}\" is missing", opened.original())));
        };
        let place = self.place;
        self.advance();
        let name = self.helper_name()?;
        if !opened.closes_with(&name) {
            return Err(place.error(&self.source.name, mismatch(opened, &name.original())));
        }
        let after = self.close()?;
        Ok(Strip { before: tilde, after })
    }

    fn mismatch(&self, opened: &Expression<'s>, closed: &str) -> Error {
        self.place.error(&self.source.name, mismatch(opened, closed))
    }
}

fn mismatch(opened: &Expression<'_>, closed: &str) -> String {
    format!("\"{}\" was opened, but \"{closed}\" is closed", opened.original())
}

fn content(text: &str) -> Node<'_> {
    Node::Text(Text {
        original: text,
        value: text,
        stripped_left: false,
        stripped_right: false,
    })
}

/// A chained block ends where the tag after the chain says, so that tag's `~` is its own.
fn chain_closed(mut body: Body<'_>, close: Strip) -> Body<'_> {
    if body.chained
        && let Some(Node::Block(block)) = body.nodes.first_mut()
    {
        block.close = close;
    }
    body
}
