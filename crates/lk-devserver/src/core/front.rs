//! Every HTTP request that is no websocket: the health check, the validations, the API.

use lk_signal::server::Route;

use super::{
    Core,
    keys::HttpId,
    output::{HttpReply, HttpRequest, Refusal},
};

impl Core {
    /// The answer, unless it comes later.
    pub(super) fn serve(&mut self, id: HttpId, request: &HttpRequest<'_>) -> Option<HttpReply> {
        let (path, query) = request
            .target
            .split_once('?')
            .unwrap_or((request.target, ""));
        let claims = match self.env.authenticate(request.authorization, query) {
            Ok(claims) => claims,
            Err(refusal) => return Some(refusal.into()),
        };
        if let Some(service_and_method) = path.strip_prefix("/twirp/") {
            return self.serve_api(id, request, service_and_method, claims.as_ref());
        }
        let refused = |refusal: Refusal| HttpReply::from(refusal);
        Some(match (path, Route::from_path(path)) {
            ("/", _) => HttpReply::text(200, "OK"),
            (_, Some(route)) if route.is_validate() => match self.admit(route, claims, query) {
                Ok(_) => HttpReply::text(200, "success"),
                Err(refusal) => refused(refusal),
            },
            // These two are for websockets only.
            (_, Some(_)) => HttpReply::text(404, ""),
            _ => HttpReply::text(404, "404 page not found\n"),
        })
    }
}

/// The first value of `name` in a query.
pub(super) fn form_value(query: &str, name: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| unescape(value))
        .next()
}

/// Undoes percent-encoding; what is malformed stays as it is.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = after.first_chunk::<2>().filter(|_| byte == b'%');
        let decoded =
            escaped.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match decoded {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            None => {
                bytes.push(if byte == b'+' { b' ' } else { byte });
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_value_is_found_and_unescaped() {
        assert_eq!(
            form_value("a=1&access_token=x%2By+z&access_token=2", "access_token").as_deref(),
            Some("x+y z")
        );
        assert_eq!(form_value("a=1", "access_token"), None);
        assert_eq!(form_value("a=100%&b=%zz%4", "a").as_deref(), Some("100%"));
        assert_eq!(form_value("b=%zz%4", "b").as_deref(), Some("%zz%4"));
    }
}
