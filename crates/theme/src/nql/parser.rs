//! From words to an expression. `+` binds tighter than `,`.

use super::lexer::{Token, tokens};
use super::{Comparison, Expr, FilterError, Place, Test, Value};

const MAX_BYTES: usize = 16 * 1024;
const MAX_DEPTH: usize = 32;

/// Reads a filter.
pub(crate) fn parse(source: &str) -> Result<Expr, FilterError> {
    if source.len() > MAX_BYTES {
        return Err(FilterError::TooMuch);
    }
    let wrong = |byte: usize| {
        let shown: String = source.chars().take(200).collect();
        FilterError::Syntax(shown, source[..byte].chars().count() + 1)
    };
    let words = tokens(source).map_err(wrong)?;
    let mut parser = Parser {
        words: &words,
        at: 0,
        depth: 0,
    };
    let parsed = parser.or().and_then(|expr| match parser.peek() {
        None => Ok(expr),
        Some(_) => Err(Trouble::Here),
    });
    parsed.map_err(|trouble| match trouble {
        Trouble::Depth => FilterError::TooMuch,
        Trouble::Here => wrong(words.get(parser.at).map_or(source.len(), |(_, byte)| *byte)),
    })
}

enum Trouble {
    Here,
    Depth,
}

struct Parser<'a> {
    words: &'a [(Token, usize)],
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.words.get(self.at).map(|(token, _)| token)
    }

    fn eat(&mut self, token: &Token) -> bool {
        let found = self.peek() == Some(token);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, token: &Token) -> Result<(), Trouble> {
        if self.eat(token) {
            Ok(())
        } else {
            Err(Trouble::Here)
        }
    }

    fn or(&mut self) -> Result<Expr, Trouble> {
        self.joined(&Token::Or, Self::and, Expr::Or)
    }

    fn and(&mut self) -> Result<Expr, Trouble> {
        self.joined(&Token::And, Self::one, Expr::And)
    }

    fn joined(
        &mut self,
        by: &Token,
        part: fn(&mut Self) -> Result<Expr, Trouble>,
        join: fn(Vec<Expr>) -> Expr,
    ) -> Result<Expr, Trouble> {
        let mut parts = vec![part(self)?];
        while self.eat(by) {
            parts.push(part(self)?);
        }
        match parts.pop() {
            Some(only) if parts.is_empty() => Ok(only),
            Some(last) => {
                parts.push(last);
                Ok(join(parts))
            }
            None => Err(Trouble::Here),
        }
    }

    fn one(&mut self) -> Result<Expr, Trouble> {
        if self.eat(&Token::Open) {
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                return Err(Trouble::Depth);
            }
            let inner = self.or()?;
            self.depth -= 1;
            self.expect(&Token::Close)?;
            return Ok(inner);
        }
        let Some(Token::Property(name)) = self.peek() else {
            return Err(Trouble::Here);
        };
        self.at += 1;
        Ok(Expr::Is(name.clone(), self.test()?))
    }

    fn test(&mut self) -> Result<Test, Trouble> {
        let negated = self.eat(&Token::Not);
        if let Some(place) = self.place() {
            let Some(Token::Quoted(text)) = self.peek() else {
                return Err(Trouble::Here);
            };
            self.at += 1;
            let text = text.clone();
            return Ok(if negated {
                Test::MatchesNot(place, text)
            } else {
                Test::Matches(place, text)
            });
        }
        if self.eat(&Token::OpenList) {
            return self.list(negated);
        }
        if negated {
            return Ok(Test::Differs(self.value()?));
        }
        let comparison = match self.peek() {
            Some(Token::Greater) => Comparison::Greater,
            Some(Token::GreaterOrEqual) => Comparison::GreaterOrEqual,
            Some(Token::Less) => Comparison::Less,
            Some(Token::LessOrEqual) => Comparison::LessOrEqual,
            _ => return Ok(Test::Equals(self.value()?)),
        };
        self.at += 1;
        Ok(Test::Compares(comparison, self.value()?))
    }

    fn place(&mut self) -> Option<Place> {
        let place = match self.peek()? {
            Token::Contains => Place::Anywhere,
            Token::StartsWith => Place::Start,
            Token::EndsWith => Place::End,
            _ => return None,
        };
        self.at += 1;
        Some(place)
    }

    /// After `[`: `a,b]` is any of them, `a+b]` all of them.
    fn list(&mut self, negated: bool) -> Result<Test, Trouble> {
        let mut values = vec![self.value()?];
        let all = self.peek() == Some(&Token::And);
        let by = if all { Token::And } else { Token::Or };
        while self.eat(&by) {
            values.push(self.value()?);
        }
        self.expect(&Token::CloseList)?;
        match (all, negated) {
            (true, true) => Err(Trouble::Here),
            (true, false) => Ok(Test::All(values)),
            (false, true) => Ok(Test::NotIn(values)),
            (false, false) => Ok(Test::In(values)),
        }
    }

    fn value(&mut self) -> Result<Value, Trouble> {
        let value = match self.peek().ok_or(Trouble::Here)? {
            Token::Null => Value::Null,
            Token::Bool(b) => Value::Bool(*b),
            Token::Number(n) => Value::Number(*n),
            Token::Text(text) | Token::Quoted(text) => Value::Text(text.clone()),
            Token::Now(amount, unit) => Value::Now(*amount, *unit),
            _ => return Err(Trouble::Here),
        };
        self.at += 1;
        Ok(value)
    }
}

#[cfg(test)]
#[path = "parser_tests.rs"]
mod tests;
