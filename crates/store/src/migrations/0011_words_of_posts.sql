-- The words of each post as it is written (of the copy, where there is one) and the marks by which the desk's lists choose
-- (`_state_draft`). rowid: the post's desk_order, so that an index gives what it finds in the order of a list.
--sqlite CREATE VIRTUAL TABLE post_words USING fts5(words, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_'");
--postgres CREATE TABLE post_words (rowid BIGINT NOT NULL PRIMARY KEY, words TSVECTOR NOT NULL);
--postgres CREATE INDEX post_words_found ON post_words USING gin (words);

-- Where a post stands in the desk's lists: the second in which somebody last worked on it, times 4,096, and the place among
-- those of that second. NULL: its words were not read yet; a new one is read as it is written, old ones after a start.
ALTER TABLE posts ADD COLUMN desk_order BIGINT;
CREATE UNIQUE INDEX posts_desk_order ON posts (desk_order);
CREATE INDEX posts_unread ON posts (edited_at DESC, id DESC) WHERE desk_order IS NULL;

-- What a copy says, as plain text. NULL: of a copy that was saved before this; it is read after a start.
ALTER TABLE copies ADD COLUMN plain TEXT;
