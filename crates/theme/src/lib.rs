//! Loads a Ghost-format theme and renders pages with it.
