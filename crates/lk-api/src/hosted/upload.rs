//! Uploading a source to where the server said.

use std::fmt::Write as _;
use std::time::Duration;

use bytes::{BufMut as _, Bytes, BytesMut};
use http::Request;
use http::header::{CONTENT_TYPE, HeaderValue};
use lk_net::Limits;
use lk_proto::PresignedPostRequest;

use super::{AgentSource, unanswered};
use crate::answer;
use crate::error::CallError;
use crate::generated::CloudAgents;
use crate::random;

impl CloudAgents {
    /// Uploads `source` as the form that `create_agent` or `deploy_agent` answered with.
    ///
    /// The address is signed, so no token goes with it. The time limit is 10 min.
    ///
    /// # Errors
    ///
    /// [`CallError`] when the store refuses or does not answer.
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
    /// agents.upload(&source, deploy.presigned_post_request.unwrap_or_default()).await?;
    /// let mut log = agents.build(BuildRequest::new("CA_x")).await?;
    /// while let Some(line) = log.next().await {
    ///     println!("{}", line?);
    /// }
    /// # Ok(()) }
    /// ```
    pub async fn upload(
        &self,
        source: &AgentSource,
        to: PresignedPostRequest,
    ) -> Result<(), CallError> {
        let invalid = || CallError::InvalidHeader { method: UPLOAD };
        let boundary = random::uuid().ok_or_else(invalid)?;
        let body = form(&boundary, to.values.into_iter().collect(), source.archive())
            .ok_or_else(invalid)?;
        let kind = format!("multipart/form-data; boundary={boundary}");
        let request = Request::post(to.url)
            .header(CONTENT_TYPE, kind)
            .body(body)
            .map_err(|_| invalid())?;
        self.store(request, &[200, 201, 204]).await
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
    pub async fn upload_to_url(&self, source: &AgentSource, url: &str) -> Result<(), CallError> {
        let request = Request::put(url)
            .header(CONTENT_TYPE, HeaderValue::from_static("application/gzip"))
            .body(source.archive().clone())
            .map_err(|_| CallError::InvalidHeader { method: UPLOAD })?;
        self.store(request, &[200]).await
    }

    async fn store(&self, request: Request<Bytes>, good: &[u16]) -> Result<(), CallError> {
        let limits = Limits::new().timeout(TIMEOUT).max_body(64 << 10);
        let answer = self.0.http().send(request, limits).await;
        let answer = answer.map_err(|source| unanswered(UPLOAD, source))?;
        if good.contains(&answer.status().as_u16()) {
            return Ok(());
        }
        let (head, body) = answer.into_parts();
        Err(answer::refused(UPLOAD, head.status, &body, None))
    }
}

/// The fields, and last the file, as stores want it. `None` where a name would end its line.
///
/// Source: RFC 7578.
fn form(boundary: &str, mut fields: Vec<(String, String)>, file: &Bytes) -> Option<Bytes> {
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
    let mut body = BytesMut::with_capacity(text.len() + file.len() + end.len());
    body.put_slice(text.as_bytes());
    body.put_slice(file);
    body.put_slice(end.as_bytes());
    Some(body.freeze())
}

const UPLOAD: &str = "agents/upload";
const TIMEOUT: Duration = Duration::from_secs(10 * 60);
