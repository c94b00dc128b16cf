import Glibc
import PWM
import Quantities
import Scratch
import Testing

/// Plain files take the place of the kernel's: what is written can be read, but nothing refuses it.
@Suite struct `A PWM output` {
    let home = Home()

    init() throws {
        try add("pwmchip0", device: "../../devices/platform/fe20c000.pwm", channels: 2)
        try add("pwmchip4", device: "../../devices/platform/1f00098000.pwm", channels: 4)
    }

    @Test func `is on the chip whose device is called so, or on the one of that number`() throws {
        #expect(try PWMChip.find("1f00098000.pwm", in: home.path).name == "pwmchip4")
        #expect(try PWMChip.find("pwmchip0", in: home.path).label == "fe20c000.pwm")
        #expect(PWMChip.all(in: home.path).map(\.channels) == [2, 4])
    }

    @Test func `is on one of the chips that there are`() throws {
        let error = #expect(throws: PWMError.self) { _ = try PWMChip.find("pwmchip1", in: home.path) }
        #expect(
            error?.description
                == "no PWM chip is called “pwmchip1”; there are fe20c000.pwm (pwmchip0), 1f00098000.pwm (pwmchip4)")
        let none = #expect(throws: PWMError.self) { _ = try PWMChip.find("pwmchip0", in: "/nonexistent") }
        #expect(none?.description.contains("has no PWM chip (/nonexistent/pwmchip*); is its driver") == true)
    }

    @Test func `is on one chip only`() throws {
        try add("pwmchip5", device: "../../devices/platform/fe20c000.pwm", channels: 2)
        #expect(throws: PWMError.ambiguousChip("fe20c000.pwm", names: ["pwmchip0", "pwmchip5"])) {
            _ = try PWMChip.find("fe20c000.pwm", in: home.path)
        }
    }

    @Test func `shows full light from the moment it is taken, and again when it is let go`() throws {
        try export("pwmchip0", channel: 1, period: 0, duty: 0)
        var output = try take(full: 1_000_000)
        #expect(try (word("period"), word("duty_cycle"), word("enable")) == ("1000000", "1000000", "1"))
        try output.set(50_000)
        #expect(try word("duty_cycle") == "50000")
        try output.set(0)
        #expect(try word("duty_cycle") == "0")
        _ = consume output
        #expect(try (word("duty_cycle"), word("enable")) == ("1000000", "1"))
    }

    @Test func `is full at no duty, where the drive is inverted`() throws {
        try export("pwmchip0", channel: 1, period: 0, duty: 0)
        var output = try take(full: 0)
        #expect(try word("duty_cycle") == "0")
        try output.set(900_000)
        #expect(try word("duty_cycle") == "900000")
        _ = consume output
        #expect(try word("duty_cycle") == "0")
    }

    @Test(arguments: [UInt64(200_000), 1_000_000, 5_000_000])
    func `is taken over from a program that crashed, whatever its period was`(period: UInt64) throws {
        try export("pwmchip0", channel: 1, period: period, duty: period / 10, polarity: "inversed")
        let output = try take(full: 1_000_000)
        #expect(try (word("period"), word("duty_cycle")) == ("1000000", "1000000"))
        #expect(try (word("polarity"), word("enable")) == ("normal", "1"))
        #expect(output.duty == 1_000_000)
    }

    @Test func `is never driven for longer than its period`() throws {
        try export("pwmchip0", channel: 1, period: 0, duty: 0)
        var output = try take(full: 1_000_000)
        try output.set(2_000_000)
        #expect(try word("duty_cycle") == "1000000")
        #expect(output.duty == 1_000_000)
    }

    @Test func `must be a channel of its chip`() throws {
        let chip = try PWMChip.find("pwmchip0", in: home.path)
        let error = #expect(throws: PWMError.self) { _ = try PWMOutput(chip, channel: 2, period: 1, full: 1) }
        #expect(
            error?.description
                == "PWM chip “fe20c000.pwm (pwmchip0)” has no channel 2: its channels are 0 to 1")
    }

    @Test func `that does not appear is gone, in a sentence`() throws {
        let chip = try PWMChip.find("pwmchip0", in: home.path)
        let error = #expect(throws: PWMError.self) {
            _ = try PWMOutput(chip, channel: 0, period: 1_000, full: 1_000, patience: .zero)
        }
        #expect(error == .gone(path: "\(home.path)/pwmchip0/pwm0/duty_cycle"))
        #expect(try text("\(home.path)/pwmchip0/export") == "0\n")
    }

    @Test func `of a chip whose files may not be written says who may`() throws {
        #expect(
            PWMError.denied(path: "/sys/class/pwm/pwmchip0/export", group: "gpio").description
                == "not permitted to write /sys/class/pwm/pwmchip0/export: add the user to group “gpio”")
        #expect(
            PWMError.denied(path: "/sys/class/pwm/pwmchip0/export", group: "root").description
                .hasSuffix(": let a udev rule give the user's group access to it"))
    }

    @Test func `that a driver holds is named with its holder, if the kernel tells`() {
        #expect(
            PWMError.busy(channel: 1, chip: "c", holder: "pwm-fan").description
                == "channel 1 of PWM chip “c” is held by “pwm-fan”; unload it, or wire to another channel")
        #expect(
            PWMError.busy(channel: 1, chip: "c", holder: nil).description
                .contains("is held by a driver (/sys/kernel/debug/pwm names it)"))
    }

    private func take(full: UInt64) throws -> PWMOutput {
        try PWMOutput(PWMChip.find("pwmchip0", in: home.path), channel: 1, period: 1_000_000, full: full)
    }

    private func add(_ chip: String, device: String, channels: Int) throws {
        let folder = "\(home.path)/\(chip)"
        mkdir(folder, 0o700)
        symlink(device, "\(folder)/device")
        try put("\(channels)\n", into: "\(folder)/npwm")
        try put("", into: "\(folder)/export")
    }

    private func export(
        _ chip: String, channel: Int, period: UInt64, duty: UInt64, polarity: String = "normal"
    ) throws {
        let folder = "\(home.path)/\(chip)/pwm\(channel)"
        mkdir(folder, 0o700)
        try put("\(period)\n", into: "\(folder)/period")
        try put("\(duty)\n", into: "\(folder)/duty_cycle")
        try put("\(polarity)\n", into: "\(folder)/polarity")
        try put(period > 0 ? "1\n" : "0\n", into: "\(folder)/enable")
    }

    private func put(_ text: String, into path: String) throws {
        let file = try #require(fopen(path, "w"))
        fputs(text, file)
        fclose(file)
    }

    private func text(_ path: String) throws -> String {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = fread(&bytes, 1, 100, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    /// The first line of a file of the output; what stands below it is left of something longer.
    private func word(_ name: String) throws -> String {
        String(try text("\(home.path)/pwmchip0/pwm1/\(name)").prefix { $0 != "\n" })
    }
}
