import Sparkplug
import Testing

@Suite struct `A value` {
    @Test func `is resolved against what the birth declared`() {
        #expect(Value.uint32(UInt32(bitPattern: -7)).resolved(as: .int32) == .int32(-7))
        #expect(Value.uint64(UInt64(bitPattern: -7)).resolved(as: .int64) == .int64(-7))
        #expect(Value.string("x").resolved(as: .uuid) == .uuid("x"))
        #expect(Value.bytes([1]).resolved(as: .floatArray) == .bytes([1]))
        #expect(Value.bytes([1]).resolved(as: .file) == .bytes([1]))
    }

    @Test(arguments: [0xFF, 0xFFFF, 0xFFFF_FFFF] as [UInt32])
    func `of eight signed bits is minus one however far the sender extended it`(bits: UInt32) {
        #expect(Value.uint32(bits).resolved(as: .int8) == .int8(-1))
    }

    @Test func `that does not fit is refused, not bent`() {
        #expect(Value.uint32(256).resolved(as: .uint8) == nil)
        #expect(Value.uint32(65_536).resolved(as: .uint16) == nil)
        #expect(Value.uint32(1).resolved(as: .int64) == nil)
        #expect(Value.uint64(1).resolved(as: .uint32) == nil)
        #expect(Value.double(1).resolved(as: .float) == nil)
        #expect(Value.string("1").resolved(as: .double) == nil)
        #expect(Value.bytes([]).resolved(as: .string) == nil)
        #expect(Value.string("").resolved(as: .dataSet) == nil)
    }

    @Test func `stays as it is when nobody declared a type`() {
        #expect(Value.int16(-3).resolved(as: .unknown) == .uint32(UInt32(bitPattern: -3)))
        #expect(Value.text("t").resolved(as: .unknown) == .string("t"))
    }
}

@Suite struct `A datatype` {
    @Test func `has the code of the specification`() {
        #expect(DataType.allCases.map(\.rawValue) == Array(0...34))
        #expect(DataType.dateTime.rawValue == 13)
        #expect(DataType.bytes.rawValue == 17)
        #expect(DataType.template.rawValue == 19)
        #expect(DataType.int8Array.rawValue == 22)
        #expect(DataType.dateTimeArray.rawValue == 34)
    }
}

@Suite struct `A quality` {
    @Test(arguments: [Property.Quality.bad, .good, .stale])
    func `is a property with the specification's key, type and code`(quality: Property.Quality) {
        let property = Property.quality(quality)
        #expect(property == Property("Quality", datatype: .int32, value: .int32(quality.rawValue)))
        #expect(property.quality == quality)
    }

    @Test func `is not seen in other keys or codes`() {
        #expect(Property("quality", .int32(192)).quality == nil)
        #expect(Property("Quality", .int32(1)).quality == nil)
        #expect(Property("Quality", .string("192")).quality == nil)
        #expect(Property("Quality", datatype: nil, value: .uint32(500)).quality == .stale)
    }
}
