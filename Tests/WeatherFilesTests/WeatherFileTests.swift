import Astronomy
import Chance
import Quantities
import Simulation
import Testing
import WeatherFiles

@Suite struct `A weather file` {
    @Test func `is read with its place, its clock and its hours`() throws {
        let year = try TypicalYear(weather: MadeUpYear().epw, named: "a.epw")
        #expect(year.name == "Nowhere, XXX")
        #expect(year.place == Place(latitude: .degrees(46.25), longitude: .degrees(6.13)))
        #expect(year.utcOffset == .hours(1))
        #expect(year.elevation == 416)
        #expect(year.hours.count == 8_760)
        #expect(
            year.hours[11]
                == TypicalYear.Hour(
                    globalHorizontal: 600, directNormal: 480, diffuseHorizontal: 180, dryBulb: 10, dewPoint: 5))
        #expect(year.hours[24 * 364].directNormal == 0)
    }

    @Test func `of a leap year is read without 29 February`() throws {
        var leap = MadeUpYear(isLeap: true)
        let row = try #require(leap.row(2, 29, 12))
        leap.rows[row][6] = "999"
        #expect(leap.rows.count == 8_784)
        #expect(
            try TypicalYear(weather: leap.epw, named: "a.epw") == TypicalYear(weather: MadeUpYear().epw, named: "a.epw")
        )
    }

    @Test func `may be a table, at a place that it does not say`() throws {
        let place = try #require(Place(latitude: .degrees(46), longitude: .degrees(6)))
        let station = WeatherStation(place: place, utcOffset: .hours(1))
        let year = try TypicalYear(weather: MadeUpYear().csv, named: "a.csv", at: station)
        #expect(year.place == place && year.elevation == nil)
        // 71 % at 10 °C are a dew point of about 5 °C.
        #expect(abs(year.hours[0].dewPoint - 5) < 0.1)
        #expect(said(MadeUpYear().csv, "a.csv").contains("a table (CSV) does not say where it is from"))
        let bad = Array("month,day,hour,dry_bulb_c,ghi_wh_m2\n1,1,1,5,0\n".utf8)
        #expect(
            said(bad, "a.csv", at: station)
                == "a.csv:1: error: the header lacks dni_wh_m2, dhi_wh_m2, rh_pct (or dew_point_c): name the columns so"
        )
    }

    @Test func `with gaps and doubled hours says where they are`() throws {
        var file = MadeUpYear()
        file.rows.remove(at: 100)
        file.rows.removeSubrange(200..<203)
        file.rows.insert(file.rows[299], at: 300)
        #expect(
            said(file.epw)
                == """
                a.epw:109: error: 1 hour is missing before 01-05 hour 6: insert it, or use a file that is whole
                a.epw:209: error: 3 hours are missing before 01-09 hour 13: insert them, or use a file that is whole
                a.epw:309: error: 01-13 hour 16 comes after 01-13 hour 16: hours stand in order, and once each
                """)
        file = MadeUpYear()
        file.rows.removeLast(48)
        #expect(
            said(file.epw)
                == "a.epw:8720: error: ends with 12-29 hour 24 after 8712 rows, 48 hours before the end of the year: "
                + "a typical year has 8760 rows")
    }

    @Test func `says how many hours miss something, and which is the first`() {
        var file = MadeUpYear()
        for row in 5_000..<5_012 { file.rows[row][7] = "9999" }
        file.rows[7][4] = "99.9"
        file.rows[7][5] = "999"
        // What the humidity can tell is not missing.
        file.rows[9][4] = "99.9"
        #expect(
            said(file.epw)
                == """
                a.epw:16: error: dew point temperature is missing in 1 hour, first in that of 01-01 hour 8: fill in what was measured or modelled, or use another file
                a.epw:5009: error: direct normal radiation is missing in 12 hours, first in that of 07-28 hour 9: fill in what was measured or modelled, or use another file
                """)
    }

    @Test func `with impossible values names them all at once`() {
        var file = MadeUpYear()
        file.header[0] = "LOCATION,Nowhere,-,XXX,made up,000000,96.25,6.13,1.0,416.0"
        file.rows[0][3] = "120"
        file.rows[1][6] = "-5"
        file.rows[2][7] = "1501"
        file.rows[3][8] = "abc"
        file.rows[4][2] = "0"
        let text = said(file.epw)
        for expected in [
            "a.epw:1: error: latitude (field 7): \"96.25\" is not within -90 to 90 °",
            "a.epw:9: error: dry bulb temperature: 120 is not within -90 to 70 °C",
            "a.epw:10: error: global horizontal radiation: -5 is not within 0 to 1500 Wh/m²",
            "a.epw:11: error: direct normal radiation: 1501 is not within 0 to 1500 Wh/m²",
            "a.epw:12: error: diffuse horizontal radiation: \"abc\" is not a number",
            "a.epw:13: error: hour: \"0\" is not within 1 to 24; an hour is named by its end, the first one is 1",
        ] { #expect(text.contains(expected), "\(text)") }
    }

    @Test func `that is something else is told so`() {
        #expect(
            said([0x1F, 0x8B, 8], "a.epw.gz") == "a.epw.gz: error: is compressed: unpack it first, with gunzip or unzip"
        )
        #expect(said(Array("%PDF-1.4\n".utf8)).contains("stands where an EPW has LOCATION: is this a weather file?"))
        #expect(said([]).contains("ends before LOCATION"))
        var file = MadeUpYear()
        file.header[7] = "DATA PERIODS,1,4,Data,Sunday,1/1,12/31"
        #expect(said(file.epw) == "a.epw:8: error: DATA PERIODS: a typical year has 1 row an hour (field 3)")
        file.header[7] = MadeUpYear().header[7]
        file.header[0] = "LOCATION,Nowhere,-,XXX,made up,000000,46.25,-106.13,1.0,416.0"
        #expect(said(file.epw).contains("is a sign wrong?"))
        do throws(WeatherProblems) {
            _ = try TypicalYear(weatherFile: "/nowhere/a.epw")
            Issue.record("there is no such file")
        } catch {
            #expect(error.description == "/nowhere/a.epw: error: there is no such file")
        }
    }

    @Test func `has at most twenty problems in words`() {
        var file = MadeUpYear()
        for row in file.rows.indices { file.rows[row][6] = "-1" }
        #expect(said(file.epw).hasSuffix("\nand 8740 more"))
    }

    /// However a file is damaged, it is either refused with reasons or a whole year; never a crash.
    @Test func `may be damaged in any way`() {
        var random = SplitMix(state: 31)
        let whole = Array(MadeUpYear().epw)
        var refused = 0
        for _ in 0..<20 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(UInt8(ascii: ","), at: place)
                case 3: bytes.insert(UInt8(ascii: "\n"), at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + 500))
                }
            }
            do throws(WeatherProblems) {
                let year = try TypicalYear(weather: bytes, named: "a.epw")
                #expect(year.hours.count == TypicalYear.length)
            } catch {
                refused += 1
                #expect(!error.list.isEmpty && error.list.count <= 20)
            }
        }
        #expect(refused > 5)
    }

    private func said(_ bytes: [UInt8], _ name: String = "a.epw", at station: WeatherStation? = nil) -> String {
        do throws(WeatherProblems) {
            _ = try TypicalYear(weather: bytes, named: name, at: station)
            return ""
        } catch {
            return error.description
        }
    }
}
