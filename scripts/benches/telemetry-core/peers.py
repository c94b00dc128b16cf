# CPU of Python's protobuf and of pysparkplug for the message in the file named on the command line: encode, decode and
# read every value, best of seven, one figure a line.
import sys
import time

from pysparkplug import DBirth, DData
from pysparkplug._protobuf import Payload


def best(work, times=2000):
    least = 1e9
    for _ in range(7):
        began = time.process_time()
        for _ in range(times):
            work()
        least = min(least, (time.process_time() - began) / times)
    return least * 1e6


with open(sys.argv[1], "rb") as file:
    message = file.read()
payload = Payload.FromString(message)
assert len(payload.metrics) == 24


def fill():
    """As an edge would from its own values; a message that is filled already is only copied out of C."""
    new = Payload(timestamp=payload.timestamp, seq=payload.seq)
    for alias, time_, datatype, field, value in values:
        setattr(new.metrics.add(alias=alias, timestamp=time_, datatype=datatype), field, value)
    return new.SerializeToString()


values = [(m.alias, m.timestamp, m.datatype, m.WhichOneof("value"), getattr(m, m.WhichOneof("value")))
          for m in payload.metrics]
assert fill() == message
print("protobuf_serialize_us=%.2f" % best(payload.SerializeToString))
print("protobuf_encode_us=%.2f" % best(fill))
print("protobuf_decode_us=%.2f" % best(
    lambda: [(m.alias, getattr(m, m.WhichOneof("value"))) for m in Payload.FromString(message).metrics]))

# Its decoder wants the birth that gave the aliases their names.
named = Payload.FromString(message)
for metric in named.metrics:
    metric.name = "Outputs/Lamp%d/Level" % metric.alias
birth = DBirth.decode(named.SerializeToString())
decoded = DData.decode(message, birth=birth)
print("pysparkplug_encode_us=%.2f" % best(lambda: decoded.encode(include_dtypes=True), 500))
print("pysparkplug_decode_us=%.2f" % best(
    lambda: [(m.name, m.value) for m in DData.decode(message, birth=birth).metrics], 500))
