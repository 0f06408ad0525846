//! From source text to a syntax tree: tokens, grammar, whitespace control.

mod cursor;
mod expression;
mod lexer;
mod opening;
mod statement;
mod token;
mod tree;
mod whitespace;
mod word;

pub(crate) use tree::{Block, BlockKind, Body, Call, Expression, Node, Path};

use crate::error::{Error, Source};

/// How deep blocks and sub-expressions may nest in one source.
const DEPTH: usize = 120;

/// The syntax tree of a source, with whitespace control applied.
pub(crate) fn parse<'s>(source: &Source<'s>) -> Result<Body<'s>, Error> {
    let tokens = lexer::tokens(source)?;
    let mut body = cursor::Parser::new(source, tokens).template()?;
    whitespace::control(&mut body);
    Ok(body)
}

/// `\s` of a JavaScript regular expression.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}')
        || matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}'
        )
}
