//! The record of who did what when.

use crate::{
    Reader, Result, Tx,
    filter::Statement,
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

/// Which entries are asked for. Without anything: all.
#[derive(Debug, Clone, Default)]
pub struct AuditQuery {
    /// Those of one person.
    pub of: Option<UserId>,
    /// Those of one of these names (`post.published`).
    pub what: Vec<String>,
    /// Those before this one; `None`: from the newest on.
    pub before: Option<(Timestamp, AuditId)>,
    /// At most so many.
    pub limit: u32,
}

impl Reader {
    /// Entries before that one (`None`: from the newest on), the newest first; those of one person, or of all.
    pub fn audit(
        &self,
        of: Option<UserId>,
        before: Option<(Timestamp, AuditId)>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>> {
        self.audit_list(&AuditQuery {
            of,
            before,
            limit,
            ..AuditQuery::default()
        })
    }

    /// Entries, the newest first.
    pub fn audit_list(&self, query: &AuditQuery) -> Result<Vec<AuditEntry>> {
        let mut find = Statement::default();
        find.push("SELECT id, at, user_id, who, what, subject, detail, bundle, times FROM audit WHERE ");
        match query.before {
            Some((at, id)) => find
                .push("(at, id) < (")
                .value(at)
                .push(", ")
                .value(Param::id(id))
                .push(")"),
            None => find.push("1 = 1"),
        };
        if let Some(user) = query.of {
            find.push(" AND user_id = ").value(Param::id(user));
        }
        for (i, what) in query.what.iter().enumerate() {
            find.push(if i == 0 { " AND what IN (" } else { ", " })
                .value(what.clone());
        }
        if !query.what.is_empty() {
            find.push(")");
        }
        find.push(" ORDER BY at DESC, id DESC LIMIT ").value(query.limit);
        self.session()
            .connection
            .all(&find.sql, &find.params, AuditEntry::read)
    }
}
