//! Uploading a source to where the server said.

use std::fmt::Write as _;
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use http::header::CONTENT_TYPE;
use lk_net::RequestBody;
use lk_proto::PresignedPostRequest;

use super::{AgentSource, HostedCall, parsed};
use crate::generated::CloudAgents;
use crate::random;

impl CloudAgents {
    /// Uploads `source` as the form that `create_agent` or `deploy_agent` answered with.
    ///
    /// The address is signed, so no token goes with it. Unless another time limit is set, it is
    /// 10 min, and for larger archives what 512 KiB a second take: 34 min for 1 GiB.
    ///
    /// # Errors
    ///
    /// [`CallError`](crate::CallError) when the store refuses or does not answer, and its
    /// [`InvalidUrl`](crate::CallError::InvalidUrl) where there is no form.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future abandons the upload; nothing comes of half of one.
    ///
    /// ```no_run
    /// # async fn run(api: lk_api::LiveKitApi) -> Result<(), Box<dyn std::error::Error>> {
    /// use lk_api::{AgentSource, BuildRequest};
    /// use lk_proto::DeployAgentRequest;
    ///
    /// let agents = api.cloud_agent();
    /// let source = AgentSource::pack("my-agent")?;
    /// let request = DeployAgentRequest { agent_id: "CA_x".into(), ..Default::default() };
    /// let deploy = agents.deploy_agent(request).await?;
    /// let form = deploy.presigned_post_request.ok_or("the server wants no upload")?;
    /// agents.upload(&source, form).await?;
    /// let mut log = agents.build(BuildRequest::new("CA_x")).await?;
    /// while let Some(line) = log.next().await {
    ///     println!("{}", line?);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn upload(&self, source: &AgentSource, to: PresignedPostRequest) -> HostedCall<()> {
        let fields = to.values.into_iter().collect();
        let form = random::uuid().and_then(|boundary| {
            let body = form(&boundary, fields, source.archive())?;
            Some((body, format!("multipart/form-data; boundary={boundary}")))
        });
        let size = source.archive().len();
        match form {
            Some((body, kind)) => self.store((Method::POST, &to.url), size, body, kind),
            // A header that is none is told when the call is awaited.
            None => self.store(
                (Method::POST, &to.url),
                0,
                RequestBody::default(),
                "\n".into(),
            ),
        }
    }

    /// Uploads `source` to the address that older servers answer with, `presigned_url`.
    ///
    /// # Errors
    ///
    /// As [`upload`](Self::upload).
    ///
    /// # Cancel safety
    ///
    /// As [`upload`](Self::upload).
    pub fn upload_to_url(&self, source: &AgentSource, url: &str) -> HostedCall<()> {
        let archive = source.archive().clone();
        let (size, kind) = (archive.len(), "application/gzip".into());
        self.store((Method::PUT, url), size, archive.into(), kind)
    }

    fn store(
        &self,
        (verb, url): (Method, &str),
        size: usize,
        body: RequestBody,
        kind: String,
    ) -> HostedCall<()> {
        let uri = match parsed(url) {
            Ok(uri) if !matches!(uri.scheme_str(), Some("http" | "https")) => Err(url.into()),
            uri => uri,
        };
        let call = HostedCall::new(&self.0, UPLOAD, (verb, uri), |_, _, _| {
            Box::pin(std::future::ready(Ok(())))
        });
        let seconds = size / SLOWEST;
        let sending = Duration::from_secs(u64::try_from(seconds).unwrap_or(u64::MAX));
        let call = call.presigned(body).header(CONTENT_TYPE, kind);
        call.timeout(sending.max(SHORTEST))
    }
}

/// The fields, and last the file, as stores want it. `None` where a name would end its line.
///
/// Source: RFC 7578.
fn form(boundary: &str, mut fields: Vec<(String, String)>, file: &Bytes) -> Option<RequestBody> {
    fields.sort();
    let mut text = String::new();
    let plain = |name: &str| !name.contains(['"', '\r', '\n']);
    for (name, value) in &fields {
        if !plain(name) {
            return None;
        }
        let _ = write!(
            text,
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
    }
    let key = fields.iter().find(|(name, _)| name == "key");
    let name = key.map_or("upload.tar.gz", |(_, value)| value);
    if !plain(name) {
        return None;
    }
    let _ = write!(
        text,
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    let end = format!("\r\n--{boundary}--\r\n");
    Some(RequestBody::from_iter([
        text.into(),
        file.clone(),
        end.into(),
    ]))
}

const UPLOAD: &str = "agents/upload";
const SHORTEST: Duration = Duration::from_secs(10 * 60);
/// Bytes a second of the slowest line that a large upload is given the time for.
const SLOWEST: usize = 512 << 10;
