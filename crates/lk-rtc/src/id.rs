//! Names and numbers that the server and the application give to rooms, participants and tracks.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

macro_rules! server_id {
    ($(#[$doc:meta])* $name:ident) => {
        id! { $(#[$doc])* $name }

        impl TryFrom<&str> for $name {
            type Error = EmptyId;

            fn try_from(text: &str) -> Result<Self, EmptyId> {
                if text.is_empty() { Err(EmptyId) } else { Ok(Self(text.into())) }
            }
        }
    };
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as it stands on the wire.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

server_id! {
    /// Server-assigned id of one life of a room, such as `RM_hJ9x`.
    ///
    /// Opaque. A room that is closed and made again under the same name has another one.
    /// Wire form: `Room.sid` in `livekit_models.proto`.
    RoomSid
}

server_id! {
    /// Server-assigned id of one session of a participant, such as `PA_q7Rk`.
    ///
    /// Opaque. A participant that comes back has another one; what stays is its
    /// [`ParticipantIdentity`]. Wire form: `ParticipantInfo.sid` in `livekit_models.proto`.
    ParticipantSid
}

id! {
    /// The name under which the application's token lets a participant in; unique in its room.
    ///
    /// Wire form: `ParticipantInfo.identity` in `livekit_models.proto`.
    ParticipantIdentity
}

server_id! {
    /// Server-assigned id of one published track, such as `TR_AMxK4e`.
    ///
    /// Opaque: compare it, print it, send it back; never take it apart. Publishing the same media
    /// again yields a new one. Wire form: `TrackInfo.sid` in `livekit_models.proto`.
    TrackSid
}

impl ParticipantSid {
    /// What stands for our own before the server has given us one.
    pub(crate) fn unknown() -> Self {
        Self("".into())
    }
}

impl From<&str> for ParticipantIdentity {
    fn from(identity: &str) -> Self {
        Self(identity.into())
    }
}

impl From<String> for ParticipantIdentity {
    fn from(identity: String) -> Self {
        Self(identity.into())
    }
}

impl From<&Self> for ParticipantIdentity {
    fn from(identity: &Self) -> Self {
        identity.clone()
    }
}

/// An id that a server gives may be anything but empty, and this one was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id cannot be empty")]
pub struct EmptyId;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_opaque_and_never_empty() {
        let sid = TrackSid::try_from("no prefix at all").expect("anything but empty passes");
        assert_eq!(sid.to_string(), "no prefix at all");
        assert_eq!(TrackSid::try_from(""), Err(EmptyId));
    }
}
