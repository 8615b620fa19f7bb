//! The pacers as their users see them.

mod play;
mod properties;
