/// Which file holds a certificate, key or password: its path, or `credential:NAME`, the file NAME that systemd hands
/// to the service (LoadCredential=, found in `$CREDENTIALS_DIRECTORY` when it is read).
public enum FileReference: Hashable, Sendable, CustomStringConvertible {
    case path(String)
    case credential(String)

    /// - Throws: ``Malformed``, when it is empty or the name of a credential could not be a file's.
    public init(_ text: String) throws(Malformed) {
        guard text.hasPrefix(Self.scheme) else {
            guard !text.isEmpty else { throw Malformed("a file's path is empty") }
            self = .path(text)
            return
        }
        let name = String(text.dropFirst(Self.scheme.count))
        guard !name.isEmpty, !name.contains("/"), name != ".", name != ".." else {
            throw Malformed("\"\(text)\" should be credential: and the name that LoadCredential= gives")
        }
        self = .credential(name)
    }

    public var description: String {
        switch self {
        case .path(let path): path
        case .credential(let name): Self.scheme + name
        }
    }

    /// Why a text refers to no file.
    public struct Malformed: Error, Hashable, CustomStringConvertible {
        public let description: String
        init(_ description: String) { self.description = description }
    }

    private static let scheme = "credential:"
}
