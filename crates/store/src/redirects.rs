//! Addresses that have moved.

use crate::{Reader, Result, session::Session, tx::Tx};
use kernel::Timestamp;

/// Where an address leads now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// A path of this site or an absolute address.
    pub to: String,
    /// 301 rather than 302.
    pub permanent: bool,
}

/// One as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedRedirect {
    /// The address that leads elsewhere.
    pub path: String,
    /// Where to.
    pub to: String,
    /// 301 rather than 302.
    pub permanent: bool,
}

impl Tx<'_> {
    /// From now on `path` leads to `to`. What led to `path` leads to `to` as well, and nothing leads away from `to`.
    pub fn add_redirect(&mut self, path: &str, to: &str, permanent: bool) -> Result<()> {
        self.remove_redirect(to)?;
        self.run(
            "UPDATE redirects SET target = $1 WHERE target = $2",
            &[to.into(), path.into()],
        )?;
        self.run(
            "INSERT INTO redirects (path, target, permanent, created_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (path) DO UPDATE SET target = $2, permanent = $3",
            &[path.into(), to.into(), permanent.into(), Timestamp::now().into()],
        )?;
        Ok(())
    }

    /// Where a path leads as this transaction sees it.
    pub fn redirect(&self, path: &str) -> Result<Option<Redirect>> {
        find(self.session, path)
    }

    /// `path` leads nowhere any more. Says whether it did.
    pub fn remove_redirect(&mut self, path: &str) -> Result<bool> {
        Ok(self.run("DELETE FROM redirects WHERE path = $1", &[path.into()])? > 0)
    }
}

impl Reader {
    /// Redirects in the order of their addresses, behind `after`; of those in which `words` occur, at most so many.
    pub fn redirects(&self, words: &str, after: &str, limit: u32) -> Result<Vec<ListedRedirect>> {
        let escaped = words
            .to_lowercase()
            .replace('!', "!!")
            .replace('%', "!%")
            .replace('_', "!_");
        let pattern = format!("%{escaped}%");
        let sql = "SELECT path, target, permanent FROM redirects WHERE path > $1 AND (LOWER(path) LIKE $2 ESCAPE '!' \
                   OR LOWER(target) LIKE $2 ESCAPE '!') ORDER BY path LIMIT $3";
        let params = [after.into(), pattern.into(), limit.into()];
        self.session().connection.all(sql, &params, |row| {
            let mut columns = row.columns();
            Ok(ListedRedirect {
                path: columns.text()?,
                to: columns.text()?,
                permanent: columns.flag()?,
            })
        })
    }

    /// Where a path leads, when it has moved. Notes nothing: what answers with it is not cached by its keys.
    pub fn redirect(&self, path: &str) -> Result<Option<Redirect>> {
        find(self.session(), path)
    }
}

fn find(session: &Session, path: &str) -> Result<Option<Redirect>> {
    let sql = "SELECT target, permanent FROM redirects WHERE path = $1";
    session.first(sql, &[path.into()], |row| {
        let mut columns = row.columns();
        Ok(Redirect {
            to: columns.text()?,
            permanent: columns.flag()?,
        })
    })
}
