import GPIO
import Glibc
import Testing

/// What only a kernel can decide, one test after another: they share the lines of one chip.
@Suite(
    .serialized,
    .enabled(
        if: SimulatedChip.current != nil,
        "no simulated GPIO chip here: scripts/test --kernel runs these in a kernel that has one")
)
enum `A real kernel` {
    /// Guards against testing one library twice. `LIGHTWELL_LIBGPIOD` is the version that was built against.
    @Suite struct Library {
        @Test(.enabled(if: getenv("LIGHTWELL_LIBGPIOD") != nil, "nobody says which libgpiod this was built with"))
        func `is the one that this was built with`() throws {
            let version = String(cString: try #require(getenv("LIGHTWELL_LIBGPIOD")))
            #expect(Inputs.canDebounce == !version.hasPrefix("1."))
            #expect(Inputs.countsLosses == !version.hasPrefix("1."))
        }
    }
}

/// Whether sleeping takes no time here.
let hasVirtualClock = getenv("LIGHTWELL_VIRTUAL_CLOCK") != nil
