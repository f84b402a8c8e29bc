"""Runs blocks of docs/analytics.md in DuckDB, Polars or pandas, and compares tables, for tests/consumers.rs.

Reads one JSON object from standard input: {"consumer": "duckdb", "blocks": ["...", ...]} and writes one line
of JSON for each block: {"columns": [...], "rows": [["text", ...], ...]}, or null where a block gives no table.
The working folder holds `output/`. {"consumer": "rows", "table": "claims", "key": ["claim_id"]} writes the
rows of a Parquet file, as DuckDB reads it, one JSON object a line.
{"consumer": "same"} opens every table in all three, from CSV and Parquet, and says where they differ.
"""

import ast
import datetime
import json
import sys

TABLES = ["documents", "blocks", "sentences", "mentions", "attributions", "claims", "claim_roles"]


def plain(value):
    if value is None or value != value:
        return None
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    return value.item() if hasattr(value, "item") else value


def table(columns, rows):
    def shown(value):
        value = plain(value)
        return "" if value is None else str(value)

    return {"columns": list(columns), "rows": [[shown(v) for v in row] for row in rows]}


def run_duckdb(blocks):
    import duckdb

    connection = duckdb.connect()
    for block in blocks:
        result = connection.execute(block)
        names = [d[0] for d in result.description or []]
        rows = result.fetchall()
        yield None if names in ([], ["Count"]) else table(names, rows)


def run_python(blocks):
    names = {}
    for block in blocks:
        tree = ast.parse(block)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "block", "exec"), names)
        if last is None:
            yield None
            continue
        frame = eval(compile(ast.Expression(last.value), "block", "eval"), names)
        rows = frame.rows() if hasattr(frame, "rows") else frame.itertuples(index=False)
        yield table(frame.columns, rows)


def rows(name, key):
    import duckdb

    result = duckdb.execute(f"SELECT * FROM 'output/{name}.parquet' ORDER BY {', '.join(key)}")
    names = [d[0] for d in result.description]
    for row in result.fetchall():
        yield dict(zip(names, map(plain, row)))


def same():
    """Where the three, reading CSV and Parquet, do not see the same values."""
    import duckdb
    import pandas as pd
    import polars as pl

    for name in TABLES:
        csv, parquet = f"output/{name}.csv", f"output/{name}.parquet"
        frame = pl.read_parquet(parquet)
        types = {n: ("DATE" if t == pl.Date else "BOOLEAN" if t == pl.Boolean else "BIGINT" if t == pl.Int64
                     else "DOUBLE" if t == pl.Float64 else "VARCHAR") for n, t in frame.schema.items()}
        expected = [tuple(map(plain, row)) for row in frame.rows()]
        pandas_csv = pd.read_csv(csv, keep_default_na=False, na_values={c: [""] for c in frame.columns},
                                 dtype={n: "string" if t in ("VARCHAR", "DATE") else "boolean" if t == "BOOLEAN"
                                        else "Int64" if t == "BIGINT" else "float64" for n, t in types.items()})
        pandas_csv = pandas_csv.astype(object).where(pandas_csv.notna(), None)
        pandas_parquet = pd.read_parquet(parquet, dtype_backend="pyarrow")
        pandas_parquet = pandas_parquet.astype(object).where(pandas_parquet.notna(), None)
        read = {
            "polars, CSV": pl.read_csv(csv, schema=frame.schema).rows(),
            "duckdb, Parquet": duckdb.execute(f"SELECT * FROM '{parquet}'").fetchall(),
            "duckdb, CSV": duckdb.execute("SELECT * FROM read_csv(?, columns = ?, header = true, quote = '\"', "
                                          "escape = '\"', allow_quoted_nulls = false)", [csv, types]).fetchall(),
            "pandas, Parquet": pandas_parquet.itertuples(index=False, name=None),
            "pandas, CSV": pandas_csv.itertuples(index=False, name=None),
        }
        for reader, found in read.items():
            found = [tuple(map(plain, row)) for row in found]
            differ = [(a, b) for a, b in zip(expected, found) if a != b]
            if differ or len(found) != len(expected):
                yield f"{name}: {reader}: {len(found)} of {len(expected)} rows; first that differs: {differ[:1]}"
        yield len(expected)


def main():
    ask = json.load(sys.stdin)
    consumer = ask["consumer"]
    if consumer == "rows":
        answers = rows(ask["table"], ask["key"])
    elif consumer == "same":
        answers = same()
    elif consumer == "duckdb":
        answers = run_duckdb(ask["blocks"])
    else:
        answers = run_python(ask["blocks"])
    for answer in answers:
        print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
