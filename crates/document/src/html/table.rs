//! Tables.

use super::{attribute, spoken, write::Writer};
use crate::{
    Block,
    nodes::{Align, Cell, Row, Table},
};
use std::fmt::Write;

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let head = table
            .rows
            .iter()
            .take_while(|row| !row.cells.is_empty() && row.cells.iter().all(|cell| cell.header))
            .count();
        let caption = crate::plain::of_inlines(&table.caption);
        let name = match caption.trim() {
            "" => self.name(spoken::table(&self.options.language)),
            caption => self.name(caption),
        };
        // It scrolls where it is too wide, so the keyboard must reach it (WCAG 2.1.1), and it says what it is.
        self.out
            .push_str("<section class=\"table-scroll\" tabindex=\"0\"");
        attribute(&mut self.out, "aria-label", &name);
        self.out.push_str("><table>");
        self.line("caption", "", &table.caption);
        let (head, body) = table.rows.split_at(head);
        self.rows("thead", head, "col");
        self.rows("tbody", body, "row");
        self.out.push_str("</table></section>");
    }

    fn rows(&mut self, name: &str, rows: &[Row], scope: &str) {
        if rows.is_empty() {
            return;
        }
        self.element(name, "", |w| {
            for row in rows {
                w.element("tr", "", |w| {
                    row.cells.iter().for_each(|cell| w.cell(cell, scope))
                });
            }
        });
    }

    fn cell(&mut self, cell: &Cell, scope: &str) {
        // A corner without words is no header of anything.
        let is_blank = |block: &Block| matches!(block, Block::Paragraph(p) if crate::plain::of_inlines(&p.content).trim().is_empty());
        let header = cell.header && !cell.content.iter().all(is_blank);
        let name = if header { "th" } else { "td" };
        let _ = write!(self.out, "<{name}");
        if header {
            let _ = write!(self.out, " scope=\"{scope}\"");
        }
        match cell.align {
            Some(Align::Center) => self.out.push_str(" class=\"align-center\""),
            Some(Align::Right) => self.out.push_str(" class=\"align-right\""),
            Some(Align::Left) | None => {}
        }
        for (attribute, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
            if let Some(span) = span {
                let _ = write!(self.out, " {attribute}=\"{}\"", span.min(1000));
            }
        }
        self.out.push('>');
        self.tight(&cell.content);
        let _ = write!(self.out, "</{name}>");
    }
}
