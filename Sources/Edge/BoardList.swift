internal import Boards
internal import JSON

/// Board models, and which of them a machine is.
struct BoardList {
    let models: [BoardModel]
    let machine: Machine

    init(_ models: [BoardModel], on machine: Machine) { (self.models, self.machine) = (models, machine) }

    /// One line for each, `*` before this machine's, and what the machine says of itself.
    var text: String {
        let width = models.map(\.name.count).max() ?? 0
        let lines = models.map { model in
            let name = model.name + String(repeating: " ", count: width - model.name.count)
            return "\(machine.isA(model) ? "*" : " ") \(name)  \(model.description)"
        }
        return (lines + ["", verdict]).joined(separator: "\n")
    }

    var json: JSON {
        .object([
            ("machine", .array(machine.compatible.map { .string($0) })),
            (
                "models",
                .array(
                    models.map { model in
                        .object([
                            ("model", .string(model.name)), ("description", .string(model.description)),
                            ("device_tree", .array(model.deviceTree.map { .string($0) })),
                            ("this_machine", .bool(machine.isA(model))),
                        ])
                    })
            ),
        ])
    }

    private var verdict: String {
        guard let word = machine.compatible.first else { return "this machine has no device tree: it is none of them" }
        return models.contains(where: machine.isA)
            ? "* is this machine: \(word)" : "this machine says \(word): no board file has it"
    }
}
