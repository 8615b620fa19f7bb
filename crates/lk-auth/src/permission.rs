//! Between the video grant and the permissions that the server shows and takes of a participant.
//! Feature `proto`.
// The schema calls two of them deprecated; servers still set and read them.
#![allow(deprecated)]

use lk_proto::{ParticipantPermission, TrackSource};

use crate::names::PublishSource;
use crate::video::VideoGrant;

impl VideoGrant {
    /// What a participant with this grant may do, what is not set as the server's defaults have it.
    /// Feature `proto`.
    ///
    /// A source that the schema has no name for becomes `TrackSource::Unknown`.
    ///
    /// ```
    /// use lk_auth::VideoGrant;
    ///
    /// let permission = VideoGrant::join("demo").can_subscribe(false).to_permission();
    /// assert!(permission.can_publish && !permission.can_subscribe);
    /// ```
    pub fn to_permission(&self) -> ParticipantPermission {
        ParticipantPermission {
            can_subscribe: self.may_subscribe(),
            can_publish: self.may_publish(),
            can_publish_data: self.may_publish_data(),
            hidden: self.hidden,
            recorder: self.recorder,
            can_publish_sources: self.can_publish_sources.iter().map(number).collect(),
            can_update_metadata: self.may_update_own_metadata(),
            agent: self.agent,
            can_subscribe_metrics: self.may_subscribe_metrics(),
            can_manage_agent_session: self.may_manage_agent_session(),
        }
    }

    /// Sets all that `permission` speaks of; the rest of the grant stays. Feature `proto`.
    #[must_use]
    pub fn permission(mut self, permission: &ParticipantPermission) -> Self {
        self.can_subscribe = Some(permission.can_subscribe);
        self.can_publish = Some(permission.can_publish);
        self.can_publish_data = Some(permission.can_publish_data);
        self.hidden = permission.hidden;
        self.recorder = permission.recorder;
        let sources = permission.can_publish_sources.iter();
        self.can_publish_sources = sources.map(|&number| source(number)).collect();
        self.can_update_own_metadata = Some(permission.can_update_metadata);
        self.agent = permission.agent;
        self.can_subscribe_metrics = Some(permission.can_subscribe_metrics);
        self.can_manage_agent_session = Some(permission.can_manage_agent_session);
        self
    }

    /// Tells whether a participant with this grant has just this permission. Feature `proto`.
    pub fn matches_permission(&self, permission: &ParticipantPermission) -> bool {
        self.to_permission() == *permission
    }
}

fn number(source: &PublishSource) -> i32 {
    TrackSource::from_str_name(&source.as_str().to_ascii_uppercase())
        .unwrap_or_default()
        .into()
}

/// By the schema's name in lower case; a number without a name stays one.
fn source(number: i32) -> PublishSource {
    match TrackSource::try_from(number) {
        Ok(known) => PublishSource::from(&*known.as_str_name().to_ascii_lowercase()),
        Err(_) => PublishSource::from(&*number.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permission_goes_into_a_grant_and_out_again() {
        let every_other = ParticipantPermission {
            can_subscribe: true,
            can_publish_data: true,
            recorder: true,
            can_publish_sources: vec![
                TrackSource::Camera.into(),
                TrackSource::Microphone.into(),
                TrackSource::ScreenShare.into(),
                TrackSource::ScreenShareAudio.into(),
                TrackSource::Unknown.into(),
            ],
            can_update_metadata: true,
            can_subscribe_metrics: true,
            ..Default::default()
        };
        let the_others = ParticipantPermission {
            can_publish: true,
            hidden: true,
            agent: true,
            can_manage_agent_session: true,
            ..Default::default()
        };
        for permission in [every_other, the_others, ParticipantPermission::default()] {
            let before = VideoGrant::join("r")
                .can_publish_sources([PublishSource::Camera])
                .ingress_admin(true)
                .hidden(true);
            let grant = before.permission(&permission);
            assert_eq!(grant.to_permission(), permission);
            assert!(grant.matches_permission(&permission));
            assert!(grant.room_join && grant.room == "r" && grant.ingress_admin);
        }
    }

    #[test]
    fn what_is_not_set_is_the_servers_default() {
        let permission = VideoGrant::join("r").to_permission();
        assert!(permission.can_publish && permission.can_subscribe && permission.can_publish_data);
        assert!(!permission.can_update_metadata && !permission.can_subscribe_metrics);
        let silent = VideoGrant::join("r").can_publish(false);
        assert!(!silent.matches_permission(&permission));
        assert!(!silent.to_permission().can_publish_data);
    }

    #[test]
    fn sources_without_a_name_are_kept_apart() {
        let odd = ParticipantPermission {
            can_publish_sources: vec![0, 99],
            ..Default::default()
        };
        let grant = VideoGrant::new().permission(&odd);
        assert_eq!(
            grant.can_publish_sources,
            ["unknown", "99"].map(PublishSource::from)
        );
        assert_eq!(grant.to_permission().can_publish_sources, [0, 0]);
    }
}
