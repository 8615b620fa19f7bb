//! Every scenario, on both signalling paths; see the crate's README for the table.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write as _;

use lk_signal::SignalPath;
use lk_testkit::e2e::scenarios::{
    api, codecs, data, hooks, joining, media, pacing, permissions, sending, signalling,
};
use lk_testkit::e2e::{Env, Needs};

/// One test for each path; `once` where the path makes no difference.
macro_rules! scenarios {
    ($($module:ident { $($name:ident $(: $how:ident)?),* $(,)? })*) => {
        $($(
            mod $name {
                use super::*;
                scenarios!(@ $module $name $($how)?);
            }
        )*)*

        const NAMES: &[&str] = &[$($(stringify!($name)),*),*];
    };
    (@ $module:ident $name:ident once) => {
        scenarios!(@test any_path $module $name Dual Nothing);
    };
    (@ $module:ident $name:ident $needs:ident) => {
        scenarios!(@test on_two_connections $module $name Dual $needs);
        scenarios!(@test on_one_connection $module $name Single $needs);
    };
    (@ $module:ident $name:ident) => {
        scenarios!(@ $module $name Nothing);
    };
    (@test $test:ident $module:ident $name:ident $path:ident $needs:ident) => {
        #[tokio::test]
        async fn $test() {
            match Env::start(Needs::$needs).await {
                Some(env) => {
                    $module::$name(&env, SignalPath::$path).await;
                    note(stringify!($name), env.is_embedded(), SignalPath::$path);
                }
                None => eprintln!("left out: no server that has what it needs"),
            }
        }
    };
}

scenarios! {
    joining {
        could_connect,
        join,
        join_error,
        attributes,
        duplicate_identity,
        join_after_close,
        auto_create_off: NoAutoCreate,
        room_full,
        dropping_leaves,
        hidden,
    }
    media {
        single_publisher,
        pub_sub,
        auto_subscribe_off,
        renegotiation_with_different_codecs,
        fire_track_by_sdp,
        subscribe_muted_track,
        mute,
        unpublish,
        many_publications,
        resubscribe,
        server_made_frames,
        publishing_upon_joining,
        receive_before_publish,
        keyframe_request,
        limit_payload_size,
        tracks_end_with_the_room,
        clips,
    }
    codecs {
        device_codec_override,
        subscribe_to_codec_unsupported,
    }
    pacing {
        paced,
        paced_to_the_end,
        writers_wait,
    }
    sending {
        talk_spurts,
        vp9_layers,
        dropped_frames,
        refused_frame,
        frame_rate_limit,
        encoder,
    }
    permissions {
        update_subscription_permissions,
        revoke_publish_permission,
        grants_are_kept,
    }
    data {
        data_to_everybody,
        data_to_somebody,
        lossy_data,
        much_data,
        data_from_the_api,
        slow_subscribers: SlowThreshold,
    }
    api {
        room_list: once,
        close_non_rtc_room: once,
        update_participant_nonexistent,
        remove_participant,
        delete_room,
        room_metadata,
        participant_metadata,
        mute_published_track,
        list_participants,
    }
    hooks {
        webhooks: Webhooks,
    }
    signalling {
        ping_pong,
        connect_duplicate: once,
        signal_only_participant,
        refresh_token,
        resume_without_a_session,
        cors,
        double_slash,
        validate,
        bad_frames,
    }
}

#[test]
fn the_readme_has_a_row_for_every_scenario() {
    let readme = include_str!("../../README.md");
    let missing = NAMES
        .iter()
        .filter(|name| !readme.contains(&format!("| `{name}` |")));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&&str>::new());
}

/// Run by hand after runs of every scenario on both servers, which append to the file that `LK_SCENARIO_RESULTS` names.
#[test]
#[ignore = "needs the results of runs on both servers"]
fn the_readme_says_what_runs_showed() {
    let results = std::env::var("LK_SCENARIO_RESULTS").expect("where the results are");
    let results = std::fs::read_to_string(results).expect("results");
    let passed: BTreeSet<&str> = results.lines().collect();
    let mut wrong = Vec::new();
    for row in include_str!("../../README.md").lines() {
        let cells: Vec<&str> = row.split(" | ").collect();
        let [name, _, results @ ..] = cells.as_slice() else {
            continue;
        };
        let name = name.trim_matches(['|', ' ', '`']);
        if !NAMES.contains(&name) {
            continue;
        }
        for (column, cell) in COLUMNS.iter().zip(results) {
            let says_yes = cell.starts_with("yes");
            if says_yes != passed.contains(format!("{name} {column}").as_str()) {
                wrong.push(format!("{name}, {column}: {cell}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

fn note(name: &str, embedded: bool, path: SignalPath) {
    let Ok(file) = std::env::var("LK_SCENARIO_RESULTS") else {
        return;
    };
    let column = match (embedded, path) {
        (true, SignalPath::Dual) => COLUMNS[0],
        (true, _) => COLUMNS[1],
        (false, SignalPath::Dual) => COLUMNS[2],
        (false, _) => COLUMNS[3],
    };
    let mut file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(file)
        .expect("a file for the results");
    file.write_all(format!("{name} {column}\n").as_bytes())
        .expect("written");
}

const COLUMNS: [&str; 4] = ["embedded, two", "embedded, one", "real, two", "real, one"];
