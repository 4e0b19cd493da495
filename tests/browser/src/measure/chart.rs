//! A drawing of how long lists take: dots on a logarithmic axis, a group for each size.

use std::fmt::Write as _;

use super::Figures;

/// What is drawn of each group, with its class in the style of the drawing.
const SERIES: [(&str, &str, &str); 3] = [
    ("cold: first rows", "Deckprism, first rows", "ours"),
    ("cold: all rows", "Deckprism, all rows", "ours"),
    ("kubectl get pods -A", "kubectl get pods -A", "other"),
];
/// The ends of the axis, in milliseconds.
const AXIS: (f64, f64) = (100.0, 100_000.0);
const TICKS: [(f64, &str); 4] = [
    (100.0, "0.1 s"),
    (1_000.0, "1 s"),
    (10_000.0, "10 s"),
    (100_000.0, "100 s"),
];
const WIDTH: f64 = 720.0;
const LEFT: f64 = 190.0;
const RIGHT: f64 = 40.0;
const TOP: f64 = 40.0;
const LINE: f64 = 24.0;
/// A heading and three lines.
const GROUP: f64 = 4.0 * LINE + 10.0;

/// Draws groups of figures, each with its heading.
pub fn draw(groups: &[(String, Figures)]) -> String {
    #[allow(clippy::cast_precision_loss)] // a handful
    let height = TOP + GROUP * groups.len() as f64 + 10.0;
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" aria-label="How long a list of pods takes, by its length">
<style>
text {{ font: 13px system-ui, sans-serif; fill: #1d2733; }}
.group {{ font-weight: 600; }}
.tick, .value {{ fill: #5b6875; }}
line {{ stroke: #d5dbe1; }}
.ours {{ fill: #0b6bcb; }}
.other {{ fill: #8a4b08; }}
@media (prefers-color-scheme: dark) {{
  text {{ fill: #e5eaf0; }}
  .tick, .value {{ fill: #9aa7b4; }}
  line {{ stroke: #323c47; }}
  .ours {{ fill: #6cb2ff; }}
  .other {{ fill: #f0a95a; }}
}}
</style>
"#
    );
    for (milliseconds, name) in TICKS {
        let x = place(milliseconds);
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(
            svg,
            r#"<line x1="{x:.1}" x2="{x:.1}" y1="{TOP}" y2="{:.1}"/>"#,
            height - 10.0
        );
        let _ = writeln!(
            svg,
            r#"<text class="tick" x="{x:.1}" y="26" text-anchor="middle">{name}</text>"#
        );
    }
    let mut y = TOP;
    for (heading, figures) in groups {
        y += LINE;
        let _ = writeln!(svg, r#"<text class="group" x="10" y="{:.1}">{heading}</text>"#, y - 6.0);
        for (name, label, class) in SERIES {
            y += LINE;
            let Some(figure) = figures.all().iter().find(|figure| figure.name == name) else {
                continue;
            };
            let (_, median, _) = figure.spread();
            let x = place(median);
            let middle = y - LINE / 2.0 + 4.0;
            let _ = writeln!(svg, r#"<text x="10" y="{:.1}">{label}</text>"#, middle + 4.0);
            let _ = writeln!(svg, r#"<circle class="{class}" cx="{x:.1}" cy="{middle:.1}" r="6"/>"#);
            let _ = writeln!(
                svg,
                r#"<text class="value" x="{:.1}" y="{:.1}">{}</text>"#,
                x + 12.0,
                middle + 4.0,
                seconds(median)
            );
        }
        y += 10.0;
    }
    svg.push_str("</svg>\n");
    svg
}

/// Where a time lies on the axis.
fn place(milliseconds: f64) -> f64 {
    let (least, most) = AXIS;
    let part = (milliseconds.clamp(least, most) / least).log10() / (most / least).log10();
    LEFT + part * (WIDTH - LEFT - RIGHT)
}

fn seconds(milliseconds: f64) -> String {
    if milliseconds < 10_000.0 {
        format!("{:.2} s", milliseconds / 1_000.0)
    } else {
        format!("{:.0} s", milliseconds / 1_000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_times_as_long_is_a_third_of_the_axis() {
        let third = (WIDTH - LEFT - RIGHT) / 3.0;
        assert!((place(1_000.0) - place(100.0) - third).abs() < 0.01);
        assert!((place(10_000.0) - place(1_000.0) - third).abs() < 0.01);
    }

    #[test]
    fn each_figure_has_its_dot_and_its_words() {
        let mut figures = Figures::default();
        for (name, value) in [
            ("cold: first rows", 400.0),
            ("cold: all rows", 700.0),
            ("kubectl get pods -A", 31_000.0),
        ] {
            figures.note(name, "ms", value);
        }
        let drawing = draw(&[("50,000 pods".into(), figures)]);
        assert_eq!(drawing.matches("<circle").count(), 3);
        for words in ["50,000 pods", "0.40 s", "0.70 s", "31 s"] {
            assert!(drawing.contains(&format!(">{words}</text>")), "{words}");
        }
    }
}
