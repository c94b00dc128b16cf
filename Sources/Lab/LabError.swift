/// Why the lab cannot do what it was asked, as a sentence.
struct LabError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
