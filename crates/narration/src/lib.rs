//! A story read aloud: voices, and one MP3 of the paragraphs that they speak.
//!
//! [`narrate`] has each paragraph spoken by a [`Voice`] (so that the moment at which each begins is known exactly),
//! trims its silence, brings the whole to −16 LUFS and writes it as MP3 with its tags. What is said comes from
//! `document`; who asks, when, and where the file is kept is not known here. Voices are other programs, behind one
//! trait: [`voice::Command`] runs them with a limit on time and on what they may answer. Nothing here is kept on the
//! disk. Start reading at [`narrate`].

pub mod id3;
pub mod loudness;
mod mp3;
mod narrate;
mod quiet;
mod sound;
pub mod voice;
pub mod wav;

pub use narrate::{Audio, Failed, Rest, narrate};
pub use sound::Sound;
pub use voice::Voice;
