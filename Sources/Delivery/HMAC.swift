internal import Exports

/// HMAC with SHA-256 (RFC 2104): that a message is from somebody who knows a secret, and is as it was sent.
public enum HMAC {
    /// The 64 hexadecimal digits for these bytes.
    public static func hexadecimal(of bytes: [UInt8], key: [UInt8]) -> String {
        // SHA-256 works on blocks of 64 bytes; a longer key is replaced by its digest.
        let short = key.count > 64 ? digest(key) : key
        let padded = short + [UInt8](repeating: 0, count: 64 - short.count)
        return digest(padded.map { $0 ^ 0x5C } + digest(padded.map { $0 ^ 0x36 } + bytes)).hexadecimal
    }

    private static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var sum = SHA256()
        sum.add(bytes[...])
        return sum.digest
    }
}
