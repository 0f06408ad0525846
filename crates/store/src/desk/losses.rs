//! What would be lost with a setting.

use crate::{Result, Tx};
use kernel::Language;

impl Tx<'_> {
    /// How many posts of all kinds there are in a language that are published or wait for their time.
    pub fn posts_in_language(&self, language: &Language) -> Result<u64> {
        let sql = "SELECT CAST(COALESCE(SUM(posts), 0) AS BIGINT) \
                   + (SELECT COUNT(*) FROM posts WHERE state = 'scheduled' AND language = $1) \
                   FROM post_counts WHERE list = 'all' AND language = $1";
        let found = self
            .session
            .first(sql, &[language.as_str().into()], |row| row.int(0))?;
        Ok(found.unwrap_or(0).max(0).cast_unsigned())
    }

    /// How many people get a newsletter.
    pub fn receivers_of(&self, newsletter: &str) -> Result<u64> {
        let sql = "SELECT COUNT(*) FROM subscriptions WHERE newsletter = $1 AND state = 'active'";
        let found = self.session.first(sql, &[newsletter.into()], |row| row.int(0))?;
        Ok(found.unwrap_or(0).max(0).cast_unsigned())
    }
}
