//! The tables of both engines.

use std::{collections::BTreeSet, process::Command};
use store::{Database, Store, StoreError};
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_database_of_a_newer_program_is_left_alone,
    two_nodes_may_open_a_new_database_together,
    a_newsroom_that_must_be_there_is_not_made,
);

async fn a_newsroom_that_must_be_there_is_not_made(database: PrivateDatabase) {
    let at = || database.address.parse::<Database>().unwrap();
    let opened = Store::open_existing(at()).await;
    assert!(matches!(opened, Err(StoreError::NoNewsroom(_))));
    match database.is_postgres() {
        true => assert!(!shell(&database, "SELECT to_regclass('migrations')").contains("migrations")),
        false => {
            assert!(!std::path::Path::new(&database.address).exists());
            // Another program's file.
            let other = rusqlite::Connection::open(&database.address).unwrap();
            other.execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
            let opened = Store::open_existing(at()).await;
            assert!(matches!(opened, Err(StoreError::NoNewsroom(_))));
            assert!(!shell(&database, "SELECT name FROM sqlite_master").contains("migrations"));
        }
    }
    drop(Store::open(at()).await.unwrap());
    Store::open_existing(at()).await.unwrap();
}

/// But for `post_words`: each engine has its own kind of index of words.
#[tokio::test]
async fn both_engines_end_with_the_same_tables_and_columns() {
    let (sqlite, postgres) = (PrivateDatabase::sqlite(), PrivateDatabase::postgres());
    drop(crate::sample::open(&sqlite).await);
    drop(crate::sample::open(&postgres).await);
    let of_sqlite = shell(
        &sqlite,
        "SELECT m.name || '.' || c.name || ' ' || lower(c.type) || ' ' || CASE c.\"notnull\" WHEN 1 THEN 'NO' ELSE 'YES' END
         FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'post_words%'",
    );
    let of_postgres = shell(
        &postgres,
        "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'post_words'",
    );
    assert!(
        of_sqlite.contains("posts.title text NO") && of_sqlite.len() > 120,
        "{of_sqlite:?}"
    );
    assert_eq!(of_sqlite, of_postgres);
    let of_sqlite = shell(
        &sqlite,
        "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    );
    let of_postgres = shell(
        &postgres,
        "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexname !~ '_(pkey|key)$'
         AND tablename <> 'post_words'",
    );
    assert!(of_sqlite.len() > 5);
    assert_eq!(of_sqlite, of_postgres);
}

/// The rows of one column.
pub fn shell(database: &PrivateDatabase, sql: &str) -> BTreeSet<String> {
    if database.is_postgres() {
        let out = Command::new("psql")
            .args(["-XAtd", &database.address, "-c", sql])
            .output()
            .unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        return String::from_utf8_lossy(&out.stdout)
            .lines()
            .map(str::to_owned)
            .collect();
    }
    let connection = rusqlite::Connection::open(&database.address).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

async fn a_database_of_a_newer_program_is_left_alone(database: PrivateDatabase) {
    drop(crate::sample::open(&database).await);
    shell(
        &database,
        "INSERT INTO migrations (number, at) VALUES (999, 0) RETURNING 'done'",
    );
    let Ok(address) = database.address.parse::<Database>();
    let newer = Store::open(address).await.map(drop);
    assert!(
        matches!(
            newer,
            Err(StoreError::Newer {
                found: 999,
                known: 1..
            })
        ),
        "{newer:?}"
    );
}

async fn two_nodes_may_open_a_new_database_together(database: PrivateDatabase) {
    let open = || {
        let Ok(address) = database.address.parse::<Database>();
        tokio::spawn(Store::open(address))
    };
    let nodes = [open(), open(), open()];
    for node in nodes {
        node.await.unwrap().unwrap().ping().await.unwrap();
    }
}
