//! The words of a template.

use std::borrow::Cow;

use crate::error::Place;

/// The `~` of a tag: whether it takes the whitespace before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Strip {
    pub before: bool,
    pub after: bool,
}

/// One token; opening and closing ones remember their `~`.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind<'s> {
    Content(&'s str),
    Comment(Strip),
    /// `{{`, `{{&` or `{{*`.
    Open {
        tilde: bool,
        raw: bool,
        decorator: bool,
    },
    /// `{{{`
    OpenUnescaped {
        tilde: bool,
    },
    /// `{{#` or `{{#*`
    OpenBlock {
        tilde: bool,
        decorator: bool,
    },
    /// `{{^ name`
    OpenInverse {
        tilde: bool,
    },
    /// `{{else name`
    OpenChain {
        tilde: bool,
    },
    /// `{{else}}` or `{{^}}`
    Inverse(Strip),
    /// `{{/`
    OpenEnd {
        tilde: bool,
    },
    /// `{{>`
    OpenPartial {
        tilde: bool,
    },
    /// `{{#>`
    OpenPartialBlock {
        tilde: bool,
    },
    /// `{{{{`
    OpenRaw,
    /// `{{{{/name}}}}` with its name
    EndRaw(&'s str),
    /// `}}`
    Close {
        tilde: bool,
    },
    /// `}}}`
    CloseUnescaped {
        tilde: bool,
    },
    /// `}}}}`
    CloseRaw,
    OpenSub,
    CloseSub,
    Equals,
    Id(Id<'s>),
    Separator(char),
    String(Cow<'s, str>),
    Number(f64),
    Bool(bool),
    Undefined,
    Null,
    Data,
    OpenParams,
    CloseParams,
    End,
}

/// A name as written, and the part of a path that it stands for (without `[` and `]`).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Id<'s> {
    pub part: Cow<'s, str>,
    /// Written in brackets, so that `this`, `.` and `..` are ordinary names.
    pub literal: bool,
}

/// A token and where it begins.
#[derive(Debug, Clone)]
pub(super) struct Token<'s> {
    pub kind: Kind<'s>,
    pub place: Place,
}

impl Kind<'_> {
    /// What an error calls this token.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Content(_) => "text".into(),
            Self::Comment(_) => "a comment".into(),
            Self::Open { .. } => "\"{{\"".into(),
            Self::OpenUnescaped { .. } => "\"{{{\"".into(),
            Self::OpenBlock { .. } => "\"{{#\"".into(),
            Self::OpenInverse { .. } => "\"{{^\"".into(),
            Self::OpenChain { .. } => "\"{{else …\"".into(),
            Self::Inverse(_) => "\"{{else}}\"".into(),
            Self::OpenEnd { .. } => "\"{{/\"".into(),
            Self::OpenPartial { .. } => "\"{{>\"".into(),
            Self::OpenPartialBlock { .. } => "\"{{#>\"".into(),
            Self::OpenRaw => "\"{{{{\"".into(),
            Self::EndRaw(name) => format!("\"{{{{{{{{/{name}}}}}}}}}\""),
            Self::Close { .. } => "\"}}\"".into(),
            Self::CloseUnescaped { .. } => "\"}}}\"".into(),
            Self::CloseRaw => "\"}}}}\"".into(),
            Self::OpenSub => "\"(\"".into(),
            Self::CloseSub => "\")\"".into(),
            Self::Equals => "\"=\"".into(),
            Self::Id(id) => format!("\"{}\"", id.part),
            Self::Separator(c) => format!("\"{c}\""),
            Self::String(_) => "a string".into(),
            Self::Number(number) => format!("{number}"),
            Self::Bool(truth) => format!("{truth}"),
            Self::Undefined => "undefined".into(),
            Self::Null => "null".into(),
            Self::Data => "\"@\"".into(),
            Self::OpenParams => "\"as |\"".into(),
            Self::CloseParams => "\"|\"".into(),
            Self::End => "the end of the file".into(),
        }
    }
}
