//! What the generated `Debug` impls print in place of a secret.

use std::fmt;

/// Stands for a secret: tells whether there is one, and nothing else.
pub(crate) enum Hidden {
    Empty,
    Set,
}

impl Hidden {
    pub(crate) fn new(is_empty: bool) -> Self {
        if is_empty { Self::Empty } else { Self::Set }
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "\"\"",
            Self::Set => "…",
        })
    }
}

/// An enum's number, printed as its name where it has one.
#[allow(dead_code)] // Not every domain has a secret beside an enum.
pub(crate) fn named<E: TryFrom<i32>>(number: i32) -> Named<E> {
    E::try_from(number).map_or(Named::Unknown(number), Named::Known)
}

#[allow(dead_code)]
pub(crate) enum Named<E> {
    Known(E),
    Unknown(i32),
}

impl<E: fmt::Debug> fmt::Debug for Named<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(value) => value.fmt(f),
            Self::Unknown(number) => number.fmt(f),
        }
    }
}
