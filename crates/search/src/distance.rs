//! How far apart two words are.

/// Letters that must be changed, left out, put in or exchanged with their neighbour to make one word of the other
/// (optimal string alignment).
pub(crate) fn distance(one: &str, other: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn typing_errors_are_counted() {
        for (one, other, far) in [
            ("harbour", "harbour", 0),
            ("harbuor", "harbour", 1),
            ("harbor", "harbour", 1),
            ("порт", "порто", 1),
            ("вибори", "вибоир", 1),
            ("elektricty", "electricity", 2),
            ("", "abc", 3),
        ] {
            assert_eq!(distance(one, other), far, "{one} {other}");
        }
    }
}
