//! A template with everything that it needs, for both engines.

use serde_json::{Value as Json, json};
use stencil::{Engine, Map, Value};

use crate::template_helpers;

#[derive(Debug, Clone)]
pub struct Case {
    pub template: String,
    pub partials: Vec<(String, String)>,
    pub context: Json,
    /// The number of a shared context, in the place of one of its own.
    pub shared: Option<usize>,
    pub data: Json,
    /// Templates by file name, for express-hbs; `template` is the name of the page then.
    pub files: Vec<(String, String)>,
}

impl Case {
    pub fn new(template: &str, context: Json) -> Self {
        let site = json!({"site": {"title": "A & B"}, "level": 0});
        Self {
            template: template.into(),
            partials: Vec::new(),
            context,
            shared: None,
            data: site,
            files: Vec::new(),
        }
    }

    pub fn page(name: &str, context: Json) -> Self {
        Self::new(name, context)
    }

    /// A case with the shared context of this number.
    pub fn shared(template: &str, number: usize) -> Self {
        Self {
            shared: Some(number),
            ..Self::new(template, Json::Null)
        }
    }

    #[must_use]
    pub fn partial(mut self, name: &str, source: &str) -> Self {
        self.partials.push((name.into(), source.into()));
        self
    }

    #[must_use]
    pub fn file(mut self, name: &str, source: &str) -> Self {
        self.files.push((name.into(), source.into()));
        self
    }

    /// The line that the reference reads.
    pub fn to_json(&self) -> Json {
        let partials: serde_json::Map<_, _> = self
            .partials
            .iter()
            .map(|(name, source)| (name.clone(), Json::from(source.as_str())))
            .collect();
        let mut line =
            json!({"partials": partials, "context": self.context, "shared": self.shared, "data": self.data});
        if self.files.is_empty() {
            line["template"] = self.template.as_str().into();
        } else {
            line["page"] = self.template.as_str().into();
            line["files"] = self
                .files
                .iter()
                .map(|(name, source)| (name.clone(), Json::from(source.as_str())))
                .collect();
        }
        line
    }

    /// What stencil makes of it; `contexts` are those that cases name by number.
    pub fn render(&self, contexts: &[Json]) -> Result<String, stencil::Error> {
        let mut engine = if self.files.is_empty() {
            Engine::new()
        } else {
            Engine::express()
        };
        template_helpers::register(&mut engine);
        for (name, source) in &self.partials {
            engine.partial(name, source)?;
        }
        let mut page = "page";
        if self.files.is_empty() {
            engine.template("page", &self.template)?;
        } else {
            page = &self.template;
        }
        for (name, source) in &self.files {
            engine.template(name.strip_suffix(".hbs").unwrap_or(name), source)?;
        }
        let context = self.shared.map_or(&self.context, |at| &contexts[at]);
        let mut data = Map::new();
        for (key, inner) in self.data.as_object().into_iter().flatten() {
            data.insert(key.as_str(), value(inner));
        }
        engine.render(page, &value(context), &data, &())
    }
}

/// JSON as a value; `{"$": "undefined"}`, `{"$": "NaN"}` and `{"$safe": "<b>"}` stand for what JSON does not have.
pub fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(truth) => Value::Bool(*truth),
        Json::Number(number) => Value::Number(number.as_f64().expect("a number")),
        Json::String(text) => Value::from(text),
        Json::Array(items) => items.iter().map(value).collect(),
        Json::Object(fields) => match (fields.get("$"), fields.get("$safe")) {
            (Some(Json::String(name)), _) if name == "undefined" => Value::Undefined,
            (Some(Json::String(number)), _) => Value::Number(number.parse().expect("a number")),
            (_, Some(Json::String(markup))) => Value::safe(markup.as_str()),
            _ => fields
                .iter()
                .map(|(key, inner)| (key.as_str(), value(inner)))
                .collect::<Map>()
                .into_value(),
        },
    }
}
