//! A template engine that renders what Handlebars.js 4.7.9 renders.
