extension Payload: WireMessage {
    func write(to sink: inout some WireSink) {
        if let timestamp { sink.field(1, timestamp) }
        for metric in metrics { sink.field(2, metric) }
        if let seq { sink.field(3, seq) }
        if let uuid { sink.field(4, uuid) }
        if let body { sink.field(5, body) }
    }
}

extension Metric: WireMessage {
    func write(to sink: inout some WireSink) {
        if let name { sink.field(1, name) }
        if let alias { sink.field(2, alias) }
        if let timestamp { sink.field(3, timestamp) }
        if let datatype { sink.field(4, UInt64(datatype.rawValue)) }
        if isHistorical { sink.field(5, true) }
        if isTransient { sink.field(6, true) }
        if !properties.isEmpty { sink.field(9, PropertySet(properties: properties)) }
        sink.value(value, first: 10, null: 7, bytes: 16)
    }
}

/// Keys and values as the two parallel lists of the schema.
private struct PropertySet: WireMessage {
    let properties: [Property]

    func write(to sink: inout some WireSink) {
        for property in properties { sink.field(1, property.key) }
        for property in properties { sink.field(2, PropertyValue(property: property)) }
    }
}

private struct PropertyValue: WireMessage {
    let property: Property

    func write(to sink: inout some WireSink) {
        if let datatype = property.datatype { sink.field(1, UInt64(datatype.rawValue)) }
        sink.value(property.value, first: 3, null: 2, bytes: nil)
    }
}
