//! Mail to subscribers: composing and sending. The only crate that speaks SMTP.
//!
//! A use case of `newsroom` writes a job together with what it did; [`deliver`] does those jobs: it composes the letter
//! ([`compose`]) in the reader's language and gives it to the [`Office`], which is an SMTP server or, where none is set, a
//! folder of `.eml` files. It holds no rule about who may be mailed, except the brake on how much goes out ([`deliver`]).

pub mod compose;
pub mod deliver;
mod letter;
mod office;
mod outbox;
mod smtp;

pub use deliver::{BRAKE, Delivery};
pub use letter::{Letter, Line};
pub use office::{NotSent, Office};
pub use outbox::Outbox;
pub use smtp::{Smtp, SmtpProblem};
