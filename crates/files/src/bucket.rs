//! Originals in an S3 bucket, through `object_store`.
//!
//! Requests run on threads of the bucket's own, so that whoever waits for one may be of any kind of thread. What was
//! fetched lies on the [`shelf`](crate::shelf), and only what is not there is asked for. While the bucket cannot be
//! reached, readers' requests are refused at once ([`Pause`]).

mod copy;
mod fetch;
mod pause;
mod settings;
mod trouble;
mod upload;

pub use copy::Copied;
pub use fetch::Far;
pub(crate) use fetch::is_fetched_whole;
pub use settings::{Keys, S3};

use crate::{FilesError, MediaPath, shelf::Shelf};
use bytes::Bytes;
use fetch::Turns;
use object_store::{
    ClientOptions, GetOptions, GetRange, ObjectMeta, ObjectStore, ObjectStoreExt, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder},
    path::Path as Key,
};
use pause::Pause;
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, mpsc},
    time::Duration,
};
use tokio::{runtime::Runtime, sync::Semaphore, time::timeout};

/// What one request carries at most, both ways.
pub(crate) const PART: u64 = 8 * 1024 * 1024;
/// One request, with all that it carries.
const PATIENCE: Duration = Duration::from_secs(30);
/// One that carries nothing, with its repetitions.
const SHORT_PATIENCE: Duration = Duration::from_secs(5);
/// So many originals are asked for at the same time, at most.
const FETCHED_AT_ONCE: usize = 32;
/// Originals that are fetched at the same time have so many megabytes together.
const MEGABYTES_AT_ONCE: usize = 256;

/// A bucket that was opened.
#[derive(Debug)]
pub(crate) struct Bucket {
    store: AmazonS3,
    prefix: String,
    shown: String,
    pub(crate) shelf: Shelf,
    pause: Pause,
    turns: Turns,
    places: Semaphore,
    room: Semaphore,
    renewed: Mutex<HashSet<MediaPath>>,
    runtime: Option<Runtime>,
}

impl Bucket {
    /// Opens it without asking it anything.
    pub(crate) fn open(s3: &S3, shelf: Shelf) -> Result<Arc<Self>, FilesError> {
        // reqwest takes what the process has. Where something else was set before, that is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let options = ClientOptions::new()
            .with_allow_http(s3.is_plain_http())
            .with_connect_timeout(Duration::from_secs(3))
            .with_timeout(PATIENCE);
        let retry = RetryConfig {
            max_retries: 2,
            retry_timeout: Duration::from_secs(10),
            ..RetryConfig::default()
        };
        let mut builder = match &s3.keys {
            Some(keys) => AmazonS3Builder::new()
                .with_access_key_id(&keys.access)
                .with_secret_access_key(&keys.secret),
            // What AWS's own tools go by: AWS_ACCESS_KEY_ID and the like, or the role of the machine.
            None => AmazonS3Builder::from_env(),
        };
        if let Some(endpoint) = &s3.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        if let Some(region) = &s3.region {
            builder = builder.with_region(region);
        }
        let built = builder
            .with_bucket_name(&s3.bucket)
            .with_virtual_hosted_style_request(!s3.path_style)
            .with_client_options(options)
            .with_retry(retry)
            .build();
        let shown = s3.to_string();
        let store = built.map_err(|error| trouble::unavailable(&shown, &error))?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("s3")
            .enable_all()
            .build()
            .map_err(|source| FilesError::Io {
                action: "cannot start a thread for",
                path: (&shown).into(),
                source,
            })?;
        Ok(Arc::new(Self {
            store,
            prefix: s3.prefix.clone(),
            shown,
            shelf,
            pause: Pause::default(),
            turns: Turns::default(),
            places: Semaphore::new(FETCHED_AT_ONCE),
            room: Semaphore::new(MEGABYTES_AT_ONCE),
            renewed: Mutex::default(),
            runtime: Some(runtime),
        }))
    }

    /// Asks for the list of what lies there, to see whether the bucket is there and takes the keys.
    pub(crate) fn reach(self: &Arc<Self>) -> Result<(), FilesError> {
        let bucket = self.clone();
        self.wait(async move {
            let prefix = Key::parse(&bucket.prefix).ok();
            let listed = timeout(PATIENCE, bucket.store.list_with_delimiter(prefix.as_ref())).await;
            match bucket.answered(listed) {
                Ok(_) | Err(FilesError::NotFound) => Ok(()),
                Err(error) => Err(error),
            }
        })
    }

    /// Writes a small object, reads it and removes it.
    pub(crate) fn try_out(self: &Arc<Self>) -> Result<(), FilesError> {
        self.reach()?;
        let bucket = self.clone();
        self.wait(async move {
            let name = format!(".write-test-{}-{}", std::process::id(), kernel::Timestamp::now());
            let key = bucket.key_of(&[name])?;
            let tried = async {
                bucket.store.put(&key, Bytes::from_static(b"x").into()).await?;
                bucket.store.get(&key).await?.bytes().await?;
                bucket.store.delete(&key).await
            };
            bucket.answered(timeout(PATIENCE, tried).await)
        })
    }

    /// Removes an object; one that is not there is removed already.
    pub(crate) fn remove(self: &Arc<Self>, path: &MediaPath) -> Result<(), FilesError> {
        let (bucket, gone) = (self.clone(), path.clone());
        let removed = self.wait(async move {
            let key = bucket.key(&gone)?;
            bucket.answered(timeout(SHORT_PATIENCE, bucket.store.delete(&key)).await)
        });
        self.shelf.forget(path);
        match removed {
            Err(FilesError::NotFound) => Ok(()),
            other => other,
        }
    }

    /// Whether there is such an object, as the bucket says now.
    pub(crate) fn exists(self: &Arc<Self>, path: &MediaPath) -> Result<bool, FilesError> {
        let (bucket, asked) = (self.clone(), path.clone());
        match self.wait(async move { bucket.head(&asked).await }) {
            Ok(_) => Ok(true),
            Err(FilesError::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// What the bucket says of an object.
    async fn head(&self, path: &MediaPath) -> Result<ObjectMeta, FilesError> {
        let key = self.key(path)?;
        let asked = timeout(SHORT_PATIENCE, self.store.head(&key)).await;
        if !matches!(asked, Ok(Err(object_store::Error::NotFound { .. }))) {
            return self.answered(asked);
        }
        // The answer has no body. With one it says whether it is the object that is not there, or the whole bucket.
        let asked = timeout(SHORT_PATIENCE, self.store.get(&key)).await;
        self.answered(asked).map(|found| found.meta)
    }

    /// A part of an object, if it is still the one with that tag.
    async fn part(&self, key: &Key, tag: Option<String>, first: u64, end: u64) -> Result<Bytes, FilesError> {
        let options = GetOptions {
            range: Some(GetRange::Bounded(first..end)),
            if_match: tag,
            ..GetOptions::default()
        };
        let asked = async { self.store.get_opts(key, options).await?.bytes().await };
        self.answered(timeout(PATIENCE, asked).await)
    }

    /// The answer, in our words; the bucket is left alone for a while when it cannot be used.
    fn answered<T>(
        &self,
        answer: Result<object_store::Result<T>, tokio::time::error::Elapsed>,
    ) -> Result<T, FilesError> {
        let answer = match answer {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(trouble::of(&self.shown, &error)),
            Err(_) => Err(trouble::silence(&self.shown)),
        };
        match &answer {
            Err(FilesError::Unavailable(why)) => self.pause.begin(why),
            _ => self.pause.end(),
        }
        answer
    }

    fn key(&self, path: &MediaPath) -> Result<Key, FilesError> {
        self.key_of(&path.parts())
    }

    fn key_of(&self, parts: &[String]) -> Result<Key, FilesError> {
        let below = parts.join("/");
        let whole = match self.prefix.as_str() {
            "" => below,
            prefix => format!("{prefix}/{below}"),
        };
        Key::parse(&whole)
            .map_err(|_| FilesError::Invalid(format!("“{whole}” cannot be the name of an object")))
    }

    /// Has the bucket's threads do something, and waits for it.
    fn wait<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, FilesError>> + Send + 'static,
    ) -> Result<T, FilesError> {
        let (tell, told) = mpsc::sync_channel(1);
        self.spawn(async move {
            let _ = tell.send(work.await);
        });
        told.recv()
            .unwrap_or_else(|_| Err(FilesError::Unavailable("The program ends.".into())))
    }

    fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        if let Some(runtime) = &self.runtime {
            runtime.spawn(work);
        }
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        // A runtime may not be dropped where others run; this way it may.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
