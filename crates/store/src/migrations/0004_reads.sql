-- How often stories were read, by hours since 1970. Every node adds to it.
CREATE TABLE reads (
    hour BIGINT NOT NULL,
    post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    reads BIGINT NOT NULL,
    PRIMARY KEY (hour, post_id)
);
CREATE INDEX reads_of_post ON reads (post_id);

-- The most read stories as pages show them, so that a page does not add up a week of hours.
CREATE TABLE most_read (
    period TEXT NOT NULL,
    language TEXT NOT NULL,
    position BIGINT NOT NULL,
    post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    PRIMARY KEY (period, language, position)
);
CREATE INDEX most_read_of_post ON most_read (post_id);
