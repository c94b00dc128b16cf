internal import Glibc

/// The user that this process runs as.
public enum Account {
    /// Its name, or its number where it has none.
    public static var name: String {
        getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "user \(geteuid())"
    }

    /// The names of its groups.
    public static var groups: [String] {
        var ids = [gid_t](repeating: 0, count: 256)
        let count = getgroups(Int32(ids.count), &ids)
        let all = Set(ids.prefix(Int(Swift.max(count, 0))) + [getegid()])
        return all.sorted().map { id in getgrgid(id).map { String(cString: $0.pointee.gr_name) } ?? "\(id)" }
    }

    /// The group that owns a file; `nil` if there is no such file, or the group has no name.
    public static func group(owning path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0, let group = getgrgid(status.st_gid) else { return nil }
        return String(cString: group.pointee.gr_name)
    }
}
