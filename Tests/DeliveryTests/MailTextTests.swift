import Chance
import Delivery
import Quantities
import Testing

@Suite struct `A mail` {
    @Test func `has a date, an id and a text that any server takes`() throws {
        let mail = try MailText(
            from: Mailbox("lightwell@example.org"), to: [Mailbox("anna@example.org"), Mailbox("bo@example.org")],
            subject: "Lightwell: geneva/one is silent", text: "Zürich = 5 °C \n.\n" + String(repeating: "x", count: 90),
            id: "lightwell.7.1", date: Timestamp(milliseconds: 1_782_820_800_000))
        #expect(
            String(decoding: mail.bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false) == [
                "Date: Tue, 30 Jun 2026 12:00:00 +0000",
                "From: Lightwell <lightwell@example.org>",
                "To: anna@example.org,", " bo@example.org",
                "Subject: Lightwell: geneva/one is silent",
                "Message-ID: <lightwell.7.1@example.org>",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable",
                "Auto-Submitted: auto-generated",
                "",
                "Z=C3=BCrich =3D 5 =C2=B0C=20",
                ".",
                "\(String(repeating: "x", count: 75))=", Substring(repeating: "x", count: 15),
            ])
    }

    @Test(arguments: [
        ("plain", "plain"), ("Büro", "=?utf-8?Q?B=C3=BCro?="), ("=?x", "=?utf-8?Q?=3D=3Fx?="),
    ])
    func `writes a subject in words that any reader knows`(subject: String, written: String) throws {
        #expect(try header(subject) == written)
    }

    /// The law: whatever the text is, what a reader decodes is that text, in lines of at most 76 characters.
    @Test(arguments: UInt64(1)...20) func `is read as it was written`(seed: UInt64) throws {
        var chance = SplitMix(state: seed)
        let letters = Array("ab =.\nüß€🙂\t?_F")
        let text = String((0..<400).map { _ in letters[Int(chance.next() % UInt64(letters.count))] })
        let mail = try MailText(
            from: Mailbox("a@b.c"), to: [Mailbox("a@b.c")], subject: "s", text: text, id: "1",
            date: Timestamp(milliseconds: 0))
        let wire = Array(mail.bytes)
        #expect(wire.allSatisfy { $0 < 0x80 })
        let start = try #require(String(decoding: wire, as: UTF8.self).range(of: "\r\n\r\n"))
        let body = String(decoding: wire, as: UTF8.self)[start.upperBound...]
        #expect(body.split(separator: "\r\n", omittingEmptySubsequences: false).allSatisfy { $0.utf8.count <= 76 })
        #expect(decoded(String(body)) == text)
        let subject = text.replacing("\n", with: " ").replacing("\t", with: " ")
        #expect(try read(header(subject + "ü")) == subject + "ü")
    }

    private func header(_ subject: String) throws -> String {
        let mail = try MailText(
            from: Mailbox("a@b.c"), to: [Mailbox("a@b.c")], subject: subject, text: "", id: "1",
            date: Timestamp(milliseconds: 0))
        let text = String(decoding: mail.bytes, as: UTF8.self)
        let start = try #require(text.range(of: "Subject: ")), end = try #require(text.range(of: "\r\nMessage-ID"))
        #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 78 })
        return String(text[start.upperBound..<end.lowerBound])
    }

    /// RFC 2047, words of the Q encoding; the space between two of them is none.
    private func read(_ header: String) -> String {
        let words = header.replacing("\r\n ", with: "").split(separator: "=?utf-8?Q?").map { $0.dropLast(2) }
        return decoded(words.joined())
    }

    /// RFC 2045, 6.7.
    private func decoded(_ text: String) -> String {
        var (bytes, rest) = ([UInt8](), Array(text.utf8)[...])
        while let byte = rest.popFirst() {
            if byte == 0x0D { continue }
            guard byte == 0x3D else {
                bytes.append(byte)
                continue
            }
            let pair = String(decoding: rest.prefix(2), as: UTF8.self)
            rest = rest.dropFirst(2)
            if let value = UInt8(pair, radix: 16) { bytes.append(value) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    /// Where a text occurs first.
    fileprivate func range(of wanted: String) -> Range<Index>? { firstRange(of: wanted) }
}

@Suite struct `The signature of a webhook` {
    /// RFC 4231, test cases 1, 2 and 6.
    @Test func `is that of the standard`() {
        #expect(
            HMAC.hexadecimal(of: Array("Hi There".utf8), key: [UInt8](repeating: 0x0B, count: 20))
                == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        #expect(
            HMAC.hexadecimal(of: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(
            HMAC.hexadecimal(
                of: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                key: [UInt8](repeating: 0xAA, count: 131))
                == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    }
}
