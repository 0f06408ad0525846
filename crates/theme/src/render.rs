//! From a page that is asked for to its text.

use crate::{
    Page, Scene, ThemeError,
    archive::Period,
    compiled::{CORRECTIONS, Compiled, ERROR, NEWSLETTERS},
    corrections, date, newsletters,
    object::{
        AuthorObject, CustomObject, Pagination, PostObject, SiteObject, TagObject, object, posts, string,
    },
    place::Place,
    template,
    visit::{Subject, Visit},
};
use kernel::{Post, PostKind};
use std::{cell::RefCell, rc::Rc, sync::Arc};
use stencil::{Map, Value};
use store::{FeedQuery, Filter, PostQuery};

/// Renders a page with a theme.
pub(crate) fn render(theme: &Arc<Compiled>, page: &Page, scene: &Scene) -> Result<String, ThemeError> {
    let lives = !matches!(page, Page::LiveItem(_) | Page::LiveList { .. }) || theme.live;
    if page.number() == 0 || !lives {
        return Err(ThemeError::NoSuchPage);
    }
    let place = Arc::new(Place::new(
        scene.settings.clone(),
        scene.language.clone(),
        &scene.public_url,
    ));
    // Dates, “today”, “this year”.
    scene
        .reader
        .note_until(date::next_midnight(scene.now, &place.zone));
    let names = template::candidates(page);
    let template = names
        .iter()
        .find(|name| theme.engine.has_template(name))
        .map(String::as_str);
    let template = match (template, page) {
        (Some(name), _) => name,
        (None, Page::Error { .. }) => ERROR,
        (None, Page::Newsletters(_)) => return as_post(theme, page, scene, &place, NEWSLETTERS),
        (None, Page::Corrections { .. }) => return as_post(theme, page, scene, &place, CORRECTIONS),
        (None, _) => "index",
    };
    let parts = parts(theme, page, scene, &place)?;
    through(theme, page, scene, &place, template, parts)
}

/// Renders what a page is made of with one template.
fn through(
    theme: &Arc<Compiled>,
    page: &Page,
    scene: &Scene,
    place: &Arc<Place>,
    template: &str,
    parts: Parts,
) -> Result<String, ThemeError> {
    let contexts = template::contexts(page);
    let relative = string(&scene.path);
    let context = parts
        .context
        .with("context", contexts.iter().map(string).collect::<Value>())
        .with("relativeUrl", relative)
        .into_value();
    let visit = Rc::new(Visit {
        theme: theme.clone(),
        strings: theme.locales.of(scene.language.as_str()),
        contexts,
        subject: parts.subject,
        pagination: parts.pagination,
        list_path: parts.list_path,
        feed: parts.feed,
        status: match page {
            Page::Error { status, .. } => *status,
            _ => 200,
        },
        scene: scene.clone(),
        translations: RefCell::default(),
        narration: RefCell::default(),
        failed: RefCell::default(),
        place: place.clone(),
    });
    let data = Map::new()
        .with("site", SiteObject::value(place))
        .with("config", theme.config.clone())
        .with(
            "custom",
            object(CustomObject {
                declared: theme.custom.clone(),
                settings: scene.settings.clone(),
            }),
        )
        .with(
            "page",
            Map::new().with("show_title_and_feature_image", true).into_value(),
        )
        .with("labs", Map::new().into_value())
        .with("member", Value::Null);
    let rendered = theme.engine.render(template, &context, &data, &visit);
    if let Some(failed) = visit.failed.borrow_mut().take() {
        return Err(ThemeError::Store(failed));
    }
    rendered.map_err(|e| ThemeError::File {
        file: file_of(theme, &e.template),
        line: e.line,
        column: e.column,
        message: e.message,
    })
}

/// A page that a theme has no template for: as one of its pages, with what our own template says as the text.
fn as_post(
    theme: &Arc<Compiled>,
    page: &Page,
    scene: &Scene,
    place: &Arc<Place>,
    templates: [(&str, &str); 2],
) -> Result<String, ThemeError> {
    let [content, alone] = templates.map(|(name, _)| name);
    let own = ["page", "post"]
        .into_iter()
        .find(|name| theme.engine.has_template(name));
    let made = parts(theme, page, scene, place)?;
    let Some(own) = own else {
        return through(theme, page, scene, place, alone, made);
    };
    let (subject, list_path) = (made.subject.clone(), made.list_path.clone());
    let html = through(theme, page, scene, place, content, made)?;
    let Subject::Titled(title) = subject else {
        return Err(ThemeError::NoSuchPage);
    };
    let slug = kernel::Slug::from_title(&title).or(kernel::Slug::from_title("page"));
    let slug = slug.ok_or(ThemeError::NoSuchPage)?;
    let path = match page.number() {
        1 => list_path,
        number => format!("{list_path}page/{number}/"),
    };
    let post = newsletters::as_post(&title, html, slug, place.absolute(&path), place, scene.now);
    let post = Page::Post(Arc::new(post));
    through(
        theme,
        &post,
        scene,
        place,
        own,
        parts(theme, &post, scene, place)?,
    )
}

/// The file in which a template or partial stands.
fn file_of(theme: &Compiled, name: &str) -> String {
    if theme.engine.has_template(name) {
        format!("{name}.hbs")
    } else {
        format!("partials/{name}.hbs")
    }
}

/// What a page is made of.
pub(crate) struct Parts {
    pub context: Map,
    pub subject: Subject,
    pub pagination: Option<Pagination>,
    pub list_path: String,
    pub feed: Option<Vec<Arc<Post>>>,
}

fn parts(theme: &Compiled, page: &Page, scene: &Scene, place: &Arc<Place>) -> Result<Parts, ThemeError> {
    let per_page = theme.package.posts_per_page;
    let stories = |filter| query(scene, PostKind::Story, filter, page.number(), per_page);
    Ok(match page {
        Page::Home { .. } => list(
            scene,
            place,
            &stories(Filter::All),
            page,
            place.home_path(&place.language),
        )?,
        Page::Post(post) => {
            let value = PostObject::value(post, place);
            let mut context = Map::new().with("post", value.clone());
            if post.kind == PostKind::Page {
                context.insert("page", value);
            }
            let path = place.post_path(post);
            Parts {
                context,
                subject: Subject::Post(post.clone()),
                pagination: None,
                list_path: path,
                feed: None,
            }
        }
        Page::Tag { tag, .. } => {
            scene.reader.note(kernel::Key::Tag(tag.id));
            let mut parts = list(
                scene,
                place,
                &stories(Filter::Tag(tag.slug.clone())),
                page,
                place.tag_path(tag),
            )?;
            let total = parts.pagination.map_or(0, |pagination| pagination.total);
            parts.context.insert("tag", TagObject::counted(tag, total, place));
            parts.subject = Subject::Tag(tag.clone());
            parts
        }
        Page::Author { author, .. } => {
            scene.reader.note(kernel::Key::Author(author.id));
            let mut parts = list(
                scene,
                place,
                &stories(Filter::Author(author.slug.clone())),
                page,
                place.author_path(author),
            )?;
            let total = parts.pagination.map_or(0, |pagination| pagination.total);
            parts
                .context
                .insert("author", AuthorObject::counted(author, total, place));
            parts.subject = Subject::Author(author.clone());
            parts
        }
        Page::Archive { year, month, .. } => archive(theme, page, scene, place, *year, *month)?,
        Page::Feed { .. } | Page::LiveList { .. } => feed(page, scene, place)?,
        Page::Corrections { page } => corrections::parts(theme, *page, scene, place)?,
        Page::LiveItem(post) => Parts {
            context: Map::new().with("post", PostObject::value(post, place)),
            subject: Subject::Post(post.clone()),
            pagination: None,
            list_path: scene.path.clone(),
            feed: None,
        },
        Page::Search(search) => {
            let pagination = Pagination {
                page: search.page,
                limit: per_page,
                total: search.shown,
            };
            let context = Map::new().with("search", search.value(place));
            let path = format!("{}/search/{}", place.prefix, search.address);
            let mut parts = listed(context, &[], pagination, place, path);
            parts.context.insert("posts", search.posts(place));
            let title = search.title(&theme.locales.of(scene.language.as_str()));
            parts.subject = Subject::Titled(title.into());
            parts
        }
        Page::Newsletters(page) => {
            let title = page.title(&theme.locales.of(scene.language.as_str()));
            Parts {
                context: page.context(&title, place),
                subject: Subject::Titled(title.into()),
                pagination: None,
                list_path: format!("{}{}", place.root, scene.path),
                feed: None,
            }
        }
        Page::Error {
            status,
            message,
            reason,
        } => {
            let details = Map::new().with("message", string(message)).into_value();
            let context = Map::new()
                .with("statusCode", f64::from(*status))
                .with("code", f64::from(*status))
                .with("message", string(message))
                .with("reason", reason.as_deref().map_or(stencil::Value::Null, string))
                .with("errorDetails", stencil::Value::Array([details].into()));
            Parts {
                context,
                subject: Subject::Nothing,
                pagination: None,
                list_path: scene.path.clone(),
                feed: None,
            }
        }
    })
}

fn query(scene: &Scene, kind: PostKind, filter: Filter, page: u32, limit: u32) -> PostQuery {
    PostQuery {
        kind,
        language: Some(scene.language.clone()),
        filter,
        limit,
        offset: u64::from(page - 1) * u64::from(limit),
        with_total: true,
        ..PostQuery::stories(scene.now)
    }
}

fn list(
    scene: &Scene,
    place: &Arc<Place>,
    query: &PostQuery,
    page: &Page,
    list_path: String,
) -> Result<Parts, ThemeError> {
    let found = scene.reader.posts(query)?;
    let pagination = Pagination {
        page: page.number(),
        limit: query.limit,
        total: found.total,
    };
    if page.number() > pagination.pages() {
        return Err(ThemeError::NoSuchPage);
    }
    Ok(listed(Map::new(), &found.posts, pagination, place, list_path))
}

fn listed(
    context: Map,
    found: &[Arc<Post>],
    pagination: Pagination,
    place: &Arc<Place>,
    list_path: String,
) -> Parts {
    Parts {
        context: context
            .with("posts", posts(found, place))
            .with("pagination", object(pagination)),
        subject: Subject::Nothing,
        pagination: Some(pagination),
        list_path,
        feed: None,
    }
}

fn archive(
    theme: &Compiled,
    page: &Page,
    scene: &Scene,
    place: &Arc<Place>,
    year: Option<i16>,
    month: Option<i8>,
) -> Result<Parts, ThemeError> {
    let period = match year {
        Some(year) => Some(Period::of(year, month, &place.zone).ok_or(ThemeError::NoSuchPage)?),
        None => None,
    };
    let filter = period.map_or(Filter::All, |period| period.filter());
    let query = query(
        scene,
        PostKind::Story,
        filter,
        page.number(),
        theme.package.posts_per_page,
    );
    let path = Period::path(&place.prefix, year, month);
    let mut parts = list(scene, place, &query, page, path.clone())?;
    if period.is_some() && parts.pagination.is_some_and(|pagination| pagination.total == 0) {
        return Err(ThemeError::NoSuchPage);
    }
    let mut about = Map::new().with("url", string(path));
    if let Some(period) = period {
        about.insert("year", f64::from(period.year));
        if let Some(month) = period.month {
            about.insert("month", f64::from(month));
        }
        about.insert("date", string(date::iso(period.start, &place.zone)));
    }
    parts.context.insert("archive", about.into_value());
    Ok(parts)
}

/// What comes after an item of the news feed, as much as a page of it holds.
fn older(item: &Post, scene: &Scene) -> Result<Parts, ThemeError> {
    let items = scene.reader.feed(&FeedQuery {
        language: Some(scene.language.clone()),
        now: scene.now,
        before: item.published_at.map(|at| (at, item.id)),
        limit: FEED_PAGE,
    })?;
    Ok(Parts {
        context: Map::new(),
        subject: Subject::Nothing,
        pagination: None,
        list_path: scene.path.clone(),
        feed: Some(items),
    })
}

/// Items on a page of the news feed.
pub(crate) const FEED_PAGE: u32 = 40;

fn feed(page: &Page, scene: &Scene, place: &Arc<Place>) -> Result<Parts, ThemeError> {
    scene.reader.note(kernel::Key::Feed);
    if let Page::LiveList { after: Some(item) } = page {
        return older(item, scene);
    }
    let mut query = query(scene, PostKind::FeedItem, Filter::All, page.number(), FEED_PAGE);
    query.with_body = true;
    let found = scene.reader.posts(&query)?;
    let pagination = Pagination {
        page: page.number(),
        limit: query.limit,
        total: found.total,
    };
    if page.number() > pagination.pages() {
        return Err(ThemeError::NoSuchPage);
    }
    let parts = listed(
        Map::new(),
        &found.posts,
        pagination,
        place,
        format!("{}/feed/", place.prefix),
    );
    Ok(Parts {
        feed: Some(found.posts),
        ..parts
    })
}
