//! Failures to start: one sentence that says what to do, exit code 2, nothing half-written.

use crate::program::{Place, fails_with_a_sentence, program};
use std::{fs, net::TcpListener, os::unix::fs::PermissionsExt, process::Output};
use testkit::PrivateDatabase;

fn serve(place: &Place) -> Output {
    place.run(&["serve", "--listen", "127.0.0.1:0"])
}

#[test]
fn a_port_in_use_is_named_and_nothing_is_made() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let place = Place::sqlite();
    let said = fails_with_a_sentence(&place.run(&["serve", "--listen", &address]));
    assert!(said.contains(&address) && said.contains("another port"), "{said}");
    assert!(
        !place.data().exists(),
        "nothing may be made before the port is had"
    );
}

#[test]
fn a_damaged_database_is_told_and_left_as_it_is() {
    let place = Place::sqlite();
    place.publish("---\ntitle: One\n---\nText.\n");
    let file = place.data().join("broadsheet.db");
    for name in ["broadsheet.db-wal", "broadsheet.db-shm"] {
        let _ = fs::remove_file(place.data().join(name));
    }
    for rubbish in [
        vec![b'x'; 8192],
        [b"SQLite format 3\0".as_slice(), &[0xff; 4096]].concat(),
    ] {
        fs::write(&file, &rubbish).unwrap();
        let said = fails_with_a_sentence(&serve(&place));
        assert!(said.contains("damaged") && said.contains("backup"), "{said}");
        assert_eq!(fs::read(&file).unwrap(), rubbish);
    }
}

#[test]
fn a_locked_database_is_told() {
    let place = Place::sqlite();
    place.publish("---\ntitle: One\n---\nText.\n");
    let other = rusqlite::Connection::open(place.data().join("broadsheet.db")).unwrap();
    other.pragma_update(None, "locking_mode", "EXCLUSIVE").unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let said = fails_with_a_sentence(&serve(&place));
    assert!(said.contains("locked by another program"), "{said}");
}

#[test]
fn a_database_of_a_newer_program_is_told() {
    let place = Place::sqlite();
    place.publish("---\ntitle: One\n---\nText.\n");
    let file = rusqlite::Connection::open(place.data().join("broadsheet.db")).unwrap();
    let table: String = file
        .query_row(
            "SELECT name FROM sqlite_master WHERE name LIKE '%migrations%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    file.execute_batch(&format!("UPDATE {table} SET number = number + 1000"))
        .unwrap();
    drop(file);
    let said = fails_with_a_sentence(&serve(&place));
    assert!(said.contains("newer"), "{said}");
}

#[test]
fn a_data_folder_that_cannot_be_is_told() {
    let place = Place::sqlite();
    fs::write(place.data(), "a file").unwrap();
    let said = fails_with_a_sentence(&serve(&place));
    assert!(
        said.contains("data folder") && said.contains("--data DIR"),
        "{said}"
    );
}

#[test]
fn a_data_folder_that_may_not_be_written_to_is_told() {
    let place = Place::sqlite();
    fs::create_dir(place.data()).unwrap();
    fs::set_permissions(place.data(), fs::Permissions::from_mode(0o555)).unwrap();
    // The administrator may write everywhere, so there is nothing to see as one.
    if fs::write(place.data().join("probe"), "").is_ok() {
        return;
    }
    let said = fails_with_a_sentence(&serve(&place));
    assert!(said.contains("permission is denied"), "{said}");
}

#[test]
fn postgresql_that_does_not_answer_or_does_not_let_us_in_is_told() {
    let place = Place::sqlite();
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let address = format!("postgres://user:secret@{nobody}/news");
    let said =
        fails_with_a_sentence(&place.run(&["serve", "--listen", "127.0.0.1:0", "--database", &address]));
    assert!(
        said.contains("PostgreSQL cannot be reached") && !said.contains("secret"),
        "{said}"
    );
    let database = PrivateDatabase::postgres();
    let wrong = format!("{}-that-is-not-there", database.address);
    let said = fails_with_a_sentence(&place.run(&["serve", "--listen", "127.0.0.1:0", "--database", &wrong]));
    assert!(said.contains("PostgreSQL"), "{said}");
}

#[test]
fn a_mistake_on_the_command_line_ends_with_code_2() {
    for words in [
        &["sevre"][..],
        &["serve", "--listen", "here"],
        &["fill"],
        &["fill", "--posts", "0"],
    ] {
        let output = program().args(words).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?}");
    }
}
