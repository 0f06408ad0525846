//! The media library as lists show it.

use crate::{
    focal::keep,
    sample::{open, read},
};
use store::{MediaQuery, StoreError};
use testkit::{PrivateDatabase, on_both};

on_both!(however_many_files_are_placed_those_in_use_are_told_from_the_others);

async fn however_many_files_are_placed_those_in_use_are_told_from_the_others(database: PrivateDatabase) {
    let store = open(&database).await;
    let (quoted, unplaced) = ("/content/images/b\"\\.jpg", "/content/images/c.jpg");
    for path in [quoted, unplaced] {
        keep(&store, path, (50, 50)).await;
    }
    let named = |many: u32| {
        let others = (0..many).map(|n| format!("/content/images/{n}.jpg"));
        others.chain([quoted.to_owned()]).collect::<Vec<_>>()
    };
    // The last is more than a statement has places for on either engine.
    for placed in [Vec::new(), named(0), named(70_000)] {
        let list = |used| MediaQuery {
            used: Some(used),
            placed: placed.clone(),
            limit: 10,
            ..MediaQuery::default()
        };
        let (used, unused) = (list(true), list(false));
        let found = read(&store, move |reader| {
            let paths = |query| {
                let found = reader.media_list(query)?.into_iter();
                Ok::<_, StoreError>(found.map(|one| one.path).collect::<Vec<_>>())
            };
            Ok((paths(&used)?, paths(&unused)?))
        });
        let (used, mut unused) = found.await;
        unused.sort();
        match placed.is_empty() {
            true => assert_eq!((used, unused), (vec![], vec![quoted.into(), unplaced.into()])),
            false => assert_eq!((used, unused), (vec![quoted.into()], vec![unplaced.into()])),
        }
    }
}
