//! `broadsheet user add`, `list`, `set-password`, `unlock` and `reset-factor`

use crate::{
    config::Config,
    failure::{Failure, Outcome, fail},
    open,
    say::{on_error, say, tell},
    sentence,
};
use kernel::{EmailAddress, Invalid, Role};
use newsroom::UserInput;
use std::io::{BufRead, IsTerminal, stdin};

/// Longest line that is read as a password.
const MAX_LINE: u64 = 4096;

/// Adds the person; the password is the first line of standard input.
pub async fn add(config: &Config, email: &str, name: &str, role: &str) -> Outcome {
    let email = address(email)?;
    let role: Role = role.parse().map_err(|Invalid(why)| Failure(format!("{why}.")))?;
    let password = read_password()?;
    let newsroom = open::newsroom(config).await?;
    let input = UserInput {
        email: email.clone(),
        name: name.to_owned(),
        role,
        password,
    };
    newsroom.add_user(input).await?;
    say!("{email} may sign in now, as {role}.");
    Ok(())
}

/// Prints everybody who works here: address, name, role, what is to be known about their access.
pub async fn list(config: &Config) -> Outcome {
    let newsroom = open::existing(config).await?;
    let read = newsroom.store.read(|reader| {
        let mut all = Vec::new();
        for user in reader.users()? {
            let passkeys = reader.passkeys_of(user.id)?.len();
            all.push((user, passkeys));
        }
        Ok::<_, store::StoreError>(all)
    });
    for (user, passkeys) in read.await? {
        let factor = match (user.totp.is_some(), passkeys) {
            (true, 0) => ", second factor",
            (true, _) => ", second factor, passkeys",
            (false, 0) => "",
            (false, _) => ", passkeys",
        };
        let access = if user.disabled_at.is_some() {
            ", no access"
        } else {
            ""
        };
        say!("{}  {}  {}{factor}{access}", user.email, user.name, user.role);
    }
    Ok(())
}

/// Sets a person's password; it is the first line of standard input.
pub async fn set_password(config: &Config, email: &str, remove_factors: bool) -> Outcome {
    let email = address(email)?;
    let password = read_password()?;
    let newsroom = open::existing(config).await?;
    let set = newsroom
        .set_password(email.clone(), password, remove_factors)
        .await?;
    say!("{email} signs in with the new password now, and is signed out everywhere.");
    if set.asks_second_step {
        say!(
            "A second step still follows it. If authenticator, passkeys and recovery codes are lost, use --remove-factors."
        );
    }
    if set.is_disabled {
        say!("Their access was taken away: an administrator gives it back at the desk, under People.");
    }
    Ok(())
}

/// Lets a person try again at once who guessed too often.
pub async fn unlock(config: &Config, email: &str) -> Outcome {
    let email = address(email)?;
    let newsroom = open::existing(config).await?;
    newsroom.unlock(email.clone()).await?;
    say!(
        "{email} may try again at once. A network from which many tries came waits for a quarter of an hour all the same."
    );
    Ok(())
}

fn address(email: &str) -> Outcome<EmailAddress> {
    email.parse().map_err(|Invalid(why)| Failure(why))
}

/// Takes a second factor away that was lost.
pub async fn reset_factor(config: &Config, email: &str) -> Outcome {
    let email = address(email)?;
    let newsroom = open::existing(config).await?;
    match newsroom.reset_factor(email.clone()).await? {
        true => say!("{email} signs in with the password alone now, and is signed out everywhere."),
        false => say!("{email} had no second factor; they are signed out everywhere."),
    }
    Ok(())
}

fn read_password() -> Outcome<String> {
    let input = stdin();
    let hidden = input.is_terminal().then(Hidden::new);
    let mut line = String::new();
    let read = std::io::Read::take(input.lock(), MAX_LINE).read_line(&mut line);
    drop(hidden);
    match read {
        Err(error) => fail(format!("The password cannot be read: {}.", sentence::io(&error))),
        Ok(0) => fail("There is no password: give it on standard input, such as by a pipe."),
        Ok(_) => Ok(line.trim_end_matches(['\r', '\n']).to_owned()),
    }
}

/// While it lives, the terminal does not show what is typed.
struct Hidden(Option<rustix::termios::Termios>);

impl Hidden {
    fn new() -> Self {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        on_error(format_args!("Password: "));
        let before = tcgetattr(stdin()).ok();
        if let Some(before) = &before {
            let mut silent = before.clone();
            silent.local_modes.remove(LocalModes::ECHO);
            let _ = tcsetattr(stdin(), OptionalActions::Flush, &silent);
        }
        Self(before)
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        tell!("");
        if let Some(before) = &self.0 {
            let _ = rustix::termios::tcsetattr(stdin(), rustix::termios::OptionalActions::Flush, before);
        }
    }
}
