import Boards
import Glibc
import Testing

@Suite struct `A machine` {
    static let models = BoardModel.readable(in: boards)

    @Test(arguments: [
        (["raspberrypi,3-model-b", "brcm,bcm2837"], "raspberry-pi-3"),
        (["raspberrypi,3-model-b-plus", "brcm,bcm2837"], "raspberry-pi-3"),
        (["raspberrypi,4-model-b", "brcm,bcm2711"], "raspberry-pi-4"),
        (["raspberrypi,5-model-b", "brcm,bcm2712"], "raspberry-pi-5"),
        (["raspberrypi,model-zero-2-w", "brcm,bcm2837"], "raspberry-pi-zero-2-w"),
        (["ti,am335x-bone-black", "ti,am335x-bone", "ti,am33xx"], "beaglebone-black"),
        (["ti,am335x-bone-black-wireless", "ti,am335x-bone-black", "ti,am335x-bone", "ti,am33xx"], nil),
        (["raspberrypi,400", "brcm,bcm2711"], nil), ([], nil),
    ])
    func `is known by the most exact word of its device tree`(compatible: [String], name: String?) {
        let machine = Machine(compatible: compatible)
        #expect(Self.models.filter(machine.isA).map(\.name) == [name].compactMap { $0 })
    }

    @Test func `is read as device trees write it`() throws {
        let file = "/tmp/lightwell-compatible-\(UInt64.random(in: 0 ... .max))"
        let bytes = Array("raspberrypi,5-model-b\0brcm,bcm2712\0".utf8)
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        try #require(descriptor >= 0)
        defer { unlink(file) }
        #expect(write(descriptor, bytes, bytes.count) == bytes.count)
        close(descriptor)
        #expect(Machine(reading: file).compatible == ["raspberrypi,5-model-b", "brcm,bcm2712"])
        #expect(Machine(reading: file + "-not").compatible == [])
    }

    @Test func `that is another model than the site file's is named, with the cure`() throws {
        let pi = try BoardModel(named: "raspberry-pi-4", in: boards)
        #expect(
            pi.mismatch(with: ["raspberrypi,5-model-b", "brcm,bcm2712"], among: Self.models) == """
                this machine says raspberrypi,5-model-b; the site file is for raspberry-pi-4: raspberrypi,4-model-b. \
                Write board: raspberry-pi-5 and see to its pins, or run it where it belongs
                """)
        #expect(
            pi.mismatch(with: ["raspberrypi,400"], among: Self.models) == """
                this machine says raspberrypi,400; the site file is for raspberry-pi-4: raspberrypi,4-model-b. \
                Run it where it belongs, or if chips and header are the same, add raspberrypi,400 to device-tree in \
                raspberry-pi-4.yaml
                """)
    }

    @Test func `is taken as it is where nobody can tell`() throws {
        let pi = try BoardModel(named: "raspberry-pi-3", in: boards)
        #expect(pi.mismatch(with: []) == nil)
        #expect(pi.mismatch(with: ["raspberrypi,3-model-b-plus", "brcm,bcm2837"]) == nil)
        #expect(try BoardModel(named: "simulated", in: boards).mismatch(with: ["raspberrypi,4-model-b"]) == nil)
    }
}
