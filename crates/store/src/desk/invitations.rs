//! People who were asked to join the newsroom.

use crate::{
    Reader, Result, Tx,
    session::Session,
    sql::{Param, Row, parse},
};
use kernel::{EmailAddress, InvitationId, Role, Timestamp, UserId};

/// An invitation that was not taken up yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id, which the link carries with a code.
    pub id: InvitationId,
    /// Whom it was sent to. One invitation for an address.
    pub email: EmailAddress,
    /// What they are called.
    pub name: String,
    /// What they will be.
    pub role: Role,
    /// Who asked them.
    pub invited_by: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
    /// Until when the link works.
    pub expires_at: Timestamp,
}

const SELECT: &str = "SELECT id, email, name, role, invited_by, created_at, expires_at FROM invitations";

impl Invitation {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            id: columns.parse()?,
            email: parse(columns.str()?)?,
            name: columns.text()?,
            role: columns.parse()?,
            invited_by: columns.opt_parse()?,
            created_at: columns.time()?,
            expires_at: columns.time()?,
        })
    }
}

fn find(session: &Session, id: InvitationId, now: Timestamp) -> Result<Option<Invitation>> {
    let sql = format!("{SELECT} WHERE id = $1 AND expires_at > $2");
    session.first(&sql, &[Param::id(id), now.into()], Invitation::read)
}

impl Tx<'_> {
    /// Keeps an invitation, instead of an earlier one to the same address.
    pub fn save_invitation(&mut self, invitation: &Invitation) -> Result<()> {
        let email = invitation.email.as_str().to_lowercase();
        self.run("DELETE FROM invitations WHERE email = $1", &[(&email).into()])?;
        let params: [Param<'_>; 7] = [
            Param::id(invitation.id),
            email.into(),
            (&invitation.name).into(),
            invitation.role.as_str().into(),
            Param::maybe_id(invitation.invited_by),
            invitation.created_at.into(),
            invitation.expires_at.into(),
        ];
        self.run(
            "INSERT INTO invitations (id, email, name, role, invited_by, created_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &params,
        )?;
        Ok(())
    }

    /// Takes an invitation away; says whether it was there.
    pub fn delete_invitation(&mut self, email: &EmailAddress) -> Result<bool> {
        let sql = "DELETE FROM invitations WHERE email = $1";
        Ok(self.run(sql, &[email.as_str().to_lowercase().into()])? > 0)
    }

    /// The invitation of a link, unless it has ended.
    pub fn invitation(&self, id: InvitationId, now: Timestamp) -> Result<Option<Invitation>> {
        find(self.session, id, now)
    }

    /// The invitation, ended or not.
    pub fn invitation_by_id(&self, id: InvitationId) -> Result<Option<Invitation>> {
        find(self.session, id, Timestamp::from_millis(0))
    }

    /// Takes away the invitations of that person to more than `most` (`None`: to anything).
    pub fn delete_invitations_by(&mut self, user: UserId, most: Option<Role>) -> Result<u64> {
        let mut gone = 0;
        for role in Role::ALL {
            if most.is_none_or(|most| role > most) {
                let sql = "DELETE FROM invitations WHERE invited_by = $1 AND role = $2";
                gone += self.run(sql, &[Param::id(user), role.as_str().into()])?;
            }
        }
        Ok(gone)
    }
}

impl Reader {
    /// The invitation of a link, unless it has ended.
    pub fn invitation(&self, id: InvitationId, now: Timestamp) -> Result<Option<Invitation>> {
        find(self.session(), id, now)
    }

    /// The invitation to an address, ended or not.
    pub fn invitation_to(&self, email: &EmailAddress) -> Result<Option<Invitation>> {
        let sql = format!("{SELECT} WHERE email = $1");
        self.session()
            .first(&sql, &[email.as_str().to_lowercase().into()], Invitation::read)
    }

    /// All invitations, the newest first.
    pub fn invitations(&self) -> Result<Vec<Invitation>> {
        let sql = format!("{SELECT} ORDER BY created_at DESC, id");
        self.session().connection.all(&sql, &[], Invitation::read)
    }
}
