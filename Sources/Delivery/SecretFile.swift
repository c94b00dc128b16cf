internal import Addresses
internal import Glibc

/// Reading of files that a channel needs, as they lie on the disk when they are needed: a new password needs no restart.
extension FileReference {
    /// Its path, once it is known that it can be read and, if it is secret, that others cannot. Members of its group may.
    func readablePath(_ what: String, isSecret: Bool) throws(DeliveryError) -> String {
        let path: String
        switch self {
        case .path(let given): path = given
        case .credential(let name):
            // Where systemd puts the credentials of a service: systemd.exec(5), "Credentials".
            guard let folder = getenv("CREDENTIALS_DIRECTORY") else {
                throw DeliveryError(
                    "\(what) \(self) exists only in a service that systemd runs with LoadCredential=\(name):FILE")
            }
            path = String(cString: folder) + "/" + name
        }
        var status = stat()
        guard stat(path, &status) == 0, access(path, R_OK) == 0 else {
            throw DeliveryError("cannot read \(what) \(self): \(String(cString: strerror(errno)))")
        }
        guard isSecret, status.st_mode & S_IRWXO != 0 else { return path }
        throw DeliveryError("\(what) \(self) is open to everybody on this machine; close it: chmod o= \(path)")
    }

    /// The lines of a closed file, without those that are empty.
    func secretLines(_ what: String) throws(DeliveryError) -> [String] {
        let path = try readablePath(what, isSecret: true)
        guard let file = fopen(path, "re") else {
            throw DeliveryError("cannot read \(what) \(self): \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = fread(&bytes, 1, bytes.count, file)
        return bytes[..<count].split(whereSeparator: { $0 == 10 || $0 == 13 }).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
