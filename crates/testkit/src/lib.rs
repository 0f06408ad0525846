//! What tests need: a private PostgreSQL, a fresh database of either engine for each test, an S3 server.
//!
//! It uses none of the other crates, so that each of them can use it in its tests. Start reading at [`on_both!`].

mod database;
pub mod picture;
mod postgres;
mod s3;

pub use database::PrivateDatabase;
pub use postgres::Postgres;
pub use s3::S3Server;

/// Makes two tests of one function, `async fn name(database: testkit::PrivateDatabase)`: on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {$(
        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                super::$name($crate::PrivateDatabase::sqlite()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                super::$name($crate::PrivateDatabase::postgres()).await;
            }
        }
    )*};
}
