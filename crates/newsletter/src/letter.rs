//! A letter, and its form on the wire (RFC 5322, MIME).

use kernel::{EmailAddress, JobId, Language, SubscriberId};
use lettre::{
    Address, Message,
    message::{
        Body, Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue},
    },
};

/// A text that stands in a header: one line, whatever was put into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line(String);

impl Line {
    /// Line breaks and other control characters become spaces.
    pub fn new(text: &str) -> Self {
        let plain = |c: char| if c.is_control() { ' ' } else { c };
        let line: String = text.chars().map(plain).collect();
        Self(line.trim().to_owned())
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A letter to one person.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Whose name it comes in.
    pub from_name: Line,
    /// Where it comes from.
    pub from: EmailAddress,
    /// Where it goes.
    pub to: EmailAddress,
    /// The subject.
    pub subject: Line,
    /// All of it in plain text.
    pub text: String,
    /// All of it in HTML.
    pub html: String,
    /// Its language.
    pub language: Language,
    /// The address that takes the reader off by one POST (RFC 8058), where it is mail of a list.
    pub leave: Option<String>,
    /// What sends it; the same when it is sent again.
    pub job: JobId,
    /// To which reader, for the name of its file in the outbox; `None` for those who work here.
    pub subscriber: Option<SubscriberId>,
}

impl Letter {
    /// The message as it is sent.
    ///
    /// # Errors
    /// A sentence, where an address cannot be written in a header.
    pub fn message(&self) -> Result<Message, String> {
        let address = |of: &EmailAddress| {
            of.as_str()
                .parse::<Address>()
                .map_err(|_| format!("no mail can be addressed to {of}"))
        };
        let from = Mailbox::new(Some(self.from_name.0.clone()), address(&self.from)?);
        let mut builder = Message::builder()
            .from(from)
            .to(Mailbox::new(None, address(&self.to)?))
            .subject(self.subject.0.clone())
            .date_now()
            .message_id(Some(format!("<{}@{}>", self.job, self.from.domain())))
            .header(Plain::<AutoSubmitted>::new("auto-generated"))
            .header(Plain::<ContentLanguage>::new(self.language.as_str()));
        if let Some(leave) = &self.leave {
            builder = builder
                .header(Plain::<ListUnsubscribe>::new(&format!("<{leave}>")))
                .header(Plain::<ListUnsubscribePost>::new("List-Unsubscribe=One-Click"));
        }
        let both = MultiPart::alternative()
            .singlepart(part(&self.text, ContentType::TEXT_PLAIN)?)
            .singlepart(part(&self.html, ContentType::TEXT_HTML)?);
        builder.multipart(both).map_err(|error| error.to_string())
    }
}

/// Always encoded, so that no line of a text means anything to a server.
fn part(text: &str, kind: ContentType) -> Result<SinglePart, String> {
    let plain = text.is_ascii() && !text.lines().any(|line| line.starts_with('.'));
    let encoding = if plain {
        ContentTransferEncoding::QuotedPrintable
    } else {
        ContentTransferEncoding::Base64
    };
    let body = Body::new_with_encoding(text.to_owned(), encoding)
        .map_err(|_| "a text cannot be encoded".to_owned())?;
    Ok(SinglePart::builder().header(kind).body(body))
}

/// A header that lettre does not know; its text is ASCII and one line.
#[derive(Debug, Clone)]
struct Plain<N>(String, std::marker::PhantomData<N>);

trait Named {
    const NAME: &'static str;
}

macro_rules! named {
    ($($kind:ident $name:literal),*) => {$(
        #[derive(Debug, Clone)]
        struct $kind;
        impl Named for $kind {
            const NAME: &'static str = $name;
        }
    )*};
}
named!(
    AutoSubmitted "Auto-Submitted",
    ContentLanguage "Content-Language",
    ListUnsubscribe "List-Unsubscribe",
    ListUnsubscribePost "List-Unsubscribe-Post"
);

impl<N> Plain<N> {
    fn new(text: &str) -> Self {
        let plain = text.chars().filter(|c| matches!(c, ' '..='~')).collect();
        Self(plain, std::marker::PhantomData)
    }
}

impl<N: Named + Clone> Header for Plain<N> {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str(N::NAME)
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self::new(text))
    }

    fn display(&self) -> HeaderValue {
        // As it is: an encoded address would be none.
        HeaderValue::dangerous_new_pre_encoded(Self::name(), self.0.clone(), self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            from_name: Line::new("The Morning Tide\r\nBcc: a@evil.example"),
            from: "tide@paper.example".parse().unwrap(),
            to: "ann@reader.example".parse().unwrap(),
            subject: Line::new("Будь ласка,\r\nBcc: b@evil.example\r\n\r\nbody"),
            text: "One\n.\nMAIL FROM:<x@y.z>\n".into(),
            html: "<p>Один</p>".into(),
            language: "uk".parse().unwrap(),
            leave: Some("https://paper.example/newsletters/unsubscribe/?u=abc".into()),
            job: JobId::new(),
            subscriber: Some(SubscriberId::new()),
        }
    }

    #[test]
    fn no_name_or_subject_makes_a_header() {
        let wire = String::from_utf8(letter().message().unwrap().formatted()).unwrap();
        let (head, _) = wire.split_once("\r\n\r\n").unwrap();
        assert!(
            !head.lines().any(|line| line.to_lowercase().starts_with("bcc")),
            "{head}"
        );
        assert_eq!(
            head.matches("\r\nTo: ").count() + head.starts_with("To: ") as usize,
            1
        );
    }

    #[test]
    fn the_headers_that_mailbox_providers_ask_for_are_there() {
        let wire = String::from_utf8(letter().message().unwrap().formatted()).unwrap();
        for line in [
            "List-Unsubscribe: <https://paper.example/newsletters/unsubscribe/?u=abc>\r\n",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Language: uk\r\n",
            "@paper.example>\r\n",
        ] {
            assert!(wire.contains(line), "{line} in {wire}");
        }
        assert!(
            wire.contains("\r\nDate: ") && wire.contains("Message-ID: <"),
            "{wire}"
        );
    }

    #[test]
    fn no_line_of_the_text_is_a_dot_or_longer_than_mail_may_be() {
        let mut letter = letter();
        letter.text = format!("a\n.\n{}\n", "x".repeat(3000));
        let wire = String::from_utf8(letter.message().unwrap().formatted()).unwrap();
        assert!(
            wire.lines().all(|line| line != "." && line.len() <= 998),
            "{wire}"
        );
        assert!(
            !wire.replace("\r\n", "").contains(['\r', '\n']),
            "only whole line ends"
        );
    }
}
