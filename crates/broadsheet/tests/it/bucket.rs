//! Originals in an S3 bucket: from start to end, and where it is not as it should be.

use crate::program::{Place, Server, fails_with_a_sentence, repository};
use std::{net::TcpListener, process::Command};
use testkit::S3Server;

const SECRET: &str = "kept-to-ourselves";

/// A command that keeps originals at `endpoint`.
fn with(mut command: Command, endpoint: &str, bucket: &str, keys: (&str, &str)) -> Command {
    command
        .env("BROADSHEET_FILES__S3", format!("s3://{bucket}/live"))
        .env("BROADSHEET_FILES__S3_ENDPOINT", endpoint)
        .env("BROADSHEET_FILES__S3_ACCESS_KEY", keys.0)
        .env("BROADSHEET_FILES__S3_SECRET_KEY", keys.1);
    command
}

/// One that the server takes.
fn on(server: &S3Server, command: Command) -> Command {
    let keys = (S3Server::ACCESS_KEY, S3Server::SECRET_KEY);
    with(command, &server.endpoint(), S3Server::BUCKET, keys)
}

fn does(mut command: Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn serve(place: &Place, server: &S3Server) -> Server {
    Server::start(on(server, place.command(&["serve", "--listen", "127.0.0.1:0"])))
}

#[test]
fn a_bucket_that_cannot_be_used_is_said_at_the_start_and_by_check() {
    let place = Place::sqlite();
    place.found();
    let server = S3Server::start();
    let nobody = format!(
        "http://{}",
        TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
    );
    let (at, good) = (server.endpoint(), (S3Server::ACCESS_KEY, S3Server::SECRET_KEY));
    for (endpoint, bucket, keys, words) in [
        (&nobody, S3Server::BUCKET, good, "refused"),
        (&at, "nothing-here", good, "no such bucket"),
        (
            &at,
            S3Server::BUCKET,
            ("AKIAWRONG", SECRET),
            "access key is not known",
        ),
        (
            &at,
            S3Server::BUCKET,
            (S3Server::ACCESS_KEY, SECRET),
            "secret key is wrong",
        ),
    ] {
        let command = |words: &[&str]| {
            let mut command = with(place.command(words), endpoint, bucket, keys);
            command
                .env("BROADSHEET_LISTEN", "127.0.0.1:0")
                .env("BROADSHEET_LOG__LEVEL", "trace");
            command
        };
        let mut quiet = command(&["serve"]);
        quiet.env("BROADSHEET_LOG__LEVEL", "off");
        let said = fails_with_a_sentence(&quiet.output().unwrap());
        assert!(said.contains(words) && said.contains("files.s3"), "{said}");
        for words_of_command in [&["serve"][..], &["check"], &["files", "copy", "--to-s3"]] {
            let output = command(words_of_command).output().unwrap();
            assert_eq!(output.status.code(), Some(2));
            let all = [output.stdout, output.stderr].concat();
            let all = String::from_utf8_lossy(&all);
            assert!(all.contains(words), "{all}");
            assert!(!all.contains(SECRET), "{words_of_command:?} tells the secret");
        }
    }
    assert!(
        does(on(&server, {
            let mut check = place.command(&["check"]);
            check.env("BROADSHEET_LISTEN", "127.0.0.1:0");
            check
        }))
        .contains("media: s3://paper-files/live at http://")
    );
}

#[test]
fn without_keys_it_goes_by_what_aws_goes_by() {
    let (place, server) = (Place::sqlite(), S3Server::start());
    place.found();
    let check = |variables: &[(&str, &str)]| {
        let mut check = place.command(&["check"]);
        check
            .env("BROADSHEET_LISTEN", "127.0.0.1:0")
            .env("BROADSHEET_FILES__S3", format!("s3://{}", S3Server::BUCKET))
            .env("BROADSHEET_FILES__S3_ENDPOINT", server.endpoint())
            .envs(variables.iter().copied());
        String::from_utf8_lossy(&check.output().unwrap().stdout).into_owned()
    };
    let access = ("AWS_ACCESS_KEY_ID", S3Server::ACCESS_KEY);
    let said = check(&[access, ("AWS_SECRET_ACCESS_KEY", S3Server::SECRET_KEY)]);
    assert!(
        said.contains("ok     media: s3://paper-files at http://"),
        "{said}"
    );
    let said = check(&[access]);
    assert!(said.contains("only one of the two keys"), "{said}");
    // As on a machine without a role.
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let said = check(&[("AWS_METADATA_ENDPOINT", &format!("http://{nobody}"))]);
    assert!(
        said.contains("no keys are set") && said.contains("files.s3_access_key"),
        "{said}"
    );
}

#[test]
fn a_newsroom_lives_in_a_bucket_and_bears_it_to_be_away() {
    let (place, s3) = (Place::sqlite(), S3Server::start());
    let server = serve(&place, &s3);
    let picture = std::fs::read(repository("demo/pictures/harbour-crane.jpg")).unwrap();
    std::fs::write(place.path("crane.jpg"), &picture).unwrap();
    let file = place.path("story.md");
    std::fs::write(
        &file,
        "---\ntitle: Cranes\npicture: crane.jpg\nalt: Cranes\n---\nText.\n",
    )
    .unwrap();
    does(on(
        &s3,
        place.command(&["post", "publish", &file.to_string_lossy()]),
    ));
    let page = server
        .becomes("/cranes/", "the story", |answer| answer.status == 200)
        .text();
    let src = page
        .split(['"', ' '])
        .find(|text| text.starts_with("/content/images/size/") && text.ends_with("/crane.jpg"))
        .unwrap_or_else(|| panic!("no picture: {page}"));
    assert_eq!(server.get(src).status, 200);
    assert!(
        !place.data().join("content").exists(),
        "nothing is kept beside the bucket"
    );

    s3.stop();
    assert_eq!(server.get(src).status, 200);
    let away = server.get("/content/images/2020/01/other.jpg");
    assert_eq!((away.status, away.header("retry-after")), (503, Some("10")));
    s3.start_again();
    server.becomes("/content/images/2020/01/other.jpg", "missing", |answer| {
        answer.status == 404
    });
    assert!(server.stop());
}

#[test]
fn a_newsroom_moves_into_a_bucket() {
    let (place, s3) = (Place::sqlite(), S3Server::start());
    let picture = std::fs::read(repository("demo/pictures/harbour-crane.jpg")).unwrap();
    std::fs::write(place.path("crane.jpg"), &picture).unwrap();
    place.publish("---\ntitle: Cranes\npicture: crane.jpg\nalt: Cranes\n---\n![Again](crane.jpg)\n");
    let said = fails_with_a_sentence(&place.run(&["files", "copy", "--to-s3"]));
    assert!(said.contains("files.s3"), "{said}");

    let copy = || does(on(&s3, place.command(&["files", "copy", "--to-s3"])));
    let said = copy();
    assert!(
        said.starts_with("Copied to s3://paper-files/live at http://"),
        "{said}"
    );
    assert!(said.contains(": 1 (") && said.contains("already: 0"), "{said}");
    let said = copy();
    assert!(
        said.contains(": 0 (0.0 MB)") && said.contains("already: 1"),
        "{said}"
    );

    let content = place.data().join("content");
    std::fs::rename(&content, place.path("content-before")).unwrap();
    let server = serve(&place, &s3);
    let page = server
        .becomes("/cranes/", "the story", |answer| answer.status == 200)
        .text();
    let src = page
        .split('"')
        .find(|text| text.starts_with("/content/images/2"))
        .unwrap();
    assert!(server.get(src).body == picture);
}
