//! Blocks as they come, and the line of text that is being filled between them.

use crate::{Block, Inline, marks::Mark, nodes::Paragraph};

/// Blocks and the line that will be the next paragraph.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    line: Vec<Inline>,
}

impl Flow {
    /// Text with white space collapsed as a browser does, none at the start of a line.
    pub(super) fn text(&mut self, text: &str, marks: &[Mark]) {
        let mut run = String::with_capacity(text.len());
        let mut space = self.at_space();
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                if !space {
                    run.push(' ');
                }
                space = true;
            } else {
                run.push(c);
                space = false;
            }
        }
        self.run(run, marks);
    }

    /// Text as it is.
    pub(super) fn run(&mut self, run: String, marks: &[Mark]) {
        if run.is_empty() {
            return;
        }
        if let Some(Inline::Text { text, marks: same }) = self.line.last_mut()
            && same == marks
        {
            return text.push_str(&run);
        }
        self.line.push(Inline::Text {
            text: run,
            marks: marks.to_vec(),
        });
    }

    pub(super) fn inline(&mut self, inline: Inline) {
        self.line.push(inline);
    }

    fn at_space(&self) -> bool {
        match self.line.last() {
            None | Some(Inline::Break { .. }) => true,
            Some(Inline::Text { text, .. }) => text.ends_with(' '),
            Some(_) => false,
        }
    }

    /// Ends the line: a paragraph, when there is anything in it.
    pub(super) fn flush(&mut self) {
        let content = trimmed(std::mem::take(&mut self.line));
        if !content.is_empty() {
            self.blocks.push(Block::Paragraph(Paragraph {
                content,
                ..Paragraph::default()
            }));
        }
    }

    pub(super) fn block(&mut self, block: Block) {
        self.flush();
        self.blocks.push(block);
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }
}

/// Without line breaks and spaces at its ends. A line of nothing but spaces is empty.
fn trimmed(mut line: Vec<Inline>) -> Vec<Inline> {
    while let Some(last) = line.last_mut() {
        match last {
            Inline::Break { .. } => {}
            Inline::Text { text, .. } => {
                text.truncate(text.trim_end_matches(' ').len());
                if !text.is_empty() {
                    break;
                }
            }
            _ => break,
        }
        line.pop();
    }
    let leading = line
        .iter()
        .take_while(|inline| matches!(inline, Inline::Break { .. }))
        .count();
    line.drain(..leading);
    let says = |inline: &Inline| !matches!(inline, Inline::Text { text, .. } if text.trim().is_empty());
    if line.iter().any(says) { line } else { Vec::new() }
}

/// The text of blocks as one line, paragraphs joined by line breaks, and the blocks that are no text.
pub(crate) fn line_of(blocks: Vec<Block>) -> (Vec<Inline>, Vec<Block>) {
    let mut line: Vec<Inline> = Vec::new();
    let mut rest = Vec::new();
    for block in blocks {
        let content = match block {
            Block::Paragraph(n) => n.content,
            Block::Heading(n) => n.content,
            Block::Quote(n) => {
                let (quoted, others) = line_of(n.content);
                rest.extend(others);
                quoted
            }
            Block::List(n) => {
                let items = n.items.into_iter().flat_map(|item| item.content).collect();
                let (listed, others) = line_of(items);
                rest.extend(others);
                listed
            }
            other => {
                rest.push(other);
                continue;
            }
        };
        if !line.is_empty() && !content.is_empty() {
            line.push(Inline::Break { marks: Vec::new() });
        }
        line.extend(content);
    }
    (line, rest)
}
