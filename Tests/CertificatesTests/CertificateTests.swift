import Calendars
import Certificates
import Chance
import Quantities
import Testing

@Suite struct `A certificate` {
    @Test func `tells whose it is, and from when until when it holds`() throws {
        let all = try #require(Certificate.all(inPEM: Array((named + "\n" + nameless).utf8)))
        #expect(all.map(\.name) == ["geneva.east", nil])
        #expect(all.map(\.from.iso8601) == ["2026-01-10T12:13:14Z", "1950-01-01T00:00:00Z"])
        #expect(all.map(\.until.iso8601) == ["2027-12-31T23:59:59Z", "2050-01-01T00:00:00Z"])
    }

    @Test func `counts whole days to its end, and below zero after it`() throws {
        let certificate = try #require(Certificate.all(inPEM: Array(named.utf8))?.first)
        for (time, days) in [
            ("2027-12-31T23:59:59Z", 0), ("2027-12-30T23:59:59Z", 1), ("2027-12-31T00:00:00Z", 0),
            ("2028-01-01T00:00:00Z", -1), ("2026-12-31T23:59:59Z", 365),
        ] as [(String, Int64)] {
            #expect(certificate.daysLeft(at: try Timestamp(iso8601: time)) == days, "\(time)")
        }
    }

    @Test func `stands in a file among other things, with lines of either end`() throws {
        let text =
            "Certificate:\r\n" + named.replacing("\n", with: "\r\n")
            + "\r\n-----BEGIN X-----\r\nAA==\r\n-----END X-----\r\n"
        #expect(Certificate.all(inPEM: Array(text.utf8))?.count == 1)
    }

    @Test func `is none in an empty file, in a key, or when it is cut short`() {
        for text in ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", String(named.dropLast(30))] {
            #expect(Certificate.all(inPEM: Array(text.utf8)) == nil)
        }
    }

    /// The law: whatever is done to a certificate, it is read or refused.
    @Test func `survives any damage`() throws {
        var random = SplitMix(state: 1)
        var (read, refused) = (0, 0)
        for _ in 0..<3_000 {
            var bytes = Array(named.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                bytes[place] = bytes.randomElement(using: &random) ?? 0
            }
            if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            if Certificate.all(inPEM: bytes) == nil { refused += 1 } else { read += 1 }
        }
        #expect(read > 0 && refused > 0)
    }
}

/// Both made with OpenSSL 3.0, for a key that was thrown away. The second has both kinds of time.
private let named = """
    -----BEGIN CERTIFICATE-----
    MIIBSTCB8QIUE/LH/7UCwdUaLbEJnYhHj3vHybswCgYIKoZIzj0EAwIwKDEQMA4G
    A1UECgwHRXhhbXBsZTEUMBIGA1UEAwwLZ2VuZXZhLmVhc3QwHhcNMjYwMTEwMTIx
    MzE0WhcNMjcxMjMxMjM1OTU5WjAoMRAwDgYDVQQKDAdFeGFtcGxlMRQwEgYDVQQD
    DAtnZW5ldmEuZWFzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABB8T4onktuTg
    aRxPa4e1y6UrVOO62wy7iW0hJthg7Xara6W7HNLrZYium2ZOLKyOzmJPCE0ZioqJ
    IqpNGoEHI6EwCgYIKoZIzj0EAwIDRwAwRAIgZBI+VkAyOcXubsYj4CMVKeTTYi7l
    euc5qlkEKJtujIACIAVJH0p7aAtQl4smDe5p/94y51P7umdKj5BuFP2yBN1+
    -----END CERTIFICATE-----
    """

private let nameless = """
    -----BEGIN CERTIFICATE-----
    MIIBITCBxwIUKyT5guJMexUV8umYo7Ty1LFx4q8wCgYIKoZIzj0EAwIwEjEQMA4G
    A1UECgwHRXhhbXBsZTAgFw01MDAxMDEwMDAwMDBaGA8yMDUwMDEwMTAwMDAwMFow
    EjEQMA4GA1UECgwHRXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABB8T
    4onktuTgaRxPa4e1y6UrVOO62wy7iW0hJthg7Xara6W7HNLrZYium2ZOLKyOzmJP
    CE0ZioqJIqpNGoEHI6EwCgYIKoZIzj0EAwIDSQAwRgIhAPRaOijBSDM1aIujE6So
    uZPbg/B3g3TiY88uSxe4Uk++AiEAxvNY6mO77TyCFpQiwaRdCITEDcIZz/4VfqLv
    rnWbKC8=
    -----END CERTIFICATE-----
    """
