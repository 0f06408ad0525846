-- Which letters about a story were given up is asked with each page of it.
CREATE INDEX jobs_dead ON jobs (kind, id) WHERE state = 'dead';
