//! Tables.

use super::{
    dom::{Look, NodeRef},
    walk::Walk,
};
use crate::{
    Block,
    nodes::{Align, Cell, Row, Table},
};

impl<'a> Walk<'a> {
    pub(super) fn table(&mut self, node: NodeRef<'a>) -> Option<Block> {
        let mut table = Table::default();
        let mut behind = Vec::new();
        for child in node.children() {
            match child.name() {
                "caption" => table.caption = self.line(child, &mut behind),
                "thead" | "tbody" | "tfoot" => {
                    for row in child.children().filter(|el| el.name() == "tr") {
                        table.rows.push(self.row(row));
                    }
                }
                "tr" => table.rows.push(self.row(child)),
                _ => {}
            }
        }
        table.rows.retain(|row| !row.cells.is_empty());
        (!table.rows.is_empty()).then_some(Block::Table(table))
    }

    fn row(&mut self, node: NodeRef<'a>) -> Row {
        let cells = node.children().filter(|el| ["td", "th"].contains(&el.name()));
        Row {
            cells: cells.map(|cell| self.cell(cell)).collect(),
            ..Row::default()
        }
    }

    fn cell(&mut self, node: NodeRef<'a>) -> Cell {
        let span = |name: &str| {
            node.attribute(name)?
                .parse::<u32>()
                .ok()
                .filter(|n| (2..=1000).contains(n))
        };
        let style = node.attribute("style").unwrap_or_default().replace(' ', "");
        let align = style
            .split("text-align:")
            .nth(1)
            .map(|value| value.split(';').next().unwrap_or_default())
            .or_else(|| node.attribute("align"))
            .or_else(|| node.class_after("align-"));
        Cell {
            header: node.name() == "th",
            align: align.and_then(Align::named),
            colspan: span("colspan"),
            rowspan: span("rowspan"),
            content: self.within(node),
            ..Cell::default()
        }
    }
}
