//! What is looked after for as long as the program runs.

use std::time::Duration;
use tokio::time::sleep;

/// Does `work`, waits as long as it says, and does it again, for ever. `what`: what is said of it when it dies; then it is
/// done again after `pause`.
pub async fn again_and_again<F>(what: &'static str, pause: Duration, mut work: impl FnMut() -> F)
where
    F: Future<Output = Duration>,
{
    loop {
        let wait = store::caught(async { work().await })
            .await
            .unwrap_or_else(|error| {
                tracing::error!(%error, what, "part of the program failed; it goes on");
                pause
            });
        sleep(wait).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_that_dies_is_done_again() {
        let (told, mut heard) = tokio::sync::mpsc::unbounded_channel();
        let work = tokio::spawn(again_and_again("a test", Duration::ZERO, move || {
            let told = told.clone();
            async move {
                told.send(()).unwrap();
                panic!("as a test wants it");
            }
        }));
        for _ in 0..2 {
            heard.recv().await.unwrap();
        }
        work.abort();
    }
}
