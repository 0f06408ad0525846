//! Whatever a Ghost export holds, it is read or refused; what was read is said.
#![no_main]

use importer::ghost;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok((batch, report)) = ghost::read(text) else { return };
    assert_eq!(batch.posts.len(), report.posts + report.pages);
    assert_eq!((batch.tags.len(), batch.authors.len()), (report.tags, report.authors));
    let mut settings = kernel::SiteSettings::default();
    if let Some(change) = batch.settings {
        change(&mut settings);
    }
    assert!(!report.to_string().is_empty());
});
