internal import Addresses
internal import CMosquitto
internal import Glibc

/// Who a session is to the broker, and how it knows the broker.
extension Connection {
    func authenticate(from file: FileReference) throws(MQTTError) {
        guard let stream = fopen(try file.checked("credentials", isSecret: true), "re") else {
            throw MQTTError("cannot read credentials \(file): \(text(errno: errno))")
        }
        defer { fclose(stream) }
        guard let user = line(of: stream), let password = line(of: stream), !user.isEmpty else {
            throw MQTTError("credentials \(file) should hold two lines: user name and password")
        }
        try check(mosquitto_username_pw_set(client, user, password), "use the credentials")
    }

    /// The server is verified, and its name; whether certificate and key belong together shows in ``connect()``.
    func secure() throws(MQTTError) {
        let authorities = try broker.authorities?.checked("authorities", isSecret: false)
        let certificate = try broker.identity?.certificate.checked("certificate", isSecret: false)
        let key = try broker.identity?.key.checked("key", isSecret: true)
        try check(
            mosquitto_tls_set(
                client, authorities, authorities == nil ? "/etc/ssl/certs" : nil, certificate, key, noPassphrase),
            "set up TLS")
    }
}

/// Without this OpenSSL asks on the terminal for the passphrase of a key.
private func noPassphrase(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int32, _ isWriting: Int32, _ owner: UnsafeMutableRawPointer?
) -> Int32 { 0 }

private func line(of stream: UnsafeMutablePointer<FILE>) -> String? {
    var buffer: UnsafeMutablePointer<CChar>?
    var size = 0
    defer { free(buffer) }
    guard getline(&buffer, &size, stream) >= 0, let buffer else { return nil }
    let text = String(cString: buffer)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
}
