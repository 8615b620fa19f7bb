//! Which Cargo feature of lk-proto each schema file stands behind.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, ensure};
use cargo_metadata::MetadataCommand;
use prost_types::FileDescriptorSet;

/// One schema file and where its Rust goes.
pub(crate) struct Domain {
    /// Path below `proto/`.
    pub(crate) file: &'static str,
    /// The feature that turns it on; `None` is always on.
    pub(crate) feature: Option<&'static str>,
}

impl Domain {
    /// The file's name without folder and ending: its module below `lk_proto::generated`.
    pub(crate) fn module(&self) -> &'static str {
        let name = self.file.rsplit('/').next().unwrap_or(self.file);
        name.strip_suffix(".proto").unwrap_or(name)
    }
}

const fn domain(file: &'static str, feature: Option<&'static str>) -> Domain {
    Domain { file, feature }
}

/// Every schema file.
pub(crate) const DOMAINS: &[Domain] = &[
    domain("agent/livekit_agent_session.proto", Some("agent-session")),
    domain("livekit_agent.proto", Some("agent")),
    domain("livekit_agent_dispatch.proto", Some("agent-dispatch")),
    domain("livekit_agent_simulation.proto", Some("agent-simulation")),
    domain("livekit_cloud_agent.proto", Some("cloud-agent")),
    domain("livekit_connector.proto", Some("connector")),
    domain("livekit_connector_twilio.proto", Some("connector")),
    domain("livekit_connector_whatsapp.proto", Some("connector")),
    domain("livekit_egress.proto", Some("egress")),
    domain("livekit_ingress.proto", Some("ingress")),
    domain("livekit_metrics.proto", None),
    domain("livekit_models.proto", None),
    domain("livekit_phone_number.proto", Some("phone-number")),
    domain("livekit_room.proto", Some("room")),
    domain("livekit_rtc.proto", Some("rtc")),
    domain("livekit_sip.proto", Some("sip")),
    domain("livekit_token_source.proto", Some("token-source")),
    domain("livekit_webhook.proto", Some("webhook")),
];

/// The domain of a schema file.
pub(crate) fn of(file: &str) -> Option<&'static Domain> {
    DOMAINS.iter().find(|domain| domain.file == file)
}

/// Every feature that a domain stands behind.
pub(crate) fn features() -> BTreeSet<&'static str> {
    DOMAINS.iter().filter_map(|domain| domain.feature).collect()
}

/// Holds lk-proto's features to the schema: each turns on what its files import, and no more.
pub(crate) fn check_features(set: &FileDescriptorSet) -> anyhow::Result<()> {
    let mut due: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in &set.file {
        let Some(Domain {
            feature: Some(feature),
            ..
        }) = of(file.name())
        else {
            continue;
        };
        let imports = file
            .dependency
            .iter()
            .filter_map(|import| of(import)?.feature);
        due.entry(feature)
            .or_default()
            .extend(imports.filter(|import| import != feature));
    }

    let meta = MetadataCommand::new().no_deps().exec()?;
    let package = meta
        .packages
        .iter()
        .find(|package| package.name == "lk-proto");
    let features = &package.context("no package lk-proto")?.features;
    for (feature, imports) in &due {
        let named = features
            .get(*feature)
            .with_context(|| format!("no feature {feature}"))?;
        let named: BTreeSet<&str> = named.iter().map(String::as_str).collect();
        // A feature may leave out what another one it names turns on.
        let reach = |from: &BTreeSet<&str>| {
            let mut all: BTreeSet<String> = from.iter().map(ToString::to_string).collect();
            loop {
                let more: BTreeSet<String> = all
                    .iter()
                    .filter_map(|name| features.get(name))
                    .flatten()
                    .cloned()
                    .collect();
                if more.is_subset(&all) {
                    return all;
                }
                all.extend(more);
            }
        };
        ensure!(
            reach(&named) == reach(imports),
            "lk-proto's feature {feature} names {named:?}; its messages need {imports:?}"
        );
    }
    Ok(())
}
