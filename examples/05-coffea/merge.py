"""Adds histograms up; the sum can be added up again.

    python3 merge.py OUTPUT INPUT...
"""

import json
import sys


def main(output, *inputs):
    parts = []
    for each in inputs:
        with open(each) as file:
            parts.append(json.load(file))
    total = {
        "events": sum(part["events"] for part in parts),
        "edges": parts[0]["edges"],
        "counts": [sum(column) for column in zip(*(part["counts"] for part in parts))],
    }
    with open(output, "w") as file:
        json.dump(total, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
