//! What protojson needs to know of a message: its fields' names, numbers and kinds.

/// A message.
#[derive(Debug)]
pub struct Table {
    /// Full name in the schema, such as `livekit.Room`.
    pub(crate) name: &'static str,
    /// In the order of their numbers; 128 at most.
    pub(crate) fields: &'static [Field],
}

/// A field of a message.
#[derive(Debug)]
pub(crate) struct Field {
    pub(super) number: u32,
    /// As in the schema.
    pub(super) name: &'static str,
    /// In camelCase.
    pub(super) json: &'static str,
    pub(super) kind: Kind,
    pub(super) label: Label,
}

/// A field's row in a table.
pub(crate) const fn field(
    number: u32,
    name: &'static str,
    json: &'static str,
    kind: Kind,
    label: Label,
) -> Field {
    Field {
        number,
        name,
        json,
        kind,
        label,
    }
}

/// The type of one value.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code)] // Not every domain has them all.
pub(crate) enum Kind {
    Bool,
    Int32,
    Int64,
    Uint32,
    Uint64,
    Float,
    Double,
    String,
    Bytes,
    Enum(&'static EnumTable),
    Message(&'static Table),
    Timestamp,
    Duration,
    Struct,
    Any,
}

/// How often a field occurs, and whether its absence can be told from its default.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code)]
pub(crate) enum Label {
    /// A scalar whose default is the same as its absence.
    Implicit,
    /// A scalar or message marked `optional`.
    Optional,
    /// A single message.
    Single,
    /// A member of the oneof with this index, below 32.
    Oneof(u8),
    Repeated,
    /// A map; its keys' kind.
    Map(Kind),
}

/// The values of an enum by number; of two names for one number, the first is written.
#[derive(Debug)]
pub(crate) struct EnumTable(pub(crate) &'static [(i32, &'static str)]);

impl Table {
    /// The field called `name` in either dialect. `hint` is where to look first: writers tend to
    /// keep the schema's order.
    pub(super) fn by_name(&self, name: &str, hint: usize) -> Option<usize> {
        // The two names of a field begin alike, which spares nearly every comparison.
        let first = name.bytes().next();
        let is = |index: &usize| {
            let field = &self.fields[*index];
            field.name.bytes().next() == first && (field.json == name || field.name == name)
        };
        let hint = hint.min(self.fields.len());
        (hint..self.fields.len()).chain(0..hint).find(is)
    }

    pub(super) fn by_number(&self, number: u32) -> Option<&'static Field> {
        let index = self
            .fields
            .binary_search_by_key(&number, |field| field.number)
            .ok()?;
        self.fields.get(index)
    }
}

impl EnumTable {
    pub(super) fn name(&self, number: i32) -> Option<&'static str> {
        self.0
            .iter()
            .find(|(known, _)| *known == number)
            .map(|(_, name)| *name)
    }

    pub(super) fn number(&self, name: &str) -> Option<i32> {
        self.0
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(number, _)| *number)
    }
}

impl Kind {
    /// Tells whether JSON writes it as a number, or may.
    pub(super) const fn is_number(&self) -> bool {
        matches!(
            self,
            Self::Int32
                | Self::Int64
                | Self::Uint32
                | Self::Uint64
                | Self::Float
                | Self::Double
                | Self::Enum(_)
        )
    }

    /// What a reader wants to see, to tell those who wrote something else.
    pub(super) const fn expected(&self) -> &'static str {
        match self {
            Self::Bool => "true or false",
            Self::Int32 => "a signed 32-bit integer",
            Self::Int64 => "a signed 64-bit integer",
            Self::Uint32 => "an unsigned 32-bit integer",
            Self::Uint64 => "an unsigned 64-bit integer",
            Self::Float | Self::Double => "a number",
            Self::String => "a string",
            Self::Bytes => "a string in base64",
            Self::Enum(_) => "an enum's name or number",
            Self::Message(_) | Self::Struct | Self::Any => "an object",
            Self::Timestamp => "a time as in RFC 3339",
            Self::Duration => "a duration in seconds",
        }
    }
}
