//! Services: one marker type a call, and the table of all calls.

use std::fmt::Write;

use heck::{ToSnakeCase, ToUpperCamelCase};
use prost_types::FileDescriptorSet;

use super::Output;
use super::domains;
use super::messages::{gate, header, rust_path};

/// Adds `generated/rpcs.rs`.
pub(crate) fn generate(set: &FileDescriptorSet, output: &mut Output) {
    let mut table = String::new();
    let mut modules = String::new();
    for file in &set.file {
        let Some(domain) = domains::of(file.name()) else {
            continue;
        };
        for service in &file.service {
            let full = format!("{}.{}", file.package(), service.name());
            let module = service.name().to_snake_case();
            let gate = gate(domain.feature);
            writeln!(
                modules,
                "/// The calls of `{full}`.\n{gate}pub mod {module} {{"
            )
            .ok();
            writeln!(modules, "    use crate::rpc::Rpc;").ok();
            for method in &service.method {
                let name = method.name();
                let kind = name.to_upper_camel_case();
                let request = rust_type(method.input_type());
                let response = rust_type(method.output_type());
                writeln!(table, "    (\"{full}\", \"{name}\"),").ok();
                write!(
                    modules,
                    "
    /// `{full}/{name}`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct {kind};

    impl Rpc for {kind} {{
        type Request = {request};
        type Response = {response};
        const SERVICE: &'static str = \"{full}\";
        const METHOD: &'static str = \"{name}\";
        const PATH: &'static str = \"/twirp/{full}/{name}\";
    }}
"
                )
                .ok();
            }
            modules.push_str("}\n\n");
        }
    }
    let mut text = header("The calls of every service.");
    text.push_str(
        "/// Every call of the schema as service and method, whatever features are on.\n",
    );
    write!(
        text,
        "pub const RPCS: &[(&str, &str)] = &[\n{table}];\n\n{}",
        modules.trim_end()
    )
    .ok();
    text.push('\n');
    text.push_str(&each(set));
    output.insert("generated/rpcs.rs".into(), text);
}

/// A macro that names every call.
fn each(set: &FileDescriptorSet) -> String {
    let mut text = String::from(
        "
/// Calls the macro `$each` once with every call of the schema, as `module::Call` below
/// `lk_proto::rpc`.
///
/// For tables and tests that must not miss one. What it names is there with the feature `full`.
#[macro_export]
macro_rules! for_each_rpc {
    ($each:ident) => {
        $each! {
",
    );
    for file in &set.file {
        if domains::of(file.name()).is_none() {
            continue;
        }
        for service in &file.service {
            let module = service.name().to_snake_case();
            for method in &service.method {
                let kind = method.name().to_upper_camel_case();
                writeln!(text, "            {module}::{kind}").ok();
            }
        }
    }
    text.push_str("        }\n    };\n}\n");
    text
}

/// What follows `crate::` in the path of a message of ours.
pub(crate) fn path_below(rust: &str) -> &str {
    rust.strip_prefix("crate::").unwrap_or(rust)
}

/// `.livekit.SimulationRun.Get.Request` as `crate::simulation_run::get::Request`.
pub(crate) fn rust_type(name: &str) -> String {
    let name = name.trim_start_matches('.');
    let (package, rest) = ["livekit.agent", "livekit"]
        .iter()
        .find_map(|package| Some((*package, name.strip_prefix(package)?.strip_prefix('.')?)))
        .unwrap_or(("", name));
    let mut parts: Vec<String> = rest.split('.').map(ToSnakeCase::to_snake_case).collect();
    if let (Some(last), Some(name)) = (parts.last_mut(), rest.rsplit('.').next()) {
        *last = name.to_upper_camel_case();
    }
    format!(
        "{}::{}",
        rust_path(package).unwrap_or("::prost_types"),
        parts.join("::")
    )
}
