"""Prints a histogram, a line for each bin.

    python3 plot.py HISTOGRAM
"""

import json
import sys

WIDTH = 60


def main(path):
    with open(path) as file:
        histogram = json.load(file)
    edges, counts = histogram["edges"], histogram["counts"]
    longest = max(counts) or 1
    print(f"{sum(counts)} pairs of muons in {histogram['events']} events")
    for low, high, count in zip(edges, edges[1:], counts):
        print(f"{low:5.0f} - {high:3.0f} GeV {count:5d} {'#' * round(WIDTH * count / longest)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
