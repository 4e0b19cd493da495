//! The page's style sheets as one file: each request of a first visit takes one of the browser's six connections.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::short_hash;
use crate::error::{Error, Result};

const BEGIN: &str = "<link rel=\"stylesheet\" href=\"./";
const END: &str = "\"/>";

/// Puts one style sheet into the place of all, in their order, and returns `index.html` with its name.
pub fn join(folder: &Path, html: &str) -> Result<String> {
    let mut joined = String::new();
    let mut pieces = Vec::new();
    let mut rest = html;
    let mut first = None;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (name, after) = after
            .split_once(END)
            .ok_or_else(|| Error::Page("a link to a style sheet does not end".into()))?;
        let path = folder.join(name);
        joined.push_str(&fs::read_to_string(&path).map_err(Error::file("read", &path))?);
        joined.push('\n');
        fs::remove_file(&path).map_err(Error::file("remove", &path))?;
        first.get_or_insert(pieces.len() + 1);
        pieces.push(before);
        rest = after;
    }
    let Some(first) = first else {
        return Err(Error::Page("it has no style sheet".into()));
    };
    let name = format!("style-{}.css", short_hash(Sha256::new_with_prefix(&joined)));
    let path = folder.join(&name);
    fs::write(&path, &joined).map_err(Error::file("write", &path))?;
    let link = format!("{BEGIN}{name}{END}");
    pieces.insert(first, &link);
    pieces.push(rest);
    Ok(pieces.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{page::has_content_hash, scratch::Scratch};

    #[test]
    fn style_sheets_become_one_in_their_order() {
        let folder = Scratch::new();
        fs::write(folder.path().join("a.css"), "@layer x;").unwrap();
        fs::write(folder.path().join("b.css"), "p { margin: 0; }").unwrap();
        let html = "<head>\n<link rel=\"stylesheet\" href=\"./a.css\"/>\n<link rel=\"stylesheet\" href=\"./b.css\"/>\n<link rel=\"icon\" href=\"./i.svg\"/></head>";
        let joined = join(folder.path(), html).unwrap();
        let names: Vec<String> = fs::read_dir(folder.path())
            .unwrap()
            .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        let [name] = names.as_slice() else { panic!("{names:?}") };
        assert!(has_content_hash(Path::new(name)), "{name}");
        assert_eq!(
            fs::read_to_string(folder.path().join(name)).unwrap(),
            "@layer x;\np { margin: 0; }\n"
        );
        assert_eq!(
            joined,
            format!(
                "<head>\n<link rel=\"stylesheet\" href=\"./{name}\"/>\n\n<link rel=\"icon\" href=\"./i.svg\"/></head>"
            )
        );
    }

    #[test]
    fn a_page_without_style_is_a_fault() {
        assert!(join(Path::new("/"), "<head></head>").is_err());
    }
}
