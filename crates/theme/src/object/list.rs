//! What lists carry beside their posts.

use super::{keys, number};
use std::sync::Arc;
use stencil::{Object, Value};

/// Which page of a list this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pagination {
    pub page: u32,
    /// Rows on a page; 0 when all are on one.
    pub limit: u32,
    pub total: u64,
}

impl Pagination {
    pub(crate) fn pages(self) -> u32 {
        match self.limit {
            0 => 1,
            limit => u32::try_from(self.total.div_ceil(u64::from(limit)))
                .unwrap_or(u32::MAX)
                .max(1),
        }
    }

    pub(crate) fn next(self) -> Option<u32> {
        (self.page < self.pages()).then(|| self.page + 1)
    }

    pub(crate) fn prev(self) -> Option<u32> {
        (self.page > 1).then(|| (self.page - 1).min(self.pages()))
    }
}

impl Object for Pagination {
    fn get(&self, key: &str) -> Option<Value> {
        let or_null = |n: Option<u32>| n.map_or(Value::Null, number);
        Some(match key {
            "page" => number(self.page),
            "limit" => number(self.limit),
            "pages" => number(self.pages()),
            "total" => number(self.total as f64),
            "next" => or_null(self.next()),
            "prev" => or_null(self.prev()),
            _ => return None,
        })
    }

    fn keys(&self) -> Vec<Arc<str>> {
        keys(&["page", "limit", "pages", "total", "next", "prev"])
    }
}
