//! A part of an answer that is still coming.

/// What is told of an answer while it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'b> {
    /// The next bytes of the body.
    Part(&'b [u8]),
    /// What came so far is to be forgotten: it comes anew, with the values of Secrets masked.
    Again,
}
