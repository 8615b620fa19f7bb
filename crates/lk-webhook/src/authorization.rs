//! The forms in which a program has a header at hand.

/// The `Authorization` header of a request, if there is one: `&str`, `&String`, `Option<&str>` or
/// `&Option<String>`.
pub trait AuthorizationHeader<'a>: sealed::Sealed {
    /// The header's value.
    fn value(self) -> Option<&'a str>;
}

impl<'a> AuthorizationHeader<'a> for &'a str {
    fn value(self) -> Option<&'a str> {
        Some(self)
    }
}

impl<'a> AuthorizationHeader<'a> for &'a String {
    fn value(self) -> Option<&'a str> {
        Some(self)
    }
}

impl<'a> AuthorizationHeader<'a> for Option<&'a str> {
    fn value(self) -> Option<&'a str> {
        self
    }
}

impl<'a> AuthorizationHeader<'a> for &'a Option<String> {
    fn value(self) -> Option<&'a str> {
        self.as_deref()
    }
}

mod sealed {
    pub trait Sealed {}

    impl Sealed for &str {}
    impl Sealed for &String {}
    impl Sealed for Option<&str> {}
    impl Sealed for &Option<String> {}
}
