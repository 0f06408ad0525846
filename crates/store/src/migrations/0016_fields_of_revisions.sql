-- All else that was written in a saved state, beside headline, standfirst and text: a JSON object (NULL: it was not kept).
ALTER TABLE post_revisions ADD COLUMN fields TEXT;
