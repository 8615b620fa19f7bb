//! Whom the default configuration trusts, each case in a process with an environment of its own.

use std::process::Command;

use lk_net::{DialError, Dialer};

use crate::servers::{authority, listen};

/// The test that the child processes run.
const CHILD: &str = "roots::a_child_dials_as_it_is_told";

/// Runs the child with the roots of `file`; what it says of dialling us.
fn dialled(file: &std::path::Path, port: u16) -> String {
    let empty = file.with_file_name("no-such-folder");
    let child = Command::new(std::env::current_exe().expect("this test"))
        .args([CHILD, "--exact", "--nocapture", "--include-ignored"])
        .env("SSL_CERT_FILE", file)
        .env("SSL_CERT_DIR", empty)
        .env("LK_NET_TEST_DIAL", format!("wss://localhost:{port}"))
        .output()
        .expect("a child");
    let said = String::from_utf8_lossy(&child.stdout).into_owned();
    assert!(child.status.success(), "{said}");
    let verdict = said.lines().find_map(|line| line.split_once("dialled: "));
    verdict.unwrap_or_else(|| panic!("{said}")).1.to_owned()
}

#[tokio::test]
#[ignore = "run by others, with an environment of its own"]
#[allow(clippy::print_stdout)]
async fn a_child_dials_as_it_is_told() {
    let Ok(url) = std::env::var("LK_NET_TEST_DIAL") else {
        return;
    };
    let dialled = Dialer::default().dial(&url.parse().expect("a URL")).await;
    println!(
        "\ndialled: {}",
        match dialled {
            Ok(_) => "trusted",
            Err(DialError::Tls { .. }) => "not trusted",
            Err(DialError::NoTls { .. }) => "no TLS",
            Err(_) => "something else",
        }
    );
}

#[cfg(all(unix, not(target_vendor = "apple")))]
#[tokio::test(flavor = "multi_thread")]
async fn the_operating_systems_roots_count_and_mozillas_where_it_has_none() {
    let (acceptor, root) = authority();
    let (listener, port) = listen().await;
    tokio::spawn(async move {
        while let Ok((tcp, _)) = listener.accept().await {
            let _ = acceptor.accept(tcp).await;
        }
    });
    let folder = std::env::temp_dir().join(format!("lk-net-roots-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let ours = folder.join("ours.pem");
    std::fs::write(&ours, root).expect("a file");
    let verdicts = tokio::task::spawn_blocking(move || {
        let verdicts = [
            dialled(&ours, port),
            dialled(&folder.join("none.pem"), port),
        ];
        let _ = std::fs::remove_dir_all(folder);
        verdicts
    });
    let verdicts = verdicts.await.expect("both");
    // Mozilla's roots know nothing of us; no roots at all would be no TLS.
    assert_eq!(verdicts, ["trusted", "not trusted"]);
}
