import Astronomy
import Glibc
import Quantities
import Simulation
import Testing

@Suite struct `A sky by its irradiance` {
    /// By hand: z = 60° = 1.0472, 1.041·z³ = 1.1955; ε = ((100 + 700)/100 + 1.1955)/2.1955 = 4.188;
    /// m = 1/(0.5 + 0.50572·36.07995^−1.6364) = 1.9939; Δ = 100·1.9939/1361 = 0.1465.
    @Test func `has the clearness and brightness of Perez`() throws {
        let sky = try #require(state(diffuse: 100, direct: 700))
        #expect(abs(sky.clearness - 4.188) < 0.001)
        #expect(abs(sky.brightness - 0.1465) < 0.0001)
        #expect(sky.sky == .partly)
        #expect(try #require(state(diffuse: 200, direct: 0)).sky == .overcast)
        #expect(try #require(state(diffuse: 60, direct: 900)).sky == .clear)
        #expect(state(diffuse: 0, direct: 100) == nil)
        #expect(SkyState(diffuseHorizontal: 10, directNormal: 0, sineOfAltitude: -0.1, extraterrestrial: 1_361) == nil)
    }

    /// By hand, sixth row of table 4, W = e^(0.07·10 − 0.075) = 1.8682, ln Δ = −1.9207: diffuse
    /// 106.42 + 3.83·1.8682 − 36.15·0.5 + 28.83·1.9207 = 150.87; beam
    /// 107.19 − 1.25·1.8682 − 1.51·e^(6.0004 − 5) − 26.73·0.1465 = 96.83.
    @Test func `has the luminous efficacy of Perez`() throws {
        let efficacy = LuminousEfficacy(try #require(state(diffuse: 100, direct: 700)), dewPoint: 10)
        #expect(abs(efficacy.diffuse - 150.87) < 0.1)
        #expect(abs(efficacy.beam - 96.83) < 0.1)
        // What the level plane gets in all is what it gets from both, about.
        let parts = (efficacy.diffuse * 100 + efficacy.beam * 350) / 450
        #expect(abs(efficacy.global / parts - 1) < 0.05)
    }

    /// By hand, sixth row: F1 = 1.132 − 1.237·0.1465 − 0.412·1.0472 = 0.5193; F2 = 0.288 − 0.823·0.1465
    /// + 0.056·1.0472 = 0.2261.
    @Test func `gathers light about the sun and over the horizon`() throws {
        let light = Anisotropy(try #require(state(diffuse: 100, direct: 700)))
        #expect(abs(light.circumsolar - 0.5193) < 0.001)
        #expect(abs(light.horizon - 0.2261) < 0.001)
        let toward = light.uprightShare(facing: 0.866, sineOfAltitude: 0.5)
        let away = light.uprightShare(facing: -0.866, sineOfAltitude: 0.5)
        #expect(abs(toward - (0.4807 / 2 + 0.5193 * 1.732 + 0.2261)) < 0.002)
        #expect(abs(away - (0.4807 / 2 + 0.2261)) < 0.002)
    }

    /// Any irradiance that a file may have.
    @Test func `is never absurd`() throws {
        var random = SplitMix64(seed: 3)
        for _ in 0..<5_000 {
            let sky = try #require(
                SkyState(
                    diffuseHorizontal: Double.random(in: 0.1...800, using: &random),
                    directNormal: Double.random(in: 0...1_100, using: &random),
                    sineOfAltitude: Double.random(in: 0.0001...1, using: &random), extraterrestrial: 1_361))
            #expect(sky.clearness >= 1 && (0.01...0.6).contains(sky.brightness))
            let efficacy = LuminousEfficacy(sky, dewPoint: Double.random(in: -60...30, using: &random))
            #expect((0...400).contains(efficacy.diffuse) && (0...200).contains(efficacy.beam))
            let light = Anisotropy(sky)
            #expect((0...1).contains(light.circumsolar))
            #expect(light.uprightShare(facing: -1, sineOfAltitude: 0.1) >= 0)
        }
    }

    private func state(diffuse: Double, direct: Double) -> SkyState? {
        SkyState(diffuseHorizontal: diffuse, directNormal: direct, sineOfAltitude: 0.5, extraterrestrial: 1_361)
    }
}
