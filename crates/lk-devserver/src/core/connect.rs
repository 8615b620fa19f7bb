//! From a websocket upgrade to a seat in a room: who is asking, may they, and what they are told first.

use lk_auth::{Claims, VerifyError};
use lk_peer::Codec;
use lk_proto::{
    DisconnectReason, JoinResponse, LeaveRequest, ParticipantUpdate, ReconnectResponse,
    RoomConfiguration, ServerInfo, leave_request::Action, participant_info::State,
    server_info::Edition, signal_response::Message,
};
use lk_signal::server::{JoinParams, Refusal as Refused, Route};

use super::{
    Core,
    connection::Links,
    device::Limits,
    env::Env,
    keys::{Deadline, ParticipantKey, PeerKey, RoomKey, SessionId},
    output::{Dial, Refusal},
    participant::{ConnectOptions, Participant},
    room::Room,
    rooms::RoomWishes,
};

/// Who is asking, as far as the token says.
pub(crate) struct Admission {
    pub(crate) claims: Claims,
    pub(crate) params: JoinParams,
}

impl Core {
    pub(super) fn connect(&mut self, dial: &Dial<'_>) -> Result<SessionId, Refusal> {
        let (path, query) = dial.target.split_once('?').unwrap_or((dial.target, ""));
        let claims = self.env.authenticate(dial.authorization, query)?;
        let Some(route) = Route::from_path(path).filter(|route| !route.is_validate()) else {
            return Err(Refusal::new(404, ""));
        };
        let admission = self.admit(route, claims, query)?;
        self.start_session(admission)
    }

    /// Decides whether a client may join, without letting it join.
    pub(super) fn admit(
        &self,
        route: Route,
        claims: Option<Claims>,
        query: &str,
    ) -> Result<Admission, Refusal> {
        let config = &self.env.config;
        let Some(mut claims) = claims.filter(|claims| claims.video.is_some()) else {
            return Err(Refused::NoPermissions.into());
        };
        let params = JoinParams::parse(route, query)?;
        let mut identity = claims.identity().to_owned();
        let video = claims.video.get_or_insert_default();
        if !video.room_join {
            return Err(Refused::JoinNotGranted.into());
        }
        if identity.is_empty() {
            return Err(Refused::EmptyIdentity.into());
        }
        if identity.len() > config.max_name {
            return Err(Refused::identity_too_long(config.max_name).into());
        }
        if video.room.is_empty() {
            return Err(Refused::NoRoomName.into());
        }
        if video.room.len() > config.max_name {
            return Err(Refused::room_name_too_long(config.max_name).into());
        }
        if !params.publish.is_empty() {
            if !video.may_publish() {
                return Err(Refused::NoPermissions.into());
            }
            video.can_subscribe = Some(false);
            identity = format!("{identity}#{}", params.publish);
        }
        if !config.auto_create && !video.room_create && self.rooms.by_name(&video.room).is_none() {
            return Err(Refused::RoomNotFound.into());
        }
        let own = !params.metadata.is_empty() || !params.attributes.is_empty();
        if own && !video.may_update_own_metadata() {
            return Err(Refused::NoPermissions.into());
        }
        claims.sub = identity;
        if !params.metadata.is_empty() {
            claims.metadata.clone_from(&params.metadata);
        }
        let given = params
            .attributes
            .iter()
            .filter(|(_, value)| !value.is_empty());
        claims
            .attributes
            .extend(given.map(|(name, value)| (name.clone(), value.clone())));
        Ok(Admission { claims, params })
    }

    fn start_session(&mut self, admission: Admission) -> Result<SessionId, Refusal> {
        let Admission { claims, params } = admission;
        let name = claims
            .video
            .as_ref()
            .map(|video| video.room.clone())
            .unwrap_or_default();
        let existing = self.rooms.by_name(&name);
        if params.resume.is_some() {
            return Ok(self.resume(existing, claims.identity()));
        }
        if self.env.exceeds_limits(&claims) {
            return Err(Refused::NotStarted.into());
        }
        let key = existing.unwrap_or_else(|| {
            let wishes = RoomWishes::from_configuration(room_configuration(&claims));
            self.rooms.create(&name, wishes, &mut self.env)
        });
        let Some(room) = self.rooms.get_mut(key) else {
            return Err(Refused::NotStarted.into());
        };
        if let Some(old) = room.by_identity(claims.identity()) {
            room.remove(
                old,
                DisconnectReason::DuplicateIdentity,
                Some(Action::Disconnect),
                &mut self.env,
            );
        }
        let participant = new_participant(claims, &params, &mut self.env);
        if !room.has_seat_for(&participant) {
            return Err(Refused::NotStarted.into());
        }
        Ok(room.join(participant, params, &mut self.env))
    }

    /// Goes on with a session whose websocket was lost, found by identity. What is gone is told to start anew.
    fn resume(&mut self, room: Option<RoomKey>, identity: &str) -> SessionId {
        let found = room.and_then(|key| {
            let room = self.rooms.get_mut(key)?;
            let participant = room.by_identity(identity)?;
            Some((room, participant))
        });
        if let Some((room, participant)) = found {
            return room.resume(participant, &mut self.env);
        }
        let session = self.env.open_session(None);
        let leave = LeaveRequest {
            reason: DisconnectReason::StateMismatch.into(),
            action: Action::Reconnect.into(),
            ..LeaveRequest::default()
        };
        self.env.send(session, Message::Leave(leave));
        self.env.close_session(session);
        session
    }
}

impl Room {
    fn join(
        &mut self,
        mut participant: Participant,
        params: JoinParams,
        env: &mut Env,
    ) -> SessionId {
        let key = ParticipantKey(env.next_key());
        let seat = self.seat(key);
        let session = env.open_session(Some(seat));
        participant.session = Some(session);
        for role in participant.links.roles() {
            env.peers.add(PeerKey { seat, role });
        }
        let (single, primary) = (
            participant.options.single,
            participant.links.subscriber_primary,
        );
        let protocol = participant.client.protocol;
        self.insert(key, participant, env);

        if let Some(join) = self.join_response(key, env) {
            env.send(session, Message::Join(join));
        }
        if let Some(participant) = self.participants.get_mut(&key) {
            participant.state = State::Joined;
            participant.dirty = true;
        }
        env.timers
            .set(Deadline::Join(seat), env.now + env.config.join_timeout);
        self.broadcast(key, super::update::Audience::AllLater, env);
        self.send_refresh_token(key, env);

        for request in params.add_track_requests {
            self.add_track(key, request, env);
        }
        // The first description carries the data channels only; tracks that exist follow in the next.
        if primary {
            self.negotiate(key, env);
        }
        if let Some(offer) = params.publisher_offer {
            self.on_offer(key, &offer, env);
        }
        if single || (primary && protocol > 7) {
            self.subscribe_to_existing(key, env);
        }
        session
    }

    fn resume(&mut self, key: ParticipantKey, env: &mut Env) -> SessionId {
        let seat = self.seat(key);
        let session = env.open_session(Some(seat));
        env.timers.cancel(Deadline::Resume(seat));
        let (mut last_reliable, mut dual) = (0, false);
        let mut client_configuration = None;
        if let Some(participant) = self.participants.get_mut(&key) {
            if let Some(old) = participant.session.replace(session) {
                env.close_session(old);
            }
            last_reliable = participant.last_reliable;
            client_configuration = participant.limits.configuration();
            if let Some(subscriber) = &mut participant.links.subscriber {
                subscriber.restart();
                dual = true;
            }
        }
        let reconnect = ReconnectResponse {
            ice_servers: env.config.ice_servers.clone(),
            server_info: Some(server_info(env)),
            last_message_seq: last_reliable,
            client_configuration,
        };
        env.send(session, Message::Reconnect(reconnect));
        let participants = self.snapshot(Some(key));
        env.send(
            session,
            Message::Update(ParticipantUpdate {
                participants,
                ..ParticipantUpdate::default()
            }),
        );
        env.send(
            session,
            Message::RoomUpdate(lk_proto::RoomUpdate {
                room: Some(self.info()),
            }),
        );
        if dual {
            self.renegotiate(key);
        }
        self.send_refresh_token(key, env);
        session
    }

    fn join_response(&mut self, key: ParticipantKey, env: &Env) -> Option<JoinResponse> {
        let room = self.info();
        let other_participants = self.snapshot(None).into_iter();
        let participant = self.participants.get_mut(&key)?;
        let info = participant.info();
        Some(JoinResponse {
            room: Some(room),
            other_participants: other_participants
                .filter(|other| other.sid != info.sid)
                .collect(),
            participant: Some(info),
            server_version: VERSION.into(),
            server_region: env.config.region.clone(),
            ice_servers: env.config.ice_servers.clone(),
            subscriber_primary: participant.links.subscriber_primary,
            ping_interval: PING_INTERVAL_SECONDS,
            ping_timeout: PING_TIMEOUT_SECONDS,
            server_info: Some(server_info(env)),
            sif_trailer: self.sif_trailer.clone().into(),
            enabled_publish_codecs: publish_codecs(&participant.limits, env),
            client_configuration: participant.limits.configuration(),
            fast_publish: participant.video().may_publish(),
            ..JoinResponse::default()
        })
    }
}

impl Env {
    /// Reads the token of a request: the header, or else the query. No token is no error here.
    pub(crate) fn authenticate(
        &self,
        authorization: Option<&str>,
        query: &str,
    ) -> Result<Option<Claims>, Refusal> {
        let from_query;
        let token = match authorization {
            Some(header) => match header.strip_prefix("Bearer ") {
                Some(token) => token,
                None => {
                    return Err(Refusal::new(
                        401,
                        "invalid authorization header. Must start with Bearer ",
                    ));
                }
            },
            None => {
                from_query = super::front::form_value(query, "access_token");
                from_query.as_deref().unwrap_or_default()
            }
        };
        if token.is_empty() {
            return Ok(None);
        }
        let refused = |text: String| Refusal::new(401, text);
        match self.verifier.verify_at(token, self.system_time()) {
            Ok(claims) => match claims.room_configuration() {
                Ok(_) => Ok(Some(claims)),
                Err(error) => {
                    let why = std::error::Error::source(&error).map(ToString::to_string);
                    let why = why.unwrap_or_default();
                    Err(refused(format!(
                        "invalid authorization token: token is malformed: could not JSON decode claim: {why}"
                    )))
                }
            },
            Err(VerifyError::UnknownKey) => Err(refused("invalid API key".into())),
            Err(
                VerifyError::Malformed { .. }
                | VerifyError::WrongAlgorithm
                | VerifyError::UnknownExtension,
            ) => Err(refused("invalid authorization token".into())),
            Err(error) => {
                let why = match error {
                    VerifyError::Expired { .. } => "token has invalid claims: token is expired",
                    VerifyError::NotYetValid { .. } => {
                        "token has invalid claims: token is not valid yet"
                    }
                    VerifyError::BadSignature => "token signature is invalid: signature is invalid",
                    _ => {
                        "token has invalid claims: token is missing required claim: exp claim is required"
                    }
                };
                Err(refused(format!("invalid authorization token: {why}")))
            }
        }
    }

    fn exceeds_limits(&self, claims: &Claims) -> bool {
        self.metadata_too_long(&claims.metadata) || self.attributes_too_long(&claims.attributes)
    }

    pub(crate) fn metadata_too_long(&self, metadata: &str) -> bool {
        let limit = self.config.max_metadata;
        limit > 0 && metadata.len() > limit
    }

    pub(crate) fn attributes_too_long<'a>(
        &self,
        attributes: impl IntoIterator<Item = (&'a String, &'a String)>,
    ) -> bool {
        let limit = self.config.max_attributes;
        let size: usize = attributes
            .into_iter()
            .map(|(name, value)| name.len() + value.len())
            .sum();
        limit > 0 && size > limit
    }
}

fn new_participant(claims: Claims, params: &JoinParams, env: &mut Env) -> Participant {
    let client = params.client_info.clone();
    let options = ConnectOptions {
        single: params.single_connection,
        auto_subscribe: params.auto_subscribe,
        auto_subscribe_data_track: params.auto_subscribe_data_track,
        adaptive_stream: params.adaptive_stream,
        allow_pause: params.subscriber_allow_pause.unwrap_or(true),
    };
    let may_subscribe = claims
        .video
        .as_ref()
        .is_none_or(lk_auth::VideoGrant::may_subscribe);
    let subscriber_primary = client.protocol > 2 && may_subscribe && !options.single;
    // Firefox cannot talk to a lite agent while it restarts; older clients take it for a full one.
    let firefox = client.browser.eq_ignore_ascii_case("firefox");
    let ice_lite =
        env.config.ice_lite && client.protocol > 5 && !params.disable_ice_lite && !firefox;
    let links = Links::new(options.single, subscriber_primary, ice_lite, env);
    let sid = env.random.sid("PA_");
    let joined_at = env.unix();
    Participant::new(sid, claims, client, options, links, joined_at)
}

/// What the token says of the room; it was read once when the token was verified.
fn room_configuration(claims: &Claims) -> RoomConfiguration {
    let config = claims.room_configuration().ok().flatten();
    config.unwrap_or_default()
}

fn server_info(env: &Env) -> ServerInfo {
    ServerInfo {
        edition: Edition::Standard.into(),
        version: VERSION.into(),
        protocol: PROTOCOL,
        region: env.config.region.clone(),
        node_id: env.node_id.clone(),
        agent_protocol: 1,
        ..ServerInfo::default()
    }
}

/// The enabled codecs in the order in which clients shall prefer them: VP8, H.264, other video, audio.
fn publish_codecs(limits: &Limits, env: &Env) -> Vec<lk_proto::Codec> {
    let rank = |mime: &str| match mime.to_ascii_lowercase().as_str() {
        "video/vp8" => 0,
        "video/h264" => 1,
        mime if mime.starts_with("video/") => 2,
        _ => 3,
    };
    let allowed = |mime: &str| Codec::from_mime(mime).is_some_and(|it| limits.may_publish(it));
    let codecs = env.config.enabled_codecs.iter();
    let codecs = codecs.filter(|codec| allowed(&codec.mime));
    let mut codecs: Vec<_> = codecs.cloned().collect();
    codecs.sort_by_key(|codec| rank(&codec.mime));
    codecs
}

/// The server that this one behaves like; clients choose by it.
const VERSION: &str = "1.13.5";
/// What this server speaks.
const PROTOCOL: i32 = 17;
const PING_INTERVAL_SECONDS: i32 = 5;
const PING_TIMEOUT_SECONDS: i32 = 15;
