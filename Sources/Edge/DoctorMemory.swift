internal import Journal
internal import Logbook

extension Doctor {
    /// That the state folder cannot be written, at the start or now, where that is so.
    var memory: [Finding] {
        guard let folder = service?.journals else { return [] }
        guard let standIn = folder.standIn else {
            guard !StandIn.isWritable(folder.path) else { return [] }
            return [
                Finding(
                    .bad, "state folder",
                    "\(folder.path) cannot be written now: what is written down waits in memory, and a power cut loses it",
                    cure:
                        "make room, give this user the right to, or mount its file system writable; no restart is needed"
                )
            ]
        }
        return [Self.finding(standIn, in: folder.path, isOver: standIn.isOver)]
    }

    static func finding(_ standIn: StandIn, in memory: String, isOver: Bool) -> Finding {
        let words =
            "\(standIn.path) \(isOver ? "could" : "can") not be written: what is written down is in memory only, "
        return Finding(
            .bad, "state folder", words + "in \(memory), and a power cut loses what the hub has not got",
            cure: isOver
                ? "it can be written again: \(Keeper.restart)"
                : "\(standIn.reason.description); then: \(Keeper.restart)")
    }
}
