import Glibc

/// The journal's directory.
struct Folder: Sendable {
    let path: String

    /// A directory that is known to exist.
    init(existing path: String) { self.path = path }

    /// Makes the directory and its parents, for this user only, where they are missing.
    init(making path: String) throws(JournalError) {
        guard !path.isEmpty else { throw JournalError(code: ENOENT, operation: "make", path: "“”") }
        self.path = path
        var end = path.startIndex
        while end < path.endIndex {
            end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
            let part = String(path[..<end])
            guard mkdir(part, 0o700) != 0 else { continue }
            let code = errno
            // Above a directory that may not be written, all is well if the part is there.
            var status = stat()
            guard stat(part, &status) == 0 else { throw JournalError(code: code, operation: "make", path: part) }
            guard status.st_mode & S_IFMT == S_IFDIR else { throw .notADirectory(path: part) }
        }
    }

    func path(of name: String) -> String { path + "/" + name }

    func names() throws(JournalError) -> [String] {
        guard let stream = opendir(path) else { throw .current("list", path) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    func remove(_ name: String) throws(JournalError) {
        guard unlink(path(of: name)) == 0 || errno == ENOENT else { throw .current("remove", path(of: name)) }
    }

    /// Puts `bytes` in the place of the file `name`, whole or not at all, whatever fails.
    func replace(_ name: String, with bytes: [UInt8]) throws(JournalError) {
        let draft = name + Folder.draftSuffix
        do throws(JournalError) {
            let file = try File(path(of: draft), .created)
            try file.truncate(to: 0)
            try file.write(bytes[...], at: 0)
            try file.synchronize()
            guard rename(path(of: draft), path(of: name)) == 0 else {
                throw JournalError.current("replace", path(of: name))
            }
        } catch {
            unlink(path(of: draft))
            throw error
        }
        try synchronize()
    }

    /// Returns when the names of its files are on the disk.
    func synchronize() throws(JournalError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .current("open", path) }
        defer { close(descriptor) }
        while fsync(descriptor) != 0 {
            if errno == EINTR { continue }
            // A file system that cannot do this has nothing to do.
            guard errno == EINVAL else { throw .current("write", path) }
            return
        }
    }

    /// Ends the name of a file that is not yet whole.
    static let draftSuffix = ".draft"
}
