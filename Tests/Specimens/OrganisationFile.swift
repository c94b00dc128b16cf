/// The file of an organisation with one site of two zones, for all tests that need some organisation.
public enum OrganisationFile {
    /// Ends with its last line, so that more can stand below it; has 13 lines.
    public static let text = """
        lightwell: 1
        organisation: demo
        name: Demo organisation
        sites:
          geneva:
            name: Geneva
            timezone: Europe/Zurich
            factor: { value: 20 gCO2e/kWh, source: "IFI", year: 2023, kind: location-based average direct generation }
            zones:
              office-south:
                area: 120 m2
                baseline: { value: 25 kWh/m²·yr, source: "meter", period: "2024" }
              corridor: { area: 40 m2 }

        """

    public static var bytes: [UInt8] { Array(text.utf8) }
}
