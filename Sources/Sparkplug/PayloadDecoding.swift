extension Payload {
    init(from reader: inout WireReader) throws(PayloadError) {
        self.init()
        // A metric rarely takes fewer than 24 bytes; a wrong guess costs one more allocation.
        metrics.reserveCapacity(min(reader.remaining / 24, Limit.metrics))
        var propertiesLeft = Limit.properties
        while let tag = try reader.tag() {
            switch (tag.number, tag.type) {
            case (1, .varint): timestamp = try reader.varint()
            case (2, .length):
                let start = reader.offset
                guard metrics.count < Limit.metrics else { throw PayloadError(.tooManyMetrics, at: start) }
                var inner = try reader.nested()
                metrics.append(try Metric(from: &inner, propertiesLeft: &propertiesLeft))
            case (3, .varint): seq = try reader.varint()
            case (4, .length): uuid = try reader.text()
            case (5, .length): body = try reader.run()
            case (_, let type): try reader.skip(type)
            }
        }
    }
}

extension Metric {
    init(from reader: inout WireReader, propertiesLeft: inout Int) throws(PayloadError) {
        self.init(name: nil, value: nil)
        var isNull = false
        var wire: WireValue?
        while let tag = try reader.tag() {
            switch (tag.number, tag.type) {
            case (1, .length): name = try reader.text()
            case (2, .varint): alias = try reader.varint()
            case (3, .varint): timestamp = try reader.varint()
            case (4, .varint): datatype = DataType(code: try reader.varint())
            case (5, .varint): isHistorical = try reader.varint() != 0
            case (6, .varint): isTransient = try reader.varint() != 0
            case (7, .varint): isNull = try reader.varint() != 0
            case (9, .length):
                var inner = try reader.nested()
                try Property.read(from: &inner, into: &properties, left: &propertiesLeft)
            case (16, .length): wire = .bytes(try reader.run())
            case (17...19, .length):
                try reader.skip(.length)
                wire = .unsupported
            case (10...15, let type):
                if let scalar = try reader.scalar(tag.number - 10, type) { wire = scalar }
            case (_, let type): try reader.skip(type)
            }
        }
        value = isNull ? nil : wire.map { Value($0, stated: datatype) }
    }
}

extension Property {
    /// Reads one property set. Keys and values come as two lists; the n-th belong together.
    static func read(
        from reader: inout WireReader, into properties: inout [Property], left: inout Int
    ) throws(PayloadError) {
        let start = reader.offset
        var (keyed, valued) = (properties.count, properties.count)
        while let tag = try reader.tag() {
            switch (tag.number, tag.type) {
            case (1, .length):
                let key = try reader.text()
                try grow(&properties, past: keyed, left: &left, at: reader.offset)
                properties[keyed].key = key
                keyed += 1
            case (2, .length):
                var inner = try reader.nested()
                let (datatype, value) = try read(from: &inner)
                try grow(&properties, past: valued, left: &left, at: reader.offset)
                (properties[valued].datatype, properties[valued].value) = (datatype, value)
                valued += 1
            case (_, let type): try reader.skip(type)
            }
        }
        guard keyed == valued else { throw PayloadError(.unpairedProperties, at: start) }
    }

    private static func grow(
        _ properties: inout [Property], past index: Int, left: inout Int, at offset: Int
    ) throws(PayloadError) {
        guard index == properties.count else { return }
        guard left > 0 else { throw PayloadError(.tooManyProperties, at: offset) }
        left -= 1
        properties.append(Property("", datatype: nil, value: nil))
    }

    private static func read(from reader: inout WireReader) throws(PayloadError) -> (DataType?, Value?) {
        var datatype: DataType?
        var isNull = false
        var wire: WireValue?
        while let tag = try reader.tag() {
            switch (tag.number, tag.type) {
            case (1, .varint): datatype = DataType(code: try reader.varint())
            case (2, .varint): isNull = try reader.varint() != 0
            case (9...11, .length):
                try reader.skip(.length)
                wire = .unsupported
            case (3...8, let type):
                if let scalar = try reader.scalar(tag.number - 3, type) { wire = scalar }
            case (_, let type): try reader.skip(type)
            }
        }
        return (datatype, isNull ? nil : wire.map { Value($0, stated: datatype) })
    }
}

extension WireReader {
    /// The `index`-th of the six scalar fields of a `oneof value`.
    ///
    /// - Returns: `nil`, stepping over it, when the field is not of its own wire type.
    fileprivate mutating func scalar(_ index: UInt64, _ type: WireType) throws(PayloadError) -> WireValue? {
        switch (index, type) {
        case (0, .varint): return .int(UInt32(truncatingIfNeeded: try varint()))
        case (1, .varint): return .long(try varint())
        case (2, .fixed32): return .float(Float(bitPattern: try fixed32()))
        case (3, .fixed64): return .double(Double(bitPattern: try fixed64()))
        case (4, .varint): return .boolean(try varint() != 0)
        case (5, .length): return .string(try text())
        default:
            try skip(type)
            return nil
        }
    }
}

extension DataType {
    fileprivate init(code: UInt64) { self = DataType(rawValue: UInt32(truncatingIfNeeded: code)) ?? .unknown }
}

extension Value {
    fileprivate init(_ wire: WireValue, stated type: DataType?) {
        self = type.flatMap { Value(wire, as: $0) } ?? Value(wire)
    }
}
