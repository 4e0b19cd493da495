//! Enums whose variants each have an id in prose keys, so that none can exist without its word.

/// A closed set of facts, each with a key under which the prose says it.
pub trait Vocabulary: Copy + 'static {
    /// Every variant, in the order of its declaration.
    const ALL: &'static [Self];

    /// The key of this variant's word, such as `wire.actor.etcd`.
    fn key(self) -> &'static str;
}

/// Declares an enum and its [`Vocabulary`] in one place: a variant that is added here cannot be forgotten in
/// the list of all variants, and the test of the prose files then asks for its words.
macro_rules! vocabulary {
    (
        $(#[$outer:meta])*
        $name:ident under $prefix:literal {
            $($(#[$inner:meta])* $variant:ident = $id:literal,)+
        }
    ) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$inner])* $variant,)+
        }

        impl $crate::wire::vocabulary::Vocabulary for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($prefix, ".", $id)),+
                }
            }
        }
    };
}

pub(crate) use vocabulary;
