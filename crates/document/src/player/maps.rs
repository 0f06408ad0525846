//! Maps of OpenStreetMap and Google.

use super::address::{Address, encoded};

pub(super) fn player(address: &Address<'_>) -> Option<String> {
    openstreetmap(address).or_else(|| google(address))
}

fn openstreetmap(address: &Address<'_>) -> Option<String> {
    if !address.is_of("openstreetmap.org", &["www"]) {
        return None;
    }
    if address.path == "export/embed.html" {
        let numbers = |name| address.value(name).filter(|text| are_numbers(text));
        let bbox = numbers("bbox")?;
        let marker = numbers("marker")
            .map(|at| format!("&marker={at}"))
            .unwrap_or_default();
        return Some(embedded(bbox, &marker));
    }
    // `#map=15/50.45/30.52`, and a marker as `?mlat=50.45&mlon=30.52`.
    let number = |name| address.value(name).and_then(coordinate);
    let marker = number("mlat").zip(number("mlon"));
    let view = address.fragment.split('&').find_map(|part| {
        let mut parts = part.strip_prefix("map=")?.split('/');
        let zoom: u32 = parts.next()?.parse().ok().filter(|zoom| *zoom <= 22)?;
        Some((zoom, coordinate(parts.next()?)?, coordinate(parts.next()?)?))
    });
    let (zoom, lat, lon) = view.or(marker.map(|(lat, lon)| (15, lat, lon)))?;
    let half = 360.0 / f64::from(1_u32 << zoom);
    let bbox = format!(
        "{:.5}%2C{:.5}%2C{:.5}%2C{:.5}",
        lon - half,
        lat - half / 2.0,
        lon + half,
        lat + half / 2.0
    );
    let marker = marker
        .map(|(lat, lon)| format!("&marker={lat}%2C{lon}"))
        .unwrap_or_default();
    Some(embedded(&bbox, &marker))
}

fn embedded(bbox: &str, marker: &str) -> String {
    format!("https://www.openstreetmap.org/export/embed.html?bbox={bbox}&layer=mapnik{marker}")
}

fn google(address: &Address<'_>) -> Option<String> {
    let is_maps = match address.parts()[..] {
        ["maps", ..] => address.is_of("google.com", &["www", "maps"]),
        _ => address.host == "maps.google.com",
    };
    if !is_maps {
        return None;
    }
    if address.path == "maps/embed" {
        let harmless = |b: u8| b.is_ascii_alphanumeric() || b"!.-_%*:".contains(&b);
        let what = address.value("pb").filter(|pb| pb.bytes().all(harmless))?;
        return Some(format!("https://www.google.com/maps/embed?pb={what}"));
    }
    // `/maps/place/NAME/@50.45,30.52,15z/…`
    let view = address.parts().into_iter().find_map(|part| {
        let mut numbers = part.strip_prefix('@')?.split(',');
        let (lat, lon) = (coordinate(numbers.next()?)?, coordinate(numbers.next()?)?);
        let zoom = numbers
            .next()
            .and_then(|zoom| zoom.strip_suffix('z')?.parse::<f64>().ok());
        Some((lat, lon, zoom.unwrap_or(15.0).clamp(1.0, 21.0).round()))
    });
    if let Some((lat, lon, zoom)) = view {
        return Some(format!(
            "https://maps.google.com/maps?q={lat}%2C{lon}&z={zoom}&output=embed"
        ));
    }
    let asked = address
        .value("q")
        .or(address.value("query"))
        .filter(|asked| !asked.is_empty())?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"%+.-_,".contains(&b);
    let asked = match asked.bytes().all(plain) {
        true => asked.to_owned(),
        false => encoded(asked),
    };
    Some(format!("https://maps.google.com/maps?q={asked}&output=embed"))
}

fn coordinate(text: &str) -> Option<f64> {
    are_numbers(text)
        .then(|| text.parse().ok())
        .flatten()
        .filter(|n: &f64| n.abs() <= 180.0)
}

/// Numbers with commas between them, encoded or not.
fn are_numbers(text: &str) -> bool {
    let plain = text.replace("%2C", ",").replace("%2c", ",");
    !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit() || b"-.,".contains(&b))
}
