//! Counting words, for the reading time.

use crate::Document;
use unicode_segmentation::UnicodeSegmentation;

impl Document {
    /// Words in the text, as a person counts them; see [`count_words`].
    pub fn words(&self) -> u32 {
        count_words(&self.to_plain_text())
    }
}

/// Words as Unicode finds them (UAX 29): “об’єднання”, “don’t” and “3.14” are one each. Chinese, Japanese and Thai do
/// not write spaces between words: two of their characters count as one, which is about right for reading times.
pub fn count_words(text: &str) -> u32 {
    let (mut words, mut characters) = (0_u32, 0_u32);
    for word in text.unicode_words() {
        let unspaced = word.chars().filter(|c| is_unspaced(*c)).count() as u32;
        if unspaced == 0 {
            words = words.saturating_add(1);
        } else {
            characters = characters.saturating_add(unspaced);
        }
    }
    words.saturating_add(characters.div_ceil(2))
}

/// Of a script that writes no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Burmese
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3040}'..='\u{30ff}' // kana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::count_words;

    #[test]
    fn words_are_counted_in_every_script() {
        assert_eq!(count_words("The council voted nine to two; it didn’t wait."), 9);
        assert_eq!(count_words("Об’єднання громад, п'ять сіл — і по-перше ґанок."), 8);
        assert_eq!(count_words("東京都知事選挙"), 4);
        assert_eq!(count_words("한국 뉴스"), 2);
        assert_eq!(count_words(" — … 💡 \n"), 0);
    }
}
