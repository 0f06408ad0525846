//! Words that nearly every text has: a query that has others is asked without them.

const ENGLISH: &str = " a an and are as at be been but by did do does for from had has have he her his how if in into is it \
    its not of on or our she so than that the their them there these they this to was we were what when where which \
    who why will with you your ";

const UKRAINIAN: &str = " а або але б без би бо було був була були в вже ви від він вона вони воно де для до є ж за з зі і \
    із й його її їх й коли ми на над не ні об однак по при про та так також те то того у хто це цей ця чи ще що щоб як \
    яка який які ";

/// Whether it is one of them.
pub(crate) fn is_common(primary: &str, folded: &str) -> bool {
    let all = match primary {
        "en" => ENGLISH,
        "uk" => UKRAINIAN,
        _ => return false,
    };
    all.split_ascii_whitespace().any(|word| word == folded)
}
