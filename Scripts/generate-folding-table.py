#!/usr/bin/env python3
"""Writes Sources/GateRules/Folding/FoldingTable+Data.swift: how people read code points.

    pip install confusable_homoglyphs
    python3 Scripts/generate-folding-table.py

Sources: Python's unicodedata (NFKC, names, categories) and, through the package
confusable_homoglyphs, Unicode's confusables.txt (UTS #39). One line of data is

    KIND READING CODE-POINTS

KIND is w (width and compatibility forms), d (diacritics), c (confusables of another
script, UTS #39), p (confusables that only look alike to a person in a hurry) or x
(invisible; no reading). READING is in lower case. Code points are hexadecimal; each is
counted from the one before it, and a number behind a dot says how many follow in a row
(with the same reading).
"""

import json
import os
import re
import sys
import unicodedata

import confusable_homoglyphs

TARGET = "Sources/GateRules/Folding/FoldingTable+Data.swift"

# Letters that a person in a hurry takes for another: UTS #39 does not list them.
PASSING = {
    "к": "k", "К": "k", "м": "m", "М": "m", "т": "t", "Т": "t", "в": "b", "В": "b", "н": "h",
    "Н": "h", "п": "n", "г": "r", "ь": "b", "Ь": "b", "η": "n", "κ": "k", "τ": "t", "μ": "u",
    "ω": "w", "ε": "e", "χ": "x", "β": "b", "θ": "o", "ѵ": "v", "ԁ": "d", "ɡ": "g",
}
SYMBOLS = {
    "€": "e", "¢": "c", "£": "l", "¥": "y", "§": "s", "†": "t", "¡": "i", "µ": "u", "ð": "d",
    "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "×": "x", "∅": "o", "∂": "d", "©": "c", "®": "r",
}
IGNORABLE = [
    (0x80, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160),
    (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
    (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFC),
    (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
]
# Marks of no script of their own: accents, and what is stacked on letters.
MARKS = [
    (0x300, 0x344), (0x346, 0x34E), (0x350, 0x36F), (0x483, 0x489), (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F),
]
LATIN = re.compile(
    r"(?:LATIN|CIRCLED|SQUARED|PARENTHESIZED|NEGATIVE CIRCLED|NEGATIVE SQUARED|REGIONAL"
    r"|RAISED|CROSSED NEGATIVE SQUARED)"
    r"(?: ITALIC)?(?: LATIN)?(?: INDICATOR SYMBOL)?(?: SMALL| CAPITAL)* LETTER"
    r"(?: SMALL CAPITAL)?(?: [A-Z]{3,})* ([A-Z])(?: WITH .*| DIGRAPH)?$")


def within(value, ranges):
    return any(first <= value <= last for first, last in ranges)


def confusables():
    path = os.path.join(os.path.dirname(confusable_homoglyphs.__file__), "confusables.json")
    table = {}
    for source, others in json.load(open(path, encoding="utf-8")).items():
        for other in others:
            if len(source) == 1 and source.isascii() and source.isalnum() and len(other["c"]) == 1:
                table.setdefault(other["c"], set()).add(source)
    return table


def ascii_look(char, table):
    """The one ASCII letter or digit that the character looks like."""
    looks = table.get(char, set())
    if not looks:
        return None
    if unicodedata.category(char) in ("Lu", "Nl") and looks & {"l", "I", "1", "|"}:
        return "i"
    letters = sorted(look for look in looks if look.isalpha()) or sorted(looks)
    upper = [look for look in letters if look.isupper()]
    if unicodedata.category(char) == "Lu" and upper:
        return upper[0].lower()
    for look in letters:
        if look.islower():
            return look
    return letters[0].lower()


def without_marks(text):
    kept = []
    for char in unicodedata.normalize("NFD", text):
        if within(ord(char), MARKS) and kept and kept[-1].isascii() and kept[-1].isalpha():
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def reading(value, looks):
    """(kind, reading) of a code point, or None when it is read as it is."""
    char = chr(value)
    category = unicodedata.category(char)
    if within(value, IGNORABLE):
        return "x", ""
    if category in ("Cn", "Cs", "Co", "Cc"):
        return None
    if within(value, MARKS):
        return "d", ""
    if char in SYMBOLS:
        return "c", SYMBOLS[char]
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).casefold())
    bare = without_marks(folded)
    compatible = unicodedata.normalize("NFKC", char) != unicodedata.normalize("NFC", char)
    if bare.isascii() and re.fullmatch(r"[a-z0-9]+", bare):
        if folded == bare and not compatible:
            return "w", bare if value != 0x130 else "i"  # the Kelvin sign, the long s
        return ("w" if compatible and folded == bare else "d"), bare
    name = LATIN.match(unicodedata.name(char, ""))
    if name:
        stroked = " WITH " in unicodedata.name(char)
        return ("d" if stroked else "w" if category == "So" else "c"), name.group(1).lower()
    if char in PASSING:
        return "p", PASSING[char]
    look = ascii_look(char, looks) or (len(folded) == 1 and ascii_look(folded, looks)) or None
    if look and category[0] in "LS":
        return "c", look
    if len(folded) == 1 and folded in PASSING:
        return "p", PASSING[folded]
    if compatible and folded != char and len(folded.encode()) <= 8:
        return "w", folded
    return None


def lines():
    looks = confusables()
    groups = {}
    for value in range(0x80, 0x110000):
        if 0xAC00 <= value <= 0xD7A3 or 0xD800 <= value <= 0xDFFF:
            continue
        found = reading(value, looks)
        if found:
            groups.setdefault(found, []).append(value)
    for (kind, text), values in sorted(groups.items(), key=lambda item: item[1][0]):
        escaped = "".join(
            char if char.isascii() and char.isalnum() else "{%x}" % ord(char) for char in text)
        runs, last, place = [], 0, 0
        while place < len(values):
            end = place
            while end + 1 < len(values) and values[end + 1] == values[end] + 1:
                end += 1
            length = values[end] - values[place]
            runs.append("%x" % (values[place] - last) + (".%x" % length if length else ""))
            last = values[end]
            place = end + 1
        yield "%s %s %s" % (kind, escaped or "-", " ".join(runs))


def main():
    data = list(lines())
    with open(TARGET, "w", encoding="utf-8") as file:
        file.write(
            "// Generated by Scripts/generate-folding-table.py; do not edit.\n"
            "// From Unicode data, Copyright (c) 1991-2022 Unicode, Inc., used under the Unicode\n"
            "// License (https://www.unicode.org/license.txt). Unicode %s.\n"
            "// swift-format-ignore-file\n\n"
            "extension FoldingTable {\n"
            "    /// How code points are read; the generator tells the format.\n"
            "    static let data: StaticString = \"\"\"\n" % unicodedata.unidata_version)
        for line in data:
            file.write("        %s\n" % line)
        file.write("        \"\"\"\n}\n")
    print(len(data), "lines", os.path.getsize(TARGET), "bytes", file=sys.stderr)


main()
