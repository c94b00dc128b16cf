# eemeter's daily model on meters that others read too: fitted on one time, predicted on another.
# usage: peer.py CASES.json, a list of {name, energy, weather, timezone, baseline, reporting, electricity}; files as
# lightwell-hub savings reads them. Prints one JSON object per case. The first fit of the process is thrown away, so
# that no compilation and no cold cache is in the figures.
import json
import logging
import resource
import sys
import time
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
began = time.process_time()
import pandas as pd
from eemeter import eemeter as em

imported = time.process_time() - began


def series(path, timezone):
    table = pd.read_csv(path)
    values = table.iloc[:, 1].astype(float)
    values.index = pd.to_datetime(table.iloc[:, 0], utc=True).dt.tz_convert(timezone)
    values.name = "value"
    return values


def between(values, dates, timezone):
    start, end = (pd.Timestamp(day, tz=timezone) for day in dates.split("/"))
    return values[(values.index >= start) & (values.index < end)]


def judge(case):
    zone = case["timezone"]
    energy, weather = series(case["energy"], zone), series(case["weather"], zone) * 9 / 5 + 32
    parts = [(between(energy, case[part], zone), between(weather, case[part], zone)) for part in ("baseline", "reporting")]
    began = time.process_time()
    data = em.DailyBaselineData.from_series(*parts[0], is_electricity_data=case["electricity"])
    model = em.DailyModel().fit(data, ignore_disqualification=True)
    later = em.DailyReportingData.from_series(*parts[1], is_electricity_data=case["electricity"])
    predicted = model.predict(later, ignore_disqualification=True)
    spent = time.process_time() - began
    days = predicted["predicted"].dropna()
    return spent, {str(day.date()): float(value) for day, value in days.items()}


cases = json.load(open(sys.argv[1]))
judge(cases[0])
for case in cases:
    try:
        spent, days = judge(case)
        print(json.dumps({"name": case["name"], "cpu": spent, "import": imported, "days": days,
                          "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}), flush=True)
    except Exception as error:
        print(json.dumps({"name": case["name"], "error": f"{type(error).__name__}: {error}"}), flush=True)
