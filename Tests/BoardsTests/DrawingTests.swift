import Boards
import Testing

@Suite struct `The drawing of a board` {
    @Test func `shows a Raspberry Pi 4 as its header is, and what a site file wants`() throws {
        let site = try site(
            wired(
                lamps: "[{ line: GPIO17, active: low }, GPIO27]", motion: "[GPIO5, GPIO16]", button: "GPIO3"))
        #expect(BoardDrawing(site.board, claims: site.claims).text == pi)
    }

    @Test func `shows both headers of a BeagleBone Black`() throws {
        let text = BoardDrawing(try BoardModel(named: "beaglebone-black", in: boards)).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0.hasSuffix("  P9") })
        #expect(lines[start..<start + 16].joined(separator: "\n") == bone)
        let remarks = try #require(lines.firstIndex(of: "not to be used:"))
        #expect(lines[remarks...].joined(separator: "\n") == boneRemarks)
    }

    /// The law: 80 columns are enough, and colours add nothing but themselves.
    @Test(arguments: models) func `fits a terminal, with and without colours`(name: String) throws {
        let board = try BoardModel(named: name, in: boards)
        let free = board.lines.filter { $0.avoid == nil && $0.bootActive == nil }.map(\.name)
        let text = wired(lamps: free[0], motion: "[\(free[1]), \(free[2])]", button: free[3])
            .replacing("raspberry-pi-4", with: name)
            .replacing("office-south", with: String(repeating: "long-", count: 12))
        for claims in try [nil, site(text).claims] {
            let plain = BoardDrawing(board, claims: claims).text
            #expect(plain.split(separator: "\n").allSatisfy { $0.count <= 80 && $0.last != " " }, "\(plain)")
            let colourful = BoardDrawing(board, claims: claims, inColour: true).text
            #expect(colourful.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
            for line in board.lines { #expect(plain.contains(line.name)) }
        }
    }

    @Test func `names every wired line in full, whatever its zone is called`() throws {
        let id = String(repeating: "long-", count: 12)
        let text = wired(lamps: "GPIO23", motion: "GPIO5", button: "GPIO6").replacing("office-south", with: id)
        let site = try site(text)
        let drawing = BoardDrawing(site.board, claims: site.claims).text
        #expect(drawing.contains("● 16 GPIO23  ↓ long-long-long-l… lamp 1\n"))
        #expect(drawing.contains("\n  \(id)\n    lamp 1  GPIO23  pin 16  active high, pulled to dark at boot\n"))
    }
}

private let pi = """
    raspberry-pi-4: Raspberry Pi 4 Model B, 40-pin header
    chip: pinctrl-bcm2711 or pinctrl-bcm2835
    device tree: raspberrypi,4-model-b

                                      J8
                                   3V3  1 · ·  2 5V
                    i2c SDA1 ↑   GPIO2  3 ○ ·  4 5V
         office-south button ↑   GPIO3  5 ● ·  6 GND
     1-wire W1, clock GPCLK0 ↑   GPIO4  7 ○ !  8 GPIO14  ↓ uart TXD
                                   GND  9 · ! 10 GPIO15  ↓ uart RXD
         office-south lamp 1 ↓  GPIO17 11 ● ○ 12 GPIO18  ↓ pwm PWM0, i2s CLK
         office-south lamp 2 ↓  GPIO27 13 ● · 14 GND
                             ↓  GPIO22 15 ○ ○ 16 GPIO23  ↓
                                   3V3 17 · ○ 18 GPIO24  ↓
                    spi MOSI ↓  GPIO10 19 ○ · 20 GND
                    spi MISO ↓   GPIO9 21 ○ ○ 22 GPIO25  ↓
                    spi SCLK ↓  GPIO11 23 ○ ○ 24 GPIO8   ↑ spi CE0
                                   GND 25 · ○ 26 GPIO7   ↑ spi CE1
             id-eeprom ID_SD ↑   GPIO0 27 x x 28 GPIO1   ↑ id-eeprom ID_SC
       office-south motion 1 ↑   GPIO5 29 ● · 30 GND
                clock GPCLK2 ↑   GPIO6 31 ○ ○ 32 GPIO12  ↓ pwm PWM0
                    pwm PWM1 ↓  GPIO13 33 ○ · 34 GND
            pwm PWM1, i2s FS ↓  GPIO19 35 ○ ● 36 GPIO16  ↓ office-south motion 2
                             ↓  GPIO26 37 ○ ○ 38 GPIO20  ↓ i2s DIN
                                   GND 39 · ○ 40 GPIO21  ↓ i2s DOUT

    ● wired   ○ free   ! moves at boot   x not to be used   · no line
    from power-on until taken: ↑ pulled up   ↓ pulled down

    wired:
      office-south
        lamp 1    GPIO17  pin 11  active low, pulled to lit at boot
        lamp 2    GPIO27  pin 13  active high, pulled to dark at boot
        motion 1  GPIO5   pin 29  active high
        motion 2  GPIO16  pin 36  active high
        button    GPIO3   pin 5   active low, pull-up

    not to be used:
      GPIO0, GPIO1: reserved for the identification EEPROM of add-on boards
    moves while the board boots, so it cannot switch lamps:
      GPIO14: the serial console sends on it while the board boots
      GPIO15: it belongs to the serial console while the board boots
    see to before use:
      GPIO2, GPIO3: fixed pull-up of 1.8 kOhm, and perhaps a bus: keep I2C off, and
        wire nothing but contacts to ground
      GPIO4: keep the w1-gpio overlay off, which takes this line unless told
        otherwise
      GPIO7 to GPIO11: keep SPI off in the boot configuration, or its driver takes
        the line
    also:
      inputs stand 3.3 V and no more; a relay needs a driver of its own
    """

private let bone = """
                                      P9
                                   GND  1 · ·  2 GND
                                   3V3  3 · ·  4 3V3
                                VDD_5V  5 · ·  6 VDD_5V
                                SYS_5V  7 · ·  8 SYS_5V
                               PWR_BUT  9 · · 10 RESET
              uart UART4_RXD ↑   P9_11 11 ○ ○ 12 P9_12   ↑
              uart UART4_TXD ↑   P9_13 13 ○ ○ 14 P9_14   ↓ pwm EHRPWM1A
                             ?   P9_15 15 ○ ○ 16 P9_16   ↓ pwm EHRPWM1B
                spi SPI0_CS0 ↑   P9_17 17 ○ ○ 18 P9_18   ↑ spi SPI0_D1
          id-eeprom I2C2_SCL ?   P9_19 19 x x 20 P9_20   ? id-eeprom I2C2_SDA
                 spi SPI0_D0 ↑   P9_21 21 ○ ○ 22 P9_22   ↑ spi SPI0_SCLK
                             ↓   P9_23 23 ○ ○ 24 P9_24   ↑ uart UART1_TXD
           hdmi audio AHCLKX ↓   P9_25 25 x ○ 26 P9_26   ↑ uart UART1_RXD
                             ↓   P9_27 27 ○ x 28 P9_28   ↓ hdmi audio AXR2
              hdmi audio FSX ↓   P9_29 29 x ○ 30 P9_30   ↓
    """

private let boneRemarks = """
    not to be used:
      P8_03 to P8_06, P8_20 to P8_25: wired to the eMMC, which holds the system
      P8_27 to P8_30, P9_25, P9_28, P9_29, P9_31: wired to HDMI
      P8_31 to P8_46: its level decides from where the processor boots, and it
        drives HDMI
      P9_19, P9_20: the bus on which capes say what they are
      P9_41: carries a clock of the processor
    see to before use:
      P9_11, P9_13, P9_24, P9_26: keep its serial port off in the device tree and
        its overlays, or its driver takes the line
      P9_17, P9_18, P9_21, P9_22: the processor may look for a program there while
        it starts, and move it
    also:
      nothing may drive a pin before RESET (P9, pin 10) is high: sensors with a
        supply of their own need a buffer
      inputs stand 3.3 V and no more; a relay needs a driver of its own
      fit resistors to contacts and open collectors; whether the chip's own can be
        used depends on the kernel
    """
