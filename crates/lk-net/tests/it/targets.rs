//! What the fuzzer runs for what a server says of its regions. The corpus is replayed by the
//! ordinary tests.

use lk_net::{Region, ServerUrl};

/// A list of regions: read or refused, bounded, and each region somewhere.
pub(crate) fn regions(input: &[u8]) {
    let Ok(regions) = Region::list(input) else {
        return;
    };
    assert!(regions.len() <= 100);
    for region in regions {
        let again: ServerUrl = region.url.to_string().parse().expect("its own URL");
        assert_eq!(again, region.url);
    }
}
