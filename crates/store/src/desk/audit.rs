//! The record of who did what when.

use crate::{
    Reader, Result, Tx,
    sql::{Param, Row},
};
use kernel::{AuditId, Timestamp, UserId};

/// One entry. Entries are added, never changed, but for what they count.
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
    /// What is counted in this entry instead of becoming one of its own: such an entry has this name too.
    pub bundle: Option<String>,
    /// How often it happened.
    pub times: i64,
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
            bundle: columns.opt_text()?,
            times: columns.int()?,
        })
    }
}

impl Tx<'_> {
    /// Adds an entry. Where there is one of its bundle, it counts that one on.
    pub fn add_audit(&mut self, entry: &AuditEntry) -> Result<()> {
        let params: [Param<'_>; 9] = [
            Param::id(entry.id),
            entry.at.into(),
            Param::maybe_id(entry.user),
            (&entry.who).into(),
            (&entry.what).into(),
            (&entry.subject).into(),
            (&entry.detail).into(),
            (&entry.bundle).into(),
            entry.times.into(),
        ];
        self.run(
            "INSERT INTO audit (id, at, user_id, who, what, subject, detail, bundle, times) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (bundle) WHERE bundle IS NOT NULL \
             DO UPDATE SET times = audit.times + $9",
            &params,
        )?;
        Ok(())
    }

    /// Counts the entry of this bundle on; says whether there is one. It gathers different details, the first ones.
    pub fn count_audit(&mut self, bundle: &str, detail: &str) -> Result<bool> {
        let sql = "UPDATE audit SET times = times + 1, detail = CASE WHEN ', ' || detail || ',' LIKE '%, ' || $1 || ',%' \
                   OR length(detail) > 200 THEN detail ELSE detail || ', ' || $1 END WHERE bundle = $2";
        Ok(self.run(sql, &[detail.into(), bundle.into()])? > 0)
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
            "SELECT id, at, user_id, who, what, subject, detail, bundle, times FROM audit WHERE (at, id) < ($1, $2) \
             {whose} ORDER BY at DESC, id DESC LIMIT {limited}"
        );
        self.session().connection.all(&sql, &params, AuditEntry::read)
    }
}
