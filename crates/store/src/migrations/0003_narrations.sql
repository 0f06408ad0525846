-- The story read aloud: what was said (sha256 of the spoken words and the voice), the file, and when each paragraph begins.
CREATE TABLE narrations (
    post_id TEXT NOT NULL PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    spoken TEXT NOT NULL,
    voice TEXT NOT NULL,
    path TEXT NOT NULL,
    duration_ms BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    paragraphs TEXT NOT NULL,
    source TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX narrations_of_file ON narrations (path);
