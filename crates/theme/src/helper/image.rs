//! `{{img_url feature_image size="m"}}`.

use super::prelude::*;
use crate::image;

pub(super) fn img_url(call: &mut Call<'_, '_>) -> Answer {
    let given = call.arg(0);
    let Some(address) = given.as_str() else {
        return Ok(Value::Undefined);
    };
    let visit = Visit::of(call)?;
    let size = text(call, "size").and_then(|name| visit.theme.package.image_sizes.get(&name).copied());
    let format = text(call, "format");
    let place = &visit.place;
    let Some(path) = image::local_path(address, place) else {
        return Ok(string(image::external(address, size, format.as_deref())));
    };
    let sized = match size {
        Some(size) => image::rendition(path, size, format.as_deref()),
        None => path.to_owned(),
    };
    Ok(string(if flag(call, "absolute") {
        place.absolute(&sized)
    } else {
        sized
    }))
}
