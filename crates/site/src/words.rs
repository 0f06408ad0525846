//! The few sentences that the site itself says to readers, and pages that need neither theme nor database.

use http::StatusCode;
use kernel::Language;

/// What a reader is told, in their language where we speak it.
pub fn sentence(status: StatusCode, language: &Language) -> &'static str {
    let (english, ukrainian) = match status.as_u16() {
        404 => (
            "There is no page at this address. It may have moved, or the address may have been mistyped.",
            "За цією адресою немає сторінки. Можливо, її перенесли або адресу введено з помилкою.",
        ),
        405 => (
            "This address cannot be used in that way.",
            "Цю адресу не можна використати в такий спосіб.",
        ),
        410 => (
            "This story is no longer available.",
            "Цей матеріал більше не доступний.",
        ),
        413 => (
            "That was more than this form takes.",
            "Це більше, ніж приймає ця форма.",
        ),
        422 => ("Something in the form is not right.", "У формі щось не так."),
        429 => (
            "Too many sign-ups came from your network. Please try again in an hour.",
            "З вашої мережі надійшло забагато підписок. Спробуйте, будь ласка, за годину.",
        ),
        503 => (
            "We cannot show this page right now. Please try again in a minute.",
            "Зараз ми не можемо показати цю сторінку. Спробуйте, будь ласка, за хвилину.",
        ),
        _ => (
            "Something went wrong on our side. Please try again in a minute.",
            "Сталася помилка на нашому боці. Спробуйте, будь ласка, за хвилину.",
        ),
    };
    if language.primary() == "uk" {
        ukrainian
    } else {
        english
    }
}

/// A whole page in both languages that says what is wrong; `id` is what the log knows the request by.
pub fn bare_page(status: StatusCode, id: &str) -> String {
    let english = sentence(status, &Language::english());
    let ukrainian = "uk".parse().map_or("", |language| sentence(status, &language));
    let code = status.as_u16();
    let number = if status.is_server_error() && !id.is_empty() {
        format!("<p class=\"id\">Nr. <code>{id}</code></p>\n")
    } else {
        String::new()
    };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{code}</title>\n<style>\n\
         body {{ max-width: 34rem; margin: 18vh auto 0; padding: 0 1.5rem; font: 1.2rem/1.5 Georgia, serif }}\n\
         h1 {{ font-size: 1.2rem; letter-spacing: .1em; border-bottom: 1px solid; padding-bottom: .5rem }}\n\
         .id {{ font-size: .9rem; opacity: .8 }}\n</style>\n</head>\n<body>\n<main>\n<h1>{code}</h1>\n\
         <p>{english}</p>\n<p lang=\"uk\">{ukrainian}</p>\n{number}</main>\n</body>\n</html>\n"
    )
}

/// What is said around sign-up forms.
pub mod sign_up {
    use kernel::Language;

    fn say(language: &Language, english: &'static str, ukrainian: &'static str) -> &'static str {
        if language.primary() == "uk" {
            ukrainian
        } else {
            english
        }
    }

    /// After a right address, whatever is known of it.
    pub fn thanks(language: &Language, address: &str) -> String {
        match language.primary() {
            "uk" => format!("Дякуємо. Лист для підтвердження вже прямує на {address}."),
            _ => format!("Thank you. A confirmation e-mail is on its way to {address}."),
        }
    }

    /// Nothing was typed.
    pub fn no_address(language: &Language) -> &'static str {
        say(
            language,
            "Please enter your e-mail address.",
            "Введіть, будь ласка, адресу електронної пошти.",
        )
    }

    /// What was typed is none.
    pub fn wrong_address(language: &Language) -> &'static str {
        say(
            language,
            "This is not an e-mail address. It should look like name@example.org.",
            "Це не схоже на адресу електронної пошти. Вона має вигляд name@example.org.",
        )
    }

    /// Nothing was ticked.
    pub fn none_chosen(language: &Language) -> &'static str {
        say(
            language,
            "Please choose at least one newsletter.",
            "Оберіть, будь ласка, щонайменше одну розсилку.",
        )
    }

    /// The choice was saved.
    pub fn saved(language: &Language) -> &'static str {
        say(language, "Saved.", "Збережено.")
    }

    /// The box that asks “sure?” was not ticked.
    pub fn not_sure(language: &Language) -> &'static str {
        say(
            language,
            "Please tick the box first: erasing cannot be undone.",
            "Спершу поставте позначку: стирання не можна скасувати.",
        )
    }
}

/// What the podcast of stories that are read aloud says of itself.
pub mod podcast {
    use kernel::Language;

    /// Its title.
    pub fn title(language: &Language, site: &str) -> String {
        match language.primary() {
            "uk" => format!("{site}: статті вголос"),
            _ => format!("{site}: stories read aloud"),
        }
    }

    /// What it is.
    pub fn description(language: &Language, site: &str) -> String {
        let what = match language.primary() {
            "uk" => format!("Нові статті, які опублікувало видання «{site}», начитані вголос."),
            _ => format!("The newest stories of {site}, read aloud."),
        };
        format!("{what} {}", notice(language))
    }

    /// How the audio is made; it must be said wherever it is played.
    pub fn notice(language: &Language) -> &'static str {
        match language.primary() {
            "uk" => "Аудіо створене за допомогою штучного інтелекту.",
            _ => "This audio is created with AI assistance.",
        }
    }
}
