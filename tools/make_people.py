#!/usr/bin/env python3
"""Make lang/people.txt (whom an office holder serves) from a table of office holders.

usage: make_people.py HOLDERS.tsv > lang/people.txt
HOLDERS.tsv has the columns country, post, person, since (Wikidata, CC0). Only names of two words or more are kept, and
only those that stand for one state alone. Countries are found by the names in lang/parties.txt and lang/en.
"""
import csv, glob, os, re, sys, unicodedata
from collections import defaultdict

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ALIASES = {"Congo-Kinshasa": "COD", "Congo-Brazzaville": "COG", "Burma": "MMR", "Palestine": "PSE", "Holy See": "VAT",
           "Ivory Coast": "CIV", "East Timor": "TLS", "Cape Verde": "CPV", "Swaziland": "SWZ", "Macedonia": "MKD",
           "Kosovo": "XKX", "Taiwan": "TWN", "Hong Kong": "HKG", "Micronesia": "FSM", "Gambia": "GMB", "Bahamas": "BHS",
           "São Tomé and Príncipe": "STP", "Sao Tome and Principe": "STP", "Türkiye": "TUR", "Turkey": "TUR"}


def plain(text):
    text = unicodedata.normalize("NFKD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in text if not unicodedata.combining(c)).casefold().strip()


def states():
    out = {}
    for path in [ROOT + "/lang/parties.txt"] + sorted(glob.glob(ROOT + "/lang/en/*.txt")):
        section = None
        for line in open(path, encoding="utf-8"):
            line = re.sub(r"(^|\s)#.*", "", line).strip()
            if line.startswith("["):
                section = line.strip("[]")
            elif " = " in line and section in ("state", "party"):
                code, names = line.split(" = ", 1)
                if re.fullmatch(r"[A-Z]{3}", code.strip()):
                    for name in names.split("|"):
                        out.setdefault(plain(name), code.strip())
    out.update({plain(k): v for k, v in ALIASES.items()})
    return out


def main():
    known, names = states(), defaultdict(set)
    for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"), delimiter="\t"):
        code = known.get(plain(row["country"]))
        name = re.sub(r"\s*\(.*?\)|\[.*?\]", "", row["person"]).strip()
        if code and len(name.split()) >= 2 and not re.search(r"[|=#\d]", name):
            names[name].add(code)
    by_code = defaultdict(list)
    plain_codes = defaultdict(set)
    for name, codes in names.items():
        plain_codes[plain(name)] |= codes
    for name in names:
        if len(plain_codes[plain(name)]) == 1:
            by_code[next(iter(plain_codes[plain(name)]))].append(name)
    print("# Whom people serve: holders of state posts, as of January 2025. Made by tools/make_people.py.")
    print("# Source: Wikidata, CC0. One line a state: CODE = name | name")
    print("[person]")
    for code in sorted(by_code):
        print(f"{code} = " + " | ".join(sorted(by_code[code])))


main()
