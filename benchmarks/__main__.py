"""All benchmarks, one after another: `python -m benchmarks`."""

from benchmarks import events, holdout, quantities, series, startup, tables

if __name__ == "__main__":
    tables.main([])
    print()
    quantities.main([])
    print()
    events.main([])
    print()
    holdout.main()
    series.main()
    print()
    startup.main()
