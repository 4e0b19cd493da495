//! From lessons to the keys of `prose/<language>/lessons.json`: every key that they can ask for is named here.

use super::{Lesson, need::Need, step::Unfit};
use crate::wire::vocabulary::{Vocabulary, vocabulary};

vocabulary! {
    /// What stands on the pages of the lessons whatever the step. Placeholders as the variants say.
    Page under "lesson.page" {
        /// The title of the page with all lessons.
        Title = "title",
        /// What lessons are, and what they ask of the reader.
        Intro = "intro",
        /// To the first step.
        Start = "start",
        /// To the first step that was not passed.
        GoOn = "go_on",
        /// `{passed}`, `{count}`: how many steps were passed.
        Progress = "progress",
        /// `{number}`, `{count}`: which step of the lesson this is.
        Position = "position",
        /// Mark of a step or lesson that was passed.
        Passed = "passed",
        /// Before what the reader of a lesson can tell afterwards.
        Afterwards = "afterwards",
        /// Before what a step needs: `{need}`.
        Needs = "needs",
        /// While it is looked for: `{need}`.
        Looking = "looking",
        /// That the reader's own cluster answers.
        Live = "live",
        /// That the recorded cluster answers.
        Recorded = "recorded",
        /// Before the terms that a step leans on.
        Terms = "terms",
        /// Heading of the prediction.
        PredictTitle = "predict_title",
        /// The button that sends the request.
        Send = "send",
        /// The button that sends it without a prediction.
        SendOnly = "send_only",
        /// Before the option that was chosen: `{option}`.
        Expected = "expected",
        /// That it came true.
        CameTrue = "came_true",
        /// Before the option that came true instead: `{option}`.
        CameInstead = "came_instead",
        /// While a watch has not told enough: `{events}`, how many came.
        Waiting = "waiting",
        /// Heading of what to notice.
        NoticeTitle = "notice_title",
        /// The link from words to the place in the answer.
        Show = "show",
        /// Heading of the check.
        CheckTitle = "check_title",
        /// The button that has the choice judged.
        Check = "check",
        /// Before the feedback to the right choice.
        Right = "right",
        /// Before the feedback to a wrong one.
        Wrong = "wrong",
        /// Heading of why it matters.
        WhyTitle = "why_title",
        /// To the next step.
        Next = "next",
        /// To the step before.
        Previous = "previous",
        /// To the page with all lessons.
        All = "all",
        /// The button that asks the recorded cluster instead.
        UseRecorded = "use_recorded",
        /// The button that asks the reader's cluster again.
        UseLive = "use_live",
        /// When all steps were passed.
        Done = "done",
        /// What opens the button that clears the progress.
        Clear = "clear",
        /// The button that clears the progress.
        ClearAll = "clear_all",
        /// Where the progress is kept.
        Kept = "kept",
        /// The button that shows the step alone on the screen.
        Present = "present",
        /// The button that ends this.
        PresentEnd = "present_end",
        /// The button that copies the address of the step.
        CopyLink = "copy_link",
    }
}

/// Every key that the lessons can ask for.
pub fn lesson_keys() -> Vec<String> {
    let mut keys: Vec<String> = Page::ALL.iter().map(|word| word.key().to_owned()).collect();
    for need in Need::ALL {
        keys.push(need.key().to_owned());
        if *need != Need::Nothing {
            keys.push(need.missing_key());
        }
    }
    keys.extend(Unfit::ALL.iter().map(|unfit| unfit.key().to_owned()));
    for lesson in Lesson::ALL {
        keys.extend([lesson.title_key(), lesson.aim_key(), lesson.afterwards_key()]);
        keys.extend(lesson.steps.iter().flat_map(super::step::Step::keys));
    }
    keys
}
