//! URLs in logs.

use std::fmt;

use http::Uri;

/// Shows a URL without what may be a secret in it: user and password, and the values of the query.
pub(super) struct Masked<'a>(pub(super) &'a Uri);

impl fmt::Display for Masked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let uri = self.0;
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        write!(f, "{}://", uri.scheme_str().unwrap_or_default())?;
        match authority.rsplit_once('@') {
            Some((_, host)) => write!(f, "***@{host}")?,
            None => f.write_str(authority)?,
        }
        f.write_str(uri.path())?;
        let Some(query) = uri.query() else {
            return Ok(());
        };
        for (index, part) in query.split('&').enumerate() {
            f.write_str(if index == 0 { "?" } else { "&" })?;
            match part.split_once('=') {
                Some((name, _)) => write!(f, "{name}=***")?,
                // A word by itself may be the secret.
                None => f.write_str("***")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_secret_is_not_shown() {
        for (url, shown) in [
            ("http://127.0.0.1:9000/hook", "http://127.0.0.1:9000/hook"),
            ("https://bob:hush@host/a", "https://***@host/a"),
            ("https://hush@[::1]:8/", "https://***@[::1]:8/"),
            (
                "http://host/a?token=hush&b=&hush",
                "http://host/a?token=***&b=***&***",
            ),
            ("http://host?hush", "http://host/?***"),
        ] {
            assert_eq!(Masked(&Uri::from_static(url)).to_string(), shown);
        }
    }
}
