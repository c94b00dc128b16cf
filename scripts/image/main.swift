import Control
import Playback

/// The machine under the image.
struct Machine: Stage {
    var ticks: UInt64 = 0
    /// Most ticks of one step or review.
    var most: UInt32 = 0
    private var began: UInt32 = 0

    func next() -> UInt8? {
        let byte = image_next()
        return byte < 0 ? nil : UInt8(truncatingIfNeeded: byte)
    }

    func tell(_ byte: UInt8) { image_tell(byte) }

    mutating func coreBegins() { began = image_ticks() }

    mutating func coreEnds() {
        let passed = (image_ticks() &- began) & 0xFF_FFFF
        ticks += UInt64(passed)
        most = Swift.max(most, passed)
    }
}

/// What is printed, for the script that runs this.
struct Paper: Stage {
    func next() -> UInt8? { nil }
    func tell(_ byte: UInt8) { image_print(byte) }
}

/// - Returns: 0; a ``TapeError``'s number, or 30 where the core allocated.
@_cdecl("image_main")
public func play() -> Int32 {
    var machine = Machine()
    image_open()
    do throws(TapeError) {
        var player = try Player(on: &machine)
        let allocations = image_allocations()
        try player.play(on: &machine)
        let wasted = image_allocations() - allocations
        image_close()
        var paper = Paper()
        paper.tell("\nsteps ", player.steps)
        paper.tell("\nticks ", Int64(machine.ticks))
        paper.tell("\nmost_ticks ", Int64(machine.most))
        paper.tell("\nzone ", Int64(MemoryLayout<Zone>.stride))
        paper.tell("\nsettings ", Int64(MemoryLayout<Zone.Settings>.stride))
        paper.tell("\ninputs ", Int64(MemoryLayout<Zone.Inputs>.stride))
        paper.tell("\noutputs ", Int64(MemoryLayout<Zone.Outputs>.stride))
        paper.tell("\nheap ", Int64(image_heap()))
        paper.tell("\nallocations ", Int64(allocations))
        paper.tell("\nwasted ", Int64(wasted))
        paper.tell("\nstatic ", Int64(image_static()))
        paper.tell("\nstack ", Int64(image_stack()))
        paper.tell(UInt8(ascii: "\n"))
        return wasted == 0 ? 0 : 30
    } catch {
        return Int32(error.rawValue)
    }
}
