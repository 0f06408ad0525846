//! How far one rendering may go.

/// Bounds of one rendering; what exceeds them is an [`Error`](crate::Error), never a crash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How deep blocks and partials may nest while they are rendered.
    pub depth: usize,
    /// How many bytes the page may have.
    pub output_bytes: usize,
    /// How many blocks, loop turns and partials may be rendered altogether.
    pub loop_iterations: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 100,
            output_bytes: 16 * 1024 * 1024,
            loop_iterations: 1_000_000,
        }
    }
}
