import Boards
import GPIO
import Journal
import Service
import Testing
import YAML

@testable import Edge

@Suite struct `A request` {
    @Test(arguments: [
        Request.status(.json), .status(.table), .lines(.json), .lines(.table), .doctor(.json), .doctor(.table),
        .walkTest("room"),
    ])
    func `is understood as it is said`(request: Request) throws { #expect(try Request(request.line) == request) }

    @Test func `is for people unless it says otherwise`() throws {
        #expect(try Request("  status ") == .status(.table))
    }

    @Test(arguments: ["", "lamps off", "walk-test", "walk-test a b", "status xml", "lines json json"])
    func `that cannot be asked is refused`(line: String) {
        #expect(throws: Mailbox.Refused.self) { try Request(line) }
    }
}

@Suite struct `The end of the program` {
    @Test func `tells a wrong configuration from what may pass`() {
        #expect(Ending.status(of: Problems([])) == .configuration)
        #expect(Ending.status(of: GPIOError.noSuchChip(label: "a", labels: ["b"], denied: [])) == .configuration)
        #expect(Ending.status(of: GPIOError.noSuchChip(label: "a", labels: [], denied: [])) == .unavailable)
        #expect(
            Ending.status(
                of: GPIOError.noSuchChip(
                    label: "a", labels: [], denied: [GPIOError.Denial(path: "/dev/gpiochip0", group: "gpio")]))
                == .permission)
        #expect(Ending.status(of: GPIOError.busy(line: 1, chip: "a", consumer: nil)) == .unavailable)
        #expect(
            Ending.status(of: GPIOError.denied(GPIOError.Denial(path: "/dev/gpiochip0", group: "gpio"))) == .permission)
        #expect(Ending.status(of: JournalError.inUse(directory: "a", program: nil, pid: nil)) == .unavailable)
        #expect(Ending.status(of: JournalError.noSpace(path: "a")) == .disk)
        #expect(ExitStatus.configuration.rawValue == 78)
        // Where the device tree says that the board is right.
        #expect(Ending.mayPass(GPIOError.noSuchChip(label: "a", labels: ["b"], denied: [])))
        #expect(!Ending.mayPass(GPIOError.noSuchOffset(99, chip: "a", lines: 8)) && !Ending.mayPass(Problems([])))
    }
}
