internal import Exports
internal import Glibc
internal import Journal
internal import Quantities
internal import Records

/// What becomes of a stand-in once the folder that it stood for can be written again: what was set and counted meanwhile
/// goes into that folder, and the stand-in is over, never to be taken up again.
extension StandIn {
    /// Ends the stand-ins of earlier starts. Settings, commands that were done and counts of relays are taken over; records
    /// stay in the stand-in for the hub. One that the hub has all of is removed.
    ///
    /// A power cut in between does no harm: what is taken over twice is the same.
    ///
    /// - Parameter folder: the state folder, open.
    /// - Returns: what a person should know, as sentences.
    public static func end(for folder: StateFolder, in folders: [String]? = nil, program: String) -> [String] {
        var sentences: [String] = []
        for stand in folders ?? self.folders(for: folder.path)
        where isOwn(stand) && access(stand + "/records", F_OK) == 0 {
            var isDelivered = false
            do throws(JournalError) {
                // Open, so that it is nobody else's meanwhile.
                let state = try StateFolder(stand, program: program, limits: limits)
                isDelivered = state.records.acknowledged >= state.records.durable
                sentences += takeOver(state, into: folder)
            } catch {
                if case .inUse = error {
                    sentences.append("\(error); it is left alone")
                    continue
                }
                sentences.append("\(error); what was set and counted there is lost")
            }
            if let sentence = close(stand, isDelivered: isDelivered) { sentences.append(sentence) }
        }
        for left in left(for: folder.path, in: folders) {
            sentences.append(
                "\(left) holds records of when \(folder.path) could not be written; where the hub lacks them: "
                    + "lightwell-edge export --state \(left), import it there, then remove that folder")
        }
        return sentences
    }

    private static func takeOver(_ state: StateFolder, into folder: StateFolder) -> [String] {
        var sentences: [String] = []
        func attempt(_ what: String, _ body: () throws -> Void) {
            do { try body() } catch { sentences.append("\(what) of \(state.path) are not taken over: \(error)") }
        }
        attempt("settings") { try takeSettings(of: state, into: folder) }
        attempt("counts of relays") {
            let known = RelayLife(in: folder.path).operations
            let counted = known.merging(RelayLife(in: state.path).operations) { Swift.max($0, $1) }
            if counted != known { try RelayLife(in: folder.path).keep(counted) }
        }
        for name in ["commands", "session"] {
            guard let bytes = SiteCopy.bytes(of: state.path + "/" + name), !bytes.isEmpty else { continue }
            attempt(name) { try SiteCopy(folder.path + "/" + name).keep(bytes) }
        }
        attempt("readings of meters") {
            let book = MeterBook(in: folder.path)
            let known = book.behind
            let new = behind(state, folder).filter { face in !known.contains(where: face.isSame) }
            if !new.isEmpty { try book.keep(behind: known + new) }
        }
        return sentences
    }

    /// Faces of meters that were counted in the stand-in: the folder's registers do not have those pulses, and never get
    /// them.
    private static func behind(_ state: StateFolder, _ folder: StateFolder) -> [MeterFace] {
        let faces = MeterBook(in: state.path).lines
        // As they were when the stand-in began, from the same journal.
        let before = try? Survey(of: folder.path + "/counters", from: 1, since: nil)
        let since = ["/records", "/counters"].compactMap { try? Survey(of: state.path + $0, from: 1, since: nil) }
        return faces.filter { face in
            guard let before, since.count == 2 else { return true }
            let (zone, meter) = before.registers(named: face.meter)
            return since.contains { $0.registers(named: face.meter).zone > zone }
                || since.contains { $0.registers(named: face.meter).meter > meter }
        }
    }

    /// As they are there, where they began as they are here; else both, and of two the later.
    private static func takeSettings(of state: StateFolder, into folder: StateFolder) throws {
        guard let bytes = SiteCopy.bytes(of: state.settings.path) else { return }
        let here = SiteCopy.bytes(of: folder.settings.path) ?? []
        guard bytes != here else { return }
        var overrides = try state.settings.read()
        if (SiteCopy.bytes(of: state.path + settingsBefore) ?? []) != here {
            overrides += try folder.settings.read().filter { old in
                !overrides.contains { ($0.zone, $0.setting) == (old.zone, old.setting) }
            }
        }
        try folder.settings.write(overrides)
    }

    /// - Returns: why it could not be ended.
    private static func close(_ stand: String, isDelivered: Bool) -> String? {
        if isDelivered {
            remove(stand)
            if access(stand, F_OK) != 0 { return nil }
        }
        // The last place is taken again and again: memory is short, and the hub had its time.
        let place = (1...mostOver).first { access("\(stand).\($0)", F_OK) != 0 } ?? mostOver
        let over = "\(stand).\(place)"
        if access(over, F_OK) == 0, isOwn(over) { remove(over) }
        guard rename(stand, over) != 0 else { return nil }
        return
            "cannot rename \(stand) to \(over): \(String(cString: strerror(errno))); remove it, lest it be taken up again"
    }

    /// A folder of folders of files, all of this user.
    private static func remove(_ folder: String) {
        guard let directory = opendir(folder) else { return }
        var names: [String] = []
        while let entry = readdir(directory) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { name in
                    String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        closedir(directory)
        for name in names where name != "." && name != ".." {
            let path = "\(folder)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR { remove(path) } else { unlink(path) }
        }
        rmdir(folder)
    }
}

extension Survey {
    /// The last register of a zone's meter in mWh, and of a meter of that name in pulses; 0 where there is none.
    fileprivate func registers(named name: String) -> (zone: Int64, meter: Int64) {
        (
            standings[name]?.totals[.meteredEnergy] ?? 0,
            meterings.values.filter { $0.meter == name }.map(\.pulses).max() ?? 0
        )
    }
}
