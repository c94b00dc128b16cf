# The measured building of nrel_rsf_2011: its balance by lightwell-hub, and once more by hand.
import csv
import datetime
import glob
import json
import subprocess

PARTS = ["cooling", "heating", "mechanical", "lighting", "plug_loads", "data_center"]


def balance(hub, data, folder):
    """Of the measured building, by ours and by hand; a list of what is wrong, and the figures."""
    path = next(iter(sorted(glob.glob(data + "/nrel_rsf_2011/*.csv"))), None)
    if not path:
        return ["nrel_rsf_2011 is not there"], "not judged"
    table = []
    for row in csv.DictReader(open(path)):
        values = [float(value) for value in list(row.values())[2:]]
        ended = datetime.datetime.strptime(row["Date and Time"], "%m/%d/%Y %H:%M")
        table.append((ended - datetime.timedelta(hours=1), values[:6], values[6], -values[7], values[8]))
    with open(folder + "/rsf.csv", "w") as file:
        print("start", *PARTS, "total", "pv", sep=",", file=file)
        for start, parts, total, pv, _ in table:
            print(start.strftime("%Y-%m-%dT%H:%M:%SZ"), *parts, total, pv, sep=",", file=file)
    run = subprocess.run([hub, "end-uses", folder + "/rsf.csv", "--total", "total", "--uses", ",".join(PARTS),
                          "--generation", "pv"], stdout=subprocess.PIPE, text=True)
    said = json.loads(run.stdout)
    used, made = sum(row[2] for row in table), sum(row[3] for row in table)
    kept = sum(max(0, min(row[2], row[3])) for row in table)
    wrong = []
    if run.returncode or said["largest_residual_kwh"] > 4:
        wrong.append(f"end uses miss the total by {said['residual_share'] * 100:.2f} %, "
                     f"by {said['largest_residual_kwh']} kWh in an hour, not 4 at most")
    for name, value in [("intervals", len(table)), ("total_kwh", used), ("generated_kwh", made), ("self_consumed_kwh", kept),
                        ("renewable_share", kept / used), ("net_kwh", used - made)]:
        if abs(said[name] - value) > 1e-5 * max(1, abs(value)):
            wrong.append(f"{name} is {said[name]}, not {value}")
    # The file has a net of its own, rounded to even values like its other columns.
    own = sum(row[4] for row in table)
    if abs(said["net_kwh"] - own) > 0.005 * used:
        wrong.append(f"net is {said['net_kwh']:.0f} kWh, the file's own is {own:.0f}")
    return wrong, (f"residual {said['residual_share'] * 100:.3f} % (at most {said['largest_residual_kwh']:.0f} kWh an hour), "
                   f"renewable {said['renewable_share'] * 100:.2f} %, net {said['net_kwh']:.0f} kWh of the file's {own:.0f}, "
                   f"over {said['intervals']} h")
