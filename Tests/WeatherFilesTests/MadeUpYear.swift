/// The text of a weather file that is made up: a sun from 6 to 18 h, each day the same, 10 °C.
struct MadeUpYear {
    var header = [
        "LOCATION,Nowhere,-,XXX,made up,000000,46.25,6.13,1.0,416.0", "DESIGN CONDITIONS,0",
        "TYPICAL/EXTREME PERIODS,0",
        "GROUND TEMPERATURES,0", "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0", "COMMENTS 1,made up", "COMMENTS 2,",
        "DATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31",
    ]
    /// Month, day, hour, dry bulb, dew point, humidity, global, direct, diffuse.
    var rows: [[String]]

    init(isLeap: Bool = false) {
        rows = []
        for (month, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
            for day in 1...length {
                for hour in 1...24 {
                    let light = max(0, 6 - abs(hour - 12))
                    rows.append(
                        [
                            "\(month + 1)", "\(day)", "\(hour)", "10.0", "5.0", "71", "\(light * 100)", "\(light * 80)",
                            "\(light * 30)",
                        ])
                }
            }
        }
    }

    /// The row of a date, among ``rows``.
    func row(_ month: Int, _ day: Int, _ hour: Int) -> Int? {
        rows.firstIndex { $0[0] == "\(month)" && $0[1] == "\(day)" && $0[2] == "\(hour)" }
    }

    var epw: [UInt8] {
        let lines = rows.map { row in
            "1999,\(row[0]),\(row[1]),\(row[2]),0,?9,\(row[3]),\(row[4]),\(row[5]),80600,0,0,257,"
                + "\(row[6]),\(row[7]),\(row[8]),0,0,0,0,0,0.0,9,8,16.1,3300,9,999999999,89,0.0310,0,88,0.330,999.0,99.0"
        }
        return Array((header + lines).joined(separator: "\r\n").utf8)
    }

    /// Without dew point.
    var csv: [UInt8] {
        let header = "source_year,month,day,hour,dry_bulb_c,rh_pct,ghi_wh_m2,dni_wh_m2,dhi_wh_m2"
        let lines = rows.map { row in
            "1999,\(row[0]),\(row[1]),\(row[2]),\(row[3]),\(row[5]),\(row[6]),\(row[7]),\(row[8])"
        }
        return Array(([header] + lines).joined(separator: "\n").utf8)
    }
}
