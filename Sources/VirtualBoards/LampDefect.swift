/// How the lamps of a virtual zone are broken.
enum LampDefect: Hashable, Sendable {
    /// They neither shine nor draw anything.
    case dead
    /// Their relays are welded: they shine and draw whatever they are told.
    case welded
}
