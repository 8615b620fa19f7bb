//! Lists of names that the server may extend: known ones typed, others kept as text.

/// Declares an enum of names with a variant for the unknown ones.
macro_rules! open_names {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$variant_meta:meta])* $variant:ident = $wire:literal, )* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )*
            /// A name that this version does not know.
            Other(Box<str>),
        }

        impl $name {
            /// The name as tokens carry it.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $wire, )*
                    Self::Other(name) => name,
                }
            }
        }

        impl From<&str> for $name {
            fn from(name: &str) -> Self {
                match name {
                    $( $wire => Self::$variant, )*
                    _ => Self::Other(name.into()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl crate::write::Write for $name {
            fn write(&self, out: &mut Vec<u8>) {
                self.as_str().write(out);
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct NameVisitor;

                impl serde::de::Visitor<'_> for NameVisitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("a name")
                    }

                    fn visit_str<E>(self, name: &str) -> Result<$name, E> {
                        Ok($name::from(name))
                    }
                }

                deserializer.deserialize_str(NameVisitor)
            }
        }
    };
}

open_names! {
    /// What a participant is (claim `kind`). A token without one is a standard participant.
    pub enum ParticipantKind {
        /// A user's client.
        Standard = "standard",
        /// The participant that an ingress publishes as.
        Ingress = "ingress",
        /// A recorder; it does not keep a room open.
        Egress = "egress",
        /// One leg of a phone call.
        Sip = "sip",
        /// An agent; it does not keep a room open.
        Agent = "agent",
        /// A call that comes in over a connector.
        Connector = "connector",
        /// A bridge to another media system.
        Bridge = "bridge",
    }
}

open_names! {
    /// More about a participant's kind (claim `kindDetails`).
    pub enum KindDetail {
        /// An agent that LiveKit Cloud hosts.
        CloudAgent = "cloud_agent",
        /// Forwarded from another room.
        Forwarded = "forwarded",
        /// Comes over the WhatsApp connector.
        ConnectorWhatsapp = "connector_whatsapp",
        /// Comes over the Twilio connector.
        ConnectorTwilio = "connector_twilio",
        /// Comes from an RTSP source.
        BridgeRtsp = "bridge_rtsp",
        /// Part of a simulation run.
        Simulation = "simulation",
    }
}

open_names! {
    /// A track source that may be published (`video.canPublishSources`).
    pub enum PublishSource {
        /// Video of a camera.
        Camera = "camera",
        /// Audio of a microphone.
        Microphone = "microphone",
        /// Video of a shared screen.
        ScreenShare = "screen_share",
        /// Audio of a shared screen.
        ScreenShareAudio = "screen_share_audio",
    }
}
