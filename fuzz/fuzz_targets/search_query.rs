//! Whatever is typed into the search is a query, and reads back as the same one.

#![no_main]

use libfuzzer_sys::fuzz_target;
use search::Query;

fuzz_target!(|typed: &str| {
    let query = Query::parse(typed);
    assert!(query.parts.len() <= 12);
    assert!(query.parts.iter().all(|part| part.text.chars().any(char::is_alphanumeric)));
    assert_eq!(Query::parse(&query.to_string()), query, "{typed:?}");
});
