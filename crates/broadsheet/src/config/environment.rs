//! `BROADSHEET_*` of the environment as configuration keys.

use super::{keys, nearest};
use crate::failure::{Outcome, fail};
use std::collections::BTreeMap;

/// Values by key, and the name of each key's variable. `config` is among the keys.
type Found = (BTreeMap<String, String>, BTreeMap<String, String>);

/// Reads the variables; an unknown one is an error.
pub fn read(variables: impl Iterator<Item = (String, String)>) -> Outcome<Found> {
    let mut found = Found::default();
    for (name, value) in variables {
        let Some(rest) = name.strip_prefix("BROADSHEET_") else {
            continue;
        };
        if is_service_link(rest) {
            continue;
        }
        let key = rest.to_lowercase().replace("__", ".");
        if key != "config" && !keys::exists(&key) {
            let hint = nearest::did_you_mean(&key);
            return fail(format!(
                "The environment variable {name} is no setting of Broadsheet{hint}."
            ));
        }
        found.1.insert(key.clone(), name);
        found.0.insert(key, value);
    }
    Ok(found)
}

/// What Kubernetes and Docker put beside a service that is called “broadsheet”: `…_SERVICE_HOST`, `…_PORT_8080_TCP`.
fn is_service_link(rest: &str) -> bool {
    rest == "PORT" || rest.starts_with("PORT_") || rest.starts_with("SERVICE_")
}
