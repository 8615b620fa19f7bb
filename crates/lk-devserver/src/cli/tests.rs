//! What flags and files come to.

use std::net::{IpAddr, Ipv4Addr};

use clap::{CommandFactory, FromArgMatches};

use super::*;

/// What flags come to, whatever the environment of whoever runs the tests says.
fn setup(flags: &[&str]) -> anyhow::Result<Setup> {
    let command = Args::command().mut_args(|arg| arg.env("LK_DEVSERVER_SET_BY_NOBODY"));
    let name = ["lk-devserver"];
    let matches = command.try_get_matches_from(name.iter().chain(flags))?;
    Args::from_arg_matches(&matches)?.into_setup()
}

fn error(flags: &[&str]) -> String {
    format!("{:#}", setup(flags).expect_err("refused"))
}

fn pairs(setup: &Setup) -> Vec<(&str, &str)> {
    let keys = setup.server.keys.iter();
    keys.map(|(key, secret)| (&**key, &**secret)).collect()
}

/// The file that the real server is tested with.
const LOOPBACK: &str = r#"
port: 7890
bind_addresses: ["127.0.0.1"]
keys: {devkey: secret}            # non-dev would only log "secret is too short"
log_level: info
rtc:
  udp_port: 7892                  # one mux, très bien
  tcp_port: 7881
  use_external_ip: false
  node_ip: 127.0.0.1
  enable_loopback_candidate: true
  interfaces: {includes: [lo]}
  ips: {includes: [127.0.0.1/32]}
  use_ice_lite: true
  use_mdns: false
  stun_servers: ["127.0.0.1:3478"]# a comment where YAML wants a space
room: {auto_create: false, empty_timeout: 30, departure_timeout: 2, enable_remote_unmute: true}
webhook: {api_key: devkey, urls: ["http://127.0.0.1:9000/hook"]}
"#;

#[test]
fn a_file_of_the_real_server_is_taken_and_what_it_has_no_use_for_is_named() {
    let setup = setup(&["--config-body", LOOPBACK]).expect("a setup");
    let loopback = IpAddr::from(Ipv4Addr::LOCALHOST);
    assert_eq!(setup.binds, [(loopback, 7890).into()]);
    assert_eq!(
        (setup.udp_port, setup.node_ip),
        (Some(7892), Some(loopback))
    );
    assert_eq!(pairs(&setup), [("devkey", "secret")]);
    assert_eq!(setup.webhook_urls, ["http://127.0.0.1:9000/hook"]);
    assert_eq!(setup.log_filter, "info");
    let server = &setup.server;
    assert!(!server.auto_create && server.remote_unmute && server.ice_lite);
    assert_eq!(
        (
            server.empty_timeout.as_secs(),
            server.departure_timeout.as_secs()
        ),
        (30, 2)
    );
    assert_eq!(server.ice_servers[0].urls, ["stun:127.0.0.1:3478"]);
    let ignored = [
        "rtc.tcp_port",
        "rtc.use_external_ip",
        "rtc.enable_loopback_candidate",
        "rtc.interfaces.includes",
        "rtc.ips.includes",
        "rtc.use_mdns",
    ];
    assert_eq!(setup.ignored, ignored);
}

#[test]
fn every_flag_says_what_it_does() {
    let command = Args::command();
    for arg in command.get_arguments() {
        assert!(arg.get_help().is_some(), "{}", arg.get_id());
    }
}

#[test]
fn flags_win_over_the_file() {
    let flags = [
        "--config-body",
        LOOPBACK,
        "--port",
        "1",
        "--udp-port",
        "2",
        "--bind",
        "0.0.0.0",
        "--bind",
        "127.0.0.2",
        "--keys",
        "a: b\nc: d",
        "--keys",
        "e: f",
        "--node-ip",
        "10.0.0.1",
        "--empty-timeout",
        "5",
        "--dev",
        "--webhook-url",
        "http://x/",
    ];
    // Its webhooks want a key that is gone.
    assert!(error(&flags).contains("webhook.api_key is devkey"));
    let flags: Vec<String> = flags
        .iter()
        .map(|flag| flag.replace("api_key: devkey", "api_key: c"))
        .collect();
    let setup = setup(&flags.iter().map(String::as_str).collect::<Vec<_>>()).expect("a setup");
    let binds: Vec<String> = setup.binds.iter().map(ToString::to_string).collect();
    assert_eq!(binds, ["0.0.0.0:1", "127.0.0.2:1"]);
    assert_eq!(setup.udp_port, Some(2));
    assert_eq!(setup.node_ip, Some([10, 0, 0, 1].into()));
    assert_eq!(pairs(&setup), [("c", "d"), ("a", "b"), ("e", "f")]);
    assert_eq!(setup.server.empty_timeout.as_secs(), 5);
    assert_eq!(
        setup.webhook_urls,
        ["http://127.0.0.1:9000/hook", "http://x/"]
    );
    assert!(setup.log_filter.contains("debug"));
}

#[test]
fn without_anything_it_is_a_server_for_development() {
    let setup = setup(&[]).expect("a setup");
    assert_eq!(setup.binds, [(Ipv4Addr::LOCALHOST, 7880).into()]);
    assert_eq!(pairs(&setup), [("devkey", "secret")]);
    assert_eq!((setup.udp_port, setup.ignored.len()), (None, 0));
    assert_eq!(setup.log_filter, "info");
}

#[test]
fn a_name_is_bound_at_the_addresses_that_this_machine_has() {
    let setup = setup(&["--bind", "localhost", "--bind", "127.0.0.1"]).expect("a setup");
    assert!(setup.binds.iter().all(|address| address.ip().is_loopback()));
    assert!(setup.binds.contains(&(Ipv4Addr::LOCALHOST, 7880).into()));
    let count = setup
        .binds
        .iter()
        .filter(|address| address.is_ipv4())
        .count();
    assert_eq!(count, 1);
    assert!(error(&["--bind", "no such host"]).contains("no such host"));
}

#[test]
fn keys_that_are_none_are_refused_wherever_they_stand() {
    for keys in [
        "a:b",
        "a",
        "a: ",
        "a: # to be set",
        "a: null",
        "a: \"b\\nc\"",
        "a: b\n  c",
        ": b",
        "a: b\na: c",
    ] {
        assert!(
            error(&["--keys", keys]).contains("`key: secret`"),
            "{keys:?}"
        );
    }
    for keys in [
        "{a: }",
        "{a: ~}",
        "{a: [b]}",
        "[a]",
        "b",
        "{a: \"b\\nc\"}",
        "{\"\": b}",
    ] {
        let body = format!("keys: {keys}");
        let error = error(&["--config-body", &body]);
        assert!(error.contains("keys"), "{keys}: {error}");
    }
    let setup = setup(&["--config-body", "keys: {a: 007, b: \"null\"}"]).expect("a setup");
    assert_eq!(pairs(&setup), [("a", "007"), ("b", "null")]);
}

#[test]
fn a_key_file_wins_over_all_other_keys() {
    let path = std::env::temp_dir().join(format!("lk-devserver-keys-{}", std::process::id()));
    std::fs::write(&path, "from: file\n").expect("written");
    let file = path.to_str().expect("a path");
    let by_flag = setup(&["--key-file", file, "--keys", "a: b"]);
    let by_config = setup(&[
        "--config-body",
        &format!("{{key_file: {file:?}, keys: {{a: b}}}}"),
    ]);
    std::fs::write(&path, "from: # later\n").expect("written");
    let empty = error(&["--key-file", file]);
    std::fs::remove_file(&path).expect("removed");
    assert_eq!(pairs(&by_flag.expect("a setup")), [("from", "file")]);
    assert_eq!(pairs(&by_config.expect("a setup")), [("from", "file")]);
    assert!(empty.contains(file) && empty.contains("line 1"), "{empty}");
    let missing = error(&["--key-file", file]);
    assert!(missing.contains(file), "{missing}");
}

#[test]
fn what_is_wrong_in_a_file_is_named() {
    for (body, named) in [
        ("port: many", "port: \"many\" is not a port"),
        ("port: 70000", "port: \"70000\" is not a port"),
        (
            "rtc: {node_ip: here}",
            "rtc.node_ip: \"here\" is not an IP address",
        ),
        ("rtc: {udp_port: x}", "rtc.udp_port"),
        (
            "room: {auto_create: perhaps}",
            "room.auto_create: \"perhaps\" is not true or false",
        ),
        ("room: {enabled_codecs: [VP8]}", "room.enabled_codecs"),
        ("bind_addresses: 127.0.0.1", "bind_addresses: is not a list"),
        ("log_level: loud", "log_level"),
        ("port: 1\nport: 2", "duplicated key"),
        ("a: [", "line 2"),
        ("- port", "not a map"),
        ("port: 1\n---\nport: 2", "more than one document"),
        ("webhook: {api_key: nobody}", "nobody"),
    ] {
        let error = error(&["--config-body", body]);
        assert!(error.contains(named), "{body}: {error}");
    }
    assert!(error(&["--config", "/nowhere/at/all.yaml"]).contains("/nowhere/at/all.yaml"));
    for empty in ["", "# nothing", "~", "port:\nrtc:\nkeys:"] {
        assert!(setup(&["--config-body", empty]).is_ok(), "{empty}");
    }
    let codecs = "room: {enabled_codecs: [{mime: video/VP8}, {mime: audio/opus, fmtp_line: x}]}";
    let setup = setup(&["--config-body", codecs]).expect("a setup");
    assert_eq!(setup.server.enabled_codecs.len(), 2);
}

#[tokio::test]
async fn a_taken_port_is_told_with_the_flag_that_chooses_another() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let setup = setup(&["--port", &port]).expect("a setup");
    let error = format!("{:#}", start(setup).await.expect_err("taken"));
    assert!(error.contains("--port") && error.contains(&port), "{error}");

    let taken = std::net::UdpSocket::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let setup = self::setup(&["--port", "0", "--udp-port", &port]).expect("a setup");
    let error = format!("{:#}", start(setup).await.expect_err("taken"));
    assert!(
        error.contains("--udp-port") && error.contains(&port),
        "{error}"
    );
}
