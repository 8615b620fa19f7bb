//! The pacers as their users see them.

mod properties;
