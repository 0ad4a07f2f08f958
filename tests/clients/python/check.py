#!/usr/bin/env python3
"""Read the exports of the program with the programs that researchers use, and run the Python lines of docs/use.md.

    pip install -r tests/clients/python/requirements.txt
    python3 tests/clients/python/check.py bin/firewallmap

Each step says what it found. The first thing that is not as promised ends the run with exit status 1; so does a tool that is
missing: nothing is skipped.
"""

import collections
import importlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
NEEDS = ["bibtexparser", "frictionless", "openpyxl", "pandas", "pyarrow", "pypandoc", "rispy"]
EXPORTS = {
    "csv": "firewallmap.csv.zip", "xlsx": "firewallmap.xlsx", "parquet": "firewallmap.parquet.zip", "datapackage": "firewallmap.zip",
    "json": "firewallmap.json", "bibtex": "firewallmap.bib", "ris": "firewallmap.ris", "csl-json": "firewallmap.csl.json",
}
LEVELS = {"met": 3, "largely": 2, "partly": 1, "not_met": 0}
MISSING = {"no_information", "not_applicable"}


def fail(message):
    sys.exit(f"FAILED: {message}")


def expect(what, got, want):
    if got != want:
        fail(f"{what}: {got!r} instead of {want!r}")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: check.py PATH-TO-firewallmap")
    program = pathlib.Path(sys.argv[1]).resolve()
    if not program.exists():
        fail(f"there is no program {program}; run make build")
    for name in NEEDS:
        try:
            importlib.import_module(name)
        except ImportError as error:
            fail(f"{name} cannot be loaded ({error}); run pip install -r {HERE / 'requirements.txt'}")

    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for form, name in EXPORTS.items():
            subprocess.run([program, "export", "--format", form, "--out", name], check=True)
        subprocess.run([program, "export", "--format", "csv", "--raw", "--out", "raw.zip"], check=True)
        snapshot = json.loads(pathlib.Path("firewallmap.json").read_bytes())
        for step in (check_datapackage, check_tables, check_workbook, check_bibliography, check_handbook):
            step(snapshot)
            print("ok", step.__doc__)


def unzipped(name):
    folder = pathlib.Path(name + ".unzipped")
    with zipfile.ZipFile(name) as archive:
        archive.extractall(folder)
    return folder


def frictionless(folder):
    return subprocess.run([sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"], cwd=folder, capture_output=True, text=True)


def check_datapackage(_):
    """frictionless accepts the Data Package, and sees what is wrong with a broken one"""
    folder = unzipped(EXPORTS["datapackage"])
    result = frictionless(folder)
    if result.returncode != 0:
        fail(f"frictionless validate datapackage.json:\n{result.stdout}\n{result.stderr}")
    report = json.loads(result.stdout)
    expect("resources found valid", [task["valid"] for task in report["tasks"]], [True] * 23)

    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        resource.pop("hash"), resource.pop("bytes")  # so that it is the rows that are found wrong
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    citations = folder / "data" / "citations.csv"
    lines = citations.read_text(encoding="utf-8").split("\n")
    lines[1] = re.sub(r"(#c1,)[^,]+,", r"\1BE-L99@nowhere,", lines[1])
    citations.write_text("\n".join(lines), encoding="utf-8")
    broken = frictionless(folder)
    if broken.returncode == 0 or "foreign-key" not in broken.stdout:
        fail("frictionless accepts a citation of an assessment that does not exist, so the package declares no foreign keys")


def check_tables(snapshot):
    """pandas reads CSV and Parquet alike: typed assessments, levels with their order, and all tables the same"""
    import pandas as pd

    plain, raw, typed = unzipped(EXPORTS["csv"]), unzipped("raw.zip"), unzipped(EXPORTS["parquet"])
    expect("files", sorted(p.stem for p in plain.iterdir()), sorted(p.stem for p in typed.iterdir()))
    coded = sum(len(c["assessments"]) for c in snapshot["countries"])
    cells = pd.read_parquet(typed / "assessments.parquet")
    expect("assessments in Parquet", len(cells), coded)
    expect("columns that are boolean", list(cells.columns[cells.dtypes == bool]), ["contrary"])
    for name in ("level_order", "level_score"):
        expect(f"type of {name}", cells[name].dtype.kind, "f")  # whole numbers, where some are missing
    scored = cells[cells.level_missing.isna()]
    expect("orders of levels", dict(zip(scored.level, scored.level_order)), LEVELS)
    expect("levels that are missing", set(cells[cells.level_missing.notna()].level_missing) <= MISSING, True)
    expect("scores where a level is missing", int(cells[cells.level_missing.notna()].level_score.count()), 0)

    read = dict(dtype=str, keep_default_na=False)
    for path in sorted(typed.glob("*.parquet")):
        want = pd.read_parquet(path)
        for folder in (plain, raw):
            got = pd.read_csv(folder / f"{path.stem}.csv", **read)
            expect(f"columns of {path.stem}", list(got.columns), list(want.columns))
            expect(f"ids of {path.stem}", list(got.iloc[:, 0]), list(want.iloc[:, 0]))
        for name in want.columns:
            if pd.api.types.is_string_dtype(want[name]):
                same = (pd.read_csv(raw / f"{path.stem}.csv", **read)[name] == want[name].fillna("")).all()
                expect(f"text of {path.stem}.{name}", bool(same), True)
        dangerous = pd.read_csv(plain / f"{path.stem}.csv", **read).map(lambda text: bool(re.match(r"[=+@\t\r-]", text)))
        expect(f"cells of {path.stem}.csv that a spreadsheet would run", int(dangerous.to_numpy().sum()), 0)
    readme = (plain / "README.md").read_text(encoding="utf-8")
    for want in ("CC-BY-4.0", snapshot["dataset"]["version"], "sha256:", "How to cite"):
        expect(f"README.md has {want}", want in readme, True)


def check_workbook(snapshot):
    """openpyxl and pandas read the workbook: the same rows, frozen headers, filters, and a note at each cell of the matrix"""
    import openpyxl
    import pandas as pd

    book = openpyxl.load_workbook(EXPORTS["xlsx"])
    raw = pathlib.Path("raw.zip.unzipped")
    for name in book.sheetnames:
        if name in ("about", "matrix", "columns"):
            continue
        sheet = book[name]
        expect(f"frozen pane of {name}", sheet.freeze_panes, "B2")
        expect(f"{name} has filters", sheet.auto_filter.ref is not None, True)
        got = pd.read_excel(EXPORTS["xlsx"], sheet_name=name, dtype=str, keep_default_na=False)
        want = pd.read_csv(raw / f"{name}.csv", dtype=str, keep_default_na=False)
        expect(f"columns of the sheet {name}", list(got.columns), list(want.columns))
        for column in want.columns:
            pairs = zip(got[column], want[column])
            different = [(a, b) for a, b in pairs if a != b and a.lower() != b]  # a yes or no reads True
            expect(f"cells of the sheet {name}, column {column}, that differ", different[:1], [])
    matrix = book["matrix"]
    expect("rows of the matrix", matrix.max_row, 2 + len(snapshot["codebook"]["criteria"]))
    colours = collections.defaultdict(set)
    for row in matrix.iter_rows(min_row=3, min_col=4):
        for cell in row:
            expect(f"matrix, {cell.coordinate} has a note", cell.comment is not None and "onfidence" in cell.comment.text, True)
            sign = cell.value.split(" ")[0]
            colours[sign].add(cell.fill.fgColor.rgb + str(cell.fill.fill_type) + cell.fill.bgColor.rgb)
    expect("colours of each sign", {len(c) for c in colours.values()}, {1})


def check_bibliography(snapshot):
    """bibtexparser, rispy and pandoc read the bibliography: laws as legislation, rulings as cases, and nothing lost"""
    import bibtexparser
    import pypandoc
    import rispy

    countries, rules = snapshot["countries"], snapshot["rules"]
    works = [*rules["sources"], *rules["rules"], *rules["rulings"]] + [w for c in countries for w in c["sources"] + c["instruments"]]
    want = 1 + len(works)

    csl = json.loads(pathlib.Path(EXPORTS["csl-json"]).read_bytes())
    expect("CSL items", len(csl), want)
    types = {item["id"]: item["type"] for item in csl}
    for c in countries:
        for i in c["instruments"]:
            if i["kind"] in ("statute", "constitution"):
                expect(f"CSL type of {i['id']}", types[i["id"]], "legislation")
    for ruling in rules["rulings"]:
        expect(f"CSL type of {ruling['id']}", types[ruling["id"]], "legal_case")
    for item in csl:
        if len(item.get("issued", {"date-parts": [[1]]})["date-parts"][0]) > 3:
            fail(f"CSL item {item['id']}: a date of more than three parts")

    library = bibtexparser.parse_file(EXPORTS["bibtex"], encoding="utf-8")
    expect("BibTeX blocks that cannot be read", [b.raw for b in library.failed_blocks], [])
    expect("BibTeX entries", len(library.entries), want)
    kinds = collections.Counter(e.entry_type for e in library.entries)
    expect("BibTeX entries of rulings", kinds["jurisdiction"] >= len(rules["rulings"]), True)

    with open(EXPORTS["ris"], encoding="utf-8") as file:
        records = rispy.load(file)
    expect("RIS records", len(records), want)
    expect("RIS ids", {r["id"] for r in records}, set(types))
    for r in records:
        if r["id"].startswith("src-") or types[r["id"]] != "legal_case":
            continue
        expect(f"RIS type of {r['id']}", r["type_of_reference"], "CASE")

    for form, name in (("bibtex", EXPORTS["bibtex"]), ("biblatex", EXPORTS["bibtex"]), ("ris", EXPORTS["ris"]), ("csljson", EXPORTS["csl-json"])):
        items = json.loads(pypandoc.convert_file(name, "csljson", format=form))
        expect(f"items that pandoc reads as {form}", len(items), want)
        got = collections.Counter(i["type"] for i in items)
        expect(f"cases that pandoc reads as {form}", got["legal_case"], sum(t == "legal_case" for t in types.values()))
        if form != "ris":
            titles = {i["title"].translate(QUOTES) for i in items}
            lost = [i["title"] for i in csl if i["title"].translate(QUOTES) not in titles]
            expect(f"titles that pandoc reads otherwise as {form}", lost[:3], [])


# TeX sets straight quotation marks as curly ones, pandoc single ones that stand outside as double ones; and in French it has
# blanks before a question mark that do not break.
QUOTES = str.maketrans("\u00a0\u202f", "  ", "’‘”“'\"")


def check_handbook(_):
    """the Python lines of docs/use.md run as they stand, five lines each"""
    text = (ROOT / "docs" / "use.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, flags=re.M | re.S)
    if not blocks:
        fail("docs/use.md has no Python lines")
    for block in blocks:
        expect("lines of Python in docs/use.md", len(block.strip().splitlines()), 5)
        result = subprocess.run([sys.executable, "-W", "error", "-c", block], capture_output=True, text=True)
        if result.returncode != 0:
            fail(f"docs/use.md:\n{block}\n{result.stderr}")
        if "not_met" not in result.stdout:
            fail(f"docs/use.md shows no levels:\n{block}\n{result.stdout}")


if __name__ == "__main__":
    main()
