//! What each call needs in its token, whether it may be repeated, and what else it takes before it
//! is sent: the one table of calls.

use std::time::Duration;

use lk_auth::AccessToken;
#[allow(unused_imports)]
use lk_auth::{AgentGrant, SipGrant, VideoGrant};
#[allow(unused_imports)]
use lk_proto::rpc;
use lk_proto::rpc::Rpc;

#[allow(unused_imports)]
use crate::services::*;

/// A call with the grant that it needs. Every call of the schema is one.
pub trait Granted: Rpc + sealed::Sealed + Send + Sync + 'static {
    /// Service and method, such as `livekit.RoomService/CreateRoom`.
    const NAME: &'static str;
    /// False for a call that must not happen twice: it dials, buys, or makes something happen at a
    /// participant. Every other one is taken to be done once by its request id, or to come to the
    /// same when it is done again.
    const MAY_REPEAT: bool;

    /// Puts what `request` needs into `token`.
    fn grant(request: &Self::Request, token: AccessToken) -> AccessToken;

    /// Makes `request` ready to be sent, and returns how long it may take where it waits for
    /// somebody.
    #[doc(hidden)]
    fn ready(_request: &mut Self::Request) -> Option<Wait> {
        None
    }
}

/// How long a call takes that waits for somebody.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Its time limit.
    pub limit: Duration,
    /// The caller may only set a longer one.
    pub is_least: bool,
}

impl Wait {
    /// A time limit that the caller may change.
    #[allow(dead_code)]
    pub(crate) fn up_to(limit: Duration) -> Self {
        Self {
            limit,
            is_least: false,
        }
    }
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! grants {
    ($(
        #[cfg($cfg:meta)]
        mod $service:ident {
            $( $($rpc:ident),+ => $($once:ident)? $({ $ready:path })? |$request:tt| $grant:expr; )*
        }
    )*) => {
        $($(
            grants!(@row $cfg, $service, [$($rpc)+], [$($once)?], [$($ready)?], $request, $grant);
        )*)*

        /// Service and method of every row, for the tests to hold against the schema.
        #[cfg(test)]
        const ROWS: &[(&str, &str)] = &[
            $($($( #[cfg($cfg)] (
                <rpc::$service::$rpc as Rpc>::SERVICE,
                <rpc::$service::$rpc as Rpc>::METHOD,
            ), )+)*)*
        ];
    };
    (@may_repeat []) => { true };
    (@may_repeat [once]) => { false };
    (@ready []) => {};
    (@ready [$ready:path]) => {
        fn ready(request: &mut Self::Request) -> Option<Wait> {
            $ready(request)
        }
    };
    (@row $cfg:meta, $service:ident, [$($rpc:ident)+], $once:tt, $ready:tt, $request:tt, $grant:expr) => {
        $(
            #[cfg($cfg)]
            impl sealed::Sealed for rpc::$service::$rpc {}

            #[cfg($cfg)]
            impl Granted for rpc::$service::$rpc {
                // `PATH` is `/twirp/` and the name.
                const NAME: &'static str = <Self as Rpc>::PATH.split_at("/twirp/".len()).1;
                const MAY_REPEAT: bool = grants!(@may_repeat $once);

                fn grant($request: &Self::Request, token: AccessToken) -> AccessToken {
                    token.grant($grant)
                }

                grants!(@ready $ready);
            }
        )+
    };
}

grants! {
    #[cfg(feature = "room")]
    mod room_service {
        CreateRoom, DeleteRoom
            => |_| VideoGrant::create_rooms();
        ListRooms
            => |_| VideoGrant::list_rooms();
        ListParticipants, GetParticipant, RemoveParticipant, MutePublishedTrack,
        UpdateParticipant, UpdateSubscriptions, UpdateRoomMetadata
            => |request| VideoGrant::admin(&request.room);
        SendData
            => { room::with_nonce } |request| VideoGrant::admin(&request.room);
        PerformRpc
            => once { room::rpc_limit } |request| VideoGrant::admin(&request.room);
        ForwardParticipant, MoveParticipant
            => |request| VideoGrant::admin(&request.room).destination_room(&request.destination_room);
    }

    #[cfg(feature = "agent-dispatch")]
    mod agent_dispatch_service {
        CreateDispatch, DeleteDispatch, ListDispatch
            => |request| VideoGrant::admin(&request.room);
    }

    #[cfg(feature = "egress")]
    mod egress {
        StartEgress, StartRoomCompositeEgress, StartWebEgress, StartParticipantEgress,
        StartTrackCompositeEgress, StartTrackEgress, UpdateLayout, UpdateStream, ListEgress,
        StopEgress
            => |_| VideoGrant::new().room_record(true);
    }

    #[cfg(feature = "ingress")]
    mod ingress {
        CreateIngress, UpdateIngress, ListIngress, DeleteIngress
            => |_| VideoGrant::new().ingress_admin(true);
    }

    #[cfg(feature = "sip")]
    mod sip {
        CreateSipInboundTrunk, CreateSipOutboundTrunk, UpdateSipInboundTrunk,
        UpdateSipOutboundTrunk, GetSipInboundTrunk, GetSipOutboundTrunk, ListSipTrunk,
        ListSipInboundTrunk, ListSipOutboundTrunk, DeleteSipTrunk, CreateSipDispatchRule,
        UpdateSipDispatchRule, ListSipDispatchRule, DeleteSipDispatchRule
            => |_| SipGrant::admin();
        CreateSipParticipant
            => once { dial::create } |_| SipGrant::call();
        TransferSipParticipant
            => once { dial::transfer } |request| (SipGrant::call(), VideoGrant::admin(&request.room_name));
    }

    #[cfg(feature = "connector")]
    mod connector {
        ConnectTwilioCall
            => |request| VideoGrant::create_rooms().room(&request.room_name);
        AcceptWhatsAppCall
            => { dial::accept } |request| VideoGrant::create_rooms().room(&request.room_name);
        DialWhatsAppCall
            => once |request| VideoGrant::create_rooms().room(&request.room_name);
        ConnectWhatsAppCall
            => { dial::connect } |_| VideoGrant::create_rooms();
        DisconnectWhatsAppCall
            => |_| VideoGrant::create_rooms();
    }

    #[cfg(feature = "phone-number")]
    mod phone_number_service {
        PurchasePhoneNumber
            => once |_| SipGrant::admin();
        SearchPhoneNumbers
            => { phone_number::search } |_| SipGrant::admin();
        ListPhoneNumbers, GetPhoneNumber,
        UpdatePhoneNumber, ReleasePhoneNumbers
            => |_| SipGrant::admin();
    }

    #[cfg(feature = "cloud-agent")]
    mod cloud_agent {
        CreateAgent, CreateAgentV2, ListAgents, ListAgentVersions, DeleteAgent, UpdateAgent,
        RestartAgent, RollbackAgent, ListAgentSecrets, UpdateAgentSecrets, DeployAgent,
        DeployAgentV2, PromoteAgent, GetClientSettings, CreatePrivateLink,
        DestroyPrivateLink, ListPrivateLinks, GetPrivateLinkStatus
            => |_| AgentGrant::admin();
    }

    #[cfg(feature = "agent-simulation")]
    mod agent_simulation {
        CreateSimulationRun, ConfirmSimulationSourceUpload, GetSimulationRun,
        ListSimulationRuns, CountSimulationRuns, CancelSimulationRun,
        CreateScenarioFromSession
            => |_| AgentGrant::simulation_admin();
    }
}

#[cfg(test)]
mod tests;
