//! Where helpers, partials and templates are registered, and pages rendered.

use std::any::Any;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::call::Helper;
use crate::error::{Error, Source};
use crate::limits::Limits;
use crate::map::Map;
use crate::program::{Slot, Template};
use crate::render::Native;
use crate::value::Value;
use crate::{compile, layout};

/// Compiled templates with everything they call. Filled once, then shared between threads.
///
/// Helpers, partials and templates may come in any order: a name is looked up when it is needed, by number.
pub struct Engine {
    names: Names,
    pub(crate) helpers: Vec<Option<Implementation>>,
    pub(crate) partials: Vec<Option<Template>>,
    templates: HashMap<Arc<str>, Template>,
    pub(crate) limits: Limits,
    blank_after_lone_tag: bool,
}

/// What stands behind the name of a helper.
#[derive(Clone)]
pub(crate) enum Implementation {
    Native(Native),
    Custom(Arc<dyn Helper>),
}

/// Names that occur in templates, each kept once, with the numbers of helpers and partials.
#[derive(Default)]
pub(crate) struct Names {
    names: HashSet<Arc<str>>,
    helpers: HashMap<Arc<str>, Slot>,
    partials: HashMap<Arc<str>, Slot>,
}

impl Engine {
    /// An engine with the built-in helpers (`if`, `unless`, `each`, `with`, `lookup`, `log`) and those of layouts
    /// (`contentFor`, `block`).
    pub fn new() -> Self {
        let mut engine = Self {
            names: Names::default(),
            helpers: Vec::new(),
            partials: Vec::new(),
            templates: HashMap::new(),
            limits: Limits::default(),
            blank_after_lone_tag: false,
        };
        for (name, native) in Native::ALL {
            let slot = engine.names.helper(name);
            place(&mut engine.helpers, slot, Implementation::Native(native));
        }
        engine
    }

    /// As [`new`](Self::new), but sources are read as express-hbs reads them: when the first `}}` of a source is its
    /// very end, a blank follows it.
    pub fn express() -> Self {
        Self {
            blank_after_lone_tag: true,
            ..Self::new()
        }
    }

    /// This engine with other limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Registers a helper, in the place of an earlier one of that name.
    pub fn helper(&mut self, name: &str, helper: impl Helper + 'static) {
        let slot = self.names.helper(name);
        place(&mut self.helpers, slot, Implementation::Custom(Arc::new(helper)));
    }

    /// Compiles and registers a partial, in the place of an earlier one of that name.
    pub fn partial(&mut self, name: &str, source: &str) -> Result<(), Error> {
        let template = self.compile(name, source)?;
        let slot = self.names.partial(name);
        place(&mut self.partials, slot, template);
        Ok(())
    }

    /// Compiles and registers a template, in the place of an earlier one of that name.
    pub fn template(&mut self, name: &str, source: &str) -> Result<(), Error> {
        let template = self.compile(name, source)?;
        self.templates.insert(template.name.clone(), template);
        Ok(())
    }

    /// Whether there is a template of this name.
    pub fn has_template(&self, name: &str) -> bool {
        self.templates.contains_key(name)
    }

    /// Whether there is a partial of this name.
    pub fn has_partial(&self, name: &str) -> bool {
        self.find_partial(name).is_some()
    }

    /// Whether there is a helper of this name.
    pub fn has_helper(&self, name: &str) -> bool {
        self.names
            .helpers
            .get(name)
            .is_some_and(|&slot| self.helper_at(slot).is_some())
    }

    /// Renders a template, then the layouts it asks for around it.
    ///
    /// `data` is what templates read as `@name`; `@root` is added. `state` is what helpers get by
    /// [`Call::state`](crate::Call::state).
    pub fn render(
        &self,
        template: &str,
        context: &Value,
        data: &Map,
        state: &dyn Any,
    ) -> Result<String, Error> {
        layout::render(self, template, context, data, state)
    }

    pub(crate) fn find_template(&self, name: &str) -> Option<&Template> {
        self.templates.get(name)
    }

    pub(crate) fn all_templates(&self) -> impl Iterator<Item = &Template> {
        self.templates.values()
    }

    pub(crate) fn find_partial(&self, name: &str) -> Option<&Template> {
        self.names
            .partials
            .get(name)
            .and_then(|&slot| self.partial_at(slot))
    }

    pub(crate) fn partial_at(&self, slot: Slot) -> Option<&Template> {
        self.partials.get(slot)?.as_ref()
    }

    pub(crate) fn helper_at(&self, slot: Slot) -> Option<&Implementation> {
        self.helpers.get(slot)?.as_ref()
    }

    fn compile(&mut self, name: &str, source: &str) -> Result<Template, Error> {
        let layout = layout::declared(source).map(Into::into);
        let name = self.names.name(name);
        let mut text = std::borrow::Cow::Borrowed(source);
        if self.blank_after_lone_tag && ends_with_first_tag(source) {
            text.to_mut().push(' ');
        }
        let program = compile::compile(
            &Source {
                name: name.clone(),
                text: &text,
            },
            &mut self.names,
        )?;
        Ok(Template {
            name,
            program,
            layout,
        })
    }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("templates", &self.templates.keys())
            .finish_non_exhaustive()
    }
}

impl Names {
    /// The one copy of `name`.
    pub(crate) fn name(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        let new: Arc<str> = name.into();
        self.names.insert(new.clone());
        new
    }

    pub(crate) fn helper(&mut self, name: &str) -> Slot {
        let name = self.name(name);
        let next = self.helpers.len();
        *self.helpers.entry(name).or_insert(next)
    }

    pub(crate) fn partial(&mut self, name: &str) -> Slot {
        let name = self.name(name);
        let next = self.partials.len();
        *self.partials.entry(name).or_insert(next)
    }
}

/// Whether the first `}}` is the end; express-hbs also takes a single character for such a source.
fn ends_with_first_tag(source: &str) -> bool {
    match source.find("}}") {
        Some(at) => at + 2 == source.len(),
        None => source.encode_utf16().count() == 1,
    }
}

fn place<T>(slots: &mut Vec<Option<T>>, slot: Slot, value: T) {
    if slots.len() <= slot {
        slots.resize_with(slot + 1, || None);
    }
    slots[slot] = Some(value);
}
