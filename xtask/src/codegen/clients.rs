//! lk-api's clients: one type a service, one method a call.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Context, ensure};
use heck::{ToSnakeCase, ToUpperCamelCase};
use prost_types::{FileDescriptorProto, FileDescriptorSet, ServiceDescriptorProto};

use super::messages::{gate, header};
use super::rpcs::{path_below, rust_type};
use super::{Output, domains};

/// A service and what its client is called.
struct Service {
    /// As in the schema.
    name: &'static str,
    /// The client's type.
    client: &'static str,
    /// The method of `LiveKitApi` that returns it.
    accessor: &'static str,
}

const fn service(name: &'static str, client: &'static str, accessor: &'static str) -> Service {
    Service {
        name,
        client,
        accessor,
    }
}

/// Every service of the schema.
const SERVICES: &[Service] = &[
    service("AgentDispatchService", "AgentDispatch", "agent_dispatch"),
    service("AgentSimulation", "AgentSimulations", "agent_simulation"),
    service("CloudAgent", "CloudAgents", "cloud_agent"),
    service("Connector", "Connector", "connector"),
    service("Egress", "Egress", "egress"),
    service("Ingress", "Ingress", "ingress"),
    service("PhoneNumberService", "PhoneNumbers", "phone_number"),
    service("RoomService", "RoomService", "room"),
    service("SIP", "Sip", "sip"),
];

/// Adds `generated.rs` and a file for each service, below `crates/lk-api/src`.
///
/// What a call needs in its token is not said here: that is the table in `grants.rs`, without
/// whose row a new call does not compile.
pub(crate) fn generate(set: &FileDescriptorSet, output: &mut Output) -> anyhow::Result<()> {
    let mut root = header("The clients of every service.");
    let mut modules = BTreeMap::new();
    for file in &set.file {
        let Some(domain) = domains::of(file.name()) else {
            continue;
        };
        for (index, service) in file.service.iter().enumerate() {
            let row = SERVICES.iter().find(|row| row.name == service.name());
            let row = row.with_context(|| {
                format!("{} has no row in the table of services", service.name())
            })?;
            let module = service.name().to_snake_case();
            let gate = gate(domain.feature);
            let lines = format!(
                "{gate}mod {module};\n{gate}pub use {module}::{};\n",
                row.client
            );
            modules.insert(module.clone(), lines);
            let text = client(file, index, service, row)?;
            output.insert(format!("generated/{module}.rs").into(), text);
        }
    }
    ensure!(
        modules.len() == SERVICES.len(),
        "a service of the table is not in the schema"
    );
    for lines in modules.values() {
        root.push_str(lines);
        root.push('\n');
    }
    output.insert("generated.rs".into(), root.trim_end().to_owned() + "\n");
    Ok(())
}

fn client(
    file: &FileDescriptorProto,
    index: usize,
    service: &ServiceDescriptorProto,
    row: &Service,
) -> anyhow::Result<String> {
    let Service {
        client, accessor, ..
    } = row;
    let index = i32::try_from(index)?;
    let full = format!("{}.{}", file.package(), service.name());
    let about = comment(file, &[SERVICE, index])
        .with_context(|| format!("{full} has no comment in the schema"))?;
    let mut text = header(&format!("The client of `{full}`."));
    write!(
        text,
        "use lk_proto::rpc::{module} as rpc;

use crate::api::LiveKitApi;
use crate::call::Call;

{about}///
/// One method a call of `{full}`; each takes its request message.
#[derive(Debug, Clone)]
pub struct {client}(pub(crate) LiveKitApi);

impl LiveKitApi {{
{indented}    pub fn {accessor}(&self) -> {client} {{
        {client}(self.clone())
    }}
}}

impl {client} {{
",
        module = service.name().to_snake_case(),
        indented = indent(&about),
    )?;
    for (number, method) in service.method.iter().enumerate() {
        let name = method.name();
        // A call that came with a newer schema is described when somebody gets to it.
        let about = comment(file, &[SERVICE, index, METHOD, i32::try_from(number)?])
            .unwrap_or_else(|| format!("/// Makes the call `{full}/{name}`.\n"));
        text.push_str(&indent(&about));
        let deprecated = method
            .options
            .as_ref()
            .is_some_and(prost_types::MethodOptions::deprecated);
        if deprecated {
            text.push_str("    #[deprecated = \"marked so in the schema\"]\n");
        }
        let request = format!("lk_proto::{}", path_below(&rust_type(method.input_type())));
        writeln!(
            text,
            "    pub fn {method}(&self, request: {request}) -> Call<rpc::{kind}> {{
        Call::new(&self.0, request)
    }}
",
            method = name.to_snake_case(),
            kind = name.to_upper_camel_case(),
        )?;
    }
    Ok(text.trim_end().to_owned() + "\n}\n")
}

/// The comment of what stands at `path` in the schema, as documentation.
fn comment(file: &FileDescriptorProto, path: &[i32]) -> Option<String> {
    let info = file.source_code_info.as_ref()?;
    let place = info.location.iter().find(|place| place.path == path)?;
    let text = place.leading_comments.as_deref()?.trim_end();
    let mut lines = String::new();
    for line in text.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        lines.push_str(format!("/// {line}").trim_end());
        lines.push('\n');
    }
    Some(lines)
}

fn indent(lines: &str) -> String {
    lines.lines().map(|line| format!("    {line}\n")).collect()
}

/// Where services stand in a file, and methods in a service. Source: `descriptor.proto`,
/// `FileDescriptorProto.service`, `ServiceDescriptorProto.method`.
const SERVICE: i32 = 6;
const METHOD: i32 = 2;
