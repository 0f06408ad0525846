//! The media library: what is known of each file. The files themselves are kept by `files`.

use crate::{
    Reader, Result,
    sql::{Param, Row},
    tx::Tx,
};
use kernel::{MediaId, Timestamp, UserId};

/// A file of the media library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Its id.
    pub id: MediaId,
    /// Its address: `/content/images/2026/11/bridge.jpg`.
    pub path: String,
    /// Its media type (RFC 6838): `image/jpeg`.
    pub content_type: String,
    /// Its size.
    pub bytes: i64,
    /// Pixels; 0 when it is no picture.
    pub width: u32,
    /// Pixels; 0 when it is no picture.
    pub height: u32,
    /// SHA-256 of its content in hexadecimal, so that the same file is kept once.
    pub sha256: String,
    /// What is to be seen, for those who do not see it.
    pub alt: String,
    /// Who, where and when. Inline HTML, sanitised.
    pub caption: String,
    /// Photographer, agency, distributor. Plain text.
    pub credit: String,
    /// The copyright notice. Plain text.
    pub copyright: String,
    /// Under which licence it may be used. Plain text.
    pub licence: String,
    /// Where its middle is, per cent from the left and from the top: what stays when it is cropped.
    pub focal: (u32, u32),
    /// Who brought it in.
    pub user: Option<UserId>,
    /// When it was brought in.
    pub created_at: Timestamp,
    /// When it last took the place of another at its address.
    pub replaced_at: Option<Timestamp>,
}

pub(crate) const SELECT: &str = "SELECT id, path, content_type, bytes, width, height, sha256, alt, caption, credit, copyright, licence, focal_x, \
                      focal_y, user_id, created_at, replaced_at FROM media";

impl Media {
    pub(crate) fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            id: columns.parse()?,
            path: columns.text()?,
            content_type: columns.text()?,
            bytes: columns.int()?,
            width: columns.count()?,
            height: columns.count()?,
            sha256: columns.text()?,
            alt: columns.text()?,
            caption: columns.text()?,
            credit: columns.text()?,
            copyright: columns.text()?,
            licence: columns.text()?,
            focal: (columns.count()?, columns.count()?),
            user: columns.opt_parse()?,
            created_at: columns.time()?,
            replaced_at: columns.opt_time()?,
        })
    }
}

impl Tx<'_> {
    /// Writes what is known of a file, new or changed.
    pub fn add_media(&mut self, media: &Media) -> Result<()> {
        let params: [Param<'_>; 17] = [
            Param::id(media.id),
            (&media.path).into(),
            (&media.content_type).into(),
            media.bytes.into(),
            media.width.into(),
            media.height.into(),
            (&media.sha256).into(),
            (&media.alt).into(),
            (&media.caption).into(),
            (&media.credit).into(),
            (&media.copyright).into(),
            (&media.licence).into(),
            media.focal.0.into(),
            media.focal.1.into(),
            Param::maybe_id(media.user),
            media.created_at.into(),
            media.replaced_at.into(),
        ];
        self.run(
            "INSERT INTO media (id, path, content_type, bytes, width, height, sha256, alt, caption, credit, copyright, \
             licence, focal_x, focal_y, user_id, created_at, replaced_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, \
             $13, $14, $15, $16, $17) ON CONFLICT (id) DO UPDATE SET path = $2, content_type = $3, bytes = $4, width = $5, \
             height = $6, sha256 = $7, alt = $8, caption = $9, credit = $10, copyright = $11, licence = $12, \
             focal_x = $13, focal_y = $14, user_id = $15, created_at = $16, replaced_at = $17",
            &params,
        )?;
        Ok(())
    }

    /// The file at an address.
    pub fn media_by_path(&self, path: &str) -> Result<Option<Media>> {
        self.session
            .first(&format!("{SELECT} WHERE path = $1"), &[path.into()], Media::read)
    }

    /// A file with the same content.
    pub fn media_by_sha256(&self, sha256: &str) -> Result<Option<Media>> {
        let sql = format!("{SELECT} WHERE sha256 = $1 ORDER BY id LIMIT 1");
        self.session.first(&sql, &[sha256.into()], Media::read)
    }
}

impl Reader {
    /// A file with the same content.
    pub fn media_by_sha256(&self, sha256: &str) -> Result<Option<Media>> {
        let sql = format!("{SELECT} WHERE sha256 = $1 ORDER BY id LIMIT 1");
        self.session().first(&sql, &[sha256.into()], Media::read)
    }

    /// The file at an address.
    pub fn media_by_path(&self, path: &str) -> Result<Option<Media>> {
        self.session()
            .first(&format!("{SELECT} WHERE path = $1"), &[path.into()], Media::read)
    }

    /// The library, newest first.
    pub fn media(&self, limit: u32, offset: u32) -> Result<Vec<Media>> {
        let sql = format!("{SELECT} ORDER BY created_at DESC, id DESC LIMIT $1 OFFSET $2");
        self.session()
            .connection
            .all(&sql, &[limit.into(), offset.into()], Media::read)
    }
}
