//! The record of who did what when.

use crate::{
    Reader, Result, Tx,
    sql::{Param, Row},
};
use kernel::{AuditId, Timestamp, UserId};

/// One entry. Entries are added, never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its id.
    pub id: AuditId,
    /// When.
    pub at: Timestamp,
    /// Who, while they are there.
    pub user: Option<UserId>,
    /// Their name at that time.
    pub who: String,
    /// What: `signed-in`, `post.published`.
    pub what: String,
    /// Of what: an id, an address, a name of a setting.
    pub subject: String,
    /// More, in words.
    pub detail: String,
}

impl AuditEntry {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            id: columns.parse()?,
            at: columns.time()?,
            user: columns.opt_parse()?,
            who: columns.text()?,
            what: columns.text()?,
            subject: columns.text()?,
            detail: columns.text()?,
        })
    }
}

impl Tx<'_> {
    /// Adds an entry.
    pub fn add_audit(&mut self, entry: &AuditEntry) -> Result<()> {
        let params: [Param<'_>; 7] = [
            Param::id(entry.id),
            entry.at.into(),
            Param::maybe_id(entry.user),
            (&entry.who).into(),
            (&entry.what).into(),
            (&entry.subject).into(),
            (&entry.detail).into(),
        ];
        self.run(
            "INSERT INTO audit (id, at, user_id, who, what, subject, detail) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &params,
        )?;
        Ok(())
    }
}

impl Reader {
    /// Entries before that one (`None`: from the newest on), the newest first; those of one person, or of all.
    pub fn audit(
        &self,
        of: Option<UserId>,
        before: Option<(Timestamp, AuditId)>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>> {
        let (at, id) = match before {
            Some((at, id)) => (at, id.to_string()),
            None => (Timestamp::from_millis(i64::MAX), String::new()),
        };
        let mut params: Vec<Param<'_>> = vec![at.into(), id.into()];
        // SQLite numbers parameters by where they stand first.
        let (whose, limited) = match of {
            Some(user) => {
                params.push(Param::id(user));
                ("AND user_id = $3", "$4")
            }
            None => ("", "$3"),
        };
        params.push(limit.into());
        let sql = format!(
            "SELECT id, at, user_id, who, what, subject, detail FROM audit WHERE (at, id) < ($1, $2) \
             {whose} ORDER BY at DESC, id DESC LIMIT {limited}"
        );
        self.session().connection.all(&sql, &params, AuditEntry::read)
    }
}
