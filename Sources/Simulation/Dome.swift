import Glibc

/// The sky in patches of 5° by 10°, to sum over.
enum Dome {
    /// Of a value by altitude and bearing (rad), times the solid angle of the patch.
    static func sum(_ value: (_ altitude: Double, _ bearing: Double) -> Double) -> Double {
        var sum = 0.0
        for row in 0..<18 {
            let (low, high) = (Double(row) * .pi / 36, Double(row + 1) * .pi / 36)
            let size = (sin(high) - sin(low)) * .pi / 18
            for column in 0..<36 { sum += value((low + high) / 2, (Double(column) + 0.5) * .pi / 18) * size }
        }
        return sum
    }
}
