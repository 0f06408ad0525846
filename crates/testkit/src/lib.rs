//! What tests need: a private PostgreSQL, a running newsroom.
