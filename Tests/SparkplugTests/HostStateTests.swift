import Chance
import Sparkplug
import Testing

@Suite struct `A host's STATE` {
    @Test func `is written as JSON`() {
        #expect(
            String(decoding: HostState(online: true, timestamp: 1_700_000_000_000).encoded(), as: UTF8.self)
                == #"{"online":true,"timestamp":1700000000000}"#)
    }

    @Test(arguments: [true, false], [0, 1_700_000_000_000, UInt64.max])
    func `is read back`(online: Bool, timestamp: UInt64) {
        let state = HostState(online: online, timestamp: timestamp)
        #expect(HostState(decoding: state.encoded()) == state)
    }

    @Test(arguments: [
        #" { "timestamp" : 5 , "online" : false } "#,
        #"{"x":{"online":true,"y":[1,-2.5e+3,null,"}\"",[]]},"online":false,"timestamp":5,"z":{}}"#,
        "{\n\t\"online\":false,\r\n\"timestamp\":5}",
    ]) func `is read in any order, spacing and company`(text: String) {
        #expect(HostState(decoding: Array(text.utf8)) == HostState(online: false, timestamp: 5))
    }

    @Test(arguments: [
        "", "ONLINE", "{}", "[]", #"{"online":true}"#, #"{"timestamp":5}"#, #"{"online":1,"timestamp":5}"#,
        #"{"online":truely,"timestamp":5}"#, #"{"online":"true","timestamp":5}"#, #"{"online":true,"timestamp":-5}"#,
        #"{"online":true,"timestamp":5.5}"#, #"{"online":true,"timestamp":"5"}"#,
        #"{"online":true,"timestamp":18446744073709551616}"#, #"{"online":true,"timestamp":5"#,
        #"{"online":true,"timestamp":5}x"#, #"{"online":true "timestamp":5}"#, #"{"online\"#, #"{"online":true,"#,
        #"{"a":"# + String(repeating: "[", count: 4_000),
        #"{"online":true,"timestamp":5}"# + String(repeating: " ", count: 4_096),
    ]) func `of another form is no STATE`(text: String) {
        #expect(HostState(decoding: Array(text.utf8)) == nil)
    }

    @Test func `of noise is refused, or holds what was said, but does not crash`() {
        var random = SplitMix(state: 9)
        let good = #"{"online":true,"x":["a\"",{"b":null}],"timestamp":1700000000000}"#.utf8
        var refused = 0
        for _ in 0..<20_000 {
            var bytes = Array(good)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                if random.next() % 2 == 0 { bytes[place] = "{}[]\",:\\0e".utf8.randomElement(using: &random) ?? 0 }
                if random.next() % 4 == 0 { bytes.removeLast(bytes.count - place) }
                if bytes.isEmpty { break }
            }
            if HostState(decoding: bytes) == nil { refused += 1 }
        }
        #expect(refused > 5_000)
    }
}
