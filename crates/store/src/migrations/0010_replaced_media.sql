-- When another picture was put in this one's place, in milliseconds; pages add it to the address, which stays the same.
ALTER TABLE media ADD COLUMN replaced_at BIGINT;
CREATE INDEX media_replaced ON media (path) WHERE replaced_at IS NOT NULL;
