//! The exact words that a reader agrees to. The forms show them, and the evidence keeps them, so both come from here.

use crate::Language;

/// What stands under a form that offers one newsletter.
pub fn asked_for_one(language: &Language, paper: &str, newsletter: &str) -> String {
    if language.primary() == "uk" {
        format!(
            "Надсилайте мені «{newsletter}» електронною поштою, доки я не відпишуся: посилання для цього є в кожному \
             листі. {paper} використовує мою адресу лише для цього."
        )
    } else {
        format!(
            "Send me {newsletter} by e-mail until I leave, by the link in each issue. {paper} uses my address for \
             this and nothing else."
        )
    }
}

/// What stands under a form with several newsletters to tick.
pub fn asked_for_ticked(language: &Language, paper: &str) -> String {
    if language.primary() == "uk" {
        format!(
            "Надсилайте мені позначені розсилки електронною поштою, доки я не відпишуся: посилання для цього є в \
             кожному листі. {paper} використовує мою адресу лише для цього."
        )
    } else {
        format!(
            "Send me the newsletters that I ticked by e-mail until I leave, by the link in each issue. {paper} uses \
             my address for this and nothing else."
        )
    }
}

/// What stands above the button that confirms.
pub fn confirmed(language: &Language, paper: &str, address: &str, newsletters: &[&str]) -> String {
    let names = newsletters.join(", ");
    if language.primary() == "uk" {
        format!("Так, надсилайте на {address} розсилки «{paper}»: {names}.")
    } else {
        format!("Yes, send these newsletters of {paper} to {address}: {names}.")
    }
}

/// What stands above the button that confirms another address.
pub fn moved(language: &Language, paper: &str, address: &str) -> String {
    if language.primary() == "uk" {
        format!("Так, відтепер надсилайте розсилки «{paper}» на {address}.")
    } else {
        format!("Yes, send the newsletters of {paper} to {address} from now on.")
    }
}

/// What stands above the choice on the page of one's own newsletters.
pub fn chosen(language: &Language, paper: &str) -> String {
    if language.primary() == "uk" {
        format!("Надсилайте мені ті розсилки «{paper}», які я позначу, і лише їх.")
    } else {
        format!("Send me the newsletters of {paper} that I tick, and no others.")
    }
}
