-- What happens again and again is one entry of the record: bundle names it, times counts it.
ALTER TABLE audit ADD COLUMN bundle TEXT;
ALTER TABLE audit ADD COLUMN times BIGINT NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX audit_bundle ON audit (bundle) WHERE bundle IS NOT NULL;
