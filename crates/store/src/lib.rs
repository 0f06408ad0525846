//! SQL: migrations, records, the change feed and jobs, on SQLite and PostgreSQL.
