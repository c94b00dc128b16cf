internal import Glibc

/// The certificates of a site, in a folder of their own, made by `scripts/provision` as anybody would make them.
public final class Authority {
    public let folder: String

    /// Whether this machine has what it takes; tests say that they are skipped where not.
    public static let isPossible = system("command -v openssl >/dev/null") == 0

    /// - Parameters:
    ///   - broker: the name that its certificate is for.
    ///   - boards: their ids, with commas.
    public init(broker: String = "localhost", group: String = "site", boards: String = "board,other") throws {
        var template = Array("/tmp/lightwell-keys-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw PrivateBroker.Failure(what: "no folder in /tmp") }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try provision("site \(group) --broker-name \(broker) --boards \(boards) --hub hub")
    }

    deinit { _ = system("rm -rf \(folder)") }

    public var hub: String { folder + "/hub/hub" }
    public func board(_ id: String = "board", of group: String = "site") -> String { "\(folder)/boards/\(group).\(id)" }

    /// Runs `scripts/provision` on the folder.
    public func provision(_ arguments: String) throws {
        let script = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/scripts/provision"
        try run("\(script) \(folder) \(arguments)")
    }

    /// Runs a command in the folder.
    public func run(_ command: String) throws {
        guard system("cd \(folder) && { \(command); } >log 2>&1") == 0 else {
            throw PrivateBroker.Failure(what: "\(command): see \(folder)/log")
        }
    }

    /// Has a certificate, and that of the broker by "broker", have ended in the year 2020.
    public func expire(_ place: String, _ name: String, as kind: String) throws {
        try run(
            """
            openssl req -new -config ca/openssl.cnf -key \(place)/key.pem -subj /CN=\(name) -out new.csr &&
            openssl ca -batch -notext -config ca/openssl.cnf -extensions \(kind) -in new.csr \
            -startdate 20200101000000Z -enddate 20200601000000Z -out \(place)/certificate.pem
            """)
    }

    /// What `scripts/provision` tells Mosquitto, with the files where they are.
    public var settings: [String] {
        let wanted = ["cafile", "certfile", "keyfile", "crlfile", "require", "use_identity", "allow_", "acl_file"]
        let path = folder + "/broker/lightwell.conf"
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var lines: [String] = []
        var buffer = [CChar](repeating: 0, count: 4_096)
        while fgets(&buffer, 4_096, file) != nil {
            let line = String(
                decoding: buffer.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            guard wanted.contains(where: { line.hasPrefix($0) }) else { continue }
            lines.append(line.replacing("/etc/mosquitto/lightwell", with: folder + "/broker"))
        }
        // Mosquitto that root starts would become another user, who cannot read the folder.
        return ["user root"] + lines
    }
}
