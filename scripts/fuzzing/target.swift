import Sparkplug

/// What libFuzzer calls with bytes of its own making; ends the process where something does not hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let complaint = Ordeal.complaint(about: bytes) { fatalError(complaint) }
    return 0
}
