//! Who may subscribe to a participant's tracks, as the participant itself says.

use std::collections::{BTreeMap, BTreeSet};

use lk_proto::SubscriptionPermission;

/// By subscriber. Everyone, until the publisher says otherwise.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) enum TrackPermissions {
    #[default]
    Everyone,
    /// By the subscriber's identity; who is not listed may not.
    Listed(BTreeMap<String, Tracks>),
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Tracks {
    All,
    Some(BTreeSet<String>),
}

/// An entry that names nobody.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NamesNobody;

impl TrackPermissions {
    /// Reads what a publisher sent. `identity_of` finds the identity behind a participant's sid.
    pub(crate) fn read(
        sent: SubscriptionPermission,
        identity_of: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, NamesNobody> {
        if sent.all_participants {
            return Ok(Self::Everyone);
        }
        let mut listed = BTreeMap::new();
        for entry in sent.track_permissions {
            let identity = match (entry.participant_identity, entry.participant_sid) {
                (identity, _) if !identity.is_empty() => identity,
                (_, sid) if sid.is_empty() => return Err(NamesNobody),
                (_, sid) => match identity_of(&sid) {
                    Some(identity) => identity,
                    None => continue,
                },
            };
            let tracks = if entry.all_tracks {
                Tracks::All
            } else {
                Tracks::Some(entry.track_sids.into_iter().collect())
            };
            listed.insert(identity, tracks);
        }
        Ok(Self::Listed(listed))
    }

    /// Whether the participant `identity` may subscribe to the track `sid`.
    pub(crate) fn allows(&self, identity: &str, sid: &str) -> bool {
        match self {
            Self::Everyone => true,
            Self::Listed(listed) => match listed.get(identity) {
                None => false,
                Some(Tracks::All) => true,
                Some(Tracks::Some(sids)) => sids.contains(sid),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use lk_proto::TrackPermission;

    use super::*;

    fn read(all: bool, entries: Vec<TrackPermission>) -> Result<TrackPermissions, NamesNobody> {
        let sent = SubscriptionPermission {
            all_participants: all,
            track_permissions: entries,
        };
        TrackPermissions::read(sent, |sid| (sid == "PA_1").then(|| "one".to_owned()))
    }

    #[test]
    fn nobody_is_excluded_by_default() {
        assert!(TrackPermissions::default().allows("anyone", "TR_1"));
    }

    #[test]
    fn entries_name_participants_by_identity_or_sid() {
        let by_sid = TrackPermission {
            participant_sid: "PA_1".into(),
            track_sids: vec!["TR_1".into()],
            ..TrackPermission::default()
        };
        let by_identity = TrackPermission {
            participant_identity: "two".into(),
            all_tracks: true,
            ..TrackPermission::default()
        };
        let permissions = read(false, vec![by_sid, by_identity]).unwrap();
        assert!(permissions.allows("one", "TR_1"));
        assert!(!permissions.allows("one", "TR_2"));
        assert!(permissions.allows("two", "TR_2"));
        assert!(!permissions.allows("three", "TR_1"));
    }

    #[test]
    fn an_entry_for_nobody_is_refused_and_one_for_a_stranger_is_skipped() {
        assert_eq!(
            read(false, vec![TrackPermission::default()]),
            Err(NamesNobody)
        );
        let stranger = TrackPermission {
            participant_sid: "PA_9".into(),
            ..TrackPermission::default()
        };
        assert_eq!(
            read(false, vec![stranger]),
            Ok(TrackPermissions::Listed(BTreeMap::new()))
        );
        assert_eq!(
            read(true, vec![TrackPermission::default()]),
            Ok(TrackPermissions::Everyone)
        );
    }
}
