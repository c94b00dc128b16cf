internal import JSON

extension Catalogue {
    /// A JSON list of every indicator's definition (RFC 8259).
    public static var json: String {
        JSON.array(
            all.map { indicator in
                .object([
                    ("indicator", .string(indicator.key)), ("title", .string(indicator.title)),
                    ("unit", .string(indicator.unit)), ("reach", .string(indicator.reach.rawValue)),
                    ("definition", .string(indicator.definition)), ("formula", .string(indicator.formula)),
                    ("source", .string(indicator.source)),
                ])
            }
        ).text + "\n"
    }
}
