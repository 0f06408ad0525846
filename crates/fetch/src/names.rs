//! Looking names up.

use crate::inside::Outside;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{
    io,
    net::{SocketAddr, ToSocketAddrs},
    sync::Arc,
};
use tokio::sync::{Semaphore, oneshot};

/// Looks names up. The connection goes to the addresses that come from here, so that what was judged is what is asked.
#[derive(Debug)]
pub(crate) struct Names {
    outside: Outside,
    places: Arc<Semaphore>,
    look_up: fn(&str) -> io::Result<Vec<SocketAddr>>,
}

/// Names that are looked up at the same time.
const LOOKED_UP: usize = 4;

impl Names {
    pub(crate) fn new(outside: Outside) -> Self {
        Self {
            outside,
            places: Arc::new(Semaphore::new(LOOKED_UP)),
            look_up: |name| Ok((name, 0).to_socket_addrs()?.collect()),
        }
    }
}

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        let (outside, places, look_up) = (self.outside.clone(), self.places.clone(), self.look_up);
        Box::pin(async move {
            let place = places.acquire_owned().await?;
            let (done, found) = oneshot::channel();
            // A thread of its own, which is not held back by whoever stops waiting: where no name server answers, the
            // system takes its time, and threads that may block are few and for readers, too.
            let thread = std::thread::Builder::new().name("look up".into());
            thread.spawn(move || {
                let _ = done.send(look_up(name.as_str()));
                drop(place);
            })?;
            let found = found.await??;
            match found.iter().all(|address| outside.has(address.ip())) {
                true => Ok(Box::new(found.into_iter()) as Addrs),
                false => Err("the name stands for an address inside".into()),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        net::IpAddr,
        sync::{Condvar, Mutex},
        time::Duration,
    };

    fn names() -> Names {
        Names::new(Outside::new(vec!["9.9.9.0/24".parse().unwrap()]))
    }

    #[tokio::test]
    async fn a_name_that_stands_for_an_address_inside_has_none() {
        for name in ["localhost", "localhost.", "127.0.0.1", "9.9.9.9"] {
            assert!(names().resolve(name.parse().unwrap()).await.is_err(), "{name}");
        }
        assert!(names().resolve("1.1.1.1".parse().unwrap()).await.is_ok());
        let mut names = names();
        names.look_up = |_| Ok(["1.1.1.1:0", "1.0.0.7:0"].map(|at| at.parse().unwrap()).to_vec());
        assert!(names.resolve("a.example".parse().unwrap()).await.is_ok());
        names.outside = Outside::of_a_machine(|address| address == "1.0.0.7".parse::<IpAddr>().unwrap());
        assert!(names.resolve("a.example".parse().unwrap()).await.is_err());
    }

    /// Ends the look-up that hangs. Where others wait for it, it gives up by itself, so that the test fails.
    static ANSWERS: (Mutex<bool>, Condvar) = (Mutex::new(false), Condvar::new());
    const FOR_EVER: Duration = Duration::from_secs(20);

    /// One thread that may block: a look-up that hangs takes it from nobody.
    #[test]
    fn a_look_up_that_hangs_keeps_neither_readers_nor_other_names_waiting() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .max_blocking_threads(1)
            .build()
            .unwrap();
        runtime.block_on(async {
            let mut names = names();
            names.look_up = |name| {
                if name == "hangs.example" {
                    let silent = ANSWERS.0.lock().unwrap();
                    drop(
                        ANSWERS
                            .1
                            .wait_timeout_while(silent, FOR_EVER, |answers| !*answers),
                    );
                }
                Ok(vec![SocketAddr::from(([1, 1, 1, 1], 0))])
            };
            let mut hanging = names.resolve("hangs.example".parse().unwrap());
            let rest = async {
                let other = names.resolve("other.example".parse().unwrap()).await;
                assert!(other.is_ok());
                tokio::task::spawn_blocking(|| ()).await.unwrap();
            };
            tokio::select! {
                biased;
                _ = &mut hanging => panic!("others waited for the look-up that hangs"),
                () = rest => {}
            }
            *ANSWERS.0.lock().unwrap() = true;
            ANSWERS.1.notify_all();
            assert!(hanging.await.is_ok());
        });
    }
}
