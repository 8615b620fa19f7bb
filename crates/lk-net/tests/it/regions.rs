//! What is remembered of the regions, and for how long.

use http::HeaderMap;
use lk_net::{HttpClient, RegionCache, RegionError, ServerUrl};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::servers::listen;

/// Gives each answer once, on a connection of its own, then is gone.
async fn answering_once(answers: Vec<String>) -> (ServerUrl, tokio::task::JoinHandle<()>) {
    let (listener, port) = listen().await;
    let server = tokio::spawn(async move {
        for answer in answers {
            let (mut stream, _) = listener.accept().await.expect("a connection");
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(stream.read_u8().await.expect("a request"));
            }
            stream.write_all(answer.as_bytes()).await.expect("answered");
        }
    });
    (
        format!("ws://127.0.0.1:{port}").parse().expect("a URL"),
        server,
    )
}

fn list(control: &str, region: &str) -> String {
    let body = format!(r#"{{"regions":[{{"region":"{region}","url":"https://{region}"}}]}}"#);
    format!(
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncache-control: {control}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len(),
    )
}

async fn ask(cache: &RegionCache, url: &ServerUrl) -> Result<String, RegionError> {
    let regions = cache
        .regions(&HttpClient::default(), url, &HeaderMap::new())
        .await?;
    Ok(regions[0].name.to_string())
}

#[tokio::test]
async fn a_fresh_list_is_not_asked_for_again() {
    let (url, server) = answering_once(vec![list("max-age=60", "one")]).await;
    let cache = RegionCache::new();
    for _ in 0..2 {
        assert_eq!(ask(&cache, &url).await.expect("a list"), "one");
    }
    assert_eq!(ask(&cache.clone(), &url).await.expect("a list"), "one");
    server.await.expect("asked once");
}

#[tokio::test]
async fn a_stale_list_serves_until_a_new_one_can_be_had() {
    let broken = "HTTP/1.1 500 No\r\nconnection: close\r\ncontent-length: 0\r\n\r\n".to_owned();
    let answers = vec![list("max-age=0", "one"), broken, list("no-store", "two")];
    let (url, server) = answering_once(answers).await;
    let cache = RegionCache::new();
    for expected in ["one", "one", "two"] {
        assert_eq!(ask(&cache, &url).await.expect("a list"), expected);
    }
    server.await.expect("asked three times");
    assert_eq!(ask(&cache, &url).await.expect("the last list"), "two");
    let anew = cache
        .fetch(&HttpClient::default(), &url, &HeaderMap::new())
        .await;
    assert!(matches!(anew, Err(RegionError::Unanswered(_))));
}

fn ok(control: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncache-control: {control}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len(),
    )
}

#[tokio::test]
async fn an_answer_that_names_no_region_replaces_none_that_does() {
    let answers = vec![
        list("max-age=0", "one"),
        ok("max-age=60", r#"{"error":"overloaded"}"#),
        ok("max-age=60", r#"{"regions":[]}"#),
        list("max-age=0", "two"),
    ];
    let (url, server) = answering_once(answers).await;
    let cache = RegionCache::new();
    for expected in ["one", "one", "one", "two"] {
        assert_eq!(ask(&cache, &url).await.expect("a list"), expected);
    }
    server.await.expect("asked four times");
}

#[tokio::test]
async fn those_who_ask_at_the_same_time_share_the_answer() {
    // A second question would be refused.
    let (url, server) = answering_once(vec![list("max-age=0", "one")]).await;
    let cache = RegionCache::new();
    let client = HttpClient::default();
    let headers = HeaderMap::new();
    let asked = (0..64).map(|_| cache.fetch(&client, &url, &headers));
    for regions in futures_util::future::join_all(asked).await {
        assert_eq!(&*regions.expect("a list")[0].name, "one");
    }
    server.await.expect("asked once");
}

#[tokio::test]
async fn one_who_asks_and_is_dropped_leaves_the_others_their_answer() {
    let (url, server) = answering_once(vec![list("max-age=0", "one")]).await;
    let cache = RegionCache::new();
    let client = HttpClient::default();
    let headers = HeaderMap::new();
    let mut first = Box::pin(cache.fetch(&client, &url, &headers));
    assert!(futures_util::poll!(first.as_mut()).is_pending());
    let mut second = Box::pin(cache.fetch(&client, &url, &headers));
    assert!(futures_util::poll!(second.as_mut()).is_pending());
    drop(first);
    assert_eq!(&*second.await.expect("a list")[0].name, "one");
    server.await.expect("asked once");
    let third = cache.fetch(&client, &url, &headers).await;
    assert!(
        matches!(third, Err(RegionError::Unanswered(_))),
        "asked anew"
    );
}

#[tokio::test]
async fn a_server_without_regions_says_so() {
    let absent = "HTTP/1.1 404 No\r\nconnection: close\r\ncontent-length: 0\r\n\r\n".to_owned();
    let (url, _server) = answering_once(vec![absent]).await;
    let error = ask(&RegionCache::new(), &url)
        .await
        .expect_err("no regions");
    assert!(matches!(error, RegionError::Status(status) if status == 404));
}
