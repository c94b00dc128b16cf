internal import Boards
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
