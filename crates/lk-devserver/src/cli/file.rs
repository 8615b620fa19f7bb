//! The configuration file of `livekit-server`, as far as it means something here.

use std::{net::IpAddr, path::PathBuf, str::FromStr, time::Duration};

use anyhow::{Context, bail};
use lk_auth::read_key_file;
use lk_proto::IceServer;
use saphyr::{ScalarStyle, Yaml, YamlLoader};
use saphyr_parser::Parser;

use crate::ServerConfig;

/// What a file says; what it does not say is absent or empty, and the default in `server`.
#[derive(Debug)]
pub(super) struct FileConfig {
    pub(super) server: ServerConfig,
    pub(super) port: Option<u16>,
    pub(super) bind: Vec<String>,
    pub(super) keys: Vec<(String, String)>,
    pub(super) key_file: Option<PathBuf>,
    pub(super) udp_port: Option<u16>,
    pub(super) node_ip: Option<IpAddr>,
    pub(super) webhook_key: Option<String>,
    pub(super) webhook_urls: Vec<String>,
    pub(super) development: bool,
    pub(super) log_level: Option<String>,
    /// Names that mean nothing here, such as `rtc.tcp_port`.
    pub(super) ignored: Vec<String>,
}

impl FileConfig {
    pub(super) fn read(text: &str) -> anyhow::Result<Self> {
        let mut config = Self {
            server: ServerConfig::new("", ""),
            port: None,
            bind: Vec::new(),
            keys: Vec::new(),
            key_file: None,
            udp_port: None,
            node_ip: None,
            webhook_key: None,
            webhook_urls: Vec::new(),
            development: false,
            log_level: None,
            ignored: Vec::new(),
        };
        let text = with_space_before_comments(text.strip_prefix('\u{feff}').unwrap_or(text));
        let mut loader = YamlLoader::<Yaml<'_>>::default();
        // Texts as they are written: a key may look like a number.
        loader.early_parse(false);
        // What the parser says of a place names its line and quotes nothing of it.
        Parser::new_from_str(&text).load(&mut loader, true)?;
        if let Some(error) = loader.error() {
            return Err(error.clone().into());
        }
        match loader.into_documents().as_slice() {
            [] => {}
            [document] if is_null(document) => {}
            [document] => config.walk("", document)?,
            _ => bail!("there is more than one document"),
        }
        Ok(config)
    }

    fn walk(&mut self, path: &str, node: &Yaml<'_>) -> anyhow::Result<()> {
        let Yaml::Mapping(members) = node else {
            bail!(
                "{} is not a map",
                if path.is_empty() { "the text" } else { path }
            );
        };
        for (name, value) in members {
            let name = text(name).with_context(|| format!("{path} has a name that is no text"))?;
            let path = match path {
                "" => name.to_owned(),
                _ => format!("{path}.{name}"),
            };
            // The server takes an empty value as its default.
            if is_null(value) || self.take(&path, value).with_context(|| path.clone())? {
                continue;
            }
            match value {
                Yaml::Mapping(_) => self.walk(&path, value)?,
                _ => self.ignored.push(path),
            }
        }
        Ok(())
    }

    /// Takes what has a meaning here; answers whether it has.
    fn take(&mut self, path: &str, value: &Yaml<'_>) -> anyhow::Result<bool> {
        match path {
            "port" => self.port = Some(parsed(value, "a port")?),
            "bind_addresses" => self.bind = texts(value)?,
            "keys" => self.keys = keys(value)?,
            "key_file" => self.key_file = Some(text(value)?.into()),
            "region" => self.set(text(value)?, ServerConfig::region),
            "development" => self.development = parsed(value, "true or false")?,
            "log_level" | "logging.level" => self.log_level = Some(log_level(text(value)?)?),
            // Of a range the first: one port is all that is used.
            "rtc.udp_port" => {
                let text = text(value)?;
                let first = text.split('-').next().unwrap_or_default();
                self.udp_port = Some(first.trim().parse().context("is not a port")?);
            }
            "rtc.node_ip" => self.node_ip = Some(parsed(value, "an IP address")?),
            "rtc.use_ice_lite" => self.set(parsed(value, "true or false")?, ServerConfig::ice_lite),
            "rtc.stun_servers" => {
                let urls = texts(value)?.into_iter().map(|host| format!("stun:{host}"));
                let stun = IceServer {
                    urls: urls.collect(),
                    ..IceServer::default()
                };
                self.set(vec![stun], ServerConfig::ice_servers);
            }
            "room.auto_create" => {
                self.set(parsed(value, "true or false")?, ServerConfig::auto_create);
            }
            "room.empty_timeout" => self.set(seconds(value)?, ServerConfig::empty_timeout),
            "room.departure_timeout" => self.set(seconds(value)?, ServerConfig::departure_timeout),
            "room.max_participants" => {
                self.set(parsed(value, "a number")?, ServerConfig::max_participants);
            }
            "room.enable_remote_unmute" => {
                self.set(parsed(value, "true or false")?, ServerConfig::remote_unmute);
            }
            "room.enabled_codecs" => {
                let mimes = mimes(value)?;
                self.set(
                    mimes.iter().map(String::as_str),
                    ServerConfig::enabled_codecs,
                );
            }
            "limit.max_metadata_size" | "room.max_metadata_size" => {
                self.set(parsed(value, "a number")?, ServerConfig::max_metadata);
            }
            "limit.max_attributes_size" => {
                self.set(parsed(value, "a number")?, ServerConfig::max_attributes);
            }
            "webhook.api_key" => self.webhook_key = Some(text(value)?.to_owned()),
            "webhook.urls" => self.webhook_urls = texts(value)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn set<T>(&mut self, value: T, setter: impl FnOnce(ServerConfig, T) -> ServerConfig) {
        self.server = setter(self.server.clone(), value);
    }
}

/// Puts a space before comments that stand right behind a bracket. YAML wants one; the server's parser does not.
fn with_space_before_comments(text: &str) -> String {
    let mut text = text.to_owned();
    loop {
        let error = Parser::new_from_str(&text).find_map(Result::err);
        let place = error.filter(|error| error.info().starts_with("comments must be separated"));
        // Counted in characters.
        let place = place.and_then(|error| text.char_indices().nth(error.marker().index()));
        match place {
            Some((at, '#')) => text.insert(at, ' '),
            _ => return text,
        }
    }
}

fn text<'a>(node: &'a Yaml<'_>) -> anyhow::Result<&'a str> {
    match node {
        Yaml::Representation(text, ..) => Ok(text),
        _ => bail!("is not a text"),
    }
}

fn texts(node: &Yaml<'_>) -> anyhow::Result<Vec<String>> {
    let Yaml::Sequence(items) = node else {
        bail!("is not a list");
    };
    items
        .iter()
        .map(|item| Ok(text(item)?.to_owned()))
        .collect()
}

fn parsed<T: FromStr>(node: &Yaml<'_>, what: &str) -> anyhow::Result<T> {
    let text = text(node)?;
    let value = text.parse().ok();
    value.with_context(|| format!("{text:?} is not {what}"))
}

fn seconds(node: &Yaml<'_>) -> anyhow::Result<Duration> {
    Ok(Duration::from_secs(parsed(node, "a number of seconds")?))
}

/// `[{mime: video/VP8}, …]`.
fn mimes(node: &Yaml<'_>) -> anyhow::Result<Vec<String>> {
    let Yaml::Sequence(codecs) = node else {
        bail!("is not a list");
    };
    let mime = |codec: &Yaml<'_>| {
        let Yaml::Mapping(members) = codec else {
            bail!("is not a list of codecs");
        };
        let is_mime = |name: &Yaml<'_>| text(name).is_ok_and(|name| name == "mime");
        let member = members.iter().find(|(name, _)| is_mime(name));
        let (_, mime) = member.context("has a codec without `mime`")?;
        Ok(text(mime)?.to_owned())
    };
    codecs.iter().map(mime).collect()
}

/// By the rules of key files, which JSON is as well.
fn keys(node: &Yaml<'_>) -> anyhow::Result<Vec<(String, String)>> {
    let Yaml::Mapping(members) = node else {
        bail!("is not a map of `key: secret`");
    };
    let mut keys = Vec::new();
    for (key, secret) in members {
        let pair = match is_null(secret) {
            true => format!("{{{}: ~}}", serde_json::json!(text(key)?)),
            false => serde_json::json!({ text(key)?: text(secret)? }).to_string(),
        };
        let pair = read_key_file(&pair)
            .ok()
            .context("is not a map of `key: secret`")?;
        keys.extend(pair);
    }
    Ok(keys)
}

/// In the words of RUST_LOG.
fn log_level(level: &str) -> anyhow::Result<String> {
    let known = ["error", "warn", "info", "debug", "trace", "off"];
    match known.contains(&level) {
        true => Ok(level.to_owned()),
        false => bail!("{level:?} is none of {}", known.join(", ")),
    }
}

fn is_null(node: &Yaml<'_>) -> bool {
    let Yaml::Representation(text, ScalarStyle::Plain, None) = node else {
        return false;
    };
    matches!(&**text, "" | "~" | "null" | "Null" | "NULL")
}
