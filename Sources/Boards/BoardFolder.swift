import Glibc

extension BoardModel {
    /// The models that a folder has files for, in alphabetical order; none if it cannot be read.
    public static func names(in directory: String) -> [String] {
        guard let folder = opendir(directory) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let file = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if file.hasSuffix(".yaml"), !file.hasPrefix(".") { names.append(String(file.dropLast(5))) }
        }
        return names.sorted()
    }

    /// The models of a folder whose files are right; the others are left out, for whoever only wants to name one.
    public static func readable(in directory: String) -> [BoardModel] {
        names(in: directory).compactMap { try? BoardModel(named: $0, in: directory) }
    }

    /// Where board files are unless somebody says otherwise: `boards` here if there is such a folder, as in a
    /// checkout, or where the package installs them.
    public static var folder: String { access("boards", R_OK) == 0 ? "boards" : "/usr/share/lightwell/boards" }
}
