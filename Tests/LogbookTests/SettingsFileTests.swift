import Control
import Glibc
import Logbook
import Quantities
import Scratch
import Settings
import Testing

@Suite struct `A settings file` {
    let home = Home()
    var file: SettingsFile { SettingsFile(home.path + "/settings") }
    let overrides = [
        SettingsFile.Override(zone: "office", setting: 1, value: 612.5, base: 900),
        SettingsFile.Override(zone: "hall", setting: 7, value: 300, base: 0),
    ]

    @Test func `that does not exist remembers nothing`() throws { #expect(try file.read() == []) }

    @Test func `gives back what was written, and only the last`() throws {
        try file.write(overrides)
        #expect(try file.read() == overrides)
        try file.write([overrides[1]])
        #expect(try file.read() == [overrides[1]])
        try file.write([])
        #expect(try file.read() == [])
    }

    @Test func `can be read by people`() throws {
        home.write("office hold 612.5 900\n  hall   daylight-target 3e2 0.0\n", to: "settings")
        #expect(try file.read() == overrides)
    }

    @Test func `restores what was changed from afar`() throws {
        try file.write(overrides)
        var settings = [
            (id: "office", settings: Zone.Settings(steps: 2)), (id: "hall", settings: Zone.Settings(steps: 1)),
        ]
        SettingsFile.restore(try file.read(), into: &settings, at: nil)
        #expect(settings[0].settings.hold == .milliseconds(612_500))
        #expect(settings[1].settings.daylight.target == Lux(300))
        #expect(settings[1].settings.hold == .minutes(15))
    }

    @Test func `remembers until when a value holds, and does not restore what has lapsed`() throws {
        let moment = Timestamp(milliseconds: 1_782_820_800_000)
        let order = SettingsFile.Override(zone: "office", setting: Setting.shed.id, value: 25, base: 0, until: moment)
        try file.write([order, overrides[1]])
        #expect(try file.read() == [order, overrides[1]])
        for (now, shed) in [(nil, 25), (moment + .milliseconds(-1), 25), (moment, 0)] as [(Timestamp?, UInt8)] {
            var settings = [(id: "office", settings: Zone.Settings(steps: 2))]
            SettingsFile.restore(try file.read(), into: &settings, at: now)
            #expect(settings[0].settings.shed == shed)
        }
    }

    @Test func `gives way to a site file that says something else since`() throws {
        try file.write(overrides)
        var settings = [(id: "office", settings: Zone.Settings(steps: 2))]
        settings[0].settings.hold = .minutes(20)
        SettingsFile.restore(try file.read(), into: &settings, at: nil)
        #expect(settings[0].settings.hold == .minutes(20))
        // And does not come back when the file says what it had said.
        #expect(SettingsFile.standing(try file.read(), over: settings) == [overrides[1]])
    }

    @Test func `does not restore what may not be`() throws {
        home.write("office hold 5 900\nattic hold 600 900\n", to: "settings")
        var settings = [(id: "office", settings: Zone.Settings(steps: 2))]
        SettingsFile.restore(try file.read(), into: &settings, at: nil)
        #expect(settings[0].settings == Zone.Settings(steps: 2))
    }

    @Test(arguments: [
        "office hold 600", "office hold 600 900 later", "office hold 600 900 1 2", "office hould 600 900",
        "office hold long 900", "",
    ])
    func `that is damaged is an error that names the line`(line: String) {
        home.write("hall hold 600 900\n\(line)\n", to: "settings")
        do {
            _ = try file.read()
            Issue.record("read")
        } catch {
            #expect(error.description == "\(file.path): \"\(line)\" is not: zone setting value base [until, in ms]")
        }
    }

    @Test func `that is damaged gives what it can where nobody is there to mend it, and is kept aside`() throws {
        let text = "hall hold 600 900\noffice hould 1 2\noffice hold 300 900 4000000000000\n"
        home.write(text, to: "settings")
        let (overrides, damage) = file.salvage()
        #expect(overrides.map(\.zone) == ["hall", "office"])
        #expect(overrides.map(\.value) == [600, 300])
        #expect(damage.count == 2 && damage[0].contains("office hould 1 2") && damage[1].contains("settings.damaged"))
        #expect(try file.read() == overrides)
        #expect(SettingsFile(file.path + ".damaged").salvage().overrides == overrides)
        #expect(file.salvage().damage.isEmpty, "the next start has nothing to complain of")
    }

    @Test func `is kept aside, too, where it cannot be read at all`() throws {
        mkdir(file.path, 0o700)
        let (overrides, damage) = file.salvage()
        #expect(overrides.isEmpty && damage.count == 2)
        #expect(damage[0] == "cannot read \(file.path): Is a directory")
        #expect(damage[1].hasPrefix("\(file.path).damaged is what it was"))
        #expect(access(file.path, F_OK) != 0 && access(file.path + ".damaged", F_OK) == 0)
        try file.write([self.overrides[0]])
        #expect(file.salvage().damage.isEmpty)
    }

    @Test func `stays where it is, and that is said, when it cannot be kept aside`() throws {
        mkdir(file.path + ".damaged", 0o700)
        home.write("hall hold 600 900\noffice hould 1 2\n", to: "settings")
        let (overrides, damage) = file.salvage()
        #expect(overrides.map(\.zone) == ["hall"])
        #expect(damage.last == "cannot keep \(file.path) as \(file.path).damaged: Is a directory; copy it away")
        #expect(throws: SettingsFile.Unusable.self, "nothing of it is lost yet") { try file.read() }
    }

    @Test func `that cannot be read is an error, not an empty one`() {
        mkdir(home.path + "/settings", 0o700)
        #expect(throws: SettingsFile.Unusable.self) { try file.read() }
    }

    @Test func `stays as it was when the new one cannot be written`() throws {
        try file.write(overrides)
        mkdir(home.path + "/settings.new", 0o700)
        #expect(throws: SettingsFile.Unusable.self) { try file.write([]) }
        #expect(try file.read() == overrides)
    }

    @Test func `says so when its folder is gone`() {
        let lost = SettingsFile(home.path + "/nowhere/settings")
        do {
            try lost.write(overrides)
            Issue.record("written")
        } catch {
            #expect(error.description == "cannot write \(lost.path).new: No such file or directory")
        }
    }
}
