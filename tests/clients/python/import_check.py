#!/usr/bin/env python3
"""Code in a workbook with another program and import it: the round that a mapping team makes.

    python3 tests/clients/python/import_check.py bin/firewallmap

A template comes back unchanged; one level changed by openpyxl is the one cell that a dry run, the import and the diff show; no
coding changes without a reason; and the first workbook, imported again, restores the digest. The first thing that is not as
promised ends the run with exit status 1.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import openpyxl

WHY = ["--reason", "error_fixed", "--why", "A trial of the round"]


def fail(message):
    sys.exit(f"FAILED: {message}")


def expect(what, got, want):
    if got != want:
        fail(f"{what}: {got!r} instead of {want!r}")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: import_check.py PATH-TO-firewallmap")
    program = pathlib.Path(sys.argv[1]).resolve()
    if not program.exists():
        fail(f"there is no program {program}; run make build")

    def run(*args):
        return subprocess.run([program, *args], check=True, capture_output=True, text=True, encoding="utf-8").stdout

    def digest():
        return re.search(r"sha256:[0-9a-f]{64}", run("version", "--data", "data")).group()

    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        run("export", "--format", "yaml", "--out", "data")
        shutil.copytree("data", "old")
        run("template", "--country", "MT", "--out", "mt.xlsx")
        original = digest()
        run("import", "mt.xlsx", "--into", "data")
        expect("the digest after importing the template unchanged", digest(), original)

        book = openpyxl.load_workbook("mt.xlsx")
        rows = book["Assessments"]
        header = [cell.value for cell in rows[1]]
        row = next(row for row in rows.iter_rows(min_row=2) if row[header.index("criterion")].value == "L2")
        cell = row[header.index("level")]
        old, new = cell.value, "partly" if cell.value != "partly" else "largely"
        cell.value = new
        book.save("changed.xlsx")

        dry = json.loads(run("import", "changed.xlsx", "--into", "data", "--dry-run", "--format", "json"))["data"]
        expect("what a dry run shows", [(c["country"], c["criterion"], c["place"]["cell"], c["fields"]) for c in dry["cells"]],
               [("MT", "L2", cell.coordinate, [{"field": "level", "from": old, "to": new}])])
        expect("a dry run's problems", dry["problems"], [])
        expect("the digest after a dry run", digest(), original)

        refused = subprocess.run([program, "import", "changed.xlsx", "--into", "data"], capture_output=True, text=True, encoding="utf-8")
        expect("the exit status without a reason", refused.returncode, 2)
        if "--reason" not in refused.stderr:
            fail(f"an import without a reason is refused with {refused.stderr!r}")
        expect("the digest after a refused import", digest(), original)

        run("import", "changed.xlsx", "--into", "data", *WHY)
        if digest() == original:
            fail("the digest is what it was, though a level changed")
        diff = json.loads(run("diff", "old", "data", "--format", "json"))["data"]
        expect("what the diff shows", [(c["assessment"].split("@")[0], c["before"]["level"], c["after"]["level"], c["unexplained"],
                                        [(r["reason"], r["why"]) for r in c["reasons"]]) for c in diff["cells"]],
               [("MT-L2", old, new, [], [("error_fixed", "A trial of the round")])])

        run("import", "mt.xlsx", "--into", "data", *WHY)
        expect("the digest after importing the first workbook again", digest(), original)
        os.chdir(program.parent)  # Windows removes no folder that somebody is in
    print("the round of a coding workbook: unchanged, changed by openpyxl, refused, imported, compared, restored")


if __name__ == "__main__":
    main()
