//! Announcements of tracks: which are taken, which are refused and why.

use std::collections::VecDeque;

use lk_proto::{AddTrackRequest, TrackInfo, TrackType, request_response::Reason};
use prost::Message as _;

use super::info::describe;
use crate::core::{env::Env, participant::Participant};

/// Tracks announced under one cid. Only the first one is awaited; the others wait for it to end.
pub(super) struct Pending {
    pub(super) cid: String,
    pub(super) queue: VecDeque<TrackInfo>,
    /// An earlier track of this cid is still published.
    pub(super) queued: bool,
}
impl Pending {
    pub(super) fn front(&self) -> Option<&TrackInfo> {
        self.queue.front()
    }
}

pub(super) struct Refused {
    pub(super) reason: Reason,
    pub(super) why: String,
    pub(super) request: AddTrackRequest,
}

impl Participant {
    /// Takes an announcement: what it is called, and what is known of the track.
    pub(super) fn announce(
        &mut self,
        request: AddTrackRequest,
        env: &mut Env,
    ) -> Result<(String, TrackInfo), Box<Refused>> {
        let refused = |reason, why: String, request| {
            Err(Box::new(Refused {
                reason,
                why,
                request,
            }))
        };
        if !self.can_publish_source(request.source()) {
            return refused(Reason::NotAllowed, String::new(), request);
        }
        if !matches!(
            TrackType::try_from(request.r#type),
            Ok(TrackType::Audio | TrackType::Video)
        ) {
            return refused(Reason::UnsupportedType, String::new(), request);
        }
        if request.encoded_len() > MAX_REQUEST {
            let why = "what is said of the track is too long".into();
            return refused(Reason::LimitExceeded, why, request);
        }
        let published = &mut self.published;
        if !request.sid.is_empty() {
            return match published.by_sid(&request.sid) {
                Some(track) => Ok((request.cid, track.info.clone())),
                None => refused(Reason::NotFound, String::new(), request),
            };
        }
        if published.pending.len() >= MAX_PENDING {
            let why = format!(
                "too many pending tracks, rejecting new track, numPendingTracks: {}",
                published.pending.len()
            );
            return refused(Reason::LimitExceeded, why, request);
        }
        let used = published.uses(&request.cid);
        let known = published
            .pending
            .iter_mut()
            .find(|pending| pending.cid == request.cid);
        match known {
            Some(pending) if pending.queue.len() >= MAX_QUEUED => {
                let why = format!(
                    "too many pending queued tracks, rejecting new track, numPendingTracksQueued: {}",
                    pending.queue.len()
                );
                refused(Reason::LimitExceeded, why, request)
            }
            Some(pending) => {
                let sid = pending
                    .front()
                    .map(|info| info.sid.clone())
                    .unwrap_or_default();
                pending.queue.push_back(describe(&request, sid, env));
                refused(Reason::Queued, String::new(), request)
            }
            None => {
                let sid = env.random.track_sid(request.r#type(), request.source());
                let info = describe(&request, sid, env);
                let pending = Pending {
                    cid: request.cid.clone(),
                    queue: [info.clone()].into(),
                    queued: used,
                };
                published.pending.push(pending);
                if used {
                    refused(Reason::Queued, String::new(), request)
                } else {
                    Ok((request.cid, info))
                }
            }
        }
    }

    /// Whether redundant audio may be answered to it.
    pub(crate) fn supports_red(&self) -> bool {
        let browser = self.client.browser.to_ascii_lowercase();
        !matches!(browser.as_str(), "firefox" | "safari")
    }
}

/// Most bytes of one announcement.
const MAX_REQUEST: usize = 16 * 1024;
/// Most announcements that one participant may have open.
pub(super) const MAX_PENDING: usize = 20;
/// Most announcements under one cid.
const MAX_QUEUED: usize = 3;
