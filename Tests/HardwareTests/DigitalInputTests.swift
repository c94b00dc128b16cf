import Hardware
import Testing

@Suite struct `A digital input` {
    @Test func `that cannot fail needs no try`() {
        var button = Button(pressed: true)
        let active = button.isActive()
        #expect(active)
    }

    @Test func `that fails reads as unknown, not as off`() {
        var broken = Broken()
        #expect(broken.sample() == nil)
    }

    @Test func `that works reads as it is`() {
        var button = Button(pressed: true)
        #expect(button.sample() == true)
    }
}

private struct Button: DigitalInput, ~Copyable {
    var pressed: Bool
    mutating func isActive() -> Bool { pressed }
}

private struct Broken: DigitalInput {
    struct Unplugged: Error {}
    func isActive() throws(Unplugged) -> Bool { throw Unplugged() }
}
