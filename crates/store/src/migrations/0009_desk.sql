-- Who is signed in where. id: SHA-256 of the token in the cookie, in hexadecimal. network: as in limits.
CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    agent TEXT NOT NULL,
    network TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_of_user ON sessions (user_id, seen_at DESC);
CREATE INDEX sessions_expire ON sessions (expires_at);

-- People who were asked to join. The link carries the id with a code that only this newsroom can make.
CREATE TABLE invitations (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    invited_by TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- Who did what when. who: the name at that time, so that it stays true when a person goes.
CREATE TABLE audit (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    user_id TEXT,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX audit_newest ON audit (at DESC, id DESC);
CREATE INDEX audit_of_user ON audit (user_id, at DESC, id DESC);

-- A person's second factor (base32 of the TOTP secret), the last step of time that was used, and the hashes of the
-- recovery codes that are left. A disabled person cannot sign in. seen_at: when they last used the desk.
ALTER TABLE users ADD COLUMN totp TEXT;
ALTER TABLE users ADD COLUMN totp_used BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN recovery TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN disabled_at BIGINT;
ALTER TABLE users ADD COLUMN seen_at BIGINT;

-- Keys of devices by which people sign in. id, public_key: base64url.
CREATE TABLE passkeys (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    public_key TEXT NOT NULL,
    counter BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX passkeys_of_user ON passkeys (user_id, created_at);

-- A story as it is being written: version counts its saves. What readers see changes only when it is published.
CREATE TABLE copies (
    post_id TEXT NOT NULL PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    user_id TEXT,
    at BIGINT NOT NULL
);

-- Who has the pen. holder: the page in which they write.
CREATE TABLE pens (
    post_id TEXT NOT NULL PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    holder TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

-- What colleagues say to each other about a passage. quote: its words; nth: which of several places with these words.
CREATE TABLE comments (
    id TEXT NOT NULL PRIMARY KEY,
    post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    parent_id TEXT,
    user_id TEXT,
    who TEXT NOT NULL,
    at BIGINT NOT NULL,
    quote TEXT NOT NULL,
    nth BIGINT NOT NULL,
    text TEXT NOT NULL,
    resolved_at BIGINT,
    resolved_by TEXT
);
CREATE INDEX comments_of_post ON comments (post_id, at, id);

-- Links that show unpublished work until they end: a story, or an arrangement (JSON) of a placement. id: SHA-256 of the
-- token in the link.
CREATE TABLE previews (
    id TEXT NOT NULL PRIMARY KEY,
    post_id TEXT REFERENCES posts (id) ON DELETE CASCADE,
    arrangement TEXT,
    user_id TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX previews_of_post ON previews (post_id, expires_at);

-- Lists of stories that a person comes back to. query: as in the address of the list.
CREATE TABLE saved_filters (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX saved_filters_of_user ON saved_filters (user_id, name);

-- What only the desk knows of a post. edited_at: when somebody last worked on it (updated_at is what readers are told).
-- handover: what the one who sent it to review says. section: the tag of its section, so that the desk's lists are one
-- walk through an index.
ALTER TABLE posts ADD COLUMN edited_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN edited_by TEXT;
ALTER TABLE posts ADD COLUMN created_by TEXT;
ALTER TABLE posts ADD COLUMN assignee TEXT;
ALTER TABLE posts ADD COLUMN handover TEXT;
ALTER TABLE posts ADD COLUMN embargo_until BIGINT;
ALTER TABLE posts ADD COLUMN withdrawn_because TEXT;
ALTER TABLE posts ADD COLUMN section TEXT;
UPDATE posts SET edited_at = updated_at,
    section = (SELECT tag_id FROM posts_tags t WHERE t.post_id = posts.id AND t.is_first = 1);
CREATE INDEX posts_edited ON posts (kind, edited_at DESC, id DESC);
CREATE INDEX posts_edited_in_state ON posts (kind, state, edited_at DESC, id DESC);
CREATE INDEX posts_edited_in_section ON posts (section, kind, edited_at DESC, id DESC) WHERE section IS NOT NULL;
CREATE INDEX posts_created_by ON posts (created_by) WHERE created_by IS NOT NULL;
CREATE INDEX posts_assignee ON posts (assignee) WHERE assignee IS NOT NULL;

-- What the library says of a file besides: under which licence it may be used, where its middle is (per cent from the left
-- and from the top).
ALTER TABLE media ADD COLUMN licence TEXT NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN focal_x BIGINT NOT NULL DEFAULT 50;
ALTER TABLE media ADD COLUMN focal_y BIGINT NOT NULL DEFAULT 50;
CREATE INDEX media_of_user ON media (user_id, created_at DESC, id DESC) WHERE user_id IS NOT NULL;

-- Which posts show a file of the library.
CREATE TABLE media_uses (
    path TEXT NOT NULL,
    post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    PRIMARY KEY (path, post_id)
);
CREATE INDEX media_uses_of_post ON media_uses (post_id);
-- Where no post was saved before this, each save notes its own.
INSERT INTO settings (name, value) SELECT 'done:media-uses', 'done' WHERE NOT EXISTS (SELECT 1 FROM posts);
