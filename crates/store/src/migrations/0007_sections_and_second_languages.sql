-- What is read most of each section, as its page shows it.
CREATE TABLE most_read_of_tag (
    tag_id TEXT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    period TEXT NOT NULL,
    language TEXT NOT NULL,
    position BIGINT NOT NULL,
    post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    PRIMARY KEY (tag_id, period, language, position)
);
CREATE INDEX most_read_of_tag_of_post ON most_read_of_tag (post_id);

-- What authors do and who they are, and what sections are about, in the languages of the other editions.
ALTER TABLE authors ADD COLUMN titles TEXT;
ALTER TABLE authors ADD COLUMN bios TEXT;
ALTER TABLE tags ADD COLUMN descriptions TEXT;
