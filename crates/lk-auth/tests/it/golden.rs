//! Our tokens say what other SDKs' say, claim by claim, each in the same bytes.
//!
//! Members of a JSON object have no order: they are sorted before they are compared. What another SDK
//! writes beyond ours is listed here, and means the same as its absence.

use std::time::Duration;

use lk_auth::{
    AccessToken, AgentDispatch, AgentEndpointGrant, AgentGrant, AgentThreadGrant, ApiKey, Claims,
    InferenceGrant, KindDetail, ObservabilityGrant, ParticipantKind, PublishSource, SipGrant,
    TokenVerifier, VideoGrant,
};
use lk_proto::{
    AutoParticipantEgress, EncodedFileOutput, EncodedFileType, EncodingOptionsPreset,
    ParticipantPermission, RoomAgentDispatch, RoomConfiguration, RoomEgress, TrackSource,
    auto_participant_egress,
};
use serde_json::Value;

use crate::vectors::{KEY, SECRET, at, cases, part, text};

/// A vector file, how many cases it has, and what its SDK writes beyond ours.
type Peer = (&'static str, usize, &'static [&'static str]);

const PEERS: &[Peer] = &[
    (
        "tokens.json",
        37,
        &[
            r#"sub="""#,
            "attributes={}",
            "video.canPublish=true",
            "video.canSubscribe=true",
            "video.canPublishData=true",
            "video.canPublishSources=[]",
            "sip.admin=false",
            "sip.call=false",
            "agent.simulationAdmin=false",
            "agent.databaseAdmin=false",
            "agent.dispatchAdmin=false",
        ],
    ),
    (
        "tokens_node.json",
        35,
        &["attributes={}", "video.canPublishSources=[]"],
    ),
    // When the token was made, and `sub` once more.
    ("tokens_go.json", 38, &["iat", "identity"]),
];

#[test]
fn golden_tokens_are_built_with_the_same_claims() {
    for (file, count, extras) in PEERS {
        let cases = cases(file);
        assert_eq!(cases.len(), *count, "{file}");
        for case in &cases {
            let name = text(case, "name");
            check(case, built(name), extras, &format!("{file}, {name}"));
        }
    }
}

#[test]
fn golden_tokens_minted_again_lose_nothing() {
    // What Python says of permissions is kept, so are the members of its grants that are true.
    let dropped: Vec<&str> = PEERS
        .iter()
        .flat_map(|(_, _, extras)| *extras)
        .copied()
        .filter(|extra| !extra.ends_with("=true"))
        .collect();
    for (file, ..) in PEERS {
        for case in &cases(file) {
            let at = format!("{file}, {}", text(case, "name"));
            let claims = Claims::from_unverified(text(case, "token")).expect(&at);
            let key = ApiKey::new(KEY, SECRET);
            check(case, AccessToken::from_claims(key, claims), &dropped, &at);
        }
    }
}

#[test]
fn golden_tokens_are_believed() {
    let verifier = TokenVerifier::new(ApiKey::new(KEY, SECRET));
    for (file, ..) in PEERS {
        for case in &cases(file) {
            let nbf = case["claims"]["nbf"].as_u64().expect("a date");
            let claims = verifier.verify_at(text(case, "token"), at(nbf));
            let claims =
                claims.unwrap_or_else(|error| panic!("{file}, {}: {error}", text(case, "name")));
            let sub = case["claims"]["sub"].as_str().unwrap_or_default();
            assert_eq!(claims.identity(), sub);
        }
    }
}

/// Mints `token` when `case` was, and compares: no claim of ours beyond theirs, none that differs, and
/// of theirs none beyond ours but `extras`.
fn check(case: &Value, token: AccessToken, extras: &[&str], name: &str) {
    let golden = &case["claims"];
    let ttl = case["ttl"].as_u64().expect("a lifetime");
    let token = token
        .valid_for(Duration::from_secs(ttl))
        .to_jwt_at(at(golden["nbf"].as_u64().expect("a date")))
        .expect(name);
    let header = part(&token, 0);
    for (member, value) in case["header"].as_object().expect("a header") {
        assert_eq!(header[member], *value, "{name}: {member}");
    }
    let minted = part(&token, 1);
    let mut faults = Vec::new();
    compare("", &minted, golden, extras, &mut faults);
    assert!(faults.is_empty(), "{name}: {faults:?} in {minted}");
}

fn compare(path: &str, ours: &Value, theirs: &Value, extras: &[&str], faults: &mut Vec<String>) {
    let (Value::Object(our_members), Value::Object(their_members)) = (ours, theirs) else {
        let [our_text, their_text] = [ours, theirs].map(Value::to_string);
        if our_text != their_text {
            faults.push(format!("{path} is {ours}, not {theirs}"));
        }
        return;
    };
    if path == "roomConfig" {
        // Node writes defaults in it; it is the message that counts.
        let message = |value| serde_json::from_value::<RoomConfiguration>(value);
        let (ours, theirs) = (message(ours.clone()), message(theirs.clone()));
        if ours.expect("a configuration") != theirs.expect("a configuration") {
            faults.push(path.to_owned());
        }
        return;
    }
    let join = |name: &str| match path {
        "" => name.to_owned(),
        _ => format!("{path}.{name}"),
    };
    for (name, value) in our_members {
        match their_members.get(name) {
            Some(other) => compare(&join(name), value, other, extras, faults),
            None => faults.push(format!("{} is ours alone", join(name))),
        }
    }
    for (name, value) in their_members {
        let at = join(name);
        let is_listed = extras.contains(&&*at) || extras.contains(&&*format!("{at}={value}"));
        if !our_members.contains_key(name) && !is_listed {
            faults.push(format!("{at}={value} is missing"));
        }
    }
}

/// What an application writes to get the claims of the case called `name`.
fn built(name: &str) -> AccessToken {
    let new = || AccessToken::new(KEY, SECRET);
    let join = || VideoGrant::join("r");
    let joining = |identity: &str| new().identity(identity).grant(join());
    match name {
        "minimal_identity_only" => new().identity("alice"),
        "no_identity_no_grants" => new(),
        "join_default_perms" => new().identity("alice").grant(VideoGrant::join("room1")),
        "join_long_lived" => new()
            .identity("alice")
            .name("Alice")
            .grant(VideoGrant::join("room1")),
        "join_all_false_perms" => new().identity("alice").grant(
            join()
                .can_publish(false)
                .can_subscribe(false)
                .can_publish_data(false)
                .can_update_own_metadata(false)
                .can_manage_agent_session(false)
                .can_subscribe_metrics(false),
        ),
        "publish_sources" => new().identity("a").grant(join().can_publish_sources([
            PublishSource::Camera,
            PublishSource::Microphone,
            PublishSource::ScreenShare,
            PublishSource::ScreenShareAudio,
        ])),
        "publish_sources_empty" => new().identity("a").grant(join().can_publish_sources([])),
        "video_grant_each" => new().identity("svc").grant(
            all_of_video()
                .destination_room("dst")
                .can_publish_sources([PublishSource::Camera]),
        ),
        "server_room_create" => new().grant(VideoGrant::create_rooms()),
        "server_room_list" => new().grant(VideoGrant::list_rooms()),
        "server_room_record" => new().grant(VideoGrant::new().room_record(true)),
        "server_room_admin" => new().grant(VideoGrant::admin("room1")),
        "server_ingress_admin" => new().grant(VideoGrant::new().ingress_admin(true)),
        "destination_room" => new().grant(VideoGrant::admin("src").destination_room("dst")),
        "agent_worker" => new().grant(VideoGrant::new().agent(true)),
        "from_permission" => new().identity("a").grant(join().permission(&permission())),
        "sip_admin" => new().grant(SipGrant::admin()),
        "sip_call" => new().grant(SipGrant::call()),
        "sip_both" => new().grant(SipGrant::call().and_admin()),
        "sip_default" => new().grant(SipGrant::new()),
        "inference" => new().grant(InferenceGrant::perform()),
        "observability" => new().grant(ObservabilityGrant::write()),
        "agent_grant" => new().grant(with_database_admin(
            AgentGrant::admin()
                .and_simulation_admin()
                .and_dispatch_admin(),
        )),
        "agent_grant_admins" => new().grant(with_database_admin(
            AgentGrant::admin().and_simulation_admin(),
        )),
        "agent_endpoint_grant" => new().grant(
            AgentEndpointGrant::call()
                .agent_name("ag")
                .deployment("prod"),
        ),
        "agent_thread_grant" => new().grant({
            let mut grant = AgentThreadGrant::all()
                .list(true)
                .create(true)
                .write(true)
                .read(true)
                .delete(true);
            // All three ways to name threads at once are of no use, and have no setter.
            grant.scope = "s".into();
            grant.thread_ids = vec!["t1".into(), "t2".into()];
            grant
        }),
        "name_metadata_attributes" => new()
            .identity("alice")
            .name("Алиса 😀 \"q\"")
            .metadata("{\"k\":\"v\",\"n\":1}")
            .attributes([("a", "1"), ("b", ""), ("ключ", "значение")]),
        "attributes_empty" => new().identity("alice").attributes::<&str, &str>([]),
        "kind_standard" => joining("p").kind(ParticipantKind::Standard),
        "kind_ingress" => joining("p").kind(ParticipantKind::Ingress),
        "kind_egress" => joining("p").kind(ParticipantKind::Egress),
        "kind_sip" => joining("p").kind(ParticipantKind::Sip),
        "kind_agent" => joining("p").kind(ParticipantKind::Agent),
        "kind_details" => joining("p")
            .kind(ParticipantKind::Agent)
            .kind_detail(KindDetail::CloudAgent)
            .kind_detail(KindDetail::Forwarded),
        "sha256" => new().sha256("Iw2DWNyOiJC0xY3utikS7i8gNXrpKlzIYbmOaP4xrLU="),
        "room_preset" => new().identity("a").room_preset("mypreset"),
        "room_config_agents" => joining("a").room_configuration(&config_with_agents()),
        "room_config_egress" => joining("a").room_configuration(&config_with_egress()),
        "agents" => joining("a").agents([
            AgentDispatch::new("one")
                .metadata("md")
                .deployment("prod")
                .attribute("k", "v"),
            AgentDispatch::new("two"),
        ]),
        "ttl_1s" => new().identity("a"),
        "everything" => new()
            .identity("everything")
            .name("Every Thing")
            .kind(ParticipantKind::Agent)
            .metadata("md")
            .grant(
                all_of_video()
                    .destination_room("d")
                    .can_publish_sources([PublishSource::Camera, PublishSource::Microphone]),
            )
            .grant((SipGrant::admin().and_call(), AgentGrant::admin()))
            .grant((InferenceGrant::perform(), ObservabilityGrant::write()))
            .attribute("x", "y")
            .sha256("c2hh")
            .room_preset("p")
            .room_configuration(&RoomConfiguration {
                max_participants: 3,
                ..Default::default()
            }),
        other => panic!("{other} is not built"),
    }
}

/// A member that the SDKs had until protocol 1.54.1 put the claim `agentDatabase` in its place.
fn with_database_admin(mut grant: AgentGrant) -> AgentGrant {
    grant.other.insert("databaseAdmin".into(), true.into());
    grant
}

fn all_of_video() -> VideoGrant {
    VideoGrant::join("r")
        .room_create(true)
        .room_list(true)
        .room_record(true)
        .room_admin(true)
        .can_publish(true)
        .can_subscribe(true)
        .can_publish_data(true)
        .can_update_own_metadata(true)
        .ingress_admin(true)
        .hidden(true)
        .recorder(true)
        .agent(true)
        .can_manage_agent_session(true)
        .can_subscribe_metrics(true)
}

#[allow(deprecated)]
fn permission() -> ParticipantPermission {
    ParticipantPermission {
        can_subscribe: true,
        can_publish_data: true,
        can_publish_sources: vec![TrackSource::Camera.into(), TrackSource::Unknown.into()],
        can_update_metadata: true,
        recorder: true,
        ..Default::default()
    }
}

fn config_with_agents() -> RoomConfiguration {
    RoomConfiguration {
        name: "cfg".into(),
        empty_timeout: 300,
        departure_timeout: 20,
        max_participants: 8,
        min_playout_delay: 1,
        max_playout_delay: 2000,
        sync_streams: true,
        agents: vec![RoomAgentDispatch {
            agent_name: "test-agent".into(),
            metadata: "test-metadata".into(),
            ..Default::default()
        }],
        metadata: "md".into(),
        ..Default::default()
    }
}

fn config_with_egress() -> RoomConfiguration {
    let preset = EncodingOptionsPreset::H2641080p60;
    let participant = AutoParticipantEgress {
        options: Some(auto_participant_egress::Options::Preset(preset.into())),
        file_outputs: vec![EncodedFileOutput {
            file_type: EncodedFileType::Mp4.into(),
            filepath: "f.mp4".into(),
            ..Default::default()
        }],
        ..Default::default()
    };
    RoomConfiguration {
        name: "cfg2".into(),
        egress: Some(RoomEgress {
            participant: Some(participant),
            ..Default::default()
        }),
        ..Default::default()
    }
}
