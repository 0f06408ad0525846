//! A post as an entry of the index.

use crate::{plain, schema::Fields, text::Analyser};
use kernel::{Post, PostState};
use std::{collections::BTreeSet, fmt::Write};
use tantivy::{
    TantivyDocument,
    tokenizer::{PreTokenizedString, Token},
};

/// Words of the body that are read: of a whole book the beginning will do.
const MOST_WORDS: usize = 50_000;

/// Between texts that stand in one field, so that no phrase spans two of them.
const GAP: usize = 10;

/// Whether the index holds it. A published one whose time has not come is held and shown by nobody until then.
pub(crate) fn is_indexed(post: &Post) -> bool {
    post.state == PostState::Published && post.published_at.is_some()
}

/// The entry of a post.
pub(crate) fn entry(post: &Post, fields: &Fields) -> TantivyDocument {
    let mut entry = TantivyDocument::new();
    entry.add_text(fields.id, post.id.to_string());
    entry.add_text(fields.language, post.language.as_str());
    for tag in post.tags.iter().filter(|tag| !tag.internal) {
        entry.add_text(fields.tag, tag.id.to_string());
    }
    let at = post.published_at.map_or(0, |at| at.millis() / 1000);
    entry.add_i64(fields.published, at);
    let mut reading = Reading {
        analyser: Analyser::of(&post.language),
        words: BTreeSet::new(),
    };
    let language = post.language.as_str();
    let name = |name: &String, names: &std::collections::BTreeMap<String, String>| {
        names.get(language).unwrap_or(name).clone()
    };
    let tags = post
        .tags
        .iter()
        .filter(|tag| !tag.internal)
        .map(|tag| name(&tag.name, &tag.names));
    let authors = post
        .authors
        .iter()
        .map(|author| name(&author.name, &author.names));
    let mut body = vec![plain::open_text(post)];
    if let Some(picture) = &post.feature_image {
        body.extend([
            store::text_of_html(&picture.caption),
            picture.credit.clone(),
            picture.alt.clone(),
        ]);
    }
    for (field, texts) in [
        (fields.title, vec![post.title.clone()]),
        (fields.standfirst, post.standfirst.iter().cloned().collect()),
        (fields.names, tags.chain(authors).collect()),
        (fields.body, body),
    ] {
        entry.add_pre_tokenized_text(field, reading.tokens(&texts));
    }
    let mut term = String::new();
    for word in reading.words {
        term.clear();
        // Writing to a String cannot fail.
        let _ = write!(term, "{language}:{word}");
        entry.add_text(fields.words, &term);
    }
    entry
}

struct Reading {
    analyser: Analyser,
    words: BTreeSet<String>,
}

impl Reading {
    fn tokens(&mut self, texts: &[String]) -> PreTokenizedString {
        let mut tokens = Vec::new();
        let mut position = 0;
        for text in texts {
            for word in self.analyser.words(text).take(MOST_WORDS) {
                tokens.push(Token {
                    offset_from: word.at.start,
                    offset_to: word.at.end,
                    position,
                    text: word.stem,
                    position_length: 1,
                });
                position += 1;
                self.words.insert(word.folded);
            }
            position += GAP;
        }
        PreTokenizedString {
            text: String::new(),
            tokens,
        }
    }
}
