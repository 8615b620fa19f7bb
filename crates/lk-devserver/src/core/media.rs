//! From one publisher's packets to its subscribers'.

mod downtrack;
mod keyframe;
mod munger;
mod payload;
mod red;
mod upstream;
mod vp8;

pub(crate) use downtrack::Downtrack;
pub(crate) use upstream::{Upstream, lowest_first};
