//! Which pacer, said in a value: for options, where the type of the packets does not show.

use std::time::Duration;

use crate::{Bitrate, LeakyBucket, Pacer, Packet, PassThrough, Priority, Spaced};

/// Which pacer to use. Its rate can be changed later, by [`Pacer::set_rate`].
///
/// ```
/// # use std::time::Duration;
/// # use lk_pacer::{Bitrate, Packet, Pacing};
/// # struct Datagram(usize);
/// # impl Packet for Datagram { fn size(&self) -> usize { self.0 } }
/// let pacing = Pacing::priority(Bitrate::from_mbps(3)).max_latency(Duration::from_millis(500));
/// let pacer = pacing.pacer::<Datagram>();
/// assert_eq!(pacer.queued_bytes(), 0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pacing {
    kind: Kind,
    max_latency: MaxLatency,
    max_queue: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    PassThrough,
    Spaced(Duration),
    LeakyBucket(Bitrate),
    Priority(Bitrate),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum MaxLatency {
    #[default]
    Usual,
    Limit(Duration),
    Unlimited,
}

impl Pacing {
    /// Packets leave at once: [`PassThrough`]. This is the default.
    pub const fn pass_through() -> Self {
        Self::new(Kind::PassThrough)
    }

    /// Packets leave `pause` apart: [`Spaced`].
    pub const fn spaced(pause: Duration) -> Self {
        Self::new(Kind::Spaced(pause))
    }

    /// Packets leave at a rate, in their order: [`LeakyBucket`].
    pub const fn leaky_bucket(rate: Bitrate) -> Self {
        Self::new(Kind::LeakyBucket(rate))
    }

    /// Packets leave at a rate, the urgent first: [`Priority`].
    pub const fn priority(rate: Bitrate) -> Self {
        Self::new(Kind::Priority(rate))
    }

    /// Sets how long a packet may wait before the rate is raised for it; of no meaning to pacers without
    /// a rate. With zero all leave at once. Default: 2 s.
    #[must_use]
    pub const fn max_latency(mut self, limit: Duration) -> Self {
        self.max_latency = MaxLatency::Limit(limit);
        self
    }

    /// Lets packets wait as long as the rate takes, which is then never raised.
    #[must_use]
    pub const fn without_latency_limit(mut self) -> Self {
        self.max_latency = MaxLatency::Unlimited;
        self
    }

    /// Sets how much may be queued, in bytes; [`Priority`] has as much for each class. Default: 4 MiB.
    #[must_use]
    pub const fn max_queue(mut self, bytes: usize) -> Self {
        self.max_queue = Some(bytes);
        self
    }

    /// The pacer, for packets of some type.
    pub fn pacer<P: Packet + Send + 'static>(self) -> Box<dyn Pacer<P> + Send> {
        let queue = self.max_queue.unwrap_or(crate::queue::DEFAULT_MAX_BYTES);
        match self.kind {
            Kind::PassThrough => Box::new(PassThrough::new().max_queue(queue)),
            Kind::Spaced(pause) => Box::new(Spaced::new(pause).max_queue(queue)),
            Kind::LeakyBucket(rate) => {
                let pacer = LeakyBucket::new(rate).max_queue(queue);
                Box::new(match self.max_latency {
                    MaxLatency::Usual => pacer,
                    MaxLatency::Limit(limit) => pacer.max_latency(limit),
                    MaxLatency::Unlimited => pacer.without_latency_limit(),
                })
            }
            Kind::Priority(rate) => {
                let pacer = Priority::new(rate).max_queue(queue);
                Box::new(match self.max_latency {
                    MaxLatency::Usual => pacer,
                    MaxLatency::Limit(limit) => pacer.max_latency(limit),
                    MaxLatency::Unlimited => pacer.without_latency_limit(),
                })
            }
        }
    }

    const fn new(kind: Kind) -> Self {
        Self {
            kind,
            max_latency: MaxLatency::Usual,
            max_queue: None,
        }
    }
}
