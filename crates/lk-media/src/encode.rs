//! Encoders that an application brings, and what a session asks of them.
//!
//! This crate encodes nothing. An application implements [`VideoEncoder`] around the encoder of its choice, in
//! software or hardware; an [`EncoderFeed`] stands before it, merges what receivers ask for, and keeps the
//! encoder from making one keyframe after another. Like everything here it reads no clock.

use std::time::{Duration, Instant};

use crate::{Codec, Frame};

/// A video encoder.
///
/// Pictures go in with [`encode`](Self::encode), frames come out of [`poll_frame`](Self::poll_frame): at once, or
/// some pictures later where the encoder looks ahead. [`Packetizer`](crate::Packetizer) takes frames as they
/// are: parameter sets may come with their keyframe, or before it as a frame of their own.
pub trait VideoEncoder {
    /// What it encodes: pixels in memory, a texture, a handle.
    type Picture;
    /// Why it failed.
    type Error;

    /// The codec of its frames.
    fn codec(&self) -> Codec;

    /// Takes a picture that is due at `pts`, counted from the start of the stream; it never goes back. With
    /// `keyframe` the picture has to become a frame at which decoding can start. Drain
    /// [`poll_frame`](Self::poll_frame) afterwards.
    ///
    /// # Errors
    ///
    /// Its own. The picture is lost; whether others can follow is for the encoder to say.
    fn encode(
        &mut self,
        picture: &Self::Picture,
        pts: Duration,
        keyframe: bool,
    ) -> Result<(), Self::Error>;

    /// Gives the next frame, in decoding order, with [`Frame::pts`], [`Frame::duration`] and
    /// [`Frame::keyframe`] set; `None` until another picture comes.
    ///
    /// # Errors
    ///
    /// Its own.
    fn poll_frame(&mut self) -> Result<Option<Frame>, Self::Error>;

    /// Sets how much it may send from the next picture on. Called only where that changes.
    fn set_rate(&mut self, rate: EncoderRate);

    /// No picture follows: whatever was held back comes out of [`poll_frame`](Self::poll_frame). Default: nothing
    /// is held back.
    fn finish(&mut self) {}
}

/// How much an encoder may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EncoderRate {
    /// Bits a second, headers of packets not counted.
    pub bits_per_second: u64,
    /// Pictures a second at most; `None`: as many as come.
    pub max_frames_per_second: Option<u32>,
}

impl EncoderRate {
    /// A rate of `bits_per_second`, with as many pictures as come.
    pub const fn new(bits_per_second: u64) -> Self {
        Self {
            bits_per_second,
            max_frames_per_second: None,
        }
    }

    /// Caps the pictures a second. Default: as many as come.
    #[must_use]
    pub const fn max_frames_per_second(mut self, pictures: u32) -> Self {
        self.max_frames_per_second = Some(pictures);
        self
    }
}

/// Feeds an encoder with pictures, and with what a session asks of it.
///
/// ```
/// # use std::time::{Duration, Instant};
/// # use lk_media::{Codec, Frame, encode::{EncoderFeed, EncoderRate, VideoEncoder}};
/// /// Says of every picture whether a keyframe was wanted.
/// struct Wanted(Option<bool>);
///
/// impl VideoEncoder for Wanted {
///     type Picture = ();
///     type Error = std::convert::Infallible;
///
///     fn codec(&self) -> Codec {
///         Codec::Vp8
///     }
///     fn encode(&mut self, _: &(), _: Duration, keyframe: bool) -> Result<(), Self::Error> {
///         self.0 = Some(keyframe);
///         Ok(())
///     }
///     fn poll_frame(&mut self) -> Result<Option<Frame>, Self::Error> {
///         let keyframe = self.0.take();
///         Ok(keyframe.map(|keyframe| Frame::new(vec![0x10].into(), Duration::ZERO).keyframe(keyframe)))
///     }
///     fn set_rate(&mut self, _: EncoderRate) {}
/// }
///
/// let (mut feed, now) = (EncoderFeed::new(Wanted(None)), Instant::now());
/// feed.handle_picture(&(), Duration::ZERO, now)?;
/// assert!(feed.poll_frame()?.is_some_and(|first| first.keyframe));
///
/// // Three receivers have joined: one keyframe serves them all, but not right behind another.
/// for _ in 0..3 {
///     feed.handle_keyframe_request();
/// }
/// let mut keyframe_at = |millis| {
///     let since = Duration::from_millis(millis);
///     feed.handle_picture(&(), since, now + since)?;
///     Ok::<_, std::convert::Infallible>(feed.poll_frame()?.is_some_and(|frame| frame.keyframe))
/// };
/// assert_eq!([keyframe_at(33)?, keyframe_at(333)?, keyframe_at(366)?], [false, true, false]);
/// # Ok::<_, std::convert::Infallible>(())
/// ```
#[derive(Debug)]
pub struct EncoderFeed<E> {
    encoder: E,
    min_keyframe_interval: Duration,
    keyframe_wanted: bool,
    last_keyframe: Option<Instant>,
    rate: Option<EncoderRate>,
    /// The time of the last picture that went in.
    fed: Option<Duration>,
}

impl<E: VideoEncoder> EncoderFeed<E> {
    /// A feed of `encoder`, whose first picture becomes a keyframe.
    pub const fn new(encoder: E) -> Self {
        Self {
            encoder,
            min_keyframe_interval: MIN_KEYFRAME_INTERVAL,
            keyframe_wanted: true,
            last_keyframe: None,
            rate: None,
            fed: None,
        }
    }

    /// Sets how long after a keyframe the next is made, however often it is asked for: a keyframe is many times
    /// as large as other frames. Default: 300 ms.
    #[must_use]
    pub const fn min_keyframe_interval(mut self, interval: Duration) -> Self {
        self.min_keyframe_interval = interval;
        self
    }

    /// The encoder.
    pub const fn encoder(&self) -> &E {
        &self.encoder
    }

    /// A receiver cannot go on without a keyframe: one of the next pictures becomes one.
    pub const fn handle_keyframe_request(&mut self) {
        self.keyframe_wanted = true;
    }

    /// How much may be sent has changed.
    pub fn handle_rate(&mut self, rate: EncoderRate) {
        if self.rate.replace(rate) != Some(rate) {
            self.encoder.set_rate(rate);
        }
    }

    /// Encodes a picture that is due at `pts`. One that comes sooner behind the last than the rate allows is passed
    /// over, as is one that goes back in time. Drain [`poll_frame`](Self::poll_frame) afterwards.
    ///
    /// # Errors
    ///
    /// The encoder's. A keyframe that was wanted is then still wanted.
    pub fn handle_picture(
        &mut self,
        picture: &E::Picture,
        pts: Duration,
        now: Instant,
    ) -> Result<(), E::Error> {
        if !self.is_due(pts) {
            return Ok(());
        }
        let too_soon = |last: Instant| now.duration_since(last) < self.min_keyframe_interval;
        let keyframe = self.keyframe_wanted && !self.last_keyframe.is_some_and(too_soon);
        self.encoder.encode(picture, pts, keyframe)?;
        self.fed = Some(pts);
        if keyframe {
            self.keyframe_wanted = false;
            self.last_keyframe = Some(now);
        }
        Ok(())
    }

    /// Gives the next frame; `None` until another picture comes.
    ///
    /// # Errors
    ///
    /// The encoder's.
    pub fn poll_frame(&mut self) -> Result<Option<Frame>, E::Error> {
        self.encoder.poll_frame()
    }

    /// No picture follows. Drain [`poll_frame`](Self::poll_frame) for what the encoder held back.
    pub fn finish(&mut self) {
        self.encoder.finish();
    }

    fn is_due(&self, pts: Duration) -> bool {
        let Some(since) = self.fed.map(|fed| pts.checked_sub(fed)) else {
            return true;
        };
        let most = self.rate.and_then(|rate| rate.max_frames_per_second);
        // Times are rounded, so a picture that is a little early is on time.
        let apart = most.map(|most| Duration::from_millis(900) / most.max(1));
        since.is_some_and(|since| since >= apart.unwrap_or_default())
    }
}

/// Long enough for a keyframe to arrive, and for the requests that crossed it to pass.
const MIN_KEYFRAME_INTERVAL: Duration = Duration::from_millis(300);

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails where it is told to, and notes what it was asked.
    #[derive(Default)]
    struct Notes {
        asked: Vec<(u64, bool)>,
        rates: Vec<u64>,
        fail: bool,
    }

    impl VideoEncoder for Notes {
        type Picture = ();
        type Error = &'static str;

        fn codec(&self) -> Codec {
            Codec::H264
        }

        fn encode(&mut self, (): &(), pts: Duration, keyframe: bool) -> Result<(), &'static str> {
            if std::mem::take(&mut self.fail) {
                return Err("no memory");
            }
            self.asked.push((pts.as_millis() as u64, keyframe));
            Ok(())
        }

        fn poll_frame(&mut self) -> Result<Option<Frame>, &'static str> {
            Ok(None)
        }

        fn set_rate(&mut self, rate: EncoderRate) {
            self.rates.push(rate.bits_per_second);
        }
    }

    fn feed(feed: &mut EncoderFeed<Notes>, start: Instant, millis: &[u64]) {
        for millis in millis {
            let since = Duration::from_millis(*millis);
            let _ = feed.handle_picture(&(), since, start + since);
        }
    }

    #[test]
    fn a_keyframe_that_failed_is_still_wanted() {
        let fails = Notes {
            fail: true,
            ..Notes::default()
        };
        let (mut encoder, start) = (EncoderFeed::new(fails), Instant::now());
        let failed = encoder.handle_picture(&(), Duration::ZERO, start);
        assert_eq!(failed, Err("no memory"));
        feed(&mut encoder, start, &[33, 66]);
        assert_eq!(encoder.encoder().asked, [(33, true), (66, false)]);
    }

    #[test]
    fn pictures_beyond_the_rate_or_back_in_time_are_passed_over() {
        let (mut encoder, start) = (EncoderFeed::new(Notes::default()), Instant::now());
        let rate = EncoderRate::new(500_000).max_frames_per_second(15);
        encoder.handle_rate(rate);
        encoder.handle_rate(rate);
        feed(&mut encoder, start, &[0, 33, 66, 99, 133, 40, 200]);
        let times: Vec<_> = encoder.encoder().asked.iter().map(|(at, _)| *at).collect();
        assert_eq!(times, [0, 66, 133, 200]);
        encoder.handle_rate(EncoderRate::new(250_000));
        assert_eq!(encoder.encoder().rates, [500_000, 250_000]);
    }
}
