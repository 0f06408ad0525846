-- The copyright notice of a picture of the library, as its file says it.
ALTER TABLE media ADD COLUMN copyright TEXT NOT NULL DEFAULT '';
