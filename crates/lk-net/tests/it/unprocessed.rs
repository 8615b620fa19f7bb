//! Requests that the server did not process are sent again on another connection; those that it
//! may have processed are not.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use h2::Reason;
use lk_net::{HttpError, Processed};

use crate::frames::answer_then_go_away;
use crate::h2_server::{H2, Server, answer, patient};

/// Answers `count` requests, then says which was the last one; closes when those are done.
async fn answer_some(mut server: Server, count: usize, carried_out: Arc<AtomicUsize>) {
    for _ in 0..count {
        let Some(Ok((_, respond))) = server.accept().await else {
            return;
        };
        carried_out.fetch_add(1, SeqCst);
        answer(respond);
    }
    server.graceful_shutdown();
    while let Some(Ok((_, respond))) = server.accept().await {
        // Those that came before the client heard of it.
        carried_out.fetch_add(1, SeqCst);
        answer(respond);
    }
}

#[tokio::test]
async fn requests_above_the_last_stream_of_a_goaway_are_sent_again() {
    let carried_out = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&carried_out);
    let serve = move |_, tls| {
        let served = answer_then_go_away(tls, 20, Arc::clone(&counted));
        async move { drop(served.await) }
    };
    let server = H2::over_tls(serve).await;
    let server = Arc::new(server);
    server.ask_all(100, patient()).await;
    assert!(server.connections() >= 5, "{}", server.connections());
    assert_eq!(carried_out.load(SeqCst), 100, "each once");
}

#[tokio::test]
async fn a_connection_that_ends_in_good_order_is_followed_by_another() {
    let carried_out = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&carried_out);
    let serve = move |_, server| answer_some(server, 1, Arc::clone(&counted));
    let server = H2::start(|_| {}, serve).await;
    for asked in 1..=10 {
        assert_eq!(server.ask(patient()).await.expect("an answer"), 200);
        assert_eq!(carried_out.load(SeqCst), asked);
    }
}

#[tokio::test]
async fn refused_streams_are_sent_again_on_another_connection() {
    let carried_out = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&carried_out);
    // The first connection refuses all but one, without having said that it would.
    let serve = move |number, mut server: Server| {
        let counted = Arc::clone(&counted);
        async move {
            let mut is_first = true;
            while let Some(Ok((_, mut respond))) = server.accept().await {
                if number == 0 && !std::mem::take(&mut is_first) {
                    respond.send_reset(Reason::REFUSED_STREAM);
                } else {
                    counted.fetch_add(1, SeqCst);
                    answer(respond);
                }
            }
        }
    };
    let server = Arc::new(H2::start(|_| {}, serve).await);
    server.ask_all(30, patient()).await;
    assert_eq!(carried_out.load(SeqCst), 30, "each once");
}

#[tokio::test]
async fn a_server_that_refuses_everything_is_given_up_with_nothing_processed() {
    let serve = |_, mut server: Server| async move {
        while let Some(Ok((_, mut respond))) = server.accept().await {
            respond.send_reset(Reason::REFUSED_STREAM);
        }
    };
    let server = H2::start(|_| {}, serve).await;
    let error = server.ask(patient()).await.expect_err("refused");
    assert!(
        matches!(error, HttpError::Refused { tries: 16, .. }),
        "{error:?}"
    );
    assert!(error.processed() == Processed::No && error.is_transient());
}

#[tokio::test]
async fn a_request_that_may_have_been_processed_is_not_sent_again() {
    for reason in [Reason::INTERNAL_ERROR, Reason::CANCEL] {
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&asked);
        let serve = move |_, mut server: Server| {
            let counted = Arc::clone(&counted);
            async move {
                while let Some(Ok((_, mut respond))) = server.accept().await {
                    counted.fetch_add(1, SeqCst);
                    respond.send_reset(reason);
                }
            }
        };
        let server = H2::start(|_| {}, serve).await;
        let error = server.ask(patient()).await.expect_err("reset");
        assert!(matches!(error, HttpError::Broken { .. }), "{error:?}");
        assert_eq!(error.processed(), Processed::Unknown);
        assert_eq!(asked.load(SeqCst), 1);
    }
    // Named as processed by its GOAWAY, and then left without an answer.
    let serve = |_, mut server: Server| async move {
        let request = server.accept().await;
        server.abrupt_shutdown(Reason::NO_ERROR);
        while server.accept().await.is_some() {}
        drop(request);
    };
    let server = H2::start(|_| {}, serve).await;
    let error = server.ask(patient()).await.expect_err("no answer");
    assert_eq!(error.processed(), Processed::Unknown, "{error:?}");
}
