-- Posts. tag_ids and author_ids repeat posts_tags and posts_authors in their order, so that a list is one query.
CREATE TABLE posts (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL,
    translation_of TEXT,
    title TEXT NOT NULL,
    standfirst TEXT,
    plain_start TEXT NOT NULL,
    words BIGINT NOT NULL,
    pictures BIGINT NOT NULL,
    feature_image TEXT,
    feature_image_width BIGINT NOT NULL,
    feature_image_height BIGINT NOT NULL,
    feature_image_alt TEXT NOT NULL,
    feature_image_caption TEXT NOT NULL,
    feature_image_credit TEXT NOT NULL,
    featured BIGINT NOT NULL,
    visibility TEXT NOT NULL,
    editors_note TEXT,
    corrections TEXT,
    tag_ids TEXT NOT NULL,
    author_ids TEXT NOT NULL,
    published_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    canonical_url TEXT,
    meta_title TEXT,
    meta_description TEXT,
    og_title TEXT,
    og_description TEXT,
    og_image TEXT,
    twitter_title TEXT,
    twitter_description TEXT,
    twitter_image TEXT,
    codeinjection_head TEXT,
    codeinjection_foot TEXT,
    custom_template TEXT,
    origin TEXT UNIQUE
);
CREATE INDEX posts_published ON posts (kind, language, published_at DESC, id DESC) WHERE state = 'published';
CREATE INDEX posts_published_anywhere ON posts (kind, published_at DESC, id DESC) WHERE state = 'published';
CREATE INDEX posts_featured ON posts (kind, language, published_at DESC, id DESC)
    WHERE state = 'published' AND featured = 1;
CREATE INDEX posts_updated ON posts (kind, updated_at DESC, id DESC);
CREATE INDEX posts_scheduled ON posts (published_at) WHERE state = 'scheduled';
CREATE INDEX posts_translations ON posts (translation_of) WHERE translation_of IS NOT NULL;

-- Apart, so that lists do not read through them.
CREATE TABLE post_bodies (
    post_id TEXT NOT NULL PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    html TEXT NOT NULL
);

CREATE TABLE post_revisions (
    id TEXT NOT NULL PRIMARY KEY,
    post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    user_id TEXT,
    title TEXT NOT NULL,
    standfirst TEXT,
    body TEXT NOT NULL,
    note TEXT
);
CREATE INDEX post_revisions_of_post ON post_revisions (post_id, at DESC, id DESC);

CREATE TABLE tags (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    names TEXT,
    description TEXT,
    feature_image TEXT,
    accent_color TEXT,
    internal BIGINT NOT NULL,
    visibility TEXT NOT NULL,
    meta_title TEXT,
    meta_description TEXT,
    canonical_url TEXT,
    codeinjection_head TEXT,
    codeinjection_foot TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE authors (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    names TEXT,
    bio TEXT,
    title TEXT,
    profile_image TEXT,
    cover_image TEXT,
    location TEXT,
    website TEXT,
    social TEXT,
    meta_title TEXT,
    meta_description TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- Which posts carry a tag or a byline, with what lists are chosen and ordered by: the first is the section's or the
-- first author's post. is_first is 1 for the first tag that readers see, and for the first author.
CREATE TABLE posts_tags (
    post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    tag_id TEXT NOT NULL REFERENCES tags (id),
    is_first BIGINT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    published_at BIGINT,
    PRIMARY KEY (post_id, tag_id)
);
CREATE INDEX posts_tags_published ON posts_tags (tag_id, kind, language, published_at DESC, post_id DESC, is_first)
    WHERE state = 'published';
CREATE INDEX posts_tags_of_tag ON posts_tags (tag_id, kind, published_at DESC, post_id DESC, is_first);

CREATE TABLE posts_authors (
    post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    author_id TEXT NOT NULL REFERENCES authors (id),
    is_first BIGINT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    published_at BIGINT,
    PRIMARY KEY (post_id, author_id)
);
CREATE INDEX posts_authors_published
    ON posts_authors (author_id, kind, language, published_at DESC, post_id DESC, is_first) WHERE state = 'published';
CREATE INDEX posts_authors_of_author ON posts_authors (author_id, kind, published_at DESC, post_id DESC, is_first);

-- How many published posts a list has: kept with every write, since counting 100,000 for a page number is too slow.
-- list is 'all', 'tag:ID' or 'author:ID'.
CREATE TABLE post_counts (
    list TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    posts BIGINT NOT NULL,
    PRIMARY KEY (list, kind, language)
);

CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT,
    author_id TEXT REFERENCES authors (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE media (
    id TEXT NOT NULL PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    content_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    alt TEXT NOT NULL,
    caption TEXT NOT NULL,
    credit TEXT NOT NULL,
    user_id TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX media_newest ON media (created_at DESC, id DESC);
CREATE INDEX media_same ON media (sha256);

CREATE TABLE placements (
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    position BIGINT NOT NULL,
    post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    headline TEXT,
    until BIGINT,
    PRIMARY KEY (name, language, position)
);
CREATE INDEX placements_of_post ON placements (post_id);

CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE redirects (
    path TEXT NOT NULL PRIMARY KEY,
    target TEXT NOT NULL,
    permanent BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE changes (
    id BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    keys TEXT NOT NULL,
    gone TEXT NOT NULL
);

-- One row: the id of the last change, and the write that last touched each part. Every write updates it last, so that
-- its row lock makes writes commit in the order of their change ids.
CREATE TABLE latest (
    one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    change_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    settings BIGINT NOT NULL,
    taxonomy BIGINT NOT NULL
);
INSERT INTO latest (one, change_id, version, settings, taxonomy) VALUES (1, 0, 0, 0, 0);

-- due_at: not before then; of one that runs, the end of its lease.
CREATE TABLE jobs (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    max_attempts BIGINT NOT NULL,
    lease TEXT,
    error TEXT,
    once TEXT UNIQUE,
    created_at BIGINT NOT NULL
);
CREATE INDEX jobs_due ON jobs (kind, due_at, id) WHERE state <> 'dead';
