public import Addresses
internal import Glibc

/// The files that a ``Broker`` refers to, as they lie on the disk.
extension Broker {
    /// What is wrong with one of its files, in the order of authorities, certificate, key and credentials; `nil`: each
    /// can be read, and nobody else may read the secret ones.
    public var trouble: String? {
        do throws(MQTTError) {
            for (file, what, isSecret) in files { _ = try file.checked(what, isSecret: isSecret) }
            return nil
        } catch {
            return error.description
        }
    }

    /// A value that is another one as soon as one of the files is replaced or changed.
    public var edition: [Int64] { files.flatMap { file, _, _ in file.edition } }

    private var files: [(FileReference, String, isSecret: Bool)] {
        var files: [(FileReference, String, isSecret: Bool)] = []
        if let authorities { files.append((authorities, "authorities", false)) }
        if let identity {
            files.append((identity.certificate, "certificate", false))
            files.append((identity.key, "key", true))
        }
        if let credentials { files.append((credentials, "credentials", true)) }
        return files
    }
}

extension FileReference {
    /// Its path here and now.
    ///
    /// - Parameter folder: of the credentials; `nil` where systemd handed none over.
    /// - Throws: ``MQTTError`` when it is a credential and there is no folder of them.
    public func path(credentials folder: String? = Self.credentials) throws(MQTTError) -> String {
        switch self {
        case .path(let path): return path
        case .credential(let name):
            guard let folder else {
                throw MQTTError("\(self) exists only in a service that systemd runs with LoadCredential=\(name):FILE")
            }
            return "\(folder)/\(name)"
        }
    }

    /// Where systemd puts the credentials of a service: systemd.exec(5), "Credentials".
    public static var credentials: String? { getenv("CREDENTIALS_DIRECTORY").map { String(cString: $0) } }

    /// Its path, once it is known that it can be read and, if it is secret, that others cannot read or change it.
    /// Members of its group may: a service often is one.
    func checked(_ what: String, isSecret: Bool) throws(MQTTError) -> String {
        let path = try path()
        var status = stat()
        guard stat(path, &status) == 0, access(path, R_OK) == 0 else {
            throw MQTTError("cannot read \(what) \(self): \(String(cString: strerror(errno)))")
        }
        guard isSecret, status.st_mode & (S_IRWXO) != 0 else { return path }
        throw MQTTError("\(what) \(self) is open to everybody on this machine; close it: chmod o= \(path)")
    }

    /// Of the file now: device, inode, length and the time of its last change.
    fileprivate var edition: [Int64] {
        var status = stat()
        guard let path = try? path(), stat(path, &status) == 0 else { return [] }
        return [
            Int64(bitPattern: UInt64(status.st_dev)), Int64(bitPattern: UInt64(status.st_ino)), Int64(status.st_size),
            Int64(status.st_ctim.tv_sec), Int64(status.st_ctim.tv_nsec),
        ]
    }
}
