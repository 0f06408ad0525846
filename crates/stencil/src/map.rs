//! The plain object: keys in the order of JavaScript (array indices ascending, then as inserted).

use std::collections::HashMap;
use std::sync::Arc;

use crate::value::{Object, Value};

/// From this many entries on, lookups go through an index.
const INDEX_FROM: usize = 12;

/// A map from names to values that remembers its order.
///
/// Keys that are array indices (`0`, `7`, `12`) come first in ascending order, as in a JavaScript object.
#[derive(Debug, Clone, Default)]
pub struct Map {
    entries: Vec<(Arc<str>, Value)>,
    index: HashMap<Arc<str>, usize>,
}

impl Map {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// This map with one more entry.
    #[must_use]
    pub fn with(mut self, key: impl Into<Arc<str>>, value: impl Into<Value>) -> Self {
        self.insert(key, value);
        self
    }

    /// Sets an entry; an existing one keeps its position.
    pub fn insert(&mut self, key: impl Into<Arc<str>>, value: impl Into<Value>) {
        let (key, value) = (key.into(), value.into());
        if let Some(at) = self.position(&key) {
            self.entries[at].1 = value;
            return;
        }
        match array_index(&key) {
            Some(number) => {
                let at = self
                    .entries
                    .partition_point(|(other, _)| array_index(other).is_some_and(|other| other < number));
                self.entries.insert(at, (key, value));
                self.index.clear();
            }
            None => {
                if !self.index.is_empty() {
                    self.index.insert(key.clone(), self.entries.len());
                }
                self.entries.push((key, value));
            }
        }
        if self.index.is_empty() && self.entries.len() >= INDEX_FROM {
            self.index = self
                .entries
                .iter()
                .enumerate()
                .map(|(at, (key, _))| (key.clone(), at))
                .collect();
        }
    }

    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.position(key).map(|at| &self.entries[at].1)
    }

    /// All entries in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Arc<str>, &Value)> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// This map as a value.
    pub fn into_value(self) -> Value {
        Value::Object(Arc::new(self))
    }

    fn position(&self, key: &str) -> Option<usize> {
        if self.index.is_empty() {
            self.entries.iter().position(|(other, _)| &**other == key)
        } else {
            self.index.get(key).copied()
        }
    }
}

/// The number of a key that JavaScript takes for an array index.
pub(crate) fn array_index(key: &str) -> Option<u32> {
    let first = *key.as_bytes().first()?;
    if !first.is_ascii_digit() || (first == b'0' && key.len() > 1) || key.len() > 10 {
        return None;
    }
    key.parse().ok().filter(|&number| number < u32::MAX)
}

impl Object for Map {
    fn get(&self, key: &str) -> Option<Value> {
        Map::get(self, key).cloned()
    }

    fn keys(&self) -> Vec<Arc<str>> {
        self.entries.iter().map(|(key, _)| key.clone()).collect()
    }
}

impl<K: Into<Arc<str>>, V: Into<Value>> FromIterator<(K, V)> for Map {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut map = Self::new();
        for (key, value) in pairs {
            map.insert(key, value);
        }
        map
    }
}
