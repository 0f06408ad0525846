//! All that there is, in pages, for an export.

use crate::{Media, Reader, Result, Subscriber};
use crate::{media, sql::Param, subscribers};
use kernel::{Language, MediaId, Pick, PlacementName, PostId, SubscriberId};

impl Reader {
    /// The ids of posts of any kind and state behind that one, in their order, at most `limit`. Notes nothing.
    pub fn post_ids_after(&self, id: Option<PostId>, limit: u32) -> Result<Vec<PostId>> {
        let sql = "SELECT id FROM posts WHERE id > $1 ORDER BY id LIMIT $2";
        let after = id.map_or_else(String::new, |id| id.to_string());
        self.session()
            .connection
            .all(sql, &[after.into(), limit.into()], |row| row.parse(0))
    }

    /// Records of files behind that one, in the order of their ids, at most `limit`.
    pub fn media_after(&self, id: Option<MediaId>, limit: u32) -> Result<Vec<Media>> {
        let sql = format!("{} WHERE id > $1 ORDER BY id LIMIT $2", media::SELECT);
        let after = id.map_or_else(String::new, |id| id.to_string());
        self.session()
            .connection
            .all(&sql, &[after.into(), limit.into()], Media::read)
    }

    /// Subscribers behind that one, in the order of their ids, at most `limit`.
    pub fn subscribers_after(&self, id: Option<SubscriberId>, limit: u32) -> Result<Vec<Subscriber>> {
        let sql = format!("{} WHERE id > $1 ORDER BY id LIMIT $2", subscribers::SELECT);
        let after: Param<'_> = id.map_or_else(String::new, |id| id.to_string()).into();
        self.session()
            .connection
            .all(&sql, &[after, limit.into()], Subscriber::read)
    }

    /// The evidence of what a subscriber agreed to, the oldest first.
    pub fn consents_of(&self, id: SubscriberId) -> Result<Vec<crate::Consent>> {
        subscribers::consents_of(&self.session().connection, id)
    }

    /// All that stands in any placement, in its order.
    pub fn everything_placed(&self) -> Result<Vec<(PlacementName, Language, Pick)>> {
        let sql = "SELECT name, language, post_id, headline, until FROM placements ORDER BY name, language, position";
        self.session().connection.all(sql, &[], |row| {
            let mut columns = row.columns();
            Ok((
                columns.parse()?,
                columns.parse()?,
                Pick {
                    post: columns.parse()?,
                    headline: columns.opt_text()?,
                    until: columns.opt_time()?,
                },
            ))
        })
    }
}
