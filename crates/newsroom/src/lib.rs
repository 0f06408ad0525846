//! The use cases: publish, update, withdraw, pick. The only place that holds rules about writing.
