import Calendars
import Indicators
import Quantities
import Register
import Specimens
import Testing
import YAML

@Suite struct `The file of an organisation` {
    @Test func `states areas, baselines and factors with their sources`() throws {
        let demo = try Organisation(parsing: Array(valid.utf8), file: "organisation.yaml")
        #expect(demo.id == "demo")
        #expect(demo.name == "Demo organisation")
        let geneva = try #require(demo.site("geneva"))
        #expect(geneva.timezone.name == "Europe/Zurich")
        #expect(geneva.factor?.gramsCO2ePerKilowattHour == 20)
        #expect(geneva.factor?.year == 2023)
        #expect(geneva.factor?.label == "location-based, average, direct, generation: scope 2")
        #expect(geneva.zone("office-south")?.area == SquareMetres(120))
        #expect(geneva.zone("office-south")?.baseline?.kilowattHoursPerSquareMetreYear == 25)
        #expect(geneva.zone("office-south")?.baseline?.period == "2024")
        #expect(geneva.zone("corridor") != nil && geneva.zone("corridor")?.baseline == nil)
    }

    @Test func `may list the boards of a site, and says nothing of them where it does not`() throws {
        let listed = valid.replacing("    zones:\n", with: "    boards: [east, west]\n    zones:\n")
        let demo = try Organisation(parsing: Array(listed.utf8), file: "organisation.yaml")
        #expect(demo.site("geneva")?.boards == ["east", "west"])
        let silent = try Organisation(parsing: Array(valid.utf8), file: "organisation.yaml")
        #expect(silent.site("geneva")?.boards == nil)
        #expect(
            said(by: listed.replacing("[east, west]", with: "[\"east wing\"]")).contains("boards"),
            "no board can be called so")
    }

    @Test func `reports every mistake at once, by place`() {
        #expect(said(by: mistaken) == complaints)
    }

    @Test(arguments: [
        ("direct generation location-based average", nil),
        ("average direct generation", "kind: say once whether it is location-based or market-based"),
        ("location-based average direct life-cycle generation", "kind: say once whether it is direct or life-cycle"),
        ("location-based average direct generation green", "kind: unknown word \"green\""),
    ])
    func `says of a factor what kind it is, in four words`(kind: String, complaint: String?) {
        let text = valid.split(separator: "location-based average direct generation").joined(separator: kind)
        let mark = "organisation.yaml:8:69: error: "
        #expect(said(by: text) == (complaint.map { mark + $0 } ?? ""))
    }

    /// The law: of a file that was cut off nothing is read that the whole file does not say.
    @Test func `is read truly or refused, wherever it was cut off`() throws {
        let whole = try Organisation(parsing: Array(valid.utf8), file: "f").sites[0]
        for length in 0..<valid.utf8.count {
            do throws(Problems) {
                let cut = try Organisation(parsing: Array(valid.utf8.prefix(length)), file: "f").sites[0]
                #expect(cut.factor == whole.factor)
                #expect(cut.zones.allSatisfy { $0.area == whole.zone($0.id)?.area })
            } catch {
                #expect(!error.list.isEmpty)
            }
        }
    }
}

private func said(by text: String) -> String {
    do throws(Problems) {
        _ = try Organisation(parsing: Array(text.utf8), file: "organisation.yaml")
        return ""
    } catch {
        return error.description
    }
}

private let valid = OrganisationFile.text

private let mistaken = """
    lightwell: 1
    organization: demo
    name: Demo
    sites:
      geneva:
        timezone: Europe/Zurich
        factor: { value: 20, source: "", year: 2203, kind: location-based mean direct generation }
        zones:
          office: { area: 0 m2, baseline: { value: 25 kWh, source: "meter" } }
          Office: { area: 10 m2 }
      Geneva: none
    """

private let complaints = """
    organisation.yaml:1:1: error: this file lacks "organisation"
    organisation.yaml:2:1: error: unknown key "organization", did you mean "organisation"?
    organisation.yaml:5:3: error: sites.geneva lacks "name"
    organisation.yaml:7:22: error: value: 20 needs a unit: gCO2e/kWh
    organisation.yaml:7:34: error: source: needs a value
    organisation.yaml:7:44: error: year: 2203 is above 2100
    organisation.yaml:7:56: error: kind: say once whether it is average, marginal or residual
    organisation.yaml:7:56: error: kind: unknown word "mean"
    organisation.yaml:9:23: error: area: 0 m2 is below 1 m2
    organisation.yaml:9:29: error: sites.geneva.zones.office.baseline lacks "period"
    organisation.yaml:9:48: error: value: "25 kWh" has the unit "kWh"; here it is kWh/m2yr
    organisation.yaml:10:7: error: Office differs from office in capitals only; give it a name of its own
    organisation.yaml:11:3: error: Geneva differs from geneva in capitals only; give it a name of its own
    organisation.yaml:11:11: error: Geneva should be a mapping (key: value), not a single value
    """
