//! Places on the site that editors fill by hand.

use crate::{Reader, Result, post_row, sql::Param, tx::Tx};
use kernel::{Key, Language, Pick, PlacementName, Post, PostId, Timestamp};
use std::sync::{Arc, LazyLock};

/// An entry of a placement with the post it shows.
#[derive(Debug, Clone)]
pub struct Placed {
    /// What the editors set.
    pub pick: Pick,
    /// The post, without its text.
    pub post: Arc<Post>,
}

/// An arrangement that is only looked at: of which placement, in which language, and what stands in it.
pub(crate) type Pretended = (PlacementName, Language, Vec<Pick>);

/// An entry of a placement as the desk lists it, shown to readers or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedEntry {
    /// What the editors set.
    pub pick: Pick,
    /// The post's headline.
    pub title: String,
    /// How far it has come.
    pub state: kernel::PostState,
}

static SHOWN: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {}, l.headline, l.until FROM placements l CROSS JOIN posts p WHERE p.id = l.post_id AND l.name = $1 \
         AND l.language = $2 AND (l.until IS NULL OR l.until > $3) AND p.state = 'published' \
         AND p.published_at <= $3 ORDER BY l.position",
        post_row::COLUMNS
    )
});

impl Tx<'_> {
    /// Replaces what a placement shows in a language.
    pub fn set_placement(&mut self, name: &PlacementName, language: &Language, picks: &[Pick]) -> Result<()> {
        let place = || -> [Param<'_>; 2] { [name.as_str().into(), language.as_str().into()] };
        self.run(
            "DELETE FROM placements WHERE name = $1 AND language = $2",
            &place(),
        )?;
        for (position, pick) in (0_i64..).zip(picks) {
            let [name, language] = place();
            let (headline, until) = ((&pick.headline).into(), pick.until.into());
            self.run(
                "INSERT INTO placements (name, language, position, post_id, headline, until) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
                &[
                    name,
                    language,
                    position.into(),
                    Param::id(pick.post),
                    headline,
                    until,
                ],
            )?;
        }
        Ok(())
    }

    /// The placements that a post stands in, in any language.
    pub fn placements_of(&self, post: PostId) -> Result<Vec<PlacementName>> {
        let sql = "SELECT DISTINCT name FROM placements WHERE post_id = $1 ORDER BY name";
        self.session
            .connection
            .all(sql, &[Param::id(post)], |row| row.parse(0))
    }

    /// What the editors set, shown or not.
    pub fn placement(&self, name: &PlacementName, language: &Language) -> Result<Vec<Pick>> {
        self.session.connection.all(
            "SELECT post_id, headline, until FROM placements WHERE name = $1 AND language = $2 ORDER BY position",
            &[name.as_str().into(), language.as_str().into()],
            |row| {
                let mut columns = row.columns();
                Ok(Pick { post: columns.parse()?, headline: columns.opt_text()?, until: columns.opt_time()? })
            },
        )
    }
}

impl Reader {
    /// What the editors set, shown or not.
    pub fn placement_entries(&self, name: &PlacementName, language: &Language) -> Result<Vec<PlacedEntry>> {
        self.session().connection.all(
            "SELECT l.post_id, l.headline, l.until, p.title, p.state FROM placements l CROSS JOIN posts p \
             WHERE p.id = l.post_id AND l.name = $1 AND l.language = $2 ORDER BY l.position",
            &[name.as_str().into(), language.as_str().into()],
            |row| {
                let mut columns = row.columns();
                let pick = Pick {
                    post: columns.parse()?,
                    headline: columns.opt_text()?,
                    until: columns.opt_time()?,
                };
                Ok(PlacedEntry {
                    pick,
                    title: columns.text()?,
                    state: columns.parse()?,
                })
            },
        )
    }

    /// The names of placements in which something stands, in any language.
    pub fn placement_names(&self) -> Result<Vec<PlacementName>> {
        let sql = "SELECT DISTINCT name FROM placements ORDER BY name";
        self.session().connection.all(sql, &[], |row| row.parse(0))
    }

    /// From now on this reader hands out that arrangement instead of the one that is kept: for a look at it.
    pub fn pretend_placement(&self, name: PlacementName, language: Language, picks: Vec<Pick>) {
        self.pretended.replace(Some((name, language, picks)));
    }

    fn pretended_for(&self, name: &PlacementName, language: &Language) -> Option<Vec<Pick>> {
        let pretended = self.pretended.borrow();
        let (of, spoken, picks) = pretended.as_ref()?;
        (of == name && spoken == language).then(|| picks.clone())
    }

    fn pretend(&self, picks: &[Pick], now: Timestamp) -> Result<Vec<Placed>> {
        let ids: Vec<PostId> = picks.iter().map(|pick| pick.post).collect();
        let posts = self.posts_by_ids(&ids)?;
        let shown = picks
            .iter()
            .filter(|pick| pick.until.is_none_or(|until| until > now));
        Ok(shown
            .filter_map(|pick| {
                let post = posts.iter().find(|post| post.id == pick.post)?;
                post.is_public(now).then(|| Placed {
                    pick: pick.clone(),
                    post: post.clone(),
                })
            })
            .collect())
    }

    /// What a placement shows now: entries whose post readers may see and whose time is not over. Notes the placement,
    /// each post, and when the first of them goes.
    pub fn placement(
        &self,
        name: &PlacementName,
        language: &Language,
        now: Timestamp,
    ) -> Result<Vec<Placed>> {
        self.note(Key::Placement(name.clone()));
        if let Some(picks) = self.pretended_for(name, language) {
            return self.pretend(&picks, now);
        }
        let taxonomy = self.session().taxonomy()?;
        let params = [name.as_str().into(), language.as_str().into(), now.into()];
        self.session().connection.all(&SHOWN, &params, |row| {
            let post = post_row::read(row, &taxonomy, false)?;
            let after = post_row::COLUMNS.split(',').count();
            let pick = Pick {
                post: post.id,
                headline: row.opt_text(after)?.map(str::to_owned),
                until: row.opt_int(after + 1)?.map(Timestamp::from_millis),
            };
            self.note_post(&post);
            if let Some(until) = pick.until {
                self.note_until(until);
            }
            Ok(Placed {
                pick,
                post: Arc::new(post),
            })
        })
    }
}
