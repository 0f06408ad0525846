//! Sending by SMTP (RFC 5321), with STARTTLS or TLS, and AUTH.

use crate::NotSent;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor, transport::smtp::Error};
use std::{fmt, time::Duration};

/// Longest time for one step of a delivery.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail server that takes our letters.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    shown: String,
}

/// What is wrong with the address of a mail server. It does not repeat the address, which may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SmtpProblem(String);

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Smtp").field(&self.shown).finish()
    }
}

impl Smtp {
    /// The server at `smtp://user:password@host:port` (STARTTLS) or `smtps://…` (TLS from the beginning). With a password
    /// STARTTLS is required, without one it is used where the server offers it; on this machine neither is asked for.
    /// `?tls=required`, `?tls=opportunistic` or `?tls=none` say otherwise.
    ///
    /// # Errors
    /// [`SmtpProblem`], a sentence's end: “write …”.
    pub fn new(url: &str) -> Result<Self, SmtpProblem> {
        let problem =
            || SmtpProblem("write smtp://user:password@host:587 or smtps://user:password@host:465".into());
        let (scheme, rest) = url.split_once("://").ok_or_else(problem)?;
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (user, host) = place
            .rsplit_once('@')
            .map_or((None, place), |(user, host)| (Some(user), host));
        let host = host.trim_end_matches('/');
        if host.is_empty() || !matches!(scheme, "smtp" | "smtps") {
            return Err(problem());
        }
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let here = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
        let full = match (scheme, query) {
            ("smtps", "") => format!("smtps://{place}"),
            (_, "tls=none") => format!("smtp://{place}"),
            ("smtp", "") if here => format!("smtp://{place}"),
            ("smtp", "") if user.is_some() => format!("smtp://{place}?tls=required"),
            ("smtp", "") => format!("smtp://{place}?tls=opportunistic"),
            ("smtp", "tls=required" | "tls=opportunistic") => url.to_owned(),
            _ => return Err(problem()),
        };
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&full).map_err(|_| problem())?;
        Ok(Self {
            transport: builder.timeout(Some(PATIENCE)).build(),
            shown: format!("{scheme}://{host}"),
        })
    }

    /// The server without user and password.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Whether the server answers, and takes our password.
    ///
    /// # Errors
    /// A sentence.
    pub async fn ping(&self) -> Result<(), String> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("it does not answer as a mail server does".into()),
            Err(error) => Err(explain(&error)),
        }
    }

    pub(crate) async fn send(&self, message: Message) -> Result<(), NotSent> {
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if is_final(&error) => Err(NotSent::Refused(explain(&error))),
            Err(error) => Err(NotSent::NotNow(explain(&error))),
        }
    }
}

/// Whether the recipient is refused for good. What is our own fault (a wrong password: 53x, no right to send there: 5.7.x)
/// is mended by the operator, and the letter goes then.
fn is_final(error: &Error) -> bool {
    let said = error.to_string();
    error.is_permanent()
        && !said.contains("5.7.")
        && error.status().is_some_and(|code| {
            let code = code.to_string();
            code.starts_with("55") || code == "521" || code == "501"
        })
}

fn explain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text = format!("{text}: {inner_text}");
        }
        cause = inner.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_servers_are_told_from_what_is_none() {
        for good in [
            "smtp://127.0.0.1:2525",
            "smtp://mail.example",
            "smtp://user:p%40ss@mail.example:587",
            "smtps://user:pass@mail.example",
            "smtp://mail.example:25?tls=none",
        ] {
            assert!(Smtp::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "mail.example",
            "http://mail.example",
            "smtp://",
            "smtp://mail.example?tls=no",
        ] {
            assert!(Smtp::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let smtp = Smtp::new("smtp://user:hush@mail.example:587").unwrap();
        assert_eq!(smtp.shown(), "smtp://mail.example:587");
        assert!(!format!("{smtp:?}").contains("hush"));
        assert!(
            !Smtp::new("smtq://user:hush@x")
                .unwrap_err()
                .to_string()
                .contains("hush")
        );
    }
}
