//! `Debug` for messages that hold secrets: what may not reach a log is printed as `…`.

use std::collections::BTreeSet;
use std::fmt::Write;

use anyhow::{Context, ensure};
use heck::{ToSnakeCase, ToUpperCamelCase};
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorSet};

use super::Output;
use super::domains;
use super::messages::{gate, header};
use super::rpcs::rust_type;

/// Fields that open something: keys, passwords, PINs, tokens, and URLs that carry one of them.
const SECRETS: &[&str] = &[
    "AcceptWhatsAppCallRequest.whatsapp_api_key",
    "AgentSecret.value",
    "AliOSSUpload.access_key",
    "AliOSSUpload.secret",
    "AzureBlobUpload.account_key",
    "ConnectTwilioCallResponse.connect_url",
    "CreateAgentResponse.presigned_url",
    "CreateJobTokenResponse.token",
    "CreateSIPTrunkRequest.inbound_password",
    "CreateSIPTrunkRequest.outbound_password",
    "DeployAgentResponse.presigned_url",
    "DialWhatsAppCallRequest.whatsapp_api_key",
    "DisconnectWhatsAppCallRequest.whatsapp_api_key",
    "GCPUpload.credentials",
    "ICEServer.credential",
    "IngressInfo.stream_key",
    "JobAssignment.token",
    "PresignedPostRequest.values",
    "ProxyConfig.password",
    "Room.turn_password",
    "RoomMovedResponse.token",
    "S3Upload.access_key",
    "S3Upload.secret",
    "S3Upload.session_token",
    "SIPDispatchRuleCallee.pin",
    "SIPDispatchRuleDirect.pin",
    "SIPDispatchRuleIndividual.pin",
    "SIPInboundTrunkInfo.auth_password",
    "SIPInboundTrunkUpdate.auth_password",
    "SIPOutboundConfig.auth_password",
    "SIPOutboundTrunkInfo.auth_password",
    "SIPOutboundTrunkUpdate.auth_password",
    "SIPTrunkInfo.inbound_password",
    "SIPTrunkInfo.outbound_password",
    "SignalResponse.refresh_token",
    "StreamDestination.url",
    "StreamInfo.url",
    "StreamOutput.urls",
    "TokenSourceResponse.participant_token",
    "UpdateStreamRequest.add_output_urls",
    "UpdateStreamRequest.remove_output_urls",
];

/// The messages whose `Debug` is written here instead of derived.
pub(crate) fn messages() -> BTreeSet<String> {
    let owners = SECRETS.iter().filter_map(|path| path.split('.').next());
    owners.map(|name| format!(".livekit.{name}")).collect()
}

/// Adds `generated/debug.rs`.
pub(crate) fn generate(set: &FileDescriptorSet, output: &mut Output) -> anyhow::Result<()> {
    let mut text = header("`Debug` of messages that hold secrets.");
    text.push_str("use core::fmt::{Debug, Formatter, Result};\n\n");
    text.push_str("use crate::redacted::Hidden;\n");
    let messages = messages();
    let mut hidden = 0;
    for file in &set.file {
        let Some(domain) = domains::of(file.name()) else {
            continue;
        };
        for message in &file.message_type {
            let name = format!(".{}.{}", file.package(), message.name());
            if messages.contains(&name) {
                let gate = gate(domain.feature);
                hidden += write_message(&mut text, &gate, &name, message)
                    .with_context(|| name.trim_start_matches('.').to_owned())?;
            }
        }
    }
    ensure!(hidden == SECRETS.len(), "a secret is not in the schema");
    output.insert("generated/debug.rs".into(), text);
    Ok(())
}

/// Writes the impls for one message and all that is declared in it; returns how much they hide.
fn write_message(
    text: &mut String,
    gate: &str,
    name: &str,
    message: &DescriptorProto,
) -> anyhow::Result<usize> {
    ensure!(
        message
            .nested_type
            .iter()
            .all(|inner| inner.options.is_some()),
        "messages within one that holds secrets would lose their derived Debug"
    );
    for kind in &message.enum_type {
        let kind = rust_type(&format!("{name}.{}", kind.name()));
        write!(
            text,
            "
{gate}impl Debug for {kind} {{
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {{
        f.write_str(self.as_str_name())
    }}
}}
"
        )?;
    }

    let mut hidden = 0;
    let mut rows = String::new();
    let (plain, members): (Vec<_>, Vec<_>) = message
        .field
        .iter()
        .partition(|field| field.oneof_index.is_none() || field.proto3_optional());
    for field in plain {
        let secret = is_secret(message, field);
        hidden += usize::from(secret);
        let value = value(field, secret)?;
        writeln!(rows, "            .field(\"{}\", {value})", field.name())?;
    }
    for (index, oneof) in message.oneof_decl.iter().enumerate() {
        let members: Vec<_> = members
            .iter()
            .filter(|field| field.oneof_index == i32::try_from(index).ok())
            .collect();
        if members.is_empty() {
            continue;
        }
        let path = rust_type(&format!("{name}.{}", oneof.name()));
        let mut arms = String::new();
        for field in members {
            let secret = is_secret(message, field);
            hidden += usize::from(secret);
            let variant = field.name().to_upper_camel_case();
            let (binding, value) = if secret {
                ("_", "&Hidden::Set")
            } else {
                ("value", "value")
            };
            writeln!(
                arms,
                "            Self::{variant}({binding}) => f.debug_tuple(\"{variant}\").field({value}).finish(),"
            )?;
        }
        write!(
            text,
            "
{gate}impl Debug for {path} {{
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {{
        match self {{
{arms}        }}
    }}
}}
"
        )?;
        let field = oneof.name().to_snake_case();
        writeln!(rows, "            .field(\"{field}\", &self.{field})")?;
    }

    let path = rust_type(name);
    let short = path.rsplit(':').next().unwrap_or_default();
    write!(
        text,
        "
{gate}impl Debug for {path} {{
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {{
        f.debug_struct(\"{short}\")
{rows}            .finish()
    }}
}}
"
    )?;
    Ok(hidden)
}

fn is_secret(message: &DescriptorProto, field: &FieldDescriptorProto) -> bool {
    SECRETS.contains(&format!("{}.{}", message.name(), field.name()).as_str())
}

/// What `Debug` is given for a field.
fn value(field: &FieldDescriptorProto, secret: bool) -> anyhow::Result<String> {
    let name = match field.name().to_snake_case() {
        keyword if keyword == "type" => "r#type".to_owned(),
        name => name,
    };
    Ok(match (secret, field.r#type(), field.proto3_optional()) {
        (true, _, true) => format!("&self.{name}.as_ref().map(|_| Hidden::Set)"),
        (true, ..) => format!("&Hidden::new(self.{name}.is_empty())"),
        (_, Type::Enum, optional) => {
            ensure!(field.label() != Label::Repeated, "a list of enums");
            let kind = rust_type(field.type_name());
            if optional {
                format!("&self.{name}.map(crate::redacted::named::<{kind}>)")
            } else {
                format!("&crate::redacted::named::<{kind}>(self.{name})")
            }
        }
        _ => format!("&self.{name}"),
    })
}
