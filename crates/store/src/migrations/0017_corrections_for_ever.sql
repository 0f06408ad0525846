-- Corrections are shown for ever, also those of a story that was withdrawn.
DROP INDEX posts_corrected;
CREATE INDEX posts_corrected ON posts (language) WHERE corrections IS NOT NULL;
