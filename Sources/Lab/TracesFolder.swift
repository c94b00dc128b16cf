internal import Journal

/// Where a board's traces journal lies, given its folder or one around it.
struct TracesFolder {
    let path: String

    init(in path: String) {
        var path = path
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
    }

    /// Opens it for reading.
    ///
    /// - Throws: ``LabError`` that says where was looked when there is none, ``JournalError`` when it cannot be read.
    func reader() throws -> JournalReader {
        let places = [path + "/traces", path + "/journals/traces", path]
        for place in places {
            do throws(JournalError) {
                return try JournalReader(directory: place)
            } catch {
                if case .noJournal = error { continue }
                throw error
            }
        }
        throw LabError(
            "there is no traces journal in \(path): looked for \(places[0]), for \(places[1]), and for a journal "
                + "in \(path) itself; name a board's state folder, its folder of journals or its traces journal")
    }
}
