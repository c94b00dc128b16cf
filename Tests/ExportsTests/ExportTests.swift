import Chance
import Exports
import Journal
import Quantities
import Records
import Testing

@Suite struct `An export` {
    let desk = Desk()

    @Test func `gives back what was put into it, once it is whole`() throws {
        #expect(Example.entries.count == 3)
        #expect(try desk.example() == desk.bytes(of: "a.lightwell").count)
        let (entries, refusal) = desk.read()
        #expect(entries == Example.entries && refusal == nil)
        #expect(try ExportReader(desk.path + "/a.lightwell").header == .example)
        #expect(desk.names == ["a.lightwell"])
    }

    @Test func `of version 1 stays as it is`() throws {
        try desk.example()
        let bytes = desk.bytes(of: "a.lightwell")
        let end = text.utf8.count
        #expect(String(decoding: bytes[..<end], as: UTF8.self) == text)
        #expect(bytes[end..<end + 59].elementsEqual(Example.entries.flatMap(\.frame)))
        #expect(bytes[(end + 59)...].prefix(8).elementsEqual("LWEXPEND".utf8))
        let sum = "73070034ad8b60f91d51158e4138f9d49e213d3226f388422516faf6b3566d5d"
        #expect(bytes.suffix(32).map { $0 }.hexadecimal == sum)
        #expect(SHA256.hexadecimal(of: Array(bytes.dropLast(32))) == bytes.suffix(32).map { $0 }.hexadecimal)
    }

    @Test func `of a newer version is refused with a cure`() throws {
        desk.write(Array("lightwell export 3\n".utf8) + [1, 2, 3], to: "b")
        #expect(
            desk.read("b").refusal
                == "\(desk.path)/b, offset 17: is of version 3, this program reads up to 2; use the newer release")
    }

    @Test func `that is something else is refused by name`() {
        desk.write(Array("GIF89a and more bytes".utf8), to: "b")
        #expect(desk.read("b").refusal?.hasPrefix("\(desk.path)/b, offset 0: this is no export of a board") == true)
        #expect(desk.read("none").refusal?.hasPrefix("cannot read \(desk.path)/none: No such file") == true)
    }

    @Test func `does not replace a file unless it is told to`() throws {
        desk.write([1], to: "a.lightwell")
        #expect(throws: ExportError.self) { try desk.example() }
        #expect(desk.bytes(of: "a.lightwell") == [1] && desk.names == ["a.lightwell"])
        try desk.example(replacing: true)
        #expect(desk.read().refusal == nil)
    }

    @Test func `given up half-way leaves nothing`() throws {
        do {
            let writer = try ExportWriter(.example, to: desk.path + "/a.lightwell", replacing: false)
            try writer.add(Example.entries[0])
            #expect(desk.names == ["a.lightwell.part"])
        }
        #expect(desk.names.isEmpty)
    }

    @Test func `names the place of a damaged entry`() throws {
        try desk.example()
        var bytes = desk.bytes(of: "a.lightwell")
        let offset = text.utf8.count
        bytes[offset + 17] ^= 1
        desk.write(bytes, to: "b")
        let sentence = "\(desk.path)/b, offset \(offset): entry 7 is damaged; copy it again from where it was written, "
        #expect(desk.read("b").refusal == sentence + "or export it anew")
    }

    @Test func `is refused whichever single byte is another`() throws {
        try desk.example()
        let whole = desk.bytes(of: "a.lightwell")
        for place in whole.indices {
            var bytes = whole
            bytes[place] ^= UInt8.random(in: 1...255)
            desk.write(bytes, to: "b")
            #expect(desk.read("b").refusal?.contains("\(desk.path)/b, offset ") == true, "byte \(place)")
        }
    }

    @Test func `is refused wherever it is torn, and with anything behind it`() throws {
        try desk.example()
        let whole = desk.bytes(of: "a.lightwell")
        for count in whole.indices {
            desk.write(Array(whole[..<count]), to: "b")
            #expect(desk.read("b").refusal?.contains("offset") == true, "\(count) bytes")
        }
        desk.write(whole + [0], to: "b")
        #expect(desk.read("b").refusal?.contains("behind the end mark") == true)
    }

    @Test(arguments: 0..<300) func `is refused after any mutation`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        try desk.example()
        let whole = desk.bytes(of: "a.lightwell")
        var bytes = whole
        for _ in 0...random.next() % 4 where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &random)
            switch random.next() % 4 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
            default: bytes.swapAt(place, Int.random(in: bytes.indices, using: &random))
            }
        }
        desk.write(bytes, to: "b")
        #expect((desk.read("b").refusal == nil) == (bytes == whole))
    }

    private let text = """
        lightwell export 1
        group geneva
        board geneva-east
        software lightwell-edge 0.1.0
        written 2026-06-30T00:00:00Z
        boot 3
        session 17
        override office hold 600.0 1200.0
        standing office 2026-06-30T00:00:00Z 3 900000 0 0 0 0 0 123456 0 0 0 0 0 0
        commissioning
          board geneva/geneva-east
          by Somebody
        journal records 000102030405060708090a0b0c0d0e0f 7 12


        """
}

@Suite struct `A fingerprint` {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ]) func `is that of the standard's examples`(text: String, sum: String) {
        #expect(SHA256.hexadecimal(of: Array(text.utf8)) == sum)
    }

    @Test(arguments: 0..<200) func `does not depend on how the bytes come`(count: Int) {
        let bytes = (0..<count).map { UInt8($0) }
        var sum = SHA256()
        for part in stride(from: 0, to: count, by: 7) { sum.add(bytes[part..<min(part + 7, count)]) }
        #expect(sum.digest.hexadecimal == SHA256.hexadecimal(of: bytes))
    }
}

@Suite struct `The header of an export` {
    let desk = Desk()

    @Test(arguments: ["a\r\nb\r\n", "a\n\n  b", "\u{301}a", "journal records x 1 2", "\n"])
    func `holds whatever a commissioning record says`(text: String) throws {
        var header = ExportHeader.example
        header.commissionings = [text, "second\n"]
        header.journals = [ExportHeader.Extent(.records, id: header.journals[0].id, first: 1, last: 0)]
        let writer = try ExportWriter(header, to: desk.path + "/a", replacing: false)
        _ = try writer.finish()
        let reader = try ExportReader(desk.path + "/a")
        #expect(try reader.next()?.entry == nil)
        #expect(reader.header.commissionings.count == 2 && reader.header.journals == header.journals)
    }

    @Test func `is of version 2 where it tells of meters and relays, and of version 1 otherwise`() throws {
        var header = ExportHeader.example
        #expect(header.text.hasPrefix("lightwell export 1\n"))
        let end = Timestamp(milliseconds: 1_782_777_600_000)
        var water = Record.Metering(meter: "main", medium: .water, boot: 3, start: end, end: end)
        (water.observed, water.pulses, water.amount) = (900_000, 71, 710_000)
        header.meterings = [water]
        header.faces = [
            MeterFace(meter: "main", serial: "8ITR1", reading: 12_500, since: end, base: 40),
            MeterFace(meter: "office", serial: "1EMH2", reading: 0, since: nil, base: 0),
        ]
        header.relays = ["GPIO17": 1_204, "GPIO4": 3]
        let lines = header.text.split(separator: "\n").map(String.init)
        #expect(lines[0] == "lightwell export 2")
        #expect(
            Array(lines[9..<14]) == [
                "metering main water 2026-06-30T00:00:00Z 3 900000 71 710000",
                "face main 8ITR1 12500 1782777600000 40", "face office 1EMH2 0 - 0", "relay GPIO17 1204",
                "relay GPIO4 3",
            ])
        let writer = try ExportWriter(header, to: desk.path + "/a", replacing: false)
        for entry in Example.entries { try writer.add(entry) }
        _ = try writer.finish()
        #expect(try ExportReader(desk.path + "/a").header == header)
    }
}
