use super::*;

fn load(file: &str, environment: &[(&str, &str)], flags: &[(&'static str, &str)]) -> Outcome<Config> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broadsheet.toml");
    std::fs::write(&path, file).unwrap();
    let environment = environment
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_string()));
    let flags = flags
        .iter()
        .map(|(key, value)| (*key, value.to_string()))
        .collect();
    Config::load(Some(&path), environment, flags)
}

fn sentence(file: &str, environment: &[(&str, &str)]) -> String {
    load(file, environment, &[]).unwrap_err().0
}

#[test]
fn the_command_line_wins_over_the_environment_and_that_over_the_file() {
    let file = "listen = '127.0.0.1:1'\nurl = 'https://a.example/'\ndata = 'x'\n[log]\nformat = 'json'";
    let config = load(
        file,
        &[
            ("BROADSHEET_LISTEN", "127.0.0.1:2"),
            ("BROADSHEET_DATA", "y"),
            ("BROADSHEET_LOG__LEVEL", "debug"),
        ],
        &[("data", "z")],
    )
    .unwrap();
    assert_eq!(config.listen.port(), 2);
    assert_eq!(config.data, Path::new("z"));
    assert_eq!(config.public_url(), "https://a.example");
    assert_eq!(
        (config.log_format, config.log_level.as_str()),
        (LogFormat::Json, "debug")
    );
}

#[test]
fn an_unknown_key_is_an_error_that_names_the_nearest() {
    for (file, near) in [
        ("lissten = '1'", "“listen”"),
        ("[log]\nfromat = 'json'", "“log.format”"),
        ("format = 'json'", "“log.format”"),
        ("[metric]\nlisten = '1'", "“metrics.listen”"),
        ("something_else_entirely = 1", "known are data, listen"),
    ] {
        let sentence = sentence(file, &[]);
        assert!(
            sentence.contains("unknown key") && sentence.contains(near),
            "{sentence}"
        );
    }
    let sentence = sentence("", &[("BROADSHEET_DATABSE", "x")]);
    assert!(
        sentence.contains("BROADSHEET_DATABSE") && sentence.contains("“database”"),
        "{sentence}"
    );
}

#[test]
fn what_kubernetes_puts_into_the_environment_is_no_setting() {
    let service = [
        ("BROADSHEET_SERVICE_HOST", "10.0.0.1"),
        ("BROADSHEET_PORT_8080_TCP", "tcp://10.0.0.1:8080"),
    ];
    assert!(load("", &service, &[]).is_ok());
}

#[test]
fn a_value_that_does_not_fit_is_named_with_where_it_came_from() {
    for (file, environment, words) in [
        (
            "listen = 'here'",
            None,
            ["listen cannot be “here”", "127.0.0.1:8080"],
        ),
        (
            "",
            Some(("BROADSHEET_URL", "news.example")),
            ["BROADSHEET_URL", "https://"],
        ),
        ("url = 'https://a.example/path'", None, ["url", "https://"]),
        ("database = 'mysql://x'", None, ["database", "postgres://"]),
        ("listen = ", None, ["not TOML", "line 1"]),
        ("[log]\nformat = 'xml'", None, ["log.format", "json"]),
        (
            "[fetch]\nallow = 'archive:80'",
            None,
            ["fetch.allow", "10.0.0.7:80"],
        ),
        (
            "[fetch]\ndeny = '198.51.100.0/24, the office'",
            None,
            ["fetch.deny", "2001:db8::/32"],
        ),
    ] {
        let sentence = sentence(file, environment.as_slice());
        assert!(words.iter().all(|word| sentence.contains(word)), "{sentence}");
    }
}

#[test]
fn voices_are_chosen_by_language_and_written_as_a_list_or_a_line() {
    let voices = |text: &str| {
        let table: toml::Table = text.parse().unwrap();
        let mut values = BTreeMap::new();
        flatten(&table, "", &mut values).unwrap();
        Config::from_values(&values).unwrap().voices
    };
    let name = |voices: &Voices, tag: &str| {
        let voice = voices.voice(&tag.parse().unwrap());
        voice.map(|voice| narration::Voice::name(&voice).to_owned())
    };
    let set = voices(
        "[narration]\nvoice = \"command\"\ncommand = [\"piper\", \"--model\", \"en.onnx\"]\n\
         commands.uk = \"piper --model uk.onnx\"\n",
    );
    assert_eq!(name(&set, "en").as_deref(), Some("piper --model en.onnx"));
    assert_eq!(name(&set, "uk").as_deref(), Some("piper --model uk.onnx"));
    let set = voices("narration.voice = \"espeak-ng\"");
    assert_eq!(name(&set, "en").as_deref(), Some("espeak-ng en-gb"));
    assert_eq!(name(&voices("narration.voice = \"off\""), "en"), None);

    let problem = |text: &str| {
        let table: toml::Table = text.parse().unwrap();
        flatten(&table, "", &mut BTreeMap::new()).unwrap_err()
    };
    assert!(problem("narration.command = [\"a b\"]").contains("a blank in it"));
    assert!(problem("narration.comand = \"a\"").contains("narration.command"));
}
