import Journal
import Quantities
import Scratch
import Settings
import Sparkplug
import Telemetry
import Testing
import Uplink

/// What stays the same when a board's uplink is another: after new keys, another plan, or a reboot.
@Suite(.serialized) struct `A renewed uplink` {
    private let board: SteppedBoard
    private let home = Home()

    init() throws { board = try SteppedBoard() }

    @Test func `obeys no command again that the one before obeyed`() throws {
        let file = home.path + "/commands"
        let speaker = try Ear(board.address, to: "spBv1.0/none")
        var now = Instant(milliseconds: 5_000)
        let commands = CommandMemory(file)
        #expect(
            try obeyed(commands, speaker, &now) == ["hold", "hold"], "the first time: by id, and by time and value")
        #expect(try obeyed(commands, speaker, &now) == [], "by a renewed uplink")
        #expect(try obeyed(CommandMemory(file), speaker, &now) == [], "after a reboot")
        #expect(try obeyed(CommandMemory(), speaker, &now) == ["hold", "hold"], "by one that knows nothing of it")
    }

    /// Sends the same two commands to a new uplink; what is asked of the board.
    private func obeyed(_ commands: CommandMemory, _ speaker: Ear, _ now: inout Instant) throws -> [String] {
        let uplink = try board.dial(commands: commands)
        try board.turn(uplink, &now, until: uplink.isBorn)
        let host = HostSession(host: try Identifier("lightwell"))
        let node = NodeID(group: try Identifier("site"), node: try Identifier(SteppedBoard.node))
        let (sent, later) = (SteppedBoard.start.wire, (SteppedBoard.start + .seconds(1)).wire)
        let id = [Property("id", .string("c-1"))]
        try speaker.say(
            host.command(node, device: "east", [Metric("Settings/Hold", .double(600), properties: id)], at: sent))
        try speaker.say(host.command(node, device: "east", [Metric("Settings/Hold", .double(700))], at: later))
        // Nothing stands for either time nor id: it is answered by a refusal, and comes last.
        let unknown = Payload(metrics: [Metric("Settings/Hold", .double(800))])
        let topic = host.command(node, device: "west", [], at: sent).topic
        try speaker.say(Message(topic: topic, payload: unknown.encoded(), qos: .atMostOnce, retain: false))
        let answers = board.handover.state.zones[1].answer.count
        try board.turn(
            uplink, &now,
            until: { speaker.listen() >= 0 && board.handover.state.zones[1].answer.count > answers }())
        #expect(board.handover.state.zones[1].refusal == "hold: the command states neither a time nor an id")
        uplink.leave(at: board.moment(now))
        return board.handover.take().map(\.setting.key)
    }

    /// Far more than may be under way, and nobody takes any of it.
    @Test func `mirrors without a hub, each record once, and leaves the newest`() throws {
        try board.write(5)
        let ear = try Ear(board.address, to: "lightwell/#")
        let uplink = try board.dial(mirrors: true)
        var now = Instant(milliseconds: 5_000)
        try board.turn(uplink, &now, until: uplink.isBorn)
        for round in 1...20 {
            try board.write(2, of: "east")
            try board.write(2, of: "west")
            try board.turn(uplink, &now, until: ear.listen() == 4 * round)
        }
        #expect(ear.heard.allSatisfy { !$0.isRetained })
        #expect(times(ear, "east") == (6...85).filter { $0 % 4 == 2 || $0 % 4 == 3 })
        #expect(times(ear, "west") == (6...85).filter { $0 % 4 == 0 || $0 % 4 == 1 })
        #expect(board.journal.acknowledged == 0 && uplink.tally.entries >= 32)
        // A new one begins at the end: nothing old covers what is retained there.
        uplink.leave(at: board.moment(now))
        let renewed = try board.dial(mirrors: true)
        try board.turn(renewed, &now, until: renewed.isBorn)
        try board.write(1)
        try board.turn(renewed, &now, until: ear.listen() > 80)
        #expect(times(ear, "east").last == 86 && ear.heard.count == 81)
        let late = try Ear(board.address, to: "lightwell/site/#")
        try board.turn(renewed, &now, until: late.listen() == 2)
        #expect(times(late, "east") == [86] && times(late, "west") == [85])
        #expect(late.heard.allSatisfy { $0.isRetained })
    }

    @Test func `mirrors of a time without a broker the newest of each zone`() throws {
        let uplink = try board.dial(mirrors: true)
        var now = Instant(milliseconds: 5_000)
        try board.turn(uplink, &now, until: uplink.isBorn)
        uplink.cut(at: board.moment(now))
        try board.write(700, of: "west")
        try board.write(700, of: "east")
        let ear = try Ear(board.address, to: "lightwell/#")
        try board.turn(uplink, &now, until: ear.listen() == 2)
        #expect(times(ear, "west") == [700] && times(ear, "east") == [1_400])
        try board.write(1, of: "west")
        try board.turn(uplink, &now, until: ear.listen() == 3)
        #expect(times(ear, "west") == [700, 1_401])
    }

    /// The numbers of the intervals of a zone that were told, by their energy of 0.15 kWh each.
    private func times(_ ear: Ear, _ zone: String) -> [Int] {
        ear.heard.filter { $0.topic == "lightwell/site/board/\(zone)" }.map { message in
            let text = String(decoding: message.payload, as: UTF8.self)
            let number = text.split(separator: "\"lamp_kwh\": ").last?.prefix { $0.isNumber || $0 == "." } ?? ""
            return Int(((Double(number) ?? -1) / 0.15).rounded())
        }
    }
}
