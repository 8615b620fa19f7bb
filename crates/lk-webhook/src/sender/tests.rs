//! Order, retries, bounds and shutdown, in virtual time, with receivers made of closures.

use std::sync::{Mutex, OnceLock};

use http::{HeaderMap, HeaderValue, StatusCode};
use lk_proto::Room;

use super::delivery::{Answering, Unanswered};
use super::*;
use crate::receive::WebhookReceiver;

/// What a receiver saw: seconds since the start, receiver, event id.
type Log = Arc<Mutex<Vec<(u64, String, String)>>>;

struct Fake<F> {
    start: Instant,
    log: Log,
    verifier: WebhookReceiver,
    answer: F,
}

impl<F> Post for Fake<F>
where
    F: Fn(&str, &str, usize) -> Option<u16> + Send + Sync,
{
    fn post<'a>(
        &'a self,
        receiver: &'a Uri,
        body: &'a Bytes,
        authorization: &'a str,
    ) -> Answering<'a> {
        Box::pin(async move {
            let event: WebhookEvent = lk_proto::json::from_slice(body).expect("an event");
            let verdict = self.verifier.verify_at(body, authorization, now());
            verdict.expect("signed for this attempt");
            let seen = {
                let mut log = self.log.lock().expect("the log");
                log.push((
                    self.start.elapsed().as_secs(),
                    receiver.to_string(),
                    event.id.clone(),
                ));
                log.iter().filter(|(_, _, id)| *id == event.id).count()
            };
            match (self.answer)(&receiver.to_string(), &event.id, seen) {
                Some(0) => std::future::pending().await,
                Some(429) => {
                    let mut headers = HeaderMap::new();
                    let value = match &*event.id {
                        "dated" => httpdate::fmt_http_date(now() + Duration::from_secs(20)),
                        _ => "7".to_owned(),
                    };
                    let value = HeaderValue::from_str(&value).expect("a value");
                    headers.insert("retry-after", value);
                    Ok((StatusCode::TOO_MANY_REQUESTS, headers))
                }
                Some(status) => Ok((
                    StatusCode::from_u16(status).expect("a status"),
                    HeaderMap::new(),
                )),
                None => Err(Unanswered {
                    cause: "nobody there".into(),
                    is_transient: event.id != "for good",
                }),
            }
        })
    }
}

fn sender<F>(options: SenderOptions, receivers: &[&'static str], answer: F) -> (WebhookSender, Log)
where
    F: Fn(&str, &str, usize) -> Option<u16> + Send + Sync + 'static,
{
    let log = Log::default();
    let key = ApiKey::new("devkey", "secret");
    let post = Fake {
        start: Instant::now(),
        log: Arc::clone(&log),
        verifier: WebhookReceiver::new(key.clone()),
        answer,
    };
    let receivers = receivers.iter().map(|uri| Uri::from_static(uri)).collect();
    (
        WebhookSender::over(Box::new(post), now, key, receivers, options),
        log,
    )
}

/// The wall's clock, which goes with the virtual one.
fn now() -> SystemTime {
    static START: OnceLock<Instant> = OnceLock::new();
    let start = *START.get_or_init(Instant::now);
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000) + start.elapsed()
}

fn event(room: &str, id: &str) -> WebhookEvent {
    WebhookEvent {
        event: "room_started".into(),
        id: id.into(),
        room: Some(Room {
            name: room.into(),
            ..Default::default()
        }),
        ..Default::default()
    }
}

fn times(log: &Log, id: &str) -> Vec<u64> {
    let log = log.lock().expect("the log");
    log.iter()
        .filter(|(_, _, seen)| seen == id)
        .map(|(at, ..)| *at)
        .collect()
}

const LONG: Duration = Duration::from_secs(3600);

#[tokio::test(start_paused = true)]
async fn a_failing_event_holds_up_its_room_and_no_other() {
    let (sender, log) = sender(SenderOptions::new(), &["http://a/"], |_, id, seen| {
        if id == "1" && seen < 3 {
            Some(503)
        } else {
            Some(200)
        }
    });
    for (room, id) in [("slow", "1"), ("slow", "2"), ("quick", "3")] {
        sender.send(&event(room, id)).expect("queued");
    }
    assert_eq!(sender.counters().queued, 3);
    assert_eq!(sender.shutdown(LONG).await, 0);
    assert_eq!(times(&log, "1"), [0, 1, 3]);
    assert_eq!(times(&log, "2"), [3]);
    assert_eq!(times(&log, "3"), [0]);
    let counters = sender.counters();
    assert_eq!(
        (counters.delivered, counters.retries, counters.queued),
        (3, 2, 0)
    );
}

#[tokio::test(start_paused = true)]
async fn every_receiver_gets_every_event() {
    let (sender, log) = sender(
        SenderOptions::new(),
        &["http://a/", "http://b/"],
        |to, _, _| Some(if to == "http://a/" { 200 } else { 404 }),
    );
    sender.send(&event("r", "1")).expect("queued");
    sender.shutdown(LONG).await;
    assert_eq!(log.lock().expect("the log").len(), 2);
    let counters = sender.counters();
    assert_eq!(
        (counters.delivered, counters.failed),
        (1, 1),
        "a 404 is not repeated"
    );
}

#[tokio::test(start_paused = true)]
async fn attempts_end_and_pauses_are_bounded() {
    let options = SenderOptions::new().pauses(Duration::from_secs(1), Duration::from_secs(3));
    let (sender, log) = sender(options, &["http://a/"], |_, id, _| match id {
        "silent" => None,
        "busy" => Some(429),
        "for good" => None,
        _ => Some(501),
    });
    for id in ["silent", "busy", "never", "for good"] {
        sender.send(&event(id, id)).expect("queued");
    }
    sender.shutdown(LONG).await;
    assert_eq!(times(&log, "silent"), [0, 1, 3, 6, 9]);
    assert_eq!(
        times(&log, "busy"),
        [0, 3, 6, 9, 12],
        "Retry-After counts, within the bound"
    );
    assert_eq!(
        times(&log, "never"),
        [0],
        "501 says that it will not change"
    );
    assert_eq!(times(&log, "for good"), [0]);
    assert_eq!(sender.counters().failed, 4);
}

#[tokio::test(start_paused = true)]
async fn full_queues_drop_and_count() {
    let options = SenderOptions::new().max_depth(2).max_queued(4);
    let (sender, _) = sender(options, &["http://a/"], |_, _, _| Some(0));
    let full = |room: &str| matches!(sender.send(&event(room, "x")), Err(SendError::QueueFull));
    // The first leaves its queue for the wire, two wait behind it.
    assert!(!full("one"));
    tokio::task::yield_now().await;
    assert!(!full("one") && !full("one") && full("one"));
    assert!(!full("two") && full("three"));
    assert_eq!(sender.counters().dropped_full, 2);
    assert_eq!(sender.shutdown(Duration::from_secs(1)).await, 4);
    tokio::task::yield_now().await;
    let counters = sender.counters();
    assert_eq!((counters.dropped_closed, counters.queued), (4, 0));
    assert!(matches!(
        sender.send(&event("one", "x")),
        Err(SendError::Closed)
    ));
}

#[tokio::test(start_paused = true)]
async fn a_dead_receiver_takes_no_others_room() {
    let options = SenderOptions::new().max_queued(20);
    let (sender, log) = sender(options, &["http://dead/", "http://good/"], |to, _, _| {
        Some(if to == "http://dead/" { 0 } else { 200 })
    });
    for n in 0..40 {
        let n = n.to_string();
        sender.send(&event(&n, &n)).expect("one of them has room");
        tokio::task::yield_now().await;
    }
    assert_eq!(sender.shutdown(Duration::from_secs(1)).await, 20);
    let log = log.lock().expect("the log");
    let good = log.iter().filter(|(_, to, _)| to == "http://good/");
    assert_eq!(good.count(), 40);
    let counters = sender.counters();
    assert_eq!((counters.delivered, counters.dropped_full), (40, 20));
}

#[tokio::test(start_paused = true)]
async fn a_receiver_gets_so_many_events_at_once_and_no_more() {
    let options = SenderOptions::new().max_in_flight(3).attempts(2);
    let (sender, log) = sender(
        options,
        &["http://slow/", "http://good/"],
        |to, id, seen| {
            match to {
                // Its first three events hang; those of the other receiver do not wait for it.
                "http://slow/" if id < "3" => Some(0),
                _ => Some(if seen == 1 { 503 } else { 200 }),
            }
        },
    );
    for id in ["0", "1", "2", "3", "4"] {
        sender.send(&event(id, id)).expect("queued");
    }
    tokio::time::sleep(Duration::from_secs(10)).await;
    let at = |receiver: &str| {
        let log = log.lock().expect("the log");
        log.iter().filter(|(_, to, _)| to == receiver).count()
    };
    assert_eq!((at("http://slow/"), at("http://good/")), (3, 7));
    sender.shutdown(Duration::ZERO).await;
}

#[tokio::test(start_paused = true)]
async fn a_date_to_retry_after_counts() {
    let (sender, log) = sender(SenderOptions::new(), &["http://a/"], |_, _, seen| {
        Some(if seen == 1 { 429 } else { 200 })
    });
    sender.send(&event("r", "dated")).expect("queued");
    sender.shutdown(LONG).await;
    let times = times(&log, "dated");
    // Dates are whole seconds.
    assert!(times == [0, 19] || times == [0, 20], "{times:?}");
}

#[test]
fn without_a_runtime_nothing_is_queued() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime");
    let (sender, log) = {
        let _inside = runtime.enter();
        sender(SenderOptions::new(), &["http://a/"], |_, _, _| Some(200))
    };
    let refused = sender.send(&event("r", "1"));
    assert!(matches!(refused, Err(SendError::NoRuntime)));
    assert_eq!(sender.counters(), SenderCounters::default());
    runtime.block_on(async {
        sender.send(&event("r", "2")).expect("queued");
        sender.shutdown(LONG).await;
    });
    assert_eq!(times(&log, "2"), [0]);
}

#[tokio::test(start_paused = true)]
async fn what_waited_too_long_is_dropped() {
    let (sender, log) = sender(SenderOptions::new(), &["http://a/"], |_, id, _| match id {
        "stuck" => None,
        _ => Some(200),
    });
    let options_age = Duration::from_secs(30);
    sender.send(&event("r", "stuck")).expect("queued");
    // Five attempts of the first take 15 s: the second is young enough, the third is not.
    sender.send(&event("r", "young")).expect("queued");
    sender.shutdown(options_age).await;
    assert_eq!(times(&log, "young"), [15]);

    let options = SenderOptions::new().max_age(Duration::from_secs(14));
    let (sender, log) = self::sender(options, &["http://a/"], |_, id, _| match id {
        "stuck" => None,
        _ => Some(200),
    });
    sender.send(&event("r", "stuck")).expect("queued");
    sender.send(&event("r", "old")).expect("queued");
    sender.shutdown(LONG).await;
    assert!(times(&log, "old").is_empty());
    assert_eq!(sender.counters().dropped_old, 1);
}

#[tokio::test(start_paused = true)]
async fn an_event_that_waits_longer_than_a_token_holds_is_signed_again() {
    let minutes = |minutes: u64| Duration::from_secs(60 * minutes);
    let options = SenderOptions::new()
        .attempts(3)
        .pauses(minutes(10), minutes(20))
        .max_age(minutes(60));
    let (sender, log) = sender(options, &["http://a/"], |_, id, _| match id {
        "stuck" => None,
        _ => Some(200),
    });
    sender.send(&event("r", "stuck")).expect("queued");
    sender.send(&event("r", "patient")).expect("queued");
    sender.shutdown(LONG).await;
    assert_eq!(times(&log, "stuck"), [0, 600, 1800]);
    assert_eq!(times(&log, "patient"), [1800]);
    assert_eq!(sender.counters().delivered, 1);
}

#[tokio::test(start_paused = true)]
async fn filtered_events_are_taken_and_not_delivered() {
    let only = SenderOptions::new().only([EventKind::RoomFinished]);
    let except = SenderOptions::new().except([EventKind::RoomStarted]);
    let none = SenderOptions::new().only([]);
    for options in [only, except, none] {
        let (sender, log) = sender(options, &["http://a/"], |_, _, _| Some(200));
        sender.send(&event("r", "1")).expect("taken");
        sender.shutdown(LONG).await;
        assert!(log.lock().expect("the log").is_empty());
    }
}

#[test]
fn order_hangs_on_what_the_server_says() {
    let egress = lk_proto::EgressInfo {
        egress_id: "EG_1".into(),
        ..Default::default()
    };
    let mut event = event("room", "1");
    assert_eq!(queue_name(&event), "room");
    event.egress_info = Some(Box::new(egress));
    assert_eq!(queue_name(&event), "EG_1");
    assert_eq!(queue_name(&WebhookEvent::default()), "");
}
