//! Crashes, damage, other versions, other stores.

use crate::paper::{Paper, asked, folders, story};
use std::{fs, io::Write, process::Command};

const OTHER: &str = "About gardens.";

fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_was_away_takes_in_what_was_written_meanwhile() {
    let mut paper = Paper::with(vec![story("one", "The harbour", OTHER)]).await;
    let built = paper.indexes();
    paper.search = search::Search::open(
        paper.newsroom.store.clone(),
        &paper.folder.path().join("elsewhere"),
    );
    paper.save(story("two", "The harbour", OTHER)).await;
    paper
        .newsroom
        .withdraw_post("one".parse().unwrap(), None)
        .await
        .unwrap();
    paper.restart();
    paper.settle().await;
    assert_eq!(paper.found("harbour").await, ["two"]);
    assert_eq!(paper.indexes(), built, "it goes on with the index that is there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_between_two_commits_loses_no_change() {
    let mut paper = Paper::with(vec![story("one", "The harbour", OTHER)]).await;
    let built = paper.indexes();
    // As a kill does: the folder as it was at some commit, and changes that were read but not committed.
    let before = paper.folder.path().join("before");
    copy(&built[0], &before);
    paper.save(story("two", "The harbour", OTHER)).await;
    paper.settle().await;
    paper.search = search::Search::open(
        paper.newsroom.store.clone(),
        &paper.folder.path().join("elsewhere"),
    );
    fs::remove_dir_all(&built[0]).unwrap();
    fs::rename(&before, &built[0]).unwrap();
    fs::write(built[0].join("0123456789abcdef.store"), b"half a segment").unwrap();
    paper.restart();
    paper.settle().await;
    assert_eq!(paper.find(asked("harbour")).await.total, 2);
    assert_eq!(paper.indexes(), built);
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir(to).unwrap();
    for file in files(from) {
        fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_whose_files_were_cut_is_built_anew_while_the_search_runs() {
    let paper = Paper::with(vec![
        story("one", "The harbour", OTHER),
        story("two", "Gone", OTHER),
    ])
    .await;
    let damaged = paper.indexes();
    for file in files(&damaged[0]) {
        if file.extension().is_some_and(|ending| ending != "lock") {
            fs::File::options()
                .write(true)
                .open(file)
                .unwrap()
                .set_len(3)
                .unwrap();
        }
    }
    // The search either answers from what it has in memory or notices; a change makes it write.
    paper.find(asked("harbour")).await;
    paper.find(asked("\"the harbour\"")).await;
    paper.save(story("three", "The harbour", OTHER)).await;
    paper.settle().await;
    paper.until(|state| state.whole && state.position > 0).await;
    assert_eq!(paper.find(asked("harbour")).await.total, 2);
    assert_ne!(paper.indexes(), damaged);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_was_removed_is_built_anew_while_the_search_runs() {
    let paper = Paper::with(vec![story("one", "The harbour", OTHER)]).await;
    fs::remove_dir_all(paper.shelf()).unwrap();
    paper.save(story("two", "The harbour", OTHER)).await;
    paper.settle().await;
    assert_eq!(paper.find(asked("harbour")).await.total, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_index_is_noticed_at_the_start() {
    let mut paper = Paper::with(vec![story("one", "The harbour", OTHER)]).await;
    let damaged = paper.indexes();
    paper.search = search::Search::open(
        paper.newsroom.store.clone(),
        &paper.folder.path().join("elsewhere"),
    );
    let postings = files(&damaged[0])
        .into_iter()
        .find(|file| file.extension().is_some_and(|ending| ending == "idx"));
    let postings = postings.expect("an index has postings");
    let mut bytes = fs::read(&postings).unwrap();
    bytes[0] ^= 0xff;
    fs::write(&postings, bytes).unwrap();
    paper.restart();
    paper.save(story("two", "The harbour", OTHER)).await;
    paper.settle().await;
    assert_eq!(paper.find(asked("harbour")).await.total, 2);
    assert_ne!(paper.indexes(), damaged);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_of_another_version_is_replaced() {
    let mut paper = Paper::with(vec![story("one", "The harbour", OTHER)]).await;
    let old = paper.indexes();
    paper.search = search::Search::open(
        paper.newsroom.store.clone(),
        &paper.folder.path().join("elsewhere"),
    );
    let meta = old[0].join("meta.json");
    let other = fs::read_to_string(&meta)
        .unwrap()
        .replace("\\\"version\\\":1", "\\\"version\\\":0");
    assert_ne!(
        other,
        fs::read_to_string(&meta).unwrap(),
        "the version stands in the commit"
    );
    fs::write(&meta, other).unwrap();
    paper.restart();
    paper.settle().await;
    assert_eq!(paper.found("harbour").await, ["one"]);
    assert_ne!(paper.indexes(), old);
    assert_eq!(paper.indexes().len(), 1, "the old one is removed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_of_another_store_is_not_used() {
    let mut paper = Paper::with(vec![story("one", "The harbour", OTHER)]).await;
    let other = Paper::with(vec![
        story("two", "The theatre", OTHER),
        story("three", "Theatres", OTHER),
    ])
    .await;
    drop(std::mem::replace(&mut paper.search, other.search.clone()));
    let shelf = paper.shelf();
    let search = search::Search::open(other.newsroom.store.clone(), &shelf);
    let mut state = search.state();
    let last = other
        .newsroom
        .store
        .read(|reader| Ok::<_, store::StoreError>(reader.last_change()))
        .await
        .unwrap();
    state
        .wait_for(|state| state.whole && state.position >= last)
        .await
        .unwrap();
    let find = move |reader: &store::Reader| search.find(&asked("theatre"), reader, kernel::Timestamp::now());
    assert_eq!(other.newsroom.store.read(find).await.unwrap().total, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_reads_what_the_first_has_written() {
    let paper = Paper::with(vec![story("one", "The harbour", OTHER)]).await;
    let second = search::Search::open(paper.newsroom.store.clone(), &paper.shelf());
    let mut state = second.state();
    state.wait_for(|state| state.whole).await.unwrap();
    let find = move |reader: &store::Reader| second.find(&asked("harbour"), reader, kernel::Timestamp::now());
    assert_eq!(paper.newsroom.store.read(find).await.unwrap().total, 1);
    assert_eq!(folders(&paper.shelf()).len(), 1);
}

/// A small disk, where the test may make one.
struct Disk(std::path::PathBuf);

impl Disk {
    fn mount(at: std::path::PathBuf) -> Option<Self> {
        fs::create_dir(&at).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=24m", "tmpfs"])
            .arg(&at)
            .output();
        mounted
            .is_ok_and(|done| done.status.success())
            .then_some(Self(at))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_leaves_a_sound_index_where_it_is() {
    let mut paper = Paper::with(vec![story("one", "The harbour", OTHER)]).await;
    let at = paper.folder.path().join("small");
    let Some(disk) = Disk::mount(at.clone()) else {
        eprintln!("skipped: only an administrator can mount a small disk");
        return;
    };
    paper.search = search::Search::open(paper.newsroom.store.clone(), &at);
    paper.settle().await;
    let built = folders(&at);
    assert_eq!(built.len(), 1);
    let filler = at.join("filler");
    let mut file = fs::File::create(&filler).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
    drop(file);
    paper.save(story("two", "The harbour", OTHER)).await;
    // Its writer tries four times within that, and twice would be enough for another index.
    let waited = std::time::Instant::now();
    while waited.elapsed() < std::time::Duration::from_secs(2) {
        assert_eq!(paper.found("harbour").await, ["one"]);
        assert_eq!(folders(&at), built);
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    fs::remove_file(&filler).unwrap();
    paper.settle().await;
    assert_eq!(paper.find(asked("harbour")).await.total, 2);
    assert_eq!(folders(&at), built);
    paper.restart();
    drop(disk);
}
