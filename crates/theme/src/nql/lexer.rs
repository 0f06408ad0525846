//! Words of NQL.

/// A word of a filter.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Property(String),
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    /// A text in quotes, which alone may follow `~`.
    Quoted(String),
    Now(i64, char),
    Open,
    Close,
    OpenList,
    CloseList,
    And,
    Or,
    Not,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Contains,
    StartsWith,
    EndsWith,
}

/// Splits `source`; an error is the byte where nothing fits.
pub(super) fn tokens(source: &str) -> Result<Vec<(Token, usize)>, usize> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (token, len) = next(&source[at..], c).ok_or(at)?;
        out.push((token, at));
        at += len;
    }
    Ok(out)
}

fn next(rest: &str, first: char) -> Option<(Token, usize)> {
    for (word, token) in [
        (">=", Token::GreaterOrEqual),
        ("<=", Token::LessOrEqual),
        ("~^", Token::StartsWith),
        ("~$", Token::EndsWith),
        ("~", Token::Contains),
        (">", Token::Greater),
        ("<", Token::Less),
        ("(", Token::Open),
        (")", Token::Close),
        ("[", Token::OpenList),
        ("]", Token::CloseList),
        ("+", Token::And),
        (",", Token::Or),
        ("-", Token::Not),
    ] {
        if rest.starts_with(word) {
            return Some((token, word.len()));
        }
    }
    if first == '\'' {
        return quoted(rest);
    }
    if let Some(len) = property(rest) {
        return Some((Token::Property(rest[..len].to_owned()), len + 1));
    }
    if let Some(found) = relative(rest) {
        return Some(found);
    }
    let len = literal(rest);
    if len == 0 {
        return None;
    }
    let text = &rest[..len];
    let token = match text {
        "null" | "NULL" | "Null" => Token::Null,
        "true" | "TRUE" | "True" => Token::Bool(true),
        "false" | "FALSE" | "False" => Token::Bool(false),
        _ if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !text.starts_with('.') => text
            .parse()
            .map_or_else(|_| Token::Text(text.to_owned()), Token::Number),
        _ => Token::Text(unescape(text)),
    };
    Some((token, len))
}

fn property(rest: &str) -> Option<usize> {
    let len = rest
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.'))
        .count();
    let starts = rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    (starts && rest[len..].starts_with(':')).then_some(len)
}

fn quoted(rest: &str) -> Option<(Token, usize)> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\'' => return Some((Token::Quoted(unescape(&rest[1..at])), at + 1)),
            _ => {}
        }
    }
    None
}

/// `now-7d`, `now+1M`, when nothing else follows directly.
fn relative(rest: &str) -> Option<(Token, usize)> {
    let tail = rest.strip_prefix("now")?;
    let sign = match tail.as_bytes().first()? {
        b'-' => -1,
        b'+' => 1,
        _ => return None,
    };
    let digits = tail[1..].bytes().take_while(u8::is_ascii_digit).count();
    let amount: i64 = tail[1..1 + digits].parse().ok().filter(|n| *n <= 1_000_000)?;
    let unit = tail[1 + digits..]
        .chars()
        .next()
        .filter(|c| "dwMyhms".contains(*c))?;
    let end = 2 + digits;
    let ends = tail[end..].chars().next().is_none_or(|c| "+,()[]".contains(c));
    ends.then_some((Token::Now(sign * amount, unit), 3 + end))
}

/// Length of an unquoted text: up to an operator that is not escaped. `-` may stand inside.
fn literal(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\'
            && chars
                .peek()
                .is_some_and(|(_, next)| "'\"+,()><=[]~^$".contains(*next))
        {
            chars.next();
        } else if c.is_whitespace() || "'\"+,()><=[]~".contains(c) {
            return at;
        }
    }
    rest.len()
}

fn unescape(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    text.replace("\\'", "'").replace("\\\"", "\"")
}
