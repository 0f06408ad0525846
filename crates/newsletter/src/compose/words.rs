//! What letters say, in English and Ukrainian.

use kernel::Language;

/// The words of one language.
pub(super) struct Words {
    ukrainian: bool,
}

impl Words {
    /// Those of this language, English where we do not speak it.
    pub fn of(language: &Language) -> Self {
        Self {
            ukrainian: language.primary() == "uk",
        }
    }

    pub fn say(&self, english: String, ukrainian: String) -> String {
        if self.ukrainian { ukrainian } else { english }
    }

    pub fn ask_subject(&self, names: &[&str]) -> String {
        let names = names.join(", ");
        self.say(
            format!("Please confirm: {names}"),
            format!("Підтвердьте, будь ласка: {names}"),
        )
    }

    pub fn ask_heading(&self) -> String {
        self.say("One more step".into(), "Ще один крок".into())
    }

    pub fn ask_what(&self, paper: &str, address: &str) -> String {
        self.say(
            format!("Somebody, probably you, asked {paper} to send these newsletters to {address}. Nothing is sent until you confirm."),
            format!("Хтось, найімовірніше ви, попросив «{paper}» надсилати ці розсилки на {address}. Доки ви не підтвердите, ми нічого не надсилатимемо."),
        )
    }

    pub fn ask_button(&self) -> String {
        self.say("Confirm the sign-up".into(), "Підтвердити підписку".into())
    }

    pub fn not_you(&self) -> String {
        self.say(
            "If it was not you, do nothing: you will get no further mail because of it.".into(),
            "Якщо це були не ви, нічого не робіть: листів через це більше не буде.".into(),
        )
    }

    pub fn how_long(&self) -> String {
        self.say(
            "The link works for 14 days; after that we forget your address.".into(),
            "Посилання діє 14 днів; потім ми забудемо вашу адресу.".into(),
        )
    }

    pub fn known_subject(&self, paper: &str) -> String {
        self.say(
            format!("Your newsletters of {paper}"),
            format!("Ваші розсилки «{paper}»"),
        )
    }

    pub fn known_heading(&self) -> String {
        self.say("You are signed up already".into(), "Ви вже підписані".into())
    }

    pub fn known_what(&self, paper: &str, address: &str) -> String {
        self.say(
            format!("Somebody, probably you, asked {paper} for a newsletter that {address} gets already. Nothing has changed."),
            format!("Хтось, найімовірніше ви, попросив у «{paper}» розсилку, яку {address} уже отримує. Нічого не змінилося."),
        )
    }

    pub fn known_not_you(&self) -> String {
        self.say(
            "If it was not you, do nothing. The link opens your own page: do not pass it on.".into(),
            "Якщо це були не ви, нічого не робіть. Посилання відкриває вашу сторінку: не передавайте його іншим.".into(),
        )
    }

    pub fn own_page(&self) -> String {
        self.say("Choose your newsletters".into(), "Обрати розсилки".into())
    }

    pub fn move_subject(&self, paper: &str) -> String {
        self.say(
            format!("Please confirm your address for {paper}"),
            format!("Підтвердьте адресу для «{paper}»"),
        )
    }

    pub fn move_heading(&self) -> String {
        self.say("Is this your new address?".into(), "Це ваша нова адреса?".into())
    }

    pub fn move_what(&self, paper: &str, address: &str) -> String {
        self.say(
            format!("Somebody, probably you, wants to get the newsletters of {paper} at {address}. Nothing changes until you confirm."),
            format!("Хтось, найімовірніше ви, хоче отримувати розсилки «{paper}» на {address}. Доки ви не підтвердите, нічого не зміниться."),
        )
    }

    pub fn move_button(&self) -> String {
        self.say("Confirm the new address".into(), "Підтвердити нову адресу".into())
    }

    pub fn welcome_subject(&self, names: &[&str]) -> String {
        let names = names.join(", ");
        self.say(
            format!("You are signed up: {names}"),
            format!("Ви підписалися: {names}"),
        )
    }

    pub fn welcome_heading(&self) -> String {
        self.say(
            "Thank you, you are signed up".into(),
            "Дякуємо, ви підписані".into(),
        )
    }

    pub fn welcome_what(&self, paper: &str, address: &str) -> String {
        self.say(
            format!("From now on {paper} sends to {address}:"),
            format!("Відтепер «{paper}» надсилатиме на {address}:"),
        )
    }

    pub fn welcome_keep(&self) -> String {
        self.say(
            "Keep this e-mail: by its link you can choose newsletters, change your address or have everything about you erased. Do not pass it on.".into(),
            "Збережіть цей лист: за посиланням можна обрати розсилки, змінити адресу чи стерти все про вас. Не передавайте його іншим.".into(),
        )
    }

    pub fn leave(&self, address: &str) -> String {
        self.say(
            format!("Unsubscribe: {address}"),
            format!("Відписатися: {address}"),
        )
    }
}
