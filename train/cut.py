"""The words that Chancery cuts text into, for the scripts that bring other words to them."""
import json
import subprocess

import conllu


def cut(chancery, lang, texts):
    """Per text a list of conllu.Sentence, as `dump --stage words --raw` cuts it."""
    docs = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts))
    command = [chancery, "dump", "--stage", "words", "--raw", "--lang", lang, "-"]
    said = subprocess.run(command, input=docs.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    out = [[] for _ in texts]
    for part in said.split("# newdoc id = ")[1:]:
        number, _, rest = part.partition("\n")
        out[int(number)] = list(conllu.parse(rest.split("\n")))
    return out
