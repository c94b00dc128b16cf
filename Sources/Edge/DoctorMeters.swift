internal import Boards
internal import Exports
internal import Logbook
internal import Quantities
internal import Sensing

extension Doctor {
    /// The meters that belong to no zone: what they have counted, and what speaks against them.
    var meters: [Finding] {
        guard case .success(let report)? = service?.report else { return [] }
        return zip(report.lines, report.picture.lines).compactMap { line, state in
            line.zone == nil ? Self.finding(line, state) : nil
        }
    }

    /// Meters whose faces cannot be told: while the state folder could not be written they were counted in memory, from
    /// a checkpoint of unknown age, and the folder's registers have none of that. Going on from there would be a guess.
    var faceless: [Finding] {
        let behind = MeterBook(in: service?.journals.path ?? state).behind
        guard let site, !behind.isEmpty else { return [] }
        let faces = site.zones.map { ($0.id, $0.meter?.face) } + site.meters.map { ($0.name, $0.face) }
        return faces.compactMap { name, face in
            guard let said = face?.said(of: name), behind.contains(where: said.isSame) else { return nil }
            return Finding(
                .warn, "meter",
                "\(name) was counted in memory for a while, which its reading lacks; what its face must show is not told",
                cure: "read its face, write that and the moment into the site file (reading:, since:); "
                    + "then: \(Keeper.restart)")
        }
    }

    /// `nil` of any other line, and of a meter that cannot be read: that is said of the line.
    static func finding(_ line: BoardLine, _ state: Picture.Line) -> Finding? {
        guard let medium = line.medium, let pulses = state.pulses, state.isActive != nil else { return nil }
        if let fault = state.fault {
            return Finding(.warn, "meter", "\(line.name) (\(line.words)) \(fault.sentence)")
        }
        guard pulses > 0 else {
            return Finding(
                .ok, "meter", "\(line.name) (\(line.words)) has given no pulse yet; let something flow, and ask again")
        }
        let face = state.face.map { face in
            ", its face must show \(face / 1_000).\("\(1_000 + face % 1_000)".dropFirst()) \(medium.unit)"
        }
        return Finding(.ok, "meter", "\(line.name) (\(line.words)) counted \(pulses) pulses\(face ?? "")")
    }
}
