//! Ids of sections (`mid`) and of simulcast layers (`rid`): short tokens that travel in RTP header extensions.
//!
//! Both are stored inline, so they are `Copy` and cheap to compare on the packet path.

use std::fmt;
use std::str::FromStr;

/// Longest id in bytes: what a one-byte header extension element holds. Source: RFC 8285 §4.2.
const MAX: usize = 16;

macro_rules! short_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            bytes: [u8; MAX],
            len: u8,
        }

        impl $name {
            /// Takes an id as it stands in a description.
            ///
            /// # Errors
            ///
            /// [`IdError`] when it is empty, longer than 16 bytes, or not an SDP token.
            pub fn new(id: &str) -> Result<Self, IdError> {
                if id.is_empty() {
                    return Err(IdError::Empty);
                }
                if id.len() > MAX {
                    return Err(IdError::TooLong);
                }
                if !id.bytes().all(is_token) {
                    return Err(IdError::NotAToken);
                }
                let mut bytes = [0; MAX];
                bytes[..id.len()].copy_from_slice(id.as_bytes());
                Ok(Self { bytes, len: id.len() as u8 })
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(id: &str) -> Result<Self, IdError> {
                Self::new(id)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = IdError;

            fn try_from(id: &str) -> Result<Self, IdError> {
                Self::new(id)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }
    };
}

short_id! {
    /// Id of a section (`a=mid`), stable for the life of a connection.
    ///
    /// Source: RFC 5888 §4, RFC 9143 §14.
    ///
    /// ```
    /// # use lk_sdp::Mid;
    /// let mid = Mid::new("0")?;
    /// assert_eq!(mid, "0");
    /// # Ok::<(), lk_sdp::IdError>(())
    /// ```
    Mid
}

short_id! {
    /// Id of one simulcast layer within a section (`a=rid`), such as `q`, `h` or `f`.
    ///
    /// Source: RFC 8851 §4, RFC 8852 §3.
    Rid
}

/// Why a text is not a [`Mid`] or [`Rid`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdError {
    /// There is nothing in it.
    #[error("the id is empty")]
    Empty,
    /// It is longer than 16 bytes.
    #[error("the id is longer than 16 bytes")]
    TooLong,
    /// It has a byte that an SDP token may not have.
    #[error("the id is not a token")]
    NotAToken,
}

/// Whether `byte` may stand in a token. Source: RFC 8866 §9 (`token-char`).
pub(crate) fn is_token(byte: u8) -> bool {
    matches!(byte,
        0x21 | 0x23..=0x27 | 0x2a..=0x2b | 0x2d..=0x2e | 0x30..=0x39 | 0x41..=0x5a | 0x5e..=0x7e)
}
