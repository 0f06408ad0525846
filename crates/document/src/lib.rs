//! The rich-text tree of a story: parse, sanitise, and turn into HTML or text.
