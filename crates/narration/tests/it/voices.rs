//! Programs that hang, fail, answer rubbish or never stop.

use crate::{no_rest, speech, tags, tone, voice};
use narration::{
    Failed, Voice, narrate,
    voice::{Command, Limits, VoiceError},
};
use std::{
    fs,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

/// What a voice that is such a script makes of a story.
async fn told(folder: &Path, script: &str, limits: Limits) -> Result<narration::Audio, Failed> {
    let voice = voice(folder, script).within(limits);
    narrate(&speech(&["Head.", "Text."]), &voice, tags(), no_rest()).await
}

fn patient() -> Limits {
    Limits::default()
}

fn impatient() -> Limits {
    Limits {
        time: Duration::from_millis(300),
        ..Limits::default()
    }
}

fn folder_with_tone() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("tone.wav"), tone()).unwrap();
    folder
}

fn here(folder: &tempfile::TempDir, script: &str) -> String {
    script.replace("HERE", folder.path().to_str().unwrap())
}

#[tokio::test]
async fn each_paragraph_is_given_on_standard_input_and_begins_where_its_sound_does() {
    let folder = folder_with_tone();
    let script = here(&folder, "cat >>HERE/heard; cat HERE/tone.wav");
    let audio = told(folder.path(), &script, patient()).await.unwrap();
    assert_eq!(
        fs::read_to_string(folder.path().join("heard")).unwrap(),
        "Head.\nText.\n"
    );
    let paragraphs: Vec<_> = audio.paragraphs.iter().map(|one| (one.element, one.at)).collect();
    // 120 ms at the start, one second of tone, 700 ms behind the head of the story.
    assert_eq!(paragraphs[0], (None, 120));
    assert_eq!(paragraphs[1].0, Some(0));
    assert!(paragraphs[1].1.abs_diff(1820) < 5, "{paragraphs:?}");
    assert!(audio.duration_ms.abs_diff(3270) < 10, "{}", audio.duration_ms);
}

#[tokio::test]
async fn no_headline_spells_sounds_out_to_espeak_ng() {
    let folder = folder_with_tone();
    voice(
        folder.path(),
        &here(&folder, "cat >>HERE/heard; cat HERE/tone.wav"),
    );
    let named = folder.path().join("espeak-ng");
    fs::rename(folder.path().join("voice"), &named).unwrap();
    let voice = Command::of_line(named.to_str().unwrap()).unwrap();
    voice
        .speak("Ships [[h@'loU]].", &"en".parse().unwrap())
        .await
        .unwrap();
    let heard = fs::read_to_string(folder.path().join("heard")).unwrap();
    assert_eq!(heard, "Ships [ [h@'loU]].\n");
}

#[tokio::test]
async fn a_voice_that_hangs_is_stopped_with_its_children() {
    let folder = tempfile::tempdir().unwrap();
    let script = here(
        &folder,
        "sleep 1000 & echo $! >HERE/child; echo $$ >HERE/self; wait",
    );
    let failed = told(folder.path(), &script, impatient()).await.unwrap_err();
    assert!(matches!(failed, Failed::Voice(VoiceError::Hung(..))), "{failed}");
    for name in ["self", "child"] {
        let id = fs::read_to_string(folder.path().join(name)).unwrap();
        until_gone(id.trim()).await;
    }
}

#[tokio::test]
async fn a_child_that_holds_the_output_open_does_not_hold_the_story_up() {
    let folder = folder_with_tone();
    let script = here(
        &folder,
        "cat HERE/tone.wav; sleep 1000 & echo $! >HERE/child; exit 0",
    );
    let failed = told(folder.path(), &script, impatient()).await.unwrap_err();
    assert!(matches!(failed, Failed::Voice(VoiceError::Hung(..))), "{failed}");
    let child = fs::read_to_string(folder.path().join("child")).unwrap();
    until_gone(child.trim()).await;
}

/// Waits until a process is gone, or only a shadow that nobody has asked about yet.
async fn until_gone(id: &str) {
    let path = format!("/proc/{id}/stat");
    let lives = || fs::read_to_string(&path).is_ok_and(|stat| !stat.contains(") Z "));
    let gone = async {
        while lives() {
            tokio::task::yield_now().await;
        }
    };
    let patience = Duration::from_secs(20);
    assert!(
        tokio::time::timeout(patience, gone).await.is_ok(),
        "process {id} lives on"
    );
}

#[tokio::test]
async fn a_voice_that_is_given_up_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let script = here(
        &folder,
        "mkfifo HERE/ready; echo $$ >HERE/self; echo >HERE/ready; exec sleep 1000",
    );
    let voice = voice(folder.path(), &script);
    let language = "en".parse().unwrap();
    let fifo = folder.path().join("ready");
    {
        let speaking = voice.speak("Text.", &language);
        let ready = async {
            while tokio::fs::read(&fifo).await.is_err() {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            _ = speaking => panic!("it does not speak"),
            () = ready => {}
        }
    }
    let id = fs::read_to_string(folder.path().join("self")).unwrap();
    until_gone(id.trim()).await;
}

#[tokio::test]
async fn a_voice_that_fails_says_why() {
    let folder = folder_with_tone();
    let script = here(&folder, "cat HERE/tone.wav; echo 'no such model' >&2; exit 3");
    let failed = told(folder.path(), &script, patient()).await.unwrap_err();
    let text = failed.to_string();
    assert!(
        text.contains("exit status: 3") && text.contains("no such model"),
        "{text}"
    );
}

#[tokio::test]
async fn a_voice_that_is_not_there_says_so() {
    let voice = narration::voice::Command::of_line("/nowhere/voice --loud").unwrap();
    let failed = narrate(&speech(&["Head."]), &voice, tags(), no_rest())
        .await
        .unwrap_err();
    assert!(matches!(failed, Failed::Voice(VoiceError::Start(..))), "{failed}");
}

#[tokio::test]
async fn rubbish_is_no_sound() {
    let folder = folder_with_tone();
    for (script, why) in [
        ("cat >/dev/null", "it is no WAV"),
        ("echo Hello", "it is no WAV"),
        ("head -c 20000 HERE/tone.wav", "it breaks off"),
        ("head -c 44 HERE/tone.wav", "it breaks off"),
        (
            "head -c 44 HERE/tone.wav; head -c 44100 /dev/zero",
            "it is silent",
        ),
    ] {
        let failed = told(folder.path(), &here(&folder, script), patient())
            .await
            .unwrap_err();
        assert!(
            matches!(failed, Failed::Voice(VoiceError::Rubbish(..))),
            "{script}: {failed}"
        );
        assert!(failed.to_string().ends_with(why), "{script}: {failed}");
    }
}

#[tokio::test]
async fn a_voice_that_never_stops_answering_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits {
        bytes: 1 << 20,
        ..Limits::default()
    };
    let failed = told(folder.path(), "exec cat /dev/zero", limits)
        .await
        .unwrap_err();
    assert!(
        matches!(failed, Failed::Voice(VoiceError::TooMuch(..))),
        "{failed}"
    );
}

#[tokio::test]
async fn a_voice_that_complains_at_length_is_heard_all_the_same() {
    let folder = folder_with_tone();
    let script = here(&folder, "head -c 300000 /dev/zero >&2; cat HERE/tone.wav");
    assert!(told(folder.path(), &script, patient()).await.is_ok());
}

#[tokio::test]
async fn what_stands_in_a_command_is_an_argument_and_nothing_more() {
    let folder = folder_with_tone();
    let program = here(
        &folder,
        "printf '%s\\n' \"$@\" >HERE/arguments; cat HERE/tone.wav",
    );
    voice(folder.path(), &program);
    let line = format!("{}/voice --text $(touch\u{a0}x) ; a|b", folder.path().display());
    let voice = narration::voice::Command::of_line(&line).unwrap();
    narrate(&speech(&["Head."]), &voice, tags(), no_rest())
        .await
        .unwrap();
    let arguments = fs::read_to_string(folder.path().join("arguments")).unwrap();
    assert_eq!(arguments, "--text\n$(touch\nx)\n;\na|b\n");
}

#[tokio::test]
async fn a_voice_that_changes_its_rate_is_refused() {
    let folder = folder_with_tone();
    fs::write(
        folder.path().join("other.wav"),
        crate::wav(1, 1, 16_000, 16, &[0x70; 32_000]),
    )
    .unwrap();
    let script = here(
        &folder,
        "if [ -e HERE/once ]; then cat HERE/other.wav; else touch HERE/once; cat HERE/tone.wav; fi",
    );
    let failed = told(folder.path(), &script, patient()).await.unwrap_err();
    assert!(matches!(failed, Failed::Rates(_, 22_050, 16_000)), "{failed}");
}

#[tokio::test]
async fn it_may_rest_after_each_paragraph_and_between_the_pieces_of_the_encoding() {
    let folder = folder_with_tone();
    let voice = voice(folder.path(), &here(&folder, "cat HERE/tone.wav"));
    let told = Arc::new(Mutex::new(Vec::new()));
    let rest: narration::Rest = {
        let told = told.clone();
        Arc::new(move |worked| {
            told.lock()
                .unwrap()
                .push((std::thread::current().name().map(str::to_owned), worked));
            Duration::ZERO
        })
    };
    let story = speech(&["Head.", "Text."]);
    narrate(&story, &voice, tags(), rest).await.unwrap();
    let told = told.lock().unwrap();
    let encoding = |one: &&(Option<String>, Duration)| one.0.as_deref() == Some("narration");
    assert_eq!(told.iter().filter(|one| !encoding(one)).count(), 2, "{told:?}");
    assert!(told.iter().filter(encoding).count() >= 2, "{told:?}");
    assert!(told.iter().all(|one| one.1 > Duration::ZERO), "{told:?}");
}
