//! Protojson: the tables that `lk_proto::json` works by, one file a domain.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Context, bail, ensure};
use heck::ToShoutySnakeCase;
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorSet, MessageOptions,
};

use super::Output;
use super::domains::{self, DOMAINS, Domain};
use super::messages::{gate, header};
use super::rpcs::rust_type;

/// Adds `generated/json.rs` and the tables.
pub(crate) fn generate(set: &FileDescriptorSet, output: &mut Output) -> anyhow::Result<()> {
    let homes = homes(set);
    for file in &set.file {
        let Some(domain) = domains::of(file.name()) else {
            continue;
        };
        let mut tables = Tables {
            homes: &homes,
            domain,
            text: String::new(),
            rows: String::new(),
        };
        let scope = format!(".{}", file.package());
        for kind in &file.enum_type {
            tables.enumeration(&scope, kind);
        }
        for message in &file.message_type {
            tables.message(&scope, message)?;
        }

        let mut text = header(&format!("Protojson of `{}`.", file.name()));
        let names = ["EnumTable", "Kind", "Label", "Table", "field", "messages"];
        let used: Vec<_> = names.into_iter().filter(|name| tables.uses(name)).collect();
        writeln!(text, "use crate::json::{{{}}};", used.join(", ")).ok();
        write!(text, "\n{}", tables.text.trim_start()).ok();
        if !tables.rows.is_empty() {
            write!(text, "\nmessages! {{\n{}}}\n", tables.rows).ok();
        }
        output.insert(
            format!("generated/json/{}.rs", domain.module()).into(),
            text,
        );
    }

    let mut root = header("The tables that protojson works by.");
    for domain in DOMAINS {
        writeln!(root, "{}mod {};", gate(domain.feature), domain.module()).ok();
    }
    output.insert("generated/json.rs".into(), root);
    Ok(())
}

/// The domain that declares each type, by full name.
fn homes(set: &FileDescriptorSet) -> BTreeMap<String, &'static Domain> {
    fn nested(scope: &str, message: &DescriptorProto, found: &mut Vec<String>) {
        let name = format!("{scope}.{}", message.name());
        found.extend(
            message
                .enum_type
                .iter()
                .map(|kind| format!("{name}.{}", kind.name())),
        );
        message
            .nested_type
            .iter()
            .for_each(|inner| nested(&name, inner, found));
        found.push(name);
    }
    let mut homes = BTreeMap::new();
    for file in &set.file {
        let Some(domain) = domains::of(file.name()) else {
            continue;
        };
        let scope = format!(".{}", file.package());
        let mut found = Vec::new();
        found.extend(
            file.enum_type
                .iter()
                .map(|kind| format!("{scope}.{}", kind.name())),
        );
        file.message_type
            .iter()
            .for_each(|message| nested(&scope, message, &mut found));
        homes.extend(found.into_iter().map(|name| (name, domain)));
    }
    homes
}

/// The tables of one file.
struct Tables<'a> {
    homes: &'a BTreeMap<String, &'static Domain>,
    domain: &'static Domain,
    text: String,
    /// Which message goes by which table.
    rows: String,
}

impl Tables<'_> {
    fn uses(&self, name: &str) -> bool {
        match name {
            "messages" => !self.rows.is_empty(),
            "field" => self.text.contains("field("),
            "EnumTable" | "Table" => self.text.contains(&format!(": {name} =")),
            _ => self.text.contains(&format!("{name}::")),
        }
    }

    fn enumeration(&mut self, scope: &str, kind: &EnumDescriptorProto) {
        let name = format!("{scope}.{}", kind.name());
        let mut values: Vec<_> = kind.value.iter().map(|v| (v.number(), v.name())).collect();
        values.sort_by_key(|(number, _)| *number);
        write!(
            self.text,
            "\npub(super) static {}: EnumTable = EnumTable(&[\n",
            constant(&name)
        )
        .ok();
        for (number, value) in values {
            writeln!(self.text, "    ({number}, \"{value}\"),").ok();
        }
        self.text.push_str("]);\n");
    }

    fn message(&mut self, scope: &str, message: &DescriptorProto) -> anyhow::Result<()> {
        let name = format!("{scope}.{}", message.name());
        for kind in &message.enum_type {
            self.enumeration(&name, kind);
        }
        for inner in message
            .nested_type
            .iter()
            .filter(|inner| !is_map_entry(inner))
        {
            self.message(&name, inner)?;
        }

        let table = constant(&name);
        let full = name.trim_start_matches('.');
        let mut fields: Vec<_> = message.field.iter().collect();
        fields.sort_by_key(|field| field.number());
        ensure!(
            fields.len() <= 128,
            "{full} has more fields than protojson keeps count of"
        );
        let mut rows = String::new();
        for field in fields {
            let row = self.field(&name, message, field).with_context(|| {
                format!(
                    "{full}.{} is of a kind that protojson here lacks",
                    field.name()
                )
            })?;
            write!(rows, "\n        {row},").ok();
        }
        if !rows.is_empty() {
            rows.push_str("\n    ");
        }
        write!(
            self.text,
            "
pub(super) static {table}: Table = Table {{
    name: \"{full}\",
    fields: &[{rows}],
}};
"
        )
        .ok();
        writeln!(self.rows, "    {} => {table},", rust_type(&name)).ok();
        Ok(())
    }

    fn field(
        &self,
        scope: &str,
        message: &DescriptorProto,
        field: &FieldDescriptorProto,
    ) -> anyhow::Result<String> {
        let entry = message.nested_type.iter().find(|inner| {
            is_map_entry(inner) && field.type_name() == format!("{scope}.{}", inner.name())
        });
        let (kind, label) = if let Some(entry) = entry {
            let (key, value) = (&entry.field[0], &entry.field[1]);
            ensure!(key.r#type() != Type::Bool, "maps by bool");
            (
                self.kind(value)?,
                format!("Label::Map({})", self.kind(key)?),
            )
        } else if field.label() == Label::Repeated {
            (self.kind(field)?, "Label::Repeated".to_owned())
        } else if field.proto3_optional() {
            (self.kind(field)?, "Label::Optional".to_owned())
        } else if let Some(index) = field.oneof_index {
            ensure!(index < 32, "a oneof past the 32nd");
            (self.kind(field)?, format!("Label::Oneof({index})"))
        } else if field.r#type() == Type::Message {
            (self.kind(field)?, "Label::Single".to_owned())
        } else {
            (self.kind(field)?, "Label::Implicit".to_owned())
        };
        let (number, name, json) = (field.number(), field.name(), field.json_name());
        Ok(format!(
            "field({number}, \"{name}\", \"{json}\", {kind}, {label})"
        ))
    }

    fn kind(&self, field: &FieldDescriptorProto) -> anyhow::Result<String> {
        Ok(match field.r#type() {
            Type::Bool => "Kind::Bool".to_owned(),
            Type::Int32 => "Kind::Int32".to_owned(),
            Type::Int64 => "Kind::Int64".to_owned(),
            Type::Uint32 => "Kind::Uint32".to_owned(),
            Type::Uint64 => "Kind::Uint64".to_owned(),
            Type::Float => "Kind::Float".to_owned(),
            Type::Double => "Kind::Double".to_owned(),
            Type::String => "Kind::String".to_owned(),
            Type::Bytes => "Kind::Bytes".to_owned(),
            Type::Enum => format!("Kind::Enum(&{})", self.path(field.type_name())?),
            Type::Message => match field.type_name() {
                ".google.protobuf.Any" => "Kind::Any".to_owned(),
                ".google.protobuf.Duration" => "Kind::Duration".to_owned(),
                ".google.protobuf.Struct" => "Kind::Struct".to_owned(),
                ".google.protobuf.Timestamp" => "Kind::Timestamp".to_owned(),
                name => format!("Kind::Message(&{})", self.path(name)?),
            },
            other => bail!("{other:?}"),
        })
    }

    /// The path of a type's table from this file.
    fn path(&self, name: &str) -> anyhow::Result<String> {
        let home = self.homes.get(name).with_context(|| name.to_owned())?;
        let constant = constant(name);
        if home.file == self.domain.file {
            Ok(constant)
        } else {
            Ok(format!("super::{}::{constant}", home.module()))
        }
    }
}

/// `.livekit.SimulationRun.Get` as `SIMULATION_RUN_GET`.
fn constant(name: &str) -> String {
    let name = name.strip_prefix(".livekit.").unwrap_or(name);
    name.split('.')
        .map(ToShoutySnakeCase::to_shouty_snake_case)
        .collect::<Vec<_>>()
        .join("_")
}

fn is_map_entry(message: &DescriptorProto) -> bool {
    message
        .options
        .as_ref()
        .is_some_and(MessageOptions::map_entry)
}
