"""Puts Parquet files with the same columns into one; the result can be merged again."""

import argparse

import pyarrow.parquet as pq

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--output", required=True)
parser.add_argument("inputs", nargs="+")
options = parser.parse_args()

with pq.ParquetWriter(options.output, pq.read_schema(options.inputs[0])) as writer:
    for path in options.inputs:
        writer.write_table(pq.read_table(path))
