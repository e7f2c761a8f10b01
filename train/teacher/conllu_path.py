"""Puts the folder above on the path, so that the scripts here find conllu.py when run from anywhere."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
