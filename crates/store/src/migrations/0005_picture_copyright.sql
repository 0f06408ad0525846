-- The copyright notice of a lead picture, which search engines are told beside its credit.
ALTER TABLE posts ADD COLUMN feature_image_copyright TEXT NOT NULL DEFAULT '';
