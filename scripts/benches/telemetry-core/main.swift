// Encodes and decodes messages of devices, and prints what that took, one figure a line; the file named on the
// command line gets the message of 24 metrics, for peers to decode the same.
import Glibc
import Sparkplug

/// A device's data after a birth that gave aliases: floats, booleans and integers in turn.
func aliased(_ count: Int) -> Payload {
    let time: UInt64 = 1_795_225_093_000
    let metrics = (0..<count).map { n in
        let value: Value = [.float(37.25 + Float(n)), .boolean(n % 2 == 1), .int32(1_200 + Int32(n))][n % 3]
        return Metric(
            name: nil, alias: UInt64(n + 1), timestamp: time + UInt64(n), datatype: value.datatype, value: value)
    }
    return Payload(timestamp: time, metrics: metrics, seq: 7)
}

/// The same with names, as our boards send it; every second name is longer than a string holds without the heap.
func named(_ count: Int) -> Payload {
    var payload = aliased(count)
    for n in payload.metrics.indices {
        payload.metrics[n].alias = nil
        payload.metrics[n].name = n % 2 == 0 ? "Lamps/Level \(n)" : "Record/Lit Vacant Time \(n)"
    }
    return payload
}

/// At best: CPU of one call, ns, and what it allocates.
struct Cost {
    var nanoseconds = Double.infinity
    var allocations = Double.infinity

    mutating func measure(_ work: () -> Int) {
        let times = 2_000
        let (allocated, began) = (allocations_now(), cpu_ns())
        for _ in 0..<times { sink &+= work() }
        nanoseconds = min(nanoseconds, Double(cpu_ns() - began) / Double(times))
        allocations = min(allocations, Double(allocations_now() - allocated) / Double(times))
    }
}

nonisolated(unsafe) var sink = 0
func allocations_now() -> Int { Int(allocations()) }

/// Decodes and looks at every value.
func look(_ bytes: [UInt8]) -> Int {
    guard let payload = try? Payload(decoding: bytes) else { fatalError("not a payload") }
    var sum = 0
    for metric in payload.metrics {
        switch metric.value {
        case .float(let x): sum &+= Int(x)
        case .boolean(let flag): sum &+= flag ? 1 : 0
        case .int32(let n): sum &+= Int(n)
        default: fatalError("another value")
        }
        sum &+= Int(truncatingIfNeeded: metric.alias ?? UInt64(metric.name?.utf8.count ?? 0))
    }
    return sum
}

let cases = [("3", aliased(3)), ("24", aliased(24)), ("named", named(24))]
var (encode, decode) = ([Cost](repeating: Cost(), count: 3), [Cost](repeating: Cost(), count: 3))
let messages = cases.map { $0.1.encoded() }
for _ in 0..<25 {
    for place in cases.indices {
        let (payload, message) = (cases[place].1, messages[place])
        encode[place].measure { payload.encoded().count }
        decode[place].measure { look(message) }
    }
}
for place in cases.indices {
    let name = cases[place].0
    print("bytes_\(name)=\(messages[place].count)")
    print("encode_\(name)_us=\(encode[place].nanoseconds / 1_000)")
    print("decode_\(name)_us=\(decode[place].nanoseconds / 1_000)")
    print("encode_\(name)_allocations=\(encode[place].allocations)")
    print("decode_\(name)_allocations=\(decode[place].allocations)")
}
print("sum=\(sink)")

guard CommandLine.arguments.count == 2, let file = fopen(CommandLine.arguments[1], "w") else {
    fatalError("telemetry-core FILE")
}
fwrite(messages[1], 1, messages[1].count, file)
fclose(file)
