//! Devices and browsers that cannot do what they say they can.

use lk_peer::Codec;
use lk_proto::{ClientConfiguration, ClientInfo, DisabledCodecs};

/// What a client is told not to use, as the real server's list has it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Neither published nor received.
    codecs: Vec<Codec>,
    /// Received only.
    publish: Vec<Codec>,
}

impl Limits {
    pub(crate) fn of(client: &ClientInfo) -> Self {
        let is = |field: &str, value: &str| field.eq_ignore_ascii_case(value);
        let safari = is(&client.browser, "safari");
        let firefox = is(&client.browser, "firefox") || is(&client.browser, "firefox mobile");
        let (android, linux) = (is(&client.os, "android"), is(&client.os, "linux"));
        let xiaomi = is(&client.device_model, "xiaomi 2201117ti");
        let mut limits = Self::default();
        if safari {
            limits.codecs.push(Codec::Av1);
        }
        if safari && version(&client.browser_version) > (18, 3) {
            limits.publish.push(Codec::Vp9);
        }
        if (xiaomi && android) || (firefox && (linux || android)) {
            limits.publish.push(Codec::H264);
        }
        limits
    }

    pub(crate) fn may_publish(&self, codec: Codec) -> bool {
        self.may_receive(codec) && !self.publish.contains(&codec)
    }

    pub(crate) fn may_receive(&self, codec: Codec) -> bool {
        !self.codecs.contains(&codec)
    }

    /// What the client is told of it, if there is anything to tell.
    pub(crate) fn configuration(&self) -> Option<ClientConfiguration> {
        if *self == Self::default() {
            return None;
        }
        let list = |codecs: &[Codec]| {
            let named = codecs.iter().map(|codec| lk_proto::Codec {
                mime: codec.mime().into(),
                ..lk_proto::Codec::default()
            });
            named.collect()
        };
        Some(ClientConfiguration {
            disabled_codecs: Some(DisabledCodecs {
                codecs: list(&self.codecs),
                publish: list(&self.publish),
            }),
            ..ClientConfiguration::default()
        })
    }
}

fn version(text: &str) -> (u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(browser: &str, browser_version: &str, os: &str, device_model: &str) -> ClientInfo {
        ClientInfo {
            browser: browser.into(),
            browser_version: browser_version.into(),
            os: os.into(),
            device_model: device_model.into(),
            ..ClientInfo::default()
        }
    }

    #[test]
    fn only_known_devices_are_limited() {
        assert_eq!(
            Limits::of(&client("chrome", "156.0", "linux", "")).configuration(),
            None
        );
        let phone = Limits::of(&client("", "", "android", "Xiaomi 2201117TI"));
        assert!(!phone.may_publish(Codec::H264) && phone.may_receive(Codec::H264));
        assert!(!Limits::of(&client("firefox", "140", "Linux", "")).may_publish(Codec::H264));
        assert!(Limits::of(&client("firefox", "140", "windows", "")).may_publish(Codec::H264));
        let old = Limits::of(&client("Safari", "18.3", "mac", ""));
        let new = Limits::of(&client("Safari", "18.10", "mac", ""));
        assert!(!old.may_receive(Codec::Av1) && old.may_publish(Codec::Vp9));
        assert!(!new.may_publish(Codec::Vp9) && new.may_receive(Codec::Vp9));
    }
}
