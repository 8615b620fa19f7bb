//! Records a subscribed track into a file.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use bytes::Bytes;
use indicatif::ProgressBar;
use lk_sdk::{media::FileWriter, prelude::*, rtc::stats::RemoteTrackStats};
use tokio::sync::watch;

/// What became of one track.
#[derive(Debug)]
pub struct Recording {
    pub path: PathBuf,
    pub codec: Codec,
    pub frames: Vec<Bytes>,
    /// When the first frame was here.
    pub first_frame: Option<Instant>,
    pub stats: RemoteTrackStats,
}

/// How many frames of each codec are written so far, and the latest. Clones share the count.
#[derive(Debug, Clone, Default)]
pub struct Tally(Arc<watch::Sender<HashMap<Codec, (usize, Bytes)>>>);

impl Tally {
    /// Waits until as many frames of `codec` are written as `clip` has, the last of them its last: what was recorded before
    /// the file began anew does not count.
    pub async fn reached(&self, codec: Codec, clip: &[Bytes]) {
        let all = |(count, latest): &(usize, Bytes)| {
            *count >= clip.len() && clip.last().is_none_or(|last| last == latest)
        };
        // The sender is ours, so it cannot be gone.
        let _ = self
            .0
            .subscribe()
            .wait_for(|written| written.get(&codec).is_some_and(all))
            .await;
    }

    fn set(&self, codec: Codec, count: usize, latest: Bytes) {
        self.0.send_modify(|written| {
            written.insert(codec, (count, latest));
        });
    }
}

/// Writes every frame of `track` into `folder` until the track ends.
pub async fn record(
    track: RemoteTrack,
    folder: PathBuf,
    bar: ProgressBar,
    tally: Tally,
) -> anyhow::Result<Recording> {
    let codec = track.codec().context("a track of an unknown codec")?;
    let path = folder.join(file_name(codec)?);
    let mut writer = FileWriter::create(&path, codec)?;
    let mut frames = track.frames();
    let mut recording = Recording {
        path,
        codec,
        frames: Vec::new(),
        first_frame: None,
        stats: RemoteTrackStats::default(),
    };
    let mut previous: Option<Duration> = None;
    while let Some(frame) = frames.next().await {
        if !frame.intact {
            // It builds on one that was lost: no decoder could show it.
            continue;
        }
        recording.first_frame.get_or_insert_with(Instant::now);
        recording.frames.push(frame.data.clone());
        bar.inc(1);
        // A container wants to know how long a frame lasts, RTP only says when it begins.
        let duration = previous.map_or(Duration::from_millis(20), |previous| {
            frame.pts.saturating_sub(previous)
        });
        previous = Some(frame.pts);
        let latest = frame.data.clone();
        writer.write(
            &Frame::new(frame.data, duration)
                .pts(frame.pts)
                .keyframe(frame.keyframe),
        )?;
        tally.set(codec, recording.frames.len(), latest);
        // Gone with the track, so asked for while it lasts.
        if let Ok(stats) = track.stats().await {
            recording.stats = stats;
        }
    }
    writer.finish()?;
    Ok(recording)
}

fn file_name(codec: Codec) -> anyhow::Result<&'static Path> {
    Ok(Path::new(match codec {
        Codec::Opus => "audio.ogg",
        Codec::Vp8 => "camera.ivf",
        Codec::H264 => "screen.h264",
        other => anyhow::bail!("nothing published {}", other.name()),
    }))
}
