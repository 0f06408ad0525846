//! Letters to those who work at the newsroom, or are asked to: in the newsroom's language.

use super::{
    Sender,
    paper::{Button, Sheet},
    words::Words,
};
use crate::{Letter, Line};
use kernel::{EmailAddress, Language, Role};
use newsroom::{AccountChange, AccountLetter, HandedOver, Invited};
use store::User;

impl Sender<'_> {
    fn to_staff(&self, to: &EmailAddress, sheet: &Sheet<'_>) -> Letter {
        Letter {
            from_name: Line::new(sheet.paper),
            from: self.from.clone(),
            to: to.clone(),
            subject: Line::new(&sheet.subject),
            text: sheet.text(),
            html: sheet.html(),
            language: sheet.language.clone(),
            leave: None,
            job: self.job,
            subscriber: None,
        }
    }

    fn of_desk(&self, path: &str) -> String {
        format!("{}/desk/{path}", self.desk_url)
    }
}

/// Asks somebody to join the newsroom.
pub fn invitation(sender: &Sender<'_>, invited: &Invited) -> Letter {
    let language = &sender.settings.language;
    let words = Words::of(language);
    let mut sheet = sender.sheet(language, &[]);
    let paper = sheet.paper;
    let role = role(language, invited.invitation.role);
    let by = invited.by.as_deref();
    sheet.subject = words.say(format!("Join {paper}"), format!("Запрошення до «{paper}»"));
    sheet.heading = words.say(
        "You are asked to join".into(),
        "Вас запрошують приєднатися".into(),
    );
    sheet.lines = vec![match by {
        Some(by) => words.say(
            format!("{by} asks you to join the newsroom of {paper} as {role}. Choose a name and a password, and you are in."),
            format!("{by} запрошує вас до редакції «{paper}»: {role}. Оберіть ім’я та пароль — і можна починати."),
        ),
        None => words.say(
            format!("You are asked to join the newsroom of {paper} as {role}. Choose a name and a password, and you are in."),
            format!("Вас запрошують до редакції «{paper}»: {role}. Оберіть ім’я та пароль — і можна починати."),
        ),
    }];
    sheet.button = Some(Button {
        label: words.say("Join".into(), "Приєднатися".into()),
        address: sender.of_desk(&format!("join/?t={}", sender.links.join(invited.invitation.id))),
    });
    sheet.small = vec![
        words.say(
            "The link works once and for 7 days. It is for you alone: do not pass it on.".into(),
            "Посилання діє один раз і впродовж 7 днів. Воно лише для вас: не передавайте його іншим.".into(),
        ),
        words.say(
            "If you do not know what this is about, do nothing.".into(),
            "Якщо ви не знаєте, про що йдеться, нічого не робіть.".into(),
        ),
    ];
    sender.to_staff(&invited.invitation.email, &sheet)
}

/// Lets somebody choose their password anew.
pub fn forgotten(sender: &Sender<'_>, user: &User, token: &str) -> Letter {
    let language = &sender.settings.language;
    let words = Words::of(language);
    let mut sheet = sender.sheet(language, &[]);
    let paper = sheet.paper;
    sheet.subject = words.say(
        format!("Your password at {paper}"),
        format!("Ваш пароль у «{paper}»"),
    );
    sheet.heading = words.say("Choose another password".into(), "Оберіть новий пароль".into());
    sheet.lines = vec![words.say(
        format!("Somebody, probably you, has forgotten the password of {} at {paper}. Nothing changes until you choose another one.", user.email),
        format!("Хтось, найімовірніше ви, не пам’ятає пароля {} у «{paper}». Доки ви не оберете новий, нічого не зміниться.", user.email),
    )];
    sheet.button = Some(Button {
        label: words.say("Choose a password".into(), "Обрати пароль".into()),
        address: sender.of_desk(&format!("forgotten/choose/?t={token}")),
    });
    sheet.small = vec![
        words.say(
            "The link works once and for one hour. Then you are signed out everywhere.".into(),
            "Посилання діє один раз і впродовж години. Після цього всі ваші сеанси буде завершено.".into(),
        ),
        words.say(
            "If it was not you, do nothing; nobody learned anything about you.".into(),
            "Якщо це були не ви, нічого не робіть: ніхто нічого про вас не дізнався.".into(),
        ),
    ];
    sender.to_staff(&user.email, &sheet)
}

/// Tells a person that something was changed about how they get in.
pub fn account_changed(sender: &Sender<'_>, told: &AccountLetter) -> Letter {
    let language = &sender.settings.language;
    let words = Words::of(language);
    let mut sheet = sender.sheet(language, &[]);
    let paper = sheet.paper;
    let (english, ukrainian) = match told.change {
        AccountChange::Address => (
            "Another e-mail address was set. You sign in with that one from now on, and letters go there.",
            "Указано іншу електронну адресу. Відтепер ви входите з нею, і листи надходять на неї.",
        ),
        AccountChange::Password => ("Your password was changed.", "Ваш пароль змінено."),
        AccountChange::FactorOn => (
            "An authenticator was switched on: its codes are asked for after the password.",
            "Увімкнено застосунок для кодів: після пароля потрібно вводити код.",
        ),
        AccountChange::FactorOff => (
            "The authenticator was switched off: its codes are not asked for any more.",
            "Застосунок для кодів вимкнено: код більше не потрібен.",
        ),
        AccountChange::RecoveryCodes => (
            "New recovery codes were made. The old ones work no longer.",
            "Створено нові резервні коди. Старі більше не діють.",
        ),
        AccountChange::PasskeyAdded => (
            "A passkey was added. It signs in without the password.",
            "Додано ключ доступу. З ним можна ввійти без пароля.",
        ),
        AccountChange::PasskeyRemoved => ("A passkey was removed.", "Ключ доступу вилучено."),
        AccountChange::FactorsTaken => (
            "Your authenticator, passkeys and recovery codes were taken away, since they were lost. You sign in with the password alone.",
            "Ваш застосунок для кодів, ключі доступу та резервні коди вилучено як утрачені. Ви входите лише з паролем.",
        ),
    };
    sheet.subject = words.say(
        format!("Your account at {paper} was changed"),
        format!("Ваш обліковий запис у «{paper}» змінено"),
    );
    sheet.heading = words.say(
        "Your account was changed".into(),
        "Ваш обліковий запис змінено".into(),
    );
    sheet.lines = vec![words.say(english.into(), ukrainian.into())];
    let is_theirs_no_more = told.change == AccountChange::Address;
    sheet.button = (!is_theirs_no_more).then(|| Button {
        label: words.say("Your account".into(), "Ваш обліковий запис".into()),
        address: sender.of_desk("account/"),
    });
    sheet.small = vec![
        words.say("If it was you, there is nothing to do.".into(), "Якщо це були ви, нічого не робіть.".into()),
        match is_theirs_no_more {
            true => words.say(
                "If it was not you, tell an administrator of the newsroom at once: only they can give you your access back.".into(),
                "Якщо це були не ви, негайно повідомте адміністратора редакції: лише він може повернути вам доступ.".into(),
            ),
            false => words.say(
                format!("If it was not you, tell an administrator of the newsroom and choose another password at once: {}", sender.of_desk("forgotten/")),
                format!("Якщо це були не ви, повідомте адміністратора редакції та негайно оберіть інший пароль: {}", sender.of_desk("forgotten/")),
            ),
        },
    ];
    sender.to_staff(&told.to, &sheet)
}

/// Tells a person that a story waits for their review.
pub fn handed_over(sender: &Sender<'_>, user: &User, over: &HandedOver, headline: &str) -> Letter {
    let language = &sender.settings.language;
    let words = Words::of(language);
    let mut sheet = sender.sheet(language, &[]);
    let by = &over.by;
    sheet.subject = words.say(
        format!("To review: {headline}"),
        format!("На перевірку: {headline}"),
    );
    sheet.heading = headline.to_owned();
    sheet.lines = vec![words.say(
        format!("{by} sends you this story for review."),
        format!("{by} надсилає вам цей матеріал на перевірку."),
    )];
    sheet
        .lines
        .extend((!over.note.is_empty()).then(|| over.note.clone()));
    sheet.button = Some(Button {
        label: words.say("Open the story".into(), "Відкрити матеріал".into()),
        address: sender.of_desk(&format!("stories/{}/", over.post)),
    });
    sender.to_staff(&user.email, &sheet)
}

fn role(language: &Language, role: Role) -> String {
    let words = Words::of(language);
    let (english, ukrainian) = match role {
        Role::Contributor => ("a contributor", "дописувач"),
        Role::Author => ("an author", "автор"),
        Role::Editor => ("an editor", "редактор"),
        Role::Administrator => ("an administrator", "адміністратор"),
        Role::Owner => ("an owner", "власник"),
    };
    words.say(english.into(), ukrainian.into())
}
