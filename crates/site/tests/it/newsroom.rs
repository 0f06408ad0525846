//! A small newsroom with its site.

use crate::client::{Reply, ask};
use kernel::SiteSettings;
use newsroom::{AuthorRef, Newsroom, PostInput, Saved, TagRef};
use site::{Site, SiteConfig};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use store::Store;
use testkit::PrivateDatabase;
use theme::Theme;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

/// Files by their path.
pub type Files = Vec<(String, Vec<u8>)>;

/// A newsroom whose site can be read.
pub struct Paper {
    pub newsroom: Newsroom,
    pub address: SocketAddr,
    site: Option<Arc<Site>>,
    /// The theme's files.
    pub files: Arc<Mutex<Files>>,
    pub folder: tempfile::TempDir,
    stop: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<std::io::Result<()>>>,
    database: PrivateDatabase,
}

/// A theme that shows little, but of everything.
pub fn tiny_theme() -> Files {
    let list =
        "<h1>{{@site.title}}</h1>{{#foreach posts}}<li><a href=\"{{url}}\">{{title}}</a></li>{{/foreach}}";
    [
        (
            "package.json",
            r#"{"name":"tiny","version":"1.0.0","engines":{"broadsheet":">=0.1"},"config":{"posts_per_page":3,"image_sizes":{"s":{"width":240}}}}"#,
        ),
        ("index.hbs", list),
        ("tag.hbs", &format!("<h2>{{{{tag.name}}}}</h2>{list}")),
        ("author.hbs", &format!("{{{{#author}}}}<h2{{{{#picture_focus profile_image}}}} class=\"{{{{classes}}}}\"{{{{/picture_focus}}}}>{{{{name}}}}</h2>{{{{/author}}}}{list}")),
        ("post.hbs", "<html lang=\"{{@site.lang}}\">{{#post}}<h1>{{title}}</h1>{{picture}}{{content}}{{/post}}</html>"),
        ("error.hbs", "<h1>{{statusCode}}</h1><p>{{message}}</p>"),
        ("assets/css/paper.css", &"body { margin: 0 auto } ".repeat(100)),
    ]
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .to_vec()
}

impl Paper {
    pub async fn open() -> Self {
        Self::open_with(PrivateDatabase::sqlite(), |_| {}).await
    }

    pub async fn open_with(database: PrivateDatabase, set: impl FnOnce(&mut SiteConfig)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let Ok(address) = database.address.parse();
        let store = Store::open(address).await.expect("the store opens");
        let media = files::Files::open(&folder.path().join("content"), &folder.path().join("cache")).unwrap();
        let newsroom = Newsroom::new(store.clone(), media.clone());
        newsroom
            .change_settings(|settings: &mut SiteSettings| {
                settings.title = "The Paper".into();
                settings.languages = vec!["uk".parse().unwrap()];
            })
            .await
            .unwrap();
        let mut paper = Self {
            newsroom,
            address: ([127, 0, 0, 1], 0).into(),
            site: None,
            files: Arc::new(Mutex::new(tiny_theme())),
            folder,
            stop: None,
            serving: None,
            database,
        };
        paper.open_again(set).await;
        paper
    }

    /// Opens the site of a paper that was stopped, at another port.
    pub async fn open_again(&mut self, set: impl FnOnce(&mut SiteConfig)) {
        let (files, folder) = (self.files.clone(), self.folder.path());
        let theme = files.clone();
        let built_in = Arc::new(move || Theme::built_in(theme.lock().unwrap().clone()));
        let mut config = SiteConfig::new(
            "https://paper.example",
            self.newsroom.store.clone(),
            self.newsroom.files.clone(),
            folder.join("themes"),
            built_in,
        );
        set(&mut config);
        let site = Arc::new(Site::open(config).await.expect("the site opens"));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        self.address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let serving = site.clone();
        let serving =
            tokio::spawn(async move { serving.serve(listener, async { drop(stopped.await) }).await });
        (self.site, self.stop, self.serving) = (Some(site), Some(stop), Some(serving));
    }

    pub fn site(&self) -> &Site {
        self.site.as_ref().expect("the site is open")
    }

    pub async fn publish(&self, slug: &str, text: &str) -> Saved {
        self.save(story(slug, text)).await
    }

    pub async fn save(&self, input: PostInput) -> Saved {
        self.newsroom.save_post(input).await.expect("the story is saved")
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[]).await
    }

    pub async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        ask(self.address, method, path, headers).await
    }

    /// Asks again until the answer is as it should be; what a change does is seen within a few milliseconds.
    pub async fn until(&self, path: &str, wanted: impl Fn(&Reply) -> bool) -> Reply {
        let begun = Instant::now();
        loop {
            let reply = self.get(path).await;
            if wanted(&reply) {
                return reply;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(10),
                "{path} stays {reply:?}"
            );
        }
    }

    /// Waits until all changes so far have reached the cache: a story of its own shows it.
    pub async fn settle(&self) {
        let probe = format!("probe-{}", uuid());
        self.get(&format!("/{probe}/")).await;
        let mut input = story(&probe, "x");
        input.kind = kernel::PostKind::Page;
        self.save(input).await;
        self.until(&format!("/{probe}/"), |reply| reply.status == 200)
            .await;
    }

    pub fn database(&self) -> &str {
        &self.database.address
    }

    pub fn stop(&mut self) -> JoinHandle<std::io::Result<()>> {
        drop(self.stop.take());
        self.serving.take().expect("it was not stopped before")
    }
}

fn uuid() -> String {
    kernel::JobId::new().to_string()
}

pub fn story(slug: &str, text: &str) -> PostInput {
    let document = document::from_markdown(text).document;
    let mut input = PostInput::story(format!("Title of {slug}"), document);
    input.slug = Some(slug.parse().unwrap());
    input.target = newsroom::Target::SameSlug;
    input.authors = vec![AuthorRef::Named("Ira".into())];
    input
}

pub fn in_section(mut input: PostInput, section: &str) -> PostInput {
    input.tags = vec![TagRef::Named(section.into())];
    input
}
