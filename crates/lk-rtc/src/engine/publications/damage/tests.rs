//! What is withheld, by hand and by chance.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha20Rng;

use super::*;

const PLAIN: Standing = Standing {
    starts_anew: false,
    spare: false,
    temporal: None,
    switching_point: false,
    begins_picture: true,
    lifts_upper_layers: false,
};
const KEYFRAME: Standing = Standing {
    starts_anew: true,
    ..PLAIN
};
const SPARE: Standing = Standing {
    spare: true,
    ..PLAIN
};

const fn layer(temporal: u8) -> Standing {
    Standing {
        temporal: Some(temporal),
        ..PLAIN
    }
}

const fn switching(temporal: u8) -> Standing {
    Standing {
        switching_point: true,
        ..layer(temporal)
    }
}

fn withheld(damage: &mut Damage, frames: &[Standing]) -> Vec<bool> {
    let mut withholds = |frame: &Standing| {
        let withheld = damage.withholds(|| *frame);
        if !withheld {
            damage.sent(|| *frame);
        }
        withheld
    };
    frames.iter().map(&mut withholds).collect()
}

#[test]
fn what_nobody_refers_to_is_not_missed() {
    let (mut damage, now) = (Damage::default(), Instant::now());
    assert!(!damage.lose(&SPARE, now));
    damage.pass(|| SPARE);
    assert_eq!(withheld(&mut damage, &[PLAIN, SPARE]), [false, false]);
}

#[test]
fn without_layers_all_waits_for_a_keyframe() {
    let (mut damage, now) = (Damage::default(), Instant::now());
    assert!(damage.lose(&PLAIN, now));
    let frames = [PLAIN, SPARE, switching(0), switching(1), KEYFRAME, PLAIN];
    let expected = [true, true, true, true, false, false];
    assert_eq!(withheld(&mut damage, &frames), expected);
}

#[test]
fn of_an_upper_layer_only_those_from_it_on_wait_for_its_switching_point() {
    let (mut damage, now) = (Damage::default(), Instant::now());
    assert!(!damage.lose(&layer(1), now));
    // One that does not say its layer may be of any.
    let frames = [layer(0), layer(2), layer(1), PLAIN, switching(2)];
    assert_eq!(
        withheld(&mut damage, &frames),
        [false, true, true, true, true]
    );
    let frames = [switching(1), layer(1), layer(2), switching(2), layer(2)];
    let expected = [false, false, true, false, false];
    assert_eq!(withheld(&mut damage, &frames), expected);
}

#[test]
fn a_switching_point_of_vp9_lifts_the_layers_above_it() {
    let (mut damage, now) = (Damage::default(), Instant::now());
    assert!(!damage.lose(&layer(2), now));
    let lifts = Standing {
        lifts_upper_layers: true,
        ..switching(1)
    };
    assert_eq!(
        withheld(&mut damage, &[layer(2), lifts, layer(2)]),
        [true, false, false]
    );
}

#[test]
fn the_lowest_layer_that_is_missing_counts() {
    let (mut damage, now) = (Damage::default(), Instant::now());
    assert!(!damage.lose(&layer(2), now));
    assert!(!damage.lose(&layer(1), now));
    assert!(!damage.lose(&layer(2), now));
    assert_eq!(
        withheld(&mut damage, &[switching(2), layer(0)]),
        [true, false]
    );
    assert!(damage.lose(&layer(0), now));
    assert_eq!(
        withheld(&mut damage, &[layer(0), switching(1)]),
        [true, true]
    );
}

#[test]
fn the_rest_of_a_picture_goes_with_its_beginning() {
    let (mut damage, now) = (Damage::default(), Instant::now());
    let rest = Standing {
        begins_picture: false,
        ..switching(1)
    };
    assert!(!damage.lose(&layer(1), now));
    assert_eq!(withheld(&mut damage, &[rest]), [true]);
    // Its beginning was sent.
    let mut damage = Damage::default();
    assert!(damage.lose(&rest, now));
    assert_eq!(withheld(&mut damage, &[layer(0)]), [true]);
}

#[test]
fn a_keyframe_is_asked_for_until_it_comes() {
    let (mut damage, start) = (Damage::default(), Instant::now());
    let asks = |damage: &mut Damage, millis: &[u64]| -> Vec<u64> {
        let asks = |millis: &&u64| damage.asks(start + Duration::from_millis(**millis));
        millis.iter().filter(asks).copied().collect()
    };
    assert!(damage.lose(&PLAIN, start));
    let times = [33, 500, 999, 1000, 1500, 2100];
    assert_eq!(asks(&mut damage, &times), [1000, 2100]);
    damage.sent(|| KEYFRAME);
    assert_eq!(asks(&mut damage, &[5000]), [0; 0]);
    // A switching point may take as long; who is muted has nobody waiting.
    assert!(!damage.lose(&layer(1), start));
    assert_eq!(asks(&mut damage, &[500, 1000]), [1000]);
    damage.pass(|| PLAIN);
    assert_eq!(asks(&mut damage, &[1001, 1002]), [1001]);
}

/// A frame of an encoder with three temporal layers, and whether it can be decoded from what was sent.
#[derive(Clone, Copy)]
struct Encoded {
    layer: u8,
    decodable: bool,
}

#[test]
fn whatever_is_dropped_what_is_sent_can_be_decoded() {
    for seed in 0..200 {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let (mut damage, now) = (Damage::default(), Instant::now());
        let says_layers = rng.random_bool(0.8);
        let drops = rng.random_range(0.0..0.2);
        // Since the keyframe; and the last frame of the lowest layer.
        let (mut frames, mut base): (Vec<Encoded>, usize) = (Vec::new(), 0);
        let (mut wanted, mut sent) = (true, 0);
        for number in 0..400 {
            let layer = if wanted { 0 } else { [0, 2, 1, 2][number % 4] };
            let switches = layer > 0 && rng.random_bool(0.3);
            let standing = Standing {
                starts_anew: wanted,
                temporal: says_layers.then_some(layer),
                switching_point: says_layers && switches,
                ..PLAIN
            };
            if wanted {
                frames.clear();
            }
            // Of each layer up to its own a frame refers to the last one; at a switching point to the lowest alone.
            let of_layer = |of: u8| frames.iter().rev().find(|frame| frame.layer == of);
            let refers = match layer {
                _ if switches => frames.get(base).into_iter().collect::<Vec<_>>(),
                _ => (0..=layer).filter_map(of_layer).collect(),
            };
            let references_decodable = refers.iter().all(|frame| frame.decodable);
            let withheld = damage.withholds(|| standing);
            let dropped = !withheld && rng.random_bool(drops);
            let decodable = !withheld && !dropped && references_decodable;
            let was_key = std::mem::take(&mut wanted);
            if withheld {
                wanted = damage.asks(now + PATIENCE * u32::try_from(number).expect("few"));
            } else if dropped {
                wanted = damage.lose(&standing, now);
            } else {
                assert!(decodable, "seed {seed}, frame {number} of layer {layer}");
                damage.sent(|| standing);
                sent += 1;
            }
            if layer == 0 && !was_key {
                base = frames.len();
            } else if was_key {
                base = 0;
            }
            frames.push(Encoded { layer, decodable });
        }
        assert!(sent > 100, "seed {seed}: {sent} sent");
    }
}
