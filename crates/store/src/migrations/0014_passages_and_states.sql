-- Where a comment's passage is since the text was rewritten: as quote and nth (NULL: nobody has said since). gone: 1 when
-- the words were taken out; they may come back.
ALTER TABLE comments ADD COLUMN words_now TEXT;
ALTER TABLE comments ADD COLUMN nth_now BIGINT NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN gone BIGINT NOT NULL DEFAULT 0;

-- When a post came into its state, or was changed on the site, and who did it (NULL: nobody at the desk).
ALTER TABLE posts ADD COLUMN state_at BIGINT;
ALTER TABLE posts ADD COLUMN state_by TEXT;
