//! The API over Twirp: which call it is, in which format, and may the caller make it.

mod dispatch;
mod room_service;
mod twirp;

use lk_auth::{Claims, VideoGrant};
use lk_proto::{json::JsonMessage, rpc::Rpc};
use prost::Message as _;

pub(super) use twirp::{Format, TwirpCode, TwirpError};

use super::{
    Core,
    keys::HttpId,
    output::{HttpReply, HttpRequest},
};

/// One call on its way.
pub(super) struct Call<'a> {
    pub(super) id: HttpId,
    pub(super) claims: Option<&'a Claims>,
    pub(super) format: Format,
    body: &'a [u8],
}

impl Core {
    pub(super) fn serve_api(
        &mut self,
        id: HttpId,
        request: &HttpRequest<'_>,
        service_and_method: &str,
        claims: Option<&Claims>,
    ) -> Option<HttpReply> {
        let path = request.target.split('?').next().unwrap_or_default();
        let bad_route = |why: String| Some(TwirpError::bad_route(request.method, path, why).into());
        let Some((service, method)) = service_and_method
            .split_once('/')
            .filter(|(service, _)| is_served(service))
        else {
            return Some(HttpReply::text(404, "404 page not found\n"));
        };
        if request.method != "POST" {
            return bad_route(format!(
                "unsupported method {:?} (only POST is allowed)",
                request.method
            ));
        }
        let content_type = request.content_type.unwrap_or_default();
        let known = lk_proto::rpc::RPCS.contains(&(service, method));
        if !known {
            return bad_route(format!("no handler for path {path:?}"));
        }
        let Some(format) = Format::of(content_type) else {
            return bad_route(format!("unexpected Content-Type: {content_type:?}"));
        };
        let call = Call {
            id,
            claims,
            format,
            body: request.body,
        };
        match service {
            "livekit.RoomService" => self.room_service(&call, method),
            "livekit.AgentDispatchService" => Some(self.agent_dispatch(&call, method)),
            _ => Some(call.not_connected(service, method).into()),
        }
    }
}

impl Call<'_> {
    /// Reads the request of the rpc `R`, does it and writes the answer.
    pub(super) fn answer<R: Rpc>(
        &self,
        act: impl FnOnce(R::Request) -> Result<R::Response, TwirpError>,
    ) -> HttpReply
    where
        R::Request: JsonMessage,
        R::Response: JsonMessage,
    {
        match self.request::<R>().and_then(act) {
            Ok(response) => self.format.reply(&response),
            Err(error) => error.into(),
        }
    }

    pub(super) fn request<R: Rpc>(&self) -> Result<R::Request, TwirpError>
    where
        R::Request: JsonMessage,
    {
        match self.format {
            Format::Json => lk_proto::json::from_slice(self.body).map_err(|_| {
                TwirpError::new(
                    TwirpCode::Malformed,
                    "the json request could not be decoded",
                )
            }),
            Format::Protobuf => R::Request::decode(self.body).map_err(|_| {
                TwirpError::new(
                    TwirpCode::Malformed,
                    "the protobuf request could not be decoded",
                )
            }),
        }
    }

    /// The token's grant has this.
    pub(super) fn require(
        &self,
        granted: impl FnOnce(&VideoGrant) -> bool,
    ) -> Result<(), TwirpError> {
        let video = self.claims.and_then(|claims| claims.video.as_ref());
        if video.is_some_and(granted) {
            Ok(())
        } else {
            Err(TwirpError::denied())
        }
    }

    /// What the real server says where it runs alone.
    fn not_connected(&self, service: &str, method: &str) -> TwirpError {
        let sip = self.claims.and_then(|claims| claims.sip.as_ref());
        let (what, allowed) = match (service, method) {
            ("livekit.Egress", _) => ("egress", self.require(|video| video.room_record).is_ok()),
            ("livekit.Ingress", _) => {
                ("ingress", self.require(|video| video.ingress_admin).is_ok())
            }
            (_, "CreateSIPParticipant" | "TransferSIPParticipant") => {
                ("sip", sip.is_some_and(|sip| sip.call))
            }
            _ => ("sip", sip.is_some_and(|sip| sip.admin)),
        };
        if !allowed {
            return TwirpError::denied();
        }
        let why = format!("{what} not connected (redis required)");
        TwirpError::new(TwirpCode::Internal, why)
    }

    /// The token may administer the room `name`.
    pub(super) fn require_admin(&self, name: &str) -> Result<(), TwirpError> {
        self.require(|video| video.room_admin && video.room == name)
    }
}

/// Services that the real server has, too.
fn is_served(service: &str) -> bool {
    matches!(
        service,
        "livekit.RoomService"
            | "livekit.AgentDispatchService"
            | "livekit.Egress"
            | "livekit.Ingress"
            | "livekit.SIP"
    )
}
