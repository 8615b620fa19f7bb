//! From one publisher's packets to its subscribers'.

mod downtrack;
mod keyframe;
mod munger;
mod payload;
mod placeholder;
mod red;
mod temporal;
mod upstream;
mod vp8;

pub(crate) use downtrack::Downtrack;
pub(crate) use temporal::ALL as ALL_TEMPORAL_LAYERS;
pub(crate) use upstream::{Upstream, lowest_first};
