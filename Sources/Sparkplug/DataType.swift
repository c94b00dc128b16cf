/// What a metric's value is, by the code of Sparkplug B 3.0, chapter 6.
public enum DataType: UInt32, Hashable, Sendable, CaseIterable {
    /// Not legal in a birth. Also stands for every code this version does not list.
    case unknown = 0
    case int8, int16, int32, int64
    case uint8, uint16, uint32, uint64
    case float, double, boolean, string
    /// Milliseconds since 1970, UTC.
    case dateTime
    case text, uuid
    case dataSet, bytes, file, template
    /// Of properties only.
    case propertySet, propertySetList
    /// Elements back to back, little-endian, in one run of bytes.
    case int8Array, int16Array, int32Array, int64Array
    case uint8Array, uint16Array, uint32Array, uint64Array
    case floatArray, doubleArray, booleanArray, stringArray, dateTimeArray
}
