//! An address that may be asked.

use crate::{FetchError, inside::Outside};
use reqwest::Url;
use std::net::{IpAddr, SocketAddr};

/// An address that was judged, all but what its name stands for: that is judged where it is looked up.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) url: Url,
}

/// The longest address that is asked, in bytes.
const LONGEST: usize = 2048;

impl Target {
    pub(crate) fn of(address: &str, allowed: &[SocketAddr], outside: &Outside) -> Result<Self, FetchError> {
        if address.len() > LONGEST {
            return Err(FetchError::NoAddress);
        }
        Self::judged(
            Url::parse(address.trim()).map_err(|_| FetchError::NoAddress)?,
            allowed,
            outside,
        )
    }

    /// Where a server sends on to.
    pub(crate) fn sent_on(
        &self,
        to: &str,
        allowed: &[SocketAddr],
        outside: &Outside,
    ) -> Result<Self, FetchError> {
        let url = self.url.join(to).map_err(|_| FetchError::NoAddress)?;
        Self::judged(url, allowed, outside)
    }

    /// The URL standard has turned hosts that are written as one number, in octal or in hexadecimal into addresses.
    fn judged(url: Url, allowed: &[SocketAddr], outside: &Outside) -> Result<Self, FetchError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FetchError::NoAddress);
        }
        let host = url.host_str().ok_or(FetchError::NoAddress)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(FetchError::Unusual);
        }
        let number = host.trim_matches(['[', ']']).parse::<IpAddr>().ok();
        if let (Some(ip), Some(port)) = (number, url.port_or_known_default())
            && allowed.contains(&SocketAddr::new(ip, port))
        {
            return Ok(Self { url });
        }
        // That of the scheme is left out by the standard, even where it was written.
        if url.port().is_some() {
            return Err(FetchError::Unusual);
        }
        match number.is_none_or(|address| outside.has(address)) {
            true => Ok(Self { url }),
            false => Err(FetchError::Unreachable),
        }
    }

    /// The last part of the path, without percent-encoding.
    pub(crate) fn name(&self) -> String {
        let last = self.url.path_segments().and_then(|mut parts| parts.next_back());
        // Read as the value of a query, in which two characters mean something else.
        let value = last.unwrap_or_default().replace('&', "%26").replace('+', "%2B");
        let mut url = self.url.clone();
        url.set_query(Some(&format!("name={value}")));
        let found = url.query_pairs().next();
        found.map_or_else(String::new, |(_, name)| name.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(address: &str) -> Result<(), FetchError> {
        let denied = vec!["9.9.9.0/24".parse().unwrap()];
        let allowed = ["127.0.0.1:9000".parse().unwrap(), "9.9.9.1:443".parse().unwrap()];
        Target::of(address, &allowed, &Outside::new(denied)).map(drop)
    }

    #[test]
    fn only_the_web_is_asked_at_its_own_ports() {
        for fine in [
            "https://a.example/b.jpg",
            "HTTP://a.example",
            "https://a.example:443/",
            "http://a.example:80/",
            " http://8.8.8.8/x ",
            "http://[2606:4700::1111]/",
            "http://127.0.0.1:9000/a.png",
            "https://9.9.9.1/a.png",
        ] {
            assert_eq!(judged(fine), Ok(()), "{fine}");
        }
        for none in [
            "",
            "a.jpg",
            "//a.example/a",
            "ftp://a.example/a",
            "file:///etc/passwd",
            "data:,a",
            "http://",
            "gopher://a.example",
            "javascript:1",
            "http://a b/",
        ] {
            assert_eq!(judged(none), Err(FetchError::NoAddress), "{none}");
        }
        for unusual in [
            "http://a.example:8080/",
            "https://a.example:80/",
            "http://127.0.0.1:9001/",
            "http://me:secret@a.example/",
            "http://me@127.0.0.1:9000/",
        ] {
            assert_eq!(judged(unusual), Err(FetchError::Unusual), "{unusual}");
        }
    }

    #[test]
    fn however_it_is_written_an_inside_address_is_one() {
        for inside in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0177.0.0.1/",
            "http://0x7f.0.0.0x1./",
            "http://0/",
            "http://１２７.0.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://2852039166/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[::ffff:a00:1]/",
            "http://[64:ff9b::a00:1]/",
            "http://[fd00::1]/",
            "http://9.9.9.9/",
        ] {
            assert_eq!(judged(inside), Err(FetchError::Unreachable), "{inside}");
        }
    }

    #[test]
    fn a_redirect_is_judged_like_an_address() {
        let outside = &Outside::new(vec!["9.9.9.0/24".parse().unwrap()]);
        let target = Target::of("https://a.example/b/c.jpg", &[], outside).unwrap();
        assert_eq!(target.name(), "c.jpg");
        let named = Target::of(
            "https://a.example/b/%D0%BC%D1%96%D1%81%D1%82%20a+b&c=d%2F%ff.jpg?x=y",
            &[],
            outside,
        )
        .unwrap();
        assert_eq!(named.name(), "міст a+b&c=d/\u{fffd}.jpg");
        assert_eq!(
            target.sent_on("d.png", &[], outside).unwrap().url.as_str(),
            "https://a.example/b/d.png"
        );
        assert_eq!(
            target.sent_on("//10.0.0.1/", &[], outside).unwrap_err(),
            FetchError::Unreachable
        );
        assert_eq!(
            target.sent_on("//9.9.9.9/", &[], outside).unwrap_err(),
            FetchError::Unreachable
        );
        assert_eq!(
            target.sent_on("file:///etc/passwd", &[], outside).unwrap_err(),
            FetchError::NoAddress
        );
    }
}
