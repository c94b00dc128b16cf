import Chance
import Sparkplug
import Testing

@Suite struct `A payload` {
    /// Written by hand from the schema and the wire format of protobuf.
    static let golden: [(Payload, String)] = [
        (Payload(), ""),
        (Payload(timestamp: 1_000, seq: 0), "08 E8 07  18 00"),
        (Payload(timestamp: 0, seq: 255, uuid: "é", body: [0, 255]), "08 00  18 FF 01  22 02 C3 A9  2A 02 00 FF"),
        (
            Payload(
                timestamp: 1_700_000_000_000, metrics: [Metric("bdSeq", .int64(0), at: 1_700_000_000_000)]),
            """
            08 80 D0 95 FF BC 31
            12 12  0A 05 62 64 53 65 71  18 80 D0 95 FF BC 31  20 04  58 00
            """
        ),
        (
            Payload(
                timestamp: 1_000,
                metrics: [
                    Metric(
                        name: "a", alias: 7, timestamp: 1, datatype: .int32, value: .int32(-1),
                        properties: [Property("engUnit", .string("lx")), .quality(.stale)])
                ], seq: 0),
            """
            08 E8 07
            12 32  0A 01 61  10 07  18 01  20 03
                   4A 21  0A 07 65 6E 67 55 6E 69 74  0A 07 51 75 61 6C 69 74 79
                          12 06 08 0C 42 02 6C 78  12 05 08 03 18 F4 03
                   50 FF FF FF FF 0F
            18 00
            """
        ),
        (
            Payload(metrics: [
                Metric(name: "n", datatype: .double, isHistorical: true, isTransient: true, value: nil)
            ]),
            "12 0B  0A 01 6E  20 0A  28 01  30 01  38 01"
        ),
    ]

    @Test(arguments: golden) func `is written byte for byte as the schema says`(payload: Payload, bytes: String) {
        #expect(payload.encoded() == hex(bytes))
    }

    @Test(arguments: golden) func `is read back from those bytes`(payload: Payload, bytes: String) throws {
        #expect(try Payload(decoding: hex(bytes)) == payload)
    }

    static let values: [(Value, String)] = [
        (.int8(-128), "20 01  50 80 FF FF FF 0F"),
        (.int16(-2), "20 02  50 FE FF FF FF 0F"),
        (.int32(.min), "20 03  50 80 80 80 80 08"),
        (.int64(-1), "20 04  58 FF FF FF FF FF FF FF FF FF 01"),
        (.uint8(255), "20 05  50 FF 01"),
        (.uint16(65_535), "20 06  50 FF FF 03"),
        (.uint32(.max), "20 07  50 FF FF FF FF 0F"),
        (.uint64(1 << 63), "20 08  58 80 80 80 80 80 80 80 80 80 01"),
        (.float(1.5), "20 09  65 00 00 C0 3F"),
        (.double(-2), "20 0A  69 00 00 00 00 00 00 00 C0"),
        (.boolean(false), "20 0B  70 00"),
        (.string(""), "20 0C  7A 00"),
        (.dateTime(300), "20 0D  58 AC 02"),
        (.text("t"), "20 0E  7A 01 74"),
        (.uuid("u"), "20 0F  7A 01 75"),
        (.bytes([1, 2]), "20 11  82 01 02 01 02"),
    ]

    @Test(arguments: values) func `holds each kind of value in its own field`(value: Value, bytes: String) throws {
        let metric = hex(bytes)
        let payload = Payload(metrics: [Metric(name: nil, datatype: value.datatype, value: value)])
        #expect(payload.encoded() == [0x12, UInt8(metric.count)] + metric)
        #expect(try Payload(decoding: [0x12, UInt8(metric.count)] + metric) == payload)
    }

    @Test func `keeps values in the type of their field when the datatype is left out`() throws {
        let payload = try Payload(decoding: hex("12 06 50 FF FF FF FF 0F  12 02 58 05  12 02 70 01"))
        #expect(payload.metrics.map(\.value) == [.uint32(.max), .uint64(5), .boolean(true)])
        #expect(payload.metrics.map(\.datatype) == [nil, nil, nil])
    }

    @Test func `reads the datatype before or after the value`() throws {
        #expect(try Payload(decoding: hex("12 08 50 FB FF FF FF 0F 20 01")).metrics.first?.value == .int8(-5))
    }

    @Test func `reads a negative number that was sent as ten bytes`() throws {
        let payload = try Payload(decoding: hex("12 0D 20 03 50 FF FF FF FF FF FF FF FF FF 01"))
        #expect(payload.metrics.first?.value == .int32(-1))
    }

    @Test func `keeps the field's type when the stated datatype needs another field`() throws {
        // Double, but in the string field.
        let metric = try #require(try Payload(decoding: hex("12 05 20 0A 7A 01 78")).metrics.first)
        #expect(metric.datatype == .double)
        #expect(metric.value == .string("x"))
    }

    @Test func `lets null win over a value`() throws {
        #expect(try Payload(decoding: hex("12 04 38 01 70 01")).metrics.first?.value == nil)
    }

    @Test func `steps over fields it does not know`() throws {
        // 6: varint, 7: eight bytes, 8: a run, 9: four bytes; and seq as a run, which is no seq.
        let unknown = "30 96 01  39 00 00 00 00 00 00 00 00  42 02 00 00  4D 00 00 00 00  1A 01 07"
        #expect(try Payload(decoding: hex(unknown + " 18 09")) == Payload(seq: 9))
    }

    @Test func `notes data sets, templates and extensions without opening them`() throws {
        let payload = try Payload(decoding: hex("12 06 20 10 8A 01 01 FF  12 06 20 13 92 01 01 FF  12 04 9A 01 01 FF"))
        #expect(payload.metrics.map(\.value) == [.unsupported, .unsupported, .unsupported])
        #expect(payload.metrics.map(\.datatype) == [.dataSet, .template, nil])
    }

    @Test func `notes a nested property set by its key`() throws {
        let payload = try Payload(decoding: hex("12 0C 4A 0A  0A 01 6B  12 05 08 14 4A 01 FF"))
        #expect(payload.metrics.first?.properties == [Property("k", datatype: .propertySet, value: .unsupported)])
    }

    @Test func `takes a datatype it does not list for unknown`() throws {
        let metric = try #require(try Payload(decoding: hex("12 04 20 63 50 05")).metrics.first)
        #expect((metric.datatype, metric.value) == (.unknown, .uint32(5)))
    }

    static let broken: [(String, PayloadError.Reason, Int)] = [
        ("08", .truncated, 1),
        ("08 80", .truncated, 1),
        ("18 00 12 05 0A 01", .truncated, 3),
        ("12 03 0A 05 61", .truncated, 3),
        ("12 02 65 00 18 00", .truncated, 3),
        ("12 03 0A 02 61 18 00", .truncated, 3),
        ("12 FF FF FF FF FF FF FF FF FF 01", .truncated, 1),
        ("08 80 80 80 80 80 80 80 80 80 02", .overlongVarint, 1),
        ("08 FF FF FF FF FF FF FF FF FF FF 01", .overlongVarint, 1),
        ("18 01 0B", .badWireType, 2),
        ("00 00", .badFieldNumber, 0),
        ("80 80 80 80 10 00", .badFieldNumber, 0),
        ("12 03 0A 01 FF", .badUTF8, 4),
        ("12 05 4A 03 0A 01 6B", .unpairedProperties, 4),
    ]

    @Test(arguments: broken) func `is refused with the place`(
        bytes: String, reason: PayloadError.Reason, offset: Int
    ) throws {
        let error = try #require(throws: PayloadError.self) { try Payload(decoding: hex(bytes)) }
        #expect((error.reason, error.offset) == (reason, offset))
        #expect(error.description.hasPrefix("payload byte \(offset): "))
    }

    @Test func `is refused beyond the stated sizes`() throws {
        let long = [UInt8](repeating: 0, count: Payload.Limit.bytes + 1)
        #expect(throws: PayloadError.self) { try Payload(decoding: long) }
        let metrics = [[UInt8]](repeating: [0x12, 0], count: Payload.Limit.metrics)
        #expect(try Payload(decoding: Array(metrics.joined())).metrics.count == Payload.Limit.metrics)
        let oneMore = try #require(throws: PayloadError.self) {
            try Payload(decoding: Array(metrics.joined()) + [0x12, 0])
        }
        #expect(oneMore.reason == .tooManyMetrics)
        let set = hex("12 09 4A 07 0A 01 6B 12 02 18 01")
        let sets = [[UInt8]](repeating: set, count: Payload.Limit.metrics)
        #expect(
            try Payload(decoding: Array(sets.joined())).metrics.last?.properties == [
                Property("k", datatype: nil, value: .uint32(1))
            ])
        let twice = hex("12 12 4A 07 0A 01 6B 12 02 18 01 4A 07 0A 01 6B 12 02 18 01")
        let tooMany = try #require(throws: PayloadError.self) {
            try Payload(decoding: Array(sets.dropLast().joined()) + twice)
        }
        #expect(tooMany.reason == .tooManyProperties)
    }
}

@Suite struct `Any payload` {
    @Test(arguments: 0..<10) func `survives the wire unchanged`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        for _ in 0..<200 {
            let payload = Payload.random(&random)
            let bytes = payload.encoded()
            let back = try Payload(decoding: bytes)
            #expect(back == payload)
            #expect(back.encoded() == bytes)
        }
    }

    @Test(arguments: 0..<10) func `survives without datatypes, given the birth's`(seed: UInt64) throws {
        var random = SplitMix(state: seed &+ 100)
        for _ in 0..<200 {
            let value = Value.random(&random)
            let type = try #require(value.datatype)
            let payload = Payload(metrics: [Metric(name: "m", value: value)])
            let back = try Payload(decoding: payload.encoded())
            #expect(back.metrics.first?.value?.resolved(as: type) == value)
        }
    }

    /// Reading must end, with a payload or with a place inside the bytes; anything else crashes the test.
    @Test(arguments: 0..<10) func `of noise or of spoiled bytes is read or refused, never more`(seed: UInt64) {
        var random = SplitMix(state: seed &+ 200)
        let good = (0..<100).map { _ in Payload.random(&random).encoded() }
        var (read, refused) = (0, 0)
        for round in 0..<10_000 {
            var bytes = round % 4 == 0 ? Value.run(&random) : good[round % good.count]
            for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: bytes.indices, using: &random)
                switch random.next() % 4 {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 2: bytes.removeLast(bytes.count - place)
                default: bytes.insert(0xFF, at: place)
                }
            }
            do {
                _ = try Payload(decoding: bytes)
                read += 1
            } catch {
                refused += 1
                if !(0...bytes.count).contains(error.offset) { Issue.record("offset \(error.offset) of \(bytes)") }
            }
        }
        #expect(read > 500 && refused > 500, "the noise reaches both ways out")
    }
}
