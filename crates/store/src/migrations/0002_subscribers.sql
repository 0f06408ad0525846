-- People who get newsletters, or have asked to. email_key is the address in lower case. state: asked, confirmed.
-- links counts up when the links to their own page must no longer work. asked_at: when they last asked; who never
-- confirms is forgotten by it.
CREATE TABLE subscribers (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    links BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    confirmed_at BIGINT
);
CREATE INDEX subscribers_asked ON subscribers (asked_at) WHERE state = 'asked';

-- Who gets which newsletter (its slug). state: asked, active, left. An edition goes to subscriptions_active in its order.
CREATE TABLE subscriptions (
    subscriber_id TEXT NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
    newsletter TEXT NOT NULL,
    state TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (subscriber_id, newsletter)
);
CREATE INDEX subscriptions_active ON subscriptions (newsletter, subscriber_id) WHERE state = 'active';
CREATE INDEX subscriptions_asked ON subscriptions (at) WHERE state = 'asked';

-- The evidence. kind: asked, confirmed, chosen, left, moved.
CREATE TABLE consents (
    id TEXT NOT NULL PRIMARY KEY,
    subscriber_id TEXT NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    newsletter TEXT NOT NULL,
    email TEXT NOT NULL,
    at BIGINT NOT NULL,
    page TEXT NOT NULL,
    form TEXT NOT NULL,
    words TEXT NOT NULL,
    network TEXT NOT NULL
);
CREATE INDEX consents_of_subscriber ON consents (subscriber_id, at, id);

-- Questions put to an address by mail. email: the new address, where it is to be changed.
CREATE TABLE confirmations (
    id TEXT NOT NULL PRIMARY KEY,
    subscriber_id TEXT NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
    email TEXT,
    language TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    confirmed_at BIGINT
);
CREATE INDEX confirmations_of_subscriber ON confirmations (subscriber_id, expires_at);
CREATE INDEX confirmations_expire ON confirmations (expires_at);

-- How often something was done since its window began; it ends at "until".
CREATE TABLE limits (
    name TEXT NOT NULL PRIMARY KEY,
    until BIGINT NOT NULL,
    used BIGINT NOT NULL
);
CREATE INDEX limits_until ON limits (until);
