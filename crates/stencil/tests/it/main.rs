//! Stencil beside Handlebars.js and express-hbs, and alone against whatever anybody may write.

mod case;
mod errors;
mod express;
mod generator;
mod handlebars;
mod properties;
mod reference;
mod template_helpers;
mod usage;
