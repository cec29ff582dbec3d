extension BadPack {
    static let all = syntax + keys + values + terms + ids + tests

    private static let syntax = [
        BadPack("nothing", "", "p.yaml: The file says nothing. Write rules into it, or remove it."),
        BadPack(
            "only comments", "# nothing\n",
            "p.yaml: The file says nothing. Write rules into it, or remove it."),
        BadPack("a text", "hello\n", "p.yaml:1:1: The pack is a text. Write keys with values."),
        BadPack("a list", "- id: a\n", "p.yaml:1:1: The pack is a list. Write keys with values."),
        BadPack(
            "a tab as indentation", "rules:\n\t- id: a\n",
            "p.yaml:2:1: This is no YAML: found character that cannot start any token, while scanning for the next token from line 2 on. Indent with spaces, not with tabs."
        ),
        BadPack(
            "a tab within", "rules:\n  - id: a\n\t  words: [b]\n",
            "p.yaml:3:1: This is no YAML: found a tab character that violates indentation, while scanning a plain scalar from line 2 on. Indent with spaces, not with tabs."
        ),
        BadPack(
            "open quotes", "rules:\n  - id: \"a\n    words: [b]\n",
            "p.yaml:3:15: This is no YAML: found unexpected end of stream, while scanning a quoted scalar from line 2 on. Close the quotes."
        ),
        BadPack(
            "an open bracket", "rules:\n  - id: a\n    words: [b, c\n",
            "p.yaml:3:17: This is no YAML: did not find expected ',' or ']', while parsing a flow sequence from line 3 on. Check the indentation, the quotes and the brackets up to here."
        ),
        BadPack(
            "a colon in a text", "rules:\n  - id: a\n    message: no: never\n",
            "p.yaml:3:16: This is no YAML: mapping values are not allowed in this context. Put a text that holds a colon in quotes; check the indentation."
        ),
        BadPack(
            "wrong indentation", "rules:\n  - id: a\n   words: [b]\n",
            "p.yaml:3:4: This is no YAML: did not find expected '-' indicator, while parsing a block collection from line 2 on. Check the indentation, the quotes and the brackets up to here."
        ),
        BadPack(
            "no space behind a colon", "rules:\n  - id: a\n    words:[b]\n    mode: shadow\n",
            "p.yaml:4:5: This is no YAML: could not find expected ':', while scanning a simple key from line 3 on. Write a colon and a space behind the key; check the indentation."
        ),
        BadPack(
            "a backslash in double quotes", "rules:\n  - id: a\n    pattern: \"\\d\"\n",
            "p.yaml:3:15: This is no YAML: found unknown escape character, while parsing a quoted scalar from line 3 on. Write patterns in single quotes: in double quotes \"\\\" has another meaning."
        ),
        BadPack(
            "an at sign", "rules:\n  - id: a\n    words: [@home]\n",
            "p.yaml:3:13: This is no YAML: found character that cannot start any token, while scanning for the next token from line 3 on. Put the text that begins here in quotes."
        ),
        BadPack(
            "two documents", "rules: [{id: a, words: b}]\n---\nrules: []\n",
            "p.yaml:2:1: A second document begins here. Remove the \"---\", or make two files."),
        BadPack(
            "a control character", "rules:\n  - id: a\u{1}\n",
            "p.yaml:2:10: An invisible control character stands here. Remove it."),
        BadPack(
            "an alias of nothing", "rules:\n  - {id: a, words: [*nude ]}\n",
            "p.yaml:2:21: \"*nude\" stands for nothing: no \"&nude\" is before it. Put a word that begins with \"*\" in quotes."
        ),
        BadPack(
            "a tag", "rules:\n  - {id: a, words: [!nude ]}\n",
            "p.yaml:2:21: \"!nude\" is a tag, and takes no part in rules. Put a text that begins with \"!\" in quotes; remove a tag that is meant as one.",
            "p.yaml:2:21: \"!\" makes no exception here. Write what is to pass under \"unless\"."),
        BadPack(
            "a merge", "rules:\n  - &a {id: a, words: b}\n  - {<<: *a, id: c}\n",
            "p.yaml:3:6: A rule has no key \"<<\". Write the keys out: merging is not supported."),
        BadPack(
            "a key twice", "rules:\n  - id: a\n    words: b\n    words: c\n",
            "p.yaml:4:5: The key \"words\" stands in line 3 already. Remove one of the two, or put both into one."
        ),
        BadPack(
            "a list as a key", "[a]: b\nrules: []\n",
            "p.yaml:1:1: A key is a list. Write a name before the colon."),
    ]

    private static let keys = [
        BadPack(
            "an unknown key", "rulez: []\n",
            "p.yaml:1:1: A pack has no key \"rulez\". Did you mean \"rules\"?"),
        BadPack(
            "an unknown key far from any", "xyzzy: []\n",
            "p.yaml:1:1: A pack has no key \"xyzzy\". Remove it, or write one of categories, defaults, description, lists, pack, rules."
        ),
        BadPack(
            rule: "an unknown key of a rule", "word: b",
            "p.yaml:2:13: A rule has no key \"word\". Did you mean \"words\"?"),
        BadPack(
            "unknown keys elsewhere",
            "defaults: {sevrity: low}\ncategories: {a: {opnai: []}}\nlists:\n  - {id: l, file: w.txt, wordz: 1}\n",
            "p.yaml:1:12: \"defaults\" has no key \"sevrity\". Did you mean \"severity\"?",
            "p.yaml:2:18: A category has no key \"opnai\". Did you mean \"openai\"?",
            "p.yaml:4:19: The list's file w.txt was not read. Name a file that exists, from the pack's folder on.",
            "p.yaml:4:26: A word list has no key \"wordz\". Remove it, or write one of action, category, description, file, folding, id, message, mode, severity, undecided, unless, zones."
        ),
        BadPack(
            rule: "unknown keys of tests", "words: b, tests: {matches: b, fail: c}",
            "p.yaml:2:31: \"tests\" has no key \"matches\". Did you mean \"match\"?",
            "p.yaml:2:43: \"tests\" has no key \"fail\". Remove it, or write one of match, pass."),
        BadPack(
            "an empty key", "rules:\n",
            "p.yaml:1:7: \"rules\" is empty. Write a list of rules, or remove it."),
        BadPack(
            "a rule that is a text", "rules:\n  - a\n",
            "p.yaml:2:5: A rule is a text. Write keys with values."),
        BadPack(
            "rules in a mapping", "rules:\n  a: {words: b}\n",
            "p.yaml:2:3: \"rules\" is a mapping. Write a list of rules."),
        BadPack(
            "a list without file", "lists:\n  - id: l\n",
            "p.yaml:2:5: The word list has no file. Write \"file:\"."),
        BadPack(
            "a list without id", "lists:\n  - file: l\n",
            "p.yaml:2:5: The word list has no id. Write \"id:\"."),
        BadPack(
            "a list that was not read", "lists:\n  - {id: l, file: ../l.txt}\n",
            "p.yaml:2:19: The list's file ../l.txt was not read. Name a file that exists, from the pack's folder on."
        ),
    ]

    private static let values = [
        BadPack(
            rule: "an unknown action", "words: b, action: blok",
            "p.yaml:2:31: \"action\" cannot be \"blok\". Write block, review, redact or flag. Did you mean \"block\"?"
        ),
        BadPack(
            rule: "the action of letting pass", "words: b, action: allow",
            "p.yaml:2:31: \"action\" cannot be \"allow\". Write block, review, redact or flag."),
        BadPack(
            rule: "an unknown severity", "words: b, severity: terrible",
            "p.yaml:2:33: \"severity\" cannot be \"terrible\". Write low, medium, high or critical."
        ),
        BadPack(
            rule: "an unknown mode", "words: b, mode: 'on'",
            "p.yaml:2:29: \"mode\" cannot be \"on\". Write enforce or shadow."),
        BadPack(
            rule: "an unknown folding", "words: b, folding: none",
            "p.yaml:2:32: \"folding\" cannot be \"none\". Write off, standard or strict."),
        BadPack(
            rule: "an unknown zone", "words: b, zones: [text, title]",
            "p.yaml:2:37: \"zones\" cannot be \"title\". Write text, negative, url or parameters."),
        BadPack(
            rule: "no zone", "words: b, zones: []",
            "p.yaml:2:30: \"zones\" is an empty list: the rule would look nowhere. Write text, negative, url or parameters."
        ),
        BadPack(
            rule: "an unknown policy", "words: b, undecided: allow",
            "p.yaml:2:34: \"undecided\" cannot be \"allow\". Write deny or pass."),
        BadPack(
            rule: "a list for a text", "words: b, message: [c]",
            "p.yaml:2:32: \"message\" is a list. Write a text."),
        BadPack(
            rule: "a mapping for words", "words: {b: c}",
            "p.yaml:2:20: \"words\" is a mapping. Put the text in quotes: the colon behind \"b\" makes it a mapping."
        ),
        BadPack(
            rule: "a mapping as a word", "words: [b: c]",
            "p.yaml:2:21: An item of \"words\" is a mapping. Put the text in quotes: the colon behind \"b\" makes it a mapping."
        ),
        BadPack(
            rule: "an empty list of words", "words: []",
            "p.yaml:2:5: The rule \"a\" has neither words nor a pattern. Write \"words:\" or \"pattern:\"."
        ),
        BadPack(
            rule: "a word left out", "words: [b, '']", "p.yaml:2:25: The text is empty. Remove it."),
        BadPack(
            rule: "no tests", "words: b, tests: [b]",
            "p.yaml:2:30: \"tests\" is a list. Write keys with values."),
        BadPack(
            rule: "a bad category", "words: b, category: bad words",
            "p.yaml:2:33: \"bad words\" cannot be a category. Write 1 to 100 of A-Z a-z 0-9 . _ - /, beginning with a letter or digit."
        ),
        BadPack(
            "a name of OpenAI's mistyped",
            "categories:\n  a: {openai: [sexual/minor, beauty]}\nrules: []\n",
            "p.yaml:2:16: \"sexual/minor\" is none of OpenAI's categories. Did you mean \"sexual/minors\"?",
            "p.yaml:2:30: \"beauty\" is none of OpenAI's categories. Write one of harassment, harassment/threatening, hate, hate/threatening, illicit, illicit/violent, self-harm, self-harm/instructions, self-harm/intent, sexual, sexual/minors, violence, violence/graphic."
        ),
        BadPack(
            "a bad category name", "categories:\n  'a b': {openai: sexual}\nrules: []\n",
            "p.yaml:2:3: \"a b\" cannot be a category. Write 1 to 100 of A-Z a-z 0-9 . _ - /, beginning with a letter or digit."
        ),
    ]

    private static let terms = [
        BadPack(
            rule: "neither words nor pattern", "action: block",
            "p.yaml:2:5: The rule \"a\" has neither words nor a pattern. Write \"words:\" or \"pattern:\"."
        ),
        BadPack(
            "a lone asterisk",
            "rules:\n  - id: a\n    words:\n      - good\n      - 'it''s * bad'\n",
            "p.yaml:5:16: \"*\" stands alone. Write it at an end of a word, as in \"word*\"."),
        BadPack(
            "a bad word with escapes before", "rules:\n  - {id: a, words: [\"\\x41\\u0042 *\"]}\n",
            "p.yaml:2:33: \"*\" stands alone. Write it at an end of a word, as in \"word*\"."),
        BadPack(
            rule: "an asterisk inside", "words: [good, foo b*r]",
            "p.yaml:2:32: \"*\" stands inside a word. Write it at an end of a word, or write a pattern between slashes."
        ),
        BadPack(
            rule: "a bad pattern", "pattern: 'ab(c'",
            "p.yaml:2:27: The pattern does not compile: missing closing parenthesis. Write it as PCRE2 wants it."
        ),
        BadPack(
            rule: "one bad pattern of two", "pattern: [ab, 'x[y']",
            "p.yaml:2:31: The pattern does not compile: missing terminating ] for character class. Write it as PCRE2 wants it."
        ),
        BadPack(
            "a bad pattern in a block",
            "rules:\n  - id: a\n    pattern: |\n      (?x)\n      a b\n      ) c\n",
            "p.yaml:6:7: The pattern does not compile: unmatched closing parenthesis. Write it as PCRE2 wants it."
        ),
        BadPack(
            "a pattern over several lines", "rules:\n  - id: a\n    pattern: |\n      a\n      b\n",
            "p.yaml:4:8: The pattern goes over several lines. Begin it with \"(?x)\", which passes over white space."
        ),
        BadPack(
            "a backspace", "rules:\n  - id: a\n    pattern: \"\\bab\\b\"\n",
            "p.yaml:3:15: The pattern holds a control character. Write it in single quotes: in double quotes YAML takes \"\\b\" for a backspace."
        ),
        BadPack(
            rule: "a pattern that matches nothing", "pattern: 'a*'",
            "p.yaml:2:23: The pattern can match the empty string. Make a part of it required."),
        BadPack(
            rule: "an empty pattern", "pattern: ''", "p.yaml:2:23: The pattern is empty. Write one."
        ),
        BadPack(
            rule: "a pattern in the words", "words: ['/a(b/']",
            "p.yaml:2:26: The pattern does not compile: missing closing parenthesis. Write it as PCRE2 wants it."
        ),
        BadPack(
            rule: "a banned-words exception", "words: ['!blood orange']",
            "p.yaml:2:22: \"!\" makes no exception here. Write what is to pass under \"unless\"."),
        BadPack(
            rule: "a bad exception", "words: b, unless: ['*']",
            "p.yaml:2:33: \"*\" stands alone. Write it at an end of a word, as in \"word*\"."),
        BadPack(
            rule: "an invisible character", "words: [\"a\u{200B}b\"]",
            "p.yaml:2:23: The line holds the invisible character U+200B. Remove it."),
    ]

    private static let ids = [
        BadPack(
            "no id", "rules:\n  - words: b\n",
            "p.yaml:2:5: The rule has no id. Write \"id:\" and a name that no other rule has."),
        BadPack(
            "an empty id", "rules:\n  - id:\n    words: b\n",
            "p.yaml:2:8: \"id\" is empty. Write a text, or remove it."),
        BadPack(
            "an id with a blank", "rules:\n  - {id: a b, words: b}\n",
            "p.yaml:2:10: \"a b\" cannot be an id. Write 1 to 100 of A-Z a-z 0-9 . _ -, beginning with a letter or digit."
        ),
        BadPack(
            "an id twice",
            "rules:\n  - {id: a, words: b}\n  - {id: a, words: c}\n  - {id: a, words: d}\n",
            "p.yaml:3:10: The id \"a\" is taken: p.yaml:2:10 has it. Give one of the two another id.",
            "p.yaml:4:10: The id \"a\" is taken: p.yaml:2:10 has it. Give one of the two another id."
        ),
    ]

    private static let tests = [
        BadPack(
            rule: "a test that does not match", "words: b, tests: {match: [b, c]}",
            "p.yaml:2:42: \"c\" is not matched by the rule \"a\". Mend the rule, or move the text to \"pass\"."
        ),
        BadPack(
            rule: "a test that matches", "words: b, tests: {pass: c B}",
            "p.yaml:2:37: \"c B\" is matched by the rule \"a\" at [2, 3] (folding case). Except it under \"unless\", or move the text to \"match\"."
        ),
    ]
}
