//! Candidates: ours with their text, the remote's as they are announced.

use std::net::{Ipv4Addr, SocketAddr};

use str0m::Candidate;
use str0m::ice::default_local_preference;
use str0m::net::{Protocol, TcpType};

use crate::{CandidateError, LocalAddress};

/// Longest candidate that is read, in bytes.
const MAX_TEXT: usize = 1024;

/// A candidate of ours.
pub(super) struct Local {
    pub(super) address: LocalAddress,
    pub(super) candidate: Candidate,
    pub(super) text: String,
}

impl Local {
    pub(super) fn new(address: LocalAddress, others: &[Self]) -> Option<Self> {
        let candidate = address.candidate()?;
        let alike = |other: &&Self| {
            other.candidate.kind() == candidate.kind()
                && other.candidate.addr().is_ipv6() == candidate.addr().is_ipv6()
        };
        // The engine sets this preference when it takes the candidate; the remote must be told the same.
        let preference = default_local_preference(&candidate, others.iter().filter(alike).count());
        let priority = candidate.prio() & 0xff00_00ff | preference << 8;
        let mut words: Vec<String> = candidate
            .to_sdp_string()
            .split(' ')
            .map(str::to_owned)
            .collect();
        *words.get_mut(3)? = priority.to_string();
        Some(Self {
            address,
            candidate,
            text: words.join(" "),
        })
    }
}

/// A candidate of the remote, as announced.
pub(crate) enum Announced {
    Usable(Candidate),
    /// The end of candidates, or one that no path can be made of.
    Passed,
}

impl Announced {
    pub(super) fn parse(text: &str) -> Result<Self, CandidateError> {
        let text = text.trim();
        let text = text.strip_prefix("a=").unwrap_or(text);
        if text.is_empty() || text == "end-of-candidates" {
            return Ok(Self::Passed);
        }
        if text.len() > MAX_TEXT {
            return Err(CandidateError::Malformed);
        }
        let mut words = text.split_ascii_whitespace().skip(1);
        let (component, protocol, address) = (words.next(), words.next(), words.nth(1));
        // RTCP shares the one component.
        if component == Some("2") {
            return Ok(Self::Passed);
        }
        // A browser hides its addresses behind names that only its own network resolves.
        if address.is_some_and(|address| address.ends_with(".local")) {
            return Ok(Self::Passed);
        }
        let known = |p: &str| p.eq_ignore_ascii_case("udp") || p.eq_ignore_ascii_case("tcp");
        if !protocol.is_some_and(known) {
            return if address.is_some() {
                Ok(Self::Passed)
            } else {
                Err(CandidateError::Malformed)
            };
        }
        let text = Candidate::from_sdp_string(&normalized(text));
        let candidate = text.map_err(|_| CandidateError::Malformed)?;
        Ok(if usable(&candidate) {
            Self::Usable(candidate)
        } else {
            Self::Passed
        })
    }
}

/// As the engine reads it: with the attribute's name, and `udp` where some write `UDP`.
fn normalized(text: &str) -> String {
    let prefix = if text.starts_with("candidate:") {
        ""
    } else {
        "candidate:"
    };
    let mut words: Vec<String> = text.split_ascii_whitespace().map(str::to_owned).collect();
    if let Some(protocol) = words.get_mut(2) {
        protocol.make_ascii_lowercase();
    }
    format!("{prefix}{}", words.join(" "))
}

/// Whether datagrams can be sent there.
fn usable(candidate: &Candidate) -> bool {
    let addr = candidate.addr();
    let broadcast = matches!(addr, SocketAddr::V4(v4) if v4.ip().is_broadcast());
    let reachable =
        addr.port() != 0 && !addr.ip().is_unspecified() && !addr.ip().is_multicast() && !broadcast;
    // The remote opens active connections itself; there is nothing to send to.
    reachable && candidate.tcptype() != Some(TcpType::Active)
}

/// The remote at an address that it checks from and did not announce; equal to what the engine makes of it.
pub(super) fn reflexive(protocol: Protocol, addr: SocketAddr) -> Candidate {
    const PRIORITY: u32 = 110 << 24 | 65_535 << 8 | 255;
    let kind = str0m::CandidateKind::PeerReflexive;
    remote((protocol, addr), kind, PRIORITY, None, None)
}

/// The same candidate, unlike every other that the engine holds, or ever held: it never forgets one, and finds the
/// first that is equal. What it is told apart by is the related address, which no check looks at.
pub(super) fn unique(candidate: &Candidate, number: u32) -> Candidate {
    let mark = SocketAddr::from((Ipv4Addr::from(number), 0));
    remote(
        (candidate.proto(), candidate.addr()),
        candidate.kind(),
        candidate.prio(),
        Some(mark),
        candidate.tcptype(),
    )
}

fn remote(
    (protocol, addr): (Protocol, SocketAddr),
    kind: str0m::CandidateKind,
    priority: u32,
    related: Option<SocketAddr>,
    tcptype: Option<TcpType>,
) -> Candidate {
    Candidate::from_parts(
        "remote".into(),
        1,
        protocol,
        priority,
        addr,
        kind,
        related,
        tcptype,
        None,
    )
}
