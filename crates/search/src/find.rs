//! From a question to the ids of the posts that answer it.

use crate::{
    asked::{Asked, Loosely, Order},
    careful::Careful,
    dictionary::Dictionary,
    excerpt::Marker,
    query::Part,
    schema::Fields,
    stop,
    text::{Analyser, Word},
    ukrainian,
};
use kernel::PostId;
use std::{collections::HashSet, ops::Bound};
use tantivy::{
    DocAddress, DocId, Score, Searcher, SegmentReader, TantivyDocument, Term,
    collector::{Count, TopDocs},
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery,
    },
    schema::{Field, IndexRecordOption, Value},
};

/// With fewer results than this, typing errors are looked for.
const FEW: usize = 3;
/// Words that are tried for a mistyped one.
const NEAR: usize = 5;
/// Words that are taken for the beginning of one.
const GO_ON: usize = 12;
/// Half of what is new about a story is gone after so long.
const HALF_LIFE: f32 = 120.0 * 86_400.0;
/// What a story of this minute gains by being new.
const NEWNESS: f32 = 0.6;

/// The ids, how many there are in all, and what is to be marked.
#[derive(Clone)]
pub(crate) struct Ids {
    pub ids: Vec<PostId>,
    pub total: usize,
    pub loosely: Loosely,
    pub marker: Marker,
}

/// A snapshot of the index, and who asks.
pub(crate) struct Finder<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    pub asked: &'a Asked,
    /// Seconds since 1970.
    pub now: i64,
}

/// A part of the query with its words read.
struct Wanted<'a> {
    part: &'a Part,
    words: Vec<Word>,
    /// Other words that will do.
    near: Vec<String>,
    /// Stems of words that begin like it, where that is enough.
    forms: Vec<String>,
}

type Clauses = Vec<(Occur, Box<dyn Query>)>;

impl<'a> Finder<'a> {
    /// Looks for what was asked; when that finds little, for what may have been meant.
    pub(crate) fn find(&self) -> tantivy::Result<Ids> {
        let analyser = Analyser::of(&self.asked.language);
        let mut wanted = self.wanted(analyser)?;
        if wanted.is_empty() {
            return Ok(Ids {
                ids: Vec::new(),
                total: 0,
                loosely: Loosely::Exact,
                marker: marker(&wanted, analyser),
            });
        }
        let (mut docs, mut total) = self.run(&self.all(&wanted, analyser))?;
        let mut loosely = Loosely::Exact;
        if total < FEW && self.look_near(&mut wanted, analyser)? {
            let (more, count) = self.run(&self.all(&wanted, analyser))?;
            if count > total {
                (docs, total) = (more, count);
                loosely = Loosely::Corrected(corrected(&wanted));
            } else {
                wanted.iter_mut().for_each(|wanted| wanted.near.clear());
            }
        }
        if total == 0 && wanted.iter().filter(|wanted| !wanted.part.excluded).count() > 1 {
            let (some, count) = self.run(&self.any(&wanted, analyser))?;
            if count > 0 {
                (docs, total, loosely) = (some, count, Loosely::SomeWords);
            }
        }
        Ok(Ids {
            ids: self.ids(&docs)?,
            total,
            loosely,
            marker: marker(&wanted, analyser),
        })
    }

    /// The parts that have words. Words that nearly every text has count only when there are no others.
    fn wanted(&self, analyser: Analyser) -> tantivy::Result<Vec<Wanted<'a>>> {
        let read = |part: &'a Part| Wanted {
            part,
            words: analyser.words(&part.text).collect(),
            near: Vec::new(),
            forms: Vec::new(),
        };
        let mut wanted: Vec<Wanted<'a>> = self.asked.query.parts.iter().map(read).collect();
        wanted.retain(|wanted| !wanted.words.is_empty());
        let last = self.asked.query.parts.last();
        let typed = |wanted: &Wanted<'_>| {
            self.asked.typing && last.is_some_and(|last| std::ptr::eq(last, wanted.part))
        };
        let primary = self.asked.language.primary();
        let is_common = |wanted: &Wanted<'_>| {
            let plain = !wanted.part.phrase && !wanted.part.excluded;
            plain
                && wanted
                    .words
                    .iter()
                    .all(|word| stop::is_common(primary, &word.folded))
        };
        if wanted
            .iter()
            .any(|wanted| !wanted.part.excluded && !is_common(wanted))
        {
            wanted.retain(|wanted| !is_common(wanted) || typed(wanted));
        }
        for wanted in wanted
            .iter_mut()
            .filter(|wanted| !wanted.part.excluded && !wanted.part.phrase)
        {
            if let [word] = &wanted.words[..] {
                wanted.forms = match typed(wanted) {
                    true => self.dictionary().beginning(&word.folded, GO_ON)?,
                    false => self.gone_on(word)?,
                };
                wanted
                    .forms
                    .iter_mut()
                    .for_each(|form| *form = analyser.stem(form));
            }
        }
        Ok(wanted)
    }

    /// Looks for other ways to write the words that are not in the index in any form. Returns whether there are any.
    fn look_near(&self, wanted: &mut [Wanted<'_>], analyser: Analyser) -> tantivy::Result<bool> {
        let dictionary = self.dictionary();
        for wanted in wanted
            .iter_mut()
            .filter(|wanted| !wanted.part.excluded && !wanted.part.phrase)
        {
            let ([word], []) = (&wanted.words[..], &wanted.forms[..]) else {
                continue;
            };
            let shared = common_start(&word.folded, &word.stem);
            let is_known = dictionary.has(&word.folded)?
                || dictionary
                    .beginning(&shared, NEAR * 4)?
                    .iter()
                    .any(|other| analyser.stem(other) == word.stem);
            if !is_known {
                wanted.near = dictionary.near(&word.folded, NEAR)?;
            }
        }
        Ok(wanted.iter().any(|wanted| !wanted.near.is_empty()))
    }

    fn dictionary(&self) -> Dictionary<'_> {
        Dictionary {
            searcher: self.searcher,
            fields: self.fields,
            language: &self.asked.language,
        }
    }

    /// All of the parts.
    fn all(&self, wanted: &[Wanted<'_>], analyser: Analyser) -> BooleanQuery {
        let mut clauses = self.narrowed();
        for wanted in wanted {
            let occur = if wanted.part.excluded {
                Occur::MustNot
            } else {
                Occur::Must
            };
            clauses.push((occur, self.part(wanted, analyser)));
        }
        BooleanQuery::new(clauses)
    }

    /// Any of the parts; those that must not be there still must not.
    fn any(&self, wanted: &[Wanted<'_>], analyser: Analyser) -> BooleanQuery {
        let mut clauses = self.narrowed();
        let mut some = Vec::new();
        for wanted in wanted {
            let part = self.part(wanted, analyser);
            if wanted.part.excluded {
                clauses.push((Occur::MustNot, part));
            } else {
                some.push(part);
            }
        }
        clauses.push((Occur::Must, Box::new(BooleanQuery::union(some))));
        BooleanQuery::new(clauses)
    }

    /// What the filters leave.
    fn narrowed(&self) -> Clauses {
        let asked = self.asked;
        let exactly = |field, text: &str| -> Box<dyn Query> {
            Box::new(TermQuery::new(
                Term::from_field_text(field, text),
                IndexRecordOption::Basic,
            ))
        };
        let mut filters = vec![exactly(self.fields.language, asked.language.as_str())];
        filters.extend(
            asked
                .section
                .map(|tag| exactly(self.fields.tag, &tag.to_string())),
        );
        if asked.from.is_some() || asked.until.is_some() {
            let term = |at| Term::from_field_i64(self.fields.published, at);
            let from = asked
                .from
                .map_or(Bound::Unbounded, |at| Bound::Included(term(at)));
            let until = asked
                .until
                .map_or(Bound::Unbounded, |at| Bound::Excluded(term(at)));
            filters.push(Box::new(RangeQuery::new(from, until)));
        }
        let free = |filter| -> Box<dyn Query> { Box::new(ConstScoreQuery::new(filter, 0.0)) };
        let mut clauses: Clauses = filters
            .into_iter()
            .map(|filter| (Occur::Must, free(filter)))
            .collect();
        if asked.query.parts.iter().all(|part| part.excluded) {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        clauses
    }

    /// The fields that are looked through. While somebody types, a headline that says nothing of it would only confuse.
    fn searched(&self) -> impl Iterator<Item = (Field, f32)> {
        let all = self.fields.searched().into_iter();
        all.filter(|(field, _)| !self.asked.typing || *field != self.fields.body)
    }

    /// One part, in any of the fields.
    fn part(&self, wanted: &Wanted<'_>, analyser: Analyser) -> Box<dyn Query> {
        let mut ways: Clauses = Vec::new();
        for (field, weight) in self.searched() {
            let terms: Vec<Term> = wanted
                .words
                .iter()
                .map(|word| Term::from_field_text(field, &word.stem))
                .collect();
            let query: Box<dyn Query> = match &terms[..] {
                [term] => word(term.clone()),
                _ => Box::new(Careful(Box::new(PhraseQuery::new(terms)))),
            };
            ways.push((Occur::Should, boosted(query, weight)));
        }
        if let ([word], false) = (&wanted.words[..], wanted.part.phrase) {
            let mut others: Vec<(String, f32)> = Vec::new();
            others.extend(wanted.forms.iter().map(|form| (form.clone(), 0.5)));
            others.extend(wanted.near.iter().map(|near| (analyser.stem(near), 0.4)));
            let mut seen = HashSet::from([word.stem.clone()]);
            others.retain(|(stem, _)| seen.insert(stem.clone()));
            for (stem, less) in others {
                for (field, weight) in self.searched() {
                    ways.push((
                        Occur::Should,
                        boosted(self::word(Term::from_field_text(field, &stem)), weight * less),
                    ));
                }
            }
        }
        Box::new(BooleanQuery::new(ways))
    }

    /// In languages whose stemmer leaves much undone, words that begin like this one are taken for forms of it.
    fn gone_on(&self, word: &Word) -> tantivy::Result<Vec<String>> {
        if self.asked.language.primary() != "uk" {
            return Ok(Vec::new());
        }
        let shared = common_start(ukrainian::beginning(&word.folded), &word.stem);
        if shared.chars().count() < 4 {
            return Ok(Vec::new());
        }
        let longest = word.folded.chars().count() + 3;
        let words = self.dictionary().beginning(&shared, GO_ON * 4)?;
        let forms = words.into_iter().filter(|other| other.chars().count() <= longest);
        Ok(forms.take(GO_ON).collect())
    }

    fn run(&self, query: &BooleanQuery) -> tantivy::Result<(Vec<DocAddress>, usize)> {
        let asked = self.asked;
        let top = TopDocs::with_limit(asked.limit.max(1)).and_offset(asked.offset);
        // Without words there is nothing that could fit better or worse.
        let by_time = asked.order == Order::Newest || asked.query.parts.iter().all(|part| part.excluded);
        if by_time {
            let top = top.order_by_fast_field::<i64>("published", tantivy::Order::Desc);
            let (docs, count) = self.searcher.search(query, &(top, Count))?;
            return Ok((docs.into_iter().map(|(_, doc)| doc).collect(), count));
        }
        let now = self.now;
        let top = top.tweak_score(move |segment: &SegmentReader| {
            let published = segment
                .fast_fields()
                .i64("published")
                .ok()
                .map(|column| column.first_or_default_col(0));
            move |doc: DocId, score: Score| match &published {
                Some(published) => {
                    let age = (now - published.get_val(doc)).max(0) as f32;
                    score * (1.0 + NEWNESS * (-age / HALF_LIFE).exp2())
                }
                None => score,
            }
        });
        let (docs, count) = self.searcher.search(query, &(top, Count))?;
        Ok((docs.into_iter().map(|(_, doc)| doc).collect(), count))
    }

    fn ids(&self, docs: &[DocAddress]) -> tantivy::Result<Vec<PostId>> {
        let mut ids = Vec::with_capacity(docs.len());
        for doc in docs {
            let entry: TantivyDocument = self.searcher.doc(*doc)?;
            let id = entry.get_first(self.fields.id);
            let id: Option<PostId> = id.and_then(|id| id.as_str()?.parse().ok());
            ids.extend(id);
        }
        Ok(ids)
    }
}

fn word(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn boosted(query: Box<dyn Query>, weight: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, weight))
}

fn common_start(one: &str, other: &str) -> String {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    same.map(|(a, _)| a).collect()
}

/// The query with the nearest word for each that was written otherwise.
fn corrected(wanted: &[Wanted<'_>]) -> String {
    let parts = wanted.iter().map(|wanted| {
        let mut part = wanted.part.clone();
        if let Some(near) = wanted.near.first() {
            part.text.clone_from(near);
        }
        part
    });
    crate::Query {
        parts: parts.collect(),
    }
    .to_string()
}

fn marker(wanted: &[Wanted<'_>], analyser: Analyser) -> Marker {
    let included = wanted.iter().filter(|wanted| !wanted.part.excluded);
    let stems = included.flat_map(|wanted| {
        let near = wanted.near.iter().map(move |near| analyser.stem(near));
        wanted
            .words
            .iter()
            .map(|word| word.stem.clone())
            .chain(wanted.forms.iter().cloned())
            .chain(near)
    });
    Marker::new(analyser, stems)
}
