//! Every scenario, on both signalling paths; see the crate's README for the table.

use lk_signal::SignalPath;
use lk_testkit::e2e::scenarios::{
    api, codecs, data, hooks, joining, media, pacing, permissions, signalling,
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
                Some(env) => $module::$name(&env, SignalPath::$path).await,
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
