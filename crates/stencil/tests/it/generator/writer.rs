//! Writes one template after the grammar.

use super::chance::Chance;

pub struct Writer<'c> {
    chance: &'c mut Chance,
    out: String,
    params: Vec<&'static str>,
    in_partial: bool,
}

const TEXTS: [&str; 26] = [
    "a", " ", "\n", "  ", "\n  ", "x\n", "<b>", "\t", "\r\n", " \n ", "é ", "text ", "\n\n", " y", " }",
    "{ ", "=", "\n\t ", "\r", "'", "  \n", "\\ ", "end\n", " }} ", "\u{a0}", "-",
];

impl<'c> Writer<'c> {
    pub fn template(chance: &'c mut Chance) -> String {
        Self::write(chance, false)
    }

    pub fn partial(chance: &'c mut Chance) -> String {
        Self::write(chance, true)
    }

    fn write(chance: &'c mut Chance, in_partial: bool) -> String {
        let mut writer = Self {
            chance,
            out: String::new(),
            params: Vec::new(),
            in_partial,
        };
        let depth = if in_partial {
            1
        } else {
            1 + writer.chance.below(5) / 2
        };
        writer.body(depth);
        writer.out
    }

    fn body(&mut self, depth: usize) {
        for _ in 0..self.chance.below(4) + 1 {
            self.piece(depth);
        }
    }

    fn piece(&mut self, depth: usize) {
        match self.chance.below(if depth == 0 { 12 } else { 26 }) {
            0..=4 => self.text(),
            5..=7 => self.mustache(),
            8 => self.comment(),
            9 => self.helper_tag(),
            10 => self.partial_tag(),
            11 => self.escaped(),
            12..=15 => self.condition(depth),
            16..=18 => self.loop_block(depth),
            19..=20 => self.section(depth),
            21 => self.inverse_section(depth),
            22 => self.helper_block(depth),
            23 => self.partial_block(depth),
            24 => self.raw_block(),
            _ => self.inline(depth),
        }
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn text(&mut self) {
        let text = self.chance.pick(&TEXTS);
        self.push(text);
    }

    fn tilde(&mut self) {
        if self.chance.one_in(8) {
            self.push("~");
        }
    }

    /// An opening with an inside and a closing, each perhaps with a `~`.
    fn tag(&mut self, sigil: &str, inside: impl FnOnce(&mut Self)) {
        self.push("{{");
        self.tilde();
        self.push(sigil);
        if sigil != "^" && sigil != "#" && sigil != "/" && self.chance.one_in(5) {
            self.push(" ");
        }
        inside(self);
        self.tilde();
        self.push("}}");
    }

    fn mustache(&mut self) {
        match self.chance.below(5) {
            0 => {
                self.push("{{");
                self.tilde();
                self.push("{");
                self.path();
                self.push("}");
                self.tilde();
                self.push("}}");
            }
            1 => self.tag("&", Self::path),
            _ => self.tag("", Self::path),
        }
    }

    fn path(&mut self) {
        if !self.params.is_empty() && self.chance.one_in(4) {
            let name = self.params[self.chance.below(self.params.len())];
            self.push(name);
            if self.chance.one_in(3) {
                self.push(".a");
            }
            return;
        }
        let path = self.chance.pick(&[
            "a",
            "b",
            "n",
            "z",
            "e",
            "t",
            "f",
            "u",
            "none",
            "list",
            "obj",
            "safe",
            "title",
            "this",
            ".",
            "..",
            "this.a",
            "./b",
            "../a",
            "../../a",
            "../this",
            "../n",
            "obj.a",
            "obj.x.a",
            "obj/a",
            "list.[0]",
            "list.[1]",
            "list.length",
            "a.length",
            "@index",
            "@key",
            "@first",
            "@last",
            "@root.a",
            "@root.obj.a",
            "@../index",
            "@../key",
            "@site.title",
            "@level",
            "@../level",
            "[x y]",
            "this.[x y]",
            "obj.list.0.[0]",
            "items.1.a",
            "missing",
            "missing.a",
            "@missing",
            "this.title",
            "upper",
            "num",
            "length",
            "../obj.a",
            "string",
        ]);
        self.push(path);
    }

    fn param(&mut self, depth: usize) {
        match self.chance.below(12) {
            0 => {
                let string = self.chance.pick(&[
                    "\"s\"",
                    "'it'",
                    "\"{{a}}\"",
                    "\"<&>\"",
                    "''",
                    "\"q\\\"q\"",
                    "\"a\"",
                ]);
                self.push(string);
            }
            1 => {
                let literal =
                    self.chance
                        .pick(&["0", "1", "-2.50", "true", "false", "null", "undefined", "12"]);
                self.push(literal);
            }
            2 if depth > 0 => self.sub(depth - 1),
            _ => self.path(),
        }
    }

    fn sub(&mut self, depth: usize) {
        self.push("(");
        self.call(depth);
        self.push(")");
    }

    fn call(&mut self, depth: usize) {
        match self.chance.below(8) {
            0 => {
                self.push("upper ");
                self.param(depth);
            }
            1 => {
                self.push("safe ");
                self.param(depth);
            }
            2 => {
                self.push("lookup ");
                self.param(depth);
                self.push(" ");
                self.param(depth);
            }
            3 => {
                self.push("eq ");
                self.param(depth);
                self.push(" ");
                self.param(depth);
            }
            4 => self.push("list3"),
            5 => {
                let name = self.chance.pick(&["nothing", "nul", "num", "title"]);
                self.push(name);
            }
            _ => {
                self.push("show");
                for _ in 0..self.chance.below(3) {
                    self.push(" ");
                    self.param(depth);
                }
                self.hash(depth);
            }
        }
    }

    fn hash(&mut self, depth: usize) {
        for _ in 0..self.chance.below(3) {
            let key = self
                .chance
                .pick(&[" a=", " n=", " x=", " list=", " 1=", " [k k]="]);
            self.push(key);
            self.param(depth);
        }
    }

    fn helper_tag(&mut self) {
        if self.chance.one_in(25) {
            let wrong = self.chance.pick(&[
                "{{fail}}",
                "{{missing 1}}",
                "{{if a}}",
                "{{a 1}}",
                "{{missing x=1}}",
                "{{lookup a}}",
            ]);
            self.push(wrong);
        } else {
            let sigil = self.chance.pick(&["", "", "&"]);
            self.tag(sigil, |writer| writer.call(2));
        }
    }

    fn comment(&mut self) {
        let comment = self.chance.pick(&[
            "{{! c }}",
            "{{!-- }} {{a --}}",
            "{{~! c ~}}",
            "{{!--x--~}}",
            "\n  {{! c }}\n",
            "{{!-- c --}}\n",
            "  {{!c}}  \n",
        ]);
        self.push(comment);
    }

    fn escaped(&mut self) {
        let text = self.chance.pick(&[
            "\\{{a}} ",
            "\\\\{{a}}",
            "x\\{{#if}}\n",
            "\\{{{a}}}",
            "\\{{a}}{{b}}",
        ]);
        self.push(text);
    }

    fn partial_tag(&mut self) {
        let own_line = self.chance.one_in(3);
        if own_line {
            let indent = self.chance.pick(&["\n", "\n  ", "\n\t", "  "]);
            self.push(indent);
        }
        self.tag(">", |writer| {
            // Partials call no others of their kind, so that nothing goes round in circles.
            let name = if writer.in_partial {
                writer.chance.pick(&[" dir/s-t", " \"dir/s-t\""])
            } else {
                writer.chance.pick(&[
                    " p",
                    " q",
                    " r",
                    " \"p\"",
                    " 'q'",
                    "dir/s-t",
                    " \"dir/s-t\"",
                    " (lookup this \"nope\")",
                    " missing",
                    " p",
                    " q",
                    " r",
                ])
            };
            writer.push(name);
            if writer.chance.one_in(3) {
                writer.push(" ");
                writer.param(1);
            }
            writer.hash(1);
        });
        if own_line {
            self.push("\n");
        }
    }

    fn partial_block(&mut self, depth: usize) {
        let name = if self.in_partial {
            "none"
        } else {
            self.chance.pick(&["box", "box", "p", "none"])
        };
        self.tag("#>", |writer| {
            writer.push(" ");
            writer.push(name);
            writer.hash(1);
        });
        self.body(depth - 1);
        self.tag("/", |writer| writer.push(name));
    }

    fn line(&mut self) {
        if self.chance.one_in(3) {
            let text = self.chance.pick(&["\n", "\n  ", "  \n", " "]);
            self.push(text);
        }
    }

    fn else_tag(&mut self) {
        self.line();
        if self.chance.one_in(4) {
            self.tag("^", |_| {});
        } else {
            self.tag("", |writer| writer.push("else"));
        }
        self.line();
    }

    fn condition(&mut self, depth: usize) {
        let name = self.chance.pick(&["if", "if", "unless"]);
        let sigil = self.chance.pick(&["#", "#", "#", "#", "^"]);
        self.line();
        self.tag(sigil, |writer| {
            writer.push(name);
            writer.push(" ");
            writer.param(1);
            if writer.chance.one_in(8) {
                writer.push(" includeZero=true");
            }
        });
        self.line();
        self.body(depth - 1);
        while sigil == "#" && self.chance.one_in(3) {
            self.line();
            let chained = self.chance.pick(&[
                "else if ",
                "else unless ",
                "else with ",
                "else each ",
                "else loop ",
            ]);
            self.tag("", |writer| {
                writer.push(chained);
                writer.param(1);
            });
            self.line();
            self.body(depth - 1);
        }
        if self.chance.one_in(2) {
            self.else_tag();
            self.body(depth - 1);
        }
        self.line();
        self.tag("/", |writer| writer.push(name));
        self.line();
    }

    fn loop_block(&mut self, depth: usize) {
        let name = self.chance.pick(&["each", "each", "with", "loop", "each"]);
        let over = self.chance.pick(&[
            "list",
            "items",
            "obj",
            "none",
            "../items",
            "this",
            "a",
            "obj.list",
            "../list",
            "(list3)",
            "@root.items",
        ]);
        let declared: &[&'static str] = match self.chance.below(6) {
            0 => &["p"],
            1 => &["p", "q"],
            2 => &["a", "title"],
            _ => &[],
        };
        self.line();
        self.tag("#", |writer| {
            writer.push(name);
            writer.push(" ");
            writer.push(over);
            writer.declare(declared);
        });
        self.line();
        let known = self.params.len();
        self.params.extend(declared);
        self.body(depth - 1);
        self.params.truncate(known);
        if self.chance.one_in(3) {
            self.else_tag();
            self.body(depth - 1);
        }
        self.line();
        self.tag("/", |writer| writer.push(name));
        self.line();
    }

    fn declare(&mut self, names: &[&str]) {
        if !names.is_empty() {
            self.push(" as |");
            self.push(&names.join(" "));
            self.push("|");
        }
    }

    fn section(&mut self, depth: usize) {
        let name = self.chance.pick(&[
            "t", "f", "a", "list", "items", "obj", "none", "u", "this", "../obj", "obj.x", "z", "title",
            "num", "missing", "@root", "@index", "safe",
        ]);
        let declared: &[&'static str] = if self.chance.one_in(6) { &["p", "q"] } else { &[] };
        self.tag("#", |writer| {
            writer.push(name);
            writer.declare(declared);
        });
        self.line();
        let known = self.params.len();
        self.params.extend(declared);
        self.body(depth - 1);
        self.params.truncate(known);
        if self.chance.one_in(3) {
            self.else_tag();
            self.body(depth - 1);
        }
        self.tag("/", |writer| writer.push(name));
        self.line();
    }

    fn inverse_section(&mut self, depth: usize) {
        let name = self
            .chance
            .pick(&["t", "f", "a", "none", "items", "u", "obj.x", "missing"]);
        self.line();
        self.tag("^", |writer| writer.push(name));
        self.line();
        self.body(depth - 1);
        if self.chance.one_in(3) {
            self.else_tag();
            self.body(depth - 1);
        }
        self.line();
        self.tag("/", |writer| writer.push(name));
        self.line();
    }

    fn helper_block(&mut self, depth: usize) {
        let name = self
            .chance
            .pick(&["wrap", "twice", "otherwise", "scope", "framed", "show"]);
        let declared: &[&'static str] = if name == "framed" && self.chance.one_in(2) {
            &["p", "q"]
        } else {
            &[]
        };
        self.tag("#", |writer| {
            writer.push(name);
            if writer.chance.one_in(2) {
                writer.push(" ");
                writer.param(1);
            }
            writer.hash(1);
            writer.declare(declared);
        });
        let known = self.params.len();
        self.params.extend(declared);
        self.body(depth - 1);
        self.params.truncate(known);
        if self.chance.one_in(3) {
            self.else_tag();
            self.body(depth - 1);
        }
        self.tag("/", |writer| writer.push(name));
    }

    fn raw_block(&mut self) {
        let block = self.chance.pick(&[
            "{{{{wrap}}}} {{a}} {{{{/wrap}}}}",
            "{{{{wrap}}}}\n{{#if}}\n{{{{/wrap}}}}\n",
            "{{{{show a x=1}}}}{{{{/show}}}}",
            "{{{{wrap}}}}{{{{x}}}}{{{{/x}}}}{{{{/wrap}}}}",
            "{{{{t}}}}{{{{/t}}}}",
        ]);
        self.push(block);
    }

    fn inline(&mut self, depth: usize) {
        if self.in_partial {
            return self.text();
        }
        self.line();
        self.tag("#*", |writer| writer.push("inline \"inner\""));
        self.line();
        let (known, in_partial) = (self.params.len(), std::mem::replace(&mut self.in_partial, true));
        self.body(depth - 1);
        self.params.truncate(known);
        self.in_partial = in_partial;
        self.tag("/", |writer| writer.push("inline"));
        self.line();
        self.tag(">", |writer| {
            writer.push(" inner");
            writer.hash(1);
        });
    }
}
