"""Writes a text file as a C string: embed.py INPUT OUTPUT NAME"""
import sys

source, target, name = sys.argv[1:]
with open(source, encoding="utf-8") as f, open(target, "w", encoding="utf-8") as out:
    out.write(f"/* made from schema.sql by embed.py */\nextern const char {name}[];\nconst char {name}[] =\n")
    for line in f:
        text = line.rstrip("\n").replace("\\", "\\\\").replace('"', '\\"')
        if text and not text.lstrip().startswith("--"):
            out.write(f'    "{text}\\n"\n')
    out.write(";\n")
