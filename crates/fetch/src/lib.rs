//! Asking other servers for something: the only outbound HTTP, apart from the bucket's in `files`.
//!
//! Whoever gives the address may be anybody, and the machine it is asked from stands in a network of its own. So only
//! addresses that the whole internet may ask are asked ([`public`]), and of these none of this machine ([`inside`]): a
//! name is looked up once ([`names`]), all that it stands for is judged, and the connection goes to what was judged. Start reading at [`Fetcher::fetch`].

mod failure;
mod inside;
mod names;
mod public;
mod target;

pub use failure::FetchError;
pub use inside::{Network, NoNetwork};
pub use public::is_public;

use inside::Outside;
use names::Names;
use reqwest::{
    Client, Response, StatusCode,
    header::{ACCEPT_ENCODING, CONTENT_TYPE, LOCATION},
    redirect,
};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use target::Target;
use tokio::{
    sync::{OnceCell, Semaphore},
    time::timeout,
};

/// How often a server may send on to another address.
const REDIRECTS: usize = 3;

/// How much is fetched at most.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The whole of it, with waiting for a place, looking up and being sent on.
    pub time: Duration,
    /// So many are fetched at the same time; others wait.
    pub at_once: usize,
    /// Addresses that are asked although nobody outside may, with their ports: an archive of one's own, or a test's server.
    pub allowed: Vec<SocketAddr>,
    /// Networks that are not asked although the whole internet may: the newsroom's own, where they have such addresses.
    /// The addresses of this machine's interfaces need not stand here.
    pub denied: Vec<Network>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(15),
            at_once: 4,
            allowed: Vec::new(),
            denied: Vec::new(),
        }
    }
}

/// What a server gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// All of it.
    pub bytes: Vec<u8>,
    /// What the server says it is; nobody has looked.
    pub content_type: Option<String>,
    /// The last part of the path from which it came; empty where there is none.
    pub name: String,
}

/// Asks other servers. Cheap to clone; clones share their places.
#[derive(Debug, Clone, Default)]
pub struct Fetcher(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    limits: Limits,
    outside: Outside,
    places: Semaphore,
    client: OnceCell<Client>,
}

impl Default for Inner {
    fn default() -> Self {
        Self::new(Limits::default())
    }
}

impl Inner {
    fn new(limits: Limits) -> Self {
        Self {
            places: Semaphore::new(limits.at_once),
            client: OnceCell::new(),
            outside: Outside::new(limits.denied.clone()),
            limits,
        }
    }
}

impl Fetcher {
    /// One with these limits. Nothing is opened before it is first asked.
    pub fn new(limits: Limits) -> Self {
        Self(Arc::new(Inner::new(limits)))
    }

    /// Fetches an `http` or `https` address, up to `most` bytes: nothing is sent but the request, and what comes is not
    /// unpacked.
    ///
    /// # Errors
    /// A sentence for whoever asked. It says nothing of the network that this machine stands in: what may not be asked
    /// and what does not answer are the same.
    pub async fn fetch(&self, address: &str, most: usize) -> Result<Fetched, FetchError> {
        let fetching = async {
            // Closed only when the process ends.
            let _place = self.0.places.acquire().await;
            self.follow(address, most).await
        };
        let fetched = timeout(self.0.limits.time, fetching).await;
        fetched.unwrap_or(Err(FetchError::Slow))
    }

    /// Asks, and goes where it is sent on to; each address is judged anew.
    async fn follow(&self, address: &str, most: usize) -> Result<Fetched, FetchError> {
        let Inner { limits, outside, .. } = &*self.0;
        let client = self.0.client.get_or_try_init(|| client(outside.clone())).await?;
        let mut target = Target::of(address, &limits.allowed, outside)?;
        for _ in 0..=REDIRECTS {
            let request = client.get(target.url.clone()).header(ACCEPT_ENCODING, "identity");
            let response = request.send().await.map_err(FetchError::unreachable)?;
            match response.status() {
                StatusCode::OK => return read(response, &target, most).await,
                status if status.is_redirection() => {
                    let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
                    let to = to.ok_or(FetchError::Status(status.as_u16()))?;
                    target = target.sent_on(to, &limits.allowed, outside)?;
                }
                status => return Err(FetchError::Status(status.as_u16())),
            }
        }
        Err(FetchError::SentOn)
    }
}

/// Reads an answer as far as it may go, whatever it says of its length.
async fn read(mut response: Response, target: &Target, most: usize) -> Result<Fetched, FetchError> {
    let too_large = || FetchError::TooLarge(most / (1024 * 1024));
    if response
        .content_length()
        .is_some_and(|length| length > most as u64)
    {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(FetchError::cut_off)? {
        if bytes.len() + piece.len() > most {
            return Err(too_large());
        }
        bytes.extend_from_slice(&piece);
    }
    let content_type = response.headers().get(CONTENT_TYPE);
    Ok(Fetched {
        content_type: content_type.and_then(|of| of.to_str().ok()).map(str::to_owned),
        name: target.name(),
        bytes,
    })
}

/// Reads the system's certificates, so it is made when it is first needed.
async fn client(outside: Outside) -> Result<Client, FetchError> {
    let made = tokio::task::spawn_blocking(move || {
        // reqwest takes what the process has. Where something else was set before, that is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Client::builder()
            .user_agent(concat!("Broadsheet/", env!("CARGO_PKG_VERSION")))
            .dns_resolver(Names::new(outside))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .retry(reqwest::retry::never())
            .http1_only()
            .pool_max_idle_per_host(0)
            .build()
    });
    match made.await {
        Ok(made) => made.map_err(FetchError::unreachable),
        Err(_) => Err(FetchError::Unreachable),
    }
}
