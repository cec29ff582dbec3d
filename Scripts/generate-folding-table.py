#!/usr/bin/env python3
"""Writes Sources/GateRules/Folding/FoldingTable+Data.swift: how people read code points.

    pip install confusable_homoglyphs
    python3 Scripts/generate-folding-table.py

Sources: Python's unicodedata (NFKC, names, categories) and, through the package
confusable_homoglyphs, Unicode's confusables.txt (UTS #39). One line of data is

    KIND READING CODE-POINTS

KIND is w (width and compatibility forms), d (diacritics), c (confusables of another
script, UTS #39), p (confusables that only look alike to a person in a hurry), f (letters
that pass for others only among Latin ones, such as the Cyrillic ya) or x (invisible; no
reading). No reading holds a code point that has a reading itself. READING is in lower case. Code points are hexadecimal; each is
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
    "ω": "w", "ε": "e", "χ": "x", "β": "b", "θ": "o", "ѵ": "v", "ԁ": "d", "ɡ": "g", "є": "e",
    "Є": "e", "ҽ": "e", "Ҽ": "e", "ղ": "n", "ռ": "n", "մ": "u", "ժ": "d", "ց": "g", "ք": "p",
    "ⲛ": "n", "ⲩ": "u", "ⲇ": "d", "ⲉ": "e", "ⲁ": "a", "ⲕ": "k", "ⲧ": "t", "ⲭ": "x", "ⲙ": "m",
    "ⲓ": "i", "ⲱ": "w", "ⲃ": "b", "ҟ": "k", "ҝ": "k", "Ҝ": "k", "נ": "j",
}
# The alphabets of Cherokee and of Canadian syllabics that generators of "fonts" write.
PASSING.update(zip("ᏗᏰፈᎴᏋᎦᎶᏂᎥᏠᏦᏝᎷᏁᎧᎮᎤᏒᏕᏖᏬᏉᏇጀᎩፚ", "abcdefghijklmnopqrstuvwxyz"))
PASSING.update(zip("ᗩᗷᑕᗪᗴᖴᕼᒍᒪᗰᑎᑭᑫᖇᔕᑌᐯᗯ᙭ᘔ", "abcdefhjlmnpqrsuvwxz"))
# Letters that pass for another only in a word with Latin letters; elsewhere they are what
# shows that a text is in their script.
FAUX = {
    "и": "n", "И": "n", "й": "n", "Й": "n", "я": "r", "Я": "r", "ш": "w", "Ш": "w", "щ": "w",
    "Щ": "w", "ц": "u", "Ц": "u", "э": "e", "Э": "e", "ж": "x", "Ж": "x", "б": "b", "Б": "b",
    "з": "z", "З": "z", "ф": "o", "Ф": "o", "д": "d", "Д": "a", "л": "n", "Л": "a",
    "Λ": "a", "λ": "a", "Δ": "a", "δ": "d", "Σ": "e", "Ξ": "e", "ξ": "e", "π": "n", "φ": "o",
    "Φ": "o", "Ω": "o", "ψ": "w", "ς": "s", "ζ": "z",
}
SYMBOLS = {
    "€": "e", "¢": "c", "£": "l", "¥": "y", "§": "s", "†": "t", "¡": "i", "µ": "u", "ð": "d", "Ð": "d", "ŋ": "n", "Ŋ": "n", "þ": "p", "Þ": "p",
    "ŉ": "n",
    "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "×": "x", "∅": "o", "∂": "d", "©": "c", "®": "r",
}
# Digits of scripts without spaces between words, where every character is a word.
UNSPACED = "\u0e50\u0ed0\u1040\u3007"
# Not seen, but wide.
BLANKS = {0x2800, 0x3164, 0xFFA0}
IGNORABLE = [
    (0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x7F), (0x80, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160),
    (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
    (0xE000, 0xF8FF), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFC),
    (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD),
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
    if value in BLANKS:
        return "w", " "
    if within(value, IGNORABLE):
        return "x", ""
    if value < 0x80 or category in ("Cn", "Cs", "Co", "Cc"):
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
    return look(char, category, folded, looks) or compatible_form(char, folded, compatible)


def look(char, category, folded, looks):
    """(kind, reading) of a letter of another script that looks like a Latin one."""
    if char in UNSPACED or (category[0] not in "LSN" and category != "Mc"):
        return None
    found = ascii_look(char, looks) or (len(folded) == 1 and ascii_look(folded, looks)) or None
    for key in (char, folded, accented(folded)):
        if key == char and found and key not in FAUX and PASSING.get(key, found) == found and (
                char.isupper() or char not in PASSING):
            return ("c" if category[0] in "LS" else "p"), found
        if key in PASSING:
            return "p", PASSING[key]
        if key in FAUX:
            return "f", FAUX[key]
    base = ascii_look(accented(folded), looks)
    return ("p", base) if base else None


def accented(text):
    """The letter that carries accents and nothing else; empty for other texts."""
    first, *marks = unicodedata.normalize("NFD", text)
    return first if marks and all(within(ord(mark), MARKS) for mark in marks) else ""


def compatible_form(char, folded, compatible):
    if compatible and folded != char and len(folded.encode()) <= 8 and folded.strip() != "":
        # Accents that stand alone are no letters with accents.
        return None if folded[0] == " " and len(folded) > 1 else ("w", folded)
    return ("w", " ") if compatible and folded == " " else None


def settled(table):
    """The table with every reading read again, until nothing changes."""
    weight = {"w": 0, "d": 1, "c": 2, "p": 3, "f": 4}
    for _ in range(4):
        for value, (kind, text) in list(table.items()):
            parts = [table.get(ord(char), (kind, char)) for char in text]
            # A letter of another script stays one; it takes a Latin word to make it Latin.
            if any(part[0] in "pf" or (part[0] == "c" and is_foreign(char))
                   for part, char in zip(parts, text)):
                if len(text) == 1:
                    table[value] = (max(kind, parts[0][0], key=weight.get), parts[0][1])
                continue
            table[value] = (kind, "".join(part[1] for part in parts))
    return table


def is_foreign(char):
    return not re.match("LATIN|MODIFIER", unicodedata.name(char, "LATIN"))


def lines():
    looks = confusables()
    table = {}
    for value in range(0x110000):
        if 0xAC00 <= value <= 0xD7A3 or 0xD800 <= value <= 0xDFFF:
            continue
        found = reading(value, looks)
        if found:
            table[value] = found
    groups = {}
    for value, found in sorted(settled(table).items()):
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
