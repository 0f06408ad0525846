//! People of the desk: what two at once may not do.

use crate::Desk;
use kernel::Role;
use newsroom::{Credentials, Invite, Join, SignedIn, Staff, UserInput};
use testkit::{PrivateDatabase, on_both};

on_both!(
    of_two_who_join_by_one_link_at_once_only_one_is_in,
    two_owners_who_lower_each_other_at_once_leave_one,
);

const PASSWORD: &str = "seven grey herons at dusk";

impl Desk {
    async fn staff(&self, name: &str, role: Role) -> Staff {
        let email = format!("{name}@paper.example");
        let input = UserInput {
            email: email.parse().unwrap(),
            name: name.into(),
            role,
            password: PASSWORD.into(),
        };
        self.add_user(input).await.unwrap();
        let given = Credentials {
            email,
            password: PASSWORD.into(),
            network: String::new(),
            agent: String::new(),
        };
        let SignedIn::In(secret) = self.sign_in(given).await.unwrap() else {
            panic!("they sign in")
        };
        self.signed_in(&secret).await.unwrap().unwrap()
    }
}

async fn of_two_who_join_by_one_link_at_once_only_one_is_in(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let owner = desk.staff("olena", Role::Owner).await;
    let invite = Invite {
        email: "ann@paper.example".parse().unwrap(),
        name: "Ann".into(),
        role: Role::Author,
    };
    let id = desk.invite(&owner, invite).await.unwrap();
    let token = desk.links().await.unwrap().join(id);
    let join = |name: &str| {
        desk.join(Join {
            token: token.clone(),
            name: name.into(),
            password: PASSWORD.into(),
            agent: String::new(),
            network: String::new(),
        })
    };
    let (one, other) = tokio::join!(join("Ann"), join("Bo"));
    let both = [one.unwrap(), other.unwrap()];
    assert_eq!(both.iter().flatten().count(), 1);
    let users = desk.store.read(|reader| reader.users()).await.unwrap();
    assert_eq!(users.len(), 2);
}

async fn two_owners_who_lower_each_other_at_once_leave_one(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let (one, other) = (
        desk.staff("olena", Role::Owner).await,
        desk.staff("bohdan", Role::Owner).await,
    );
    let (first, second) = tokio::join!(
        desk.change_role(&one, other.id, Role::Editor),
        desk.change_role(&other, one.id, Role::Editor)
    );
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    let users = desk.store.read(|reader| reader.users()).await.unwrap();
    assert_eq!(users.iter().filter(|user| user.role == Role::Owner).count(), 1);
}
