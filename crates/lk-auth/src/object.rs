//! JSON objects as claims use them: known members typed, absent ones left out, unknown ones kept.
//!
//! `serde(flatten)` would do the same at several times the cost: it buffers every member.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::time::{Duration, SystemTime};

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Number;

use crate::write::Write;

/// The value of a known member.
pub(crate) trait Member: Default + Write {
    /// Tells whether it is left out of the JSON.
    fn is_absent(&self) -> bool;

    /// Reads it; `null` is as absent.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

macro_rules! member {
    ($type:ty, $is_absent:expr) => {
        impl Member for $type {
            fn is_absent(&self) -> bool {
                $is_absent(self)
            }

            #[inline]
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok(Option::deserialize(deserializer)?.unwrap_or_default())
            }
        }
    };
}

member!(bool, |it: &bool| !it);
member!(String, String::is_empty);

impl<T: Write + for<'de> Deserialize<'de>> Member for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }

    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl<T: Write + for<'de> Deserialize<'de> + From<&'static str>> Member for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(Texts(Self::new()))
    }
}

impl Member for BTreeMap<String, String> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(Texts(Self::new()))
    }
}

/// Reads a list or a map of texts; `null` in the place of one is an empty text, as Go reads it.
struct Texts<T>(T);

impl<'de, T: Deserialize<'de> + From<&'static str>> Visitor<'de> for Texts<Vec<T>> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of texts")
    }

    fn visit_none<E>(self) -> Result<Vec<T>, E> {
        Ok(self.0)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Vec<T>, A::Error> {
        while let Some(text) = seq.next_element::<Option<T>>()? {
            self.0.push(text.unwrap_or_else(|| T::from("")));
        }
        Ok(self.0)
    }
}

impl<'de> Visitor<'de> for Texts<BTreeMap<String, String>> {
    type Value = BTreeMap<String, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of texts")
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(self.0)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
        while let Some((name, text)) = map.next_entry::<String, Option<String>>()? {
            self.0.insert(name, text.unwrap_or_default());
        }
        Ok(self.0)
    }
}

/// Reads a [`Member`] as the value of a map.
pub(crate) struct Read<T>(std::marker::PhantomData<T>);

impl<T> Read<T> {
    pub(crate) const fn new() -> Self {
        Self(std::marker::PhantomData)
    }
}

impl<'de, T: Member> serde::de::DeserializeSeed<'de> for Read<T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

/// Declares one JSON object: `field: Type = "wireName"`.
///
/// Reading takes `null` for absent, the last of two equal names, and a name in other case for the known one, as
/// Go does.
macro_rules! json_object {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$field_meta:meta])* $field:ident : $type:ty = $wire:literal, )*
        }
    ) => {
        $(#[$meta])*
        ///
        /// `Debug` shows what is there, and of a room configuration only that it is.
        #[derive(Clone, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
            /// Members that this version does not know, kept as they came.
            pub other: serde_json::Map<String, serde_json::Value>,
        }

        impl $name {
            fn is_known(name: &str) -> bool {
                Self::known_name(name).is_some()
            }

            /// The known name that `name` is, in whatever case it is written.
            fn known_name(name: &str) -> Option<&'static str> {
                let known = [$($wire),*];
                known.into_iter().find(|known| $crate::object::is_same_name(known, name))
            }

            /// Appends all members, each with a comma before it.
            pub(crate) fn write_members(&self, out: &mut Vec<u8>) {
                $(
                    if !$crate::object::Member::is_absent(&self.$field) {
                        out.extend_from_slice(concat!(",\"", $wire, "\":").as_bytes());
                        $crate::write::Write::write(&self.$field, out);
                    }
                )*
                $crate::write::others(&self.other, Self::is_known, out);
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let mut out = f.debug_struct(stringify!($name));
                $(
                    if !$crate::object::Member::is_absent(&self.$field) {
                        // Storage credentials may stand in it.
                        let value: &dyn std::fmt::Debug = match $wire {
                            "roomConfig" => &format_args!("…"),
                            _ => &self.$field,
                        };
                        out.field(stringify!($field), value);
                    }
                )*
                if !self.other.is_empty() {
                    out.field("other", &self.other);
                }
                out.finish()
            }
        }

        impl $crate::write::Write for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $crate::write::object(out, |out| self.write_members(out));
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;

                let mut map = serializer.serialize_map(None)?;
                $(
                    if !$crate::object::Member::is_absent(&self.$field) {
                        map.serialize_entry($wire, &self.$field)?;
                    }
                )*
                for (name, value) in &self.other {
                    if !Self::is_known(name) {
                        map.serialize_entry(name, value)?;
                    }
                }
                map.end()
            }
        }

        impl $name {
            /// Reads the value of the member called exactly `name`; answers whether there is one.
            #[inline]
            fn read_member<'de, A: serde::de::MapAccess<'de>>(
                &mut self,
                name: &str,
                map: &mut A,
            ) -> Result<bool, A::Error> {
                match name {
                    $(
                        $wire => {
                            self.$field =
                                map.next_value_seed($crate::object::Read::<$type>::new())?;
                        }
                    )*
                    _ => return Ok(false),
                }
                Ok(true)
            }

            /// Reads members into `self`; what stands there already stays unless it is given again.
            pub(crate) fn read_members<'de, D: serde::Deserializer<'de>>(
                &mut self,
                deserializer: D,
            ) -> Result<(), D::Error> {
                struct Members<'a>(&'a mut $name);

                impl<'de> serde::de::Visitor<'de> for Members<'_> {
                    type Value = ();

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("the object ", stringify!($name)))
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<(), A::Error> {
                        let out = self.0;
                        while let Some(name) = map.next_key::<$crate::object::Name<'de>>()? {
                            if out.read_member(&name.0, &mut map)? {
                                continue;
                            }
                            match $name::known_name(&name.0) {
                                Some(known) => {
                                    out.read_member(known, &mut map)?;
                                }
                                None => {
                                    out.other.insert(name.0.into_owned(), map.next_value()?);
                                }
                            }
                        }
                        Ok(())
                    }
                }

                deserializer.deserialize_map(Members(self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut out = Self::default();
                out.read_members(deserializer)?;
                Ok(out)
            }
        }
    };
}

pub(crate) use json_object;

/// Tells whether the known name `known` is `name` but for the case, as Go's `encoding/json` compares: two letters
/// beyond ASCII have an ASCII letter as their other case.
pub(crate) fn is_same_name(known: &str, name: &str) -> bool {
    let fold = |c: char| match c {
        '\u{17f}' => 's',
        '\u{212a}' => 'k',
        c => c.to_ascii_lowercase(),
    };
    known.chars().map(fold).eq(name.chars().map(fold))
}

/// A member name, borrowed from the input where it holds no escapes.
pub(crate) struct Name<'de>(pub(crate) Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;

        impl<'de> Visitor<'de> for NameVisitor {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a member name")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }

        deserializer.deserialize_str(NameVisitor)
    }
}

/// Whole seconds since the Unix epoch, as `exp`, `nbf` and `iat` carry them.
///
/// Reading takes any JSON number, and the same in quotes, as the server does: a fraction is cut off, a negative one
/// reads as the epoch.
/// Source: RFC 7519 §2 (NumericDate).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumericDate(u64);

impl NumericDate {
    /// The date `seconds` after the Unix epoch.
    pub const fn from_secs(seconds: u64) -> Self {
        Self(seconds)
    }

    /// Seconds since the Unix epoch.
    pub const fn as_secs(self) -> u64 {
        self.0
    }

    /// The date of `time`, whole seconds; `None` before the Unix epoch.
    pub fn from_system_time(time: SystemTime) -> Option<Self> {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some(Self(since.as_secs()))
    }

    /// The same moment on the system clock; `None` where that clock cannot show it.
    pub fn to_system_time(self) -> Option<SystemTime> {
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(self.0))
    }
}

impl fmt::Display for NumericDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for NumericDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0)
    }
}

impl<'de> Deserialize<'de> for NumericDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seconds;

        impl<'de> Visitor<'de> for Seconds {
            type Value = NumericDate;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number of seconds")
            }

            fn visit_u64<E>(self, seconds: u64) -> Result<NumericDate, E> {
                Ok(NumericDate(seconds))
            }

            fn visit_i64<E>(self, seconds: i64) -> Result<NumericDate, E> {
                Ok(NumericDate(u64::try_from(seconds).unwrap_or(0)))
            }

            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            fn visit_f64<E>(self, seconds: f64) -> Result<NumericDate, E> {
                // The cast saturates at both ends.
                Ok(NumericDate(seconds as u64))
            }

            fn visit_i128<E: Error>(self, seconds: i128) -> Result<NumericDate, E> {
                self.visit_f64(seconds as f64)
            }

            fn visit_u128<E: Error>(self, seconds: u128) -> Result<NumericDate, E> {
                self.visit_f64(seconds as f64)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<NumericDate, E> {
                // Space around it, which serde would take, is no number's.
                let is_number = text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
                    && text.ends_with(|c: char| c.is_ascii_digit());
                let number = is_number.then(|| serde_json::from_str(text).ok());
                number
                    .flatten()
                    .ok_or_else(|| E::custom("a text that is no number"))
            }

            /// So comes a number that is not whole where an application turns on serde_json's
            /// `arbitrary_precision`; any other object is refused.
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<NumericDate, A::Error> {
                let number = Number::deserialize(MapAccessDeserializer::new(map))?;
                let seconds = number.as_f64();
                self.visit_f64(seconds.ok_or_else(|| A::Error::custom("number out of range"))?)
            }
        }

        deserializer.deserialize_any(Seconds)
    }
}
