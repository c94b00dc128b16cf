import Chance
import Sparkplug

/// Bytes as the wire format is written in books: `08 E8 07`.
func hex(_ text: String) -> [UInt8] {
    text.split(whereSeparator: \.isWhitespace).compactMap { UInt8($0, radix: 16) }
}

extension Payload {
    /// Any payload whose values carry their own datatypes.
    static func random(_ random: inout SplitMix) -> Payload {
        Payload(
            timestamp: Bool.random(using: &random) ? random.next() : nil,
            metrics: (0..<Int.random(in: 0...8, using: &random)).map { _ in Metric.random(&random) },
            seq: Bool.random(using: &random) ? UInt64.random(in: 0...255, using: &random) : nil,
            uuid: Bool.random(using: &random) ? Value.text(&random) : nil,
            body: Bool.random(using: &random) ? Value.run(&random) : nil)
    }
}

extension Metric {
    static func random(_ random: inout SplitMix) -> Metric {
        let value = Value.random(&random)
        return Metric(
            name: Bool.random(using: &random) ? Value.text(&random) : nil,
            alias: Bool.random(using: &random) ? random.next() : nil,
            timestamp: Bool.random(using: &random) ? random.next() : nil, datatype: value.datatype,
            isHistorical: Bool.random(using: &random), isTransient: Bool.random(using: &random),
            value: Int.random(in: 0..<8, using: &random) == 0 ? nil : value,
            properties: (0..<Int.random(in: 0...3, using: &random)).map { _ in
                let value = Value.random(&random)
                if case .bytes = value { return Property("null", datatype: .bytes, value: nil) }
                return Property(Value.text(&random), value)
            })
    }
}

extension Value {
    static func random(_ random: inout SplitMix) -> Value {
        let bits = random.next() >> UInt64.random(in: 0..<64, using: &random)
        let all: [Value] = [
            .int8(Int8(truncatingIfNeeded: bits)), .int16(Int16(truncatingIfNeeded: bits)),
            .int32(Int32(truncatingIfNeeded: bits)), .int64(Int64(bitPattern: bits)),
            .uint8(UInt8(truncatingIfNeeded: bits)), .uint16(UInt16(truncatingIfNeeded: bits)),
            .uint32(UInt32(truncatingIfNeeded: bits)), .uint64(bits), .dateTime(bits),
            .float(Float(Int32(truncatingIfNeeded: bits)) / 3), .double(Double(bits) / -7),
            .boolean(bits % 2 == 0), .string(text(&random)), .text(text(&random)), .uuid(text(&random)),
            .bytes(run(&random)),
        ]
        return all[Int.random(in: all.indices, using: &random)]
    }

    static func text(_ random: inout SplitMix) -> String {
        let letters = Array("aZ09/_ äλ€😀")
        return String(
            (0..<Int.random(in: 0...20, using: &random)).map { _ in letters.randomElement(using: &random) ?? "x" })
    }

    static func run(_ random: inout SplitMix) -> [UInt8] {
        (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
}
