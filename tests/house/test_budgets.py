"""STYLE: small files, small functions, thin views. Counted without docstrings and decorators."""

from statistics import median, quantiles

from tests.house.sources import functions, length, modules, nothing

# A view that is longer, with the reason why splitting it would read worse.
LONGER_VIEWS: dict[str, str] = {}


def ninetieth(sizes: list[int]) -> float:
    return quantiles(sizes, n=10)[-1]


def test_file_never_exceeds_400_lines():
    nothing([f"{m.name}: {len(m.lines)}" for m in modules() if len(m.lines) > 400])


def test_files_median_is_at_most_80_and_ninetieth_percentile_250_lines():
    sizes = [len(m.lines) for m in modules() if m.lines]
    assert (median(sizes) <= 80, ninetieth(sizes) <= 250) == (True, True), (median(sizes), ninetieth(sizes))


def test_function_never_exceeds_60_lines():
    long = [f"{m.name}: {f.name}: {length(f)}" for m in modules() for f in functions(m) if length(f) > 60]
    nothing(long)


def test_functions_median_is_at_most_8_and_ninetieth_percentile_30_lines():
    sizes = [length(f) for m in modules() for f in functions(m)]
    assert (median(sizes) <= 8, ninetieth(sizes) <= 30) == (True, True), (median(sizes), ninetieth(sizes))


def test_view_never_exceeds_20_lines():
    fat = [
        f"{m.name}: {f.name}: {length(f)}"
        for m in modules()
        if "views" in m.path.name or "views" in m.path.parts
        for f in functions(m)
        if f.args.args and f.args.args[0].arg == "request" and length(f) > 20
    ]
    nothing([view for view in fat if view.rpartition(":")[0] not in LONGER_VIEWS])
