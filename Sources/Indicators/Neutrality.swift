/// What an organisation shows besides its figures for calling itself climate neutral.
///
/// The UN's roadmap asks for reductions first and credits for what is left (A/72/82, paragraph 8); credits alone do
/// not make anybody neutral.
public struct Neutrality: Hashable, Sendable {
    /// Which scope 2 figure the gross emissions take in. Own default: location-based, which no purchase lowers.
    public var basis: Factor.Method
    /// Where the gross emissions are published; `nil`: nowhere.
    public var published: String?
    /// The systematic reductions, each in words.
    public var reductions: [String]

    public init(basis: Factor.Method = .location, published: String? = nil, reductions: [String] = []) {
        (self.basis, self.published, self.reductions) = (basis, published, reductions)
    }
}
