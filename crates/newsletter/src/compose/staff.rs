//! Letters to those who work at the newsroom, or are asked to: in the newsroom's language.

use super::{
    Sender,
    paper::{Button, Sheet},
    words::Words,
};
use crate::{Letter, Line};
use kernel::{EmailAddress, Language, Role};
use newsroom::Invited;
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

fn role(language: &Language, role: Role) -> String {
    let words = Words::of(language);
    let (english, ukrainian) = match role {
        Role::Contributor => ("contributor", "дописувач"),
        Role::Author => ("author", "автор"),
        Role::Editor => ("editor", "редактор"),
        Role::Administrator => ("administrator", "адміністратор"),
        Role::Owner => ("owner", "власник"),
    };
    words.say(english.into(), ukrainian.into())
}
