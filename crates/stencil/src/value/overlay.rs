//! A value with some of its fields replaced, without a copy of the rest.

use std::sync::Arc;

use super::{Object, Value};
use crate::map::Map;

/// What `extend({}, base, top)` makes in JavaScript.
#[derive(Debug)]
pub(crate) struct Overlay {
    base: Value,
    top: Map,
}

impl Overlay {
    pub(crate) fn new(base: Value, top: Map) -> Self {
        Self { base, top }
    }
}

impl Object for Overlay {
    fn get(&self, key: &str) -> Option<Value> {
        if let Some(value) = self.top.get(key) {
            return Some(value.clone());
        }
        match &self.base {
            Value::Object(object) => object.get(key),
            // `length` is not enumerable, so a copy of an array or a string does not have it.
            _ if key == "length" => None,
            base => Some(base.get(key)).filter(|value| !matches!(value, Value::Undefined)),
        }
    }

    fn keys(&self) -> Vec<Arc<str>> {
        let mut all: Map = self.base.keys().into_iter().map(|key| (key, ())).collect();
        for (key, _) in self.top.iter() {
            all.insert(key.clone(), ());
        }
        all.iter().map(|(key, _)| key.clone()).collect()
    }
}
