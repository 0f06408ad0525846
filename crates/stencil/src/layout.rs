//! Layouts as express-hbs has them: `{{!< default}}` puts a page into `default`, which prints it as `{{{body}}}`.

use std::any::Any;

use crate::engine::Engine;
use crate::error::{Error, Place};
use crate::map::Map;
use crate::program::Template;
use crate::render::Run;
use crate::value::Value;

/// How many layouts may lie around each other.
const DEPTH: usize = 16;

/// The layout that a source declares: `{{!<`, whitespace, a name, `}}`, anywhere in it.
pub(crate) fn declared(source: &str) -> Option<&str> {
    source.match_indices("{{!<").find_map(|(at, opening)| {
        let rest = &source[at + opening.len()..];
        let name = rest.trim_start_matches(crate::parse::is_space);
        let length = name
            .find(|c: char| !c.is_ascii_alphanumeric() && !"._-/".contains(c))
            .unwrap_or(name.len());
        let closed = name[length..]
            .trim_start_matches(crate::parse::is_space)
            .starts_with("}}");
        (name.len() < rest.len() && length > 0 && closed).then_some(&name[..length])
    })
}

/// Renders the page, then each layout with what came before as `body`.
pub(crate) fn render(
    engine: &Engine,
    template: &str,
    context: &Value,
    data: &Map,
    state: &dyn Any,
) -> Result<String, Error> {
    let mut run = Run::new(engine, state);
    let mut current = engine
        .find_template(template)
        .ok_or_else(|| Place::default().error(template, "there is no template of this name"))?;
    let mut page = run.page(current, context, data)?;
    let mut layers = 0;
    while let Some(name) = &current.layout {
        let missing = |message: String| Place { line: 1, column: 1 }.error(&current.name, message);
        let layout =
            find(engine, current, name).ok_or_else(|| missing(format!("there is no layout \"{name}\"")))?;
        layers += 1;
        if layers > DEPTH {
            return Err(missing(format!(
                "layouts lie around each other more than {DEPTH} deep"
            )));
        }
        let context = context.merged(Map::new().with("body", page));
        page = run.page(layout, &context, data)?;
        current = layout;
    }
    Ok(page)
}

/// The layout, relative to the folder of the template; `.hbs` may be left out.
fn find<'e>(engine: &'e Engine, template: &Template, layout: &str) -> Option<&'e Template> {
    let folder = template.name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = Vec::new();
    let steps = if layout.starts_with('/') { "" } else { folder };
    for step in steps.split('/').chain(layout.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    let path = path.join("/");
    let bare = path.strip_suffix(".hbs");
    engine
        .find_template(&path)
        .or_else(|| engine.find_template(&format!("{path}.hbs")))
        .or_else(|| engine.find_template(bare?))
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn a_layout_is_declared_in_a_comment_with_a_space() {
        assert_eq!(declared("{{!< default}}"), Some("default"));
        assert_eq!(
            declared("a\n{{!<  ../lay-out.1.hbs }}\nb"),
            Some("../lay-out.1.hbs")
        );
        assert_eq!(declared("{{!<default}}"), None);
        assert_eq!(declared("{{! < default}}"), None);
        assert_eq!(declared("{{!< a b}} {{!< c}}"), Some("c"));
        assert_eq!(declared("{{!< a"), None);
    }
}
