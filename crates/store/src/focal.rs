//! Where the middle of pictures is: asked for when one is shown, and read for all that a page may show at once.

use crate::{Reader, Result, filter::Statement};
use std::{cell::RefCell, collections::HashMap};

/// Addresses that are looked up with one statement.
const AT_ONCE: usize = 200;
const MIDDLE: (u32, u32) = (50, 50);

/// What a reader knows of the pictures that it handed out.
#[derive(Default)]
pub(crate) struct Focals {
    /// Lead pictures of posts that were handed out, of which nobody asked yet.
    waiting: RefCell<Vec<String>>,
    known: RefCell<HashMap<String, (u32, u32)>>,
}

impl Focals {
    /// A picture that the page probably shows. Addresses may begin with that of the site.
    pub(crate) fn expect(&self, address: &str) {
        let mut waiting = self.waiting.borrow_mut();
        // Who reads more posts than that makes no page of them.
        if let Some(at) = address.find("/content/").filter(|_| waiting.len() < AT_ONCE) {
            waiting.push(address[at..].to_owned());
        }
    }
}

impl Reader {
    /// Where the middle of a picture of the library is, per cent from the left and from the top; `None` where it is the
    /// middle itself, and of what the library does not have. Notes nothing: what shows a picture has the keys of what names
    /// it.
    pub fn focal(&self, path: &str) -> Result<Option<(u32, u32)>> {
        if !path.starts_with("/content/") {
            return Ok(None);
        }
        if !self.focals.known.borrow().contains_key(path) {
            let mut paths = self.focals.waiting.take();
            paths.push(path.to_owned());
            self.read_focals(paths)?;
        }
        let known = self.focals.known.borrow();
        Ok(known.get(path).copied().filter(|focal| *focal != MIDDLE))
    }

    fn read_focals(&self, mut paths: Vec<String>) -> Result<()> {
        paths.sort_unstable();
        paths.dedup();
        let mut list = Statement::default();
        list.push("SELECT path, focal_x, focal_y FROM media WHERE path")
            .is_one_of(&paths);
        let found = self.session().connection.all(&list.sql, &list.params, |row| {
            let mut columns = row.columns();
            Ok((columns.text()?, (columns.count()?, columns.count()?)))
        })?;
        let mut known = self.focals.known.borrow_mut();
        known.extend(paths.into_iter().map(|path| (path, MIDDLE)));
        known.extend(found);
        Ok(())
    }
}
