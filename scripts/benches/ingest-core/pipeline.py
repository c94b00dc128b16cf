# The pipeline that many build: paho-mqtt, protobuf, rows of sqlite3 in batches. usage: pipeline.py PORT DATABASE
# Runs until SIGTERM; then says how many messages and rows it took.
import signal
import sqlite3
import sys

import paho.mqtt.client as mqtt
from pysparkplug._protobuf import Payload

port, path = int(sys.argv[1]), sys.argv[2]
database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
database.executescript("pragma journal_mode=wal; pragma synchronous=normal;"
                       "create table reading (device text, alias int, time int, value real)")
messages, rows, written = 0, [], 0


def flush():
    global rows, written
    database.execute("begin")
    database.executemany("insert into reading values (?, ?, ?, ?)", rows)
    database.execute("commit")
    written += len(rows)
    rows = []


def take(client, owner, message):
    global messages
    messages += 1
    for metric in Payload.FromString(message.payload).metrics:
        kind = metric.WhichOneof("value")
        value = getattr(metric, kind) if kind else None
        if isinstance(value, (int, float)):
            rows.append((message.topic, metric.alias, metric.timestamp, float(value)))
    if len(rows) >= 1000:
        flush()


def leave(number, frame):
    flush()
    print(messages, written, flush=True)
    sys.exit(0)


signal.signal(signal.SIGTERM, leave)
try:
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
except AttributeError:
    client = mqtt.Client()
client.on_message = take
client.on_subscribe = lambda *whatever: print("ready", flush=True)
client.connect("127.0.0.1", port)
client.subscribe("spBv1.0/+/DDATA/#", 0)
client.loop_forever()
