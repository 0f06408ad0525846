//! A small newsroom in a store of its own, and one function that renders a template in it.

use kernel::{post::Correction, settings::Newsletter, *};
use std::{rc::Rc, sync::Arc};
use store::{Database, Store};
use theme::{Fragments, Page, Scene, Theme, ThemeError};

/// 23 November 2026, 12:00 in Kyiv.
pub fn now() -> Timestamp {
    Timestamp::from_millis(1_795_428_000_000)
}

pub fn minutes_ago(minutes: i64) -> Timestamp {
    now().plus_millis(-minutes * 60_000)
}

pub struct Newsroom {
    store: Store,
    pub settings: SiteSettings,
    fragments: Arc<Fragments>,
    _dir: tempfile::TempDir,
}

fn tag(slug: &str, name: &str, internal: bool) -> Tag {
    Tag {
        names: [("uk".to_owned(), format!("{name} (укр)"))].into(),
        description: Some(format!("All about {name}")),
        internal,
        ..Tag::blank(slug.parse().unwrap(), name, minutes_ago(9000))
    }
}

fn author(slug: &str, name: &str) -> Author {
    Author {
        bio: Some(format!("{name} writes.")),
        title: Some("Correspondent".into()),
        profile_image: Some(format!("/content/images/{slug}.jpg")),
        location: Some("Kyiv".into()),
        website: Some("https://www.example.net/me/".into()),
        social: [
            ("twitter".to_owned(), "@ada".to_owned()),
            ("bluesky".to_owned(), "ada.example.net".to_owned()),
        ]
        .into(),
        ..Author::blank(slug.parse().unwrap(), name, minutes_ago(9000))
    }
}

/// A published story without anything special.
pub fn story(slug: &str, title: &str, minutes: i64) -> Post {
    let html = format!("<p>Body of {title} with <em>some</em> more words.</p>");
    let at = minutes_ago(minutes);
    Post {
        state: PostState::Published,
        published_at: Some(at),
        title: title.into(),
        body: "{}".into(),
        plain_start: format!("Body of {title} with some more words.").into(),
        html: html.into(),
        words: 7,
        ..Post::blank(slug.parse().unwrap(), Language::english(), at)
    }
}

fn settings() -> SiteSettings {
    let item = |label: &str, url: &str| NavItem {
        label: label.into(),
        url: url.into(),
    };
    SiteSettings {
        title: "The Tide".into(),
        titles: [(
            "uk".to_owned(),
            ("Приплив".to_owned(), "Новини узбережжя".to_owned()),
        )]
        .into(),
        description: "News of the coast".into(),
        languages: vec!["uk".parse().unwrap()],
        timezone: "Europe/Kyiv".into(),
        accent_color: "#0a6e5c".into(),
        logo: Some("/content/images/logo.png".into()),
        icon: Some("/content/images/icon.png".into()),
        navigation: vec![
            item("Home", "/"),
            item("World news", "/tag/world/"),
            item("Elsewhere", "https://a.org/"),
        ],
        secondary_navigation: vec![item("About", "/about/")],
        navigations: [(
            "uk".to_owned(),
            (vec![item("Світ", "/uk/tag/world/")], Vec::new()),
        )]
        .into(),
        social: [
            ("facebook".to_owned(), "tide".to_owned()),
            ("twitter".to_owned(), "@tide".to_owned()),
        ]
        .into(),
        newsletters: vec![Newsletter {
            slug: "morning".parse().unwrap(),
            name: "Morning <Tide>".into(),
            description: "The day ahead".into(),
            rhythm: "Weekdays at seven".into(),
            language: Language::english(),
            sender_name: None,
            sender_address: None,
            color: None,
        }],
        ..SiteSettings::default()
    }
}

impl Newsroom {
    /// Eight stories (`storm` the newest, then `story-1` to `story-7`), a page, a translation, three feed items.
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    /// The same with the lead story `storm` changed.
    pub fn with(change: impl FnOnce(&mut Post)) -> Self {
        Self::built(7, change)
    }

    /// With so many stories beside the lead story.
    pub fn of(stories: i64) -> Self {
        Self::built(stories, |_| {})
    }

    fn built(stories: i64, change: impl FnOnce(&mut Post)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let store = runtime
            .block_on(Store::open(Database::Sqlite(dir.path().join("tide.db"))))
            .unwrap();
        let settings = settings();
        let (world, sport) = (tag("world", "World", false), tag("sport", "Sport", false));
        let hidden = tag("hash-hidden", "#hidden", true);
        let (ada, ben) = (author("ada", "Ada & Co"), author("ben", "Ben"));
        let mut storm = story("storm", "Storm <reaches> the coast", 60);
        let [world_ref, sport_ref, hidden_ref] = [&world, &sport, &hidden].map(|tag| Arc::new(tag.clone()));
        let [ada_ref, ben_ref] = [&ada, &ben].map(|author| Arc::new(author.clone()));
        storm.tags = vec![hidden_ref, world_ref.clone(), sport_ref.clone()];
        storm.authors = vec![ada_ref.clone(), ben_ref.clone()];
        storm.standfirst = Some("Waves of \"six\" metres".into());
        storm.featured = true;
        storm.updated_at = minutes_ago(30);
        storm.editors_note = Some("Names <em>changed</em>".into());
        storm.corrections = vec![Correction {
            at: minutes_ago(20),
            text: "It was six & not seven.".into(),
        }];
        storm.feature_image = Some(Picture {
            src: "/content/images/2026/11/storm.jpg".into(),
            width: 1600,
            height: 900,
            alt: "A \"wave\"".into(),
            caption: "The <em>pier</em>".into(),
            credit: "Olena K. / Tide".into(),
            copyright: "© 2026 The Tide".into(),
        });
        change(&mut storm);
        let mut posts = vec![storm.clone()];
        for n in 1..=stories {
            let mut post = story(&format!("story-{n}"), &format!("Story {n}"), 60 + n * 24 * 60);
            post.tags = vec![if n % 2 == 0 {
                world_ref.clone()
            } else {
                sport_ref.clone()
            }];
            post.authors = vec![if n == 1 { ben_ref.clone() } else { ada_ref.clone() }];
            posts.push(post);
        }
        let mut about = story("about", "About us", 5000);
        about.kind = PostKind::Page;
        let mut uk = story("shtorm", "Шторм", 50);
        uk.language = "uk".parse().unwrap();
        uk.translation_of = Some(storm.id);
        uk.tags = vec![world_ref];
        posts.extend([about, uk]);
        for (n, minutes) in [(1, 30), (2, 90), (3, 26 * 60)] {
            let mut item = story(&format!("item-{n}"), &format!("Item {n}"), minutes);
            item.kind = PostKind::FeedItem;
            posts.push(item);
        }
        let picks = vec![
            Pick {
                post: posts[2].id,
                headline: Some("Our own words".into()),
                until: None,
            },
            Pick {
                post: posts[1].id,
                headline: None,
                until: Some(now().plus_millis(30_000)),
            },
        ];
        let saved = settings.clone();
        runtime
            .block_on(store.write(move |tx| {
                tx.set_settings(&saved)?;
                for tag in [&world, &sport, &hidden] {
                    tx.save_tag(tag)?;
                }
                for author in [&ada, &ben] {
                    tx.save_author(author)?;
                }
                for post in &posts {
                    tx.insert_post(post)?;
                }
                tx.set_placement(&"picks".parse().unwrap(), &Language::english(), &picks)?;
                Ok::<_, store::StoreError>(())
            }))
            .unwrap();
        Self {
            store,
            settings,
            fragments: Arc::default(),
            _dir: dir,
        }
    }

    /// Gives the lead story audio: its head, its first and its third paragraph, four minutes and five seconds.
    pub fn read_story_aloud(&self, path: &str) {
        let slug: Slug = "storm".parse().unwrap();
        let storm = self.store.reader().unwrap().post_by_slug(&slug).unwrap().unwrap();
        let at = |element, at| SpokenParagraph { element, at };
        let narration = Narration {
            post: storm.id,
            language: storm.language.clone(),
            spoken: "0".repeat(64),
            voice: "a voice".into(),
            path: path.into(),
            duration_ms: 245_300,
            bytes: 1_960_000,
            paragraphs: vec![at(None, 120), at(Some(0), 5_320), at(Some(2), 9_000)],
            source: DigitalSource::TrainedAlgorithmicMedia,
            made_at: minutes_ago(10),
        };
        let write = self.store.write(move |tx| tx.set_narration(&narration));
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(write).unwrap();
    }

    /// Puts a picture into the library.
    pub fn keep_picture(&self, path: &str, width: u32, height: u32) {
        self.keep_picture_with(path, (width, height), (50, 50));
    }

    /// Puts a picture into the library whose middle is elsewhere.
    pub fn keep_picture_with(&self, path: &str, (width, height): (u32, u32), focal: (u32, u32)) {
        let media = store::Media {
            id: MediaId::new(),
            path: path.into(),
            content_type: "image/png".into(),
            bytes: 1,
            width,
            height,
            sha256: "0".repeat(64),
            credit: String::new(),
            copyright: String::new(),
            alt: String::new(),
            caption: String::new(),
            licence: String::new(),
            focal,
            user: None,
            created_at: now(),
            replaced_at: None,
        };
        let write = self.store.write(move |tx| tx.add_media(&media));
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(write).unwrap();
    }

    pub fn scene(&self, path: &str) -> Scene {
        let language = if path.starts_with("/uk/") { "uk" } else { "en" };
        Scene {
            reader: Rc::new(self.store.reader().unwrap()),
            settings: Arc::new(self.settings.clone()),
            public_url: "https://tide.example".into(),
            now: now(),
            language: language.parse().unwrap(),
            path: path.into(),
            fragments: self.fragments.clone(),
        }
    }

    /// Writes a change that touches the news feed.
    pub fn change(&self) {
        let write = self.store.write(|tx| tx.append_change("test", &[Key::Feed], &[]));
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let _: i64 = runtime.block_on(write).unwrap();
    }

    pub fn post(&self, slug: &str) -> Arc<Post> {
        Arc::new(
            self.store
                .reader()
                .unwrap()
                .post_by_slug(&slug.parse().unwrap())
                .unwrap()
                .unwrap(),
        )
    }

    /// The page under that path, as the site finds it.
    pub fn page(&self, path: &str) -> Page {
        let reader = self.store.reader().unwrap();
        let parts: Vec<&str> = path
            .split('/')
            .filter(|part| !part.is_empty() && *part != "uk")
            .collect();
        let (parts, page) = match parts.as_slice() {
            [rest @ .., "page", n] => (rest, n.parse().unwrap()),
            all => (all, 1),
        };
        match parts {
            [] => Page::Home { page },
            ["tag", slug] => Page::Tag {
                tag: reader.tag_by_slug(&slug.parse().unwrap()).unwrap().unwrap(),
                page,
            },
            ["author", slug] => Page::Author {
                author: reader.author_by_slug(&slug.parse().unwrap()).unwrap().unwrap(),
                page,
            },
            ["archive", rest @ ..] => Page::Archive {
                year: rest.first().map(|year| year.parse().unwrap()),
                month: rest.get(1).map(|month| month.parse().unwrap()),
                page,
            },
            ["feed"] => Page::Feed { page },
            ["404"] => Page::Error {
                status: 404,
                message: "Page not found".into(),
                reason: None,
            },
            [slug] => Page::Post(self.post(slug)),
            other => panic!("{other:?}"),
        }
    }

    pub fn render(&self, theme: &Theme, path: &str) -> Result<String, ThemeError> {
        theme.render(&self.page(path), &self.scene(path))
    }

    /// What a template prints on the page under that path.
    #[track_caller]
    pub fn shows(&self, path: &str, template: &str) -> String {
        self.try_shows(path, template).unwrap_or_else(|e| panic!("{e}"))
    }

    pub fn try_shows(&self, path: &str, template: &str) -> Result<String, ThemeError> {
        // To a source that ends with its first tag express-hbs adds a blank.
        let template = &format!("{{{{#unless @nothing}}}}{template}{{{{/unless}}}}");
        self.render(
            &theme_of(&[("index.hbs", template), ("post.hbs", template)]),
            path,
        )
    }

    /// What a template prints within the lead story.
    #[track_caller]
    pub fn in_story(&self, template: &str) -> String {
        self.shows("/storm/", &format!("{{{{#post}}}}{template}{{{{/post}}}}"))
    }
}

/// A theme of these files, five stories a page, with two languages.
pub fn theme_of(files: &[(&str, &str)]) -> Theme {
    try_theme_of(files).unwrap_or_else(|e| panic!("{e}"))
}

pub fn try_theme_of(files: &[(&str, &str)]) -> Result<Theme, ThemeError> {
    let package = r#"{"name":"test","version":"1.0.0","config":{"posts_per_page":5,
        "image_sizes":{"s":{"width":300},"m":{"width":800},"l":{"width":2000}},
        "custom":{"font":{"type":"select","default":"Serif"},"wide":{"type":"boolean"}}}}"#;
    let defaults = [
        ("package.json", package),
        ("index.hbs", ""),
        ("assets/css/x.css", "body{}"),
        ("locales/en.json", r#"{"Older":"Older stories"}"#),
        (
            "locales/uk.json",
            r#"{"Older":"Давніші","{n} of {m}":"{n} з {m}"}"#,
        ),
    ];
    let all = defaults.iter().chain(files);
    Theme::built_in(all.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())))
}
