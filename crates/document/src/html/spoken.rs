//! What only a screen reader says, in the language of the text; English where we have no words.

use kernel::Language;

/// What a table without a caption is called.
pub(super) fn table(language: &Language) -> &'static str {
    match language.primary() {
        "uk" => "Таблиця",
        _ => "Table",
    }
}

/// The way back from a note to its mark.
pub(super) fn back_to_mark(language: &Language, number: usize) -> String {
    match language.primary() {
        "uk" => format!("Назад до тексту, примітка {number}"),
        _ => format!("Back to the text, note {number}"),
    }
}
