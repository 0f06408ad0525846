//! What the index holds of a post.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

/// Goes up when the fields or the way words are compared change: indexes of other versions are built anew.
pub(crate) const VERSION: u32 = 1;

/// The fields. Each text field holds the stems of its words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// The post's id: what a result is.
    pub id: Field,
    /// Its language tag.
    pub language: Field,
    /// Ids of the tags that readers see.
    pub tag: Field,
    /// When it was published, in seconds.
    pub published: Field,
    pub title: Field,
    pub standfirst: Field,
    /// Names of its tags and authors.
    pub names: Field,
    /// The text, captions and credits in it.
    pub body: Field,
    /// Every word as it is written, after `language:`; the dictionary for typing errors and beginnings of words.
    pub words: Field,
}

impl Fields {
    /// The fields that are searched, with their weight.
    pub(crate) fn searched(&self) -> [(Field, f32); 4] {
        [
            (self.title, 7.0),
            (self.names, 4.0),
            (self.standfirst, 3.5),
            (self.body, 1.0),
        ]
    }
}

/// The index's schema.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let indexing = |option| {
        TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(option)
    };
    let text =
        TextOptions::default().set_indexing_options(indexing(IndexRecordOption::WithFreqsAndPositions));
    let words =
        TextOptions::default().set_indexing_options(indexing(IndexRecordOption::Basic).set_fieldnorms(false));
    let fields = Fields {
        id: schema.add_text_field("id", STRING | STORED),
        language: schema.add_text_field("language", STRING),
        tag: schema.add_text_field("tag", STRING),
        published: schema.add_i64_field("published", INDEXED | FAST),
        title: schema.add_text_field("title", text.clone()),
        standfirst: schema.add_text_field("standfirst", text.clone()),
        names: schema.add_text_field("names", text.clone()),
        body: schema.add_text_field("body", text),
        words: schema.add_text_field("words", words),
    };
    (schema.build(), fields)
}
