//! How much room words take, and where their lines may break, without a browser to ask.

use super::Role;

/// A width that the words stay below in every usual font, in pixels.
pub fn measure(words: &str, role: Role) -> i32 {
    let hundredths: i32 = words.chars().map(hundredths_of_em).sum();
    // Headings are set bold.
    let hundredths = if role.is_title() {
        hundredths * 11 / 10
    } else {
        hundredths
    };
    (hundredths * role.size() + 99) / 100
}

/// Widths of `DejaVu` Sans, the widest of the usual system fonts, rounded up.
fn hundredths_of_em(letter: char) -> i32 {
    match letter {
        ' ' => 34,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ':' | ';' | '!' | '(' | ')' | '\'' | '/' | '-' => 42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 98,
        'A'..='Z' | '0'..='9' => 72,
        _ if is_wide(letter) => 100,
        _ => 64,
    }
}

/// Chinese and Japanese letters and punctuation, full-width forms, and marks that are drawn as wide.
fn is_wide(letter: char) -> bool {
    letter >= '\u{2e80}' || matches!(letter, '…' | '—' | '“' | '”' | '‘' | '’' | '→')
}

/// Marks that end something, and may not begin a line (Japanese and Chinese line breaking).
const CLOSING: &str = "、。，．・：；！？）」』】〉》”’…";
/// Letters that belong to the one before them.
const FOLLOWING: &str = "ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々";
/// Marks that may not end one.
const OPENING: &str = "（「『【〈《“‘";

/// A piece of a line that is not broken if it fits.
#[derive(Default)]
struct Unit {
    text: String,
    after_space: bool,
}

/// What a letter is to the breaking of lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Latin,
    Han,
    Katakana,
    Hiragana,
}

fn kind(letter: char) -> Kind {
    match letter {
        '\u{3041}'..='\u{309f}' => Kind::Hiragana,
        '\u{30a0}'..='\u{30ff}' => Kind::Katakana,
        _ if is_wide(letter) => Kind::Han,
        _ => Kind::Latin,
    }
}

fn units(words: &str) -> Vec<Unit> {
    let is_japanese = words
        .chars()
        .any(|letter| matches!(kind(letter), Kind::Hiragana | Kind::Katakana));
    let mut units: Vec<Unit> = Vec::new();
    let mut after_space = false;
    let mut last: Option<char> = None;
    for letter in words.chars() {
        if letter == ' ' {
            after_space = true;
            last = None;
            continue;
        }
        let joins = last.is_some_and(|last| {
            let same = kind(last) == kind(letter);
            OPENING.contains(last)
                // An apostrophe is inside a word.
                || (last == '’' && kind(letter) == Kind::Latin)
                || CLOSING.contains(letter)
                || FOLLOWING.contains(letter)
                || (same && kind(letter) == Kind::Latin)
                // A Japanese word, and the particle or ending behind it; Chinese does not show where words end.
                || (is_japanese && !CLOSING.contains(last) && (same || kind(letter) == Kind::Hiragana))
        });
        match units.last_mut() {
            Some(unit) if joins => unit.text.push(letter),
            _ => units.push(Unit {
                text: letter.to_string(),
                after_space,
            }),
        }
        after_space = false;
        last = Some(letter);
    }
    units
}

/// Where a line breaks that has one letter too many and no space: behind a hyphen or slash, else before that letter.
fn last_break(line: &str) -> usize {
    let before = line.char_indices().next_back().map_or(0, |(at, _)| at);
    let kept = line.get(..before).unwrap_or_default();
    match kept.rfind(['-', '/']) {
        // The hyphens that begin a flag do not stand alone.
        Some(at) if at > 1 => at + 1,
        _ => before,
    }
}

/// Breaks words into lines of at most that width: at spaces, between Chinese letters and Japanese words, and
/// where a word alone is too long, wherever it has to be. The lines are as even as their number allows.
pub fn wrap(words: &str, role: Role, width: i32) -> Vec<String> {
    let units = units(words);
    let lines = fill(&units, role, width);
    // Narrower than its widest word, a text would be torn where it need not be.
    let widths = units
        .iter()
        .map(|unit| measure(&unit.text, role))
        .filter(|unit| *unit <= width);
    let (mut least, mut most) = (widths.max().unwrap_or(width), width);
    let mut even = lines;
    while least < most {
        let tried = i32::midpoint(least, most);
        let lines = fill(&units, role, tried);
        if lines.len() > even.len() {
            least = tried + 1;
        } else {
            even = lines;
            most = tried;
        }
    }
    even
}

/// Puts as much as goes onto each line.
fn fill(units: &[Unit], role: Role, width: i32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for unit in units {
        let gap = if unit.after_space && !line.is_empty() { " " } else { "" };
        let joined = format!("{line}{gap}{}", unit.text);
        if measure(&joined, role) <= width {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in unit.text.chars() {
            line.push(letter);
            if measure(&line, role) > width && line.chars().count() > 1 {
                let next = line.split_off(last_break(&line));
                lines.push(std::mem::replace(&mut line, next));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_where_the_language_allows() {
        for (words, width, expected) in [
            ("one two three", 60, vec!["one two", "three"]),
            ("one", 400, vec!["one"]),
            ("", 400, vec![]),
            ("--kubelet-certificate", 100, vec!["--kubelet-", "certificate"]),
            ("在接口处终止。", 48, vec!["在接口处", "终止。"]),
            ("终止，再加密", 24, vec!["终", "止，", "再加", "密"]),
            ("（注）加", 36, vec!["（注）", "加"]),
            ("CAで検証", 36, vec!["CAで", "検証"]),
            ("APIサーバー", 48, vec!["API", "サーバー"]),
            ("ヘッダーとして渡す", 90, vec!["ヘッダーとして", "渡す"]),
            ("one two three four", 100, vec!["one two", "three four"]),
        ] {
            let lines = wrap(words, Role::Note, width);
            assert_eq!(lines, expected, "{words}");
            assert!(lines.iter().all(|line| measure(line, Role::Note) <= width));
        }
    }
}
