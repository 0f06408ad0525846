//! The page of all corrections.

use crate::{
    Scene, ThemeError,
    compiled::Compiled,
    date,
    object::{Pagination, PostObject, array, object, string},
    place::Place,
    render::Parts,
    visit::Subject,
};
use std::sync::Arc;
use stencil::Map;

/// Corrections on a page.
const PAGE: u32 = 40;

/// `corrections`, each with `at`, `text` and `post`.
pub(crate) fn parts(
    theme: &Compiled,
    page: u32,
    scene: &Scene,
    place: &Arc<Place>,
) -> Result<Parts, ThemeError> {
    let offset = u64::from(page - 1) * u64::from(PAGE);
    let (all, total) = scene
        .reader
        .corrections(&place.language, scene.now, PAGE, offset)?;
    let pagination = Pagination {
        page,
        limit: PAGE,
        total,
    };
    if page > pagination.pages() {
        return Err(ThemeError::NoSuchPage);
    }
    let each = all.iter().map(|one| {
        Map::new()
            .with("at", string(date::iso(one.correction.at, &place.zone)))
            .with("text", string(&one.correction.text))
            .with("post", PostObject::value(&one.post, place))
            .into_value()
    });
    let strings = theme.locales.of(scene.language.as_str());
    let title = strings.get("Corrections");
    Ok(Parts {
        context: Map::new()
            .with("title", string(title))
            .with("corrections", array(each.collect()))
            .with("pagination", object(pagination)),
        subject: Subject::Titled(title.into()),
        pagination: Some(pagination),
        list_path: format!("{}/corrections/", place.prefix),
        feed: None,
    })
}
