//! Hosted agents: logs, builds, sources.

use std::fs;
use std::io::Read as _;
use std::path::PathBuf;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use flate2::read::GzDecoder;
use futures_core::Stream;
use lk_api::{
    AgentLog, AgentSource, BuildRequest, CallError, LiveKitApi, LogError, LogRequest, SourceError,
    TwirpCode,
};
use lk_auth::{ApiKey, TokenVerifier};
use lk_net::{HttpClient, RequestBody};
use lk_proto::PresignedPostRequest;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::fake::Fake;

const LOG: &str = "first\r\nsecond\n\nlast without an end";

#[tokio::test]
async fn a_log_comes_line_by_line() {
    let fake = Fake::answering(200, "text/plain", LOG, Duration::ZERO).await;
    let request = LogRequest::new("CA_x&y")
        .kind("build")
        .deployment("sta ging");
    let mut log = fake.api.cloud_agent().log(request).await.expect("a log");
    let mut lines = Vec::new();
    while let Some(line) = log.next().await {
        lines.push(line.expect("a line"));
    }
    assert_eq!(lines, ["first", "second", "", "last without an end"]);

    let asked = fake.asked().remove(0);
    assert_eq!(asked.method(), "GET");
    assert_eq!(
        asked.uri().path_and_query().expect("a path").as_str(),
        "/pre/fix/logs?agent_id=CA_x%26y&log_type=build&deployment=sta%20ging"
    );
    let token = asked.headers()["authorization"].to_str().expect("text");
    let token = token.strip_prefix("Bearer ").expect("a bearer");
    let claims = TokenVerifier::new(ApiKey::new("devkey", "secret")).verify(token);
    assert!(claims.expect("a true token").agent.expect("a grant").admin);
}

#[tokio::test]
async fn a_build_says_what_it_waits_for_and_says_it_once() {
    let queued = r#"{"lkQueue":{"message":"2 builds ahead"}}"#;
    let next = r#"{"lkQueue":{"message":"1 build ahead"}}"#;
    let status = r#"{"vertexes":[]}"#;
    let lines = [queued, queued, next, next, status, status].map(|line| format!("{line}\n"));
    let fake = Fake::answering(200, "text/plain", lines.concat(), Duration::ZERO).await;
    let build = fake.api.cloud_agent().build(BuildRequest::new("CA_1"));
    let mut log = build.await.expect("a log");
    let mut told = Vec::new();
    while let Some(line) = log.next().await {
        let line = line.expect("a line");
        told.push(AgentLog::queue_message(&line).unwrap_or(line));
    }
    assert_eq!(told, ["2 builds ahead", "1 build ahead", status, status]);
    let asked = fake.asked().remove(0);
    assert_eq!(asked.headers()["x-livekit-build-protocol"], "v2");
}

#[tokio::test]
async fn a_failed_build_ends_its_log() {
    let lines = "{\"vertexes\":[]}\nBUILD ERROR: no Dockerfile\nmore\n";
    let fake = Fake::answering(200, "text/plain", lines, Duration::ZERO).await;
    let request = BuildRequest::new("CA_x").attribute("commit", "abc");
    let mut log = fake.api.cloud_agent().build(request).await.expect("a log");
    assert_eq!(
        log.next().await.expect("a line").expect("a status"),
        "{\"vertexes\":[]}"
    );
    let error = log.next().await.expect("an end").expect_err("failed");
    assert!(matches!(&error, LogError::Failed(why) if &**why == "no Dockerfile"));
    assert!(log.next().await.is_none());
    let asked = fake.asked().remove(0);
    assert_eq!(
        (asked.method().as_str(), asked.uri().query()),
        ("POST", Some("agent_id=CA_x"))
    );
    // {"commit":"abc"}
    assert_eq!(
        asked.headers()["x-livekit-agent-version-attributes"],
        "eyJjb21taXQiOiJhYmMifQ=="
    );
}

#[tokio::test]
async fn refusals_are_those_of_calls() {
    let refused = r#"{"code":"not_found","msg":"no such agent"}"#;
    let fake = Fake::answering(404, "application/json", refused, Duration::ZERO).await;
    let error = fake
        .api
        .cloud_agent()
        .log(LogRequest::new("x"))
        .await
        .expect_err("refused");
    assert!(error.is_not_found());
    let fake = Fake::answering(502, "text/html", "<html>", Duration::ZERO).await;
    let error = fake
        .api
        .cloud_agent()
        .build(BuildRequest::new("x"))
        .await
        .expect_err("a page");
    assert_eq!(error.code(), Some(TwirpCode::Unavailable));
}

#[tokio::test]
async fn where_to_push_is_read_or_told_to_be_malformed() {
    let target = r#"{"proxy_host":"h","name":"n","tag":"t","more":1}"#;
    let fake = Fake::answering(200, "application/json", target, Duration::ZERO).await;
    let target = fake
        .api
        .cloud_agent()
        .push_target("CA_x")
        .await
        .expect("a target");
    assert_eq!(
        (&*target.proxy_host, &*target.name, &*target.tag),
        ("h", "n", "t")
    );
    for wrong in ["{}", "[]", "<html>"] {
        let fake = Fake::answering(200, "application/json", wrong, Duration::ZERO).await;
        let error = fake.api.cloud_agent().push_target("CA_x").await;
        assert!(matches!(error, Err(CallError::Malformed { .. })), "{wrong}");
    }
}

#[tokio::test]
async fn each_call_has_its_own_limit_headers_and_id() {
    let fake = Fake::answering(200, "text/plain", "line\n", Duration::ZERO).await;
    let call = fake.api.cloud_agent().log(LogRequest::new("x"));
    let _log = call.header("x-trace", "7").await.expect("a log");
    let call = fake.api.cloud_agent().build(BuildRequest::new("x"));
    let _log = call.request_id("mine").await.expect("a log");
    let asked = fake.asked();
    assert_eq!(asked[0].headers()["x-trace"], "7");
    assert_eq!(asked[0].headers()["x-livekit-request-id"].len(), 36);
    assert_eq!(asked[1].headers()["x-livekit-request-id"], "mine");
    let call = fake.api.cloud_agent().push_target("x").header("a b", "c");
    assert!(matches!(call.await, Err(CallError::InvalidHeader { .. })));
    assert!(fake.asked().is_empty());

    let refused = Fake::answering(502, "text/html", "<html>", Duration::ZERO).await;
    let call = refused
        .api
        .cloud_agent()
        .push_target("x")
        .request_id("mine");
    assert_eq!(call.await.expect_err("a page").request_id(), Some("mine"));

    let hour = Duration::from_secs(3600);
    let late = Fake::answering(200, "text/plain", "", hour).await;
    let call = late.api.cloud_agent().build(BuildRequest::new("x"));
    let error = call
        .timeout(Duration::from_secs(1))
        .await
        .expect_err("late");
    assert!(error.is_transient() && error.request_id().is_some());
}

/// Answers with the host that it is asked for.
#[derive(Clone)]
struct Echo;

impl tower_service::Service<http::Request<RequestBody>> for Echo {
    type Response = http::Response<RequestBody>;
    type Error = std::convert::Infallible;
    type Future = std::future::Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<RequestBody>) -> Self::Future {
        let host = request.uri().authority().map(ToString::to_string);
        let host = Bytes::from(host.expect("a host"));
        std::future::ready(Ok(http::Response::new(host.into())))
    }
}

#[tokio::test]
async fn a_log_is_asked_for_in_its_region() {
    let asked = async |url: &str, region: &str| {
        let api = LiveKitApi::new(url, "k", "s").expect("an API");
        let api = api.http_client(HttpClient::from_service(Echo));
        let request = LogRequest::new("x").region(region);
        let mut log = api.cloud_agent().log(request).await?;
        Ok::<_, CallError>(log.next().await.expect("an item").expect("a line"))
    };
    let host = asked("wss://p.livekit.cloud", "oregon1").await;
    assert_eq!(host.expect("a host"), "oregon1.agents.livekit.cloud");
    let host = asked("ws://localhost:7", "oregon1").await;
    assert_eq!(host.expect("a host"), "localhost:7");
    let elsewhere = asked("wss://p.livekit.cloud", "evil.example/").await;
    assert!(matches!(elsewhere, Err(CallError::InvalidUrl { .. })));
}

/// Sends a line, and then nothing.
async fn silent_after(line: &'static str) -> LiveKitApi {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        stream.read_u8().await.expect("a request");
        let head = "HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n";
        for part in [head, line] {
            stream.write_all(part.as_bytes()).await.expect("sent");
        }
        std::future::pending::<()>().await;
    });
    LiveKitApi::new(&format!("ws://127.0.0.1:{port}"), "k", "s").expect("an API")
}

#[tokio::test]
async fn a_log_is_a_stream_and_its_silence_has_a_limit() {
    let api = silent_after("first\nsec").await;
    let call = api.cloud_agent().build(BuildRequest::new("x"));
    let limit = Duration::from_secs(1);
    let mut log = Box::pin(call.idle_limit(limit).await.expect("a log"));
    let mut next = async || std::future::poll_fn(|cx| Stream::poll_next(log.as_mut(), cx)).await;
    assert_eq!(next().await.expect("an item").expect("a line"), "first");
    let silence = next().await.expect("an item").expect_err("silence");
    assert!(matches!(silence, LogError::Silent(after) if after == limit));
    assert!(next().await.is_none(), "over");

    // An agent may be silent for as long as it likes, unless told otherwise.
    let api = silent_after("first\n").await;
    let mut log = api
        .cloud_agent()
        .log(LogRequest::new("x"))
        .await
        .expect("a log");
    log.next().await.expect("an item").expect("a line");
    let waited = tokio::time::timeout(Duration::from_millis(300), log.next()).await;
    assert!(waited.is_err(), "still waiting");
}

#[tokio::test]
async fn why_a_build_failed_is_one_line_of_a_log() {
    let lines = format!("BUILD ERROR: a\u{1b}[2J{}\n", "x".repeat(10_000));
    let fake = Fake::answering(200, "text/plain", lines, Duration::ZERO).await;
    let mut log = fake
        .api
        .cloud_agent()
        .build(BuildRequest::new("x"))
        .await
        .expect("a log");
    let error = log.next().await.expect("an item").expect_err("failed");
    let shown = error.to_string();
    assert!(shown.len() < 600 && !shown.contains('\u{1b}'), "{shown}");
    assert!(matches!(error, LogError::Failed(why) if why.len() > 10_000));
}

#[tokio::test]
async fn an_upload_to_nowhere_says_so() {
    let folder = Folder::new("nowhere", &[("Dockerfile", "")]);
    let source = AgentSource::pack(&folder.0).expect("an archive");
    let api = LiveKitApi::new("ws://localhost:1", "k", "s").expect("an API");
    let agents = api.cloud_agent();
    let error = agents
        .upload(&source, PresignedPostRequest::default())
        .await;
    assert!(
        matches!(error, Err(CallError::InvalidUrl { .. })),
        "{error:?}"
    );
    for url in ["", "/bucket", "ftp://h/x", "http://a b"] {
        let error = agents.upload_to_url(&source, url).await;
        let error = error.expect_err(url).to_string();
        assert!(
            error.ends_with(&format!("impossible URL: {url:?}")),
            "{error}"
        );
    }
}

/// A folder of its own for a test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("lk-api-{name}-{}", std::process::id()));
        for (file, content) in files {
            let file = path.join(file);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, content).expect("a file");
        }
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn names(archive: &[u8]) -> Vec<String> {
    let mut archive = tar::Archive::new(GzDecoder::new(archive));
    let entries = archive.entries().expect("an archive");
    entries
        .map(|entry| {
            entry
                .expect("an entry")
                .path()
                .expect("a path")
                .display()
                .to_string()
        })
        .collect()
}

#[test]
fn a_source_leaves_out_what_is_ignored_and_what_is_secret() {
    let folder = Folder::new(
        "source",
        &[
            ("Dockerfile", "FROM x"),
            ("agent.py", "print()"),
            ("src/lib.py", ""),
            ("src/Dockerfile", "not the one"),
            ("src/.env", "KEY=secret"),
            ("src/data/big.bin", "0"),
            ("src/data/keep.txt", "1"),
            (".env.local", "KEY=secret"),
            (".git/config", ""),
            ("web/node_modules/x/index.js", ""),
            ("build.log", ""),
            (".gitignore", "*.log\n"),
            (
                ".dockerignore",
                "# data stays here\nsrc/data\n!src/data/keep.txt\n",
            ),
        ],
    );
    let source = AgentSource::pack(&folder.0).expect("an archive");
    let files: Vec<_> = names(source.archive());
    assert_eq!(
        files,
        [
            "Dockerfile",
            "agent.py",
            "src",
            "src/data/keep.txt",
            "src/lib.py",
            "web"
        ]
    );
    assert_eq!(source.files(), 4);

    let without = AgentSource::pack_without(&folder.0, &["src", "web"]).expect("an archive");
    assert_eq!(names(without.archive()), ["Dockerfile", "agent.py"]);
    let again = AgentSource::pack(&folder.0).expect("an archive");
    assert_eq!(
        source.archive(),
        again.archive(),
        "the same files are the same archive"
    );
}

#[test]
fn what_is_secret_stays_out_whatever_an_ignore_file_takes_back() {
    let files = [
        ("Dockerfile", ""),
        ("agent.py", ""),
        ("notes.txt", ""),
        ("src/.env.production", "KEY=secret"),
        ("src/lib.py", ""),
        (".env", "KEY=secret"),
        (".git/config", "secret"),
        ("node_modules/x/i.js", ""),
    ];
    for (file, lines) in [
        (".gitignore", "*\n!*/\n!*.py\n!.env\n!.git\n!node_modules\n"),
        (
            ".dockerignore",
            "*\n!*/\n!**/.env*\n!**/*.py\n!.git\n!node_modules\n",
        ),
    ] {
        let folder = Folder::new("back", &files);
        fs::write(folder.0.join(file), lines).expect("a file");
        let source = AgentSource::pack(&folder.0).expect("an archive");
        let names = names(source.archive());
        for name in ["Dockerfile", "agent.py", "src/lib.py"] {
            assert!(names.iter().any(|one| one == name), "{file}: {names:?}");
        }
        let secret = |name: &String| name.contains(".env") || name.contains(".git");
        assert!(!names.iter().any(secret), "{file}: {names:?}");
        assert!(!names.iter().any(|name| name.contains("node_modules")));
    }
}

#[test]
fn what_git_ignores_stays_out_by_gits_rules() {
    let folder = Folder::new(
        "git",
        &[
            ("Dockerfile", ""),
            ("agent.py", ""),
            ("certs/server.pem", "secret"),
            ("sub/deep/secrets.json", "secret"),
            ("only/here.txt", ""),
            ("here.txt", ""),
            ("build/x", ""),
            ("sub/build", "a file, not a folder"),
            ("sub/.gitignore", "*.tmp\n!keep.tmp\n"),
            ("sub/a.tmp", ""),
            ("sub/keep.tmp", ""),
            ("a.tmp", ""),
            ("{a,b}", ""),
            ("a", ""),
            (
                ".gitignore",
                "*.pem\nsecrets.json\n/here.txt\nbuild/\n[\n\\\n[z-a]\n{a,b}\n",
            ),
            // Takes back nothing of what git ignores.
            (".dockerignore", "!**/*.pem\na[\n"),
            ("a[", "named by a line that is no pattern"),
        ],
    );
    let source = AgentSource::pack(&folder.0).expect("an archive");
    assert_eq!(
        names(source.archive()),
        [
            "Dockerfile",
            "a",
            "a.tmp",
            "agent.py",
            "certs",
            "only",
            "only/here.txt",
            "sub",
            "sub/build",
            "sub/deep",
            "sub/keep.tmp",
        ]
    );
}

#[test]
fn a_folder_of_a_repository_is_under_its_rules() {
    let folder = Folder::new(
        "repository",
        &[
            (".git/info/exclude", "mine.txt\n"),
            (".gitignore", "*.pem\n/agents/notes\n"),
            ("agents/bot/Dockerfile", ""),
            ("agents/bot/server.pem", "secret"),
            ("agents/bot/mine.txt", ""),
            ("agents/bot/notes", ""),
        ],
    );
    let source = AgentSource::pack(folder.0.join("agents/bot")).expect("an archive");
    assert_eq!(names(source.archive()), ["Dockerfile", "notes"]);
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_lead_nowhere_else() {
    let folder = Folder::new("links", &[("Dockerfile", "")]);
    std::os::unix::fs::symlink("/etc/passwd", folder.0.join("users")).expect("a link");
    let source = AgentSource::pack(&folder.0).expect("an archive");
    let mut archive = tar::Archive::new(GzDecoder::new(&source.archive()[..]));
    let mut found = false;
    for entry in archive.entries().expect("an archive") {
        let mut entry = entry.expect("an entry");
        let mut content = String::new();
        entry.read_to_string(&mut content).expect("text");
        assert_eq!(content, "");
        found |= entry.header().entry_type().is_symlink();
    }
    assert!(found);
}

#[test]
fn what_cannot_be_packed_is_told() {
    let missing = AgentSource::pack("/no/such/folder").expect_err("no folder");
    assert!(matches!(missing, SourceError::Unreadable { .. }));
    let folder = Folder::new("pattern", &[("Dockerfile", "")]);
    let error = AgentSource::pack_without(&folder.0, &["a["]).expect_err("no pattern");
    assert!(
        matches!(&error, SourceError::Pattern { pattern, .. } if &**pattern == "a["),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_source_is_uploaded_as_the_form_that_was_asked_for() {
    let folder = Folder::new("upload", &[("Dockerfile", "FROM x")]);
    let source = AgentSource::pack(&folder.0).expect("an archive");
    let fake = Fake::answering(204, "text/plain", "", Duration::ZERO).await;
    let fields = [("key", "sources/1.tar.gz"), ("policy", "p")];
    let form = PresignedPostRequest {
        url: fake.api.url().http("/bucket?signed=yes"),
        values: fields
            .map(|(name, value)| (name.into(), value.into()))
            .into(),
    };
    fake.api
        .cloud_agent()
        .upload(&source, form)
        .await
        .expect("uploaded");

    let asked = fake.asked().remove(0);
    assert_eq!(
        (asked.method().as_str(), asked.uri().query()),
        ("POST", Some("signed=yes"))
    );
    assert!(
        asked.headers().get("authorization").is_none(),
        "the address is signed"
    );
    let kind = asked.headers()["content-type"].to_str().expect("text");
    let boundary = kind
        .strip_prefix("multipart/form-data; boundary=")
        .expect("a form");
    let body = asked.body();
    let text = String::from_utf8_lossy(body);
    let parts: Vec<_> = text.split(&format!("--{boundary}")).collect();
    assert_eq!(parts.len(), 5, "nothing, two fields, the file, the end");
    assert_eq!(
        parts[1],
        "\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nsources/1.tar.gz\r\n"
    );
    assert!(parts[3].contains("name=\"file\"; filename=\"sources/1.tar.gz\"\r\n"));
    assert_eq!(parts[4], "--\r\n");
    let archive = source.archive();
    assert!(
        body.windows(archive.len()).any(|window| window == archive),
        "whole"
    );

    let refused = Fake::answering(403, "application/xml", "<Error>expired", Duration::ZERO).await;
    let url = refused.api.url().http("/bucket");
    let error = refused
        .api
        .cloud_agent()
        .upload_to_url(&source, &url)
        .await
        .expect_err("refused");
    assert_eq!(error.code(), Some(TwirpCode::PermissionDenied));
    let asked = refused.asked().remove(0);
    assert_eq!(
        (asked.method().as_str(), &asked.headers()["content-type"]),
        ("PUT", &"application/gzip".parse().expect("a value"))
    );
    assert_eq!(*asked.body(), Bytes::clone(archive));
}
