//! Hosted agents: logs, builds, sources.

use std::fs;
use std::io::Read as _;
use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use flate2::read::GzDecoder;
use lk_api::{AgentSource, BuildRequest, CallError, LogError, LogRequest, SourceError, TwirpCode};
use lk_auth::{ApiKey, TokenVerifier};
use lk_proto::PresignedPostRequest;

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
    assert_eq!(
        names(without.archive()),
        ["Dockerfile", "agent.py", "src/data/keep.txt"]
    );
    let again = AgentSource::pack(&folder.0).expect("an archive");
    assert_eq!(
        source.archive(),
        again.archive(),
        "the same files are the same archive"
    );
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
    let folder = Folder::new("pattern", &[(".dockerignore", "a[\n")]);
    let error = AgentSource::pack(&folder.0).expect_err("no pattern");
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
