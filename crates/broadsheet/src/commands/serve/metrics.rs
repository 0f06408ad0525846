//! Metrics for Prometheus, on a listener of their own.

use crate::failure::{Failure, Outcome};
use metrics_exporter_prometheus::PrometheusBuilder;
use std::time::Duration;
use tokio::net::TcpListener;

/// Counts from now on, and answers `/metrics`.
pub fn serve(listener: TcpListener) -> Outcome {
    let recorder = PrometheusBuilder::new()
        .install_recorder()
        .map_err(|error| Failure(format!("Metrics cannot be counted: {error}.")))?;
    let upkeep = recorder.clone();
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(Duration::from_secs(5));
        loop {
            tick.tick().await;
            upkeep.run_upkeep();
        }
    });
    tokio::spawn(async move {
        if let Err(error) = site::metrics::serve(listener, move || recorder.render()).await {
            tracing::error!(%error, "metrics are not served any more");
        }
    });
    Ok(())
}
