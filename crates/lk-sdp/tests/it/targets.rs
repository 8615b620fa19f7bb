//! What the fuzzers run, and the replay of their corpora.

use lk_sdp::SessionDescription;

/// Any bytes are read or refused; what is read is written so that it reads again, and then no further changed.
pub(crate) fn description(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let Ok(first) = SessionDescription::parse(&text) else {
        return;
    };
    let written = first.to_string();
    let second = SessionDescription::parse(&written).expect("what was written reads");
    assert_eq!(second.to_string(), written, "writing settles");
    for section in &first.sections {
        let _ = (
            section.is_rejected(),
            section.sent_rids(),
            section.primary_ssrcs().count(),
        );
        for codec in &section.codecs {
            let _ = (codec.apt(), section.rtx_of(codec.pt));
        }
    }
    let _ = (
        first.ice_credentials(),
        first.bundle_fingerprint(),
        first.bundle_setup(),
    );
}
