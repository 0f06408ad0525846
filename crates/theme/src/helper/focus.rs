//! `{{#picture_focus profile_image}} class="{{classes}}"{{/picture_focus}}`: where the middle of a picture is when it is cropped.

use super::prelude::*;
use crate::image;

/// Steps of the classes, in per cent: a style sheet can name them all.
const STEP: u32 = 5;

/// Where the middle of a picture is, in steps, per cent from the left and from the top; `None` where it is the middle of
/// the picture itself.
pub(super) fn focus(call: &Call<'_, '_>, visit: &Visit, address: &str) -> Result<Option<(u32, u32)>, Error> {
    let Some(path) = image::local_path(address, &visit.place) else {
        return Ok(None);
    };
    let focal = visit.got(call, visit.reader().focal(path))?;
    Ok(focal.map(in_steps).filter(|focus| *focus != (50, 50)))
}

fn in_steps((x, y): (u32, u32)) -> (u32, u32) {
    let step = |per_cent: u32| (per_cent + STEP / 2) / STEP * STEP;
    (step(x), step(y))
}

/// The classes for a picture whose middle is there, per cent from the left and from the top: `focus-x-20 focus-y-35`, and
/// only what is not the middle of the picture itself.
pub fn focus_classes(focal: (u32, u32)) -> String {
    classes(in_steps(focal))
}

/// The classes that say it.
pub(super) fn classes((x, y): (u32, u32)) -> String {
    let one = |axis: char, per_cent: u32| (per_cent != 50).then(|| format!("focus-{axis}-{per_cent}"));
    let both = [one('x', x), one('y', y)];
    both.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

pub(super) fn picture_focus(call: &mut Call<'_, '_>) -> Answer {
    let visit = Visit::of(call)?;
    let address = call.arg(0);
    let focus = match address.as_str() {
        Some(address) => focus(call, &visit, address)?,
        None => None,
    };
    let Some(focus) = focus else {
        return otherwise(call);
    };
    let fields = Map::new()
        .with("x", number(f64::from(focus.0)))
        .with("y", number(f64::from(focus.1)))
        .with("classes", string(classes(focus)));
    let this = call.this().merged(fields);
    call.write_block(&this, &[], &[])?;
    Ok(Value::Undefined)
}
