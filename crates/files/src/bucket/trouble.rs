//! What `object_store` says, in words that help whoever runs the site. Keys are in none of them: of what a server answers,
//! only its code and its status are told.

use crate::FilesError;
use object_store::Error;
use std::{error::Error as _, io};

/// The error as ours: what is not there is not there; everything else means that the bucket cannot be used.
pub(super) fn of(shown: &str, error: &Error) -> FilesError {
    let code = code(error);
    match error {
        Error::NotFound { .. } if code.as_deref() != Some("NoSuchBucket") => FilesError::NotFound,
        Error::AlreadyExists { .. } => taken(shown),
        Error::Precondition { .. } => FilesError::Changed,
        _ => unavailable(shown, error),
    }
}

/// The name is taken, as a folder says it.
pub(super) fn taken(shown: &str) -> FilesError {
    FilesError::Io {
        action: "cannot write",
        path: shown.into(),
        source: io::ErrorKind::AlreadyExists.into(),
    }
}

/// Whether the server does not know what was asked for, or `object_store` knows that it does not.
pub(super) fn is_not_implemented(error: &Error) -> bool {
    matches!(error, Error::NotImplemented { .. }) || status(&chain(error)).as_deref() == Some("501")
}

/// No answer in time.
pub(super) fn silence(shown: &str) -> FilesError {
    sentence(shown, "it does not answer in time", REACH)
}

const REACH: &str = "look whether that server runs and whether files.s3_endpoint names it";
const KEYS: &str = "mend files.s3_access_key and files.s3_secret_key";

pub(super) fn unavailable(shown: &str, error: &Error) -> FilesError {
    let code = code(error);
    let text = chain(error);
    let (why, mend) = match (code.as_deref(), error) {
        (Some("NoSuchBucket"), _) => ("there is no such bucket", "make it, or mend files.s3"),
        (Some("InvalidAccessKeyId" | "InvalidToken" | "ExpiredToken"), _)
        | (_, Error::Unauthenticated { .. }) => ("the access key is not known there", KEYS),
        (Some("SignatureDoesNotMatch"), _) => ("the secret key is wrong", KEYS),
        (Some("RequestTimeTooSkewed"), _) => ("this machine's clock is wrong", "set it"),
        (
            Some("PermanentRedirect" | "AuthorizationHeaderMalformed" | "IllegalLocationConstraintException"),
            _,
        ) => ("the bucket is in another region", "mend files.s3_region"),
        (_, Error::PermissionDenied { .. }) => (
            "access is denied",
            "mend the keys, or give them the right to list, read, write and delete there",
        ),
        _ if text.contains("redirect without LOCATION") => {
            ("the bucket is in another region", "mend files.s3_region")
        }
        _ if text.contains("Missing AccessKeyId") || text.contains("Missing SecretAccessKey") => {
            ("only one of the two keys is set", KEYS)
        }
        _ if text.contains("InstanceCredentialProvider")
            || text.contains("/latest/meta-data")
            || text.contains("/latest/api/token") =>
        {
            ("no keys are set and the machine has no role", KEYS)
        }
        _ if innermost(error).contains("timed out") => ("it does not answer in time", REACH),
        _ => return sentence(shown, &rest(error, code), REACH),
    };
    sentence(shown, why, mend)
}

fn sentence(shown: &str, why: &str, mend: &str) -> FilesError {
    FilesError::Unavailable(format!("The files in {shown} cannot be reached: {why}; {mend}."))
}

/// The code of the server, its status, or what the system says about the connection.
fn rest(error: &Error, code: Option<String>) -> String {
    match (code, status(&chain(error))) {
        (Some(code), _) => format!("the server answers {code}"),
        (None, Some(status)) => format!("the server answers with status {status}"),
        (None, None) => {
            let last = innermost(error).to_lowercase();
            last.split(" (os error")
                .next()
                .unwrap_or_default()
                .trim_end_matches('.')
                .to_owned()
        }
    }
}

/// The status of the server's answer.
fn status(text: &str) -> Option<String> {
    let status = text.split("status code: ").nth(1)?.get(..3)?;
    Some(status.to_owned())
}

/// `<Code>…</Code>` of the server's answer.
fn code(error: &Error) -> Option<String> {
    let text = chain(error);
    let code = text.split("<Code>").nth(1)?.split("</Code>").next()?;
    (code.len() <= 60 && code.bytes().all(|b| b.is_ascii_alphanumeric())).then(|| code.to_owned())
}

/// The causes of the error; never shown to anybody. What `object_store` says itself is left out: it names the object, and
/// a reader may have asked for one by the name of an error. In the causes, names stand in addresses only, percent-encoded.
fn chain(error: &Error) -> String {
    causes(error).collect::<Vec<_>>().join("\n")
}

fn innermost(error: &Error) -> String {
    causes(error).last().unwrap_or_else(|| error.to_string())
}

fn causes(error: &Error) -> impl Iterator<Item = String> {
    let mut next = error.source();
    std::iter::from_fn(move || {
        let cause = next?;
        next = cause.source();
        Some(cause.to_string())
    })
}
