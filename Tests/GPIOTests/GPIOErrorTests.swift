import GPIO
import Testing

@Suite struct `A refusal` {
    static let zero = GPIOError.Denial(path: "/dev/gpiochip0", group: "gpio")
    static let one = GPIOError.Denial(path: "/dev/gpiochip1", group: "gpio")
    static let sentences: [(GPIOError, String)] = [
        (
            .noSuchChip(label: "pinctrl-rp1", labels: ["a", "b"], denied: []),
            "no GPIO chip is labelled “pinctrl-rp1”; there are “a”, “b”"
        ),
        (
            .noSuchChip(label: "x", labels: ["a"], denied: [one]),
            "no GPIO chip labelled “x” can be seen (there are “a”): not permitted to look into /dev/gpiochip1; "
                + "add the user to group “gpio”"
        ),
        (
            .noSuchChip(label: "x", labels: [], denied: [zero, one]),
            "no GPIO chip labelled “x” can be seen: not permitted to look into /dev/gpiochip0, /dev/gpiochip1; "
                + "add the user to group “gpio”"
        ),
        (
            .noSuchChip(label: "x", labels: [], denied: []),
            "no GPIO chip is labelled “x”: this machine has no GPIO chip (/dev/gpiochip*); "
                + "is its driver or its device-tree overlay loaded?"
        ),
        (
            .noLandmark(line: "P9_12", offset: 28, denied: []),
            "no GPIO chip has line “P9_12” at 28; is this the board that was meant, and does its device tree name the lines?"
        ),
        (
            .noLandmark(line: "P9_12", offset: 28, denied: [one]),
            "no GPIO chip that has line “P9_12” at 28 can be seen: not permitted to look into /dev/gpiochip1; "
                + "add the user to group “gpio”"
        ),
        (
            .noSuchLine(name: "LAMP", denied: []),
            "no GPIO line is named “LAMP”; list the names that there are, or wire by chip label and line number"
        ),
        (
            .noSuchLine(name: "LAMP", denied: [zero]),
            "no GPIO line named “LAMP” can be seen: not permitted to look into /dev/gpiochip0; "
                + "add the user to group “gpio”"
        ),
        (
            .denied(GPIOError.Denial(path: "/dev/gpiochip0", group: "root")),
            "not permitted to open /dev/gpiochip0: let a udev rule give the user's group access "
                + "(boards/systemd/60-lightwell-gpio.rules)"
        ),
        (
            .busy(line: 17, chip: "c", consumer: "spi0 CS0"),
            "line 17 of chip “c” is held by “spi0 CS0”; stop it, or wire to another line"
        ),
        (
            .busy(line: 17, chip: "c", consumer: nil),
            "line 17 of chip “c” is held by a program or driver that gives no name; stop it, or wire to another line"
        ),
        (
            .denied(zero),
            "not permitted to open /dev/gpiochip0: add the user to group “gpio”"
        ),
        (.noSuchOffset(54, chip: "c", lines: 54), "chip “c” has no line 54: its lines are 0 to 53"),
        (.wantedTwice(line: 4, chip: "c"), "line 4 of chip “c” is wanted twice: wire to another line"),
        (
            .noDebounce(line: 4, chip: "c"),
            "line 4 of chip “c” cannot be debounced by the kernel with libgpiod 1.6: "
                + "ask for no debounce, or build with libgpiod 2"
        ),
        (.gone(chip: "c"), "chip “c” is gone: was it unplugged, or its driver unloaded?"),
        (
            .failed(doing: "reading edges", chip: "c", errno: 5),
            "reading edges of chip “c” failed: Input/output error"
        ),
    ]

    @Test(arguments: sentences) func `names the place and the cure`(error: GPIOError, sentence: String) {
        #expect(error.description == sentence)
    }

    @Test func `tells which chips might be the one that was meant`() {
        #expect(GPIOError.noLandmark(line: "P9_12", offset: 28, denied: [Self.zero]).denials == [Self.zero])
        #expect(GPIOError.denied(Self.one).denials == [Self.one])
        #expect(GPIOError.gone(chip: "c").denials.isEmpty)
    }

    @Test func `of a label that no chip has comes on any machine, with the labels that there are`() {
        let error = #expect(throws: GPIOError.self) { _ = try Chip.open(label: "no such chip") }
        guard case .noSuchChip("no such chip", let labels, let denied) = error else {
            Issue.record("not the right refusal: \(error?.description ?? "none")")
            return
        }
        #expect(labels.count + denied.count == Chip.paths().count)
    }

    @Test func `of a line name that no chip knows comes on any machine`() {
        let error = #expect(throws: GPIOError.self) { _ = try Chip.find(line: "NO SUCH LINE") }
        guard case .noSuchLine("NO SUCH LINE", _) = error else {
            Issue.record("not the right refusal: \(error?.description ?? "none")")
            return
        }
    }

    @Test func `of a path where no chip is says that it is gone`() {
        #expect(throws: GPIOError.gone(chip: "/dev/gpiochip999")) { _ = try Chip.open(path: "/dev/gpiochip999") }
    }
}
