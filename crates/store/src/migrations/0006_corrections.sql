-- The public corrections page reads the few posts that were corrected, however many there are.
CREATE INDEX posts_corrected ON posts (language) WHERE state = 'published' AND corrections IS NOT NULL;
