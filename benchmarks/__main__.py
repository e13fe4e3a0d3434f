"""All benchmarks, one after another: `python -m benchmarks`."""

from benchmarks import holdout, quantities, series, startup, tables

if __name__ == "__main__":
    tables.main([])
    print()
    quantities.main([])
    holdout.main()
    series.main()
    print()
    startup.main()
