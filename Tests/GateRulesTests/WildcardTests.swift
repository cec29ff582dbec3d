import GateCore
import Testing

@testable import GateRules

@Suite("Wildcards")
struct WildcardTests {
    @Test("at the end stand for the rest of the word")
    func prefix() throws {
        #expect(
            try TestRules.finds("sexual*", in: "Sexual, sexually; asexual sexual-ish sexualité")
                == ["Sexual", "sexually", "sexual", "sexualité"])
        #expect(try TestRules.finds("fu*", in: "fu fun snafu FUEL f") == ["fu", "fun", "FUEL"])
    }

    @Test("at the beginning stand for the beginning of the word")
    func suffix() throws {
        #expect(
            try TestRules.finds("*porn", in: "porn foodporn porno PORN-free")
                == ["porn", "foodporn"])
        #expect(try TestRules.finds("*ss", in: "ss miss Boss so") == ["ss", "miss", "Boss"])
    }

    @Test("at both ends find the word with anything around it")
    func both() throws {
        #expect(
            try TestRules.finds("*fuck*", in: "motherfucker, unfuck fuckfuck duck")
                == ["motherfucker", "unfuck", "fuckfuck"])
    }

    @Test("stand at any word of a phrase")
    func inPhrase() throws {
        let found = try TestRules.finds("kill* child*", in: "killing children, kill a child")
        #expect(found == ["killing children"])
        #expect(try TestRules.finds("*ing bad", in: "looking  bad, bad") == ["looking  bad"])
    }

    @Test("do not reach into the next script, and cost no more there")
    func scripts() throws {
        #expect(try TestRules.finds("sex*", in: "sexy色情") == ["sexy"])
        #expect(try TestRules.finds("色*", in: "好色情") == ["色"])
    }
}
