import Calendars
import Control
import Pictures
import Quantities
import Testing

@Suite struct `A small day` {
    /// A morning in which daylight takes over, somebody is left in the dark for a minute, and the lamps stay on
    /// for nobody; then the recording ends.
    private func picture() throws -> DayPicture {
        let start = TimeZone.utc.timestamp(of: try CivilDate("2026-06-30"))
        func at(_ hour: Int64, _ minute: Int64 = 0) -> Timestamp { start + .minutes(hour * 60 + minute) }
        return DayPicture(
            title: "Office & store", subtitle: "30 June 2026", zone: .utc, day: start..<at(24),
            occupancy: [.init(false, at: start), .init(true, at: at(6)), .init(false, at: at(9))],
            motion: [
                .init(true, at: at(6)), .init(false, at: at(6, 3)), .init(true, at: at(6, 33)),
                .init(false, at: at(6, 36)),
            ],
            daylight: [.init(Lux(0), at: start), .init(Lux(250), at: at(7)), .init(Lux(600), at: at(8))],
            target: Lux(500),
            lamps: [
                .init(0, at: start), .init(1, at: at(6)), .init(0, at: at(6, 32)), .init(1, at: at(6, 33)),
                .init(0.5, at: at(7)), .init(0, at: at(8)), .init(0.5, at: at(9)), .init(0, at: at(10)),
            ],
            reasons: [
                .init(.vacant, at: start), .init(.occupied, at: at(6)), .init(.vacant, at: at(6, 32)),
                .init(.occupied, at: at(6, 33)), .init(.daylight, at: at(8)), .init(.hold, at: at(9)),
                .init(.vacant, at: at(10)),
            ],
            recorded: [start..<at(18)], notes: [.init(.falseOff, at: at(6, 32), "<1 min>")])
    }

    @Test func `is drawn to the last digit as ever`() throws {
        #expect(try picture().svg == golden)
    }
}

// swift-format-ignore
private let golden = #"""
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 521" width="960" height="521" role="img" aria-labelledby="title desc">
<title id="title">Office &amp; store</title>
<desc id="desc">30 June 2026. Lanes from 00 to 24 o’clock in UTC: people, motion, daylight, lamps and reasons. Occupied 3 h · lit 2.98 h · lit with nobody there 1 h · dark with somebody there 1 min. Recorded 18 h of 24 h.</desc>
<g font-family="system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif">
<defs>
<pattern id="unknown" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#eceff1"/><path d="M0 0V6" stroke="#8995a1" stroke-width="2"/></pattern>
<pattern id="silent" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="9" height="9" fill="#fcfcfa"/><path d="M0 0V9" stroke="#bac2ca" stroke-width="1.5"/></pattern>
<pattern id="wasted" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#c9a6e4"/><path d="M0 0V5" stroke="#6d2a9c" stroke-width="3.4"/></pattern>
</defs>
<rect x="0.5" y="0.5" width="959" height="520" rx="8" fill="#fcfcfa" stroke="#d5d8dc"/>
<text x="24" y="32" font-size="18" font-weight="600" fill="#1f2a37">Office &amp; store</text>
<text x="24" y="51" font-size="12" fill="#5b6775">30 June 2026</text>
<path stroke="#e4e7ea" stroke-width="1" d="M202.67 82V391M269.33 82V391M402.67 82V391M469.33 82V391M602.67 82V391M669.33 82V391M802.67 82V391M869.33 82V391"/>
<path stroke="#d5d8dc" stroke-width="1" d="M136 82V391M336 82V391M536 82V391M736 82V391M936 82V391"/>
<rect x="136" y="86" width="800" height="24" fill="#f1f3f4" fill-opacity="0.75"/>
<text x="24" y="102" font-size="12.5" font-weight="600" fill="#1f2a37">People</text>
<g id="people" transform="translate(0 86)">
<path class="silent" fill="url(#silent)" d="M736 0H936V24H736z"/>
<path class="there" fill="#33475b" d="M336 0H436V24H336z"/>
</g>
<rect x="136" y="122" width="800" height="20" fill="#f1f3f4" fill-opacity="0.75"/>
<text x="24" y="136.5" font-size="12.5" font-weight="600" fill="#1f2a37">Motion</text>
<g id="motion" transform="translate(0 122)">
<path class="silent" fill="url(#silent)" d="M736 0H936V20H736z"/>
<path class="motion" fill="#5d7389" d="M336 0H338V20H336zM354 0H356V20H354z"/>
</g>
<text x="130" y="164" font-size="10" text-anchor="end" fill="#5b6775">600 lx</text>
<text x="130" y="240" font-size="10" text-anchor="end" fill="#5b6775">0</text>
<rect x="136" y="156" width="800" height="84" fill="#f1f3f4" fill-opacity="0.75"/>
<text x="24" y="172" font-size="12.5" font-weight="600" fill="#1f2a37">Daylight</text>
<g id="daylight" transform="translate(0 156)">
<path class="silent" fill="url(#silent)" d="M736 0H936V84H736z"/>
<path class="daylight" fill="#a9d3ec" d="M136 84L136 84L368.5 84L369.5 60.7L370.5 49L401.5 49L402.5 32.7L403.5 0L736 0V84z"/>
<path fill="none" stroke="#2a7ab0" stroke-width="1.2" stroke-linejoin="round" d="M136 84L368.5 84L369.5 60.7L370.5 49L401.5 49L402.5 32.7L403.5 0L736 0"/>
<path stroke="#1f2a37" stroke-width="1" stroke-dasharray="5 3" d="M136 14H936"/>
<g paint-order="stroke" stroke="#f1f3f4" stroke-width="3" stroke-linejoin="round"><text x="931" y="9" font-size="10.5" text-anchor="end" fill="#1f2a37">target 500 lx</text></g>
</g>
<text x="130" y="280" font-size="10" text-anchor="end" fill="#5b6775">100 %</text>
<text x="130" y="356" font-size="10" text-anchor="end" fill="#5b6775">0</text>
<rect x="136" y="272" width="800" height="84" fill="#f1f3f4" fill-opacity="0.75"/>
<text x="24" y="288" font-size="12.5" font-weight="600" fill="#1f2a37">Lamps</text>
<g id="lamps" transform="translate(0 272)">
<path class="silent" fill="url(#silent)" d="M736 0H936V84H736z"/>
<path class="litOccupied" fill="#f4b93a" d="M336 0H353.78V84H336zM354.33 0H369V84H354.33zM369 14H369.5V84H369zM369.5 42H402.67V84H369.5z"/>
<path class="litVacant" fill="url(#wasted)" d="M436 42H469.33V84H436z"/>
<path class="dark" fill="#c4103f" d="M352.81 -5H355.31V84H352.81z"/>
</g>
<rect x="136" y="368" width="800" height="20" fill="#f1f3f4" fill-opacity="0.75"/>
<text x="24" y="382.5" font-size="12.5" font-weight="600" fill="#1f2a37">Reason</text>
<g id="reason" transform="translate(0 368)">
<path class="silent" fill="url(#silent)" d="M736 0H936V20H736z"/>
<path class="vacant" fill="#dde1e4" d="M136 0H336V20H136zM354 0H354.5V20H354zM469.5 0H736V20H469.5z"/>
<path class="occupied" fill="#f4b93a" d="M336 0H354V20H336zM354.5 0H402.5V20H354.5z"/>
<path class="hold" fill="#fae3ae" d="M436 0H469.5V20H436z"/>
<path class="daylight" fill="#7fbfe5" d="M402.5 0H436V20H402.5z"/>
</g>
<path stroke="#c4103f" stroke-opacity="0.7" stroke-dasharray="2 2" d="M353.5 71V388"/>
<rect x="345.78" y="63" width="16" height="16" rx="8" fill="#c4103f"/>
<text x="353.78" y="74.6" font-size="10" font-weight="600" text-anchor="middle" fill="#fcfcfa">1</text>
<g paint-order="stroke" stroke="#fcfcfa" stroke-width="4" stroke-linejoin="round">
<rect x="432.25" y="253" width="12" height="10" rx="1.5" fill="#f4b93a"/>
<text x="449.25" y="262" font-size="10.5" fill="#5b6775">lit, somebody there</text>
<rect x="572.98" y="253" width="12" height="10" rx="1.5" fill="url(#wasted)"/>
<text x="589.98" y="262" font-size="10.5" fill="#5b6775">lit, nobody there</text>
<rect x="697.11" y="253" width="12" height="10" rx="1.5" fill="#c4103f"/>
<text x="714.11" y="262" font-size="10.5" fill="#5b6775">dark, somebody there</text>
<rect x="849.28" y="253" width="12" height="10" rx="1.5" fill="url(#silent)"/>
<text x="866.28" y="262" font-size="10.5" fill="#5b6775">not recorded</text>
</g>
<text x="136" y="403" font-size="11" text-anchor="middle" fill="#5b6775">00</text>
<text x="202.67" y="403" font-size="11" text-anchor="middle" fill="#5b6775">02</text>
<text x="269.33" y="403" font-size="11" text-anchor="middle" fill="#5b6775">04</text>
<text x="336" y="403" font-size="11" text-anchor="middle" fill="#5b6775">06</text>
<text x="402.67" y="403" font-size="11" text-anchor="middle" fill="#5b6775">08</text>
<text x="469.33" y="403" font-size="11" text-anchor="middle" fill="#5b6775">10</text>
<text x="536" y="403" font-size="11" text-anchor="middle" fill="#5b6775">12</text>
<text x="602.67" y="403" font-size="11" text-anchor="middle" fill="#5b6775">14</text>
<text x="669.33" y="403" font-size="11" text-anchor="middle" fill="#5b6775">16</text>
<text x="736" y="403" font-size="11" text-anchor="middle" fill="#5b6775">18</text>
<text x="802.67" y="403" font-size="11" text-anchor="middle" fill="#5b6775">20</text>
<text x="869.33" y="403" font-size="11" text-anchor="middle" fill="#5b6775">22</text>
<text x="936" y="403" font-size="11" text-anchor="middle" fill="#5b6775">24</text>
<g paint-order="stroke" stroke="#fcfcfa" stroke-width="4" stroke-linejoin="round">
<rect x="136" y="417" width="12" height="10" rx="1.5" fill="#dde1e4"/>
<text x="153" y="426" font-size="10.5" fill="#5b6775">vacant</text>
<rect x="204.28" y="417" width="12" height="10" rx="1.5" fill="#f4b93a"/>
<text x="221.28" y="426" font-size="10.5" fill="#5b6775">occupied</text>
<rect x="285.78" y="417" width="12" height="10" rx="1.5" fill="#fae3ae"/>
<text x="302.78" y="426" font-size="10.5" fill="#5b6775">hold</text>
<rect x="340.83" y="417" width="12" height="10" rx="1.5" fill="#7fbfe5"/>
<text x="357.83" y="426" font-size="10.5" fill="#5b6775">daylight</text>
</g>
<text x="143" y="448" font-size="11" font-weight="600" text-anchor="end" fill="#c4103f">1</text>
<text x="150" y="448" font-size="11" fill="#5b6775">06:32</text>
<text x="188" y="448" font-size="11" fill="#1f2a37">false off: &lt;1 min&gt;</text>
<path stroke="#d5d8dc" d="M24 463H936"/>
<text x="24" y="485" font-size="13" font-weight="600" fill="#1f2a37">Occupied 3 h · lit 2.98 h · lit with nobody there 1 h · dark with somebody there 1 min</text>
<text x="24" y="503" font-size="11" fill="#5b6775">Recorded 18 h of 24 h.</text>
</g>
</svg>

"""#
